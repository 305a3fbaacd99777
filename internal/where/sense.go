package where

import (
	"math"
	"slices"
	"strings"

	"parley"
	"parley/internal/doc"
	"parley/internal/where/gazetteer"
)

// maxSenses is how many places of one name are weighed; the gazetteer gives
// the most important first.
const maxSenses = 24

// senses looks up every spot.
func (r *reader) senses() {
	for i := range r.spots {
		s := &r.spots[i]
		s.all = r.entries(s.name)
		if s.own != "" && s.kind == parley.KindFacility {
			s.all = sites(s.all, s.own)
		}
		s.senses = s.all[:min(len(s.all), maxSenses)]
	}
}

// sites returns those of the entries that are sites, or are called so: an
// airport is not the town that it is called after.
func sites(entries []gazetteer.Entry, own string) []gazetteer.Entry {
	var out []gazetteer.Entry
	for _, e := range entries {
		if e.Kind == parley.KindFacility || strings.Contains(fold(e.Name), own) {
			out = append(out, e)
		}
	}
	return out
}

// widen adds places that are less known than maxSenses others of their name
// but in a country that the article points to, and rates all.
func (r *reader) widen() {
	for i := range r.spots {
		s := &r.spots[i]
		n := len(s.senses)
		for j := n; j < len(s.all) && len(s.senses) < 2*maxSenses; j++ {
			if r.world.weight[s.all[j].Country] > 0 {
				s.senses = append(s.senses[:len(s.senses):len(s.senses)], s.all[j])
			}
		}
		s.priors = make([]float64, len(s.senses))
		for j := range s.senses {
			s.priors[j] = r.prior(s, &s.senses[j])
		}
	}
}

// world is what the article as a whole says of where it plays.
type world struct {
	// weight is, by code of country, how much of the article points to it.
	weight map[string]float64
	sum    float64
	// told holds the countries that peoples, title or dateline point to.
	told map[string]bool
	// others holds, by code of country, up to two names of places chosen in it;
	// inside, by name, a spot of that name that the words put into another.
	others map[string][2]string
	inside map[string]int
	// units counts the names that were resolved to a place in a first-level
	// unit, by the unit's number.
	units map[int]int
}

// add adds to the weight of a country.
func (w *world) add(country string, much float64) {
	if country == "" {
		return
	}
	w.weight[country] += much
	w.sum += much
}

// share is the part of the article that points to a country, from 0 to 1.
func (w *world) share(country string) float64 {
	if w.sum == 0 {
		return 0
	}
	return w.weight[country] / w.sum
}

// shareBut is share without what one name adds to the weight of a country
// itself.
func (w *world) shareBut(country string, own sign) float64 {
	sum := w.sum - own.much
	if sum < leastMain/2 {
		return 0
	}
	weight := w.weight[country]
	if country == own.country {
		weight -= own.much
	}
	return max(0, weight) / sum
}

// sign is how much a name points to a country.
type sign struct {
	country string
	much    float64
}

// main returns the country that more than half of the article points to, if
// that is more than a country whose troops or envoys are named, or "".
func (w *world) main() string {
	for code, x := range w.weight {
		if x*2 > w.sum && x >= leastMain {
			return code
		}
	}
	return ""
}

// What the parts of an article weigh as a sign of the country. Written for
// Parley; tuned by hand on GeoVirus (development set).
const (
	weighCountry  = 1.5 // the country is named
	weighPeople   = 1   // its people are
	weighOnly     = 1   // a place that is in one country only
	weighSeat     = 0.7 // the seat of its government is
	weighLikely   = 0.3 // the likeliest of several
	weighHeadline = 1   // in the title or the dateline
	weighActor    = 0.3 // of that where the name acts or qualifies somebody
	leastMain     = 0.5 // what makes a country that of the article
	weighAgain    = 0.3 // for each time that it is named again
)

// look fills the world from peoples, title, dateline and the names that leave
// no doubt.
func (r *reader) look() {
	r.world = world{weight: map[string]float64{}, told: map[string]bool{}, others: map[string][2]string{}, inside: map[string]int{}, units: map[int]int{}}
	for _, n := range r.d.Names {
		if n.Kind == doc.Nationality {
			r.world.add(r.people[strings.ToLower(r.text(n.First, n.Last))], weighPeople*0.5)
		}
	}
	if a := r.d.Article; a != nil {
		r.headline(a.Title)
		r.headline(a.Dateline)
	}
	for code := range r.world.weight {
		r.world.told[code] = true
	}
	signs := map[string]sign{}
	for i := range r.spots {
		s := &r.spots[i]
		if len(s.senses) == 0 {
			continue
		}
		x := r.signOf(s.folded, s.senses)
		if signs[s.name].country != "" {
			x.much *= weighAgain
		}
		if s.use != doc.UseLocation {
			x.much *= weighActor
		}
		r.world.add(x.country, x.much)
		signs[s.name] = sign{x.country, x.much + signs[s.name].much}
	}
	for i := range r.spots {
		r.spots[i].sign = signs[r.spots[i].name]
	}
}

