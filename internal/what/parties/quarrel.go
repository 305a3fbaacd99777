package parties

import (
	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// answered tells acts that are addressed to the other side of a quarrel.
func answered(e *draft.Event) bool {
	switch e.Type {
	case parley.Request, parley.Reject, parley.Threaten, parley.Retreat:
		return true
	case parley.Sanction:
		return e.Mode == "discontinue"
	case parley.Coerce:
		return e.Mode == parley.ModeSeize
	}
	return false
}

// pairVotes is how many events must set two sides against each other before
// they count as the article's quarrel.
const pairVotes = 2

// quarrel finds the two sides that most events of the article are between.
func (h *heir) quarrel() {
	h.a, h.b = doc.None, doc.None
	type pair struct{ a, b int }
	votes := map[pair]int{}
	var order []pair
	total := 0
	for _, e := range h.events {
		a, b := h.sidesOf(e)
		if a == doc.None || b == doc.None || h.leaves(e) {
			continue
		}
		p := pair{min(a, b), max(a, b)}
		if votes[p] == 0 {
			order = append(order, p)
		}
		votes[p]++
		total++
	}
	best := 0
	for _, p := range order {
		if votes[p] > best {
			best, h.a, h.b = votes[p], p.a, p.b
		}
	}
	if best < pairVotes || 2*best <= total {
		h.a, h.b = doc.None, doc.None
	}
}

// sidesOf returns the actors of the two sides of e, the first that are known;
// None where there are not two.
func (h *heir) sidesOf(e *draft.Event) (a, b int) {
	a, b = doc.None, doc.None
	for _, list := range [][]draft.Party{e.Sources, e.Targets} {
		for _, p := range list {
			s := h.side(p)
			switch {
			case s == doc.None || s == a || s == b:
			case a == doc.None:
				a = s
			case b == doc.None:
				b = s
			}
		}
	}
	return a, b
}

// side returns the index of the actor that is the party's side, its own where
// it is named and has none, or the article does not speak of it; None for
// nobody in particular.
func (h *heir) side(p draft.Party) int {
	if p.Actor == doc.None {
		return doc.None
	}
	a := &h.d.Actors[p.Actor]
	id := a.Side
	if id == "" && (a.Kind == doc.ActorThing || a.Source == doc.FromNominal || a.Sector == "JRN") {
		return doc.None
	}
	if id == "" {
		return p.Actor // a rival whose party nobody names
	}
	if h.d.Actors[p.Actor].ID == id {
		return p.Actor
	}
	for i := range h.d.Actors {
		if h.d.Actors[i].ID == id {
			return i
		}
	}
	return p.Actor // the article does not speak of the party itself
}

// nearestPair returns the two sides of the event nearest to event i that fits
// and that has two; if a is a side, one of them must be a. None, None for none.
func (h *heir) nearestPair(i, a int, fits func(*draft.Event) bool) (x, y int) {
	for step := 1; step < len(h.events); step++ {
		for _, k := range []int{i - step, i + step} {
			if k < 0 || k >= len(h.events) || h.leaves(h.events[k]) || !fits(h.events[k]) {
				continue
			}
			if p, q := h.sidesOf(h.events[k]); q != doc.None && (a == doc.None || a == p || a == q) {
				return p, q
			}
		}
	}
	return doc.None, doc.None
}

// strangers tells whether the event names somebody who is of neither side: it
// is then no meeting of the two.
func (h *heir) strangers(e *draft.Event, side int) bool {
	for _, list := range [][]draft.Party{e.Sources, e.Targets} {
		for _, p := range list {
			if p.Actor == doc.None {
				continue
			}
			a := &h.d.Actors[p.Actor]
			if a.Source != doc.FromNominal && h.side(p) != side {
				return true
			}
		}
	}
	return false
}

// other adds the other side of the article's quarrel to an act that one side
// addresses to it.
func (h *heir) other(e *draft.Event) {
	switch {
	case h.leaves(e):
		k := h.bound(e.Sources)
		if k == doc.None && len(e.Targets) == 0 {
			k = h.across(e.Sources)
		}
		h.inherit(e, &e.Targets, k, "party.other-side")
	case len(e.Targets) == 0 || e.Mode == parley.ModeSeize && h.things(e.Targets):
		h.inherit(e, &e.Targets, h.across(e.Sources), "party.other-side")
	case len(e.Sources) == 0 && e.Type == parley.Retreat && e.Mode == "release":
		h.inherit(e, &e.Sources, h.across(e.Targets), "party.other-side")
	}
}

// things tells targets that are all things or places: who held them is not said.
func (h *heir) things(list []draft.Party) bool {
	for _, p := range list {
		if p.Actor != doc.None && h.d.Actors[p.Actor].Kind != doc.ActorThing {
			return false
		}
	}
	return true
}

// party makes an inferred party of the actor, shown by the mention nearest to
// the token.
func (h *heir) party(actor, token int, rule string) (draft.Party, bool) {
	m := nearest(h.d, actor, token)
	if m == doc.None {
		return draft.Party{}, false
	}
	x := &h.d.Mentions[m]
	return draft.Party{
		Token: x.Head, Mention: m, Actor: actor, Words: doc.Range{First: x.First, Last: x.Last}, Inferred: true, Rule: rule,
	}, true
}

// nearest returns the mention of the actor by name or role that is nearest to
// the token, the one before it first; None if there is none.
func nearest(d *doc.Doc, actor, token int) int {
	best, far := doc.None, 0
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Actor != actor || m.How == doc.ByPronoun || m.How == doc.ByNominal {
			continue
		}
		n := 2 * (token - m.Head)
		if n < 0 {
			n = 1 - n
		}
		if best == doc.None || n < far {
			best, far = i, n
		}
	}
	return best
}
