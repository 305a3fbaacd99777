package read

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"parley"
)

// record is one line of a JSON Lines input. Other fields are ignored.
type record struct {
	ID        label   `json:"id"`
	Text      *string `json:"text"`
	Title     string  `json:"title"`
	Published label   `json:"published"`
	URL       string  `json:"url"`
	Outlet    string  `json:"outlet"`
	Language  string  `json:"language"`
}

// label is a string that some producers write as a number.
type label string

// UnmarshalJSON takes a string, a number as it is written, or null.
func (l *label) UnmarshalJSON(b []byte) error {
	var s *string
	if err := json.Unmarshal(b, &s); err == nil {
		if s != nil {
			*l = label(*s)
		}
		return nil
	}
	var n json.Number
	if err := json.Unmarshal(b, &n); err != nil {
		return err
	}
	*l = label(n)
	return nil
}

// JSONLines reads a record a line from r and yields an article or an *Error
// for each; blank lines are passed over. ref names the input in errors and, with
// the line, the articles without an id.
//
// The input is UTF-8, or UTF-16 with a byte order mark. A bad line yields an
// error and the next line is read: parley.ErrSyntax (not one JSON object, a
// field of another type, not UTF-8), ErrNoText, ErrEmpty, or ErrTooLarge for a
// line above opts.MaxLine. An error of r itself is yielded with the line it
// struck, and ends the sequence.
func JSONLines(ref string, r io.Reader, opts Options) iter.Seq2[*parley.Article, error] {
	return func(yield func(*parley.Article, error) bool) {
		lines := newLineReader(r, opts.maxLine())
		for {
			line, err := lines.next()
			if errors.Is(err, io.EOF) {
				return
			}
			var a *parley.Article
			switch {
			case err == nil && len(bytes.TrimSpace(line)) == 0:
				continue
			case err == nil:
				a, err = decodeRecord(ref, lines.num, line)
			}
			if err != nil {
				a, err = nil, &Error{Ref: ref, Line: lines.num, Err: err}
			}
			if !yield(a, err) || lines.failed {
				return
			}
		}
	}
}

// decodeRecord makes an article of one line.
func decodeRecord(ref string, num int, line []byte) (*parley.Article, error) {
	if !utf8.Valid(line) {
		return nil, fmt.Errorf("%w: not UTF-8 at byte %d", parley.ErrSyntax, invalidAt(line))
	}
	var rec record
	if err := json.Unmarshal(line, &rec); err != nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			return nil, fmt.Errorf("%w: byte %d: %w", parley.ErrSyntax, syntax.Offset, err)
		}
		return nil, fmt.Errorf("%w: %w", parley.ErrSyntax, err)
	}
	if rec.Text == nil {
		return nil, parley.ErrNoText
	}
	a := &parley.Article{
		Ref:      normalise(string(rec.ID)),
		URL:      normalise(rec.URL),
		Outlet:   normalise(rec.Outlet),
		Title:    normalise(rec.Title),
		Language: normalise(rec.Language),
		Encoding: utf8Name,
	}
	if a.Ref == "" {
		a.Ref = ref + ":" + strconv.Itoa(num)
	}
	if stated := normalise(string(rec.Published)); stated != "" {
		a.Published = published(stated)
	}
	return a, fill(a, *rec.Text)
}

// invalidAt returns the offset, from 1 as encoding/json counts, of the first
// byte of b that is not UTF-8.
func invalidAt(b []byte) int {
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i + 1
		}
		i += n
	}
	return 0
}

// lineReader reads lines of up to max bytes.
type lineReader struct {
	r      *bufio.Reader
	max    int
	num    int // of the line that next returned, from 1
	buf    []byte
	failed bool // the input cannot be read further
}

func newLineReader(r io.Reader, maxLine int) *lineReader {
	// BOMOverride drops the mark of UTF-8 and decodes UTF-16 that has one;
	// all else passes unchanged.
	marked := transform.NewReader(r, unicode.BOMOverride(encoding.Nop.NewDecoder()))
	return &lineReader{r: bufio.NewReaderSize(&lineEnds{r: marked}, 64<<10), max: maxLine}
}

// next returns the next line without its end; it is valid until the next call.
// A line above the limit is read over and is an error, after which next may be
// called again. io.EOF is the end.
func (l *lineReader) next() ([]byte, error) {
	l.num++
	l.buf = l.buf[:0]
	size := int64(0)
	for {
		part, err := l.r.ReadSlice('\n')
		size += int64(len(part))
		if size <= int64(l.max)+1 {
			l.buf = append(l.buf, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && !errors.Is(err, io.EOF):
			l.failed = true
			return nil, err
		case err != nil && size == 0:
			return nil, io.EOF
		}
		if err == nil {
			size-- // the line end
		}
		if size > int64(l.max) {
			return nil, tooLarge("a line", size, int64(l.max))
		}
		return bytes.TrimSuffix(l.buf, []byte{'\n'}), nil
	}
}

// lineEnds makes "\n" of "\r\n" and "\r". JSON has no bare "\r" inside a string.
type lineEnds struct {
	r      io.Reader
	wasEnd bool // the last byte read was "\r"
}

// Read implements io.Reader.
func (l *lineEnds) Read(p []byte) (int, error) {
	for {
		n, err := l.r.Read(p)
		b := p[:n]
		if !l.wasEnd && bytes.IndexByte(b, '\r') < 0 {
			return n, err
		}
		out := b[:0]
		for _, c := range b {
			switch {
			case c == '\n' && l.wasEnd:
				l.wasEnd = false
				continue
			case c == '\r':
				l.wasEnd = true
				c = '\n'
			default:
				l.wasEnd = false
			}
			out = append(out, c)
		}
		if len(out) > 0 || err != nil {
			return len(out), err
		}
	}
}
