package where

import (
	"cmp"
	"slices"

	"parley"
	"parley/internal/doc"
)

// find collects the spots: names of places, names of other kinds that are
// places where they stand, and words that no name covers.
func (r *reader) find() {
	for _, n := range r.d.Names {
		if r.ailment(n.Last) {
			r.ails[r.text(n.First, n.Last)] = true
		}
	}
	for _, n := range r.d.Names {
		switch n.Kind {
		case doc.Place:
			r.fromPlace(n)
		case doc.Organisation, doc.Person:
			r.fromOther(n)
		}
	}
	for _, s := range r.d.Sentences {
		r.fromWords(s)
	}
	slices.SortFunc(r.spots, func(a, b spot) int { return cmp.Compare(a.first, b.first) })
	kept := r.spots[:0]
	for _, s := range r.spots {
		if n := len(kept); n == 0 || kept[n-1].last <= s.first {
			kept = append(kept, s)
		}
	}
	r.spots = kept
}

// add adds the spot of tokens [first, last).
func (r *reader) add(first, last int) {
	r.spots = append(r.spots, spot{first: first, last: last, head: headOf(r.d, first, last), name: r.text(first, last), folded: fold(r.text(first, last)),
		and: doc.None, within: doc.None, pick: doc.None, entry: doc.None})
	r.names[r.text(first, last)] = true
	for i := first; i < last; i++ {
		if r.nameOf[i] == 0 {
			r.nameOf[i] = -1 // covered: no other spot takes it
		}
	}
}

// fromPlace adds what a name of a place holds.
func (r *reader) fromPlace(n doc.Name) {
	first, last := r.trim(n.First, n.Last)
	if first >= last {
		return
	}
	if first = r.withTitle(first); r.noPlace(first, last) {
		return
	}
	for i := first; i < last; i++ {
		if i == first || i+1 == last {
			continue
		}
		w := r.d.Word(i)
		if w == "," || w == "/" || w == "(" || (w == "-" || w == "–" || w == "of" || w == "and") && r.pair(first, i, last) {
			r.fromPlace(doc.Name{First: first, Last: i, Kind: n.Kind})
			r.fromPlace(doc.Name{First: i + 1, Last: last, Kind: n.Kind})
			return
		}
	}
	if first, last = r.cut(first, last); r.likely(first, last) {
		r.addWhole(first, last)
	}
}

// cut shortens a name that nobody lists to the large place that it begins or
// ends with, if the rest is no part of it: "U.S. Agriculture", "Villages
// Sudan". "Kabul River" and "North Dallas" stay whole.
func (r *reader) cut(first, last int) (int, int) {
	if last-first < 2 || len(r.lookup(first, last)) > 0 {
		return first, last
	}
	office := last < len(r.d.Tokens) && (r.d.Tokens[last].UPOS == "PROPN" && r.capital(last) || r.low(last) == "of")
	if r.kinds[r.low(last-1)].kind == "" || office {
		for end := last - 1; end > first; end-- {
			if r.d.Word(end) != "-" && r.d.Word(end-1) != "-" && r.usual(first, end) && !r.isArea(first, areaBefore) && !r.kindBehind(last) {
				return first, end
			}
		}
	}
	if !r.isArea(first, areaBefore) {
		for from := first + 1; from < last; from++ {
			if r.low(from-1) != "of" && r.level(r.lookup(from, last)) == parley.KindCountry {
				return from, last
			}
		}
	}
	return first, last
}

// withTitle takes the title before a name into it where it must be a part of
// the name of a place: "in Sheikh Zuweid".
func (r *reader) withTitle(first int) int {
	from, _ := bounds(r.d, first)
	prev := first - 1
	if prev <= from || !r.is(r.low(prev), wordTitle) || !r.capital(prev) || r.nameOf[prev] > 0 {
		return first
	}
	if at := r.front(prev); at >= from && (r.is(r.low(at), wordStill) || r.low(at) == "of" && at > from && r.settled(r.low(at-1))) {
		return prev
	}
	return first
}

