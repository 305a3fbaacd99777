package where

import (
	"fmt"

	"parley"
	"parley/internal/doc"
	"parley/internal/where/gazetteer"
)

// mention returns spot i as the layer has it.
func (r *reader) mention(i int) doc.PlaceMention {
	s := &r.spots[i]
	m := doc.PlaceMention{First: s.first, Last: s.last, Place: s.place, Use: s.use, Within: s.within, Area: s.area, And: s.and,
		How: s.how, Likeness: s.like}
	if s.pick != doc.None {
		e := &s.senses[s.pick]
		m.Place, m.Likeness, m.How = e.Place, 1, r.because(i, e)
	}
	if w := s.within; w != doc.None && !r.holds(w, i) {
		m.Within = doc.None
	}
	return m
}

// holds tells whether spot w can be around spot i: it is, or one of the two is
// not listed.
func (r *reader) holds(w, i int) bool {
	a, b := &r.spots[i], &r.spots[w]
	if bearing(b.area) && b.pick != doc.None && b.senses[b.pick].Kind == parley.KindTown {
		return false // "in A, south of B"
	}
	if a.pick == doc.None {
		return true
	}
	if b.pick == doc.None {
		return a.place.Country == b.place.Country
	}
	in, out := &a.senses[a.pick], &b.senses[b.pick]
	if encloses(out, in) || out.Precision == parley.PlaceRegion {
		return true
	}
	return in.Country == out.Country && out.Kind != parley.KindCountry && in.Kind != parley.KindCountry && in.Index != out.Index && r.smaller(in, out)
}

// bearing tells the areas that are beside a place and not in it.
func bearing(area string) bool {
	switch area {
	case "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "near", "outside", "off", "around":
		return true
	}
	return false
}

// smaller tells whether in can be a part of out, by their kinds.
func (r *reader) smaller(in, out *gazetteer.Entry) bool {
	switch out.Kind {
	case parley.KindTown:
		if in.Kind == parley.KindTown {
			return in.Population < out.Population
		}
		return (in.Kind == parley.KindAdmin2 || in.Kind == parley.KindFacility) && in.Admin1 == out.Admin1
	case parley.KindRegion, parley.KindNatural:
		return in.Kind != parley.KindRegion && in.Kind != parley.KindNatural
	}
	return false
}

// because says what the choice of a sense rests on.
func (r *reader) because(i int, e *gazetteer.Entry) string {
	s := &r.spots[i]
	switch {
	case e.Kind == parley.KindCountry && len(s.senses) == 1:
		return "the country of that name"
	case len(s.senses) == 1:
		return "the only place of that name"
	case r.linked(i):
		o := &r.spots[s.within]
		return "in " + o.senses[o.pick].Name + ", named beside it"
	case r.contains(i) != "":
		return "around " + r.contains(i) + ", named beside it"
	case s.kind == e.Kind && s.kind != "":
		return "the " + kindName[e.Kind] + " of that name, as the word beside it says"
	case e.Kind == parley.KindCountry:
		return "the country, rather than its namesakes"
	case r.others(i, e.Country):
		return fmt.Sprintf("one of %d of that name; in %s, which the article speaks of", len(s.senses), r.country(e.Country))
	case r.capitalOf(s, e):
		return "the capital of " + r.country(e.Country)
	}
	return fmt.Sprintf("the best known of %d places of that name", len(s.senses))
}

// others tells whether anything but the name of spot i points to a country.
func (r *reader) others(i int, country string) bool {
	if r.world.told[country] {
		return true
	}
	for _, name := range r.world.others[country] {
		if name != "" && name != r.spots[i].name && country != "" {
			return true
		}
	}
	return false
}

// kindName is how a kind is called in a reason.
var kindName = map[parley.PlaceKind]string{
	parley.KindCountry: "country", parley.KindAdmin1: "province or state", parley.KindAdmin2: "district",
	parley.KindTown: "town", parley.KindRegion: "region", parley.KindNatural: "natural feature", parley.KindFacility: "site",
}

// contains returns the name of a place that the words put into spot i, which
// is in the chosen one, or "".
func (r *reader) contains(i int) string {
	for j := max(0, i-1); j < min(len(r.spots), i+2); j++ {
		if r.spots[j].within == i && r.linked(j) {
			return r.spots[j].name
		}
	}
	return ""
}

// country returns the name of a country, or its code.
func (r *reader) country(code string) string {
	if c, ok := r.g.Country(code); ok {
		return c.Name
	}
	return code
}
