package where

import (
	"strings"

	"parley"
	"parley/internal/doc"
	"parley/internal/where/gazetteer"
)

// kindBehind tells whether a kind word stands at a token.
func (r *reader) kindBehind(i int) bool { return r.kinds[r.low(i)].kind != "" && !r.capital(i) }

// likely tells whether a name of a place stands as one: it is listed, or there
// is a sign of place beside it. Acronyms count if they are countries or units.
func (r *reader) likely(first, last int) bool {
	senses := r.lookup(first, last)
	if r.acronym(first, last) {
		_, short := r.short[r.text(first, last)]
		return short || r.level(senses) != ""
	}
	if len(senses) > 0 {
		return r.capital(first) || r.capital(last-1)
	}
	if !r.capital(first) && !r.capital(last-1) {
		return false
	}
	return r.strong(first, last) || r.weak(first) || r.ofPlace(first) || r.goal(first, last) || r.beforeLarge(last) || r.inRow(first) || r.listedBefore(first, last) ||
		r.kinds[r.low(last-1)].kind != "" && last-first > 1
}

// goal tells whether a name is the object of a verb that is done to places:
// "entered Najarah".
func (r *reader) goal(first, last int) bool {
	t := &r.d.Tokens[headOf(r.d, first, last)]
	return t.Head >= 0 && (t.Deprel == "obj" || t.Deprel == "nsubj:pass") && r.is(r.lemma(t.Head), wordGoal)
}

// ofPlace tells whether "of" stands before a name, and before that what is of
// places: "the outskirts of", "the fall of", "residents of".
func (r *reader) ofPlace(first int) bool {
	at := first - 1
	if r.low(at) == "the" {
		at--
	}
	if at < 1 || r.low(at) != "of" {
		return false
	}
	noun := r.lemma(at - 1)
	return r.kinds[r.low(at-1)].kind != "" || r.isArea(at-1, areaOf) || r.is(noun, wordTaking|wordBody)
}

// acronym tells whether tokens are one word of capitals in a text that is not
// set in capitals.
func (r *reader) acronym(first, last int) bool {
	if last-first > 1 || last-first == 0 {
		return false
	}
	w := r.d.Tokens[first].Cased
	if w == "" {
		w = r.d.Word(first)
	}
	w = strings.TrimSuffix(w, "s")
	return len(w) <= 6 && strings.ToUpper(w) == w
}

// beforeLarge tells whether a comma and a large place follow: "Nawa, Helmand".
func (r *reader) beforeLarge(last int) bool {
	_, to := bounds(r.d, last-1)
	if last+1 >= to || r.d.Word(last) != "," {
		return false
	}
	n := r.nameOf[last+1]
	if n <= 0 || r.d.Names[n-1].Kind != doc.Place {
		return false
	}
	return r.large(r.lookup(r.d.Names[n-1].First, r.d.Names[n-1].Last))
}

// listedBefore tells whether a name is joined to a place found before, or
// was itself found before.
func (r *reader) listedBefore(first, last int) bool {
	t := &r.d.Tokens[headOf(r.d, first, last)]
	joined := t.Deprel == "conj" || t.Deprel == "appos"
	if t.Head >= 0 && (joined && r.kinds[r.low(t.Head)].kind != "" || t.Deprel == "xcomp" && r.is(r.lemma(t.Head), wordNames)) {
		return true // "three villages: A, B and C", "a place called A"
	}
	if r.names[r.text(first, last)] {
		return true
	}
	for i := len(r.spots) - 1; joined && i >= 0 && r.spots[i].last > t.Head; i-- {
		if r.spots[i].first <= t.Head {
			return true
		}
	}
	return false
}

// inRow tells whether a token follows a place in a list.
func (r *reader) inRow(first int) bool {
	at := first - 1
	if at >= 0 && r.low(at) == "the" {
		at--
	}
	if w := r.low(at); w == "and" || w == "or" || w == "nor" || w == "both" {
		at--
	}
	if w := r.low(at); w == "in" || w == "of" || w == "between" {
		return true // "in both A", "of neither A"
	}
	if at >= 0 && r.d.Word(at) == "," {
		at--
	}
	return at >= 0 && at < first-1 && len(r.spots) > 0 && r.spots[len(r.spots)-1].last == at+1
}

// noPlace tells names that look like places and are not: illnesses, media,
// bodies and events called after a place, and what follows a person's title.
func (r *reader) noPlace(first, last int) bool {
	own, next := strings.TrimSuffix(r.low(last-1), "."), r.low(last)
	if last-first == 1 && (r.kinds[own].kind != "" || r.is(own, wordBody|wordTitle)) && !r.large(r.lookup(first, last)) {
		return true // "State", "Government"
	}
	if last-first == 1 && r.is(own, wordNever) || last-first == 2 && r.is(r.low(first)+" "+own, wordNever) {
		return true
	}
	if last-first > 1 && (r.is(own, wordPaper) || r.is(own, wordNotPlace)) && len(r.lookup(first, last)) == 0 {
		return true
	}
	if r.is(own, wordAilment|wordCalendar) || r.ailment(last) || r.ails[r.text(first, last)] && !r.strong(first, last) {
		return true
	}
	if last < len(r.d.Tokens) && r.money(first, last) {
		return true
	}
	if last < len(r.d.Tokens) && r.capital(last) && (r.is(next, wordNotPlace) || r.is(next, wordPaper)) {
		return true
	}
	before := strings.TrimSuffix(r.low(first-1), ".")
	if r.is(before, wordHonorific) {
		return true
	}
	return first > 0 && r.is(before, wordTitle) && r.capital(first-1) && r.level(r.lookup(first, last)) == ""
}

// ailment tells whether an illness is named at a token, or behind an adjective
// there: "Marburg virus", "Lassa haemorrhagic fever".
func (r *reader) ailment(i int) bool {
	return r.is(r.low(i), wordAilment) || i+1 < len(r.d.Tokens) && r.d.Tokens[i].UPOS == "ADJ" && r.is(r.low(i+1), wordAilment)
}

// money tells whether a sign of money touches the tokens: "US$5".
func (r *reader) money(first, last int) bool {
	from, to := r.d.Tokens[first].Start, r.d.Tokens[last-1].End
	return strings.ContainsRune(r.d.Text[from:to], '$') || to < len(r.d.Text) && r.d.Text[to] == '$' || from > 0 && r.d.Text[from-1] == '$'
}

// level returns the kind of the largest of the entries that is a country, a
// region above countries or a first-level unit, or "".
func (r *reader) level(entries []gazetteer.Entry) parley.PlaceKind {
	for _, e := range entries {
		if e.Kind == parley.KindCountry || e.Kind == parley.KindAdmin1 || e.Kind == parley.KindRegion {
			return e.Kind
		}
	}
	return ""
}
