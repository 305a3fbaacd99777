package train

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/internal/doc"
	"parley/internal/lang"
)

// SentenceCase is how a sentence uses capitals.
type SentenceCase int

// The ways of using capitals. Only in ordinary sentences do they tell names.
const (
	CaseOrdinary SentenceCase = iota
	CaseUpper                 // all letters are capitals
	CaseLower                 // no letter is a capital
	CaseTitle                 // every longer word begins with a capital
)

// GoldCase tells from gold tags how a sentence uses capitals. A sentence
// without a capital is CaseLower even where it needs none.
func GoldCase(d *doc.Doc, s doc.Sentence) SentenceCase {
	upper, lower := 0, 0   // letters
	capped, common := 0, 0 // longer words inside the sentence that are no names
	initial := true
	for i := s.First; i < s.Last; i++ {
		word, t := d.Word(i), &d.Tokens[i]
		for _, r := range word {
			switch {
			case unicode.IsUpper(r):
				upper++
			case unicode.IsLower(r):
				lower++
			}
		}
		first, _ := firstRune(word)
		lemma, _ := firstRune(t.Lemma)
		if !initial && len(word) >= 4 && unicode.IsLetter(first) && !properTag(lexTag{t.UPOS, t.XPOS}) && !isUpper(lemma) {
			common++
			if isUpper(first) {
				capped++
			}
		}
		if t.UPOS != "PUNCT" {
			initial = false
		}
	}
	switch {
	case upper == 0:
		return CaseLower
	case upper > 9*lower:
		return CaseUpper
	case capped >= 2 && capped*2 > common || capped == 1 && common == 1:
		return CaseTitle
	}
	return CaseOrdinary
}

// form counts how a token of an ordinary sentence is written.
func (st *lexiconStats) form(form string, t *doc.Token, initial bool) {
	first, size := firstRune(form)
	if !unicode.IsLetter(first) {
		return
	}
	inner := strings.ContainsFunc(form[size:], unicode.IsUpper)
	if initial && isUpper(first) && !inner {
		return // the capital may be the sentence's
	}
	w := st.word(string(lang.FoldWord(nil, form)))
	straight := strings.ReplaceAll(form, "’", "'")
	switch {
	case properTag(lexTag{t.UPOS, t.XPOS}):
		w.proper.add(straight)
	case t.Lemma == strings.ToLower(t.Lemma) && (!inner || t.UPOS != "NOUN" && form == strings.ToUpper(form)):
		w.other.add(strings.ToLower(straight)) // a capital that its lemma does not own
	default:
		w.other.add(straight)
	}
	if initial {
		return
	}
	if isUpper(first) {
		w.caps++
	} else {
		w.lowers++
	}
}

// capitalRank turns counts into lang.WordRow.Capital: the log-odds of a
// capital, smoothed by half a word each way, on a scale of 1 to 15.
func capitalRank(caps, lowers int) uint8 {
	if caps+lowers == 0 {
		return 0
	}
	odds := math.Log((float64(caps) + 0.5) / (float64(lowers) + 0.5))
	return uint8(math.Round(max(1, min(15, 8+1.5*odds))))
}

func firstRune(s string) (rune, int) { return utf8.DecodeRuneInString(s) }

func isUpper(r rune) bool { return unicode.IsUpper(r) || unicode.IsTitle(r) }
