// Package data holds Parley's knowledge of the world and of words as text
// files: lists, tables and rules, each with its source and licence in its head.
// SOURCES.md beside this file lists them. Code reads them with Rows; it never
// holds a table of its own.
package data

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

// FS holds the built-in files, by paths such as "who/groups.tsv".
//
//go:embed */*.tsv rules/*/*.yml
var FS embed.FS

// Row is one line of a table.
type Row struct {
	Line  int // in the file, from 1
	Cells []string
}

// Rows reads a table of fsys: lines of columns with a tab between, without
// the comment lines that begin with #. A row with fewer columns than asked for
// is filled up with empty ones; a longer one is an error that names file and
// line, as is a file that is not there.
func Rows(fsys fs.FS, name string, columns int) ([]Row, error) {
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("data file %s: %w", name, err)
	}
	var rows []Row
	n := 0
	for line := range strings.Lines(string(text)) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) > columns {
			return nil, fmt.Errorf("data file %s:%d: %d columns, want %d", name, n, len(cells), columns)
		}
		for len(cells) < columns {
			cells = append(cells, "")
		}
		rows = append(rows, Row{Line: n, Cells: cells})
	}
	return rows, nil
}

// WordSorts reads a table whose rows have a sort and its words in lower case,
// with a comma and a blank between. It returns the sorts of each word as a set
// of the bits that sorts gives them. An unknown sort, one without a row and a
// word that stands twice in a sort are errors that name the file.
func WordSorts[S ~uint8 | ~uint16 | ~uint32](fsys fs.FS, name string, sorts map[string]S) (map[string]S, error) {
	rows, err := Rows(fsys, name, 2)
	if err != nil {
		return nil, err
	}
	words, seen := map[string]S{}, S(0)
	for _, r := range rows {
		sort, ok := sorts[r.Cells[0]]
		if !ok {
			return nil, fmt.Errorf("%s:%d: %q is no sort of words", name, r.Line, r.Cells[0])
		}
		seen |= sort
		for w := range strings.SplitSeq(r.Cells[1], ", ") {
			if w == "" || w != strings.ToLower(strings.TrimSpace(w)) || words[w]&sort != 0 {
				return nil, fmt.Errorf("%s:%d: word %q is empty, not in lower case, or there twice", name, r.Line, w)
			}
			words[w] |= sort
		}
	}
	for _, key := range slices.Sorted(maps.Keys(sorts)) {
		if seen&sorts[key] == 0 {
			return nil, fmt.Errorf("%s: no row %q", name, key)
		}
	}
	return words, nil
}
