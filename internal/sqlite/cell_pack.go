package sqlite

import (
	"encoding/binary"
	"fmt"
	"slices"

	"parley"
)

// packed reads packed rows one field after the other; bad is set, for good, by
// bytes that are none. It moves an index, not the slice: pointers that change
// cost far more than all the rest.
type packed struct {
	b   []byte
	i   int
	bad bool
}

// uint reads a number; most are of one byte.
func (p *packed) uint() uint64 {
	if p.i < len(p.b) && p.b[p.i] < 0x80 {
		p.i++
		return uint64(p.b[p.i-1])
	}
	return p.long()
}

// long reads a number of several bytes.
func (p *packed) long() uint64 {
	v, n := binary.Uvarint(p.b[min(p.i, len(p.b)):])
	if n <= 0 {
		p.bad, p.i = true, len(p.b)
		return 0
	}
	p.i += n
	return v
}

func (p *packed) int() int32 {
	u := p.uint()
	v := int64(u >> 1)
	if u&1 != 0 {
		v = ^v
	}
	return int32(v)
}

// next begins the next row of b, which ends where it says; false at the end or at
// bytes that are none.
func (p *packed) next(b []byte) (end int, ok bool) {
	p.b = b
	if p.i >= len(b) {
		return 0, false
	}
	n := p.uint()
	if p.bad || n > uint64(len(b)-p.i) {
		p.bad = true
		return 0, false
	}
	return p.i + int(n), true
}

// rough are the figures at the beginning of a row: the least that r.best + 1 and
// r.families can be; exact below their highest values.
type rough struct{ best, families int32 }

// head reads what stands before the slots.
func (p *packed) head(r *listRow) (flags byte, figures rough) {
	if len(p.b)-p.i < roughBytes {
		p.bad, p.i = true, len(p.b)
		return 0, rough{}
	}
	flags = p.b[p.i]
	figures = rough{int32(p.b[p.i+1]) | int32(p.b[p.i+2])<<8, int32(p.b[p.i+3])}
	p.i += roughBytes
	r.background, r.aggregate = flags&flagBackground != 0, flags&flagAggregate != 0
	return flags, figures
}

// slots reads the slots; false once test finds one that does not pass.
func (p *packed) slots(r *listRow, test *[slots][]uint32) bool {
	for i := range r.slots {
		w := uint32(p.uint())
		r.slots[i] = w
		if test[i] != nil && !slices.Contains(test[i], w) {
			return false
		}
	}
	return true
}

// body reads a row on from its lists to its end.
func (p *packed) body(r *listRow, flags byte) {
	r.n = uint32(p.uint())
	if len(p.b)-p.i < 8 {
		p.bad, p.i = true, len(p.b)
		return
	}
	r.tie = binary.LittleEndian.Uint64(p.b[p.i:])
	p.i += 8
	r.day, r.from, r.to, r.due = noDay, openFrom, openTo, noDay
	if flags&flagDay != 0 {
		r.day = p.int()
	}
	if r.dated = flags&flagDated != 0; r.dated {
		if flags&flagOpenFrom == 0 {
			r.from = r.day + p.int()
		}
		if flags&flagOpenTo == 0 {
			r.to = r.day + p.int()
		}
	}
	r.low, r.best, r.high = int32(p.uint())-1, int32(p.uint())-1, int32(p.uint())-1
	r.families = uint32(p.uint())
	if flags&flagDue != 0 {
		r.due = p.int()
	}
}

// lists reads a row's lists; skip goes past them.
func (p *packed) lists(r *listRow) {
	p.uint()
	r.outlets = p.list(r.outlets[:0])
	n := p.uint()
	r.parties = r.parties[:0]
	for range min(n, uint64(len(p.b)-p.i)) {
		v := p.uint()
		r.parties = append(r.parties, partyRef{uint32(v >> 2), uint32(p.uint()), uint8(v & 3)})
	}
	r.articles = p.list(r.articles[:0])
}

func (p *packed) skip() {
	if n := p.uint(); n <= uint64(len(p.b)-p.i) {
		p.i += int(n)
		return
	}
	p.bad, p.i = true, len(p.b)
}

// passLists reads the lists of a row as far as q tests them and goes past them;
// false as soon as one does not pass.
func (p *packed) passLists(q *test) bool {
	n := p.uint()
	if n > uint64(len(p.b)-p.i) {
		p.bad, p.i = true, len(p.b)
		return false
	}
	end := p.i + int(n)
	pass := q.outlets == nil
	for n := p.uint(); n > 0 && p.i < end; n-- {
		w := uint32(p.uint())
		pass = pass || slices.Contains(q.outlets, w)
	}
	if !pass {
		return false
	}
	pass = q.parties == nil
	for n := p.uint(); n > 0 && p.i < end; n-- {
		v := p.uint()
		p.uint()
		role := uint8(v & 3)
		pass = pass || role != roleNone && (q.role == roleNone || q.role == role) && q.parties.has(int64(v>>2))
	}
	if !pass {
		return false
	}
	pass = q.articles == nil
	for n := p.uint(); !pass && n > 0 && p.i < end; n-- {
		pass = q.articles.has(int64(p.uint()))
	}
	p.i = end
	return pass
}

func (p *packed) list(into []uint32) []uint32 {
	n := p.uint()
	for range min(n, uint64(len(p.b)-p.i)) {
		into = append(into, uint32(p.uint()))
	}
	return into
}

// anySlots lets all rows pass.
var anySlots [slots][]uint32

// unpackRow reads the row that p stands at, which ends at end.
func unpackRow(p *packed, end int, r *listRow) error {
	flags, _ := p.head(r)
	p.slots(r, &anySlots)
	p.lists(r)
	p.body(r, flags)
	if p.bad || p.i != end {
		return errRow
	}
	return nil
}

// cutRow takes the row of n out of packed rows, in place, and unpacks it into r.
func cutRow(rows []byte, n uint32, r *listRow) ([]byte, error) {
	var p packed
	for {
		start := p.i
		end, ok := p.next(rows)
		if p.bad {
			return nil, errRow
		}
		if !ok {
			return nil, fmt.Errorf("%w: %w", parley.ErrDamaged, errNoRow)
		}
		look := p
		look.head(r)
		look.slots(r, &anySlots)
		look.skip()
		if uint32(look.uint()) != n {
			p.i = end
			continue
		}
		if err := unpackRow(&p, end, r); err != nil {
			return nil, err
		}
		return append(rows[:start], rows[end:]...), nil
	}
}
