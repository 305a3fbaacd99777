package eval

import (
	"fmt"
	"strings"

	"parley/internal/doc"
)

// seedDoc is a document in which words of gold are looked for without regard
// to case and to the kind and number of blanks.
type seedDoc struct {
	*doc.Doc
	flat string
	// at are the bytes of Text that the bytes of flat come from.
	at []int
}

func newSeedDoc(d *doc.Doc) *seedDoc {
	s := &seedDoc{Doc: d}
	var b strings.Builder
	blank := false
	for i, r := range d.Text {
		if doc.IsSpace(r) {
			blank = true
			continue
		}
		if blank && b.Len() > 0 {
			b.WriteByte(' ')
			s.at = append(s.at, i)
		}
		blank = false
		n, _ := b.WriteString(strings.ToLower(plainQuote(r)))
		for range n {
			s.at = append(s.at, i)
		}
	}
	s.flat = b.String()
	s.at = append(s.at, len(d.Text))
	return s
}

// plainQuote writes curly quotation marks and apostrophes straight.
func plainQuote(r rune) string {
	switch r {
	case '‘', '’':
		return "'"
	case '“', '”':
		return `"`
	}
	return string(r)
}

// flatten brings words of gold into the form of flat.
func flatten(words string) string {
	var b strings.Builder
	for _, r := range words {
		b.WriteString(strings.ToLower(plainQuote(r)))
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// find returns where any of the words occur as whole words, as token ranges.
func (s *seedDoc) find(words ...string) []doc.Range {
	var found []doc.Range
	for _, w := range words {
		w = flatten(w)
		if w == "" {
			continue
		}
		for from := 0; ; {
			i := strings.Index(s.flat[from:], w)
			if i < 0 {
				break
			}
			i += from
			from = i + len(w)
			if letterAt(s.flat, i-1) && letterAt(s.flat, i) || letterAt(s.flat, from-1) && letterAt(s.flat, from) {
				continue
			}
			if r := s.tokens(s.at[i], s.at[from-1]+1); !r.Empty() {
				found = append(found, r)
			}
		}
	}
	return found
}

func letterAt(text string, i int) bool {
	return i >= 0 && i < len(text) && (text[i] >= 'a' && text[i] <= 'z' || text[i] >= '0' && text[i] <= '9')
}

// tokens returns the tokens that share bytes with [start, end).
func (s *seedDoc) tokens(start, end int) doc.Range {
	r := doc.Range{First: -1}
	for i, t := range s.Tokens {
		if t.Start < end && start < t.End {
			if r.First < 0 {
				r.First = i
			}
			r.Last = i + 1
		}
	}
	if r.First < 0 {
		return doc.Range{}
	}
	return r
}

func overlap(a, b doc.Range) int { return min(a.Last, b.Last) - max(a.First, b.First) }

// mentioned returns the actor whose mention fits best on any of the ranges,
// or nil: that with the largest share of common words, the first of equals.
func (s *seedDoc) mentioned(at []doc.Range) *doc.Actor {
	best, share := -1, 0.0
	for _, r := range at {
		for i, m := range s.Mentions {
			if m.How == doc.ByPronoun {
				continue
			}
			common := overlap(doc.Range{First: m.First, Last: m.Last}, r)
			if common <= 0 {
				continue
			}
			both := m.Last - m.First + r.Last - r.First - common
			if q := float64(common) / float64(both); q > share {
				best, share = i, q
			}
		}
	}
	if best < 0 {
		return nil
	}
	return &s.Actors[s.Mentions[best].Actor]
}

// speaker reports whether a quote over any of the ranges has a speaker of one
// of the names, and returns the speakers that such quotes have.
func (s *seedDoc) speaker(at []doc.Range, names []string) (bool, []string) {
	var said []string
	for _, q := range s.Quotes {
		if !s.quoteOver(q, at) {
			continue
		}
		words := s.words(q.Speaker)
		said = append(said, words)
		for _, n := range names {
			if nameLike(n, words) || q.Actor != doc.None && s.isNamed(q.Actor, n) {
				return true, said
			}
			if n == "unnamed" && (q.Anonymous || q.Speaker.Empty()) {
				return true, said
			}
		}
	}
	return false, said
}

// quoteOver reports whether a quote's content, cue or speaker lies on one of
// the ranges.
func (s *seedDoc) quoteOver(q doc.Quote, at []doc.Range) bool {
	parts := append([]doc.Range{q.Speaker}, q.Content...)
	if q.Cue != doc.None {
		parts = append(parts, doc.Range{First: q.Cue, Last: q.Cue + 1})
	}
	for _, r := range at {
		for _, p := range parts {
			if overlap(p, r) > 0 {
				return true
			}
		}
	}
	return false
}

func (s *seedDoc) words(r doc.Range) string {
	if r.Empty() {
		return ""
	}
	return s.Text[s.Tokens[r.First].Start:s.Tokens[r.Last-1].End]
}

// isNamed reports whether an actor bears a name, by its own name, that of a
// listed one that it may be, or a mention's words.
func (s *seedDoc) isNamed(actor int, name string) bool {
	a := s.Actors[actor]
	if nameLike(name, a.Name) || len(a.Same) > 0 && nameLike(name, a.Same[0].Name) {
		return true
	}
	for _, m := range s.Mentions {
		if m.Actor == actor && m.How != doc.ByPronoun && m.How != doc.ByNominal &&
			nameLike(name, s.words(doc.Range{First: m.First, Last: m.Last})) {
			return true
		}
	}
	return false
}

// indicator reports whether an indicator lies on one of the ranges with one
// of the values (any for none), and returns what lies there.
func (s *seedDoc) indicator(at []doc.Range, values []float64) (got []string, ok bool) {
	for _, ind := range s.Indicators {
		over := false
		for _, r := range at {
			over = over || overlap(doc.Range{First: ind.First, Last: ind.Last}, r) > 0
		}
		if !over {
			continue
		}
		if len(values) == 0 {
			return got, true
		}
		if ind.Count == doc.None {
			got = append(got, s.Word(ind.Word))
			continue
		}
		c := s.Counts[ind.Count]
		got = append(got, fmt.Sprintf("%g-%g", c.Low, c.High))
		for _, v := range values {
			if c.Low <= v && v <= c.High {
				return got, true
			}
		}
	}
	return got, false
}
