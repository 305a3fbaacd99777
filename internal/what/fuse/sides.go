package fuse

import (
	"slices"

	"parley"
	"parley/internal/doc"
)

// compareSides weighs who acts and on whom.
func (r *reading) compareSides(w *tally, h, t *happening) {
	if talks(h.family) || clash(h) || clash(t) {
		rel := r.comparePairs(h, t)
		if rel == "pair-same" && !talks(h.family) {
			rel = "source-same" // they fight each other more than once
		}
		w.add(rel)
		return
	}
	acting := alike(h.sources, t.sources)
	if known := max(alike(h.blamed, t.sources), alike(h.sources, t.blamed)); known >= sameSide {
		acting = max(acting, known)
	}
	switch acting {
	case sameOne:
		w.add("source-same")
	case sameSide:
		w.add("source-side")
	case otherSide:
		w.add("source-apart")
	}
	switch alike(h.targets, t.targets) {
	case sameOne:
		if r.sameVictim(h.targets, t.targets) {
			w.add("victim-same")
		} else if known(h.targets, t.targets) {
			w.add("target-the")
		} else {
			w.add("target-same")
		}
	case sameSide:
		w.add("target-side")
	case otherSide:
		w.add("target-apart")
	}
	if h.family == "violence" && (alike(h.sources, t.targets) == sameOne || alike(h.targets, t.sources) == sameOne) &&
		alike(h.sources, t.sources) < sameSide {
		if !t.pointed && !r.is("answer", t.mentions[0].e.Head) {
			w.add("swapped")
		}
	}
}

// comparePairs weighs the sides of what has no direction. With talks it is the
// sides of one telling that count, not those of all: many meet many.
func (r *reading) comparePairs(h, t *happening) string {
	met := slices.Concat(t.sources, t.targets)
	all := pair(talks(h.family), slices.Concat(h.sources, h.targets), met)
	if !talks(h.family) || len(h.mentions) == 1 {
		return all
	}
	best, found := "", false
	for _, m := range h.sample() {
		sides := slices.Concat(m.facts.sources, m.facts.targets)
		if countNamed(sides) < 2 {
			continue
		}
		if rel := pair(true, sides, met); !found || r.tables.weights[rel] > r.tables.weights[best] {
			best, found = rel, true
		}
	}
	if !found {
		return all
	}
	return best
}

func countNamed(list []side) int {
	n := 0
	for _, s := range list {
		if s.named {
			n++
		}
	}
	return n
}

// talks is true for what two sides do with each other.
func talks(family string) bool {
	switch family {
	case string(parley.Consult), string(parley.Agree), string(parley.Cooperate), "RETREAT/ceasefire":
		return true
	}
	return false
}

func clash(h *happening) bool {
	for _, m := range h.sample() {
		if m.e.Mode == parley.ModeClash {
			return true
		}
	}
	return false
}

// pair weighs two sets of sides that have no direction. One side each may be the
// two of a fight; who talks is mostly told with whom.
func pair(talks bool, a, b []side) string {
	known, met := 0, 0
	for _, y := range b {
		if !y.named || y.party == "" {
			continue
		}
		known++
		if alike(a, []side{y}) >= sameSide {
			met++
		}
	}
	all := 0
	for _, x := range a {
		if x.named && x.party != "" {
			all++
		}
	}
	switch {
	case known == 0 || all == 0:
		return ""
	case met >= 2 && known >= 2:
		return "pair-same"
	case met == known || met == all:
		return "source-same"
	case met == 0 && (talks || known >= 2 && all >= 2), met < 2 && known >= 2 && all >= 2:
		return "source-apart"
	}
	return ""
}

// likeness of two sets of sides.
const (
	otherSide = iota - 1
	notKnown
	sameSide
	sameOne
)

// alike compares two sets: their best pair, and otherSide only if all named
// ones are of different sides.
func alike(a, b []side) int {
	best, apart := notKnown, false
	for i := range a {
		for j := range b {
			rel := sides(&a[i], &b[j])
			best, apart = max(best, rel), apart || rel == otherSide
		}
	}
	if best == notKnown && apart {
		return otherSide
	}
	return best
}

// sameVictim reports whether a person by name is a target of both: nobody is
// murdered twice.
func (r *reading) sameVictim(a, b []side) bool {
	for i := range a {
		for j := range b {
			if x := a[i].actor; x != doc.None && x == b[j].actor && a[i].named && r.d.Actors[x].Kind == doc.ActorPerson {
				return true
			}
		}
	}
	return false
}

// known reports whether a thing or people of b, with "the", stand in a.
func known(a, b []side) bool {
	for i := range b {
		for j := range a {
			if b[i].the && !b[i].named && b[i].lemma == a[j].lemma {
				return true
			}
		}
	}
	return false
}

func sides(x, y *side) int {
	switch {
	case x.actor != doc.None && x.actor == y.actor:
		return sameOne
	case x.lemma != "" && x.lemma == y.lemma && x.named == y.named && (x.party == y.party):
		return sameOne
	case x.party != "" && (x.party == y.party || x.party == y.id), y.party != "" && y.party == x.id:
		return sameSide
	case x.named && y.named && x.party != "" && y.party != "":
		return otherSide
	}
	return notKnown
}
