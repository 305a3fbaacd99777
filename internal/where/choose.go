package where

import (
	"parley"
	"parley/internal/doc"
	"parley/internal/where/gazetteer"
)

// What speaks for a place of several with one name, in the unit of prior.
// Written for Parley; tuned by hand on GeoVirus (development set).
const (
	forShare  = 5.0 // all of the article points to its country
	forLink   = 6.0 // it is in the place named beside it, or around it
	forNation = 4.0 // the same, where that is a country
	forLand   = 3.0 // it is in the same country as that
	forUnit   = 1.0 // another name was resolved to a place in its province
	forSame   = 3.0 // the name was resolved so where the words say more
	forRow    = 4.0 // it is of the same kind as the others in a list
	forActor  = 2.0 // a country or a capital, where the name acts
)

// choose picks the sense of every spot, the sure ones first: the second round
// knows what the first has chosen.
func (r *reader) choose() {
	r.look()
	r.widen()
	for round := range 2 {
		fuller := r.fuller(round)
		for i := range r.spots {
			r.pickOne(i, round, fuller)
		}
		r.count()
	}
	for i := range r.spots {
		r.settle(i)
		r.doubt(i)
	}
	for i := range r.spots {
		if r.spots[i].pick == doc.None {
			r.unknown(i)
		}
	}
}

// fuller returns, by name, the entry chosen where the words around the name
// say most of it, from the second round on.
func (r *reader) fuller(round int) map[string]*gazetteer.Entry {
	if round == 0 {
		return nil
	}
	best := map[string]*gazetteer.Entry{}
	for i := range r.spots {
		s := &r.spots[i]
		if s.pick == doc.None || !r.linked(i) {
			continue
		}
		if best[s.name] == nil {
			best[s.name] = &s.senses[s.pick]
		}
	}
	return best
}

// linked tells whether the words put spot i in another that encloses it.
func (r *reader) linked(i int) bool {
	s := &r.spots[i]
	if s.within == doc.None || s.pick == doc.None {
		return false
	}
	o := &r.spots[s.within]
	return o.pick != doc.None && encloses(&o.senses[o.pick], &s.senses[s.pick])
}

// count notes which countries and first-level units the chosen places are in,
// and which names are put into others.
func (r *reader) count() {
	clear(r.world.units)
	clear(r.world.others)
	seen := map[int]bool{}
	for i := range r.spots {
		s := &r.spots[i]
		if _, ok := r.world.inside[s.name]; !ok && s.within != doc.None {
			r.world.inside[s.name] = i
		}
		if s.pick == doc.None {
			continue
		}
		e := &s.senses[s.pick]
		switch o := r.world.others[e.Country]; {
		case o[0] == "":
			r.world.others[e.Country] = [2]string{s.name}
		case o[1] == "" && o[0] != s.name:
			r.world.others[e.Country] = [2]string{o[0], s.name}
		}
		if seen[e.Index] {
			continue
		}
		seen[e.Index] = true
		if u := r.unit(e); u != doc.None {
			r.world.units[u]++
		}
	}
}

// unit returns the number of the first-level unit that a place is or is in,
// or None.
func (r *reader) unit(e *gazetteer.Entry) int {
	if e.Kind == parley.KindAdmin1 {
		return e.Index
	}
	if n := len(e.Parents); n >= 2 {
		return e.Parents[n-2]
	}
	return doc.None
}

// pickOne sets the likeliest sense of a spot.
func (r *reader) pickOne(i, round int, fuller map[string]*gazetteer.Entry) {
	s := &r.spots[i]
	best := 0.0
	pick := doc.None
	for j := range s.senses {
		e := &s.senses[j]
		x := s.priors[j] + suits(s.kind, e) + r.context(s, e) + r.tied(i, e) + r.listed(i, e)
		if round > 0 {
			x += r.discourse(s, e, fuller[s.name])
		}
		if pick == doc.None || x > best {
			best, pick = x, j
		}
	}
	s.pick = pick
}

// context is what the article as a whole adds.
func (r *reader) context(s *spot, e *gazetteer.Entry) float64 {
	x := forShare * r.world.shareBut(e.Country, s.sign)
	if s.use == doc.UseActor && (e.Kind == parley.KindCountry || r.capitalOf(s, e)) {
		x += forActor
	}
	return x
}

// tied is what the places that the words put around the spot or in it add.
func (r *reader) tied(i int, e *gazetteer.Entry) float64 {
	out, in := 0.0, 0.0
	for j := max(0, i-1); j < min(len(r.spots), i+2); j++ { // links join neighbours
		switch o := &r.spots[j]; {
		case r.spots[i].within == j:
			out = max(out, r.tie(o, e, false))
		case o.within == i:
			in = max(in, r.tie(o, e, true))
		}
	}
	return out + in
}

