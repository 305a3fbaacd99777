// Package where finds the places that a text names, tells them from persons,
// papers and governments of the same name, and resolves each to an entry of
// the gazetteer.
//
// The stage goes over a document in this order: spots (find*.go), the words
// beside them (beside.go, area.go), what each is used for (use.go), which of
// them is in which by the words (link.go), which place it is (sense.go,
// choose.go, unknown.go) and why (mention.go). Locate (locate*.go) reads what
// the stage wrote.
package where

import (
	"fmt"
	"io/fs"

	"parley/internal/doc"
	"parley/internal/where/gazetteer"
)

// New returns the stage, with its tables read from fsys (data.FS, or an
// overlay of it) and places from g. An error names the file and the line.
func New(fsys fs.FS, g *gazetteer.Gazetteer) (doc.Stage, error) {
	t, err := readTables(fsys)
	if err != nil {
		return doc.Stage{}, fmt.Errorf("places: %w", err)
	}
	return doc.Stage{
		Name:  "where",
		Needs: []doc.Layer{doc.LayerParse, doc.LayerLemmas, doc.LayerNames},
		Adds:  []doc.Layer{doc.LayerPlaces},
		Run: func(d *doc.Doc) error {
			d.Places = newReader(t, g, d).read()
			return nil
		},
	}, nil
}

// read returns the places of the document.
func (r *reader) read() []doc.PlaceMention {
	r.find()
	if len(r.spots) == 0 {
		return nil
	}
	for i := range r.spots {
		r.beside(i)
	}
	r.senses()
	r.rows()
	r.link()
	r.choose()
	out := make([]doc.PlaceMention, len(r.spots))
	for i := range r.spots {
		out[i] = r.mention(i)
	}
	return out
}
