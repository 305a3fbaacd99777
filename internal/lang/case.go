package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/internal/doc"
)

// TrueCase fills Token.Cased of every token. In sentences whose capitals tell
// something that is the text itself; in the others (Caseless) it is the word
// as it would stand in running text: as the rest of the document has it, as
// the lexicon has it, or as its UPOS and d.Names make one expect. A capital at
// the head of a sentence stays. It needs tokens, sentences and tags.
func (l *Lexicon) TrueCase(d *doc.Doc) {
	var c *caser
	for i := range d.Sentences {
		s := d.Sentences[i]
		mode := l.caseMode(d, s)
		if mode == modeOrdinary {
			for j := s.First; j < s.Last; j++ {
				t := &d.Tokens[j]
				t.Cased = d.Text[t.Start:t.End]
			}
			continue
		}
		if c == nil {
			c = newCaser(l, d)
		}
		c.sentence(s, mode)
	}
}

// caser recases the caseless sentences of one document.
type caser struct {
	l    *Lexicon
	d    *doc.Doc
	seen map[string]*bodyForms // by folded word, what ordinary sentences have
	name int                   // index in d.Names, ascending
	key  []byte                // scratch: a folded word
	low  []byte                // scratch: the same with its own apostrophe
	out  []byte                // scratch: the sentence's recased words
}

// sentence recases one sentence.
func (c *caser) sentence(s doc.Sentence, mode caseMode) {
	d := c.d
	if cap(c.out) == 0 {
		c.out = make([]byte, 0, 256)
	}
	out := c.out[:0]
	var ends [64]int32 // ends in out of the first words; the rest are strings of their own
	initial := true
	for i := s.First; i < s.Last; i++ {
		start := len(out)
		out = c.word(out, i, mode, initial)
		if initial && d.Tokens[i].UPOS != "PUNCT" {
			initial = false
		}
		if n := i - s.First; n < len(ends) {
			ends[n] = int32(len(out))
		} else {
			c.set(i, string(out[start:]))
		}
	}
	all, from := string(out), int32(0)
	for n := 0; n < len(ends) && s.First+n < s.Last; n++ {
		c.set(s.First+n, all[from:ends[n]])
		from = ends[n]
	}
	c.out = out
}

// set sets a token's form, sharing the text's own bytes where it is equal.
func (c *caser) set(i int, form string) {
	t := &c.d.Tokens[i]
	if raw := c.d.Text[t.Start:t.End]; raw == form {
		form = raw
	}
	t.Cased = form
}

// word appends the recased token i to out.
func (c *caser) word(out []byte, i int, mode caseMode, initial bool) []byte {
	raw := c.d.Word(i)
	first, _ := utf8.DecodeRuneInString(raw)
	s := shapeOf(raw)
	if s == shapeNone {
		return append(out, raw...)
	}
	from := len(out)
	out = c.inside(out, i, raw, s, mode)
	if initial && unicode.IsUpper(first) {
		return upperFirst(out, from)
	}
	return out
}

// inside appends token i as it would stand inside a sentence.
func (c *caser) inside(out []byte, i int, raw string, s shape, mode caseMode) []byte {
	c.key = FoldWord(c.key[:0], raw)
	key, low := c.key, c.key
	if len(key) != len(raw) || strings.ContainsAny(raw, "’‘ʼ") {
		c.low = append(c.low[:0], strings.ToLower(raw)...)
		low = c.low
	}
	t := &c.d.Tokens[i]
	if t.XPOS == "ADD" || t.UPOS == "X" { // addresses, foreign words
		if mode == modeUpper {
			return append(out, low...)
		}
		return append(out, raw...)
	}
	proper := c.named(i) || properTag(t.UPOS, t.XPOS)
	if proper && nameParticle(string(key)) && c.beforeHyphen(i) {
		return append(out, low...)
	}
	w := c.l.find(key)
	if form := c.fromBody(key, w, i, proper); form != "" {
		return append(out, form...)
	}
	code := c.l.formCode(w, proper)
	if code >= caseLiteral && string(key) != string(low) {
		code = caseUnknown // its apostrophe is not the one here
	}
	switch {
	case code != caseUnknown && (!proper || mode != modeTitle || code == caseLower):
		return c.l.appendForm(out, low, code)
	case mode == modeTitle && (s == shapeUpper || s == shapeMixed):
		return append(out, raw...) // capitals beyond what a headline asks for
	case proper && mode == modeTitle && s == shapeTitle:
		return append(out, raw...)
	case proper:
		return appendName(out, low)
	}
	return append(out, low...)
}

// formCode returns the code of the usual form of word w, or unknown.
func (l *Lexicon) formCode(w int, proper bool) uint32 {
	switch {
	case w == unknown:
		return caseUnknown
	case proper:
		return l.words[w].proper
	}
	return l.words[w].other
}

// named tells whether token i is a noun, an adjective or a foreign word that
// stands in a name.
func (c *caser) named(i int) bool {
	names := c.d.Names
	for c.name < len(names) && names[c.name].Last <= i {
		c.name++
	}
	if c.name == len(names) || names[c.name].First > i {
		return false
	}
	switch c.d.Tokens[i].UPOS {
	case "PROPN", "NOUN", "ADJ", "X":
		return true
	}
	return false
}

// beforeHyphen tells whether a hyphen touches the end of token i.
func (c *caser) beforeHyphen(i int) bool {
	end := c.d.Tokens[i].End
	return end < len(c.d.Text) && c.d.Text[end] == '-'
}

// nameParticle tells the Arabic articles and their assimilated forms, which
// are written small before a hyphen.
func nameParticle(key string) bool {
	switch key {
	case "al", "ad", "an", "ar", "as", "ash", "at", "az", "ul", "ur":
		return true
	}
	return false
}
