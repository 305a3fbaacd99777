package near

import (
	"fmt"
	"io/fs"
	"strings"

	"parley/data"
	"parley/internal/resolve/words"
)

// recurring is the most that a word of a listed actor or state weighs. It is on
// the lists because it is in the news again and again, and says less of what an
// article is about than a name that nobody has heard of.
const recurring = 5.5

// actorTables are the tables of names, with the columns that hold them.
var actorTables = []struct {
	pattern string
	columns []int
}{
	{"who/states.tsv", []int{1, 2, 3, 4}},
	{"who/groups_*.tsv", []int{1, 9}},
	{"who/persons_*.tsv", []int{6, 7}},
}

// recurringWords returns the folded words of the names in the tables of actors
// and states.
func recurringWords(fsys fs.FS) (map[string]bool, error) {
	known := map[string]bool{}
	for _, table := range actorTables {
		files, err := fs.Glob(fsys, table.pattern)
		if err != nil {
			return nil, err
		}
		if len(files) == 0 {
			return nil, fmt.Errorf("%s: %w", table.pattern, fs.ErrNotExist)
		}
		for _, file := range files {
			rows, err := data.Rows(fsys, file, 12)
			if err != nil {
				return nil, err
			}
			for _, r := range rows {
				for _, c := range table.columns {
					for _, w := range words.All(r.Cells[c]) {
						known[strings.Clone(words.Fold(w))] = true
					}
				}
			}
		}
	}
	return known, nil
}
