package said

import (
	"strings"

	"parley/internal/doc"
)

// The looks at one token below say no of a place outside of the text, so that
// patterns need not know how close they are to its ends.

func (r *reading) inside(i int) bool { return 0 <= i && i < len(r.Tokens) }

// is reports whether token i is one of the words, in any letters.
func (r *reading) is(i int, words ...string) bool {
	if !r.inside(i) {
		return false
	}
	w := r.Word(i)
	for _, v := range words {
		if len(w) == len(v) && strings.EqualFold(w, v) {
			return true
		}
	}
	return false
}

// lemma reports whether token i has one of the lemmas.
func (r *reading) lemma(i int, lemmas ...string) bool {
	if !r.inside(i) {
		return false
	}
	l := r.Tokens[i].Lemma
	for _, v := range lemmas {
		if l == v {
			return true
		}
	}
	return false
}

// pos reports whether token i has one of the parts of speech.
func (r *reading) pos(i int, tags ...string) bool {
	if !r.inside(i) {
		return false
	}
	p := r.Tokens[i].UPOS
	for _, v := range tags {
		if p == v {
			return true
		}
	}
	return false
}

// here returns the sentence at work.
func (r *reading) here() doc.Sentence { return r.Sentences[r.sent] }

// isComma reports whether token i parts phrases: a comma or a dash.
func (r *reading) isComma(i int) bool {
	if !r.inside(i) {
		return false
	}
	switch r.Word(i) {
	case ",", "–", "—", "--", ";":
		return true
	}
	return false
}

// isEnd reports whether token i ends a sentence.
func (r *reading) isEnd(i int) bool {
	if !r.inside(i) {
		return false
	}
	switch r.Word(i) {
	case ".", "?", "!", "...", "…":
		return true
	}
	return false
}

// finite reports whether [from, to) holds a finite verb or a modal, so that
// it can be a clause.
func (r *reading) finite(from, to int) bool {
	for i := from; i < to; i++ {
		switch r.Tokens[i].XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		}
	}
	return false
}

// hasVerb reports whether [from, to) holds a verb of any form.
func (r *reading) hasVerb(from, to int) bool {
	for i := from; i < to; i++ {
		if r.pos(i, "VERB", "AUX") {
			return true
		}
	}
	return false
}

// trim takes marks off the ends of [from, to): commas, colons, dashes and the
// end of the sentence, brackets that are left alone, and quotation marks but
// for those whose fellow stays inside.
func (r *reading) trim(from, to int) doc.Range {
	for from < to && (r.isComma(from) || r.isEnd(from) || r.is(from, ":", "-", ")", "]") || r.isMark(from) && !r.fellowAfter(from, to)) {
		from++
	}
	for to > from && (r.isComma(to-1) || r.isEnd(to-1) || r.is(to-1, ":", "-", "(", "[") || r.isMark(to-1) && !r.fellowBefore(from, to-1)) {
		to--
	}
	return doc.Range{First: from, Last: to}
}

// fellowAfter reports whether the mark at i opens a passage that closes well
// before token to.
func (r *reading) fellowAfter(i, to int) bool {
	return r.opensSpan(i) && r.spans[r.spanAt[i+1]-1].Last < to-2
}

// fellowBefore reports whether the mark at i closes a passage that opens well
// after token from.
func (r *reading) fellowBefore(from, i int) bool {
	if i == 0 || r.spanAt[i-1] == 0 {
		return false
	}
	s := r.spans[r.spanAt[i-1]-1]
	return s.Last == i && s.First-1 > from
}
