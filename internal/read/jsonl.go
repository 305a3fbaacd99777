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
	Byline    loose   `json:"byline"`
	// Was is what the reader of a table knew of the row that this record was.
	Was *wasRow `json:"parley.row"`
}

// wasRow is what a record that is kept of a row of a table cannot tell.
type wasRow struct {
	Encoding string   `json:"encoding"`
	Notes    []string `json:"notes,omitempty"`
}

// UnmarshalJSON takes what Parley wrote; of others' fields of that name nothing.
func (w *wasRow) UnmarshalJSON(b []byte) error {
	type plain wasRow
	if json.Unmarshal(b, (*plain)(w)) != nil {
		*w = wasRow{}
	}
	return nil
}

// loose is a string of a field that may hold anything else, which is ignored.
type loose string

// UnmarshalJSON takes a string, and nothing of anything else.
func (l *loose) UnmarshalJSON(b []byte) error {
	if json.Unmarshal(b, (*string)(l)) != nil {
		*l = ""
	}
	return nil
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
				a, err = readRecord(ref+":"+strconv.Itoa(lines.num), line, opts)
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

// readRecord makes an article of the JSON of one record; ref is for one without
// an id.
func readRecord(ref string, text []byte, opts Options) (*parley.Article, error) {
	rec, err := decodeRecord(text, opts)
	if err != nil {
		return nil, err
	}
	a, err := rec.article(ref)
	if err != nil {
		return nil, err
	}
	body := bytes.Clone(text)
	if opts.KeepRaw && len(opts.Columns) > 0 {
		if body, err = rec.json(); err != nil {
			return nil, err
		}
	}
	keep(a, parley.Raw{MediaType: typeJSON, Body: body}, opts)
	return a, nil
}

// decodeRecord reads one JSON object, with the fields that opts names.
func decodeRecord(text []byte, opts Options) (record, error) {
	var rec record
	if !utf8.Valid(text) {
		return rec, fmt.Errorf("%w: not UTF-8 at byte %d", parley.ErrSyntax, invalidAt(text))
	}
	var err error
	if len(opts.Columns) > 0 {
		rec, err = opts.Columns.record(text)
	} else {
		err = json.Unmarshal(text, &rec)
	}
	if err != nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			return rec, fmt.Errorf("%w: byte %d: %w", parley.ErrSyntax, syntax.Offset, err)
		}
		return rec, fmt.Errorf("%w: %w", parley.ErrSyntax, err)
	}
	return rec, nil
}

// article makes an article of the record; ref is for one without an id.
func (rec *record) article(ref string) (*parley.Article, error) {
	if rec.Text == nil {
		return nil, parley.ErrNoText
	}
	a := &parley.Article{
		Ref:      normalise(string(rec.ID)),
		URL:      normalise(rec.URL),
		Outlet:   normalise(rec.Outlet),
		Title:    normalise(rec.Title),
		Language: normalise(rec.Language),
		Byline:   normalise(string(rec.Byline)),
		Encoding: utf8Name,
	}
	if rec.Was != nil {
		if knownEncoding(rec.Was.Encoding) {
			a.Encoding = rec.Was.Encoding
		}
		for _, n := range rec.Was.Notes {
			a.Notes = append(a.Notes, parley.Note{Stage: "read", Note: n})
		}
	}
	if a.Ref == "" {
		a.Ref = ref
	}
	if stated := normalise(string(rec.Published)); stated != "" {
		a.Published = statedPublished(stated, a.Language)
		a.Published.How = ""
	}
	return a, fill(a, *rec.Text)
}

// knownEncoding reports whether name is one that the reader gives.
func knownEncoding(name string) bool {
	switch name {
	case utf8Name, cp1252Name, mixedName, utf16LEName, utf16BEName:
		return true
	}
	return false
}

// json returns the record as one JSON object with Parley's own names.
func (rec *record) json() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(struct {
		ID        label   `json:"id,omitempty"`
		Text      *string `json:"text"`
		Title     string  `json:"title,omitempty"`
		Published label   `json:"published,omitempty"`
		URL       string  `json:"url,omitempty"`
		Outlet    string  `json:"outlet,omitempty"`
		Language  string  `json:"language,omitempty"`
		Byline    loose   `json:"byline,omitempty"`
		Was       *wasRow `json:"parley.row,omitempty"`
	}(*rec))
	return bytes.TrimSpace(b.Bytes()), err
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