// signOf returns the country that a name points to, and how much.
func (r *reader) signOf(folded string, senses []gazetteer.Entry) sign {
	top := senses[0]
	if top.Kind == parley.KindCountry {
		if len(senses) > 1 && senses[1].Kind == parley.KindAdmin1 && senses[1].Country != top.Country {
			return sign{top.Country, weighLikely} // Georgia
		}
		return sign{top.Country, weighCountry}
	}
	if code := r.cities[folded]; code != "" {
		return sign{code, weighSeat}
	}
	for _, e := range senses[1:] {
		if e.Country != top.Country {
			return sign{top.Country, weighLikely}
		}
	}
	return sign{top.Country, weighOnly}
}

// headline adds the countries that a line of capitalised words points to.
func (r *reader) headline(line string) {
	words := strings.FieldsFunc(line, func(c rune) bool { return strings.ContainsRune(" ,;:()\"“”", c) })
	for i := 0; i < len(words); i++ {
		if code := r.people[strings.ToLower(words[i])]; code != "" {
			r.world.add(code, weighHeadline)
			continue
		}
		for n := min(3, len(words)-i); n > 0; n-- {
			name := strings.TrimSuffix(strings.TrimSuffix(strings.Join(words[i:i+n], " "), "'s"), "’s")
			if name == "" || name[0] < 'A' || name[0] > 'Z' {
				break
			}
			if senses := r.entries(r.unshout(name)); len(senses) > 0 {
				x := r.signOf(fold(r.unshout(name)), senses)
				r.world.add(x.country, x.much*weighHeadline)
				i += n - 1
				break
			}
		}
	}
}

// unshout returns a name set in capitals as it stands in running text; short
// ones may be acronyms and stay.
func (r *reader) unshout(name string) string {
	if len(name) > 3 && strings.ToUpper(name) == name {
		return name[:1] + strings.ToLower(name[1:])
	}
	return name
}

// prior is how likely a place is meant by the name of a spot alone, in powers
// of ten of the people who live there, about.
func (r *reader) prior(s *spot, e *gazetteer.Entry) float64 {
	people := math.Log10(float64(e.Population) + 10)
	if e.Kind != parley.KindCountry && len(s.senses) > 1 && !r.called(s, e) {
		people -= otherName
	}
	switch e.Kind {
	case parley.KindCountry:
		return 8.5
	case parley.KindAdmin1:
		if !r.called(s, e) {
			return max(4, people-0.5)
		}
		return max(5, people-0.5)
	case parley.KindAdmin2:
		if e.Population == 0 {
			return 1 // known by its name only
		}
		return max(3, people-2)
	case parley.KindTown:
		if r.capitalOf(s, e) {
			return max(people, 5.5) + 2
		}
		return people
	case parley.KindRegion:
		if e.Precision == parley.PlaceRegion {
			return 7
		}
		return 5
	case parley.KindNatural:
		return 4
	}
	return 3
}

// otherName is what a place loses that is not usually called so, where others
// have the name.
const otherName = 1.0

// called tells whether the name of a spot is the usual name of a town, or
// begins with that of another place, or the other way round ("Helmand",
// "Helmand Province").
func (r *reader) called(s *spot, e *gazetteer.Entry) bool {
	a, b := s.folded, fold(e.Name)
	if e.Kind == parley.KindTown {
		return a == b
	}
	return strings.HasPrefix(a, b) || strings.HasPrefix(b, a)
}

// capitalOf tells whether a town is the seat of its country's government and
// called by that name.
func (r *reader) capitalOf(s *spot, e *gazetteer.Entry) bool {
	return e.Kind == parley.KindTown && e.Population > 20_000 && r.cities[s.folded] == e.Country
}

// suits is what a kind word beside the name adds to the places of a kind.
func suits(kind parley.PlaceKind, e *gazetteer.Entry) float64 {
	switch {
	case kind == "" || kind == parley.KindFacility:
		return 0
	case kind == e.Kind:
		return 4
	case kind == parley.KindRegion:
		return 0
	case kind == parley.KindNatural:
		return -1
	case kind == parley.KindAdmin1 && e.Kind == parley.KindAdmin2, kind == parley.KindAdmin2 && e.Kind == parley.KindAdmin1:
		return 1 // "department", "governorate", "district" differ between countries
	case kind == parley.KindAdmin2 && e.Kind == parley.KindTown:
		return 0.5 // a district is called after its town
	}
	return -2
}

// encloses tells whether b is one of the units around a.
func encloses(b, a *gazetteer.Entry) bool {
	return b.Index != a.Index && (slices.Contains(a.Parents, b.Index) || b.Kind == parley.KindCountry && a.Country == b.Country)
}
