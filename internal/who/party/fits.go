package party

import (
	"strings"

	"parley/internal/doc"
)

// cased returns the token as it would stand in running text.
func cased(d *doc.Doc, i int) string {
	if c := d.Tokens[i].Cased; c != "" {
		return c
	}
	return d.Word(i)
}

// fits tells whether tokens i to j, which spell the phrase of e, are written
// as such a name is: "WHO" is a body and "who" is none.
func fits(d *doc.Doc, e *entry, i, j int) bool {
	t := &d.Tokens[i]
	switch {
	case e.class == classRole || !e.first && !e.last:
		return true
	case e.upper:
		w := d.Word(i)
		if !isUpperWord(w) {
			// Nato, Farc: only where no common word can be meant.
			return len(w) >= 4 && isCapital(w) && t.UPOS == "PROPN"
		}
		return isUpperWord(cased(d, i)) || t.UPOS == "PROPN"
	}
	if e.first && !isCapital(cased(d, i)) || e.last && !isCapital(lastPart(cased(d, j))) {
		return false
	}
	if e.single && i == j && t.UPOS != "PROPN" && t.UPOS != "" && startsSentence(d, i) {
		// At the beginning of a sentence every word has a capital.
		return e.class == classLand || t.UPOS == "NOUN" || t.UPOS == "ADJ" || t.UPOS == "X"
	}
	return true
}

// lastPart returns the part of a word behind its last hyphen.
func lastPart(w string) string { return w[strings.LastIndexByte(w, '-')+1:] }

// startsSentence tells whether only marks stand before the token in its line.
func startsSentence(d *doc.Doc, i int) bool {
	for i--; i >= 0; i-- {
		if d.Tokens[i].UPOS != "PUNCT" {
			w := d.Word(i)
			return w == "." || w == "!" || w == "?"
		}
		if w := d.Word(i); w == "." || w == "!" || w == "?" {
			return true
		}
	}
	return true
}
