package sqlite

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"

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
	// slotLanguage of an article holds no word for English: until version 3 of the
	// store, all articles were in English and had no language here.
	slotLanguage = slotKind
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

// A row begins with its flags and two rough figures, so that most rows that do not
// pass are done with after a few bytes.
const (
	roughBytes    = 4
	roughBest     = 1<<16 - 1 // this many killed, less one, or more
	roughFamilies = 1<<8 - 1  // this many or more
)

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
