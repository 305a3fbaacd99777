package gazetteer

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"slices"
	"strings"
)

// A places file is read where it lies: nothing is unpacked when it is opened,
// an entry or a name only when it is asked for. All numbers are little endian;
// "number" below is a varint of package encoding/binary.
//
//	magic, 8 bytes
//	check, 4 bytes: CRC-32 (IEEE) of all that follows
//	sizes of the sections, 4 bytes each
//	the sections, in the order of the constants below
//
// Entries stand in the order of a walk through the units: a country, its
// provinces, in each its districts, in each its towns. Blocks of entries and
// of names have their offsets in a section of their own, so that any of them
// is found at once.
const (
	secWords       = iota // the generic words, as text: see words
	secNameOffsets        // 4 bytes each: where blocks of names begin
	secNames              // see nameAt
	secEntryOffsets
	secEntries // see readEntry
	sections
)

const (
	magic      = "PARLEYG1"
	headSize   = len(magic) + 4 + 4*sections
	blockSize  = 16 // names or entries in a block; the last one may have fewer
	degree     = 1000
	idNumbered = "gn:" // the ids whose rest is a number of GeoNames
)

// errDamaged is wrapped by every error about the bytes of a places file.
var errDamaged = errors.New("no places file, or a damaged one")

// file gives access to the bytes of a places file.
type file struct {
	section [sections][]byte
	entries int
	names   int
}

// open checks the outside of a places file: its size, sections and sum.
func open(b []byte) (*file, error) {
	if len(b) < headSize || string(b[:len(magic)]) != magic {
		return nil, fmt.Errorf("%w: it does not begin with %s", errDamaged, magic)
	}
	if crc32.ChecksumIEEE(b[len(magic)+4:]) != binary.LittleEndian.Uint32(b[len(magic):]) {
		return nil, fmt.Errorf("%w: its sum is wrong", errDamaged)
	}
	return openUnchecked(b)
}

// openUnchecked is open without the sum.
func openUnchecked(b []byte) (*file, error) {
	if len(b) < headSize {
		return nil, errDamaged
	}
	f := &file{}
	rest := b[headSize:]
	for i := range sections {
		size := binary.LittleEndian.Uint32(b[len(magic)+4+4*i:])
		if uint64(size) > uint64(len(rest)) {
			return nil, fmt.Errorf("%w: section %d is cut off", errDamaged, i)
		}
		f.section[i], rest = rest[:size], rest[size:]
	}
	if len(rest) != 0 {
		return nil, fmt.Errorf("%w: %d bytes too many", errDamaged, len(rest))
	}
	var err error
	if f.names, err = f.count(secNameOffsets, secNames); err != nil {
		return nil, err
	}
	f.entries, err = f.count(secEntryOffsets, secEntries)
	return f, err
}

// count checks the offsets of blocks and returns how many items they hold. The
// last 4 bytes of the offsets are that number.
func (f *file) count(offsets, blocks int) (int, error) {
	o := f.section[offsets]
	if len(o) < 4 || len(o)%4 != 0 {
		return 0, fmt.Errorf("%w: section %d", errDamaged, offsets)
	}
	last := uint32(0)
	n := len(o)/4 - 1
	for i := range n {
		at := binary.LittleEndian.Uint32(o[4*i:])
		if at < last || uint64(at) > uint64(len(f.section[blocks])) {
			return 0, fmt.Errorf("%w: section %d, block %d", errDamaged, offsets, i)
		}
		last = at
	}
	items := int(binary.LittleEndian.Uint32(o[4*n:]))
	if (items+blockSize-1)/blockSize != n {
		return 0, fmt.Errorf("%w: section %d has %d blocks for %d items", errDamaged, offsets, n, items)
	}
	return items, nil
}

// block returns the bytes of a block up to the end of its section.
func (f *file) block(offsets, i int) []byte {
	at := binary.LittleEndian.Uint32(f.section[offsets][4*i:])
	return f.section[offsets+1][at:]
}

// reader takes numbers and strings off bytes. Past the end, or at a number
// that is none, it gives zeros and stays bad.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) number() int {
	v, n := binary.Uvarint(r.b)
	if n <= 0 || v > 1<<40 {
		r.b, r.bad = nil, true
		return 0
	}
	r.b = r.b[n:]
	return int(v)
}

// signed reads a number that may be below zero.
func (r *reader) signed() int {
	v := r.number()
	return v>>1 ^ -(v & 1)
}

func (r *reader) byte() byte {
	if len(r.b) == 0 {
		r.bad = true
		return 0
	}
	c := r.b[0]
	r.b = r.b[1:]
	return c
}

func (r *reader) bytes(n int) []byte {
	if n > len(r.b) {
		r.b, r.bad = nil, true
		return nil
	}
	s := r.b[:n]
	r.b = r.b[n:]
	return s
}

// name is a step in a block of names: the folded name and its entries.
// Each stands as: bytes shared with the name before, number of others, those,
// then the postings.
type nameReader struct {
	reader
	name []byte // valid until the next step
}

// step reads the next name and leaves the reader at its postings.
func (r *nameReader) step() {
	shared := int(r.byte())
	rest := r.bytes(int(r.byte()))
	r.name = append(r.name[:min(shared, len(r.name))], rest...)
}

// postings reads the entries of a name: twice the one entry, or twice the
// number of entries plus one and then each.
func (r *nameReader) postings(into []int32, limit int) []int32 {
	v := r.number()
	if v&1 == 0 {
		return keep(into, v>>1, limit)
	}
	for range v >> 1 {
		if r.bad {
			break
		}
		into = keep(into, r.number(), limit)
	}
	return into
}

func keep(into []int32, index, limit int) []int32 {
	if index < limit {
		into = append(into, int32(index))
	}
	return into
}

// skip passes over the postings of a name.
func (r *nameReader) skip() {
	v := r.number()
	if v&1 == 1 {
		for range v >> 1 {
			if r.number(); r.bad {
				return
			}
		}
	}
}

// nameAt returns the folded name of a number, "" if there is none.
func (f *file) nameAt(number int) string {
	if number < 0 || number >= f.names {
		return ""
	}
	r := f.nameReader(number, nil)
	return string(r.name)
}

// nameReader returns a reader at the postings of the name of a number, which
// it puts into buffer.
func (f *file) nameReader(number int, buffer []byte) nameReader {
	r := nameReader{reader: reader{b: f.block(secNameOffsets, number/blockSize)}, name: buffer}
	r.step()
	for range number % blockSize {
		r.skip()
		r.step()
	}
	return r
}

// table returns the lines of the section of words.
func (f *file) table() []string {
	return slices.Collect(strings.Lines(string(f.section[secWords])))
}