// pair tells whether tokens [first, at) and (at, last) are two places with a
// hyphen, an "and" or an "of" between, and not one.
func (r *reader) pair(first, at, last int) bool {
	if r.d.Word(at) == "of" {
		kind := at-first == 1 && r.kinds[r.low(first)].kind != ""
		return !kind && r.usual(at+1, last) && len(r.lookup(first, last)) == 0
	}
	return len(r.lookup(first, last)) == 0 && len(r.lookup(first, at)) > 0 && len(r.lookup(at+1, last)) > 0
}

// trim cuts articles, adjectives of direction, small kind words and marks off
// the ends of a name.
func (r *reader) trim(first, last int) (int, int) {
	for first < last && (r.d.Tokens[first].UPOS == "DET" || r.low(first) == "the" || r.low(first) == "an" || r.d.Tokens[first].UPOS == "SCONJ" || r.d.Tokens[first].UPOS == "PUNCT" || !r.capital(first) && r.loose(first)) {
		first++
	}
	for last > first && (r.possessive(last-1) || r.d.Tokens[last-1].UPOS == "PUNCT" && r.d.Word(last-1) != "." || !r.capital(last-1) && r.kinds[r.low(last-1)].kind != "") {
		last--
	}
	if from, _ := bounds(r.d, first); first == from && last-first > 1 && r.isArea(first, areaBefore) && r.partOf(first, last) {
		first++ // the capital is that of the sentence: "Southern Afghanistan"
	}
	return first, last
}

// partOf tells whether a name is a place with a word of direction before it,
// rather than a name of its own ("Southern Afghanistan", not "South Sudan").
func (r *reader) partOf(first, last int) bool {
	whole, rest := r.lookup(first, last), r.lookup(first+1, last)
	return len(rest) > 0 && (len(whole) == 0 || whole[0].Kind == parley.KindRegion && whole[0].Precision != parley.PlaceRegion && rest[0].Kind == parley.KindCountry)
}

// loose tells the small words that a name of a place does not begin with.
func (r *reader) loose(i int) bool {
	w := r.low(i)
	return w == "of" || w == "and" || r.kinds[w].kind != "" || r.isArea(i, areaBefore) || r.isArea(i, areaOf) || r.is(w, wordLocative)
}

func (r *reader) possessive(i int) bool {
	w := r.d.Word(i)
	return w == "'s" || w == "’s" || w == "'" || w == "’"
}

// isArea tells whether a token is an area word that stands on the side.
func (r *reader) isArea(i int, side areaSide) bool { return r.areaKey(i, side) != "" }

// areaKey returns the key of a token that is an area word on the side, or "".
func (r *reader) areaKey(i int, side areaSide) string {
	for _, a := range r.areas[r.low(i)] {
		if a.side == side {
			return a.key
		}
	}
	return ""
}

// addWhole adds a spot, made longer where the gazetteer has the longer name
// ("French Guiana", "Saint-Marc").
func (r *reader) addWhole(first, last int) {
	if first >= last {
		return
	}
	from, to := bounds(r.d, first)
	if next := last + 1; next < to && r.d.Word(last) == "-" && r.touching(last) && r.capital(next) && r.free(next) && len(r.lookup(first, next+1)) > 0 {
		last = next + 1
	}
	if prev := first - 1; prev >= from && r.capital(prev) && r.free(prev) && r.extends(prev) && len(r.lookup(prev, last)) > 0 {
		first = prev
	}
	r.add(first, last)
}

// extends tells whether a token before a name can be its first word.
func (r *reader) extends(i int) bool {
	switch r.d.Tokens[i].UPOS {
	case "PROPN", "ADJ", "NOUN":
		return r.low(i) != "the"
	}
	return false
}

// touching tells whether a mark has no blank on either side.
func (r *reader) touching(i int) bool {
	return i > 0 && i+1 < len(r.d.Tokens) && r.d.Tokens[i-1].End == r.d.Tokens[i].Start && r.d.Tokens[i].End == r.d.Tokens[i+1].Start
}

// free tells whether a token may be taken into a longer name of a place: it is
// in no name, or in one of a people.
func (r *reader) free(i int) bool {
	n := r.nameOf[i]
	return n == 0 || n > 0 && r.d.Names[n-1].Kind == doc.Nationality
}
