package read

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"parley"
)

// jsonDocument reads one JSON document: a list of records, one record, an object
// with a list of records in it, or a JSON feed. Records are those of JSON Lines; one
// of a list without an id has the ref of the document with "#" and its number.
// A list is streamed, an object is held in memory up to opts.MaxText.
func jsonDocument(ref string, r io.Reader, opts Options) iter.Seq2[*parley.Article, error] {
	return func(yield func(*parley.Article, error) bool) {
		in := bufio.NewReaderSize(transform.NewReader(r, unicode.BOMOverride(encoding.Nop.NewDecoder())), sniffSize)
		first, err := firstByte(in)
		if err == nil && first == '[' {
			_, _ = in.Discard(1)
			readList(ref, in, opts, yield)
			return
		}
		raw, err := readAll(in, in, opts.maxText())
		if err == nil && len(raw) == 0 {
			err = parley.ErrEmpty
		}
		if err != nil {
			yield(nil, &Error{Ref: ref, Err: cause(err)})
			return
		}
		readObject(ref, raw, opts, yield)
	}
}

// firstByte passes over white space and peeks at what is behind it.
func firstByte(in *bufio.Reader) (byte, error) {
	for {
		b, err := in.Peek(1)
		if err != nil {
			return 0, err
		}
		switch b[0] {
		case ' ', '\t', '\r', '\n':
			_, _ = in.Discard(1)
		default:
			return b[0], nil
		}
	}
}

// readObject reads a document that is one object.
func readObject(ref string, raw []byte, opts Options, yield yieldFunc) {
	var object map[string]json.RawMessage
	if err := json.Unmarshal(raw, &object); err != nil {
		_, err := decodeRecord(raw, Options{}) // words the fault
		if err == nil {
			err = parley.ErrSyntax
		}
		yield(nil, &Error{Ref: ref, Line: 1, Err: err})
		return
	}
	var version string
	if json.Unmarshal(object["version"], &version) == nil && strings.Contains(version, "jsonfeed.org") {
		each(Feed(ref, raw, opts), yield)
		return
	}
	if rec, err := decodeRecord(raw, opts); err == nil && rec.Text == nil {
		if list := onlyList(object, 3); list != nil {
			in := bufio.NewReader(bytes.NewReader(list[1:]))
			readList(ref, in, opts, yield)
			return
		}
	}
	a, err := readRecord(ref+":1", raw, opts)
	if err != nil {
		a, err = nil, &Error{Ref: ref, Line: 1, Err: err}
	}
	yield(a, err)
}

// onlyList returns the one list of objects in an object, or in one below it; nil if
// there is none, or several. Services of news put their records into such a frame.
func onlyList(object map[string]json.RawMessage, depth int) json.RawMessage {
	var found []json.RawMessage
	for _, key := range slices.Sorted(maps.Keys(object)) {
		v := bytes.TrimSpace(object[key])
		rest, ok := bytes.CutPrefix(v, []byte("["))
		if ok && bytes.HasPrefix(bytes.TrimLeft(rest, " \t\r\n"), []byte("{")) {
			found = append(found, v)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(object)) {
		var below map[string]json.RawMessage
		if len(found) > 0 || depth == 0 || json.Unmarshal(object[key], &below) != nil {
			continue
		}
		if list := onlyList(below, depth-1); list != nil {
			return list
		}
	}
	if len(found) != 1 {
		return nil
	}
	return found[0]
}

// readList reads the records of a list, from behind its bracket.
func readList(ref string, in *bufio.Reader, opts Options, yield yieldFunc) {
	for n := 1; ; n++ {
		element, err := nextElement(in, opts.maxLine())
		if errors.Is(err, io.EOF) {
			return
		}
		at := ref + "#" + strconv.Itoa(n)
		ends := err != nil && !errors.Is(err, parley.ErrTooLarge)
		var a *parley.Article
		if err == nil {
			a, err = readRecord(at, element, opts)
		}
		if err != nil {
			a, err = nil, &Error{Ref: at, Err: err}
		}
		if !yield(a, err) || ends {
			return
		}
	}
}

// errOpenList: the document ends before its list does.
var errOpenList = fmt.Errorf("%w: the list does not end", parley.ErrSyntax)

// nextElement returns the bytes of the next element of a list; io.EOF is its end.
// An element above limit is read over.
func nextElement(in *bufio.Reader, limit int) ([]byte, error) {
	var buf []byte
	size, depth := 0, 0
	quoted, escaped := false, false
	for {
		c, err := in.ReadByte()
		if errors.Is(err, io.EOF) {
			err = errOpenList
		}
		if err != nil {
			return nil, err
		}
		blank := c == ' ' || c == '\t' || c == '\r' || c == '\n'
		switch {
		case quoted:
			quoted = escaped || c != '"'
			escaped = !escaped && c == '\\'
		case size == 0 && (blank || c == ','):
			continue
		case depth == 0 && (c == ']' || c == ','):
			if c == ']' {
				_ = in.UnreadByte() // a byte was just read
			}
			if size == 0 {
				return nil, io.EOF
			}
			if size > limit {
				return nil, tooLarge("a record", int64(size), int64(limit))
			}
			return buf, nil
		case c == '"':
			quoted = true
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			depth--
		}
		if size++; size <= limit {
			buf = append(buf, c)
		}
	}
}
