package gazetteer

import "parley"

// kinds gives the kinds of places their numbers in the file.
var kinds = [...]parley.PlaceKind{
	parley.KindCountry, parley.KindAdmin1, parley.KindAdmin2, parley.KindTown,
	parley.KindRegion, parley.KindNatural, parley.KindFacility,
}

// Flags of an entry, in one byte above the three bits of its kind.
const (
	flagCapital  = 1 << 3 // the capital of a country
	flagSpelled  = 1 << 4 // the name stands there; else it is a folded name with capitals,
	flagMarked   = 1 << 5 // and some of its letters are others
	flagNamedID  = 1 << 6 // the id is text, not a number of GeoNames
	flagNoCoords = 1 << 7 // no coordinates are known
)

// raw is an entry as it stands in the file.
type raw struct {
	flags      byte
	up         int    // the entry's index less that of the unit around it; 0 if none is
	size       int    // of a unit: how many entries lie within it, itself not counted
	name       []byte // where flagSpelled, or the other letters where flagMarked
	number     int    // of the folded name, but for flagSpelled
	lat, lon   int    // in 1/degree
	population int
	gn         int    // where not flagNamedID
	id         []byte // all of it, or of a unit the end, without a colon, that is added to the id of the unit around it
	code       []byte // a country's: alpha-3, and alpha-2 or blanks
}

func (r raw) kind() parley.PlaceKind { return kinds[min(int(r.flags&7), len(kinds)-1)] }

func (r raw) unit() bool { return r.flags&7 <= 2 }

// entry reads an entry; those before it in its block are what it is a
// difference to.
func (f *file) entry(index int) raw {
	r := reader{b: f.block(secEntryOffsets, index/blockSize)}
	var e raw
	for range index%blockSize + 1 {
		e = r.entry(e)
	}
	return e
}

func (r *reader) entry(last raw) raw {
	e := raw{flags: r.byte()}
	e.up = r.number()
	if e.unit() {
		e.size = r.number()
	}
	if e.flags&flagSpelled == 0 {
		e.number = r.number()
	}
	if e.flags&(flagSpelled|flagMarked) != 0 {
		e.name = r.bytes(int(r.byte()))
	}
	e.lat, e.lon = last.lat, last.lon
	if e.flags&flagNoCoords == 0 {
		e.lat += r.signed()
		e.lon += r.signed()
	}
	e.population = unpackPopulation(r.number())
	e.gn = last.gn
	if e.flags&flagNamedID != 0 {
		e.id = r.bytes(int(r.byte()))
	} else {
		e.gn += r.signed()
	}
	if e.kind() == parley.KindCountry {
		e.code = r.bytes(5)
	}
	return e
}

// packPopulation keeps two digits of a number of people: 0, or 1 plus the
// digits less 10 plus 90 for each further digit.
func packPopulation(n int) int {
	if n <= 0 {
		return 0
	}
	digits := 0
	n *= 10 // one to nine people too
	for n >= 100 {
		n = (n + 5) / 10
		digits++
	}
	return 1 + n - 10 + 90*digits
}

func unpackPopulation(v int) int {
	if v <= 0 || v > 90*16 {
		return 0
	}
	n := (v-1)%90 + 10
	for range (v - 1) / 90 {
		n *= 10
	}
	return n / 10
}
