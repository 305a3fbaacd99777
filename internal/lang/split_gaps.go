package lang

import "parley/internal/doc"

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
	words  bool    // a word or number stands here or further on in the paragraph
	final  tokKind // how the paragraph ends, closing quotes and brackets left aside
}

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
	ahead, final, words := uint8(255), kindNone, false
	for i := len(g.toks) - 3; i >= 2; i-- {
		t := &g.toks[i]
		if g.toks[i+1].gap == gapBlank {
			ahead, final, words = 255, t.kind, false
		} else if ahead < 254 {
			ahead++
		}
		if final == kindClose || final == kindCloseQuote {
			final = t.kind
		}
		if t.kind.stops() {
			ahead = 0
		}
		words = words || t.kind.isWord()
		t.ahead, t.final, t.words = ahead, final, words
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
		if v := g.behindClock(i); v != Open {
			return v
		}
	case kindCloseQuote:
		if g.toks[i].kind == kindAsk && r.class == 0 && g.saidBy(i) == 1 {
			return NoEnd // "Who?" Ahmed asked
		}
	}
	if !r.words || (r.kind == kindLower || r.kind == kindAbbr) && l.kind >= kindAcronym && l.kind <= kindAbbrLower {
		return NoEnd
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

// behindClock gives the verdict on the gap before token i if "a.m." or "p.m."
// stands there: the name of a day or a zone goes on with the sentence, and any
// other word with a capital begins one, but for "8 p.m. Kabul time" and for
// sentences that have just begun.
func (g *Gaps) behindClock(i int) Verdict {
	w, r := g.d.Word(i-1), &g.toks[i+2]
	switch {
	case w != "a.m." && w != "p.m.":
		return Open
	case r.class == wordTime:
		return NoEnd
	case r.kind != kindTitle || i-g.start < 7:
		return Open
	case i+1 < len(g.d.Tokens) && g.d.Word(i+1) == "time":
		return NoEnd
	}
	return SureEnd
}

// Stopped tells whether the text before token i ends as sentences do, with a
// stop or a smiley or an abbreviation that may hold one, closing quotes and
// brackets left aside.
func (g *Gaps) Stopped(i int) bool {
	k := g.lastWord(i).kind
	return k.stops() || k >= kindInitial && k <= kindAbbrLower || g.toks[i+1].kind == kindSmiley
}
