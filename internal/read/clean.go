package read

import (
	"strings"
	"unicode/utf8"

	"parley"
)

// cleaned is what cleaning makes of a raw text.
type cleaned struct {
	text      string
	title     string
	dateline  string
	byline    string
	outlet    string
	outletHow string // where outlet was found
	date      string // of publication, as a line of the text states it
	dropped   []parley.DroppedLine
}

// headParagraphs is how many paragraphs at the start, of those that stay, may
// be a dateline, byline or bare date.
const headParagraphs = 6

// clean takes out of text, valid UTF-8, what is not article. It goes through
// the paragraphs once; what it decides on one depends only on the paragraph,
// on those that stayed before it and on the lines next to it, so that cleaning
// the result again finds nothing.
func clean(text string) cleaned {
	ps := paragraphs(splitLines(text))
	c := cleaner{cues: cues(), seen: make(map[uint64]seen), chronology: isChronology(ps)}
	for _, p := range ps {
		c.add(p)
	}
	c.cutColonDateline()
	c.findTitle()
	var b strings.Builder
	size := 0
	for _, p := range c.kept {
		size += len(p.text) + 2
	}
	b.Grow(size)
	for i, p := range c.kept {
		if i > 0 {
			b.WriteString("\n\n")
		}
		b.WriteString(p.text)
	}
	c.out.text = b.String()
	return c.out
}

// cleaner goes through the paragraphs of one text.
type cleaner struct {
	cues *cueTable
	kept []paragraph
	// seen finds a paragraph that is kept by the hash of its letters.
	seen map[uint64]seen
	// chronology is true if lines that are a bare date are headings.
	chronology bool
	// dateAbove is true if out.date stood above all that is kept.
	dateAbove bool
	out       cleaned
	pieces    []piece // of the paragraph at hand; reused
}

// add keeps p, a part of it, or nothing.
func (c *cleaner) add(p paragraph) {
	for {
		size := len(p.text)
		if !c.cutTail(&p) {
			return
		}
		c.cutHead(&p)
		if p.text == "" {
			return
		}
		if len(p.text) == size {
			break
		}
	}
	words := countWords(p.text, maxCueWords)
	if words <= maxCueWords && len(p.text) <= maxCueBytes {
		c.pieces = pieces(c.pieces[:0], p.text)
		if why := c.why(p, words); why != "" {
			c.drop(p.text, why, p.first, false)
			return
		}
	}
	if c.repeats(p, words) {
		c.drop(p.text, parley.WhyRepeated, p.first, false)
		return
	}
	c.keep(p, words)
}

func (c *cleaner) drop(text string, why parley.Why, line int, part bool) {
	c.out.dropped = append(c.out.dropped, parley.DroppedLine{Line: line, Text: text, Why: why, Part: part})
}

// cutTail takes end marks and credits off the end of p. It returns false if
// the credit shows that p is a caption: then p is dropped, and with it the
// lines of the caption above.
func (c *cleaner) cutTail(p *paragraph) bool {
	const tail = 240 // bytes, far longer than a credit
	from := max(0, len(p.text)-tail)
	for from > 0 && !utf8.RuneStart(p.text[from]) {
		from--
	}
	end := p.text[from:]
	c.pieces = pieces(c.pieces[:0], end)
	if at, why := c.cues.cut(end, c.pieces); why != "" {
		c.takeTail(p, from+at, why)
		return true
	}
	cr, ok := findCredit(end, c.pieces)
	if !ok {
		return true
	}
	before := strings.TrimRight(p.text[:from+cr.start], " ")
	const longest = 60 // words of a caption
	switch {
	case before == "" && cr.kind > anyCredit:
	case len(c.kept) > 0 && cr.kind == nameCredit && countWords(before, longest) <= longest:
	case before == "" || endsSentence(before):
		c.takeTail(p, from+cr.start, parley.WhyCredit)
		return true
	case len(c.kept) == 0 || cr.kind == anyCredit || countWords(before, longest) > longest:
		return true
	}
	c.dropCaptionAbove(*p)
	c.drop(p.text, parley.WhyCaption, p.first, false)
	return false
}

// takeTail drops the end of p from byte at on.
func (c *cleaner) takeTail(p *paragraph, at int, why parley.Why) {
	rest := strings.TrimRight(p.text[:at], " ")
	c.drop(p.text[at:], why, p.last, rest != "")
	p.text = rest
}

