// Package agreement reads signed agreements: from a text, clause by clause, or
// from a CSV of provisions.
package agreement

import (
	"io"
	"io/fs"
	"time"

	"parley"
)

// Reader reads agreements.
type Reader struct{}

// New reads data/process: the themes and their words.
func New(fsys fs.FS) (*Reader, error) { return &Reader{}, nil }

// Options are what a file may not say of itself.
type Options struct {
	Name, Country string
	Signed        time.Time // zero for what the file says
	Parties       []string
	Ref           string // the file's name, for messages and as the source
}

// Read reads an agreement from text or, where csv is true, from rows number,
// text, party, theme, deadline. It returns the agreement, with its provisions,
// and a record with one pledge a provision, as if an article told of it, whose
// evidence lies in the record's text. Errors wrap parley.ErrSyntax or
// parley.ErrEmpty and name the line.
func (r *Reader) Read(in io.Reader, csv bool, o Options) (parley.Agreement, *parley.Record, error) {
	return parley.Agreement{}, nil, nil
}
