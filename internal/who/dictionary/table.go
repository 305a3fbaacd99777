package dictionary

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// Columns are those of an own actor file; only name is needed. Aliases are parted
// by ";" or "|". From and to are a year or a day.
var columns = []string{"name", "id", "kind", "country", "sector", "side", "of", "from", "to", "aliases", "role"}

// errHead is a table whose first line names no column "name".
var errHead = errors.New("no column \"name\" in the first line")

// Table reads an own actor file: comma- or tab-separated, with a head line. The
// error is that of r, or of a head line that cannot be used.
func (rd *Reader) Table(r io.Reader, name string) ([]Entry, []Problem, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxTable+1))
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(text) > maxTable {
		return nil, nil, fmt.Errorf("%s: more than %d bytes", name, maxTable)
	}
	in := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(text), "\ufeff")))
	in.FieldsPerRecord, in.LazyQuotes, in.TrimLeadingSpace = -1, true, true
	if head, _, _ := strings.Cut(string(text), "\n"); strings.Contains(head, "\t") {
		in.Comma = '\t'
	}
	head, err := in.Read()
	if err != nil {
		return nil, nil, fmt.Errorf("%s:1: %w: %w", name, errHead, err)
	}
	at := make(map[string]int)
	for i, h := range head {
		at[strings.ToLower(strings.TrimSpace(h))] = i
	}
	if _, ok := at["name"]; !ok {
		return nil, nil, fmt.Errorf("%s:1: %w", name, errHead)
	}
	var entries []Entry
	var problems []Problem
	for h := range at {
		if !slices.Contains(columns, h) && h != "" {
			problems = append(problems, Problem{name, 1, fmt.Sprintf("column %q is not read; those that are: %s", h, strings.Join(columns, ", "))})
		}
	}
	slices.SortFunc(problems, func(a, b Problem) int { return strings.Compare(a.Why, b.Why) })
	for {
		cells, err := in.Read()
		if errors.Is(err, io.EOF) {
			return entries, problems, nil
		}
		line, _ := in.FieldPos(0)
		if err != nil {
			problems = append(problems, Problem{name, line, err.Error()})
			continue
		}
		e, err := rd.row(func(column string) string {
			if i, ok := at[column]; ok && i < len(cells) {
				return strings.TrimSpace(cells[i])
			}
			return ""
		})
		if err != nil {
			problems = append(problems, Problem{name, line, err.Error()})
			continue
		}
		e.Line = line
		entries = append(entries, e)
	}
}

// maxTable bounds an own actor file, in bytes.
const maxTable = 64 << 20

// row makes an entry of the cells of a row.
func (rd *Reader) row(cell func(column string) string) (Entry, error) {
	e := Entry{ID: cell("id"), Kind: strings.ToLower(cell("kind")), Side: cell("side"), Of: cell("of")}
	for _, n := range append([]string{cell("name")}, strings.FieldsFunc(cell("aliases"), func(r rune) bool { return r == ';' || r == '|' })...) {
		if n = words(n); n != "" {
			e.Names = append(e.Names, n)
		}
	}
	role := Role{Country: strings.ToUpper(cell("country")), Sector: strings.ToUpper(cell("sector")), Stand: "-", Text: cell("role")}
	if cell("name") == "" {
		return e, errors.New("no name")
	}
	if role.Country != "" && !rd.codes.countries[role.Country] {
		return e, fmt.Errorf("%s: %q is no ISO 3166-1 alpha-3 code of a country", e.Names[0], role.Country)
	}
	if role.Sector != "" {
		p, ok := rd.codes.ofSector(role.Sector)
		if !ok {
			return e, fmt.Errorf("%s: %q is no sector of PLOVER", e.Names[0], role.Sector)
		}
		role.Stand = p.stand
		if role.Text == "" {
			role.Text = p.text
		}
	}
	if e.Kind != "" && !slices.Contains([]string{"person", "group", "organisation", "thing"}, e.Kind) {
		return e, fmt.Errorf("%s: kind %q is not person, group, organisation or thing", e.Names[0], e.Kind)
	}
	var err error
	if role.From, err = yearOrDay(cell("from"), false); err != nil {
		return e, fmt.Errorf("%s: from %w", e.Names[0], err)
	}
	if role.To, err = yearOrDay(cell("to"), true); err != nil {
		return e, fmt.Errorf("%s: to %w", e.Names[0], err)
	}
	if !role.From.IsZero() && !role.To.IsZero() && role.To.Before(role.From) {
		return e, fmt.Errorf("%s: from %s is after to %s", e.Names[0], cell("from"), cell("to"))
	}
	e.Roles = []Role{role}
	return e, nil
}

// yearOrDay reads "2015" or "2015-03-01"; of a year the last day where last is set.
func yearOrDay(text string, last bool) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	if t, err := time.Parse(time.DateOnly, text); err == nil {
		return t, nil
	}
	t, err := time.Parse("2006", text)
	if err != nil {
		return t, fmt.Errorf("%q is no year and no day", text)
	}
	if last {
		t = t.AddDate(1, 0, -1)
	}
	return t, nil
}
