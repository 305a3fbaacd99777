// Package resolve makes incidents of events: it says which events, of all
// articles, are the same happening and why, and what they add up to.
package resolve

import (
	"fmt"
	"io/fs"

	"parley"
	"parley/internal/cluster"
	"parley/internal/resolve/words"
)

// Resolver makes and compares the digests of events and sums them up. It is safe
// for several goroutines at a time.
type Resolver struct {
	words   *words.Table
	weights *weights
	plain   map[string]bool // words that most reports have
	sums    *summing
}

// New reads data/resolve. The error names file and line.
func New(fsys fs.FS) (*Resolver, error) {
	table, err := words.New(fsys)
	if err != nil {
		return nil, err
	}
	w, err := readWeights(fsys)
	if err != nil {
		return nil, err
	}
	plain, err := readPlain(fsys)
	if err != nil {
		return nil, err
	}
	sums, err := newSumming(fsys)
	if err != nil {
		return nil, err
	}
	w.cases = casesOf(sums.refines)
	return &Resolver{words: table, weights: w, plain: plain, sums: sums}, nil
}

// Nodes returns the events of r as nodes of Incidents, in the order of r.Events.
func (r *Resolver) Nodes(rec *parley.Record) ([]parley.Node, error) {
	text, story := newPassage(rec), r.story(rec)
	lead := text.lead(rec)
	nodes := make([]parley.Node, 0, len(rec.Events))
	for i := range rec.Events {
		d := r.digest(rec, i, text, story, lead)
		nodes = append(nodes, parley.Node{ID: d.Event, Keys: d.keys(), Order: d.order(), Digest: d.Encode()})
	}
	return nodes, nil
}

// order sorts events by publication, article and position.
func (d *Digest) order() string {
	return fmt.Sprintf("%07d %s %06d", max(d.Published.From, d.Published.To), d.Article, d.Position)
}

// Model returns the pair model of events.
func (r *Resolver) Model() cluster.Model[*Digest] { return &model{r.weights} }
