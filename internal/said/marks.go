package said

import (
	"unicode"
	"unicode/utf8"

	"parley/internal/doc"
)

// span is a passage in quotation marks.
type span struct {
	// First and Last are the tokens between the marks, half-open.
	First, Last int
	// Words counts those that are no marks.
	Words int
	// Open is true where no closing mark ends it: the paragraph does.
	Open bool
	// Goes is true where it takes up an open one of the paragraph before.
	Goes bool
	// Taken is true once a quote has it.
	Taken bool
}

// fewWords is how many words a passage in quotation marks has at most that is
// taken for a term.
const fewWords = 2

// isMark reports whether token i is a quotation mark: a double one, or a
// single one that has its fellow.
func (r *reading) isMark(i int) bool { return r.inside(i) && r.marked[i] }

// looksLikeMark reports whether token i can be a quotation mark.
func (r *reading) looksLikeMark(i int) bool {
	t := &r.Tokens[i]
	return t.End-t.Start <= 3 && markOf(r.Text[t.Start:t.End]) != 0
}

// The sorts of quotation marks. Straight ones tell nothing of their side.
type mark byte

const (
	markStraight mark = 1 + iota
	markOpen
	markClose
	markSingle     // straight single
	markSingleOpen // curly singles; the closing one is an apostrophe too
	markSingleClose
)

func markOf(w string) mark {
	switch w {
	case `"`, "＂":
		return markStraight
	case "“", "„", "«", "‟", "``":
		return markOpen
	case "”", "»", "''":
		return markClose
	case "'", "`":
		return markSingle
	case "‘", "‚":
		return markSingleOpen
	case "’":
		return markSingleClose
	}
	return 0
}

// pairMarks fills spans and spanAt, paragraph by paragraph.
func (r *reading) pairMarks() {
	r.spanAt = make([]int32, len(r.Tokens))
	r.marked = make([]bool, len(r.Tokens))
	for s := 0; s < len(r.Sentences); {
		first, par := s, r.Sentences[s].Paragraph
		for s < len(r.Sentences) && r.Sentences[s].Paragraph == par {
			s++
		}
		r.pairIn(r.Sentences[first].First, r.Sentences[s-1].Last)
	}
}

// pairIn pairs the marks of one paragraph. Double marks go before single
// ones, which quote only where there are no others or inside of others.
func (r *reading) pairIn(first, last int) {
	straight, double, single := 0, false, false
	for i := first; i < last; i++ {
		if !r.looksLikeMark(i) {
			continue
		}
		switch markOf(r.Word(i)) {
		case markStraight:
			straight++
			double, r.marked[i] = true, true
		case markOpen, markClose:
			double, r.marked[i] = true, true
		default:
			single = true
		}
	}
	switch {
	case double:
		r.pairDouble(first, last, straight%2 == 0)
	case single:
		r.pairSingle(first, last)
	}
}

// pairDouble pairs double marks. An even number of straight ones is paired
// off in order, whatever the blanks around them; an odd one by the blanks.
func (r *reading) pairDouble(first, last int, even bool) {
	open := doc.None
	for i := first; i < last; i++ {
		if !r.looksLikeMark(i) {
			continue
		}
		m := markOf(r.Word(i))
		switch {
		case m == markOpen, m == markStraight && open == doc.None:
			if open != doc.None {
				r.addSpan(open, i, i == first, true)
			}
			open = i + 1
		case m == markStraight && !even && r.opens(i) && !r.closes(i):
			r.addSpan(open, i, false, true)
			open = i + 1
		case m == markClose || m == markStraight:
			if open != doc.None {
				r.addSpan(open, i, open-1 == first, false)
			}
			open = doc.None
		}
	}
	if open != doc.None && open < last {
		r.addSpan(open, last, open-1 == first, true)
	}
}

// pairSingle pairs single marks: one that opens a word with one that closes
// one and is no apostrophe of a genitive.
func (r *reading) pairSingle(first, last int) {
	open := doc.None
	for i := first; i < last; i++ {
		if !r.looksLikeMark(i) {
			continue
		}
		switch m := markOf(r.Word(i)); {
		case open == doc.None && (m == markSingleOpen || m == markSingle && r.opens(i) && !r.closes(i)):
			open = i + 1
		case open != doc.None && m != markSingleOpen && r.closes(i) && !r.genitive(i, last):
			r.marked[open-1], r.marked[i] = true, true
			r.addSpan(open, i, false, false)
			open = doc.None
		}
	}
}

// genitive reports whether the apostrophe at i follows an s and a noun comes
// after: "the attacks' location".
func (r *reading) genitive(i, last int) bool {
	if r.pos(i, "PART") && i+1 < last && r.pos(i+1, "NOUN", "PROPN", "ADJ") {
		return r.Tokens[i].Deprel == "case" || r.Tokens[i].XPOS == "POS"
	}
	return false
}

func (r *reading) addSpan(first, last int, atStart, open bool) {
	if first >= last {
		return
	}
	s := span{First: first, Last: last, Open: open}
	for i := first; i < last; i++ {
		if !r.pos(i, "PUNCT", "SYM") {
			s.Words++
		}
	}
	if s.Words == 0 {
		return
	}
	if n := len(r.spans); n > 0 && atStart {
		p := r.spans[n-1]
		s.Goes = p.Open && r.onlyGap(p.Last, first)
	}
	r.spans = append(r.spans, s)
	for i := first; i < last; i++ {
		r.spanAt[i] = int32(len(r.spans))
	}
}

// onlyGap reports whether nothing but marks stands in [from, to).
func (r *reading) onlyGap(from, to int) bool {
	for i := from; i < to; i++ {
		if !r.isMark(i) && !r.isEnd(i) && !r.isComma(i) {
			return false
		}
	}
	return true
}

// opens reports whether a blank or a bracket stands before token i, and none
// behind it.
func (r *reading) opens(i int) bool {
	t := r.Tokens[i]
	before, _ := utf8.DecodeLastRuneInString(r.Text[:t.Start])
	after, _ := utf8.DecodeRuneInString(r.Text[t.End:])
	return (t.Start == 0 || doc.IsSpace(before) || before == '(' || before == '[' || isDashRune(before)) &&
		t.End < len(r.Text) && !doc.IsSpace(after)
}

// closes reports whether token i follows a word or a mark without a blank, and
// a blank or a mark follows it.
func (r *reading) closes(i int) bool {
	t := r.Tokens[i]
	before, _ := utf8.DecodeLastRuneInString(r.Text[:t.Start])
	after, _ := utf8.DecodeRuneInString(r.Text[t.End:])
	return t.Start > 0 && !doc.IsSpace(before) &&
		(t.End == len(r.Text) || doc.IsSpace(after) || unicode.IsPunct(after))
}

func isDashRune(c rune) bool { return c == '-' || c == '–' || c == '—' }
