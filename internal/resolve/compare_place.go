package resolve

import (
	"math"
	"strings"

	"parley"
)

// placeMatch is how two places lie to one another.
type placeMatch struct {
	name string  // what they share
	km   float64 // how far they are apart, where that counts
}

// Distances in kilometres: places within nearKM are one to a hurried writer, and
// at farKM nobody takes one for the other.
const (
	nearKM = 8
	farKM  = 150
)

// measurePlace compares where two events were.
func (p *pair) measurePlace() {
	a, b := &p.a.Place, &p.b.Place
	if a.IsZero() || b.IsZero() || wide(a) || wide(b) {
		p.values[placeUnknown] = 1
		return
	}
	switch {
	case a.Country != "" && b.Country != "" && a.Country != b.Country:
		p.values[placeOther] = 1
		return
	case a.ID != "" && a.ID == b.ID || a.ID != b.ID && strings.EqualFold(a.Name, b.Name) && sameOrNone(a.Admin1, b.Admin1):
		p.place.name = a.Name
		if a.Precision == parley.PlaceAdmin1 && a.ID == b.ID {
			p.values[placeAdmin1] = 1
		} else {
			p.values[placeSame] = 1
		}
		return
	}
	km, known := distance(a, b)
	p.place.km = km
	switch {
	case !sameOrNone(a.Admin1, b.Admin1):
		if known && km <= nearKM {
			p.values[placeNear] = 1
		} else {
			p.values[placeOther] = 1
		}
	case province(a) || province(b):
		p.place.name = a.Admin1
		p.values[placeAdmin1] = 1
	case a.Precision == parley.PlaceAdmin1 || b.Precision == parley.PlaceAdmin1:
		// A place of that province which the gazetteer lacks may be anywhere in it.
	case seat(a) || seat(b):
		p.place.name = a.Admin1
		p.values[placeAdmin1] = .5
	case a.Admin2 != "" && strings.EqualFold(a.Admin2, b.Admin2):
		p.place.name = a.Admin2
		p.values[placeAdmin2] = 1
		if town(a) && town(b) && known && km > nearKM {
			p.apart(km)
		}
	case known && km <= nearKM:
		p.values[placeNear] = 1
	case known && town(a) && town(b) || a.Admin2 != "" && b.Admin2 != "":
		p.apart(km)
	}
}

// apart puts two towns or districts of one province at a distance.
func (p *pair) apart(km float64) {
	p.values[placeApart] = min(1, .5+.5*math.Log(max(km, nearKM)/nearKM)/math.Log(farKM/nearKM))
}

// wide is true for a place that is a country or more: it says where the news is
// about, not where the event was.
func wide(p *Place) bool {
	return p.Precision == parley.PlaceCountry || p.Precision == parley.PlaceRegion || p.Admin1 == "" && p.Precision != parley.PlaceExact
}

// province is true for a place of which no more than the province is known.
func province(p *Place) bool { return p.Precision == parley.PlaceAdmin1 && (p.ID != "" || seat(p)) }

// seat is true for a town of its province's name, which often stands for that.
func seat(p *Place) bool { return strings.EqualFold(p.Name, p.Admin1) }

func town(p *Place) bool { return p.Precision == parley.PlaceExact }

func sameOrNone(a, b string) bool { return a == "" || b == "" || strings.EqualFold(a, b) }

// distance returns the kilometres between two places whose points are their own.
func distance(a, b *Place) (float64, bool) {
	if !a.HasPoint || !b.HasPoint || a.ID == "" || b.ID == "" {
		return 0, false
	}
	const radius, rad = 6371, math.Pi / 180
	s := math.Sin((a.Lat - b.Lat) * rad / 2)
	t := math.Sin((a.Lon - b.Lon) * rad / 2)
	h := s*s + math.Cos(a.Lat*rad)*math.Cos(b.Lat*rad)*t*t
	return 2 * radius * math.Asin(math.Sqrt(min(h, 1))), true
}
