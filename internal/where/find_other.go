package where

import (
	"parley"
	"parley/internal/doc"
	"parley/internal/where/gazetteer"
)

// largeTown is the number of people from which the name of a town is taken for
// the town where nothing beside it says so. Written for Parley.
const largeTown = 100_000

// fromOther adds what a name of a person or an organisation holds of places:
// the whole, if it is a place where it stands, or the place that the name of
// an organisation begins with.
func (r *reader) fromOther(n doc.Name) {
	first, last := r.trim(n.First, n.Last)
	if first == last {
		return
	}
	if first = r.withTitle(first); r.noPlace(first, last) {
		return
	}
	if senses := r.lookup(first, last); len(senses) > 0 && (!r.acronym(first, last) || r.level(senses) != "") {
		own := r.kinds[r.low(last-1)].kind
		named := last-first > 1 && (own == parley.KindAdmin1 || own == parley.KindAdmin2 || own == parley.KindNatural) && !r.is(r.low(last-1), wordBody)
		strong := named || (r.strong(first, last) || r.goal(first, last) || r.beforeLarge(last) || r.besidePlace(first, last)) && r.wellKnown(first, last)
		if strong || n.Kind == doc.Organisation && (r.level(senses) != "" || r.weak(first)) {
			r.addWhole(first, last)
			return
		}
	}
	if r.placeLike(first, last, n.Kind) {
		r.addWhole(first, last)
		return
	}
	if n.Kind == doc.Organisation && !r.media(first, last) {
		r.prefix(first, last)
		r.suffix(first, last)
	}
}

// placeLike tells whether an unlisted name of a person or an organisation is
// a place where it stands: "the village of Abu Ali", "Badr Mosque", "inside
// Sheikh Sa'eed".
func (r *reader) placeLike(first, last int, kind doc.NameKind) bool {
	from, to := bounds(r.d, first)
	if !r.capital(first) && !r.capital(last-1) || r.acronym(first, last) || r.media(first, last) && r.kinds[r.low(last-1)].kind == "" {
		return false
	}
	if last < to && r.settled(r.low(last)) && !r.capital(last) {
		return true
	}
	if last < to && kind == doc.Person && r.is(r.low(last), wordSite) {
		return true
	}
	at := r.front(first)
	if at-1 >= from && r.low(at) == "of" && r.settled(r.low(at-1)) {
		return true
	}
	if h := r.d.Tokens[headOf(r.d, first, last)].Head; h >= 0 && r.is(r.lemma(h), wordStorm) && r.goal(first, last) {
		return true
	}
	if last-first > 1 && r.kinds[r.low(last-1)].kind != "" && !r.is(r.low(last-1), wordBody) {
		return r.strong(first, last) || r.weak(first) || r.goal(first, last)
	}
	return kind == doc.Person && at >= from && r.is(r.low(at), wordStill) && r.low(at) != "between" && r.low(at) != "beside"
}

// settled tells the kind words that only places have beside them: not
// "stronghold" or "base", which armed groups have too.
func (r *reader) settled(word string) bool {
	switch r.kinds[word].kind {
	case parley.KindAdmin1, parley.KindAdmin2, parley.KindNatural:
		return !r.is(word, wordBody)
	case parley.KindTown:
		return word != "stronghold" && word != "capital" && word != "settlements"
	}
	return word == "area" || word == "neighborhood"
}

// media tells whether a word of a name says that it is a paper's, a
// university's or a firm's, whose name of a place tells nothing.
func (r *reader) media(first, last int) bool {
	for i := first; i < last; i++ {
		if r.is(r.low(i), wordPaper|wordNotPlace|wordLearned) {
			return true
		}
	}
	return false
}

// besidePlace tells whether tokens are joined to the name of a place.
func (r *reader) besidePlace(first, last int) bool {
	t := &r.d.Tokens[headOf(r.d, first, last)]
	if t.Deprel != "conj" || t.Head < 0 {
		return false
	}
	n := r.nameOf[t.Head]
	return n > 0 && r.d.Names[n-1].Kind == doc.Place
}

