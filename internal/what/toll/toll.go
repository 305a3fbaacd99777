// Package toll says which counts of people are whose loss in which event.
package toll

import (
	"io/fs"
	"slices"
	"strings"

	"parley"
	"parley/data"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// Finder finds tolls by the tables of data/what. It may be used by any number
// of goroutines.
type Finder struct {
	words  map[string]wordSet
	groups map[string]string
}

// New reads the tables of fsys. An error names the file and the line.
func New(fsys fs.FS) (*Finder, error) {
	words, err := data.WordSorts(fsys, "what/toll-words.tsv", wordSorts)
	if err != nil {
		return nil, err
	}
	groups, err := readGroups(fsys)
	if err != nil {
		return nil, err
	}
	return &Finder{words: words, groups: groups}, nil
}

// Find fills Tolls of all events of the article: a count goes to the one
// event whose loss it is, or to none.
func (f *Finder) Find(d *doc.Doc, events []*draft.Event) {
	r := &reading{f: f, d: d}
	for _, e := range events {
		if e != nil {
			e.Tolls = nil
			r.events = append(r.events, e)
		}
	}
	if len(r.events) == 0 {
		return
	}
	r.owner = make([]*draft.Event, len(d.Counts))
	for i := range d.Counts {
		c := &d.Counts[i]
		outcome := c.Outcome
		if outcome == "" {
			outcome = r.besideCounted(i)
		}
		if o := r.verbBefore(i); o != "" {
			outcome = o
		}
		if outcome == "" {
			outcome = r.byEffect(i)
		}
		if outcome == "" || c.Kind != doc.CountPeople || c.Cause >= 0 && r.tried(c.Cause) {
			continue
		}
		e := r.targetOf(i, outcome)
		if e == nil {
			e = r.ownerOf(i, outcome)
		}
		if e != nil {
			r.owner[i] = e
			e.Tolls = append(e.Tolls, r.counted(e, i, outcome))
		}
	}
	r.withoutLoss()
	for _, e := range r.events {
		r.singles(e)
		slices.SortStableFunc(e.Tolls, func(a, b draft.Toll) int { return r.first(a) - r.first(b) })
		r.markParts(e)
	}
}

// byEffect returns what befalls the counted of count i as a target of an event;
// empty for nothing, and for a part.
func (r *reading) byEffect(i int) doc.Outcome {
	c := &r.d.Counts[i]
	if c.Noun == doc.None || c.PartOf != doc.None || c.Kind != doc.CountPeople {
		return ""
	}
	for _, e := range r.events {
		for _, p := range e.Targets {
			if o := outcomeOf(p.Effect); p.Token == c.Noun && !p.Inferred && o != "" {
				return o
			}
		}
	}
	return ""
}

// targetOf returns the event of which the counted of count i are a target to
// whom the outcome happens; nil for none.
func (r *reading) targetOf(i int, outcome doc.Outcome) *draft.Event {
	c := &r.d.Counts[i]
	if c.Noun == doc.None {
		return nil
	}
	for _, e := range r.events {
		for _, p := range e.Targets {
			if p.Token == c.Noun && outcomeOf(p.Effect) == outcome && !p.Inferred && takes(e, outcome) {
				return e
			}
		}
	}
	return nil
}

// verbBefore returns the outcome of a verb directly before count i that is not
// the one it was read with: headlines join such clauses by a comma ("kills 34,
// wounds 150"). It is empty where there is none.
func (r *reading) verbBefore(i int) doc.Outcome {
	c := &r.d.Counts[i]
	v := c.First - 1
	if c.Outcome == "" || v < 1 || v == c.Cause || r.d.Word(v-1) != "," && r.d.Word(v-1) != "and" && r.d.Word(v-1) != ";" {
		return ""
	}
	switch {
	case r.f.is(r.d, v, wordInjured) || strings.EqualFold(r.d.Word(v), "wounds"):
		return doc.Injured
	case r.f.is(r.d, v, wordKilled):
		return doc.Killed
	}
	return ""
}

// reading is one article whose tolls are being found.
type reading struct {
	f      *Finder
	d      *doc.Doc
	events []*draft.Event
	owner  []*draft.Event // of each count, nil for none
}

// first is the token at which a toll stands.
func (r *reading) first(t draft.Toll) int {
	if t.Count != doc.None {
		return r.d.Counts[t.Count].First
	}
	return t.Token
}

// counted is the toll of count i.
func (r *reading) counted(e *draft.Event, i int, outcome doc.Outcome) draft.Toll {
	c := &r.d.Counts[i]
	t := draft.Toll{Count: i, Token: doc.None, Outcome: outcome, Group: c.Group, Low: c.Low, High: c.High, Figure: c.Figure,
		Vague: c.Vague, Part: c.PartOf != doc.None, Quote: r.quoteAt(c.First)}
	if t.Group == noGroup {
		t.Group = ""
	}
	t.Attackers = e.Mode != parley.ModeClash && (c.Attackers && !r.targets(e, c.Noun) || r.ofSource(e, i))
	return t
}

// quoteAt returns the innermost quote that holds a token, or None.
func (r *reading) quoteAt(token int) int {
	best, size := doc.None, 0
	for i := range r.d.Quotes {
		for _, c := range r.d.Quotes[i].Content {
			if n := c.Last - c.First; c.First <= token && token < c.Last && (best == doc.None || n <= size) {
				best, size = i, n
			}
		}
	}
	return best
}

// targets tells whether a token is a target of the event.
func (r *reading) targets(e *draft.Event, token int) bool {
	return token != doc.None && slices.ContainsFunc(e.Targets, func(p draft.Party) bool { return p.Token == token })
}

// ofSource tells whether count i is of the side that attacks: the counted are
// of the source's party, or armed men like the source, and not of the target's.
func (r *reading) ofSource(e *draft.Event, i int) bool {
	c := &r.d.Counts[i]
	if c.Noun == doc.None || len(e.Sources) == 0 {
		return false
	}
	side, armed := r.side(c.Noun, doc.None), c.Group == "militants"
	if side == "" && !armed {
		return false
	}
	same := func(p draft.Party) bool {
		s := r.side(p.Token, p.Actor)
		return side != "" && s == side || armed && r.armed(p) && (s == "" || side == "" || s == side)
	}
	// Where a rule makes both sides targets ("three policemen and four militants
	// were killed"), the other one must be there to be attacked.
	self := r.targets(e, c.Noun)
	other := slices.ContainsFunc(e.Targets, func(p draft.Party) bool { return !same(p) && r.people(p) })
	if self && (!other || slices.ContainsFunc(e.Sources, func(p draft.Party) bool { return !same(p) && r.people(p) })) || !self && slices.ContainsFunc(e.Targets, same) {
		return false
	}
	return slices.ContainsFunc(e.Sources, same)
}

// people tells whether a party is people or somebody with a side.
func (r *reading) people(p draft.Party) bool {
	if r.side(p.Token, p.Actor) != "" {
		return true
	}
	if p.Token < 0 || p.Token >= len(r.d.Tokens) {
		return false
	}
	_, ok := r.f.groups[r.d.Tokens[p.Token].Lemma]
	return ok
}

// side returns the party that an actor, or whoever is named at the token,
// belongs to; empty if not known.
func (r *reading) side(token, actor int) string {
	if actor == doc.None && token >= 0 {
		if m := r.d.MentionAt(token); m != doc.None {
			actor = r.d.Mentions[m].Actor
		}
	}
	if actor < 0 || actor >= len(r.d.Actors) {
		return ""
	}
	return r.d.Actors[actor].Side
}

// armed tells whether a party is an armed group that is no state's.
func (r *reading) armed(p draft.Party) bool {
	if p.Actor >= 0 && p.Actor < len(r.d.Actors) && r.d.Actors[p.Actor].Sector == "REB" {
		return true
	}
	return p.Token >= 0 && p.Token < len(r.d.Tokens) && (r.f.groups[r.d.Tokens[p.Token].Lemma] == "militants" || r.f.groups[r.d.Tokens[p.Token].Lemma] == "attackers")
}
