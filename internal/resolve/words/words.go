// Package words weighs words by how rare they are in English, so that what two
// texts share counts by what it says: "the" nothing, "attack" some, "Nekmal" much.
// The weights are a table made once of other texts, so that a weight never depends
// on what else is in a store.
package words

import (
	"fmt"
	"io/fs"
	"strconv"

	"parley/data"
)

// File is the table of weights below the data folder.
const File = "resolve/words.tsv"

// other is the row of File for all words that it does not list.
const other = "*"

// Table holds the weights of words. It is safe for several goroutines at a time.
type Table struct {
	weights map[string]float64
	other   float64
}

// New reads File. The error names the line that is wrong.
func New(fsys fs.FS) (*Table, error) {
	rows, err := data.Rows(fsys, File, 2)
	if err != nil {
		return nil, err
	}
	t := &Table{weights: make(map[string]float64, len(rows))}
	for _, r := range rows {
		word := r.Cells[0]
		w, err := strconv.ParseFloat(r.Cells[1], 64)
		switch {
		case err != nil || !(w >= 0 && w < 20):
			return nil, fmt.Errorf("%s:%d: weight %q is no number from 0 to 20", File, r.Line, r.Cells[1])
		case word == other:
			t.other = w
		case word == "" || Fold(word) != word:
			return nil, fmt.Errorf("%s:%d: word %q is not folded", File, r.Line, word)
		default:
			t.weights[word] = w
		}
	}
	if t.other == 0 {
		return nil, fmt.Errorf("%s: no row %q", File, other)
	}
	return t, nil
}

// Weight returns the weight of a word as Fold has it: the natural logarithm of
// how many passages of some 200 words there are to one that holds it. It is 0
// for a word that most passages hold and Most for one that the table lacks, as
// it lacks most names.
func (t *Table) Weight(folded string) float64 {
	if w, ok := t.weights[folded]; ok {
		return w
	}
	return t.other
}

// Most is the weight of a word that the table does not list; no word weighs more.
func (t *Table) Most() float64 { return t.other }

// Len is how many words the table lists.
func (t *Table) Len() int { return len(t.weights) }
