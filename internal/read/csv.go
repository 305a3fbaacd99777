package read

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"parley"
)

// table reads a table with a row a record, and yields an article or an *Error for
// each. Its first row names the columns, unless opts.Columns has numbers only.
//
// A bad row is parley.ErrRecord, one above opts.MaxLine ErrTooLarge, each with its
// line, and the next row is read. A table without a column of the text is one
// ErrColumns. Bytes that are not UTF-8 are read row by row as Windows-1252.
func table(ref string, in *bufio.Reader, kind Kind, opts Options) iter.Seq2[*parley.Article, error] {
	return func(yield func(*parley.Article, error) bool) {
		var r io.Reader = in
		peekLine(in)
		head, _ := in.Peek(min(in.Buffered(), sniffed)) // an error comes again
		if order, name := sniffUTF16(head); order != nil {
			endian := unicode.LittleEndian
			if name == utf16BEName {
				endian = unicode.BigEndian
			}
			r = transform.NewReader(in, unicode.UTF16(endian, unicode.IgnoreBOM).NewDecoder())
		}
		rows := &rows{lines: newLineReader(r, opts.maxLine()), max: opts.maxLine(), kind: kind}
		t, err := rows.table(opts.Columns)
		if errors.Is(err, io.EOF) {
			err = parley.ErrEmpty
		}
		if err != nil {
			yield(nil, &Error{Ref: ref, Line: rows.at, Err: err})
			return
		}
		for {
			row, err := rows.next()
			if errors.Is(err, io.EOF) {
				return
			}
			var a *parley.Article
			if err == nil {
				a, err = t.article(ref+":"+strconv.Itoa(row.line), row, opts)
			}
			if err != nil {
				a, err = nil, &Error{Ref: ref, Line: rows.at, Err: err}
			}
			if !yield(a, err) || rows.lines.failed {
				return
			}
		}
	}
}

// tableOf says which cell of a row holds what.
type tableOf struct {
	columns Columns
	index   map[string]int
	width   int // cells that a row should have
}

// article makes an article of a row.
func (t tableOf) article(ref string, row row, opts Options) (*parley.Article, error) {
	cells, encoding, err := decodeCells(row.cells)
	if err != nil {
		return nil, err
	}
	rec := t.columns.fill(func(_, column string) (string, bool) {
		i := t.index[column]
		if i >= len(cells) {
			return "", false
		}
		return cells[i], true
	})
	if len(cells) < t.width {
		last := 0
		for _, column := range t.columns["text"] {
			last = max(last, t.index[column])
		}
		if last >= len(cells)-1 { // the line may have been broken in the text
			return nil, fmt.Errorf("%w: %d cells, the columns are %d", parley.ErrRecord, len(cells), t.width)
		}
		row.notes = append(row.notes, fmt.Sprintf("the row has %d cells, the columns are %d", len(cells), t.width))
	}
	if encoding != utf8Name || len(row.notes) > 0 {
		rec.Was = &wasRow{Encoding: encoding, Notes: row.notes}
	}
	a, err := rec.article(ref)
	if err != nil {
		return nil, err
	}
	if opts.KeepRaw {
		body, err := rec.json()
		if err != nil {
			return nil, err
		}
		keep(a, parley.Raw{MediaType: typeJSON, Body: body}, opts)
	}
	return a, nil
}

// unit separates cells while their encoding is found out; no cell holds it.
const unit = "\x1f"

// decodeCells returns the cells in UTF-8, and the encoding they had together.
func decodeCells(cells []string) ([]string, string, error) {
	valid := true
	for _, c := range cells {
		valid = valid && utf8.ValidString(c) && strings.IndexByte(c, 0) < 0
	}
	if valid {
		return cells, utf8Name, nil
	}
	all := make([]string, len(cells))
	for i, c := range cells {
		all[i] = strings.ReplaceAll(c, unit, " ")
	}
	text, encoding, err := decodeBytes([]byte(strings.Join(all, unit)))
	if err != nil {
		return nil, "", err
	}
	return strings.Split(text, unit), encoding, nil
}
