package read

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"parley"
)

// row is one row of a table.
type row struct {
	line  int // on which it begins
	cells []string
	notes []string
}

// tableLine is a line of a table.
type tableLine struct {
	num  int
	text []byte
	err  error // in place of the text: the line is too long
}

// rows reads the rows of a table. encoding/csv loses its place at a quote that is
// not closed; here such a row is given up and the next line begins a row again.
type rows struct {
	lines *lineReader
	ahead []tableLine // read already, the next one last
	max   int         // bytes of a row
	kind  Kind
	sep   byte
	width int // cells of the first row; 0 before it
	at    int // line of the last row or error
	given []row
	buf   []byte // of the cell parser
}

// again gives row once more.
func (r *rows) again(row row) { r.given = append(r.given, row) }

// line returns the next line; the error is io.EOF or one of the input.
func (r *rows) line() (tableLine, error) {
	if n := len(r.ahead); n > 0 {
		l := r.ahead[n-1]
		r.ahead = r.ahead[:n-1]
		return l, nil
	}
	text, err := r.lines.next()
	l := tableLine{num: r.lines.num}
	switch {
	case err == nil:
		l.text = bytes.Clone(text)
	case errors.Is(err, parley.ErrTooLarge):
		l.err = err
	default:
		r.at = r.lines.num
		return l, err
	}
	return l, nil
}

// back gives lines back, to be read again.
func (r *rows) back(lines []tableLine) {
	for _, l := range slices.Backward(lines) {
		r.ahead = append(r.ahead, l)
	}
}

// separator finds out what stands between cells: what a line "sep=;" says, else
// the mark that the first line has most of.
func (r *rows) separator() error {
	for {
		l, err := r.line()
		if err != nil {
			return err
		}
		text := bytes.TrimSpace(l.text)
		if l.err != nil || len(text) == 0 {
			if r.at = l.num; l.err != nil {
				return l.err
			}
			continue
		}
		if rest, ok := bytes.CutPrefix(text, []byte("sep=")); ok && len(rest) == 1 {
			r.sep = rest[0]
			return nil
		}
		r.back([]tableLine{l})
		r.sep = ','
		if r.kind == KindTSV {
			r.sep = '\t'
		}
		best := count(l.text, r.sep)
		for _, sep := range []byte{',', '\t', ';', '|'} {
			if n := count(l.text, sep); n > best && (r.kind != KindTSV || best == 0) {
				r.sep, best = sep, n
			}
		}
		return nil
	}
}

// count counts sep in a line, outside of quotes.
func count(line []byte, sep byte) int {
	n, quoted := 0, false
	for _, c := range line {
		switch {
		case c == '"':
			quoted = !quoted
		case c == sep && !quoted:
			n++
		}
	}
	return n
}

// next returns the next row; blank lines are passed over. The error wraps
// parley.ErrRecord or ErrTooLarge, is io.EOF, or is one of the input.
func (r *rows) next() (row, error) {
	if n := len(r.given); n > 0 {
		row := r.given[n-1]
		r.given = r.given[:n-1]
		return row, nil
	}
	for {
		l, err := r.line()
		if err != nil {
			return row{}, err
		}
		r.at = l.num
		switch {
		case l.err != nil:
			return row{}, l.err
		case len(bytes.TrimSpace(l.text)) == 0:
			continue
		}
		return r.row(l)
	}
}

