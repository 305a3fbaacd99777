package fuse

import (
	"slices"
	"time"

	"parley"
	"parley/internal/doc"
)

// compareDays weighs the days of the two: the best pair counts.
func (r *reading) compareDays(h, t *happening) string {
	if len(h.days) == 0 && h.opens && h.last != t.first && r.old(t.days) {
		return "day-apart"
	}
	if len(h.days) == 0 || len(t.days) == 0 {
		return ""
	}
	best := "day-apart"
	for _, a := range h.days {
		for _, b := range t.days {
			switch {
			case a.Overlaps(b):
				if long(a) || long(b) {
					best = better(best, "day-within")
				} else {
					return "day-same"
				}
			case gap(a, b) <= 24*time.Hour && h.family != "violence" && h.family != string(parley.Consult):
				best = better(best, "day-within") // a day of saying, a day of doing
			case gap(a, b) <= 24*time.Hour && a.Precision != parley.PrecisionYear:
				best = better(best, "day-near")
			}
		}
	}
	return best
}

// news is how long before an article's date its news is at most.
const news = 21 * 24 * time.Hour

// old reports whether all days are long before the article's date.
func (r *reading) old(days []parley.Period) bool {
	p := r.d.Published.Period.From
	if p.IsZero() || len(days) == 0 {
		return false
	}
	for _, d := range days {
		if d.To.IsZero() || p.Sub(d.To) < news {
			return false
		}
	}
	return true
}

// better returns the reason that speaks less against.
func better(a, b string) string {
	if a == "day-apart" || a == "day-near" && b == "day-within" {
		return b
	}
	return a
}

// long reports whether a period is too long for two deeds in it to be one for
// that alone.
func long(p parley.Period) bool {
	return p.From.IsZero() || p.To.IsZero() || p.To.Sub(p.From) > 3*24*time.Hour
}

func gap(a, b parley.Period) time.Duration {
	if b.From.After(a.To) {
		return b.From.Sub(a.To)
	}
	return a.From.Sub(b.To)
}

// comparePlaces weighs the places of the two: one pair that is far apart parts
// them, else the best counts.
func comparePlaces(a, b []parley.Place) string {
	best := ""
	for i := range a {
		for j := range b {
			switch rel := between(&a[i], &b[j]); {
			case rel == "place-apart":
				return rel
			case placeRank(rel) > placeRank(best):
				best = rel
			}
		}
	}
	return best
}

// placeRank orders what two places say for one happening.
func placeRank(rel string) int {
	return slices.Index([]string{"", "place-country", "place-near", "place-inside", "place-same"}, rel)
}

// between says how two places lie to each other; empty if that is not known.
func between(a, b *parley.Place) string {
	switch {
	case a.Country != "" && b.Country != "" && a.Country != b.Country:
		return "place-apart"
	case a.Precision == parley.PlaceRegion || b.Precision == parley.PlaceRegion:
		return ""
	case a.Precision == parley.PlaceCountry || b.Precision == parley.PlaceCountry:
		if a.Country == b.Country && a.Country != "" && a.Precision != b.Precision {
			return "place-country"
		}
		return ""
	case a.Admin1 != "" && b.Admin1 != "" && a.Admin1 != b.Admin1:
		return "place-apart"
	case a.ID != "" && a.ID == b.ID, a.Name == b.Name:
		return "place-same"
	case a.Admin1 == "" || b.Admin1 == "":
		return ""
	case a.Precision == parley.PlaceAdmin1 || b.Precision == parley.PlaceAdmin1:
		return "place-inside"
	case a.Admin2 != "" && a.Admin2 == b.Admin2, a.Admin2 == b.Name, b.Admin2 == a.Name:
		return "place-inside"
	}
	return "place-near"
}

// compareLosses weighs the figures of the two, attackers' own and parts aside.
func compareLosses(a, b []loss) string {
	best := ""
	for i := range a {
		for j := range b {
			x, y := &a[i], &b[j]
			switch {
			case x.outcome != y.outcome || x.attackers != y.attackers,
				x.group != "" && y.group != "" && x.group != y.group,
				x.part != y.part:
			case x.figure == y.figure && x.figure > 3:
				return "toll-same"
			case x.figure == y.figure:
				best = "toll-small"
			case best == "toll-small":
			case x.low <= y.high && y.low <= x.high, closeBy(x.figure, y.figure):
				best = "toll-near"
			case best == "" && x.outcome == doc.Freed:
				best = "count-apart"
			case best == "":
				best = "toll-apart"
			}
		}
	}
	return best
}

// closeBy is true for figures as two sources count one thing: 13 and 15.
func closeBy(x, y float64) bool { return min(x, y) >= 4 && max(x, y) <= 1.25*min(x, y)+1 }

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
		if known(h.targets, t.targets) {
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
	for _, m := range h.mentions {
		f := r.factsOf(m)
		sides := slices.Concat(f.sources, f.targets)
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
	for _, m := range h.mentions {
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
		if !y.named {
			continue
		}
		known++
		if alike(a, []side{y}) >= sameSide {
			met++
		}
	}
	all := 0
	for _, x := range a {
		if x.named {
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
