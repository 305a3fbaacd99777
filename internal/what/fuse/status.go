package fuse

import (
	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// compareModes weighs the sorts of violence.
func (r *reading) compareModes(h, t *happening) string {
	apart, same, seized := false, false, false
	for _, a := range h.sample() {
		for _, b := range t.sample() {
			x, y := string(a.e.Mode), string(b.e.Mode)
			seized = seized || takingOf(h, x) != takingOf(t, y) && !b.e.Anaphoric && !a.e.Anaphoric && !a.effect && !b.effect
			same = same || x == y && x != ""
			apart = apart || r.tables.modes[x].apart[y] || r.tables.modes[y].apart[x]
		}
	}
	switch {
	case apart:
		return "mode-apart"
	case same && !seized:
		return "mode-same"
	case seized:
		return "type-apart"
	}
	return ""
}

// taking sorts modes: something is taken, somebody is, or neither.
func taking(mode string) string {
	if mode == "seize" || mode == "abduct" {
		return mode
	}
	return ""
}

// takingOf is taking, but that a post overrun with dead or wounded was attacked.
func takingOf(h *happening, mode string) string {
	sort := taking(mode)
	if sort == "seize" {
		for _, l := range h.losses {
			if l.outcome == doc.Killed || l.outcome == doc.Injured {
				return ""
			}
		}
	}
	return sort
}

// compareVisits keeps journeys and calls from talks.
func compareVisits(h, t *happening) string {
	for _, a := range h.sample() {
		for _, b := range t.sample() {
			if journey(a.e) == journey(b.e) {
				return ""
			}
		}
	}
	return "type-apart"
}

func journey(e *draft.Event) bool { return e.Mode == "visit" || e.Mode == "phone" }

// compareStatus keeps a plan from its deed, and what is asked from what is done.
func (r *reading) compareStatus(h, t *happening) string {
	a, b := r.told(h), r.told(t)
	if a == nil || b == nil || real(a) == real(b) {
		return ""
	}
	return "status-apart"
}

// told returns the first draft that is more than a pointer back, nil if there is none.
func (r *reading) told(h *happening) *draft.Event {
	for _, m := range h.sample() {
		if !m.e.Anaphoric && !m.noun || r.made(m.e) {
			return m.e
		}
	}
	return nil
}

// real reports whether the draft is told as done, be it in dispute.
func real(e *draft.Event) bool {
	return e.Status == parley.Happened || e.Status == parley.Alleged || e.Status == parley.Denied || e.Status == ""
}

// one reports whether a single deed is pointed at.
func (r *reading) one(t *happening) bool {
	return r.d.Tokens[t.mentions[0].e.Head].XPOS == "NN"
}

// aggregate reports whether the first that tells the deed itself tells a
// standing total.
func aggregate(h *happening) bool {
	for _, m := range h.sample() {
		if !m.e.Anaphoric {
			return m.e.Aggregate
		}
	}
	return h.mentions[0].e.Aggregate
}

// negated reports whether nothing but what did not happen is told.
func negated(h *happening) bool {
	for _, m := range h.sample() {
		if !m.e.Negated {
			return false
		}
	}
	return true
}

func background(h *happening) bool {
	for _, m := range h.sample() {
		if !m.e.Background {
			return false
		}
	}
	return true
}
