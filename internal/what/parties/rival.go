package parties

import (
	"slices"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// rival returns the side that the article sets against the given one: that
// which most of the events of this side are with, of those that count, and at
// least so many. None if there is no such.
func (h *heir) rival(side, least int, counts func(*draft.Event) bool) int {
	votes, total := map[int]int{}, 0
	var order []int
	for _, e := range h.events {
		a, b := h.sidesOf(e)
		if b == doc.None || a != side && b != side || h.leaves(e) || !counts(e) {
			continue
		}
		k := a + b - side
		if votes[k] == 0 {
			order = append(order, k)
		}
		votes[k]++
		total++
	}
	best := doc.None
	for _, k := range order {
		if best == doc.None || votes[k] > votes[best] {
			best = k
		}
	}
	if best == doc.None || votes[best] < least || 2*votes[best] <= total {
		return doc.None
	}
	return best
}

// across returns the other side of the article's quarrel, or of that of the
// parties' own side; None where neither is plain.
func (h *heir) across(list []draft.Party) int {
	for _, p := range list {
		switch s := h.side(p); s {
		case doc.None:
		case h.a:
			return h.b
		case h.b:
			return h.a
		default:
			if k := h.rival(s, pairVotes, func(*draft.Event) bool { return true }); k != doc.None {
				return k
			}
		}
	}
	return doc.None
}

// bound returns the side with which the withdrawing one has an agreement.
func (h *heir) bound(list []draft.Party) int {
	for _, p := range list {
		if s := h.side(p); s != doc.None {
			if k := h.rival(s, 1, func(e *draft.Event) bool { return e.Type == parley.Agree }); k != doc.None {
				return k
			}
		}
	}
	return doc.None
}

// part puts those of the second side of talks among the targets where all are
// sources, as several tellings of the same talks may leave them.
func (h *heir) part(e *draft.Event, first int) {
	if len(e.Targets) > 0 || e.Type != parley.Consult && e.Type != parley.Agree {
		return
	}
	var sources []draft.Party
	for _, p := range e.Sources {
		if s := h.side(p); s == doc.None || s == first {
			sources = append(sources, p)
		} else {
			e.Targets = append(e.Targets, p)
		}
	}
	e.Sources = sources
}

// inherit adds the actor to a side of the event unless either side has it.
func (h *heir) inherit(e *draft.Event, side *[]draft.Party, actor int, rule string) {
	if actor == doc.None || has(e.Sources, actor) || has(e.Targets, actor) {
		return
	}
	if p, ok := h.party(actor, e.Head, rule); ok {
		*side = append(*side, p)
	}
}

// leaves tells a withdrawal from a country or a place, which is no quarrel with
// it: with whom it was agreed is not said.
func (h *heir) leaves(e *draft.Event) bool {
	if e.Type != parley.Retreat || e.Mode != "withdraw" {
		return false
	}
	for _, p := range e.Targets {
		if !slices.ContainsFunc(h.d.Places, func(x doc.PlaceMention) bool { return x.First <= p.Token && p.Token < x.Last }) {
			return false
		}
	}
	return true
}
