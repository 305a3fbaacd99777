package page

import (
	"sort"
	"strings"
	"unicode/utf8"

	"parley"
)

// codes of a terminal: underline on and off.
const (
	underlineOn  = "\x1b[4m"
	underlineOff = "\x1b[24m"
)

// evidence writes each sentence that holds evidence, its words underlined, and
// the evidence that stands in no sentence (a dateline, an address) by itself.
func (p *page) evidence(list []parley.Evidence) {
	if p.d == nil { // a record out of a store has no parse
		p.passages(p.text, list)
		return
	}
	marks := map[int][]parley.Evidence{} // by sentence
	var sentences []int
	for _, e := range list {
		if e.In != "" || e.Quote == "" {
			p.outside(e)
			continue
		}
		s := p.sentence(e.Start)
		if s < 0 {
			continue
		}
		if marks[s] == nil {
			sentences = append(sentences, s)
		}
		marks[s] = append(marks[s], e)
	}
	sort.Ints(sentences)
	for _, s := range sentences {
		p.marked(s, marks[s])
	}
}

// outside writes evidence of another part than the text.
func (p *page) outside(e parley.Evidence) {
	if e.In != "" && e.Quote != "" {
		p.line("   | %s: %s", e.In, strings.Join(strings.Fields(e.Quote), " "))
	}
}

// sentence returns the index of the sentence that holds the byte, -1 for none.
func (p *page) sentence(at int) int {
	s := sort.Search(len(p.d.Sentences), func(i int) bool { return p.d.Tokens[p.d.Sentences[i].Last-1].End > at })
	if s == len(p.d.Sentences) || p.d.Tokens[p.d.Sentences[s].First].Start > at {
		return -1
	}
	return s
}

// marked writes a sentence, folded, with the evidence in it underlined.
func (p *page) marked(s int, list []parley.Evidence) {
	first, last := p.d.Tokens[p.d.Sentences[s].First].Start, p.d.Tokens[p.d.Sentences[s].Last-1].End
	under := make([]bool, last-first)
	for _, e := range list {
		for i := max(e.Start, first); i < min(e.End, last); i++ {
			under[i-first] = true
		}
	}
	text := p.d.Text[first:last]
	for _, l := range breaks(text, p.style.Width-5) {
		p.underlined(text[l[0]:l[1]], under[l[0]:l[1]])
	}
}

// breaks returns the byte ranges of the lines that text is folded into.
func breaks(text string, width int) [][2]int {
	var lines [][2]int
	start, blank := 0, -1
	for i, r := range text {
		if r == ' ' || r == '\n' {
			blank = i
		}
		if utf8.RuneCountInString(text[start:i]) >= width && blank > start {
			lines = append(lines, [2]int{start, blank})
			start = blank + 1
		}
	}
	return append(lines, [2]int{start, len(text)})
}

// underlined writes one line of a sentence.
func (p *page) underlined(text string, under []bool) {
	var line, marks strings.Builder
	on := false
	for i, r := range text {
		if r == '\n' {
			r = ' '
		}
		if p.style.Terminal && under[i] != on {
			on = under[i]
			line.WriteString(map[bool]string{true: underlineOn, false: underlineOff}[on])
		}
		line.WriteRune(r)
		if under[i] {
			marks.WriteRune('‾')
		} else {
			marks.WriteRune(' ')
		}
	}
	if on {
		line.WriteString(underlineOff)
	}
	p.line("   | %s", line.String())
	if m := strings.TrimRight(marks.String(), " "); m != "" && !p.style.Terminal {
		p.line("   | %s", m)
	}
}
