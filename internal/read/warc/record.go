package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// marker begins a record.
var marker = []byte("WARC/")

// Reader reads the records of a file, one after the other.
type Reader struct {
	u       *unpacked
	br      *bufio.Reader
	rec     *Record // the last one given
	left    int64   // bytes of its block
	cut     bool    // its block ends where the next record begins
	unsure  bool    // its length could not be looked at ahead
	pending []*Fault
}

// NewReader returns a reader of the file r. Close it.
func NewReader(r io.Reader, o Options) *Reader { return newReaderAt(r, o, 0) }

func newReaderAt(r io.Reader, o Options, offset int64) *Reader {
	u := newUnpacked(r, o.At, offset)
	return &Reader{u: u, br: bufio.NewReaderSize(u, window)}
}

// Close gives back memory. The file stays open.
func (r *Reader) Close() { r.u.close() }

// Next returns the next record; io.EOF at the end. After a *Fault it may be called
// again, after another error not.
func (r *Reader) Next() (*Record, error) {
	if r.rec != nil {
		_, err := io.Copy(io.Discard, r.rec.Block)
		r.rec = nil
		if err != nil {
			return nil, err
		}
	}
	if len(r.pending) > 0 {
		f := r.pending[0]
		r.pending = r.pending[1:]
		return nil, f
	}
	head, err := r.skipNewlines()
	switch {
	case isMarker(head):
		return r.header()
	case len(head) == 0:
		return nil, r.stopped(err)
	}
	at, n := r.position(), r.toMarker()
	return nil, faultf(at, "", "%d bytes that are no record", n)
}

// stopped returns what the end of the bytes means: damage is a *Fault, behind
// which reading goes on.
func (r *Reader) stopped(err error) error {
	if !errors.Is(err, errBroken) {
		return err
	}
	f := r.u.broken()
	r.u.resync()
	return f
}

// position returns where the next byte is.
func (r *Reader) position() Position { return r.u.position(r.u.n - int64(r.br.Buffered())) }

// skipNewlines passes over the line ends between records and peeks behind them.
func (r *Reader) skipNewlines() ([]byte, error) {
	for {
		head, err := r.br.Peek(markerRoom)
		if len(head) == 0 || head[0] != '\r' && head[0] != '\n' {
			return head, err
		}
		_, _ = r.br.Discard(1)
	}
}

// toMarker discards bytes up to one that begins a record, or up to a stop, and
// returns how many.
func (r *Reader) toMarker() int64 {
	var n int64
	for {
		b, err := r.br.Peek(max(r.br.Buffered(), 64))
		i, sure := findMarker(b, err != nil)
		d, _ := r.br.Discard(i)
		n += int64(d)
		if sure || err != nil {
			return n
		}
	}
}

// findMarker returns where in b a record begins, and true. Without one it returns
// how much of b is before any that may begin at its end, all if b is the last.
func findMarker(b []byte, last bool) (int, bool) {
	for i := 0; ; {
		j := bytes.Index(b[i:], marker)
		if j < 0 {
			break
		}
		i += j
		if len(b)-i < markerRoom && !last {
			return i, false // it cannot be told yet
		}
		if isMarker(b[i:]) {
			return i, true
		}
		i++
	}
	if last {
		return len(b), false
	}
	return max(0, len(b)-len(marker)+1), false
}

// markerRoom is how many bytes tell a marker: "WARC/", a version, a line end.
const markerRoom = 16

// isMarker reports whether b begins with the first line of a record.
func isMarker(b []byte) bool {
	rest, ok := bytes.CutPrefix(b, marker)
	if !ok {
		return false
	}
	line, _, ok := bytes.Cut(rest[:min(len(rest), markerRoom-len(marker))], []byte("\n"))
	if !ok {
		return false
	}
	major, minor, ok := strings.Cut(strings.TrimRight(string(line), " \r"), ".")
	return ok && isNumber(major) && isNumber(minor)
}

func isNumber(s string) bool {
	_, err := strconv.ParseUint(s, 10, 8)
	return err == nil
}

// header reads the header at the next byte and makes its block ready.
func (r *Reader) header() (*Record, error) {
	rec := &Record{At: r.position(), Length: -1}
	head, size, err := peekHeader(r.br)
	// Of a header that breaks off the next record must not be taken for a part.
	next, found := findMarker(head[min(len(head), 1):], true)
	if found {
		err = errors.New("it breaks off")
	}
	if err != nil {
		f := faultf(rec.At, address(parseFields(head)), "the header: %w", err)
		if _, err := r.br.Discard(1); err == nil && !found {
			r.toMarker()
		} else if err == nil {
			_, _ = r.br.Discard(next) // it was peeked at
		}
		return nil, f
	}
	line, rest, _ := bytes.Cut(head, []byte("\n"))
	rec.Version = strings.TrimSpace(string(line[len(marker):]))
	rec.fields = parseFields(rest)
	rec.Type, rec.ID = strings.ToLower(rec.Get("WARC-Type")), rec.Get("WARC-Record-ID")
	rec.URL = address(rec.fields)
	if _, err := r.br.Discard(size); err != nil {
		return nil, err
	}
	rec.Date, rec.ContentType = readDate(rec.Get("WARC-Date")), rec.Get("Content-Type")
	r.rec, r.cut, r.unsure = rec, false, false
	rec.Block = &block{r, rec}
	stated := rec.Get("Content-Length")
	length, err := strconv.ParseInt(stated, 10, 64)
	switch {
	case err != nil || length < 0:
		r.cutShort(fmt.Errorf("the length %q is no number; it is read up to the next record", stated))
	case !r.fits(length):
		rec.Length = length
		r.cutShort(fmt.Errorf("its length is not %d bytes as stated; it is read up to the next record", length))
	default:
		rec.Length, r.left = length, length
	}
	return rec, nil
}

