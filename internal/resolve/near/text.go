package near

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/internal/resolve/words"
)

// token is one word of an article, its title first.
type token struct {
	folded string
	weight float64 // of the table; 0 for a word that says nothing
	// unit counts sentences; the title is 0, the text begins with 1.
	unit int
	// capital is true for a word with a capital at its beginning, first for the
	// first word of a sentence, shouted for one in capitals.
	capital, first, shouted bool
	day                     dayWord // what it means in the calendar, with a capital
}

// title is the unit of the title.
const title = 0

// tokens returns the words of a title and a text. A title that the text begins
// with is read once.
func (a *Articles) tokens(head, text string) []token {
	if head != "" && strings.HasPrefix(text, head) {
		text = text[len(head):]
	}
	out := make([]token, 0, (len(head)+len(text))/5+8)
	out = a.read(out, head, title, title)
	return a.read(out, text, title+1, 1<<30)
}

// read adds the words of text; its sentences are counted from unit to at most last.
func (a *Articles) read(out []token, text string, unit, last int) []token {
	first, end := true, 0
	for at, w := range words.All(text) {
		if !first && ends(text[end:at]) && unit < last {
			unit, first = unit+1, true
		}
		end = at + len(w)
		t := token{folded: words.Fold(w), unit: unit, first: first}
		r, n := utf8.DecodeRuneInString(w)
		t.capital = unicode.IsUpper(r) || unicode.IsTitle(r)
		t.shouted = t.capital && len(w) > n && w == strings.ToUpper(w)
		if t.capital {
			t.day = a.days[t.folded]
		}
		t.weight = a.weigh(t.folded)
		out = append(out, t)
		first = false
	}
	return out
}

// weigh returns the weight of a word: of a number less than of an unknown name,
// since figures move and years are everywhere.
func (a *Articles) weigh(folded string) float64 {
	if folded[0] >= '0' && folded[0] <= '9' {
		if len(folded) < 2 {
			return 0
		}
		return number
	}
	if len(folded) < 2 {
		return 0
	}
	w := a.words.Weight(folded)
	if w > recurring && a.recurring[folded] {
		return recurring
	}
	return w
}

// number is the weight of a number of two digits or more.
const number = 4.5

// ends reports whether a sentence ends between two words: at a line end, or at a
// mark that ends sentences and a blank behind it.
func ends(between string) bool {
	for i := range len(between) {
		switch between[i] {
		case '\n':
			return true
		case '.', '!', '?':
			if strings.ContainsAny(between[i:], " \t") {
				return true
			}
		}
	}
	return false
}
