package resolve

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley"
	"parley/internal/resolve/words"
)

// passage is an article's text, cut into sentences where it is asked for: records
// have no layers, and to gather words a rough cut does.
type passage struct {
	text string
	// leadEnd is where the article's title and first sentence end.
	leadEnd int
	// first is the first trigger in the title or the first sentence, by kind; only
	// that event is what the article is about.
	first map[parley.EventKind]string
}

// sentence is a part of a text.
type sentence struct {
	start, end int
	// capitals is true for a headline in which most words begin with a capital, so
	// that a capital tells no name.
	capitals bool
}

func newPassage(rec *parley.Record) *passage {
	p := &passage{text: rec.Article.Text, first: map[parley.EventKind]string{}}
	p.leadEnd = p.findLead(rec)
	best := map[parley.EventKind]int{}
	for i := range rec.Events {
		e := &rec.Events[i]
		if e.Background || e.Aggregate {
			continue
		}
		at := firstTrigger(e)
		if at >= p.leadEnd {
			continue
		}
		if b, ok := best[e.Kind]; !ok || at < b {
			best[e.Kind], p.first[e.Kind] = at, e.ID
		}
	}
	return p
}

// leads reports whether e is the first event of its kind that the title or the
// first sentence tells.
func (p *passage) leads(e *parley.Event) bool { return e.ID != "" && p.first[e.Kind] == e.ID }

// firstTrigger returns where the first word stands that tells e: -1 for the
// title beside the text, and past any text where there is none.
func firstTrigger(e *parley.Event) int {
	at := 1 << 30
	for _, v := range e.Evidence {
		switch {
		case v.Role != "trigger":
		case v.In == "title":
			return -1
		case v.In == "":
			at = min(at, v.Start)
		}
	}
	return at
}

// findLead returns where the first sentence behind the title ends.
func (p *passage) findLead(rec *parley.Record) int {
	start := 0
	if t := rec.Article.Title; t != nil && strings.HasPrefix(p.text, *t) {
		start = len(*t)
	}
	for start < len(p.text) && (p.text[start] == '\n' || p.text[start] == ' ') {
		start++
	}
	return p.sentence(start).end
}

// sentence returns the sentence in which the byte at stands.
func (p *passage) sentence(at int) sentence {
	at = min(max(at, 0), len(p.text))
	s := sentence{start: at, end: at}
	for s.start > 0 && !p.ends(s.start) {
		s.start--
	}
	for s.end < len(p.text) && (s.end == at || !p.ends(s.end)) {
		s.end++
	}
	small, capital := 0, 0
	for _, w := range words.All(p.text[s.start:s.end]) {
		switch {
		case isCapital(w):
			capital++
		case len(w) > 3:
			small++
		}
	}
	s.capitals = capital > small
	return s
}

// ends reports whether a sentence ends before the byte at: at a new line, or at a
// blank between a full stop and a capital, unless the stop is that of a short
// word with a capital ("Gen. ", "U.S. ").
func (p *passage) ends(at int) bool {
	if p.text[at-1] == '\n' {
		return true
	}
	if p.text[at-1] != ' ' || at < 3 {
		return false
	}
	before := strings.TrimRight(p.text[max(0, at-12):at-1], `"'”’)`)
	if before == "" || !strings.ContainsAny(before[len(before)-1:], ".!?") {
		return false
	}
	next, _ := utf8.DecodeRuneInString(p.text[at:])
	if !unicode.IsUpper(next) && !strings.ContainsRune(`"“'‘(`, next) {
		return false
	}
	word := before[strings.LastIndexAny(before, " \n")+1:]
	return len(word) > len("Gen.") || !isCapital(word)
}

func isCapital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

func isNumber(w string) bool { return w != "" && w[0] >= '0' && w[0] <= '9' }
