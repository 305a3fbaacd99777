package promise

import (
	"strings"

	"parley"
	"parley/internal/doc"
)

// candidates makes a commitment of each thing to be done that a match names.
// Of several matches on one thing the best decides.
func (r *reading) candidates() []*commitment {
	at := map[int]*commitment{} // by the head of the thing
	var list []*commitment
	for i := range r.d.Matches {
		m := &r.d.Matches[i]
		if !strings.HasPrefix(m.Label, prefix) {
			continue
		}
		for _, x := range r.nearest(r.worthy(i)) {
			switch old := at[x.what]; {
			case old == nil:
				at[x.what] = x
				list = append(list, x)
			case r.better(x, old):
				x.fill(old)
				*old = *x
			default:
				old.fill(x)
			}
		}
	}
	for _, x := range list {
		r.complete(x)
	}
	return list
}

// worthy reads each thing that match i names.
func (r *reading) worthy(i int) []*commitment {
	var list []*commitment
	for _, w := range r.d.Matches[i].Arg("what") {
		for _, v := range r.conjuncts(r.unwrap(w)) {
			if x := r.candidate(i, v); x != nil {
				list = append(list, x)
			}
		}
	}
	return list
}

// conjuncts returns the verb and those joined to it in the same form and
// without a subject of their own.
func (r *reading) conjuncts(w int) []int {
	list := []int{w}
	if r.d.Tokens[w].UPOS == "NOUN" {
		for k := w + 1; k < r.sentence(w).Last; k++ {
			if (r.rel(k) == "conj" || r.listed(k)) && r.is(deed, k) && r.under(k, w) {
				list = append(list, k)
			}
		}
		return list
	}
	for _, k := range r.kids[w] {
		if r.alongside(k, w) {
			list = append(list, r.conjuncts(k)...)
		}
		if t := &r.d.Tokens[k]; r.rel(k) == "conj" && t.UPOS == "VERB" && t.XPOS == r.d.Tokens[w].XPOS && r.child(k, "nsubj") == doc.None {
			list = append(list, k)
		}
	}
	return list
}

// nearest keeps, of the things that one match names, the one nearest behind
// the trigger and those joined to it by "and": what stands further off is its
// purpose.
func (r *reading) nearest(list []*commitment) []*commitment {
	best := -1
	for i, x := range list {
		if x.what >= x.head && (best < 0 || list[best].what < x.head || x.what < list[best].what) {
			best = i
		}
	}
	if best < 0 {
		return list
	}
	var out []*commitment
	for _, x := range list {
		if h := r.d.Tokens[r.coordinate(x.what)].Head; h >= 0 && r.alongside(r.coordinate(x.what), h) {
			out = append(out, x)
			continue
		}
		if r.coordinate(x.what) == r.coordinate(list[best].what) || x.what < x.head || r.rel(x.what) == "conj" || r.listed(x.what) {
			out = append(out, x)
		}
	}
	return out
}

// coordinate goes up from a conjunct to the first of its kind.
func (r *reading) coordinate(t int) int {
	for n := 0; n < maxDepth && r.rel(t) == "conj" && r.d.Tokens[t].Head >= 0; n++ {
		t = r.d.Tokens[t].Head
	}
	return t
}

// better orders two readings of one thing: a later pass has seen more; more
// arguments say more.
func (r *reading) better(a, b *commitment) bool {
	x, y := &r.d.Matches[a.match], &r.d.Matches[b.match]
	if x.Priority != y.Priority {
		return x.Priority > y.Priority
	}
	return len(x.Args) > len(y.Args)
}

// fill takes over what another reading of the same thing says and x does not.
func (x *commitment) fill(o *commitment) {
	if len(x.by) == 0 {
		x.by = o.by
	}
	if len(x.to) == 0 {
		x.to = o.to
	}
	if len(x.said) == 0 {
		x.said = o.said
	}
	if x.agreement.Empty() {
		x.agreement = o.agreement
	}
}

// candidate reads match i as a commitment to do w; nil where it is none.
func (r *reading) candidate(i, w int) *commitment {
	m := &r.d.Matches[i]
	x := &commitment{
		kind: parley.CommitmentKind(strings.TrimPrefix(m.Label, prefix)), match: i, head: m.Head, what: w,
		by: r.meant(m.Arg("by")), to: r.meant(m.Arg("to")), said: r.meant(m.Arg("said")), count: doc.None,
		deadline: deadline{time: doc.None}, status: parley.Pending, statusAt: doc.None,
	}
	if s := m.Attr("status"); s != "" {
		x.status, x.statusAt, x.statusBy = parley.CommitmentStatus(s), m.Head, m.Rule
	}
	if k := r.child(x.what, "csubj"); k != doc.None && x.kind == parley.Condition {
		x.what = k // "if freeing them brings peace"
	}
	if k := r.kept(x.what); k != doc.None && k != x.head {
		x.what = k
	}
	x.words = r.thing(x)
	if x.words.Empty() || r.undergone(x) || r.factual(x) || r.denied(x) || !r.worth(x) || !r.peopled(x) {
		return nil
	}
	if x.kind == parley.Pledge && x.what != x.head && r.harmful(x) {
		x.kind = parley.Threat
	}
	for _, a := range m.Arg("agreement") {
		if x.agreement.Empty() && r.is(deal, a) {
			x.agreement = r.noun(a)
		}
	}
	return x
}

