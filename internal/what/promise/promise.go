// Package promise codes commitments: who promised, demanded, offered or set as
// a condition what, to whom, by when, and what came of it.
package promise

import (
	"io/fs"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// Coder codes commitments by the tables of data/what.
type Coder struct{}

// New reads the tables of fsys.
func New(fsys fs.FS) (*Coder, error) { return &Coder{}, nil }

// Code returns the commitments of the article, from the matches with a label
// commitment/KIND and from the events, in the order of their triggers. ids gives
// the parley.Event.ID of each event.
func (c *Coder) Code(d *doc.Doc, events []*draft.Event, ids []string) []parley.Commitment { return nil }
