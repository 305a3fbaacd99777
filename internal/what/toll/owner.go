package toll

import (
	"slices"
	"sort"
	"strings"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// takes tells whether an event can have a toll of the outcome.
func takes(e *draft.Event, outcome doc.Outcome) bool {
	if e.Negated || e.Generic && !e.Aggregate {
		return false
	}
	switch e.Status {
	case parley.Happened, parley.Alleged, parley.Denied, "":
	default:
		return false
	}
	switch outcome {
	case doc.Freed, doc.Surrender:
		return e.Type == parley.Retreat || e.Type == parley.Assault || e.Type == parley.Concede
	case doc.Captured:
		return e.Type == parley.Assault || e.Type == parley.Coerce
	}
	return e.Type == parley.Assault || e.Type == parley.Coerce || e.Type == parley.Protest
}

// ownerOf returns the event whose loss count i is, nil for none.
func (r *reading) ownerOf(i int, outcome doc.Outcome) *draft.Event {
	c := &r.d.Counts[i]
	if c.PartOf >= 0 && c.PartOf < i && r.owner[c.PartOf] != nil {
		return r.owner[c.PartOf]
	}
	token := c.Cause
	if token == doc.None {
		token = c.Noun
	}
	if token == doc.None {
		token = c.First
	}
	for _, e := range r.events {
		if slices.Contains(e.Heads, token) {
			if takes(e, outcome) {
				return e
			}
			return nil
		}
	}
	if e, held := r.inSentence(token, outcome); e != nil || held {
		return e
	}
	if s := r.sentence(token); s == doc.None || r.standing(i, s) {
		return nil
	}
	return r.acrossSentences(token, outcome)
}

// reach is the cost above which an event of the same sentence is another one.
const reach = 6.0

// inSentence returns the nearest event of the token's sentence that takes the
// outcome. held is true where a nearer one does not take it, which so keeps
// the count from all others.
func (r *reading) inSentence(token int, outcome doc.Outcome) (best *draft.Event, held bool) {
	s := r.sentence(token)
	if s == doc.None {
		return nil, false
	}
	least := reach
	for _, e := range r.events {
		for _, h := range e.Heads {
			if r.sentence(h) != s {
				continue
			}
			c := r.cost(token, h)
			ok := takes(e, outcome)
			if !ok && (e.Type != parley.Assault && e.Type != parley.Coerce || c > 1.5) {
				continue
			}
			if e.Type == parley.Protest || e.Type == parley.Coerce && outcome != doc.Captured {
				c++
			}
			if c < least {
				least, best, held = c, e, !ok
			}
		}
	}
	if held {
		return nil, true
	}
	return best, false
}

// cost tells how far two tokens of one sentence are apart in the tree.
func (r *reading) cost(a, b int) float64 {
	d := r.d
	near := 0.02 * float64(max(a-b, b-a))
	if d.Tokens[a].Head == doc.Unparsed {
		return near
	}
	up := make(map[int]float64, 8)
	x := 0.0
	for t, n := a, 0; t >= 0 && n < 64; t, n = d.Tokens[t].Head, n+1 {
		up[t] = x
		x += r.edge(t)
	}
	y := 0.0
	for t, n := b, 0; t >= 0 && n < 64; t, n = d.Tokens[t].Head, n+1 {
		if x, ok := up[t]; ok {
			return x + y + near
		}
		y += r.edge(t)
	}
	return reach
}

// edge is the cost of the relation of a token to its head.
func (r *reading) edge(t int) float64 {
	rel, _, _ := strings.Cut(r.d.Tokens[t].Deprel, ":")
	apart := 0.0
	for j := max(0, t-8); j < t; j++ {
		if k := &r.d.Tokens[j]; k.Head == t && (k.Deprel == "case" || k.Deprel == "mark") && r.f.is(r.d, j, wordApart) {
			apart = 2.5
		}
	}
	switch rel {
	case "ccomp", "parataxis":
		return 2
	case "conj":
		return 1 + apart
	case "acl", "advcl":
		return 0.6 + apart
	}
	return 0.4 + apart
}

// acrossSentences returns the happening told before the token's sentence
// whose toll stands there by itself ("the death toll rose to 31").
func (r *reading) acrossSentences(token int, outcome doc.Outcome) *draft.Event {
	s := r.sentence(token)
	var best *draft.Event
	bestAt := doc.None
	for _, e := range r.events {
		if !takes(e, outcome) || e.Background || e.Aggregate || e.Generic || e.Type == parley.Protest {
			continue
		}
		for _, h := range e.Heads {
			if h < token && h > bestAt && r.near(h, token) {
				best, bestAt = e, h
			}
		}
	}
	if best == nil {
		best = r.justBehind(s, outcome)
	}
	if best == nil || !r.sameDays(best, s) {
		return nil
	}
	return best
}

// justBehind returns the happening told in the next sentence.
func (r *reading) justBehind(sentence int, outcome doc.Outcome) *draft.Event {
	for _, e := range r.events {
		for _, h := range e.Heads {
			if r.sentence(h) == sentence+1 && takes(e, outcome) && !e.Background && !e.Aggregate {
				return e
			}
		}
	}
	return nil
}

// paragraphs is how many paragraphs before a toll its event may stand.
const paragraphs = 2

func (r *reading) near(head, token int) bool {
	a, b := r.sentence(head), r.sentence(token)
	return a != doc.None && r.d.Sentences[b].Paragraph-r.d.Sentences[a].Paragraph <= paragraphs
}

// standing tells whether a count is a standing figure, or one over a long time.
func (r *reading) standing(i, sentence int) bool {
	for k := range r.d.Indicators {
		if r.d.Indicators[k].Count == i {
			return true
		}
	}
	s := r.d.Sentences[sentence]
	for t := s.First; t < s.Last; t++ {
		if r.f.is(r.d, t, wordStanding) {
			return true
		}
	}
	return false
}

// sameDays tells whether no time of the sentence speaks against the event's days.
func (r *reading) sameDays(e *draft.Event, sentence int) bool {
	s := r.d.Sentences[sentence]
	p := e.When.Period
	if p.IsZero() {
		return true
	}
	for i := range r.d.Times {
		x := &r.d.Times[i]
		if x.First < s.First || x.First >= s.Last || x.Period.IsZero() || x.Relation != doc.RelationOn {
			continue
		}
		if !x.Period.To.IsZero() && !p.From.IsZero() && x.Period.To.Before(p.From.AddDate(0, 0, -1)) {
			return false
		}
	}
	return true
}

// sentence returns the index of the sentence of a token, or None.
func (r *reading) sentence(token int) int {
	i := sort.Search(len(r.d.Sentences), func(i int) bool { return r.d.Sentences[i].Last > token })
	if token < 0 || i == len(r.d.Sentences) {
		return doc.None
	}
	return i
}