// wellKnown tells whether tokens are the usual name of a place, or any name of
// a large one.
func (r *reader) wellKnown(first, last int) bool {
	senses := r.lookup(first, last)
	if r.large(senses) {
		return true
	}
	name := fold(r.text(first, last))
	for _, e := range senses {
		if fold(e.Name) == name {
			return true
		}
	}
	return false
}

// suffix adds the place that the name of an organisation ends in, behind
// "of": "the Health Ministry of Uganda".
func (r *reader) suffix(first, last int) {
	for at := last - 2; at > first; at-- {
		if w := r.low(at); w != "of" && w != "in" && w != "for" {
			continue
		}
		from := at + 1
		if r.low(from) == "the" {
			from++
		}
		if from < last && r.usual(from, last) && !r.noPlace(from, last) {
			r.addPart(from, last)
		}
		return
	}
}

// addPart adds a place in the name of an organisation.
func (r *reader) addPart(first, last int) {
	r.add(first, last)
	r.spots[len(r.spots)-1].part = true
}

// usual tells whether tokens are the usual name of a country, a first-level
// unit or a large town.
func (r *reader) usual(first, last int) bool {
	if r.acronym(first, last) && r.level(r.lookup(first, last)) != parley.KindCountry {
		return false
	}
	name := fold(r.text(first, last))
	for _, e := range r.lookup(first, last) {
		if e.Kind == parley.KindCountry || (e.Kind == parley.KindAdmin1 || e.Population >= largeTown) && fold(e.Name) == name {
			return true
		}
	}
	return false
}

// prefix adds the place that the name of an organisation begins with, if it
// is a country, a province or a large town: "U.S. Army".
func (r *reader) prefix(first, last int) {
	for end := min(last-1, first+3); end > first; end-- {
		if r.usual(first, end) {
			r.addPart(first, end)
			return
		}
	}
}

// large tells whether one of the entries is a country, a first-level unit or a
// large town.
func (r *reader) large(senses []gazetteer.Entry) bool {
	for _, e := range senses {
		if e.Kind == parley.KindCountry || e.Kind == parley.KindAdmin1 || e.Population >= largeTown {
			return true
		}
	}
	return false
}

// strong tells whether the words beside tokens [first, last) make them a
// place: a preposition of place, a kind word, an adjective of direction.
func (r *reader) strong(first, last int) bool {
	from, to := bounds(r.d, first)
	if k := r.kinds[r.low(last)].kind; last < to && k != "" && r.d.Tokens[last].UPOS != "VERB" &&
		(!r.capital(last) || k == parley.KindAdmin1 || k == parley.KindAdmin2 || k == parley.KindNatural) {
		return true
	}
	at := first - 1
	if at >= from && r.isArea(at, areaBefore) {
		return true
	}
	if at = r.front(first); at < from {
		return false
	}
	switch w := r.low(at); {
	case r.isArea(at, areaBefore), r.is(w, wordStill):
		return true
	case w == "of":
		return at > from && (r.kinds[r.low(at-1)].kind != "" || r.isArea(at-1, areaOf))
	default:
		return r.kinds[w].both && !r.capital(at)
	}
}

// weak tells whether a preposition that may be one of place stands before a
// token.
func (r *reader) weak(first int) bool { return r.is(r.low(r.front(first)), wordLocative) }

// front returns the token before a name, its article and up to two adjectives
// left out: "on the strategic Panorama Roundabout".
func (r *reader) front(first int) int {
	at := first - 1
	for n := 0; n < 2 && at > 0 && r.d.Tokens[at].UPOS == "ADJ" && r.nameOf[at] == 0; n++ {
		at--
	}
	if at > 0 && (r.low(at) == "the" || r.d.Tokens[at].Deprel == "nmod:poss" && r.d.Tokens[at].UPOS == "PRON") {
		at--
	}
	return at
}
