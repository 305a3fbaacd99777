package promise

import (
	"parley"
	"parley/internal/doc"
)

// follow reads what came of each commitment: from the verb whose object the
// pledge is, and from a later clause that does the thing or refuses to.
func (r *reading) follow(list []*commitment) {
	for _, x := range list {
		if x.status == parley.Pending {
			r.verbOf(x)
		}
		if x.status == parley.Pending && r.relative(x) {
			r.deedAbove(x)
		}
		if x.status == parley.Pending {
			r.deedOf(x)
		}
	}
	for _, v := range r.verbs() {
		r.answer(v, list)
	}
}

// answer reads a verb whose object is an offer or demand told before it
// ("rejected the offer").
func (r *reading) answer(v int, list []*commitment) {
	o := r.child(v, "obj", "nsubj:pass")
	f := r.c.fates[r.lemma(v)]
	if o == doc.None || f.plain != parley.Rejected || r.negated(v) || !r.is(asked, o) || !r.past(v) && r.d.Tokens[v].XPOS != "VBN" {
		return
	}
	for i := len(list) - 1; i >= 0; i-- {
		x := list[i]
		if x.head >= v || r.between(x.head, v) > 2 || x.status != parley.Pending {
			continue
		}
		switch x.kind {
		case parley.Offer, parley.Demand, parley.Condition, parley.Option:
		default:
			continue
		}
		who := x.by
		if x.kind == parley.Demand {
			who = x.said
		}
		if s := r.subject(v); len(s) > 0 && len(who) > 0 && r.together(s[0], who[0]) {
			continue
		}
		x.status, x.statusAt = parley.Rejected, v
		return
	}
}

// between counts the sentences from one token to a later one.
func (r *reading) between(a, b int) int {
	n := 0
	for a < b {
		if a = r.sentence(a).Last; a <= b {
			n++
		}
	}
	return n
}

// verbOf reads the verb that has the noun of commitment as its object ("met
// pledges to reduce violence").
func (r *reading) verbOf(x *commitment) {
	if r.d.Tokens[x.head].UPOS != "NOUN" {
		return
	}
	v := r.d.Tokens[x.head].Head
	rel := r.d.Tokens[x.head].Deprel
	if v < 0 || rel != "obj" && rel != "nsubj:pass" {
		return
	}
	f, ok := r.c.fates[r.lemma(v)]
	if !ok {
		return
	}
	x.status = f.plain
	if f.negated != "" && r.negated(v) {
		x.status = f.negated
	}
	if x.status == parley.Broken && r.told(v) {
		x.status = parley.Disputed
	}
	x.statusAt = v
}

// deedAbove reads the verb over the noun that the promise hangs on: "has
// released 42 of the 120 captives that it promised to free".
func (r *reading) deedAbove(x *commitment) {
	v := r.d.Tokens[x.head].Head
	for n := 0; v >= 0 && n < 4; n++ {
		if r.d.Tokens[v].UPOS == "VERB" && r.alike(v, x.what) {
			if s := r.outcome(v, x); s != "" {
				x.status, x.statusAt = s, v
			}
			return
		}
		v = r.d.Tokens[v].Head
	}
}

// told tells whether the token stands in what somebody says.
func (r *reading) told(token int) bool {
	q := r.quoteOf(token)
	return q != doc.None && r.d.Quotes[q].Actor != doc.None
}

// deedOf looks in the sentences behind the commitment for a verb of the same
// deed by the same party.
func (r *reading) deedOf(x *commitment) {
	behind, deed := r.sentence(x.what).Last, r.grouped(x.what)
	for _, v := range r.verbs() {
		if v < behind || r.grouped(v) != deed || !r.sameDoer(v, x) || !r.sameObject(v, x) {
			continue
		}
		if s := r.outcome(v, x); s != "" {
			x.status, x.statusAt = s, v
			return
		}
	}
}

