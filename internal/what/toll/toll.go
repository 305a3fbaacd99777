// Package toll says which counts of people are whose loss in which event.
package toll

import (
	"io/fs"

	"parley/internal/doc"
	"parley/internal/what/draft"
)

// Finder finds tolls by the tables of data/what.
type Finder struct{}

// New reads the tables of fsys.
func New(fsys fs.FS) (*Finder, error) { return &Finder{}, nil }

// Find fills Tolls of all events of the article: a count goes to the one
// event whose loss it is, or to none.
func (f *Finder) Find(d *doc.Doc, events []*draft.Event) {}

// Sum returns the lowest and the highest figure that anybody gives for the
// outcome (killed or injured) of the attacked side, both sides for a clash:
// parts are not added to their whole, groups counted side by side by one
// speaker are. ok is false where no figure is given.
func Sum(d *doc.Doc, e *draft.Event, outcome doc.Outcome) (low, high float64, vague, ok bool) {
	return 0, 0, false, false
}
