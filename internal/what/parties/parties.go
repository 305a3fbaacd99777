// Package parties says who is on which side of an event: the arguments of its
// matches as actors, with what befell them, and the instruments.
package parties

import (
	"io/fs"

	"parley/internal/doc"
	"parley/internal/what/draft"
)

// Finder finds parties by the tables of data/what.
type Finder struct{}

// New reads the tables of fsys.
func New(fsys fs.FS) (*Finder, error) { return &Finder{}, nil }

// Find fills Sources, Targets and Weapons of e from the arguments "source",
// "target", "party" and "weapon" of its matches, once its status is set.
func (f *Finder) Find(d *doc.Doc, e *draft.Event) {}
