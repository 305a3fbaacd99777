package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

// fields are the named fields of a header, in their order.
type fields []struct{ name, value string }

// get returns the first field of that name, in any case.
func (fs fields) get(name string) string {
	for _, f := range fs {
		if strings.EqualFold(f.name, name) {
			return f.value
		}
	}
	return ""
}

// errOpen: the bytes end before the header does.
var errOpen = errors.New("it does not end")

// peekHeader looks for the empty line that ends a header and returns the bytes
// before it, valid until br is read again, and how many to discard to be behind it.
// At errOpen they are all there are.
func peekHeader(br *bufio.Reader) (head []byte, size int, err error) {
	most := min(maxHeader, br.Size())
	for n := 4096; ; n = min(2*n, most) {
		b, err := br.Peek(n)
		end, next := headerEnd(b)
		switch {
		case end >= 0:
			return b[:end], next, nil
		case errors.Is(err, io.EOF), errors.Is(err, errBroken):
			return b, len(b), errOpen
		case err != nil:
			return nil, 0, err
		case n == most:
			return b, 0, fmt.Errorf("more than %d bytes", most)
		}
	}
}

// headerEnd returns where the first empty line of b begins and where it ends; -1 if
// there is none.
func headerEnd(b []byte) (end, next int) {
	for i := 0; ; {
		j := bytes.IndexByte(b[i:], '\n')
		if j < 0 {
			return -1, 0
		}
		line := b[i : i+j]
		if len(line) == 0 || len(line) == 1 && line[0] == '\r' {
			return i, i + j + 1
		}
		i += j + 1
	}
}

// parseFields reads the lines of a header. It takes what archives have and
// net/textproto refuses: a line without a colon is passed over, blanks before the
// colon are cut, any bytes stand in a value.
func parseFields(b []byte) fields {
	var fs fields
	for line := range strings.Lines(string(b)) {
		text := strings.TrimRight(line, "\r\n")
		if text == "" {
			continue
		}
		if text[0] == ' ' || text[0] == '\t' {
			if len(fs) > 0 {
				last := &fs[len(fs)-1]
				last.value = strings.TrimSpace(last.value + " " + strings.TrimSpace(text))
			}
			continue
		}
		if name, value, ok := strings.Cut(text, ":"); ok {
			fs = append(fs, struct{ name, value string }{strings.TrimSpace(name), strings.TrimSpace(value)})
		}
	}
	return fs
}
