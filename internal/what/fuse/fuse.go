// Package fuse makes one event of the sentences that tell one happening, and
// keeps two happenings two.
//
// It works in four steps. Acts about another act ("demanded the release",
// "rejected the offer") leave one event of the two. The drafts of one sentence
// that are clauses of one deed become a telling. Each telling, in the order of
// the article, joins the happening for which most speaks, or begins one of its
// own: a sum of weights (data/what/fuse-weights.tsv) over place, days, parties,
// tolls, words and distance. Last, happenings of which too little is told are
// dropped.
package fuse

import (
	"io/fs"

	"parley/internal/doc"
	"parley/internal/what/draft"
)

// Fuser fuses by the tables of data/what. It is never changed once made.
type Fuser struct{ tables *tables }

// New reads the tables of fsys. An error names the file and the line.
func New(fsys fs.FS) (*Fuser, error) {
	t, err := load(fsys)
	if err != nil {
		return nil, err
	}
	return &Fuser{t}, nil
}

// Fuse returns the happenings of the article: drafts that tell the same one are
// united in the first of them, those that tell none (anaphora of nothing,
// generic talk) are dropped. The order is that of the first trigger.
//
// What was united with a draft stands in its Evidence with the role "same" and
// the rule "fuse.REASON", the reason being the one that weighed most.
func (f *Fuser) Fuse(d *doc.Doc, drafts []*draft.Event) []*draft.Event {
	if len(drafts) == 0 {
		return nil
	}
	r := newReading(d, f.tables, drafts)
	r.absorb()
	var open []*happening
	for _, t := range r.tellings() {
		if best, why := r.best(open, t); best != nil {
			best.join(t, why)
		} else {
			open = append(open, t)
			if t.beside || t.other {
				r.turn = t.first
			}
		}
	}
	var events []*draft.Event
	for _, h := range open {
		if r.worth(h) {
			events = append(events, r.fallback(r.unite(h)))
		}
	}
	return events
}
