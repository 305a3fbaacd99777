package near

import (
	"slices"
	"strconv"

	"parley"
)

// How many of the words of an opening make the blocks of an article.
const (
	datedWords   = 5 // each with the days around its publication
	undatedWords = 6 // each alone and in pairs, where no day is known
	readWords    = 4 // in pairs, where the day was read out of the text
	statedWords  = 3 // in one three, where the input states the day
	threeWords   = 4 // in threes, to meet that
)

// keys returns the blocks in which an article lies. They are made of the words
// that its opening makes the most of, names first, each with the fortnight of
// publication: blocks that do not grow with the years.
//
// An article of which no day is known can be met without a day alone. Where the day
// had to be read out of the text, other texts of the same make will have none, so
// it meets them in pairs of words; where the input states it, in three words that
// few articles share, since an archive with dates is large.
func (s *Story) keys(main *parley.Event, stated bool) []string {
	words := s.leading()
	keys := make([]string, 0, 28)
	pairs, triples := 0, statedWords
	if s.published.known() {
		for _, w := range words[:min(len(words), datedWords)] {
			for _, window := range windows(s.published) {
				keys = append(keys, w+"@"+window)
			}
		}
		if !stated {
			pairs = readWords
		}
	} else {
		pairs, triples = undatedWords, threeWords
		for _, w := range words {
			keys = append(keys, w+"@?")
		}
	}
	keys = append(keys, pairsOf(words[:min(len(words), pairs)])...)
	keys = append(keys, triplesOf(words[:min(len(words), triples)])...)
	if main != nil && main.Place != nil && s.happened.known() && s.happened.from == s.happened.to {
		keys = append(keys, "at "+main.Place.Name+"@"+strconv.Itoa(int(s.happened.from)))
	}
	return keys
}

// windowDays is how long a window of days is. Windows overlap by half, so that
// what is less than half a window apart always shares one.
const windowDays = 14

// windows names the windows in which the first day of a known time lies.
func windows(d days) [2]string {
	half := int(d.from) / (windowDays / 2)
	return [2]string{strconv.Itoa(half), strconv.Itoa(half + 1)}
}

// pairsOf returns all pairs of words, each with its words in order.
func pairsOf(words []string) []string {
	var out []string
	for i, a := range words {
		for _, b := range words[:i] {
			out = append(out, min(a, b)+"+"+max(a, b))
		}
	}
	return out
}

// triplesOf returns all threes of words, each with its words in order.
func triplesOf(words []string) []string {
	words = slices.Sorted(slices.Values(words))
	var out []string
	for i := range words {
		for j := range words[:i] {
			for k := range words[:j] {
				out = append(out, words[k]+"+"+words[j]+"+"+words[i])
			}
		}
	}
	return out
}

// stated reports whether the input states the day of publication, or its address.
func stated(p parley.PublishedDate) bool {
	switch p.Basis {
	case "dateline", "text", "reasoned", "none", "":
		return false
	}
	return true
}

// leading returns the words of the opening, names before others, the weightiest
// first, at most undatedWords.
func (s *Story) leading() []string {
	var names, others []term
	for _, t := range s.terms {
		switch {
		case !t.lead || t.word[0] >= '0' && t.word[0] <= '9':
		case t.name:
			names = append(names, t)
		default:
			others = append(others, t)
		}
	}
	byWeight(names)
	byWeight(others)
	var out []string
	for _, t := range append(names, others...) {
		if len(out) < undatedWords {
			out = append(out, t.word)
		}
	}
	return out
}