// row reads the row that begins with a line.
func (r *rows) row(first tableLine) (row, error) {
	taken := []tableLine{first}
	p := cellParser{sep: r.sep, cell: r.buf[:0]}
	defer func() { r.buf = p.cell }()
	size := len(first.text)
	state := p.line(first.text)
	for state == rowOpen {
		l, err := r.line()
		if err != nil && !errors.Is(err, io.EOF) {
			return row{}, err
		}
		if size += len(l.text) + 1; err != nil || l.err != nil || size > r.max {
			if err == nil {
				r.back([]tableLine{l})
			}
			break
		}
		taken = append(taken, l)
		state = p.line(l.text)
	}
	r.at = first.num
	cells := p.cells
	over := len(taken) > 1 && r.width > 0 && len(cells) != r.width
	if state != rowEnded || over {
		r.back(taken[1:])
		literal, ok := r.literally(first.text, state)
		if !ok {
			return row{}, fault(state, over)
		}
		return row{line: first.num, cells: literal, notes: []string{"quotes in the row were not as in a table and stand as they are"}}, nil
	}
	for r.width > 0 && len(cells) > r.width && strings.TrimSpace(cells[len(cells)-1]) == "" {
		cells = cells[:len(cells)-1]
	}
	if r.width > 0 && len(cells) > r.width {
		return row{}, fmt.Errorf("%w: %d cells, the columns are %d; is there a separator in a cell without quotes?",
			parley.ErrRecord, len(cells), r.width)
	}
	return row{line: first.num, cells: cells}, nil
}

// fault says what is wrong with the quotes of a row.
func fault(state rowState, over bool) error {
	if state == rowOpen || over && state == rowEnded {
		return fmt.Errorf("%w: a quote is not closed", parley.ErrRecord)
	}
	return fmt.Errorf("%w: a quote in the middle of a cell", parley.ErrRecord)
}

// literally splits a line whose quotes are none: every second table with tabs has
// them in its text. With another separator each cell that begins with a quote must
// end with one, and both are taken off. The cells must be as many as the columns.
func (r *rows) literally(line []byte, state rowState) ([]string, bool) {
	cells := strings.Split(string(line), string(r.sep))
	if len(cells) != r.width || r.sep != '\t' && state == rowOpen {
		return nil, false
	}
	for i, c := range cells {
		bare := strings.TrimSpace(c)
		switch {
		case !strings.HasPrefix(bare, `"`):
		case r.sep == '\t' && strings.Count(bare, `"`) != 2:
		case len(bare) > 1 && strings.HasSuffix(bare, `"`):
			cells[i] = strings.ReplaceAll(bare[1:len(bare)-1], `""`, `"`)
		case r.sep != '\t':
			return nil, false
		}
	}
	return cells, true
}

// rowState is how far a row is read.
type rowState uint8

const (
	rowEnded rowState = iota
	rowOpen           // a quote is open at the end of the line
	rowBad            // something stands between a quote that closes and the separator
)

// cellParser reads the cells of a row, line by line.
type cellParser struct {
	sep   byte
	cells []string
	cell  []byte
	open  bool
}

// line reads one more line of the row.
func (p *cellParser) line(line []byte) rowState {
	if p.open {
		p.cell = append(p.cell, '\n')
	}
	for i := 0; ; {
		if !p.open {
			start := i
			for i < len(line) && line[i] == ' ' {
				i++
			}
			if i == len(line) || line[i] != '"' {
				i = start
				end := bytes.IndexByte(line[i:], p.sep)
				if end < 0 {
					p.cells = append(p.cells, string(line[i:]))
					return rowEnded
				}
				p.cells = append(p.cells, string(line[i:i+end]))
				i += end + 1
				continue
			}
			p.open = true
			i++
		}
		end := bytes.IndexByte(line[i:], '"')
		if end < 0 {
			p.cell = append(p.cell, line[i:]...)
			return rowOpen
		}
		p.cell = append(p.cell, line[i:i+end]...)
		i += end + 1
		if i < len(line) && line[i] == '"' {
			p.cell = append(p.cell, '"')
			i++
			continue
		}
		p.cells = append(p.cells, string(p.cell))
		p.cell, p.open = p.cell[:0], false
		for i < len(line) && line[i] == ' ' && p.sep != ' ' {
			i++
		}
		switch {
		case i == len(line):
			return rowEnded
		case line[i] != p.sep:
			return rowBad
		}
		i++
	}
}
