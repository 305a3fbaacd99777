package sqlite

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"slices"

	"parley"
)

// A slot is one value of a listing row that a filter can name; it holds the
// number of a word.
const (
	slotKind = iota
	slotType
	slotMode
	slotStatus
	slotStanding // of an undertaking: its theme
	slotAdmin1   // of an undertaking: its agreement
	slotPlace
	slots

	slotTheme     = slotStanding
	slotAgreement = slotAdmin1
)

// Days without a bound. They are no real days, so that they compare as what they
// mean: an open beginning is before all days, an open end after.
const (
	openFrom = math.MinInt32
	openTo   = math.MaxInt32
	noDay    = math.MinInt32
)

// none stands for a figure that is not known.
const none = -1

// Roles of a party in a row.
const (
	roleNone   = 0 // who says it, of an undertaking
	roleSource = 1
	roleTarget = 2
)

// partyRef is a party of a row: numbers of the tables party and spelling.
type partyRef struct {
	party, spelling uint32
	role            uint8
}

// listRow is what lists and counts need of an incident, event, undertaking or
// article.
type listRow struct {
	n   uint32
	tie uint64 // beginning of the ID: see tieOf
	// day is the one by which it is sorted, noDay if none is known. from and to
	// are when it can have been; dated is false where nothing is known.
	day, from, to         int32
	dated                 bool
	background, aggregate bool
	slots                 [slots]uint32
	low, best, high       int32 // killed; none if not known
	families              uint32
	due                   int32 // noDay for none
	parties               []partyRef
	outlets, articles     []uint32

	country uint32 // of its cell; not packed
}

// Flags of a packed row.
const (
	flagBackground = 1 << iota
	flagAggregate
	flagDated
	flagOpenFrom
	flagOpenTo
	flagDay
	flagDue
)

// errRow is given for a cell whose bytes are no rows.
var errRow = fmt.Errorf("%w: a cell of a list", parley.ErrDamaged)

// appendRow packs a row behind b: its length, then its fields, those that are
// tested first first.
func appendRow(b []byte, r *listRow) []byte {
	var buf [512]byte
	p := append(buf[:0], r.flags())
	p = binary.LittleEndian.AppendUint16(p, uint16(min(r.best+1, roughBest)))
	p = append(p, byte(min(r.families, roughFamilies)))
	for _, w := range r.slots {
		p = binary.AppendUvarint(p, uint64(w))
	}
	p = appendLists(p, r)
	p = binary.AppendUvarint(p, uint64(r.n))
	p = binary.LittleEndian.AppendUint64(p, r.tie)
	if r.day != noDay {
		p = binary.AppendVarint(p, int64(r.day))
	}
	if r.dated {
		if r.from != openFrom {
			p = binary.AppendVarint(p, int64(r.from)-int64(r.day))
		}
		if r.to != openTo {
			p = binary.AppendVarint(p, int64(r.to)-int64(r.day))
		}
	}
	for _, v := range [...]int32{r.low, r.best, r.high} {
		p = binary.AppendUvarint(p, uint64(v+1))
	}
	p = binary.AppendUvarint(p, uint64(r.families))
	if r.due != noDay {
		p = binary.AppendVarint(p, int64(r.due))
	}
	b = binary.AppendUvarint(b, uint64(len(p)))
	return append(b, p...)
}

// appendLists packs the lists of a row, with their length before them.
func appendLists(p []byte, r *listRow) []byte {
	var buf [256]byte
	lists := appendList(buf[:0], r.outlets)
	lists = binary.AppendUvarint(lists, uint64(len(r.parties)))
	for _, x := range r.parties {
		lists = binary.AppendUvarint(lists, uint64(x.party)<<2|uint64(x.role))
		lists = binary.AppendUvarint(lists, uint64(x.spelling))
	}
	lists = appendList(lists, r.articles)
	p = binary.AppendUvarint(p, uint64(len(lists)))
	return append(p, lists...)
}

func appendList(p []byte, list []uint32) []byte {
	p = binary.AppendUvarint(p, uint64(len(list)))
	for _, v := range list {
		p = binary.AppendUvarint(p, uint64(v))
	}
	return p
}

// flags packs what a row has or lacks.
func (r *listRow) flags() byte {
	return bit(r.background, flagBackground) | bit(r.aggregate, flagAggregate) | bit(r.dated, flagDated) |
		bit(r.dated && r.from == openFrom, flagOpenFrom) | bit(r.dated && r.to == openTo, flagOpenTo) |
		bit(r.day != noDay, flagDay) | bit(r.due != noDay, flagDue)
}

func bit(on bool, flag byte) byte {
	if on {
		return flag
	}
	return 0
}

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

// A row begins with its flags and two rough figures, so that most rows that do not
// pass are done with after a few bytes.
const (
	roughBytes    = 4
	roughBest     = 1<<16 - 1 // this many killed, less one, or more
	roughFamilies = 1<<8 - 1  // this many or more
)

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

// sealRows puts the checksum before packed rows.
func sealRows(rows []byte) []byte {
	b := binary.LittleEndian.AppendUint32(make([]byte, 0, 4+len(rows)), crc32.Checksum(rows, castagnoli))
	return append(b, rows...)
}

// unsealRows returns the packed rows of a cell's body.
func unsealRows(body []byte) ([]byte, error) {
	if len(body) < 4 || binary.LittleEndian.Uint32(body) != crc32.Checksum(body[4:], castagnoli) {
		return nil, errRow
	}
	return body[4:], nil
}

// errNoRow is given where a row is not in the cell that should hold it.
var errNoRow = errors.New("the row is not in its cell")

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

// tieOf maps an ID to a number that sorts as IDs do; IDs of hexadecimal digits
// that differ in their first 14 have different ones, others may share one.
func tieOf(id string) uint64 {
	var tie uint64
	const digits, codes = 14, 20
	open := true // no character yet that shares its code with another
	for i := range digits {
		code := uint64(0)
		if open && i < len(id) {
			switch c := id[i]; {
			case c >= '0' && c <= '9':
				code = uint64(c-'0') + 2
			case c >= 'a' && c <= 'f':
				code = uint64(c-'a') + 13
			default:
				open = false
				switch {
				case c < '0':
					code = 1
				case c < 'a':
					code = 12
				default: // behind f
					code = 19
				}
			}
		}
		tie = tie*codes + code
	}
	return tie
}
