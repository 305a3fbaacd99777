package sqlite

import (
	"math/bits"
	"slices"
	"strings"
)

// snippetWords is how many words of a text a snippet shows.
const snippetWords = 32

// textWord is a word of a text: its bytes, and how words are compared.
type textWord struct {
	start, end int
	folded     string
}

// wordsIn cuts a text into words as the index does.
func wordsIn(text string) []textWord {
	var list []textWord
	start := -1
	for i, r := range text {
		switch {
		case isWord(r) && start < 0:
			start = i
		case !isWord(r) && start >= 0:
			list = append(list, textWord{start, i, fold(text[start:i])})
			start = -1
		}
	}
	if start >= 0 {
		list = append(list, textWord{start, len(text), fold(text[start:])})
	}
	return list
}

// snippet returns the part of a text that shows most of what a query asks for,
// with the words found between « and »; its beginning if none of them is there.
func (q textQuery) snippet(text string) string {
	words := wordsIn(text)
	if len(words) == 0 {
		return ""
	}
	hits := q.hits(words)
	from := bestWindow(hits)
	to := min(from+snippetWords, len(words))
	var b strings.Builder
	at := words[from].start
	if from == 0 {
		at = 0
	} else {
		b.WriteString("… ")
	}
	for i := from; i < to; i++ {
		w := words[i]
		b.WriteString(text[at:w.start])
		if hits[i] != 0 {
			b.WriteString("«" + text[w.start:w.end] + "»")
		} else {
			b.WriteString(text[w.start:w.end])
		}
		at = w.end
	}
	if to == len(words) {
		b.WriteString(text[at:])
	} else {
		b.WriteString(" …")
	}
	return squeeze(b.String())
}

// squeeze makes a text one line.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// hits marks the words that a query asks for: one bit for each of its phrases,
// the last for all beyond 63.
func (q textQuery) hits(words []textWord) []uint64 {
	hits := make([]uint64, len(words))
	at := 0
	for _, group := range q.groups {
		for _, p := range group {
			mark(hits, words, p, uint64(1)<<min(at, 63))
			at++
		}
	}
	return hits
}

// mark marks where a phrase stands.
func mark(hits []uint64, words []textWord, p phrase, bit uint64) {
	want := wordsIn(p.words)
	for i := range len(words) - len(want) + 1 {
		if len(want) > 0 && isHere(words[i:], want, p.prefix) {
			for k := range want {
				hits[i+k] |= bit
			}
		}
	}
}

func isHere(words, want []textWord, prefix bool) bool {
	for k, w := range want {
		same := words[k].folded == w.folded
		if prefix && k == len(want)-1 {
			same = strings.HasPrefix(words[k].folded, w.folded)
		}
		if !same {
			return false
		}
	}
	return true
}

// bestWindow is the first word of the window with most different hits, then most
// hits, then the earliest; it begins a few words before its first hit.
func bestWindow(hits []uint64) int {
	const before = 6
	best, bestFrom := [2]int{}, 0
	for i, h := range hits {
		if h == 0 {
			continue
		}
		var all uint64
		n := 0
		for _, h := range hits[i:min(len(hits), i+snippetWords-before)] {
			if h != 0 {
				all |= h
				n++
			}
		}
		if score := [2]int{bits.OnesCount64(all), n}; slices.Compare(score[:], best[:]) > 0 {
			best, bestFrom = score, max(0, i-before)
		}
	}
	return max(0, min(bestFrom, len(hits)-snippetWords))
}
