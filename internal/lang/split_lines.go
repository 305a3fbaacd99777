package lang

import (
	"strings"
	"unicode/utf8"
)

// gapKind is the kind of the white space before a token.
type gapKind uint8

const (
	gapNone  gapKind = iota // the token touches the one before
	gapSpace                // a space, or a line break made by wrapping
	gapWide                 // several spaces or a tab
	gapLine                 // a line break where the next word would have fitted
	gapBlank                // a blank line, the text's beginning or its end
)

// lineWidths finds what a line break means from the lines around it.
type lineWidths struct {
	text     string
	from, to int // the block, between blank lines, that longest is known of
	longest  int // bytes of its longest line
}

// gap returns the kind of the white space text[from:to] between two tokens.
func (w *lineWidths) gap(from, to int) gapKind {
	switch {
	case from == to:
		return gapNone
	case to == from+1 && w.text[from] == ' ':
		return gapSpace
	}
	space := w.text[from:to]
	switch strings.Count(space, "\n") {
	case 0:
		if strings.Contains(space, "\u2029") {
			return gapBlank
		}
		if strings.Contains(space, "\u2028") {
			return gapLine
		}
		if utf8.RuneCountInString(space) > 1 || space == "\t" {
			return gapWide
		}
		return gapSpace
	case 1:
		return w.lineBreak(from, to)
	}
	return gapBlank
}

// lineBreak tells what the line break in text[from:to] means: if the word
// behind it would have fitted on the line, somebody meant the break; in text
// with no wrapped lines it parts paragraphs.
func (w *lineWidths) lineBreak(from, to int) gapKind {
	if from >= w.to || w.to == 0 {
		w.measure(from)
	}
	start := strings.LastIndexByte(w.text[:from], '\n') + 1
	size := strings.IndexAny(w.text[to:], " \t\r\n")
	if size < 0 {
		size = len(w.text) - to
	}
	switch {
	case w.longest > maxWrapped:
		return gapBlank
	case w.longest < minWrapped || from-start+1+size <= w.longest:
		return gapLine
	}
	return gapSpace
}

// Lines are wrapped at widths within these bounds, in bytes.
const (
	minWrapped = 50
	maxWrapped = 140
)

// measure finds the block around from and its longest line.
func (w *lineWidths) measure(from int) {
	w.from = strings.LastIndex(w.text[:from], "\n\n") + 1
	w.to = len(w.text)
	if n := strings.Index(w.text[from:], "\n\n"); n >= 0 {
		w.to = from + n
	}
	w.longest = 0
	for line := range strings.SplitSeq(w.text[w.from:w.to], "\n") {
		w.longest = max(w.longest, len(strings.TrimSpace(line)))
	}
}
