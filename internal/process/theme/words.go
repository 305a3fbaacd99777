package theme

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// pattern is words that all stand near one another, each a set of the lexicon.
type pattern []int

// lexicon has the sets of words that patterns ask for.
type lexicon struct {
	of    map[string][]int // the sets that a word is in
	names map[string]int   // sets by "@class" or by their one word
	// turners are the words of the row "not", parters those of "for".
	turners, parters map[string]bool
}

// How far apart the first and the last word of a pattern may stand: those that
// show a theme in any order, those of its contrary in theirs, since "a truce to
// end the siege" ends no truce.
const (
	near  = 7
	tight = 4
)

// token is a word of a text with the sets that it is in.
type token struct {
	sets     []int
	sentence int
	turns    bool // a word such as "not", which turns what follows round
	parts    bool // a word such as "for", which parts an act from its purpose
}

// The rows of theme-words.tsv whose words do something to others.
const (
	turning = "not" // turn what follows round
	parting = "for" // part an act from what it is for
)

// class adds the words of a row of theme-words.tsv as a set.
func (l *lexicon) class(name string, words []string) error {
	set := l.set("@" + name)
	seen := map[string]bool{}
	for _, w := range words {
		w = plain(w)
		if w == "" || seen[w] {
			return fmt.Errorf("row %q has a word that is empty or there twice: %q", name, w)
		}
		seen[w] = true
		switch name {
		case turning:
			l.turners[w] = true
		case parting:
			l.parters[w] = true
		default:
			l.of[w] = append(l.of[w], set)
		}
	}
	return nil
}

// set returns the number of a set, which it makes if it is new.
func (l *lexicon) set(name string) int {
	if n, ok := l.names[name]; ok {
		return n
	}
	n := len(l.names)
	l.names[name] = n
	return n
}

// patterns reads a cell of alternatives.
func (l *lexicon) patterns(cell string) ([]pattern, error) {
	if cell == none {
		return nil, nil
	}
	var all []pattern
	for alternative := range strings.SplitSeq(cell, ", ") {
		var p pattern
		for _, w := range strings.Fields(alternative) {
			n, known := l.names[w]
			switch {
			case !known && w[0] == '@':
				return nil, fmt.Errorf("no row %q in %s", w[1:], wordsFile)
			case !known:
				w = plain(w)
				n = l.set(w)
				if !slices.Contains(l.of[w], n) {
					l.of[w] = append(l.of[w], n)
				}
			}
			p = append(p, n)
		}
		if len(p) == 0 {
			return nil, fmt.Errorf("an alternative has no words")
		}
		all = append(all, p)
	}
	return all, nil
}

// text is the words of a text, and which sets any of them is in.
type text struct {
	words []token
	any   []bool
}

// find returns the index of the first word of the first place at which all words
// of the pattern stand near one another, each a word of its own.
func (p pattern) find(t text, ordered bool) (start int, ok bool) {
	for _, set := range p {
		if !t.any[set] {
			return 0, false
		}
	}
	reach := near
	if ordered {
		reach = tight
	}
	for i, w := range t.words {
		if ordered && !w.in(p[0]) || !slices.ContainsFunc(p, w.in) {
			continue
		}
		end := i
		for end < len(t.words) && end-i <= reach && t.words[end].sentence == w.sentence {
			end++
		}
		if ordered && p.follows(t.words[i:end]) || !ordered && p.within(t.words[i:end], 0, 0) {
			return i, true
		}
	}
	return 0, false
}

// follows reports whether the words of p stand in their order, with no word of
// purpose between them: "leave for the talks" leaves no talks.
func (p pattern) follows(words []token) bool {
	k := 0
	for _, w := range words {
		switch {
		case k == len(p):
		case w.in(p[k]):
			k++
		case w.parts:
			return false
		}
	}
	return k == len(p)
}

// within reports whether the words of p from k on can each be given a word of
// its own; used has a bit for each word that is taken.
func (p pattern) within(words []token, k int, used uint32) bool {
	if k == len(p) {
		// The first word must be one of them, or the place would begin later.
		return used&1 == 1
	}
	for i, w := range words {
		if used&(1<<i) == 0 && w.in(p[k]) && p.within(words, k+1, used|1<<i) {
			return true
		}
	}
	return false
}

// Speaks reports whether a word, in any regular form, is one of those that show
// the theme or its contrary.
func (t *Themes) Speaks(theme, word string) bool {
	i, ok := t.index[theme]
	if !ok {
		return false
	}
	for _, f := range forms(word) {
		for _, set := range t.words.of[f] {
			if t.all[i].speaks[set] {
				return true
			}
		}
	}
	return false
}

// denied reports whether one of the two words before the one at i turns it round.
func (t text) denied(i int) bool {
	for k := max(i-2, 0); k < i; k++ {
		if t.words[k].turns && t.words[k].sentence == t.words[i].sentence {
			return true
		}
	}
	return false
}

func (w token) in(set int) bool { return slices.Contains(w.sets, set) }

// read parts a text into words. A line end counts as a blank: agreements are
// often set in narrow columns.
func (l *lexicon) read(s string) text {
	t := text{any: make([]bool, len(l.names))}
	sentence, from := 0, -1
	flush := func(to int) {
		if from < 0 {
			return
		}
		w := token{sentence: sentence}
		for _, f := range forms(s[from:to]) {
			w.turns, w.parts = w.turns || l.turners[f], w.parts || l.parters[f]
			for _, set := range l.of[f] {
				w.sets = append(w.sets, set)
				t.any[set] = true
			}
		}
		t.words = append(t.words, w)
		from = -1
	}
	for i, c := range s {
		if unicode.IsLetter(c) || unicode.IsDigit(c) || c == '-' || c == '\'' || c == '’' {
			if from < 0 {
				from = i
			}
			continue
		}
		flush(i)
		if c == '.' || c == ';' || c == '!' || c == '?' {
			sentence++
		}
	}
	flush(len(s))
	return t
}

// plain is a word in lower case without hyphens, so that "cease-fire" is "ceasefire".
func plain(w string) string {
	return strings.ReplaceAll(strings.ToLower(w), "-", "")
}

// forms returns what a word may be an inflected form of, itself included. Parts
// of a hyphened word count too ("prisoner-swap").
func forms(w string) []string {
	w = strings.ToLower(strings.Trim(w, "-'’"))
	for _, s := range []string{"'s", "’s"} {
		w = strings.TrimSuffix(w, s)
	}
	out := bases(nil, plain(w))
	if strings.Contains(w, "-") {
		for part := range strings.SplitSeq(w, "-") {
			out = bases(out, part)
		}
	}
	return out
}

// bases adds w and what is left of it without a regular ending.
func bases(out []string, w string) []string {
	out = append(out, w)
	if len(w) < 4 {
		return out
	}
	for _, e := range []struct{ ending, instead string }{
		{"ies", "y"}, {"es", ""}, {"s", ""}, {"ied", "y"}, {"ed", ""}, {"ed", "e"}, {"ing", ""}, {"ing", "e"},
	} {
		stem, ok := strings.CutSuffix(w, e.ending)
		if !ok || len(stem) < 2 {
			continue
		}
		out = append(out, stem+e.instead)
		if n := len(stem); e.instead == "" && n > 3 && stem[n-1] == stem[n-2] && e.ending != "s" {
			out = append(out, stem[:n-1]) // "stopped", "cutting"
		}
	}
	return out
}
