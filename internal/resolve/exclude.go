package resolve

import (
	"math"
	"strings"

	"parley"
)

// oneSided tells the happenings that have an attacker.
func (d *Digest) oneSided() bool { return d.Kind == parley.Violence && d.Mode != parley.ModeClash }

// otherSource tells whether two tellings name attackers of different sides only.
func otherSource(a, b *telling) bool {
	if !a.oneSided() || !b.oneSided() || a.family == b.family || !sided(a.Sources) || !sided(b.Sources) {
		return false
	}
	for i := range a.Sources {
		for j := range b.Sources {
			p, q := &a.Sources[i], &b.Sources[j]
			if p.Side != "" && p.Side == q.Side || p.Actor != "" && (p.Actor == q.Actor || p.Actor == q.Side || p.Side == q.Actor) {
				return false
			}
		}
	}
	return true
}

func sided(list []Party) bool {
	for i := range list {
		if list[i].Side != "" {
			return true
		}
	}
	return false
}

// rivals tells whether two parties claim what one telling tells, or one claims
// what others are blamed for.
func rivals(t *telling) bool {
	if !t.oneSided() {
		return false
	}
	var first *Claim
	for i := range t.Claims {
		c := &t.Claims[i]
		if c.Stance != "claimed" || c.Actor == "" {
			continue
		}
		if first == nil {
			first = c
		}
		if first.Actor != c.Actor || blamedOther(t.Sources, c.Actor) {
			return true
		}
	}
	return false
}

// blamedOther tells whether all sources are blamed, one of them of a known side,
// and none of them is of the actor's: their IDs begin alike in one state.
func blamedOther(sources []Party, actor string) bool {
	state, _, _ := strings.Cut(actor, "-")
	for i := range sources {
		p := &sources[i]
		its, _, _ := strings.Cut(p.Side, "-")
		if !p.Blamed || p.Actor == actor || its == state {
			return false
		}
	}
	return sided(sources)
}

// dayTolerance is how many days two dates may be apart that news of one night
// gives: the evening before, or the next day in another time zone.
const dayTolerance = 1

// otherDate tells whether two tellings of an act of violence name days that
// exclude one another.
func otherDate(a, b *telling) bool {
	if a.Kind != parley.Violence || b.Kind != parley.Violence || a.family == b.family || !exactDay(a) || !exactDay(b) {
		return false
	}
	x, y := a.Date, b.Date
	return x.From > y.To+dayTolerance || y.From > x.To+dayTolerance
}

// exactDay tells whether the article names the day in words.
func exactDay(d *telling) bool {
	return !d.guessedDate && d.Date.From != 0 && d.Date.To != 0 && !d.Aggregate &&
		(d.Date.Precision == parley.PrecisionDay || d.Date.Precision == parley.PrecisionTime)
}

// otherPlace tells whether two tellings put it into places that exclude one
// another. Demands, threats and the like are where they are told.
func otherPlace(a, b *telling) bool {
	return a.family != b.family && somewhere(a) && somewhere(b) && !a.guessedPlace && !b.guessedPlace && apart(&a.Place, &b.Place)
}

// somewhere tells the happenings that are in one place.
func somewhere(t *telling) bool {
	return t.Kind == parley.Violence || t.Type == parley.Consult || t.Type == parley.Agree || t.Type == parley.Protest
}

// farApart is how many kilometres two towns are apart that are not one place:
// a village is often told by the name of the town that it belongs to.
const farApart = 50

// apart tells whether neither place can lie in the other.
func apart(a, b *Place) bool {
	if a.IsZero() || b.IsZero() || a.ID != "" && a.ID == b.ID {
		return false
	}
	if a.Precision == parley.PlaceRegion || b.Precision == parley.PlaceRegion {
		return false
	}
	if a.Country != "" && b.Country != "" && a.Country != b.Country {
		return !a.near(b)
	}
	if a.Precision == parley.PlaceCountry || b.Precision == parley.PlaceCountry {
		return false
	}
	if a.Admin1 != "" && b.Admin1 != "" && a.Admin1 != b.Admin1 {
		return !a.near(b)
	}
	if a.Name == b.Name {
		return false
	}
	fine := func(p *Place) bool { // a town named as its province may stand for the province
		return (p.Precision == parley.PlaceExact || p.Precision == parley.PlaceAdmin2) && p.Name != p.Admin1
	}
	return fine(a) && fine(b) && a.HasPoint && b.HasPoint && !a.near(b)
}

// near tells whether two places are less than farApart from one another, as a
// border village is from the town across.
func (p *Place) near(o *Place) bool {
	if !p.HasPoint || !o.HasPoint {
		return false
	}
	const kmPerDegree = 111.2
	dLat := (p.Lat - o.Lat) * kmPerDegree
	dLon := math.Mod(math.Abs(p.Lon-o.Lon), 360)
	dLon = min(dLon, 360-dLon) * kmPerDegree * math.Cos((p.Lat+o.Lat)/2*math.Pi/180)
	return math.Hypot(dLat, dLon) <= farApart
}
