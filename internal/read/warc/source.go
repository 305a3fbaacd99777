package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// packing is how a file is packed.
type packing uint8

const (
	plain packing = iota
	gzipped
	zstandard
)

// errBroken is what unpacked gives at damage, until resync is called.
var errBroken = errors.New("broken")

// counter counts what is read through it and keeps the error that is not an end.
type counter struct {
	r   io.Reader
	n   int64
	err error
}

// Read implements io.Reader.
func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		c.err = err
	}
	return n, err
}

// mark says that the member at a byte of the file begins at start of what is
// unpacked.
type mark struct{ start, file int64 }

// unpacked is a file after unpacking: its members, one behind the other.
type unpacked struct {
	count counter
	src   *bufio.Reader // the file's bytes
	base  int64         // of count in the file
	at    io.ReaderAt   // nil if there is no way back
	kind  packing
	gz    *gzip.Reader
	zst   *zstd.Decoder
	dict  []byte

	cur    io.Reader // the member that is read; nil between two
	member int64     // where it begins in the file
	n      int64     // bytes given
	marks  []mark    // of members that may still be asked for
	fault  error     // damage that was met; reading stands still until resync
	back   int64     // bytes that may still be read again
}

// newUnpacked reads r from a byte of the file on, of which it is the rest.
func newUnpacked(r io.Reader, at io.ReaderAt, offset int64) *unpacked {
	u := &unpacked{count: counter{r: r}, base: offset, at: at, back: maxBack}
	u.src = bufio.NewReaderSize(&u.count, 256<<10)
	head, _ := u.src.Peek(4) // an error comes again when it is read
	switch {
	case bytes.HasPrefix(head, gzipMagic):
		u.kind = gzipped
	case bytes.HasPrefix(head, zstdMagic), isSkippable(head):
		u.kind = zstandard
	default:
		if u.kind = u.hiddenPacking(); u.kind != plain {
			u.member, u.fault = offset, errors.New("bytes that are not packed at the head of a file that is")
			return u
		}
		u.marks = []mark{{0, offset}}
		u.cur = u.src
	}
	return u
}

// hiddenPacking tells how a file is packed whose head is damaged: by a member in the
// bytes that can be looked at, if no plain record is there.
func (u *unpacked) hiddenPacking() packing {
	b, _ := u.src.Peek(u.src.Size())
	if _, found := findMarker(b, true); found {
		return plain
	}
	for _, k := range []packing{gzipped, zstandard} {
		magic := k.magic()
		for i := 0; ; i++ {
			j := bytes.Index(b[i:], magic)
			if j < 0 {
				break
			}
			if i += j; u.begins(b[i:], k) {
				return k
			}
		}
	}
	return plain
}

// magic returns the bytes that begin a member.
func (k packing) magic() []byte {
	if k == zstandard {
		return zstdMagic
	}
	return gzipMagic
}

var (
	gzipMagic = []byte("\x1f\x8b\x08")
	zstdMagic = []byte("\x28\xb5\x2f\xfd")
)

// offset returns the byte of the file that src gives next.
func (u *unpacked) offset() int64 { return u.base + u.count.n - int64(u.src.Buffered()) }

// close gives the decoder's memory back.
func (u *unpacked) close() {
	if u.zst != nil {
		u.zst.Close()
	}
}

// Read implements io.Reader. The error is io.EOF, errBroken, or one of the file.
func (u *unpacked) Read(p []byte) (int, error) {
	for {
		if u.fault != nil {
			return 0, errBroken
		}
		if u.cur == nil {
			if err := u.open(); err != nil {
				return 0, u.failed(err)
			}
			continue // open may have met damage
		}
		n, err := u.cur.Read(p)
		u.n += int64(n)
		switch {
		case err == nil, n > 0 && u.kind == plain:
			return n, nil
		case errors.Is(err, io.EOF) && u.kind == plain:
			return 0, io.EOF
		case errors.Is(err, io.EOF):
			u.cur = nil
		default:
			err = u.failed(err)
			if n > 0 && errors.Is(err, errBroken) {
				err = nil // comes again at the next call
			}
			return n, err
		}
		if n > 0 {
			return n, nil
		}
	}
}

