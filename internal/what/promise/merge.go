package promise

import (
	"slices"
	"sort"

	"parley"
)

// merge joins the tellings of one thing, and orders by trigger.
func (r *reading) merge(list []*commitment) []*commitment {
	sort.SliceStable(list, func(i, j int) bool {
		if list[i].head != list[j].head {
			return list[i].head < list[j].head
		}
		return list[i].what < list[j].what
	})
	var out []*commitment
	for _, x := range list {
		old := -1
		for i, o := range out {
			if r.same(o, x) {
				old = i
				break
			}
		}
		if old < 0 {
			out = append(out, x)
			continue
		}
		r.absorb(out[old], x)
	}
	return out
}

// absorb adds to x what a second telling of the same thing says more.
func (r *reading) absorb(x, o *commitment) {
	x.fill(o)
	if x.condition.Empty() {
		x.condition = o.condition
	}
	if x.deadline.words.Empty() {
		x.deadline = o.deadline
	}
	if x.count < 0 {
		x.count = o.count
	}
	if x.status == parley.Pending {
		x.status, x.statusAt, x.statusBy = o.status, o.statusAt, o.statusBy
	}
	x.again = append(x.again, o.head)
}

// same tells whether two tellings are of one thing: words one within the
// other, or one party's thing told in like words.
func (r *reading) same(a, b *commitment) bool {
	if a.what == b.what || a.words.First < b.words.Last && b.words.First < a.words.Last && r.sentence(a.what) == r.sentence(b.what) &&
		(a.words.First <= b.what && b.what < a.words.Last && r.nested(a, b)) {
		return true
	}
	if !r.likeBy(a, b) {
		return false
	}
	if r.otherTerm(a, b) {
		return false
	}
	if r.is(truce, a.what) && r.is(truce, b.what) {
		return true
	}
	x, y := r.content(a), r.content(b)
	p, q := r.grouped(a.what), r.grouped(b.what)
	if len(a.by) == 0 || len(b.by) == 0 {
		if p != q || a.kind != b.kind {
			return false
		}
	} else if !slices.Contains(x, q) && !slices.Contains(y, p) {
		return false
	}
	both := 0
	for _, w := range x {
		if slices.Contains(y, w) {
			both++
		}
	}
	least := min(len(x), len(y))
	return both >= 2 && both*3 >= least*2
}

// otherTerm tells whether both have a deadline, and not the same.
func (r *reading) otherTerm(a, b *commitment) bool {
	if a.deadline.time < 0 || b.deadline.time < 0 {
		return false
	}
	return !r.d.Times[a.deadline.time].Period.To.Equal(r.d.Times[b.deadline.time].Period.To)
}

// nested tells whether b's thing is only a part of a's ("promised to begin
// talks": the talks).
func (r *reading) nested(a, b *commitment) bool { return r.under(b.what, a.what) }

// likeBy tells whether the same party has to do both, or one is not told.
func (r *reading) likeBy(a, b *commitment) bool {
	if len(a.by) == 0 || len(b.by) == 0 {
		return true
	}
	x, y := r.actor(a.by[0]), r.actor(b.by[0])
	if x < 0 || y < 0 {
		return r.lemma(a.by[0]) == r.lemma(b.by[0])
	}
	p, q := &r.d.Actors[x], &r.d.Actors[y]
	return x == y || p.Side != "" && p.Side == q.Side
}

// grouped is the lemma, or the first of its group of words for one deed.
func (r *reading) grouped(t int) string {
	l := r.lemma(t)
	if first, ok := r.c.alike[l]; ok {
		return first
	}
	return l
}

// content is the lemmas of the content words of the thing.
func (r *reading) content(x *commitment) []string {
	var list []string
	for t := x.words.First; t < x.words.Last; t++ {
		switch r.d.Tokens[t].UPOS {
		case "NOUN", "PROPN", "VERB", "NUM", "ADJ":
			if l := r.grouped(t); !slices.Contains(list, l) {
				list = append(list, l)
			}
		}
	}
	return list
}
