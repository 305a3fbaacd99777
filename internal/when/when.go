// Package when finds dates, times and durations in the text and resolves them
// against the article's own date, which it works out too.
package when

import (
	"io/fs"

	"parley/internal/doc"
)

// New returns the stage, with its tables read from fsys (data.FS, or an
// overlay of it). An error names the file and the line.
//
// The stage works in three steps: it finds the expressions of time, works out
// when the article was published, and resolves the expressions against that.
func New(fsys fs.FS) (doc.Stage, error) {
	lex, err := loadLexicon(fsys)
	if err != nil {
		return doc.Stage{}, err
	}
	dt, err := loadDating(fsys)
	if err != nil {
		return doc.Stage{}, err
	}
	return doc.Stage{
		Name:  "when",
		Needs: []doc.Layer{doc.LayerSentences, doc.LayerParse, doc.LayerLemmas, doc.LayerNames},
		Adds:  []doc.Layer{doc.LayerPublished, doc.LayerTimes},
		Run: func(d *doc.Doc) error {
			exprs := find(lex, d)
			d.Published = dt.published(d, exprs)
			d.Times = resolve(lex, d, exprs, d.Published)
			return nil
		},
	}, nil
}