// failed sorts an error: an end, one of the file itself, or damage, which is kept.
func (u *unpacked) failed(err error) error {
	switch {
	case u.count.err != nil:
		return u.count.err
	case errors.Is(err, io.EOF):
		return io.EOF
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = errors.New("the file ends in the middle of a packed record")
	}
	u.fault = err
	return errBroken
}

// open begins the next member. io.EOF is the end of the file.
func (u *unpacked) open() error {
	head, err := u.src.Peek(4)
	if len(head) == 0 {
		return err
	}
	u.member = u.offset()
	u.marks = append(u.marks, mark{u.n, u.member})
	if u.kind == gzipped {
		if !bytes.HasPrefix(head, gzipMagic) {
			return errors.New("bytes that are not gzip between two packed records")
		}
		if u.gz == nil {
			u.gz = new(gzip.Reader)
		}
		if err := u.gz.Reset(u.src); err != nil {
			return notEOF(err)
		}
		u.gz.Multistream(false)
		u.cur = u.gz
		return nil
	}
	return u.openFrame(head)
}

// notEOF makes an end in the middle of an end that was not to be.
func notEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// position returns where in the file byte n of what is unpacked is, and forgets
// members that lie wholly before it.
func (u *unpacked) position(n int64) Position {
	if u.kind == plain {
		return Position{Offset: u.marks[0].file + n}
	}
	for len(u.marks) > 1 && u.marks[1].start <= n {
		u.marks = u.marks[1:]
	}
	if len(u.marks) == 0 {
		return Position{}
	}
	return Position{Offset: u.marks[0].file, Inner: n - u.marks[0].start}
}

// resync goes on behind damage, at the next byte that begins a member. What the
// damaged member swallowed is looked at again if there is a way back.
func (u *unpacked) resync() {
	u.fault, u.cur = nil, nil
	from, now := u.member+1, u.offset()
	if u.at != nil && now > from && now-from <= u.back {
		u.back -= now - from
		u.seek(from)
	}
	magic := u.kind.magic()
	for {
		head, err := u.src.Peek(u.src.Size())
		if len(head) < len(magic) {
			_, _ = u.src.Discard(len(head))
			return
		}
		i := bytes.Index(head, magic)
		switch {
		case i < 0 && err != nil:
			_, _ = u.src.Discard(len(head))
			return
		case i < 0:
			_, _ = u.src.Discard(len(head) - len(magic) + 1)
		case i > 0:
			_, _ = u.src.Discard(i)
		case u.begins(head, u.kind):
			return
		default:
			_, _ = u.src.Discard(1)
		}
	}
}

// begins reports whether head begins a member: it unpacks to the head of a record,
// or to so much that it cannot be chance.
func (u *unpacked) begins(head []byte, k packing) bool {
	var r io.Reader
	if k == gzipped {
		gz, err := gzip.NewReader(bytes.NewReader(head))
		if err != nil {
			return false
		}
		gz.Multistream(false)
		r = gz
	} else {
		d, err := u.decoder()
		if err != nil || d.Reset(bytes.NewReader(head)) != nil {
			return false
		}
		r = d
	}
	got := make([]byte, 1024)
	n, _ := io.ReadFull(r, got)
	return n == len(got) || bytes.HasPrefix(got[:n], marker)
}

// seek goes to a byte of the file.
func (u *unpacked) seek(offset int64) {
	u.count = counter{r: io.NewSectionReader(u.at, offset, 1<<62-offset)}
	u.base = offset
	u.src.Reset(&u.count)
}

// broken describes the damage that was met.
func (u *unpacked) broken() *Fault {
	err := u.fault
	if err == nil {
		err = errBroken
	}
	return &Fault{At: Position{Offset: u.member}, Err: fmt.Errorf("it cannot be unpacked: %w", err)}
}
