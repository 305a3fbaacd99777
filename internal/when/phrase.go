package when

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"parley/data"
	"parley/internal/doc"
)

// phrase is a row of phrases.tsv: words that refer to the past, the present or
// the future without a date.
type phrase struct {
	words  []string
	value  string
	before []string // one of these must stand in front; nil for any
	tags   []string // the tag of the first word must be one of these; nil for any
	rule   string
}

// loadPhrases reads phrases.tsv.
func loadPhrases(lex *lexicon, fsys fs.FS) error {
	const file = "when/phrases.tsv"
	rows, err := data.Rows(fsys, file, 6)
	if err != nil {
		return err
	}
	for _, r := range rows {
		p := phrase{words: strings.Fields(r.Cells[0]), value: r.Cells[1], rule: "phrase." + strings.ReplaceAll(r.Cells[0], " ", "-")}
		if !slices.Contains([]string{"PAST_REF", "PRESENT_REF", "FUTURE_REF"}, p.value) || len(p.words) == 0 {
			return fmt.Errorf("data file %s:%d: value %q", file, r.Line, p.value)
		}
		if r.Cells[2] != "any" {
			p.before = strings.Split(r.Cells[2], ", ")
		}
		if r.Cells[3] != "any" {
			p.tags = strings.Split(r.Cells[3], ", ")
		}
		first := p.words[0]
		lex.word(first).phrase = true
		lex.phrases[first] = append(lex.phrases[first], p)
	}
	return nil
}

// matchPhrase finds the phrases of phrases.tsv.
func (s *scan) matchPhrase(i int) (expr, bool) {
	if !s.at(i).phrase {
		return expr{}, false
	}
	var best expr
	for _, p := range s.lex.phrases[s.text(i)] {
		if i+len(p.words) <= best.last || !s.spells(i, p.words) ||
			p.before != nil && !s.is(i-1, p.before...) || p.tags != nil && !slices.Contains(p.tags, s.tag(i)) {
			continue
		}
		best = newExpr(i, i+len(p.words), kindRef, doc.TimeDate, p.rule)
		best.ref = p.value
	}
	return best, best.last > 0 && !s.hyphen(best.last) && !s.is(best.last, "that", "after", "before", "afterwards", "afterward", "thereafter")
}

// spells tells whether the tokens from i on are the words.
func (s *scan) spells(i int, words []string) bool {
	for k, w := range words {
		if s.text(i+k) != w {
			return false
		}
	}
	return true
}
