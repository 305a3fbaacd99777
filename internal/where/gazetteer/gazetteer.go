// Package gazetteer holds the places of the world: countries, provinces,
// districts, towns and regions, found by any of their names.
package gazetteer

import "parley"

// Gazetteer finds entries by name. It is never changed after it is made and
// may be used by any number of goroutines.
type Gazetteer struct{}

// Entry is one place.
type Entry struct {
	parley.Place
	// Population is that of a town or a unit, 0 if not known.
	Population int
	// Index is the entry's number in the gazetteer; Parents are those of the
	// units around it, the smallest first (admin2, admin1, country), as far as
	// they are known.
	Index   int
	Parents []int
}

// Load returns the gazetteer that is built in. It is read once.
func Load() (*Gazetteer, error) { return &Gazetteer{}, nil }

// Lookup returns the entries that have a name, which is folded by Fold: every
// listed spelling counts. The most important come first (countries, then by
// level and population), ties by ID.
func (g *Gazetteer) Lookup(name string) []Entry { return nil }

// Match is an entry that is spelled like the words looked for.
type Match struct {
	Entry
	Spelling string // the listed name that is like it
	Likeness float64
}

// Near returns entries with a name that is spelled like name (see Likeness),
// within the units of the indexes given (all the world for none), likest
// first, at most limit.
func (g *Gazetteer) Near(name string, within []int, limit int) []Match { return nil }

// At returns the entry of an index.
func (g *Gazetteer) At(index int) Entry { return Entry{} }

// Country returns the entry of an ISO 3166-1 alpha-3 code.
func (g *Gazetteer) Country(code string) (Entry, bool) { return Entry{}, false }

// Fold brings a name into the form in which names are compared: lower case,
// no diacritics, hyphens and apostrophes; blanks single.
func Fold(name string) string { return name }

// Likeness says how like two folded names are, between 0 and 1, with the ways
// in mind in which names are romanised ("Uruzgan", "Oruzgan"; "Maidan",
// "Maydan"; "Ali Abad", "Aliabad").
func Likeness(a, b string) float64 { return 0 }
