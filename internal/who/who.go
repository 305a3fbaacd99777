// Package who finds the actors of an article: parties, organisations and
// persons with their roles and sides, and where each is mentioned.
package who

import (
	"io/fs"

	"parley/internal/doc"
)

// New returns the stage, with its tables read from fsys (data.FS, or an
// overlay of it). An error names the file and the line.
func New(fsys fs.FS) (doc.Stage, error) {
	return doc.Stage{
		Name:  "who",
		Needs: []doc.Layer{doc.LayerParse, doc.LayerLemmas, doc.LayerNames, doc.LayerPublished, doc.LayerPlaces},
		Adds:  []doc.Layer{doc.LayerActors},
		Run:   func(d *doc.Doc) error { return nil },
	}, nil
}
