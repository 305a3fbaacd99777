package doc

import "parley"

// PlaceMention is a place as the text names it: tokens [First, Last), never
// overlapping another, in order.
type PlaceMention struct {
	First, Last int
	// Place is what the words were resolved to. Its ID is empty where the
	// gazetteer has no such place.
	Place parley.Place
	// Use tells a location from a name that stands for somebody.
	Use PlaceUse
	// Within is the index in Places of the mention that encloses this one
	// ("Nad Ali" in "Nad Ali district of Helmand"), None if there is none.
	Within int
	// Area is the words that place something near or in part of it, as a key:
	// "near", "outskirts", "between", "border", "north", "southern", "central" …;
	// empty for the place itself.
	Area string
	// And is, for Area "between" and "border", the index in Places of the
	// second place, else None.
	And int
	// How tells what the choice rests on: "the only place of that name", "in
	// Helmand, named beside it", "spelling of Uruzgan (0.93)".
	How string
	// Likeness is 1 for a listed name or spelling, else how like the words and
	// the listed name are, between 0 and 1; 0 where ID is empty.
	Likeness float64
}

// PlaceUse is what the name of a place is used for.
type PlaceUse string

// The uses of names of places.
const (
	UseLocation PlaceUse = "location"
	// UseActor is a name that stands for a government, an army or a team
	// ("Kabul said", "talks between Washington and Tehran").
	UseActor PlaceUse = "actor"
	// UseModifier is a place before a noun that it qualifies ("Helmand
	// governor", "the Kabul government"): where somebody belongs, not where
	// something happened.
	UseModifier PlaceUse = "modifier"
)
