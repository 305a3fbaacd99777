package promise

import (
	"strings"

	"parley"
	"parley/internal/doc"
)

// follow reads what came of each commitment: from the verb whose object the
// pledge is, and from events that do the thing or refuse it.
func (r *reading) follow(list []*commitment) {
	for _, x := range list {
		if x.status == parley.Pending {
			r.verbOf(x)
		}
	}
}

// verbOf reads the verb that has the noun of commitment as its object ("met
// pledges to reduce violence").
func (r *reading) verbOf(x *commitment) {
	if r.d.Tokens[x.head].UPOS != "NOUN" {
		return
	}
	v := r.d.Tokens[x.head].Head
	rel := r.d.Tokens[x.head].Deprel
	if v < 0 || rel != "obj" && rel != "nsubj:pass" && !strings.HasPrefix(rel, "obl") {
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

// told tells whether the token stands in what somebody says.
func (r *reading) told(token int) bool {
	for _, q := range r.d.Quotes {
		for _, c := range q.Content {
			if c.First <= token && token < c.Last && q.Actor != doc.None {
				return true
			}
		}
	}
	return false
}
