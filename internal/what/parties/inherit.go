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
		h.part(e, a)
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
