package fuse

import (
	"slices"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// unite makes one draft of all mentions, in the first of them.
func (r *reading) unite(h *happening) *draft.Event {
	e := h.mentions[0].e
	if len(h.mentions) == 1 {
		return e
	}
	lead := r.mostTelling(h)
	out := *e
	out.Type, out.Mode = r.sortOf(h)
	out.Matches, out.Heads = nil, nil
	for _, m := range append([]*mention{lead}, h.mentions...) {
		out.Matches = union(out.Matches, m.e.Matches)
	}
	out.Heads = []int{e.Head}
	for _, m := range h.mentions {
		out.Heads = union(out.Heads, []int{m.e.Head})
		out.Heads = union(out.Heads, m.e.Heads)
	}
	r.uniteStatus(&out, h)
	out.When, out.Where = mostExactDay(h), mostExactPlace(h)
	r.uniteParties(&out, h)
	for i, m := range h.mentions[1:] {
		out.Evidence = append(out.Evidence, m.e.Evidence...)
		out.Evidence = append(out.Evidence, draft.Evidence{
			Role: "same", Words: doc.Range{First: m.e.Head, Last: m.e.Head + 1}, Rule: "fuse." + h.whys[i+1],
		})
	}
	*e = out
	return e
}

// fallback gives an attack of which no means is told the mode that a rule's
// attribute "fallback" names.
func (r *reading) fallback(e *draft.Event) *draft.Event {
	if e.Mode != "" {
		return e
	}
	for _, w := range e.Weapons {
		if w.Kind != "" {
			return e
		}
	}
	for _, i := range e.Matches {
		if i >= 0 && i < len(r.d.Matches) {
			if mode := r.d.Matches[i].Attr("fallback"); mode != "" {
				e.Mode = parley.Mode(mode)
				return e
			}
		}
	}
	return e
}

// mostTelling returns the mention whose match decides: the first with the mode
// that says most.
func (r *reading) mostTelling(h *happening) *mention {
	best, attack := h.mentions[0], attacked(h)
	for _, m := range h.mentions[1:] {
		if attack && m.e.Mode == parley.ModeClash {
			continue
		}
		if r.rank(m) > r.rank(best) {
			best = m
		}
	}
	return best
}

// attacked reports whether the happening is brought in as an attack by somebody:
// the fighting of which is told later is then no clash without an attacker.
func attacked(h *happening) bool {
	for _, m := range h.mentions {
		switch {
		case m.e.Mode == parley.ModeClash:
			return false
		case !m.effect && !m.e.Anaphoric && len(m.facts.sources) > 0:
			return true
		}
	}
	return false
}

func (r *reading) rank(m *mention) int {
	rank := 2 * r.tables.modes[string(m.e.Mode)].rank
	if m.e.Mode != "" && rank == 0 {
		rank = 1
	}
	return rank
}

// sortOf returns type and mode of the whole.
func (r *reading) sortOf(h *happening) (parley.EventType, parley.Mode) {
	best := r.mostTelling(h)
	if h.family != "violence" || best.e.Mode != parley.ModeSeize {
		return best.e.Type, best.e.Mode
	}
	// People were killed or hurt: an attack, in which something was taken too.
	assaulted := len(h.losses) > 0
	var attack *mention
	for _, m := range h.mentions {
		if m.e.Type == parley.Assault && !m.e.Anaphoric && (m.e.Mode != parley.ModeClash || !attacked(h)) && (attack == nil || r.rank(m) > r.rank(attack)) {
			attack = m
		}
	}
	if attack != nil && assaulted {
		return attack.e.Type, attack.e.Mode
	}
	return best.e.Type, best.e.Mode
}

// uniteStatus takes the status of whoever tells the deed itself: the article
// before a speaker, done before planned, and pointers back last.
func (r *reading) uniteStatus(out *draft.Event, h *happening) {
	best := h.mentions[0]
	for _, m := range h.mentions[1:] {
		if firmness(m) > firmness(best) {
			best = m
		}
	}
	out.Status, out.StatusAt, out.StatusBy = best.e.Status, best.e.StatusAt, best.e.StatusBy
	out.Quote = h.mentions[0].e.Quote
	out.Negated, out.Generic, out.Background = best.e.Negated, true, true
	out.Anaphoric, out.Aggregate = h.anaphoric, false
	for _, m := range h.mentions {
		out.Generic = out.Generic && m.e.Generic
		out.Background = out.Background && m.e.Background
		out.Aggregate = out.Aggregate || m.e.Aggregate
		if m.e.Quote == doc.None {
			out.Quote = doc.None
		}
	}
}

// firmness orders mentions by how much their status says of the whole.
func firmness(m *mention) int {
	f := 0
	switch {
	case m.e.Negated, m.e.Generic:
		return -1
	case m.e.Anaphoric:
		f = 0
	case m.noun:
		f = 10
	default:
		f = 20
	}
	switch m.e.Status {
	case parley.Happened, "":
		f += 5
	case parley.Denied, parley.Refused:
		f += 3
	case parley.Alleged:
		f += 4
	}
	return f
}

// mostExactDay returns the shortest period among those that agree with the
// first one.
func mostExactDay(h *happening) draft.When {
	best := draft.When{Time: doc.None}
	for _, m := range h.mentions {
		w := m.e.When
		switch {
		case w.Period.IsZero(), m.lentDay() && len(h.days) > 0:
		case best.Period.IsZero(), best.Inferred && !w.Inferred, best.Published && !w.Published:
			best = w
		case w.Inferred || w.Published || !w.Period.Overlaps(best.Period):
		case span(w.Period) < span(best.Period):
			best = w
		}
	}
	return best
}

// span is the length of a period in hours, very long for an open one.
func span(p parley.Period) float64 {
	if p.From.IsZero() || p.To.IsZero() {
		return 1e9
	}
	return p.To.Sub(p.From).Hours()
}

// mostExactPlace returns the smallest place among those that agree with the
// first one.
func mostExactPlace(h *happening) draft.Where {
	best := draft.Where{At: doc.None}
	for _, m := range h.mentions {
		w := m.e.Where
		switch {
		case w.Place.Name == "":
		case best.Place.Name == "", best.Inferred && !w.Inferred:
			best = w
		case w.Inferred || between(&w.Place, &best.Place) == "place-apart":
		case fine(&w.Place) > fine(&best.Place):
			best = w
		}
	}
	return best
}

func fine(p *parley.Place) int {
	switch p.Precision {
	case parley.PlaceExact:
		return 4
	case parley.PlaceAdmin2:
		return 3
	case parley.PlaceAdmin1:
		return 2
	case parley.PlaceCountry:
		return 1
	}
	return 0
}

func union(have, more []int) []int {
	for _, x := range more {
		if !slices.Contains(have, x) {
			have = append(have, x)
		}
	}
	return have
}
