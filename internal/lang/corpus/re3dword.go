package corpus

import (
	"strings"

	"parley/internal/doc"
)

// capitalRuns returns the runs of name words in [first, last), with the
// function words between them, without determiners.
func capitalRuns(d *doc.Doc, first, last int) []run {
	var out []run
	for i := first; i < last; i++ {
		if !nameWord(d, i) || isDeterminer(d.Word(i)) {
			continue
		}
		r := run{i, i + 1}
		for of := false; r.last < last; {
			n, opens := stepRun(d, r.last, last, of)
			if n == 0 {
				break
			}
			r.last += n
			of = of || opens
		}
		out = append(out, r)
		i = r.last
	}
	return out
}

// stepRun returns how many tokens from i on continue a run of name words, and
// whether they open a phrase ("of") in which an "and" joins names; of tells
// that one is open.
func stepRun(d *doc.Doc, i, last int, of bool) (n int, opens bool) {
	if nameWord(d, i) {
		return 1, false
	}
	switch w := strings.ToLower(d.Word(i)); {
	case w == "of" || w == "for" || w == "to" || w == "on":
		opens = true
	case w == "and" && of || w == "the" || isPossessive(w) || insideName(d, i):
	default:
		return 0, false
	}
	switch j := i + 1; {
	case j < last && nameWord(d, j):
		return 2, opens
	case j+1 < last && strings.EqualFold(d.Word(j), "the") && nameWord(d, j+1):
		return 3, opens
	}
	return 0, false
}

// nameWord tells whether token i can be part of a name in its own right: it
// begins with a capital, is an ordinal, or is an Arabic article or a
// particle tied to a capitalised word.
func nameWord(d *doc.Doc, i int) bool {
	w := d.Word(i)
	if capital(w) || ordinal(d, i) {
		return true
	}
	head, tail, ok := strings.Cut(w, "-")
	if ok && isArticle(head) && capital(tail) {
		return true
	}
	return i+2 < len(d.Tokens) && isArticle(w) && d.Word(i+1) == "-" && capital(d.Word(i+2))
}

// isArticle tells whether w is a transliterated Arabic article or particle.
func isArticle(w string) bool {
	switch w {
	case "al", "el", "an", "ar", "as", "ash", "at", "az", "ad", "ul", "bin", "ibn", "bu", "abu", "de", "von", "van":
		return true
	}
	return false
}

// insideName tells whether token i ties the words at its sides into a name.
func insideName(d *doc.Doc, i int) bool {
	switch w := d.Word(i); w {
	case "-", "–", "&", "/":
		return true
	default:
		return isArticle(w)
	}
}

// nickname returns the token behind a quoted nickname that begins at i, 0 if
// there is none.
func nickname(d *doc.Doc, i, last int) int {
	if !isQuote(d.Word(i)) {
		return 0
	}
	for j := i + 1; j < min(i+6, last-1); j++ {
		if isQuote(d.Word(j)) && nameWord(d, j+1) {
			return j + 1
		}
	}
	return 0
}

func trimDeterminer(d *doc.Doc, r run) run {
	for r.first < r.last && isDeterminer(strings.ToLower(d.Word(r.first))) {
		r.first++
	}
	return r
}

func isDeterminer(w string) bool {
	switch strings.ToLower(w) {
	case "the", "a", "an", "this", "that", "these", "those", "our", "its", "his", "her", "their", "my", "your", "some", "all", "other":
		return true
	}
	return false
}

func isPossessive(w string) bool { return w == "'s" || w == "’s" || w == "'" || w == "’" }

func isPronoun(w string) bool {
	switch strings.ToLower(w) {
	case "i", "we", "he", "she", "it", "they", "you", "me", "us", "him", "them", "her", "his", "my", "our", "who", "there", "here", "this", "that":
		return true
	}
	return false
}

func firstRune(d *doc.Doc, i int) rune {
	for _, r := range d.Word(i) {
		return r
	}
	return 0
}
