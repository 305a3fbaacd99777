package toll

import (
	"slices"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// account is what one sentence of one speaker adds up to.
type account struct {
	sentence, quote int
	low, high       float64
	groups          []string
	more            bool    // all of it adds to what was told before
	named           bool    // all of it are persons by name
	first, rest     float64 // the figure told first, and the sum of the others
}

// Sum returns the lowest and the highest figure that anybody gives for the
// outcome (killed or injured) of the attacked side, both sides for a clash:
// parts are not added to their whole, groups counted side by side by one
// speaker are. ok is false where no figure is given. vague is true where only
// words such as "dozens" give it; then low and high are those words' bounds.
func Sum(d *doc.Doc, e *draft.Event, outcome doc.Outcome) (low, high float64, vague, ok bool) {
	var list []account
	r := reading{d: d}
	for _, vague = range []bool{false, true} {
		for _, t := range e.Tolls {
			if !of(d, e, t, outcome) || t.Vague != vague || t.Part || t.Attackers && e.Mode != parley.ModeClash {
				continue
			}
			list = r.add(list, t, e.Mode != parley.ModeClash)
		}
		if list != nil {
			break
		}
	}
	if list == nil {
		return 0, 0, false, false
	}
	if e.Mode != parley.ModeClash {
		if list = oneSide(list); outcome == doc.Injured {
			list = withoutOthers(list, r.sideOfKilled(e))
		}
		if len(list) == 0 {
			return 0, 0, false, false
		}
	}
	totals := combine(withoutNamed(list), e.Mode == parley.ModeClash)
	low, high = totals[0].low, totals[0].high
	for _, a := range totals[1:] {
		low, high = min(low, a.low), max(high, a.high)
	}
	return low, high, vague, true
}

// of tells whether a toll is one of the outcome: "no casualties" is of killed
// and injured. That nobody of a certain kind was hurt says nothing of the rest.
func of(d *doc.Doc, e *draft.Event, t draft.Toll, outcome doc.Outcome) bool {
	if t.High == 0 {
		if t.Group != "" || t.Count != doc.None && d.Counts[t.Count].Unit != "" && !general(d.Counts[t.Count].Unit) {
			return false
		}
		if t.Outcome == doc.Casualties {
			hurt := slices.ContainsFunc(e.Tolls, func(o draft.Toll) bool {
				return (o.Outcome == doc.Killed || o.Outcome == doc.Injured) && o.High > 0
			})
			return !hurt && (outcome == doc.Killed || outcome == doc.Injured)
		}
	}
	return t.Outcome == outcome
}

// general tells the units that stand for anybody.
func general(unit string) bool {
	switch unit {
	case "person", "people", "casualty", "injury", "death", "fatality", "victim", "loss":
		return true
	}
	return false
}

// oneSide leaves out the accounts of armed groups alone where the first is of
// others, and the other way round: they are the losses of the other side.
func oneSide(list []account) []account {
	first := list[0].side()
	if first == sideOpen {
		return list
	}
	out := list[:1]
	for _, a := range list[1:] {
		if s := a.side(); s == sideOpen || s == first {
			out = append(out, a)
		}
	}
	return out
}

// sideOfKilled is the side of the dead that are told first and not as the
// attackers' own; open where none are.
func (r *reading) sideOfKilled(e *draft.Event) side {
	for _, t := range e.Tolls {
		if t.Outcome == doc.Killed && !t.Attackers && !t.Part && t.High > 0 {
			return account{groups: []string{t.Group}}.side()
		}
	}
	return sideOpen
}

// withoutOthers leaves out the wounded of armed groups alone where the dead are
// others: "four rebels were killed and eight wounded" behind an attack of theirs.
func withoutOthers(list []account, killed side) []account {
	if killed != sideOthers {
		return list
	}
	return slices.DeleteFunc(list, func(a account) bool { return a.side() == sideArmed })
}

// side is the side of the people an account counts.
type side int

const (
	sideOpen side = iota
	sideArmed
	sideOthers
)

// opposed tells whether the people are armed groups on the one hand and others
// on the other.
func opposed(a, b side) bool { return a != b && a != sideOpen && b != sideOpen }

func (a account) side() side {
	armed, others := false, false
	for _, g := range a.groups {
		switch g {
		case "":
			return sideOpen
		case "militants", "attackers":
			armed = true
		default:
			others = true
		}
	}
	switch {
	case armed && !others:
		return sideArmed
	case others && !armed:
		return sideOthers
	}
	return sideOpen
}

// add puts a toll to the account of its sentence and speaker, or opens one.
// parted keeps the dead of armed groups from those of others, as in an attack of
// the ones on the others: "nine guards and four rebels were killed".
func (r *reading) add(list []account, t draft.Toll, parted bool) []account {
	low, high := bounds(r.d, t)
	s := r.sentence(r.first(t))
	group := t.Group
	for i := range list {
		a := &list[i]
		if parted && opposed(a.side(), account{groups: []string{group}}.side()) {
			continue
		}
		if a.sentence == s && a.quote == t.Quote && !(group != "" && slices.Contains(a.groups, group) && !t.More && a.low == low && t.Count != doc.None) {
			a.low, a.high = a.low+low, a.high+high
			a.groups = append(a.groups, group)
			a.more, a.named, a.rest = a.more && t.More, a.named && r.named(t), a.rest+high
			if len(a.groups) > 2 && a.rest == a.first { // "seven died: six guards and a driver"
				a.low, a.high = a.first, a.first
			}
			return list
		}
	}
	return append(list, account{sentence: s, quote: t.Quote, low: low, high: high, groups: []string{group}, more: t.More, named: r.named(t), first: low})
}

// bounds are the printed figure of a toll, or both figures of a range.
func bounds(d *doc.Doc, t draft.Toll) (low, high float64) {
	if t.Vague {
		return t.Low, t.High
	}
	if t.Count != doc.None && d.Counts[t.Count].Word == "" && t.High < doc.Unbounded {
		return t.Low, t.High // "10 to 15"
	}
	return t.Figure, t.Figure
}

// combine joins accounts that add to one another, and leaves the rest side by
// side as alternatives.
func combine(list []account, clash bool) []account {
	out := list[:1]
	for _, a := range list[1:] {
		if last := &out[len(out)-1]; last.adds(a, clash) {
			last.low, last.high = last.low+a.low, last.high+a.high
			last.groups, last.named = append(last.groups, a.groups...), last.named && a.named
			continue
		}
		if partOf(a, out) {
			continue
		}
		out = append(out, a)
	}
	return out
}

// withoutNamed leaves out the persons by name who are told behind a larger
// number, or before one of people in general, and anybody who is one beside one
// that is far larger: it counts them too.
func withoutNamed(list []account) []account {
	most, far := 0.0, 0.0
	for _, a := range list {
		if !a.named && !a.more && slices.Contains(a.groups, "") {
			most = max(most, a.low)
		}
		far = max(far, a.low)
	}
	out, before := make([]account, 0, len(list)), 0.0
	for _, a := range list {
		if a.named && a.high < max(most, before) || a.high == 1 && !a.more && few <= far {
			continue
		}
		if !a.named {
			before = max(before, a.low)
		}
		out = append(out, a)
	}
	return out
}

// adds tells whether the next account counts others than this one.
func (a *account) adds(next account, clash bool) bool {
	switch {
	case a.named && next.named:
		return true // other persons: one told twice counts as a part
	case next.more:
		return !overlap(a.groups, next.groups)
	case clash:
		return !overlap(a.groups, next.groups) && !slices.Contains(next.groups, "") && !slices.Contains(a.groups, "")
	}
	return false
}

// few is how many times smaller than a total before it a figure is that must
// be of some of the same people, whatever it is called.
const few = 4

// partOf tells whether an account is a part of a total before it: far smaller,
// or smaller and of one group that the total does not give by itself.
func partOf(a account, before []account) bool {
	if slices.ContainsFunc(before, func(b account) bool { return a.high*few <= b.low }) {
		return true // "two bodies were found", of twelve dead
	}
	if len(a.groups) != 1 || a.groups[0] == "" {
		return false
	}
	g := a.groups[0]
	if slices.ContainsFunc(before, func(b account) bool { return len(b.groups) == 1 && b.groups[0] == g }) {
		return false // the same people counted by somebody else
	}
	return slices.ContainsFunc(before, func(b account) bool {
		switch {
		case a.high >= b.low:
			return false
		case g == "children" || g == "women":
			return true
		case slices.Contains(b.groups, ""):
			return g != "civilians" || a.quote == b.quote
		}
		return slices.Contains(b.groups, g)
	})
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(g string) bool { return g != "" && slices.Contains(b, g) })
}
