package promise

import (
	"parley"
	"parley/internal/doc"
)

// sides fills in who has to do it, to whom it is owed, and who tells it.
func (r *reading) sides(x *commitment) {
	own := r.subject(x.what)
	switch x.kind {
	case parley.Demand, parley.Condition, parley.Option:
		if len(x.by) == 0 {
			x.by = own
		}
	default:
		if len(x.said) == 0 && len(own) > 0 && len(x.by) > 0 && r.actor(own[0]) != r.actor(x.by[0]) && r.d.Tokens[x.what].Deprel == "ccomp" {
			x.said, x.by = x.by, own
		}
		if len(x.by) == 0 {
			x.by = own
		}
	}
	if len(x.by) == 0 && !r.verbal(x.what) {
		x.by = r.doer(x.what)
	}
	x.to = r.parties(x.to, x.by)
	x.by = r.parties(x.by, nil)
	x.said = r.parties(x.said, nil)
	if x.kind == parley.Demand && len(x.to) == 0 {
		x.to = x.said
	}
}

// subject returns the subjects of the verb in the active, its agents in the
// passive.
func (r *reading) subject(verb int) []int {
	var list []int
	for _, e := range r.g.Down(verb) {
		if l := e.Label(); l == "nsubj" || l == "obl:by" && r.child(verb, "aux:pass") != doc.None && r.actor(e.Token) != doc.None {
			list = append(list, e.Token)
		}
	}
	return list
}

// doer returns who does what a noun tells ("the army's withdrawal", "the
// release by the army").
func (r *reading) doer(noun int) []int {
	for _, e := range r.g.Down(noun) {
		switch e.Label() {
		case "nmod:by", "nmod:poss":
			if r.actor(e.Token) != doc.None {
				return []int{e.Token}
			}
		}
	}
	return nil
}

// parties keeps the tokens that name somebody and are not in without.
func (r *reading) parties(tokens, without []int) []int {
	var list []int
	for _, t := range tokens {
		keep := r.somebody(t)
		for _, w := range without {
			keep = keep && t != w && (r.actor(t) == doc.None || r.actor(t) != r.actor(w))
		}
		for _, l := range list {
			keep = keep && l != t
		}
		if keep {
			list = append(list, t)
		}
	}
	return list
}

// actor returns the index in Doc.Actors of whom the token names, or doc.None.
func (r *reading) actor(token int) int {
	m := r.d.MentionAt(token)
	if m == doc.None {
		return doc.None
	}
	return r.d.Mentions[m].Actor
}

// somebody tells whether the token can name a party: an actor, a name, or a
// noun that is neither a paper nor a deed.
func (r *reading) somebody(token int) bool {
	if r.actor(token) != doc.None {
		return true
	}
	switch r.d.Tokens[token].UPOS {
	case "PROPN":
		return true
	case "NOUN":
		return !r.is(deal, token) && !r.is(deed, token)
	}
	return false
}
