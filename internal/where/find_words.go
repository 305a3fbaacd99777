package where

import (
	"strings"

	"parley/internal/doc"
)

// fromWords adds places among the words of a sentence that no name covers.
func (r *reader) fromWords(s doc.Sentence) {
	for i := s.First; i < s.Last; i++ {
		if r.nameOf[i] != 0 || !r.mayBegin(i) {
			continue
		}
		last := i + 1
		for last < s.Last && last < i+maxWords && r.nameOf[last] == 0 && r.joins(last) {
			last++
		}
		if end := r.longest(i, last); end > i {
			r.addWhole(i, end)
			i = end - 1
			continue
		}
		if last = r.endOfName(i, last); r.guess(i, last) {
			r.add(i, last)
		}
		i = last - 1
	}
}

// maxWords is the number of words of the longest name that is looked for.
const maxWords = 5

// mayBegin tells whether a name that the name finder has not seen may begin
// with the token.
func (r *reader) mayBegin(i int) bool {
	switch r.d.Tokens[i].UPOS {
	case "PROPN", "NOUN", "ADJ", "X":
	default:
		return false
	}
	return r.capital(i) && !r.is(strings.TrimSuffix(r.low(i), "."), wordCalendar|wordTitle)
}

// joins tells whether a token may go on with a name.
func (r *reader) joins(i int) bool {
	if r.d.Word(i) == "-" || r.d.Word(i-1) == "-" && r.d.Tokens[i].UPOS == "NUM" {
		return r.touching(i) || r.d.Word(i-1) == "-"
	}
	return r.capital(i) && r.d.Tokens[i].UPOS != "PUNCT"
}

// endOfName cuts what is no word off the end of [first, last).
func (r *reader) endOfName(first, last int) int {
	for last > first+1 && r.d.Tokens[last-1].UPOS != "PROPN" && !r.capital(last-1) {
		last--
	}
	return last
}

// longest returns the end of the longest place of the gazetteer that begins at
// first, if it stands where a place may stand, or first.
func (r *reader) longest(first, last int) int {
	for end := last; end > first; end-- {
		senses := r.lookup(first, end)
		if len(senses) == 0 || r.noPlace(first, end) || r.goesOn(end) && !r.usual(first, end) {
			continue
		}
		alone := end == last && !r.follows(first)
		switch {
		case r.acronym(first, end) && r.level(senses) == "":
			return first
		case r.strong(first, end) && r.wellKnown(first, end) && (alone || r.large(senses)) && (!r.qualifies(end-1) || r.usual(first, end)):
			return end
		case !alone || r.d.Tokens[first].UPOS != "PROPN" || r.qualifies(end-1) && !r.usual(first, end):
			return first
		case r.weak(first), r.large(senses):
			return end
		}
		return first
	}
	return first
}

// qualifies tells whether a token stands before a noun that is no kind word:
// "Trade Minister".
func (r *reader) qualifies(i int) bool {
	t := &r.d.Tokens[i]
	return t.Deprel == "compound" && t.Head > i && r.kinds[r.low(t.Head)].kind == "" && r.kinds[r.low(i+1)].kind == ""
}

// follows tells whether a capitalised word before a token may belong to the
// same name: "European Centre".
func (r *reader) follows(first int) bool {
	from, _ := bounds(r.d, first)
	if first == from || !r.capital(first-1) || r.isArea(first-1, areaBefore) {
		return false
	}
	u := r.d.Tokens[first-1].UPOS
	return u == "PROPN" || u == "ADJ" && first-1 > from
}

// goesOn tells whether a name goes on with "of" and a capital: "Line of
// Control".
func (r *reader) goesOn(end int) bool {
	return end+1 < len(r.d.Tokens) && r.low(end) == "of" && r.capital(end+1)
}

// guess tells whether capitalised words that nobody lists are the name of a
// place, by the words before them.
func (r *reader) guess(first, last int) bool {
	site := last-first > 1 && r.kinds[r.low(last-1)].kind != "" && r.weak(first)
	if r.noPlace(first, last) || r.acronym(first, last) || r.goesOn(last) || !site && !r.strong(first, last) && !r.goal(first, last) {
		return false
	}
	for i := first; i < last; i++ {
		if u := r.d.Tokens[i].UPOS; u != "PROPN" && u != "NUM" && r.d.Word(i) != "-" && (u != "ADJ" || r.kinds[r.low(last)].kind == "" || r.people[r.low(i)] != "") {
			return false
		}
	}
	return true
}
