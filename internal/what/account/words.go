package account

import (
	"fmt"
	"io/fs"
	"strings"

	"parley/data"
	"parley/internal/doc"
)

// words are the nouns of data/what/account-deeds.tsv that mean a deed of
// violence where they stand for one that was told.
type words map[string]bool

func load(fsys fs.FS) (words, error) {
	const name = "what/account-deeds.tsv"
	rows, err := data.Rows(fsys, name, 1)
	if err != nil {
		return nil, err
	}
	w := words{}
	for _, row := range rows {
		for lemma := range strings.SplitSeq(row.Cells[0], ", ") {
			if lemma == "" || w[lemma] {
				return nil, fmt.Errorf("data file %s:%d: %q is empty or there already", name, row.Line, lemma)
			}
			w[lemma] = true
		}
	}
	if len(w) == 0 {
		return nil, fmt.Errorf("data file %s holds no word", name)
	}
	return w, nil
}

// deed reports whether the token may stand for a deed.
func (w words) deed(d *doc.Doc, token int) bool {
	return w[strings.ToLower(d.Tokens[token].Lemma)] || w[strings.ToLower(d.Word(token))]
}
