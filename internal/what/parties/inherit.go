package parties

import (
	"strings"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// Inherit fills parties that an event's own clauses do not name from the rest
// of the article, marked as inferred: an attacker from a claim of
// responsibility, the sides of "the talks" from the talks told before, the
// other side of the one quarrel that the article is about. Events are those
// after fusing, with their claims.
func (f *Finder) Inherit(d *doc.Doc, events []*draft.Event) {
	h := &heir{d: d, events: events}
	h.quarrel()
	for i, e := range events {
		h.claimant(e)
		h.onlyGroup(e, e.Sources, &e.Sources)
		h.onlyGroup(e, e.Targets, &e.Targets)
		switch {
		case mutual(e.Type, e.Mode):
			h.talks(i, e)
		case answered(e):
			h.other(e)
		}
	}
}

// heir is the work on one article.
type heir struct {
	d      *doc.Doc
	events []*draft.Event
	// a and b are the sides that the article sets against each other, indexes in
	// Actors; None where it is not plain who they are.
	a, b int
}

// answered tells acts that are addressed to the other side of a quarrel.
func answered(e *draft.Event) bool {
	switch e.Type {
	case parley.Request, parley.Reject, parley.Threaten, parley.Retreat:
		return true
	case parley.Sanction:
		return e.Mode == "discontinue"
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
		if a == doc.None || b == doc.None {
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

// side returns the index of the actor that is the party's side, None if it
// has none or the article does not speak of it.
func (h *heir) side(p draft.Party) int {
	if p.Actor == doc.None {
		return doc.None
	}
	id := h.d.Actors[p.Actor].Side
	if id == "" {
		return doc.None
	}
	if h.d.Actors[p.Actor].ID == id {
		return p.Actor
	}
	for i := range h.d.Actors {
		if h.d.Actors[i].ID == id {
			return i
		}
	}
	return doc.None
}

// claimant takes the attacker from a claim of responsibility, where no named
// one is known.
func (h *heir) claimant(e *draft.Event) {
	if e.Type != parley.Assault || e.Mode == parley.ModeClash {
		return
	}
	for _, p := range e.Sources {
		if p.Actor != doc.None && (h.d.Actors[p.Actor].Source == doc.FromList || h.d.Actors[p.Actor].Source == doc.FromName) {
			return
		}
	}
	for _, c := range e.Claims {
		if c.Stance == "claimed" && c.Actor != doc.None && !has(e.Sources, c.Actor) && h.fights(c.Actor) {
			if p, ok := h.party(c.Actor, c.Head, "party.claimed"); ok {
				e.Sources = append(e.Sources, p)
			}
		}
	}
}

// onlyGroup names the group behind "the rebels" where the article names one
// armed group only, and that group does not deny it.
func (h *heir) onlyGroup(e *draft.Event, list []draft.Party, side *[]draft.Party) {
	loose := false
	for _, p := range list {
		if p.Actor == doc.None {
			continue
		}
		a := &h.d.Actors[p.Actor]
		if a.Sector == "REB" && a.Source == doc.FromNominal && a.Kind == doc.ActorGroup {
			switch strings.ToLower(h.d.Tokens[p.Token].Lemma) {
			case "rebel", "insurgent", "guerrilla", "guerilla":
				loose = true
			}
		} else if a.Sector == "REB" && a.Side == a.ID {
			return
		}
	}
	k := h.rebels()
	if !loose || k == doc.None || has(e.Sources, k) || has(e.Targets, k) {
		return
	}
	for _, c := range e.Claims {
		if c.Stance == "denied" && c.Actor == k {
			return
		}
	}
	if p, ok := h.party(k, e.Head, "party.only-group"); ok {
		*side = append(*side, p)
	}
}

// rebels returns the index of the only armed group that the article names, or
// None.
func (h *heir) rebels() int {
	only := doc.None
	for i := range h.d.Actors {
		a := &h.d.Actors[i]
		if a.Sector != "REB" || a.Side != a.ID || a.Source == doc.FromNominal || a.Kind == doc.ActorPerson {
			continue
		}
		if only != doc.None {
			return doc.None
		}
		only = i
	}
	return only
}

// fights tells a party that can be behind an attack.
func (h *heir) fights(actor int) bool {
	a := &h.d.Actors[actor]
	return a.Kind != doc.ActorThing && a.Sector != "JRN" && a.Sector != "BUS" && (a.Kind != doc.ActorOrganisation || a.Sector != "")
}

// talks completes the two sides of an act that both do alike.
func (h *heir) talks(i int, e *draft.Event) {
	a, b := h.sidesOf(e)
	if b != doc.None {
		return
	}
	x, y := h.nearestPair(i, a, func(o *draft.Event) bool { return o.Type == e.Type })
	if x == doc.None {
		x, y = h.nearestPair(i, a, func(o *draft.Event) bool { return mutual(o.Type, o.Mode) })
	}
	if x == doc.None {
		x, y = h.a, h.b
	}
	if x == doc.None || a != doc.None && a != x && a != y || h.strangers(e, a) {
		return
	}
	for _, k := range []int{x, y} {
		if k == a || has(e.Sources, k) || has(e.Targets, k) {
			continue
		}
		if p, ok := h.party(k, e.Head, "party.same-talks"); ok {
			if len(e.Sources) == 0 {
				e.Sources = append(e.Sources, p)
			} else {
				e.Targets = append(e.Targets, p)
			}
		}
	}
}

// nearestPair returns the two sides of the event nearest to event i that fits
// and that has two; if a is a side, one of them must be a. None, None for none.
func (h *heir) nearestPair(i, a int, fits func(*draft.Event) bool) (x, y int) {
	for step := 1; step < len(h.events); step++ {
		for _, k := range []int{i - step, i + step} {
			if k < 0 || k >= len(h.events) || !fits(h.events[k]) {
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
	if h.a == doc.None {
		return
	}
	across := func(list []draft.Party) int {
		for _, p := range list {
			switch h.side(p) {
			case h.a:
				return h.b
			case h.b:
				return h.a
			}
		}
		return doc.None
	}
	switch {
	case len(e.Targets) == 0:
		if k := across(e.Sources); k != doc.None {
			if p, ok := h.party(k, e.Head, "party.other-side"); ok {
				e.Targets = append(e.Targets, p)
			}
		}
	case len(e.Sources) == 0 && e.Type == parley.Retreat && e.Mode == "release":
		if k := across(e.Targets); k != doc.None {
			if p, ok := h.party(k, e.Head, "party.other-side"); ok {
				e.Sources = append(e.Sources, p)
			}
		}
	}
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