// kept returns the verb that keeps somebody from doing w ("to keep the militia
// from using the road"), or doc.None. What is promised is that, not the deed.
func (r *reading) kept(w int) int {
	m, h := r.child(w, "mark", "case"), r.d.Tokens[w].Head
	if m == doc.None || h < 0 || h > w || r.word(m) != "from" || !r.verbal(h) || r.child(h, "obj") == doc.None {
		return doc.None
	}
	return h
}

// harmful tells whether the promise is to do violence, or to go on with it.
func (r *reading) harmful(x *commitment) bool {
	if r.negated(x.what) {
		return false
	}
	if r.is(harm, x.what) {
		return r.d.Tokens[x.what].UPOS == "VERB"
	}
	switch r.lemma(x.what) {
	case "continue", "resume", "intensify", "escalate", "press", "push", "proceed":
		o := r.child(x.what, "obj", "obl")
		return o != doc.None && r.is(harm, o)
	}
	return false
}

// peopled tells whether those who promise or demand can be parties, where the
// rule names any.
func (r *reading) peopled(x *commitment) bool {
	if x.kind == parley.Demand && len(x.by) > 0 && len(x.said) > 0 && x.by[0] == x.said[0] {
		return false // "wants to return"
	}
	if own := r.child(x.what, "nsubj"); x.what == x.head && own != doc.None && len(x.by) > 0 && r.d.Tokens[own].UPOS == "NOUN" && !r.somebody(own) {
		return false // the subject of another clause
	}
	for _, side := range [][]int{x.by, x.said} {
		if len(side) > 0 && r.is(deal, side[0]) {
			continue // a resolution that demands
		}
		if len(side) > 0 && len(r.parties(side, nil)) == 0 && (x.kind != parley.Demand || len(x.said) > 0 && side[0] == x.said[0]) {
			return false
		}
	}
	return true
}

// unwrap goes from a verb of starting or agreeing to its infinitive.
func (r *reading) unwrap(w int) int {
	for n := 0; n < 3 && r.is(wrap, w); n++ {
		k := r.child(w, "xcomp")
		if k == doc.None {
			k = r.child(w, "advcl")
		}
		if k == doc.None || k < w || r.d.Tokens[k].UPOS != "VERB" || r.child(k, "nsubj") != doc.None {
			break
		}
		w = k
	}
	return w
}

// undergone tells whether the thing is only what a participle says of a noun
// ("an offer made in May").
func (r *reading) undergone(x *commitment) bool {
	t := &r.d.Tokens[x.what]
	return t.XPOS == "VBN" && (r.rel(x.what) == "acl" || r.rel(x.what) == "advcl") && r.child(x.what, "aux") == doc.None &&
		r.d.Matches[x.match].Attr("participle") == ""
}

// factual tells whether what somebody agrees or assures is told as a fact, not
// as something to be done ("agreed that the army was to blame").
func (r *reading) factual(x *commitment) bool {
	if x.what == x.head || r.d.Tokens[x.head].Head == x.what || r.child(x.what, "nsubj", "csubj") == doc.None || x.kind == parley.Condition {
		return false
	}
	for _, k := range r.kids[x.what] {
		if rel := r.rel(k); rel != "aux" && rel != "cop" {
			continue
		}
		switch r.d.Tokens[k].XPOS {
		case "MD":
			return false
		case "VBD", "VBZ", "VBP":
			return true
		}
	}
	return r.d.Tokens[x.what].XPOS == "VBD"
}

// denied tells whether the trigger is denied ("has not promised to leave"), so
// that nothing is promised. What is to be done may be denied: "will not
// attack".
func (r *reading) denied(x *commitment) bool {
	if x.what == x.head || r.d.Matches[x.match].Attr("negation") == "own" {
		return false
	}
	return r.negated(x.head)
}

// complete adds what the rule does not name: parties, condition, deadline,
// count, agreement.
func (r *reading) complete(x *commitment) {
	r.sides(x)
	x.condition = r.conditionOf(x)
	x.deadline = r.deadlineOf(x)
	r.shorten(x)
	x.count = r.countOf(x)
	if x.agreement.Empty() {
		x.agreement = r.agreementOf(x)
	}
	r.shorten(x)
}
