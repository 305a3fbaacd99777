// Package said finds quotes and reported speech: who says what, on whose
// behalf, how, and with what stance.
package said

import (
	"io/fs"

	"parley/internal/doc"
)

// New returns the stage, with its tables read from fsys (data.FS, or an
// overlay of it). An error names the file and the line.
func New(fsys fs.FS) (doc.Stage, error) {
	return doc.Stage{
		Name:  "said",
		Needs: []doc.Layer{doc.LayerParse, doc.LayerLemmas, doc.LayerNames, doc.LayerActors},
		Adds:  []doc.Layer{doc.LayerQuotes},
		Run:   func(d *doc.Doc) error { return nil },
	}, nil
}
