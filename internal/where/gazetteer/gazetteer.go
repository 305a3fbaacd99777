// Package gazetteer holds the places of the world: countries, provinces,
// districts, towns and regions, found by any of their names.
package gazetteer

import (
	_ "embed"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"parley"
)

// Gazetteer finds entries by name. Its answers never change after it is made,
// and it may be used by any number of goroutines.
type Gazetteer struct {
	file      *file
	words     *words
	heads     []uint64 // the first bytes of the first name of each block
	countries map[string]int32
	entries   []atomic.Pointer[Entry] // those that were asked for already
	spellings func() *spellings       // made when first asked for
}

// Entry is one place.
type Entry struct {
	parley.Place
	// Population is that of a town or a unit, to two digits, 0 if not known.
	Population int
	// Capital tells the capital of a country.
	Capital bool
	// Index is the entry's number in the gazetteer; Parents are those of the
	// units around it, the smallest first (admin2, admin1, country), as far as
	// they are known.
	Index   int
	Parents []int
}

//go:embed places.bin
var places []byte

var load = sync.OnceValues(func() (*Gazetteer, error) {
	g, err := New(places)
	if err != nil {
		return nil, fmt.Errorf("the built-in gazetteer: %w", err)
	}
	return g, nil
})

// Load returns the gazetteer that is built in. It is read once.
func Load() (*Gazetteer, error) { return load() }

// Open reads a places file that Import has written.
func Open(path string) (*Gazetteer, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	g, err := New(b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return g, nil
}

// New returns the gazetteer of the bytes of a places file, which it keeps. An
// error tells bytes that are damaged or none of a places file.
func New(b []byte) (*Gazetteer, error) {
	f, err := open(b)
	if err != nil {
		return nil, err
	}
	return newGazetteer(f)
}

func newGazetteer(f *file) (*Gazetteer, error) {
	w, err := parseWords(f.table())
	if err != nil {
		return nil, err
	}
	g := &Gazetteer{file: f, words: w, countries: make(map[string]int32)}
	g.heads = make([]uint64, 0, (f.names+blockSize-1)/blockSize)
	var r nameReader
	for i := range (f.names + blockSize - 1) / blockSize {
		r.reader = reader{b: f.block(secNameOffsets, i)}
		r.step()
		g.heads = append(g.heads, head(r.name))
	}
	if !slices.IsSorted(g.heads) {
		return nil, fmt.Errorf("%w: names out of order", errDamaged)
	}
	g.entries = make([]atomic.Pointer[Entry], f.entries)
	g.spellings = sync.OnceValue(func() *spellings { return newSpellings(f) })
	for at := 0; at < f.entries; {
		e := f.entry(at)
		if e.kind() == parley.KindCountry {
			g.countries[string(e.code[:min(3, len(e.code))])] = int32(at)
			at += e.size
		}
		at++
	}
	return g, nil
}

// Size returns the number of entries; their indexes are 0 up to it.
func (g *Gazetteer) Size() int { return g.file.entries }

// At returns the entry of an index.
func (g *Gazetteer) At(index int) Entry {
	if index < 0 || index >= len(g.entries) {
		return Entry{}
	}
	return *g.at(index)
}

func (g *Gazetteer) at(index int) *Entry {
	if e := g.entries[index].Load(); e != nil {
		return e
	}
	e := g.decode(index)
	g.entries[index].Store(e) // whoever stores last stores the same
	return e
}

func (g *Gazetteer) decode(index int) *Entry {
	r := g.file.entry(index)
	e := &Entry{Population: r.population, Capital: r.flags&flagCapital != 0, Index: index}
	e.Kind = r.kind()
	if e.Name = string(r.name); r.flags&flagSpelled == 0 {
		e.Name = mark(capitals(g.file.nameAt(r.number)), r.name)
	}
	if e.ID = string(r.id); r.flags&flagNamedID == 0 {
		e.ID = idNumbered + strconv.Itoa(r.gn)
	}
	located := r.flags&flagNoCoords == 0
	if located {
		e.Lat, e.Lon, e.Precision = float64(r.lat)/degree, float64(r.lon)/degree, precision(e.Kind)
	}
	e.own(r)
	if r.up <= 0 || r.up > index {
		return e
	}
	up := g.at(index - r.up) // parents have lower indexes, so this ends
	e.Parents = append([]int{up.Index}, up.Parents...)
	if r.unit() && !strings.Contains(e.ID, ":") {
		e.ID = g.unitID(up) + "." + e.ID
	}
	if e.Country == "" {
		e.Country = up.Country
	}
	if e.Admin1 == "" {
		e.Admin1 = up.Admin1
	}
	if e.Admin2 == "" {
		e.Admin2 = up.Admin2
	}
	if !located {
		e.Lat, e.Lon, e.Precision = up.Lat, up.Lon, up.Precision
	}
	return e
}

// unitID is what the ids of the units in a unit begin with.
func (g *Gazetteer) unitID(up *Entry) string {
	if up.Kind != parley.KindCountry {
		return up.ID
	}
	code := g.file.entry(up.Index).code
	return idNumbered + string(code[min(3, len(code)):])
}

// own fills in what a unit says of itself.
func (e *Entry) own(r raw) {
	switch e.Kind {
	case parley.KindCountry:
		e.Country = string(r.code[:min(3, len(r.code))])
	case parley.KindAdmin1:
		e.Admin1 = e.Name
	case parley.KindAdmin2:
		e.Admin2 = e.Name
	}
}

func precision(k parley.PlaceKind) parley.PlacePrecision {
	switch k {
	case parley.KindCountry:
		return parley.PlaceCountry
	case parley.KindAdmin1:
		return parley.PlaceAdmin1
	case parley.KindAdmin2:
		return parley.PlaceAdmin2
	case parley.KindRegion, parley.KindNatural:
		return parley.PlaceRegion
	}
	return parley.PlaceExact
}

// Country returns the entry of an ISO 3166-1 alpha-3 code.
func (g *Gazetteer) Country(code string) (Entry, bool) {
	index, ok := g.countries[code]
	if !ok {
		return Entry{}, false
	}
	return *g.at(int(index)), true
}

// Within tells whether an entry is a unit or lies in it.
func (g *Gazetteer) Within(child, unit int) bool {
	if unit < 0 || unit >= g.file.entries || child < unit {
		return false
	}
	if child == unit {
		return true
	}
	e := g.file.entry(unit)
	return child <= unit+e.size
}

// Distance returns how far apart two places are, in kilometres along the
// earth's surface.
func Distance(a, b parley.Place) float64 {
	const earth, rad = 6371.0, math.Pi / 180
	lat1, lat2 := a.Lat*rad, b.Lat*rad
	h := sq(math.Sin((lat2-lat1)/2)) + math.Cos(lat1)*math.Cos(lat2)*sq(math.Sin((b.Lon-a.Lon)*rad/2))
	return 2 * earth * math.Asin(math.Sqrt(min(1, h)))
}

func sq(v float64) float64 { return v * v }
