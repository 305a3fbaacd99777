package where

import (
	"fmt"
	"strings"

	"parley"
	"parley/internal/doc"
	"parley/internal/where/gazetteer"
)

// likeEnough is the likeness from which another spelling is taken for the name
// of a place in the units around it.
const likeEnough = 0.88

// unknown resolves a spot that the gazetteer has no entry for: by another
// spelling within the units around it, else to the smallest unit known.
func (r *reader) unknown(i int) {
	s := &r.spots[i]
	around, why := r.around(i)
	if around != doc.None && len(s.name) >= 4 {
		if m, ok := r.near(s, around); ok {
			s.place, s.entry, s.like = m.Place, m.Index, m.Likeness
			s.how = fmt.Sprintf("spelling of %s (%.2f), %s", m.Spelling, m.Likeness, why)
			return
		}
	}
	s.place = parley.Place{Name: s.name, Kind: s.kind}
	if around == doc.None {
		s.how = "not listed, and nothing tells where it is"
		return
	}
	u := r.g.At(around)
	s.entry = around
	s.place.Country, s.place.Admin1, s.place.Admin2 = u.Country, u.Admin1, u.Admin2
	s.place.Lat, s.place.Lon, s.place.Precision = u.Lat, u.Lon, u.Precision
	s.how = "not listed; " + why
}

// near returns the place within a unit whose listed name is spelled most like
// the spot's.
func (r *reader) near(s *spot, unit int) (gazetteer.Match, bool) {
	key := nearKey{s.folded, unit, s.kind}
	m, ok := r.nears[key]
	if !ok {
		for _, like := range r.g.Near(s.folded, []int{unit}, 3) {
			if like.Likeness >= likeEnough && (s.kind == "" || suits(s.kind, &like.Entry) >= 0) {
				m = like
				break
			}
		}
		r.nears[key] = m
	}
	return m, m.Likeness > 0
}

// around returns the number of the smallest known unit around a spot, and
// how that is known.
func (r *reader) around(i int) (unit int, why string) {
	s := &r.spots[i]
	if o := s.within; o != doc.None {
		if u, why := r.beyond(o); u != doc.None {
			return u, why + ", named beside it"
		}
	}
	if e, ok := r.inside(s); ok {
		return e.Index, "in " + e.Name + ", named in it"
	}
	if j, ok := r.world.inside[s.name]; ok && j != i { // the same name, with more beside it
		if u, why := r.beyond(r.spots[j].within); u != doc.None {
			return u, why + ", as said of it elsewhere"
		}
	}
	if code := r.world.main(); code != "" {
		if c, ok := r.g.Country(code); ok {
			return c.Index, "in " + c.Name + ", which the article is about"
		}
	}
	return doc.None, ""
}

// beyond returns the unit that spot o puts around what it encloses: its place,
// or, where it only says near which place that is, the unit around that.
func (r *reader) beyond(o int) (unit int, why string) {
	s := &r.spots[o]
	var e gazetteer.Entry
	switch {
	case s.pick != doc.None:
		e = s.senses[s.pick]
	case s.entry != doc.None:
		e = r.g.At(s.entry)
	default:
		return doc.None, ""
	}
	if e.Kind == parley.KindTown && bearing(s.area) && len(e.Parents) > 0 {
		return e.Parents[0], "near " + e.Name
	}
	return e.Index, "in " + e.Name
}

// inside returns the place that a longer name holds: what a site is called
// after ("Kabul Military Hospital"), what a part is a part of ("West Mosul").
func (r *reader) inside(s *spot) (gazetteer.Entry, bool) {
	words := strings.Fields(s.name)
	for n := 1; n < len(words) && n < 3; n++ {
		if !r.areaWord(words[n-1]) {
			break
		}
		if e, ok := r.best(s, strings.Join(words[n:], " ")); ok {
			return e, true
		}
	}
	if s.kind != parley.KindFacility && s.kind != parley.KindNatural && s.kind != parley.KindRegion {
		return gazetteer.Entry{}, false
	}
	for n := 1; n+1 < len(words); n++ {
		if strings.EqualFold(words[n], "of") {
			if e, ok := r.best(s, strings.Join(words[n+1:], " ")); ok {
				return e, true
			}
		}
	}
	for n := len(words) - 1; n > 0; n-- {
		if e, ok := r.best(s, strings.Join(words[:n], " ")); ok {
			return e, true
		}
	}
	return gazetteer.Entry{}, false
}

// areaWord tells whether a word stands before a place to mean a part of it.
func (r *reader) areaWord(w string) bool {
	for _, a := range r.areas[strings.ToLower(w)] {
		if a.side == areaBefore {
			return true
		}
	}
	return false
}

// someTown is the number of people from which a place of the article's country
// may have given a site its name.
const someTown = 10_000

// best returns the likeliest place that is usually called by a name, if it is
// in the country of the article or a large one.
func (r *reader) best(s *spot, name string) (gazetteer.Entry, bool) {
	if r.areaWord(name) {
		return gazetteer.Entry{}, false
	}
	part := spot{name: name, folded: fold(name), senses: r.entries(name)}
	best, most := doc.None, 0.0
	for j := range part.senses {
		e := &part.senses[j]
		if !r.called(&part, e) || !r.large(part.senses[j:j+1]) && (r.world.main() != e.Country || e.Population < someTown) {
			continue
		}
		if x := r.prior(&part, e) + forShare*r.world.share(e.Country); best == doc.None || x > most {
			best, most = j, x
		}
	}
	if best == doc.None || s.folded == part.folded {
		return gazetteer.Entry{}, false
	}
	return part.senses[best], true
}