// tie is what the best sense of the other end of a link adds to e, which is
// around it or in it.
func (r *reader) tie(o *spot, e *gazetteer.Entry, around bool) float64 {
	best := 0.0
	for k := range o.senses {
		f := &o.senses[k]
		in, out := e, f
		if around {
			in, out = f, e
		}
		// A link to a place that hardly anybody means says less.
		less := min(2, max(0, (o.priors[0]-o.priors[k])/3))
		switch {
		case encloses(out, in) && out.Kind == parley.KindCountry:
			best = max(best, forNation-less)
		case encloses(out, in):
			best = max(best, forLink-less)
		case in.Country == out.Country && out.Kind == parley.KindTown && in.Index != out.Index:
			best = max(best, forLand-less)
		}
	}
	return best
}

// discourse is what the rest of the article adds: the same name with more
// words around it, other places of the province.
func (r *reader) discourse(s *spot, e, same *gazetteer.Entry) float64 {
	x := 0.0
	switch {
	case same == nil:
	case same.Index == e.Index:
		x += forSame
	case encloses(same, e) || encloses(e, same) && e.Kind != parley.KindCountry:
		x += forSame / 2
	}
	if u := r.unit(e); u != doc.None && e.Kind != parley.KindAdmin1 {
		own := 0
		if s.pick != doc.None && r.unit(&s.senses[s.pick]) == u {
			own = 1
		}
		if r.world.units[u] > own {
			x += forUnit
		}
	}
	return x
}

// listed is what the others in a list add: provinces stand with provinces of
// the same country.
func (r *reader) listed(i int, e *gazetteer.Entry) float64 {
	if r.spots[i].row != e.Kind {
		return 0
	}
	if e.Kind == parley.KindCountry {
		return forRow
	}
	for _, j := range [2]int{i - 1, i + 1} {
		if j < 0 || j >= len(r.spots) || r.spots[j].row != e.Kind {
			continue
		}
		for k := range r.spots[j].senses {
			if o := &r.spots[j].senses[k]; o.Kind == e.Kind && o.Country == e.Country {
				return forRow
			}
		}
	}
	return 0
}

// settle prefers the town to the unit of the same name around it, where no
// word beside the name speaks of the unit: news say "in Kunduz" of the town.
func (r *reader) settle(i int) {
	s := &r.spots[i]
	if s.pick == doc.None {
		return
	}
	e := &s.senses[s.pick]
	if e.Kind != parley.KindAdmin1 && e.Kind != parley.KindAdmin2 || s.kind == e.Kind || s.kind == parley.KindAdmin1 || s.kind == parley.KindAdmin2 || s.kind == parley.KindRegion {
		return
	}
	for j := range r.spots {
		if o := &r.spots[j]; o.within == i && o.pick != doc.None && encloses(e, &o.senses[o.pick]) {
			return // "Nawa, Kunduz"
		}
	}
	if r.listed(i, e) > 0 {
		return
	}
	for j := range s.senses {
		if t := &s.senses[j]; t.Kind == parley.KindTown && encloses(e, t) && (t.Population*seatShare > e.Population || s.kind == parley.KindTown) {
			s.pick = j
			return
		}
	}
}

// doubt takes back a small place of another country than the one that the
// article is about, where nothing but the name speaks for it: the gazetteer
// lacks many villages, and their names are found all over the world.
func (r *reader) doubt(i int) {
	s := &r.spots[i]
	if s.pick == doc.None || r.linked(i) || s.row != "" || r.contains(i) != "" {
		return
	}
	e, code := &s.senses[s.pick], r.world.main()
	if r.elsewhere(i, e) {
		s.pick = doc.None
		return
	}
	if code == "" || e.Country == code || e.Country == "" || r.world.share(code) < sureShare || r.prior(s, e) >= smallPlace && (len(s.all) < manyPlaces || r.prior(s, e) >= commonPlace || r.others(i, e.Country)) {
		return
	}
	switch e.Kind {
	case parley.KindTown, parley.KindAdmin2, parley.KindNatural, parley.KindFacility:
		s.pick = doc.None
	}
}

// elsewhere tells whether the words put a place of some size at most into,
// beside or between places of another country.
func (r *reader) elsewhere(i int, e *gazetteer.Entry) bool {
	s := &r.spots[i]
	if s.use == doc.UseActor || r.prior(s, e) >= largePlace {
		return false
	}
	partner := s.and
	if i > 0 && r.spots[i-1].and == i {
		partner = i - 1
	}
	if partner == doc.None || s.area == "border" {
		partner = s.within
	}
	if partner == doc.None || r.spots[partner].pick == doc.None {
		return false
	}
	o := &r.spots[partner]
	f := &o.senses[o.pick]
	if s.within != partner && r.prior(o, f) < r.prior(s, e) {
		return false // of two, the lesser known gives way
	}
	if s.within == partner && f.Kind == parley.KindAdmin1 && e.Kind == parley.KindTown && !encloses(f, e) && f.Index != e.Index {
		return true
	}
	return f.Country != e.Country && f.Country != "" && e.Country != ""
}

// From what share of the article a country is that of its small places, and
// what counts as small and as large, in the unit of prior.
const (
	sureShare  = 0.6
	smallPlace = 4.0
	// A name that so many places bear needs a larger one, or another sign of its
	// country.
	manyPlaces  = 4
	commonPlace = 5.7
	largePlace  = 5.3
)

// seatShare is how many times more people a unit may have than the town of its
// name, for the bare name to mean the town.
const seatShare = 20
