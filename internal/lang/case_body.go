package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/internal/doc"
)

// bodyForms is how the ordinary sentences of a document write one word.
type bodyForms struct {
	small  int    // times with no capital
	capped string // the first form, inside a sentence, with a capital but not all of capitals
	caps   int    // times so
	// upper is the form all of capitals, and uppers how often it occurs there.
	upper  string
	uppers int
	// initials is the form in capitals that a bracket behind its long form
	// introduces; it wins over everything.
	initials string
}

// newCaser collects, for the words of d's caseless sentences, how its ordinary
// sentences write them.
func newCaser(l *Lexicon, d *doc.Doc) *caser {
	c := &caser{l: l, d: d, seen: map[string]*bodyForms{}}
	ordinary := make([]bool, len(d.Sentences))
	for i, s := range d.Sentences {
		if ordinary[i] = l.caseMode(d, s) == modeOrdinary; ordinary[i] {
			continue
		}
		for j := s.First; j < s.Last; j++ {
			c.key = FoldWord(c.key[:0], d.Word(j))
			if _, ok := c.seen[string(c.key)]; !ok {
				c.seen[string(c.key)] = &bodyForms{}
			}
			if isInitialism(d, s, j) {
				c.seen[string(c.key)].initials = strings.ToUpper(d.Word(j))
			}
		}
	}
	for i, s := range d.Sentences {
		if ordinary[i] {
			c.collect(s)
		}
	}
	return c
}

// collect notes the forms of an ordinary sentence.
func (c *caser) collect(s doc.Sentence) {
	initial := true
	for i := s.First; i < s.Last; i++ {
		if c.d.Tokens[i].UPOS == "PUNCT" {
			continue
		}
		word := c.d.Word(i)
		c.key = FoldWord(c.key[:0], word)
		if f := c.seen[string(c.key)]; f != nil {
			switch sh := shapeOf(word); {
			case sh == shapeLower:
				f.small++
			case sh == shapeUpper:
				f.upper = word
				f.uppers++
			case sh == shapeMixed || sh == shapeTitle && !initial:
				if f.capped == "" {
					f.capped = word
				}
				f.caps++
			}
		}
		initial = false
	}
}

// fromBody returns the form that the rest of the document has for token i with
// that folded word, number w or unknown; "" if it has none or is of two minds.
// All capitals may be a heading's: they count for a name that the lexicon does
// not know better, twice seen so and never otherwise.
func (c *caser) fromBody(key []byte, w, i int, proper bool) string {
	f := c.seen[string(key)]
	if f == nil || f.initials != "" {
		if f == nil {
			return ""
		}
		return f.initials
	}
	if proper {
		switch {
		case f.caps > 0 && f.caps >= f.uppers:
			return f.capped
		case f.uppers >= 2 && f.small == 0 && (w == unknown || c.l.words[w].proper == caseUnknown):
			return f.upper
		}
		return ""
	}
	switch c.d.Tokens[i].UPOS {
	case "ADJ", "NOUN":
		if f.caps >= 2 && f.small == 0 && (w == unknown || c.l.words[w].capital > rankRare) {
			return f.capped
		}
	}
	return ""
}

// isInitialism tells whether token i stands alone in brackets behind words
// that its letters begin: "[FMLN]" behind "Farabundo Marti National
// Liberation Front".
func isInitialism(d *doc.Doc, s doc.Sentence, i int) bool {
	word := d.Word(i)
	if len(word) < 2 || len(word) > 8 || i <= s.First+1 || i+1 >= s.Last {
		return false
	}
	open, shut := d.Word(i-1), d.Word(i+1)
	if !(open == "(" && shut == ")" || open == "[" && shut == "]") {
		return false
	}
	// Walk back over the words, matching the letters from the last.
	left := len(word)
	misses := 0
	for j := i - 2; j >= s.First && left > 0 && misses < 3; j-- {
		r, _ := utf8.DecodeRuneInString(d.Word(j))
		c := rune(word[left-1])
		if unicode.ToLower(r) == unicode.ToLower(c) {
			left--
		} else {
			misses++
		}
	}
	return left == 0
}
