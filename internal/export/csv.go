package export

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"regexp"

	"parley"
)

// byteOrderMark tells some spreadsheets that a table is UTF-8.
const byteOrderMark = "\uFEFF"

// numeral is what a spreadsheet reads as a number and nothing else.
var numeral = regexp.MustCompile(`^[+-]?[0-9]+(\.[0-9]+)?$`)

// Guard returns text as a cell that no spreadsheet runs: words that begin with
// = + - @ (or one of their wide forms), a tab or a line end get an apostrophe
// before them, which a spreadsheet takes as the sign for text. Numbers stay as
// they are. After OWASP's advice on CSV injection.
func Guard(text string) string {
	if text == "" || numeral.MatchString(text) {
		return text
	}
	switch []rune(text[:min(len(text), 4)])[0] {
	case '=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠':
		return "'" + text
	}
	return text
}

// csvSink writes rows as RFC 4180 has them.
type csvSink struct {
	w     *csv.Writer
	cells []string
}

func newCSVSink(x *run) sink { return &csvSink{w: newTable(x, ',')} }

// newTable makes a writer of rows: lines end in CR LF where commas part the cells,
// as RFC 4180 wants it, and in LF where tabs do.
func newTable(x *run, comma rune) *csv.Writer {
	if x.BOM {
		_, _ = io.WriteString(x.out, byteOrderMark) // a fault of it comes again with Flush
	}
	w := csv.NewWriter(x.out)
	w.Comma = comma
	w.UseCRLF = comma == ','
	return w
}

func (s *csvSink) head(columns []Column) error {
	s.cells = make([]string, len(columns))
	for i, c := range columns {
		s.cells[i] = c.Name
	}
	return s.w.Write(s.cells)
}

func (s *csvSink) row(_ string, _ *parley.EventPlace, cells []cell) error {
	for i := range cells {
		s.cells[i] = cells[i].plain()
		if cells[i].isWords() {
			s.cells[i] = Guard(s.cells[i])
		}
	}
	return s.w.Write(s.cells)
}

func (s *csvSink) end() error {
	s.w.Flush()
	return s.w.Error()
}

// writeProfile writes a table that others know.
func writeProfile(ctx context.Context, x *run, p *Profile) error {
	x.sum.Columns, x.sum.Second = p.Columns, p.Second
	w := newTable(x, p.Comma)
	if err := w.Write(p.Columns); err != nil {
		return err
	}
	if p.Second != nil {
		if err := w.Write(p.Second); err != nil {
			return err
		}
	}
	held := newHolder(nil)
	if x.ordered(parley.OrderOldest).Order == parley.OrderOldest {
		held = newHolder(p.Join)
	}
	for d, err := range x.incidents(ctx, p.Needs, false) {
		if err != nil {
			return err
		}
		x.sum.Items++
		rows, left := p.Rows(d)
		x.leave(left)
		if err := writeRows(w, x, p, held.add(rows, firstDay(d))); err != nil {
			return err
		}
	}
	if err := writeRows(w, x, p, held.rest()); err != nil {
		return err
	}
	if held.joined > 0 {
		x.leave([]Left{{joinReason, held.joined}})
	}
	w.Flush()
	return w.Error()
}

// firstDay is the first day on which an incident can have been; empty where it is
// not known.
func firstDay(d *parley.IncidentDetail) string {
	if d.Date == nil {
		return ""
	}
	return string(parley.DayOf(d.Date.From))
}

// writeRows writes rows of a profile, made safe.
func writeRows(w *csv.Writer, x *run, p *Profile, rows [][]string) error {
	cells := make([]string, len(p.Columns))
	for _, row := range rows {
		if len(row) != len(cells) {
			return fmt.Errorf("%s: a row has %d cells, want %d", p.Name, len(row), len(cells))
		}
		for i := range row {
			cells[i] = Guard(row[i])
		}
		if err := w.Write(cells); err != nil {
			return err
		}
		x.sum.Rows++
	}
	return nil
}