// address returns the address of a record; some writers put it into angle brackets.
func address(fs fields) string {
	return strings.TrimSuffix(strings.TrimPrefix(fs.get("WARC-Target-URI"), "<"), ">")
}

// cutShort makes the block end where the next record begins.
func (r *Reader) cutShort(err error) {
	r.cut, r.rec.cut = true, true
	r.pending = append(r.pending, &Fault{At: r.rec.At, URL: r.rec.URL, Err: err})
}

// fits looks ahead whether a block of that length ends as a record does. A block
// that goes beyond what can be looked at is believed.
func (r *Reader) fits(length int64) bool {
	if length <= int64(r.br.Size()-2*markerRoom) {
		b, err := r.br.Peek(int(length) + 2*markerRoom)
		if int64(len(b)) < length {
			// The file ends in the block: unless it swallows another record, the
			// reader of the block says so.
			_, swallowed := findMarker(b, true)
			return !swallowed
		}
		return endsRecord(b[length:], err != nil)
	}
	if r.u.kind != plain || r.u.at == nil {
		r.unsure = r.u.kind != plain
		return true
	}
	// With the last byte of the block, to tell its end from one behind the file's.
	var b [1 + 2*markerRoom]byte
	n, err := r.u.at.ReadAt(b[:], r.position().Offset+length-1)
	return n > 0 && endsRecord(b[1:n], err != nil)
}

// endsRecord reports whether tail may follow a block: two line ends, whatever is
// behind them, or another record, or the end of the file (last).
func endsRecord(tail []byte, last bool) bool {
	if bytes.HasPrefix(tail, []byte("\r\n\r\n")) || bytes.HasPrefix(tail, []byte("\n\n")) {
		return true
	}
	rest := bytes.TrimLeft(tail, "\r\n")
	return bytes.HasPrefix(rest, marker) || len(rest) == 0 && last
}

// block is the block of the last record; one that is no longer the last is empty.
type block struct {
	r   *Reader
	rec *Record
}

// Read implements io.Reader.
func (b *block) Read(p []byte) (int, error) {
	r := b.r
	switch {
	case r.rec != b.rec || len(p) == 0:
		return 0, io.EOF
	case r.cut:
		return r.readCut(p)
	case r.left == 0:
		return 0, io.EOF
	}
	most := min(int64(len(p)), r.left)
	if r.unsure {
		var ends bool
		if most, ends = r.toMember(most); ends {
			b.rec.cut, r.left = true, 0
			r.pending = append(r.pending, faultf(b.rec.At, b.rec.URL, "its length is not %d bytes as stated; the next record begins before", b.rec.Length))
			return 0, io.EOF
		}
	}
	n, err := r.br.Read(p[:most])
	r.left -= int64(n)
	if err == nil {
		return n, nil
	}
	if !errors.Is(err, io.EOF) && !errors.Is(err, errBroken) {
		return n, err
	}
	what := "the file ends in it"
	if errors.Is(err, errBroken) {
		what = r.u.broken().Err.Error()
		r.u.resync()
	}
	b.rec.cut = true
	r.pending = append(r.pending, faultf(b.rec.At, b.rec.URL, "%s, %d bytes before its end", what, r.left))
	r.left = 0
	return n, io.EOF
}

// toMember bounds what to read of a block to the packed member that it is in, and
// reports whether the block is at the head of a member that begins another record:
// then its length is wrong.
func (r *Reader) toMember(most int64) (int64, bool) {
	b, _ := r.br.Peek(markerRoom) // an error comes again
	at := r.u.n - int64(r.br.Buffered())
	r.u.position(at) // forgets members that were passed
	for _, m := range r.u.marks {
		switch {
		case m.start == at && isMarker(b):
			return 0, true
		case m.start > at:
			return min(most, m.start-at), false
		}
	}
	return min(most, int64(max(r.br.Buffered(), 1))), false
}

// readCut reads a block up to the next record.
func (r *Reader) readCut(p []byte) (int, error) {
	b, err := r.br.Peek(max(r.br.Buffered(), 64))
	i, found := findMarker(b, err != nil)
	if i == 0 {
		if found || errors.Is(err, io.EOF) || errors.Is(err, errBroken) {
			return 0, io.EOF
		}
		return 0, err
	}
	return r.br.Read(p[:min(len(p), i)])
}
