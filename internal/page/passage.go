package page

import (
	"sort"
	"strings"

	"parley"
)

// Texts gives the text of an article by its ID; empty where it is not at hand.
type Texts func(article string) string

// passages writes the sentences of an article that hold the evidence, its words
// underlined.
func (p *page) passages(text string, list []parley.Evidence) {
	marks := map[[2]int][]parley.Evidence{}
	for _, e := range list {
		if e.In != "" {
			p.outside(e)
			continue
		}
		if e.Start < 0 || e.End > len(text) || e.Start >= e.End || text[e.Start:e.End] != e.Quote {
			continue
		}
		s := around(text, e.Start, e.End)
		marks[s] = append(marks[s], e)
	}
	spans := make([][2]int, 0, len(marks))
	for s := range marks {
		spans = append(spans, s)
	}
	sort.Slice(spans, func(a, b int) bool {
		return spans[a][0] < spans[b][0] || spans[a][0] == spans[b][0] && spans[a][1] < spans[b][1]
	})
	for _, s := range spans {
		under := make([]bool, s[1]-s[0])
		for _, e := range marks[s] {
			for i := e.Start; i < e.End; i++ {
				under[i-s[0]] = true
			}
		}
		part := text[s[0]:s[1]]
		for _, l := range breaks(part, p.style.Width-5) {
			p.underlined(part[l[0]:l[1]], under[l[0]:l[1]])
		}
	}
}

// around returns the bytes of the sentence about [start, end), as far as a page
// needs to know: up to the full stop before a capital, or the end of the paragraph.
// A stored article has no parse; an abbreviation may cut a sentence short.
func around(text string, start, end int) [2]int {
	from := strings.LastIndexByte(text[:start], '\n') + 1
	for i := start - 1; i > from+1; i-- {
		if text[i] == ' ' && strings.IndexByte(`.!?"`, text[i-1]) >= 0 && start > i && sentenceEnd(text, i-1) {
			from = i + 1
			break
		}
	}
	to := len(text)
	if n := strings.IndexByte(text[end:], '\n'); n >= 0 {
		to = end + n
	}
	for i := end; i < to; i++ {
		if strings.IndexByte(".!?", text[i]) >= 0 && (i+1 == to || text[i+1] == ' ' && sentenceEnd(text, i)) {
			to = i + 1
			break
		}
	}
	return [2]int{from, to}
}

// sentenceEnd tells whether the mark at i ends a sentence: it is no initial and no
// short title, and a capital, a figure or a quotation mark follows.
func sentenceEnd(text string, i int) bool {
	if text[i] == '"' {
		return i > 0 && strings.IndexByte(".!?", text[i-1]) >= 0
	}
	word := text[strings.LastIndexAny(text[:i], " \n(\"")+1 : i]
	if text[i] == '.' && (len(word) <= 3 && word != "" && word[0] >= 'A' && word[0] <= 'Z') {
		return false
	}
	if i+2 >= len(text) {
		return true
	}
	next := text[i+2]
	return next >= 'A' && next <= 'Z' || next >= '0' && next <= '9' || next == '"' || next >= 0x80
}
