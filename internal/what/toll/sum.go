package toll

import (
	"slices"
	"strings"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// markParts marks the tolls that only repeat or part out what an earlier one
// holds: the same figure of the same group again beside a whole, and a group
// that is said to be among the dead.
func (r *reading) markParts(e *draft.Event) {
	for i := range e.Tolls {
		t := &e.Tolls[i]
		if t.Part || t.Vague {
			continue
		}
		if r.amongDead(*t) {
			t.Part = true
			continue
		}
		for j := range i {
			o := &e.Tolls[j]
			if o.Part && o.Outcome == t.Outcome && o.Group == t.Group && o.Figure == t.Figure && t.Group != "" {
				t.Part = true
			}
		}
	}
}

// amongDead tells whether a toll is of some "among the dead", "of the victims".
func (r *reading) amongDead(t draft.Toll) bool {
	x := r.first(t)
	s := r.sentence(x)
	if s == doc.None {
		return false
	}
	last := r.d.Sentences[s].Last
	for j := r.d.Sentences[s].First; j < last; j++ {
		if !strings.EqualFold(r.d.Word(j), "among") && !strings.EqualFold(r.d.Word(j), "amongst") {
			continue
		}
		for k := j + 1; k < min(last, j+4); k++ {
			if r.f.is(r.d, k, wordDead) {
				return true
			}
		}
	}
	return false
}

// account is what one sentence of one speaker adds up to.
type account struct {
	sentence, quote int
	low, high       float64
	groups          []string
	more            bool // says that it adds to what was told before
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
			if t.Outcome != outcome || t.Vague != vague || t.Part || t.Attackers && e.Mode != parley.ModeClash {
				continue
			}
			list = r.add(list, t)
		}
		if list != nil {
			break
		}
	}
	if list == nil {
		return 0, 0, false, false
	}
	totals := combine(list, e.Mode == parley.ModeClash)
	low, high = totals[0].low, totals[0].high
	for _, a := range totals[1:] {
		low, high = min(low, a.low), max(high, a.high)
	}
	return low, high, vague, true
}

// add puts a toll to the account of its sentence and speaker, or opens one.
func (r *reading) add(list []account, t draft.Toll) []account {
	low, high := bounds(r.d, t)
	s := r.sentence(r.first(t))
	group := t.Group
	more := t.Count != doc.None && (r.d.Counts[t.Count].Word == "another" || r.says(t, "also", "another", "more", "further", "additional"))
	for i := range list {
		a := &list[i]
		if a.sentence == s && a.quote == t.Quote && !(group != "" && slices.Contains(a.groups, group) && !more && a.low == low) {
			a.low, a.high = a.low+low, a.high+high
			a.groups = append(a.groups, group)
			return list
		}
	}
	return append(list, account{sentence: s, quote: t.Quote, low: low, high: high, groups: []string{group}, more: more})
}

// says tells whether one of the words stands in the count or a few words
// around its cause.
func (r *reading) says(t draft.Toll, words ...string) bool {
	c := &r.d.Counts[t.Count]
	s := r.sentence(c.First)
	if s == doc.None {
		return false
	}
	from, to := max(r.d.Sentences[s].First, c.First-2), min(r.d.Sentences[s].Last, c.Last+5)
	for j := from; j < to; j++ {
		if slices.Contains(words, strings.ToLower(r.d.Word(j))) {
			return true
		}
	}
	return false
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
		last := &out[len(out)-1]
		if a.more && !overlap(last.groups, a.groups) || clash && !overlap(last.groups, a.groups) && !slices.Contains(a.groups, "") && !slices.Contains(last.groups, "") {
			last.low, last.high = last.low+a.low, last.high+a.high
			last.groups = append(last.groups, a.groups...)
			continue
		}
		if partOf(a, out) {
			continue
		}
		out = append(out, a)
	}
	return out
}

// partOf tells whether an account of one group alone is a part of a total
// before it: smaller, where the total is of people in general.
func partOf(a account, before []account) bool {
	if len(a.groups) != 1 || a.groups[0] == "" {
		return false
	}
	return slices.ContainsFunc(before, func(b account) bool {
		return a.high < b.low && (slices.Contains(b.groups, "") || slices.Contains(b.groups, a.groups[0]) && len(b.groups) > 1)
	})
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(g string) bool { return g != "" && slices.Contains(b, g) })
}
