package read

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"parley"
	"parley/data"
)

// heading is what a heading of a table stands for.
type heading struct {
	field string // of Columns, or "lead"
	rank  int    // 1 is taken first
}

// headings maps folded headings to fields. A test holds the table to what Rows
// wants.
var headings = sync.OnceValue(func() map[string]heading {
	out := map[string]heading{}
	rows, _ := data.Rows(data.FS, "read/headings.tsv", 3)
	for _, r := range rows {
		rank, _ := strconv.Atoi(r.Cells[2])
		out[r.Cells[0]] = heading{r.Cells[1], rank}
	}
	return out
})

// table reads what is above the rows: a line that names the separator, and the
// names of the columns.
func (r *rows) table(columns Columns) (tableOf, error) {
	if err := r.separator(); err != nil {
		return tableOf{}, err
	}
	row, err := r.next()
	if err != nil {
		return tableOf{}, err
	}
	names, _, err := decodeCells(row.cells)
	if err != nil {
		return tableOf{}, err
	}
	t := tableOf{columns: columns, index: map[string]int{}, width: len(names)}
	r.width = len(names)
	if len(columns) == 0 {
		return t, t.wellKnown(names)
	}
	numbers := true
	for _, field := range fields {
		for _, name := range columns[field] {
			i, number := findColumn(names, name)
			if i < 0 {
				return t, fmt.Errorf("%w: there is no %q for the %s; there are %s", parley.ErrColumns, name, field, list(names))
			}
			t.index[name] = i
			numbers = numbers && number
		}
	}
	if numbers {
		r.again(row)
	}
	return t, nil
}

// findColumn returns the place of a column by its name, exactly or folded, or by
// its number ("#3"); -1 for none.
func findColumn(names []string, name string) (at int, number bool) {
	for i, n := range names {
		if strings.TrimSpace(n) == name {
			return i, false
		}
	}
	if folded := foldHeading(name); folded != "" {
		for i, n := range names {
			if foldHeading(n) == folded && !strings.HasPrefix(name, "#") {
				return i, false
			}
		}
	}
	if digits, ok := strings.CutPrefix(name, "#"); ok {
		if n, err := strconv.Atoi(digits); err == nil && n >= 1 && n <= len(names) {
			return n - 1, true
		}
	}
	return -1, false
}

// wellKnown takes columns by their headings: of each field the one that comes
// first in the table of headings, and the lead before the text.
func (t *tableOf) wellKnown(names []string) error {
	best := map[string]heading{}
	column := map[string]string{}
	for i, name := range names {
		h, ok := headings()[foldHeading(name)]
		key := "#" + strconv.Itoa(i+1) // names may stand twice
		if !ok || best[h.field].rank > 0 && best[h.field].rank <= h.rank {
			continue
		}
		best[h.field], column[h.field] = h, key
		t.index[key] = i
	}
	if isAgreement(names, column) {
		return fmt.Errorf("%w: a table of an agreement's provisions; 'parley import agreement' reads it", parley.ErrFormat)
	}
	t.columns = Columns{}
	for field, key := range column {
		if field != "lead" {
			t.columns[field] = []string{key}
		}
	}
	if lead, ok := column["lead"]; ok {
		t.columns["text"] = append([]string{lead}, t.columns["text"]...)
	}
	if len(t.columns["text"]) == 0 {
		return fmt.Errorf("%w: none of %s is known to hold the text; a column map, text=NAME, says which one does", parley.ErrColumns, list(names))
	}
	return nil
}

// isAgreement tells the columns of an agreement's provisions from those of articles:
// most of their names, and nothing by which an article is known.
func isAgreement(names []string, column map[string]string) bool {
	for _, field := range []string{"title", "published", "url", "outlet", "byline"} {
		if column[field] != "" {
			return false
		}
	}
	n := 0
	for _, name := range names {
		switch foldHeading(name) {
		case "number", "party", "theme", "deadline", "provision":
			n++
		}
	}
	return n >= 2 && column["text"] != ""
}

// list returns the names of columns for a message.
func list(names []string) string {
	var b strings.Builder
	for i, n := range names {
		switch {
		case i == maxListed:
			fmt.Fprintf(&b, " and %d more", len(names)-i)
			return b.String()
		case i > 0:
			b.WriteString(", ")
		}
		r := []rune(strings.TrimSpace(n))
		b.WriteString(strconv.Quote(string(r[:min(len(r), 40)])))
	}
	return b.String()
}

// maxListed is how many columns a message names.
const maxListed = 30
