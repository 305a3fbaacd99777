package parties

import (
	"unicode"
	"unicode/utf8"

	"parley/internal/doc"
)

// phrase returns the noun phrase at the token as evidence shows it: modifiers
// before it and names that belong to it, without determiners, numbers,
// clauses, appositions and what hangs on it by a preposition.
func (w *finding) phrase(token int) doc.Range {
	r := doc.Range{First: token, Last: token + 1}
	for r.First > w.s.First && w.inside(r.First-1, token) {
		r.First--
	}
	for r.Last < w.s.Last && w.flat(r.Last, token) {
		r.Last++
	}
	r.Last = w.longName(r.Last)
	return w.trim(r, token)
}

// longName returns the end of a capitalised name that goes on behind "of" or
// "for": "Movement for the Freedom of Adal", which parsers take apart.
func (w *finding) longName(last int) int {
	if w.d.Tokens[last-1].UPOS != "PROPN" {
		return last
	}
	for last < w.s.Last && (w.lemma(last) == "of" || w.lemma(last) == "for") {
		i := last + 1
		if i < w.s.Last && w.lemma(i) == "the" {
			i++
		}
		end := i
		for end < w.s.Last && (w.d.Tokens[end].UPOS == "PROPN" || w.d.Tokens[end].UPOS == "ADJ" && w.capital(end)) && !w.inTime(end) {
			end++
		}
		if end == i {
			break
		}
		last = end
	}
	return last
}

// capital tells a word that begins with a capital letter.
func (w *finding) capital(i int) bool {
	r, _ := utf8.DecodeRuneInString(w.d.Word(i))
	return unicode.IsUpper(r)
}

// inside tells whether the token before a phrase belongs to it.
func (w *finding) inside(i, head int) bool {
	for j, n := i, 0; n < descents; n++ {
		switch base(w.d.Tokens[j].Deprel) {
		case "amod", "compound", "flat", "nmod", "nummod", "det", "punct", "case", "goeswith", "advmod":
		default:
			return false
		}
		j = w.d.Tokens[j].Head
		if j == head {
			return true
		}
		if j < w.s.First || j >= w.s.Last || j > head {
			return false
		}
	}
	return false
}

// flat tells a further word of a name.
func (w *finding) flat(i, head int) bool {
	t := &w.d.Tokens[i]
	rel := base(t.Deprel)
	return t.Head == head && (rel == "flat" || rel == "goeswith" || rel == "fixed")
}

// trim takes determiners, numbers and marks off the front of the range, as long
// as the head stays in.
func (w *finding) trim(r doc.Range, head int) doc.Range {
	for i := range w.d.Counts {
		// "at least 34 people" is about people.
		if c := &w.d.Counts[i]; c.Noun == head && c.First <= r.First {
			for j := min(c.Last, head) - 1; j > r.First; j-- {
				if w.d.Tokens[j].UPOS == "NUM" {
					r.First = j
					break
				}
			}
		}
	}
	for r.First < head {
		switch t := &w.d.Tokens[r.First]; t.UPOS {
		case "DET", "PUNCT", "ADP", "CCONJ", "SCONJ":
		case "NUM":
			if base(t.Deprel) != "nummod" {
				return r
			}
		default:
			return r
		}
		r.First++
	}
	return r
}
