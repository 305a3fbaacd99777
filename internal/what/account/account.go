// Package account ties to each event who says what of it: claims and denials of
// responsibility, and accounts with their tolls.
package account

import (
	"io/fs"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// Binder binds by the matches of the claim rules and the quotes. It is never
// changed once made.
type Binder struct{ words words }

// New reads the tables of fsys. An error names the file and the line.
func New(fsys fs.FS) (*Binder, error) {
	w, err := load(fsys)
	if err != nil {
		return nil, err
	}
	return &Binder{w}, nil
}

// Bind fills Claims and Accounts of the fused events, and the source that only
// a claim or an accusation names. It runs after tolls are set.
//
// A claimant is a source where nobody is named as one (Inferred); a party that
// is only blamed is one with Blamed. Who denies it has a claim of the stance
// denied; the status becomes denied only where the one who tells of the event
// denies that it was.
func (b *Binder) Bind(d *doc.Doc, events []*draft.Event) {
	if len(events) == 0 {
		return
	}
	r := &reading{d: d, words: b.words, events: events, at: map[int]*draft.Event{}}
	for _, e := range events {
		for _, h := range e.Heads {
			if r.at[h] == nil {
				r.at[h] = e
			}
		}
		if r.at[e.Head] == nil {
			r.at[e.Head] = e
		}
	}
	r.accounts()
	r.claims()
	r.quotedClaims()
	r.blames()
}

// reading is one article being bound.
type reading struct {
	d      *doc.Doc
	words  words
	events []*draft.Event
	at     map[int]*draft.Event // by trigger
}

// violence reports whether responsibility for the event can be claimed.
func violence(e *draft.Event) bool {
	return e.Type == parley.Assault || e.Type == parley.Coerce
}

// reach is how far from a word those that hang on it are looked for.
const reach = 60

// near returns the event whose trigger is the token or stands nearest above
// or right below it, nil if there is none.
func (r *reading) near(token int) *draft.Event {
	if token < 0 || token >= len(r.d.Tokens) {
		return nil
	}
	if e := r.at[token]; e != nil && violence(e) {
		return e
	}
	for i := max(0, token-reach); i < min(len(r.d.Tokens), token+reach); i++ {
		if r.d.Tokens[i].Head == token {
			if e := r.at[i]; e != nil && violence(e) {
				return e
			}
		}
	}
	return nil
}

// before returns the violent event that was spoken of last before the token:
// the one with a trigger nearest before it, else the first after it. News rather than
// history, if there is any.
func (r *reading) before(token int) *draft.Event {
	var best *draft.Event
	at := -1
	for _, news := range []bool{true, false} {
		for _, e := range r.events {
			if !violence(e) || news && (e.Background || e.Aggregate) {
				continue
			}
			for _, h := range e.Heads {
				if h < token && h > at {
					best, at = e, h
				}
			}
		}
		if best != nil {
			return best
		}
	}
	for _, e := range r.events {
		if violence(e) && e.Head > token && (best == nil || e.Head < best.Head) {
			best = e
		}
	}
	return best
}
