package fuse

import (
	"slices"

	"parley"
	"parley/internal/doc"
)

// window is how many of the latest happenings a telling is compared with,
// beside those of the article's beginning, so that long articles cost no more
// a sentence than short ones.
const window, opening = 24, 6

// rounding is what sums of weights may be off by.
const rounding = 1e-9

// best returns the happening for which most speaks that t tells it too, with
// the weightiest reason; nil if nothing reaches the threshold. Of equals the
// later one is chosen.
func (r *reading) best(open []*happening, t *happening) (*happening, string) {
	var found *happening
	why, top := "", r.tables.weights["threshold"]
	for i, h := range open {
		if i >= opening && i < len(open)-window || h.family != t.family || negated(h) != negated(t) {
			continue
		}
		sum, reason := r.compare(h, t)
		sum += r.distance(h, t)
		if sum+rounding >= top {
			found, why, top = h, reason, sum
		}
	}
	return found, why
}

// tally sums weights up and remembers the weightiest.
type tally struct {
	weights map[string]float64
	sum     float64
	top     float64
	why     string
}

func (t *tally) add(reason string) {
	if reason == "" {
		return
	}
	w := t.weights[reason]
	t.sum += w
	if w > t.top {
		t.top, t.why = w, reason
	}
}

// compare weighs what the two tell. It does not look at how far apart they stand.
func (r *reading) compare(h, t *happening) (float64, string) {
	w := tally{weights: r.tables.weights}
	w.add(start(h, t))
	if t.pointed {
		w.add("anaphor")
	} else {
		w.add(bringsIn(t))
	}
	if t.other && !takenUp(h, t) || r.war(h) != r.war(t) {
		w.add("other")
	}
	if t.beside {
		w.add("beside")
	}
	w.add(ordinals(h, t))
	w.add(repeats(h, t))
	w.add(r.compareDays(h, t))
	w.add(comparePlaces(h.places, t.places))
	w.add(compareLosses(h.losses, t.losses))
	r.compareSides(&w, h, t)
	switch h.family {
	case "violence":
		w.add(r.compareModes(h, t))
	case string(parley.Consult):
		w.add(compareVisits(h, t))
	}
	w.add(r.compareStatus(h, t))
	if (!t.anaphoric || r.one(t)) && aggregate(h) != aggregate(t) {
		w.add("other")
	}
	if r.trend(h) != r.trend(t) || t.counted() && !h.counted() && !r.many(h) {
		w.add("trend")
	}
	if a, b := dead(h), dead(t); r.series(h) != r.series(t) && a > 0 && b > 0 && !closeBy(a, b) {
		w.add("other")
	}
	if background(h) != background(t) {
		w.add("background")
	}
	return w.sum, w.why
}

// ofWar is how many dead are those of a war and not of a day.
const ofWar = 1000

// war reports whether the losses of a whole war are told: "a conflict that has
// killed more than 10,000 people".
func (r *reading) war(h *happening) bool {
	for _, m := range h.sample() {
		if m.e.Mode == parley.ModeClash && slices.ContainsFunc(h.losses, func(l loss) bool { return l.outcome == doc.Killed && l.low >= ofWar }) {
			return true
		}
	}
	return false
}

// takenUp reports whether t tells at length what an opening that names several
// deeds told before: "elsewhere" sets it apart from what stands between.
func takenUp(h, t *happening) bool {
	return t.first-h.last > 1 && compareLosses(h.losses, t.losses) == "toll-same"
}

// distance weighs where the two stand in the article.
func (r *reading) distance(h, t *happening) float64 {
	w := tally{weights: r.tables.weights}
	gap := t.first - h.last
	if h.bareEffect && !t.bareEffect && gap == 1 && len(h.sources) == 0 && len(h.days) == 0 {
		w.add("cause")
	}
	switch {
	case h.tellsIn(t.first) && !t.pointed:
		w.add("unlinked")
		return w.sum
	case gap == 1:
		w.add("next")
		if t.bareEffect && len(h.losses) == 0 {
			w.add("next-open")
		}
	}
	w.sum += w.weights["far"] * float64(min(max(gap-1, 0), 10))
	if h.last < r.turn && r.turn <= t.first {
		w.add("turn")
	}
	if h.opens {
		w.add("main")
	}
	if t.mentions[0].e.Quote >= 0 {
		w.add("quoted")
	}
	switch {
	case h.first < r.body && t.first < r.body+lead, r.heading[min(h.last, len(r.heading)-1)] && r.onlyHeadings(h.last, t.first):
		w.add("title")
	case r.headingBetween(h, t):
		w.add("section")
	}
	return w.sum
}

// tellsIn reports whether the deed itself, and not a mere pointer to it, stands
// in the sentence.
func (h *happening) tellsIn(sentence int) bool {
	for _, m := range h.sample() {
		if m.sentence == sentence && !m.e.Anaphoric && !(m.noun && m.article == articleThe) {
			return true
		}
	}
	return false
}

// onlyHeadings reports whether the sentence to stands in the first paragraph or
// two under the heading from.
func (r *reading) onlyHeadings(from, to int) bool {
	plain := 0
	for i := from + 1; i <= to && i < len(r.heading); i++ {
		if !r.heading[i] {
			plain++
		} else if plain > 0 {
			return false
		}
	}
	return plain <= lead
}

// headingBetween reports whether a heading inside the article that tells
// something of the kind, and where or when, parts the two: reports of several incidents
// have such.
func (r *reading) headingBetween(h, t *happening) bool {
	for i := max(h.last+1, r.body); i < t.first && i < len(r.heading); i++ {
		if r.heading[i] && r.telling[i] == h.family && r.located[i] {
			return true
		}
	}
	return false
}

// start is the weight against joining: the less a telling says of its own, the
// less it can stand alone.
func start(h, t *happening) string {
	if len(t.days) > 0 || t.placed() {
		return "start"
	}
	if acts(t.family) {
		return "start-act"
	}
	if t.bareEffect && (len(t.sources) == 0 || alike(h.sources, t.sources) >= sameSide) {
		return "start-effect"
	}
	if len(t.losses) == 0 || h.family != "violence" {
		return "start-bare"
	}
	return "start"
}

// acts is true for what is done by saying it.
func acts(family string) bool {
	switch parley.EventType(family) {
	case parley.Request, parley.Accuse, parley.Reject, parley.Threaten, parley.Support, parley.Concede, parley.Sanction:
		return true
	}
	return false
}

func bringsIn(t *happening) string {
	switch m := t.mentions[0]; {
	case (m.noun || m.about != "") && m.article == articleThe:
		return "the"
	case (m.noun || m.about != "") && m.article == articleA:
		return "a"
	}
	return ""
}

func ordinals(h, t *happening) string {
	for _, a := range h.sample() {
		for _, b := range t.sample() {
			if a.ordinal != "" && b.ordinal != "" && a.ordinal != b.ordinal {
				return "ordinal"
			}
		}
	}
	return ""
}

func repeats(h, t *happening) string {
	for _, a := range h.sample() {
		for _, b := range t.sample() {
			if a.lemma == b.lemma && !a.effect {
				return "repeat"
			}
		}
	}
	return ""
}