// dropCaptionAbove drops the lines right above the caption p that belong to
// the same group of lines and do not end like a sentence: the caption of a
// picture may have several lines and its credit only in the last. A title
// stays, and so do the short lines that are headings. In a text without blank
// lines between its paragraphs the group says nothing.
func (c *cleaner) dropCaptionAbove(p paragraph) {
	const group, heading = 4, 6
	below := p
	for p.lines <= group && len(c.kept) > 1 {
		above := c.kept[len(c.kept)-1]
		if above.block != p.block || above.last+1 != below.first ||
			endsSentence(above.text) || countWords(above.text, heading) < heading {
			return
		}
		c.kept = c.kept[:len(c.kept)-1]
		c.drop(above.text, parley.WhyCaption, above.first, false)
		below = above
	}
}

// cutHead takes a dateline off the start of p.
func (c *cleaner) cutHead(p *paragraph) {
	for len(c.kept) < headParagraphs && p.text != "" {
		d, ok := findDateline(p.text, len(c.kept) == 0)
		if !ok {
			return
		}
		if c.out.dateline == "" {
			c.out.dateline = d.text
			c.setOutlet(d.agency, "the dateline")
		}
		c.drop(strings.TrimRight(p.text[:d.end], " "), parley.WhyDateline, p.first, d.end < len(p.text))
		p.text = p.text[d.end:]
	}
}

// cutColonDateline takes a place before a colon off the first paragraphs, if
// only one paragraph starts so and the rest of it would stay by itself.
func (c *cleaner) cutColonDateline() {
	const shortest = 12 // words of a lead
	at := -1
	for i, p := range c.kept {
		if _, _, ok := findColonDateline(p.text); !ok {
			continue
		}
		if at >= 0 || i >= headParagraphs {
			return
		}
		at = i
	}
	if at < 0 {
		return
	}
	p := &c.kept[at]
	end, text, _ := findColonDateline(p.text)
	rest := p.text[end:]
	again := cleaner{cues: c.cues, kept: c.kept[:at:at], seen: c.seen, chronology: c.chronology}
	again.add(paragraph{text: rest, first: p.first, last: p.last, block: p.block, lines: 1})
	if _, _, more := findColonDateline(rest); more || !endsSentence(rest) ||
		countWords(rest, shortest) < shortest || len(again.out.dropped) > 0 {
		return
	}
	for i, other := range c.kept {
		if i != at && sameLetters(other.text, rest) {
			return
		}
	}
	if c.out.dateline == "" {
		c.out.dateline = p.text[:text]
	}
	c.drop(strings.TrimRight(p.text[:end], " "), parley.WhyDateline, p.first, true)
	p.text = rest
}

// why returns the reason for which p, of so many words, is not article, or "".
func (c *cleaner) why(p paragraph, words int) parley.Why {
	if why := furniture(p.text, c.pieces); why != "" {
		return why
	}
	head := len(c.kept) < headParagraphs
	if why := c.cues.drop(p.text, c.pieces, words, len(c.kept) == 0); why != "" {
		switch why {
		case parley.WhySource:
			c.setOutlet(sourceOf(p.text), "its source line")
			c.setDate(dateIn(p.text, c.pieces))
		case parley.WhyComments, parley.WhySocial:
			if head {
				c.setDate(dateIn(p.text, c.pieces))
			}
		}
		return why
	}
	// A line that says "Published …" may stand at the foot too; a bare date
	// there heads a part of the text.
	if date, announced, updated, ok := dateLine(p.text, c.pieces); ok && (announced || head && !c.chronology) {
		if !updated {
			c.setDate(date)
		}
		return parley.WhyDate
	}
	if !head {
		return ""
	}
	// In a text all in capitals a line that starts with "BY" can be any line.
	if n := len(c.kept); n > 0 && isByline(p.text, c.pieces) && (!isUpper(p.text) || !isUpper(c.kept[n-1].text)) {
		if c.out.byline == "" {
			c.out.byline = p.text
		}
		return parley.WhyByline
	}
	return ""
}

func (c *cleaner) setOutlet(outlet, how string) {
	if c.out.outlet == "" && outlet != "" {
		c.out.outlet, c.out.outletHow = outlet, how
	}
}

// setDate notes a line with the date of publication. One below the headline
// wins over one above it, which may be that of the day the page was saved.
func (c *cleaner) setDate(date string) {
	if date != "" && (c.out.date == "" || c.dateAbove && len(c.kept) > 0) {
		c.out.date, c.dateAbove = date, len(c.kept) == 0
	}
}
