package parley

// Place is a place on the map. Zero coordinates with an empty Precision mean
// that none are known: no place is put on 0,0.
type Place struct {
	// ID names the entry of the gazetteer ("gn:1140026", "iso:AFG"); empty for a
	// place that it lacks, whose Lat, Lon and Precision are then those of the
	// smallest unit around it that is known.
	ID string
	// Name is the usual English name, or the name as written where ID is empty.
	Name string
	// Country is ISO 3166-1 alpha-3; Admin1 and Admin2 are the usual English
	// names of the province or state and of the district or county around the
	// place, the place itself included. Empty where not known.
	Country, Admin1, Admin2 string
	// Lat and Lon are degrees, WGS 84.
	Lat, Lon float64
	// Precision says what Lat and Lon are the centre of.
	Precision PlacePrecision
	// Kind is what sort of place it is.
	Kind PlaceKind
}

// PlacePrecision is the size of the area that coordinates stand for.
type PlacePrecision string

// The precisions of places.
const (
	PlaceExact   PlacePrecision = "exact" // a town, a village, a building
	PlaceAdmin2  PlacePrecision = "admin2"
	PlaceAdmin1  PlacePrecision = "admin1"
	PlaceCountry PlacePrecision = "country"
	PlaceRegion  PlacePrecision = "region" // more than a country, or across borders: "the Sahel"
)

// PlaceKind is the sort of a place.
type PlaceKind string

// The sorts of places.
const (
	KindCountry  PlaceKind = "country"
	KindAdmin1   PlaceKind = "admin1"
	KindAdmin2   PlaceKind = "admin2"
	KindTown     PlaceKind = "town"     // any populated place
	KindRegion   PlaceKind = "region"   // "the Middle East", "the Donbas", "Darfur"
	KindNatural  PlaceKind = "natural"  // a river, a mountain, a sea, an island, a desert
	KindFacility PlaceKind = "facility" // an airport, a base, a crossing, a bridge, a camp
)
