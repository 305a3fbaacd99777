package words

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

// Passage is how many words make a passage, the unit in which words are counted:
// about as long as the opening of a news story.
const Passage = 200

// least is in how many passages a word must be to get a row of its own; below it
// a count says more of the texts than of the word.
const least = 2

// Count weighs the words of texts: the rows of File without their head, by word,
// each as "word, tab, weight". Passages run on from one text to the next. The same texts give the same rows.
func Count(texts []string) []string {
	in, held := map[string]int{}, map[string]bool{}
	passages, n := 0, 0
	for _, text := range texts {
		for _, w := range All(text) {
			held[Fold(w)] = true
			if n++; n < Passage {
				continue
			}
			for w := range held {
				in[w]++
			}
			passages, n = passages+1, 0
			clear(held)
		}
	}
	rows := []string{fmt.Sprintf("%s\t%.1f", other, rarity(0.5, passages))}
	for _, w := range slices.SortedFunc(maps.Keys(in), cmp.Compare[string]) {
		if in[w] >= least && !strings.ContainsAny(w, "0123456789") {
			rows = append(rows, fmt.Sprintf("%s\t%.1f", w, rarity(float64(in[w]), passages)))
		}
	}
	return rows
}

func rarity(in float64, passages int) float64 {
	return max(0, math.Log(float64(passages)/max(in, 0.5)))
}
