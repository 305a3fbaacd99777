package near

import (
	"cmp"
	"math"
	"slices"
)

// term is a word that says what an article is about.
type term struct {
	word   string
	hash   uint64  // of word; terms are sorted by it
	weight float64 // above 0: how rare it is, and how much the article makes of it
	name   bool    // a person, a place, a body: it is written with a capital
	lead   bool    // it stands in the title or among the first words
}

// Limits of a digest, and what counts as the opening of an article.
const (
	maxTerms  = 64
	leadWords = 60
	nearLead  = 180 // words of the paragraphs below it
	maxWord   = 40  // bytes; what is longer is no word
	least     = 2.6 // words of less weight say nothing
)

// attention is how much a place in an article counts: what it is about stands in
// its title and its opening, background below.
func attention(unit, place int) float64 {
	switch {
	case unit == title:
		return 2
	case place < leadWords:
		return 2
	case place < nearLead:
		return 1
	}
	return 0.5
}

// seen is what an article does with one word.
type seen struct {
	weight, attention float64
	capital, small    int // within sentences, where a capital tells something
	lead              bool
}

// terms returns the words that say the most of what an article is about, by hash.
func terms(tokens []token) []term {
	all, informative := make(map[string]seen, len(tokens)/3), caseTells(tokens)
	place := 0
	for _, t := range tokens {
		if t.unit != title {
			place++
		}
		if t.weight < least || len(t.folded) > maxWord || t.day.is() {
			continue
		}
		s := all[t.folded]
		s.weight = t.weight
		s.attention += attention(t.unit, place)
		s.lead = s.lead || t.unit == title || place <= leadWords
		switch {
		case t.unit == title || t.first:
		case t.capital:
			s.capital++
		default:
			s.small++
		}
		all[t.folded] = s
	}
	out := make([]term, 0, len(all))
	for w, s := range all {
		name := s.capital > s.small
		if !informative || s.capital+s.small == 0 {
			name = s.weight >= unknown
		}
		out = append(out, term{w, hashOf(w), s.weight * (1 + math.Log(s.attention+0.5)), name && !(w[0] >= '0' && w[0] <= '9'), s.lead})
	}
	byWeight(out)
	out = slices.Clip(out[:min(len(out), maxTerms)])
	slices.SortFunc(out, byHash)
	return out
}

// byHash sorts terms for comparing: numbers are quicker to compare than words.
func byHash(a, b term) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.word, b.word)) }

// byWeight sorts terms by weight, the weightiest first, then by word.
func byWeight(ts []term) {
	slices.SortFunc(ts, func(a, b term) int {
		if a.weight != b.weight {
			return cmp.Compare(b.weight, a.weight)
		}
		return cmp.Compare(a.word, b.word)
	})
}

// unknown is the weight from which a word counts as a name where its case does
// not tell: few texts have it.
const unknown = 7

// caseTells reports whether capitals tell names from other words: not in a text
// that is in capitals.
func caseTells(tokens []token) bool {
	capitals := 0
	for _, t := range tokens {
		if t.shouted {
			capitals++
		}
	}
	return capitals*2 < len(tokens)
}
