package where

import (
	"sort"

	"parley"
	"parley/internal/doc"
)

// useOf tells what a spot is used for, by its place in the tree.
func (r *reader) useOf(s *spot) doc.PlaceUse {
	if s.part {
		return doc.UseModifier
	}
	h := s.head
	t := &r.d.Tokens[h]
	if t.Head < 0 {
		return r.useUnparsed(s)
	}
	if t.Deprel == "conj" || t.Deprel == "appos" {
		if o := r.spotAt(t.Head); o != nil && o.use != "" {
			return o.use
		}
	}
	switch t.Deprel {
	case "compound", "nmod:poss", "amod", "nmod:unmarked", "nmod:desc", "flat", "det", "nummod", "obl:unmarked":
		if t.Head > h {
			return r.useBefore(s, t.Head)
		}
	case "nsubj", "nsubj:outer":
		return r.useSubject(s, t.Head)
	case "obl:agent":
		return doc.UseActor
	case "obj", "iobj":
		if r.is(r.lemma(t.Head), wordAddressed) && !r.is(r.lemma(t.Head), wordGoal) {
			return doc.UseActor
		}
	case "nmod", "obl":
		return r.useAfter(s, t.Head)
	}
	return doc.UseLocation
}

// useUnparsed tells the use where there is no tree.
func (r *reader) useUnparsed(s *spot) doc.PlaceUse {
	if s.last < len(r.d.Tokens) && r.d.Tokens[s.last].Head == doc.Unparsed && r.is(r.low(s.last), wordSpeaks) {
		return doc.UseActor
	}
	return doc.UseLocation
}

// useBefore is the use of a place before the noun that it qualifies.
func (r *reader) useBefore(s *spot, noun int) doc.PlaceUse {
	for t := s.last; t <= noun; t++ {
		if r.is(r.low(t), wordAbroad) && r.governs(s) {
			return doc.UseModifier // "the French embassy in Kabul"
		}
		if r.kinds[r.low(t)].kind != "" || r.isArea(t, areaOf) || r.isArea(t, areaAfter) {
			if t == noun || !r.officeAfter(t, noun) {
				return doc.UseLocation
			}
		}
	}
	if n := r.spotAt(noun); n != nil && n != s {
		return doc.UseLocation
	}
	return doc.UseModifier
}

// officeAfter tells whether a kind word is itself a modifier of the noun:
// "the Helmand province governor".
func (r *reader) officeAfter(kind, noun int) bool { return r.d.Tokens[kind].Head == noun }

// spotAt returns the spot that holds a token, or nil.
func (r *reader) spotAt(token int) *spot {
	i := sort.Search(len(r.spots), func(i int) bool { return r.spots[i].last > token })
	if i < len(r.spots) && r.spots[i].first <= token {
		return &r.spots[i]
	}
	return nil
}

// useSubject is the use of a place that is the subject of a word: countries
// and capitals act, but for verbs of what befalls or surrounds a place.
func (r *reader) useSubject(s *spot, verb int) doc.PlaceUse {
	lemma := r.lemma(verb)
	switch {
	case r.d.Tokens[verb].UPOS != "VERB" || r.is(lemma, wordBefalls):
		return doc.UseLocation
	case r.is(lemma, wordSays|wordSpeaks), r.governs(s):
		return doc.UseActor
	}
	return doc.UseLocation
}

// governs tells whether the name is that of a country or of the seat of its
// government.
func (r *reader) governs(s *spot) bool {
	return r.cities[fold(s.name)] != "" || r.level(r.entries(s.name)) == parley.KindCountry
}

// useAfter is the use of a place behind a noun or a verb, with its preposition.
func (r *reader) useAfter(s *spot, governor int) doc.PlaceUse {
	from, _ := bounds(r.d, s.first)
	p := s.first - 1
	for p > from && r.d.Tokens[p].UPOS != "ADP" && s.first-p < 4 {
		p--
	}
	if p < from {
		return doc.UseLocation
	}
	lemma := r.lemma(governor)
	switch w := r.low(p); {
	case s.area == "border":
		return doc.UseLocation
	case w == "between" && r.is(lemma, wordRelation):
		return doc.UseActor
	case r.is(w, wordAgainst) && (r.is(lemma, wordRelation) || w != "toward" && w != "towards"):
		return doc.UseActor
	case w == "of" && r.d.Tokens[governor].UPOS == "NOUN" && r.role(governor):
		return doc.UseModifier
	case w == "by" && s.area == "":
		return doc.UseActor
	case w == "from" && r.d.Tokens[governor].UPOS == "NOUN" && r.role(governor):
		return doc.UseModifier
	}
	return doc.UseLocation
}

// role tells the nouns whose "of" says where somebody belongs.
func (r *reader) role(noun int) bool { return r.is(r.lemma(noun), wordTitle|wordBody) }
