package agreement

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"parley"
)

// columns are those of a CSV of provisions; only text is needed.
var columns = []string{"number", "text", "party", "theme", "deadline"}

// readRows reads a CSV with a head line: each row is a provision. The paragraph
// of a row holds its party and deadline too, so that both can be shown there.
func readRows(in io.Reader) (*draft, error) {
	r := csv.NewReader(in)
	r.FieldsPerRecord = -1 // short rows are told with their line below
	head, err := r.Read()
	if errors.Is(err, io.EOF) {
		return nil, parley.ErrEmpty
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", parley.ErrSyntax, err)
	}
	at := make(map[string]int)
	for i, name := range head {
		name = strings.ToLower(strings.TrimSpace(strings.TrimPrefix(name, "\ufeff")))
		if !slices.Contains(columns, name) {
			return nil, fmt.Errorf("line 1: %w: no column %q; there are %s", parley.ErrSyntax, name, strings.Join(columns, ", "))
		}
		at[name] = i
	}
	if _, ok := at["text"]; !ok {
		return nil, fmt.Errorf("line 1: %w: no column \"text\"", parley.ErrSyntax)
	}
	d := &draft{rows: true}
	used := make(map[string]int)
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", parley.ErrSyntax, err)
		}
		line, _ := r.FieldPos(0)
		if err := d.row(row, at, line, used); err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
	}
	if len(d.clauses) == 0 {
		return nil, parley.ErrEmpty
	}
	return d, nil
}

// row adds one row; used are the numbers so far with their lines.
func (d *draft) row(row []string, at map[string]int, line int, used map[string]int) error {
	if len(row) != len(at) {
		return fmt.Errorf("%w: %d cells under %d columns", parley.ErrSyntax, len(row), len(at))
	}
	cell := func(name string) string {
		i, ok := at[name]
		if !ok {
			return ""
		}
		return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(row[i], "\ufffd"), blank), " ")
	}
	c := clause{number: cell("number"), parent: -1, party: cell("party"), theme: cell("theme"), due: cell("deadline")}
	text := cell("text")
	if text == "" {
		return fmt.Errorf("%w: the text of the provision is empty", parley.ErrSyntax)
	}
	if c.number == "" {
		c.number = fmt.Sprint(len(d.clauses) + 1)
	}
	if before, taken := used[c.number]; taken {
		return fmt.Errorf("%w: number %q stands in line %d already", parley.ErrSyntax, c.number, before)
	}
	used[c.number] = line
	paragraph := text
	if last := text[len(text)-1]; last != '.' && last != ';' {
		paragraph += "."
	}
	if c.party != "" && !strings.Contains(text, c.party) {
		paragraph = "Party: " + c.party + ". " + paragraph
	}
	if c.due != "" && !strings.Contains(text, c.due) {
		paragraph += " Deadline: " + c.due + "."
	}
	c.start, c.end = d.put(paragraph)
	c.body = c.start + strings.Index(paragraph, text)
	c.bodyEnd = c.body + len(text)
	d.clauses = append(d.clauses, c)
	return nil
}