// verbs lists the verbs of the document once.
func (r *reading) verbs() []int {
	if r.allVerbs == nil {
		r.allVerbs = []int{}
		for t := range r.d.Tokens {
			if r.d.Tokens[t].UPOS == "VERB" {
				r.allVerbs = append(r.allVerbs, t)
			}
		}
	}
	return r.allVerbs
}

// alike tells whether two words are of one deed: the same lemma, or of one
// group of the table.
func (r *reading) alike(a, b int) bool {
	return r.grouped(a) == r.grouped(b)
}

// sameDoer tells whether the verb's subject is who has to do it; a passive
// names nobody.
func (r *reading) sameDoer(v int, x *commitment) bool {
	if len(x.by) == 0 {
		return len(r.subject(v)) == 0 || x.kind == parley.Demand || x.kind == parley.Condition
	}
	for _, s := range r.subject(v) {
		for _, b := range x.by {
			if r.together(s, b) {
				return true
			}
		}
	}
	return false
}

// together tells whether two words name the same actor or side.
func (r *reading) together(a, b int) bool {
	x, y := r.actor(a), r.actor(b)
	if x < 0 || y < 0 {
		return x == y && r.lemma(a) == r.lemma(b)
	}
	p, q := &r.d.Actors[x], &r.d.Actors[y]
	return x == y || p.Side != "" && p.Side == q.Side
}

// sameObject tells whether the verb's object is that of the thing, or neither
// has one.
func (r *reading) sameObject(v int, x *commitment) bool {
	o := r.object(v)
	if o == doc.None {
		return r.object(x.what) == doc.None
	}
	for t := x.words.First; t < x.words.Last; t++ {
		if t != x.what && (r.d.Tokens[t].UPOS == "NOUN" || r.d.Tokens[t].UPOS == "PROPN") && (r.alike(t, o) || r.measured(o, t)) {
			return true
		}
	}
	return false
}

// measured tells whether the object is a bare number that counts what the
// token names ("released 200").
func (r *reading) measured(o, t int) bool {
	for _, c := range r.d.Counts {
		if c.First <= o && o < c.Last && c.Unit == r.lemma(t) {
			return true
		}
	}
	return false
}

// object returns the object of a verb, the subject of a passive, what a noun
// of doing is of; or doc.None.
func (r *reading) object(v int) int {
	if k := r.child(v, "obj", "nsubj:pass"); k != doc.None || r.verbal(v) {
		return k
	}
	return r.child(v, "nmod")
}

// outcome tells what the verb says of the thing: empty for nothing.
func (r *reading) outcome(v int, x *commitment) parley.CommitmentStatus {
	if h := r.d.Tokens[v].Head; h >= 0 && r.rel(v) == "xcomp" {
		switch r.lemma(h) {
		case "refuse", "decline":
			return parley.Rejected
		case "fail", "neglect":
			return parley.Broken
		case "begin", "start":
			if !r.negated(h) && r.past(h) {
				return parley.UnderWay
			}
		}
		return ""
	}
	if r.negated(v) || !r.past(v) || r.child(v, "mark") != doc.None {
		return ""
	}
	if r.d.Tokens[v].XPOS == "VBG" {
		return parley.UnderWay
	}
	if x.count >= 0 {
		o := r.object(v)
		for _, c := range r.d.Counts {
			if (c.PartOf == x.count || c.Noun == o || c.First <= o && o < c.Last) && c.Figure < r.d.Counts[x.count].Figure {
				return parley.PartlyMet
			}
		}
	}
	return parley.Met
}

// past tells whether the verb tells of something done or being done.
func (r *reading) past(v int) bool {
	modal, have, be := false, false, false
	for _, k := range r.kids[v] {
		if r.rel(k) != "aux" {
			continue
		}
		switch r.lemma(k) {
		case "have":
			have = true
		case "be":
			be = true
		default:
			modal = true
		}
	}
	switch x := r.d.Tokens[v].XPOS; {
	case modal:
		return false
	case x == "VBD":
		return true
	case x == "VBN":
		return have || be
	case x == "VBG":
		return be
	}
	return false
}
