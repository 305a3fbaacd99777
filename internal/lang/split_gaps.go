package lang

import (
	"strings"
	"unicode/utf8"

	"parley/internal/doc"
)

// Gaps sees a document's tokens as the sentence splitter does: what stands on
// both sides of each gap between tokens. It is made for one pass from left to
// right by one goroutine.
type Gaps struct {
	d      *doc.Doc
	toks   []gapToken // with two fillers before and behind
	start  int        // first token of the sentence being read
	last   tokKind    // kind of the last token of the sentence before it
	titles int        // capitalised words of the sentence so far, up to upTo
	upTo   int        // tokens of the sentence that titles counts
}

// Verdict tells what is known of a gap before the model is asked.
type Verdict uint8

// The verdicts.
const (
	NoEnd        Verdict = iota // no sentence ends here
	Open                        // the model decides
	SureEnd                     // a line break that can only end a sentence
	NewParagraph                // a blank line, or a break between lines that are paragraphs
)

// gapToken is what the features use of a token.
type gapToken struct {
	word   uint32 // hash of the form in lower case
	kind   tokKind
	gap    gapKind // before the token
	inside uint8   // bit 0: inside quotes, bit 1: inside brackets, before the token
	ahead  uint8   // tokens to the next stop of the paragraph, 255 if there is none
	class  wordClass
	final  tokKind // how the paragraph ends, closing quotes and brackets left aside
}

// gapKind is the kind of the white space before a token.
type gapKind uint8

const (
	gapNone  gapKind = iota // the token touches the one before
	gapSpace                // a space, or a line break made by wrapping
	gapWide                 // several spaces or a tab
	gapLine                 // a line break where the next word would have fitted
	gapBlank                // a blank line, the text's beginning or its end
)

// NewGaps looks at d.Text and d.Tokens.
func NewGaps(d *doc.Doc) *Gaps {
	g := &Gaps{d: d, toks: make([]gapToken, len(d.Tokens)+4)}
	for i := range g.toks {
		g.toks[i] = gapToken{kind: kindNone, gap: gapBlank}
	}
	width := lineWidths{text: d.Text}
	for i := range d.Tokens {
		t, gt := &d.Tokens[i], &g.toks[i+2]
		word := d.Text[t.Start:t.End]
		gt.word = wordHash(word)
		gt.kind = kindOf(word)
		if gt.kind <= kindPronoun {
			gt.class = lookUp(sentenceWords, word)
		}
		if i > 0 {
			gt.gap = width.gap(d.Tokens[i-1].End, t.Start)
		}
	}
	g.lookAround()
	g.Begin(0)
	return g
}

// Begin says that a sentence begins with token i.
func (g *Gaps) Begin(i int) {
	g.start, g.titles, g.upTo = i, 0, i
	g.last = g.toks[i+1].kind
	if g.toks[i+2].gap == gapBlank {
		g.last = kindNone
	}
}

// lookAround fills in what depends on more than one token.
func (g *Gaps) lookAround() {
	inside := uint8(0)
	for i := 2; i < len(g.toks)-2; i++ {
		t := &g.toks[i]
		if t.gap == gapBlank {
			inside = 0
		}
		if t.kind == kindQuote { // a straight quote: by what it touches
			switch {
			case g.toks[i+1].gap == gapBlank, t.gap == gapNone && g.toks[i+1].gap != gapNone:
				t.kind = kindCloseQuote
			case t.gap != gapNone && g.toks[i+1].gap == gapNone:
				t.kind = kindOpenQuote
			case inside&1 != 0:
				t.kind = kindCloseQuote
			default:
				t.kind = kindOpenQuote
			}
		}
		t.inside = inside
		switch t.kind {
		case kindOpenQuote:
			inside |= 1
		case kindCloseQuote:
			inside &^= 1
		case kindOpen:
			inside |= 2
		case kindClose:
			inside &^= 2
		}
	}
	ahead, final := uint8(255), kindNone
	for i := len(g.toks) - 3; i >= 2; i-- {
		t := &g.toks[i]
		if g.toks[i+1].gap == gapBlank {
			ahead, final = 255, t.kind
		} else if ahead < 254 {
			ahead++
		}
		if final == kindClose || final == kindCloseQuote {
			final = t.kind
		}
		if t.kind.stops() {
			ahead = 0
		}
		t.ahead, t.final = ahead, final
	}
}

// Verdict tells whether the model decides on the gap before token i, which is
// not the first.
func (g *Gaps) Verdict(i int) Verdict {
	l, r := g.toks[i+1], g.toks[i+2]
	switch r.gap {
	case gapBlank:
		return NewParagraph
	case gapLine:
		if r.kind != kindLower || l.kind.stops() {
			return SureEnd
		}
		return Open
	}
	switch l.kind {
	case kindAbbrTitle, kindAbbrNumber: // they keep their stop only before what they belong to
		return NoEnd
	case kindAbbrMonth:
		if r.kind == kindNumber {
			return NoEnd
		}
	case kindInitial:
		if r.kind == kindTitle && r.class == 0 {
			return NoEnd
		}
	case kindAbbrLower:
		if r.class == wordTime && g.isClock(i-1) {
			return NoEnd
		}
	}
	switch r.kind {
	case kindStop, kindAsk, kindComma, kindClose, kindCloseQuote, kindSemicolon, kindClitic:
		return NoEnd
	case kindLower:
		switch l.kind {
		case kindLower, kindTitle, kindUpper, kindComma, kindNumber, kindOpen, kindOpenQuote, kindClitic:
			return NoEnd
		}
	}
	return Open
}

// isClock tells whether token i is "a.m." or "p.m.".
func (g *Gaps) isClock(i int) bool {
	w := g.d.Word(i)
	return w == "a.m." || w == "p.m."
}

// Stopped tells whether the text before token i ends as sentences do, with a
// stop or a smiley or an abbreviation that may hold one, closing quotes and
// brackets left aside.
func (g *Gaps) Stopped(i int) bool {
	k := g.lastWord(i).kind
	return k.stops() || k >= kindInitial && k <= kindAbbrLower || g.toks[i+1].kind == kindSmiley
}

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
