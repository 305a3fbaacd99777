package read

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// paragraph is one paragraph of a text in one line.
type paragraph struct {
	text        string
	first, last int // lines of the raw text
	// block counts the groups of lines that no blank line parts; lines is how
	// many paragraphs its block has.
	block, lines int
}

// Hard-wrapped text has lines of 60 to 80 characters; quoted mail and old
// wires have narrower ones, fixed-width printouts wider ones.
const (
	minWrap = 40
	maxWrap = 100
)

// paragraphs groups lines into paragraphs: each line is one, unless the text
// is hard-wrapped, in which case the lines of a paragraph are joined.
func paragraphs(lines []line) []paragraph {
	wrapped := isWrapped(lines)
	out := make([]paragraph, 0, len(lines))
	for i, block := 0, 0; i < len(lines); block++ {
		for i < len(lines) && lines[i].text == "" {
			i++
		}
		start := i
		for i < len(lines) && lines[i].text != "" {
			i++
		}
		out = appendBlock(out, lines[start:i], block, wrapped)
	}
	return out
}

// appendBlock appends the paragraphs of lines that no blank line parts.
func appendBlock(out []paragraph, lines []line, block int, wrapped bool) []paragraph {
	width := 0
	for _, l := range lines {
		width = max(width, l.width())
	}
	first := len(out)
	for i := 0; i < len(lines); {
		end := i + 1
		for wrapped && end < len(lines) && isSoft(lines[end-1], lines[end], width) {
			end++
		}
		out = append(out, paragraph{text: join(lines[i:end]), first: lines[i].num, last: lines[end-1].num, block: block})
		i = end
	}
	for i := first; i < len(out); i++ {
		out[i].lines = len(out) - first
	}
	return out
}

// isSoft reports whether the break between a and b of a text wrapped at width
// stands inside a paragraph: the first word of b would not have fitted behind
// a, or the sentence goes on, by its lower case or because a is not short.
// An indented b starts a paragraph.
func isSoft(a, b line, width int) bool {
	switch {
	case b.text == "" || b.indent > a.indent+1:
		return false
	case isFull(a, b, width):
		return true
	case endsSentence(a.text):
		return false
	}
	return unicode.IsLower(firstRune(b.text)) || a.width()*4 >= width*3
}

// isFull reports whether the first word of b would not have fitted behind a.
func isFull(a, b line, width int) bool {
	word, _, _ := strings.Cut(b.text, " ")
	return a.width()+1+utf8.RuneCountInString(word) > width
}

func (l line) width() int { return l.indent + utf8.RuneCountInString(l.text) }

// isWrapped reports whether lines were evidently wrapped by hand or program:
// almost none is longer than maxWrap; at three of four line breaks the next
// word would have come near the longest line or beyond; and half of the breaks
// or more stand inside a sentence.
func isWrapped(lines []line) bool {
	width, all, long := 0, 0, 0
	for _, l := range lines {
		w := l.width()
		switch {
		case l.text == "":
			continue
		case w > maxWrap:
			long++
		default:
			width = max(width, w)
		}
		all++
	}
	if width < minWrap || long*20 > all {
		return false
	}
	// Paragraphs of one text may be wrapped at different widths, and ragged.
	near := width - width/8
	breaks, full, inside := 0, 0, 0
	for i := 1; i < len(lines); i++ {
		a, b := lines[i-1], lines[i]
		if a.text == "" || b.text == "" || b.indent > a.indent+1 {
			continue
		}
		breaks++
		if isFull(a, b, near) {
			full++
		}
		if !endsSentence(a.text) {
			inside++
		}
	}
	return breaks >= 3 && full*4 >= breaks*3 && inside*2 >= breaks
}

// join puts the lines of one paragraph into one. A hyphen at the end of a line
// is kept and takes no blank behind it ("U.S.-" "backed"), unless it waits for
// the other half of a pair ("two-" "and three-day").
func join(lines []line) string {
	if len(lines) == 1 {
		return lines[0].text
	}
	var b strings.Builder
	for i, l := range lines {
		if i > 0 && !hyphenated(lines[i-1].text, l.text) {
			b.WriteByte(' ')
		}
		b.WriteString(l.text)
	}
	return b.String()
}

func hyphenated(a, b string) bool {
	before, ok := strings.CutSuffix(a, "-")
	if !ok {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(b)
	if !unicode.IsLetter(r) && r != '.' || !unicode.IsLetter(next) {
		return false
	}
	word, _, _ := strings.Cut(b, " ")
	return word != "and" && word != "or" && word != "to"
}

// endsSentence reports whether s ends like a sentence, with its quotation
// marks and brackets closed behind the full stop or before it.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, `"'”’»)] `)
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") ||
		strings.HasSuffix(s, "?") || strings.HasSuffix(s, "…")
}
