package clause_test

import (
	"os"
	"strings"
	"testing"

	"parley"
	"parley/data"
	"parley/internal/what/clause"
)

// TestGovernors reads the sentences of every row: those that it must decide,
// and those like them that it must not. A row that only hands the status on
// or takes a negation along is told by the status alone.
func TestGovernors(t *testing.T) {
	r, err := clause.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := data.Rows(data.FS, "what/status-governors.tsv", 6)
	if err != nil {
		t.Fatal(err)
	}
	quiet := map[string]bool{}
	seen := map[string]string{}
	for _, row := range rows {
		quiet[row.Cells[0]] = row.Cells[2] == "through" || row.Cells[2] == "tale"
		seen[row.Cells[0]] = ""
	}
	for _, c := range governorCases(t) {
		if _, ok := seen[c.row]; !ok {
			t.Errorf("line %d: there is no row %q", c.line, c.row)
			continue
		}
		seen[c.row] += c.sign
		kind, want, _ := strings.Cut(c.want, " ")
		_, e := read(t, r, c.sentence, parley.EventType(kind))
		decided := e.StatusBy == "status."+c.row
		if string(e.Status) != want || !quiet[c.row] && decided != (c.sign == "+") {
			t.Errorf("line %d: %s\n  trigger %q: %s by %q; want %s, row %s %s", c.line, c.text, c.text[c.start:c.end],
				e.Status, e.StatusBy, want, c.sign, c.row)
		}
	}
	for row, signs := range seen {
		if !strings.Contains(signs, "+") || !strings.Contains(signs, "-") {
			t.Errorf("row %s lacks a sentence of one kind", row)
		}
	}
}

type governorCase struct {
	sentence
	sign, want string
}

func governorCases(t *testing.T) []governorCase {
	t.Helper()
	const name = "testdata/governors.tsv"
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var all []governorCase
	n := 0
	for line := range strings.Lines(string(raw)) {
		n++
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 4 {
			t.Fatalf("%s:%d: %d columns, want 4", name, n, len(cells))
		}
		s, ok := bracketed(cells[3])
		if !ok {
			t.Fatalf("%s:%d: no trigger in brackets", name, n)
		}
		s.line, s.row = n, cells[0]
		all = append(all, governorCase{s, cells[1], cells[2]})
	}
	return all
}
