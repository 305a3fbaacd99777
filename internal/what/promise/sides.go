package promise

import (
	"slices"
	"sort"

	"parley"
	"parley/internal/doc"
)

// sides fills in who has to do it, to whom it is owed, and who tells it.
func (r *reading) sides(x *commitment) {
	own := r.meant(r.subject(x.what))
	switch x.kind {
	case parley.Demand, parley.Condition, parley.Option:
		if len(x.by) == 0 {
			x.by = own
		}
	default:
		if len(x.said) == 0 && len(own) > 0 && len(x.by) > 0 && r.other(own[0], x) {
			x.said, x.by = x.by, own
		}
		if len(x.by) == 0 {
			x.by = own
		}
	}
	if len(x.by) == 0 && !r.verbal(x.what) {
		x.by = r.doer(x.what)
	}
	x.by = r.parties(x.by, nil)
	x.to = slices.DeleteFunc(r.parties(x.to, x.by), func(t int) bool { return t == x.what })
	x.said = r.parties(x.said, nil)
	r.speaker(x)
	if x.kind == parley.Demand && len(x.to) == 0 {
		x.to = r.parties(x.said, x.by)
	}
}

// other tells whether the subject of the thing is somebody else than who
// promises, and no one to whom it is owed: "the junta pledged that the army
// would leave".
func (r *reading) other(subject int, x *commitment) bool {
	if r.d.Tokens[subject].Head != x.what || !r.somebody(subject) {
		return false
	}
	for _, t := range append([]int{x.by[0]}, x.to...) {
		if t == subject || r.actor(t) != doc.None && r.actor(t) == r.actor(subject) {
			return false
		}
	}
	return true
}

// speaker adds who says it where the thing stands in a quote: he tells it, and
// where nobody is named who would do it, his is the promise or the threat.
func (r *reading) speaker(x *commitment) {
	q := r.quoteOf(x.head)
	if q == doc.None || r.d.Quotes[q].Mention < 0 {
		return
	}
	m := r.d.Mentions[r.d.Quotes[q].Mention]
	switch {
	case r.d.Quotes[q].For == "" || !r.somebody(m.Head):
	case len(x.by) == 0 && r.verbal(x.what) && (x.kind == parley.Pledge || x.kind == parley.Threat || x.kind == parley.Offer || x.kind == parley.Aim):
		x.by = []int{m.Head}
	case len(x.said) == 0 && (len(x.by) == 0 || r.actor(x.by[0]) != m.Actor):
		x.said = []int{m.Head}
	}
}

// quoteOf returns the innermost quote that holds the token, or doc.None.
func (r *reading) quoteOf(token int) int {
	best, size := doc.None, 0
	for i, q := range r.d.Quotes {
		for _, c := range q.Content {
			if c.First <= token && token < c.Last && (best < 0 || c.Last-c.First < size) {
				best, size = i, c.Last-c.First
			}
		}
	}
	return best
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
		for i, l := range list {
			keep = keep && l != t && (i > 0 || r.beside(l, t))
		}
		if keep {
			list = append(list, t)
		}
	}
	return list
}

// meant puts the speaker in place of "I" and "we" in what somebody says, and
// the nearest party before it in place of a "they" that stands for nobody known.
func (r *reading) meant(tokens []int) []int {
	list := make([]int, 0, len(tokens))
	for _, t := range tokens {
		if r.d.Tokens[t].UPOS == "PRON" && r.actor(t) == doc.None {
			switch r.word(t) {
			case "i", "we", "us", "our", "my", "me":
				if q := r.quoteOf(t); q != doc.None && r.d.Quotes[q].Mention >= 0 {
					t = r.d.Mentions[r.d.Quotes[q].Mention].Head
				}
			case "they", "them", "their":
				t = r.partyBefore(t)
			}
		}
		list = append(list, t)
	}
	return list
}

// partyBefore returns the nearest party of several people named before the
// token in its sentence, or the token.
func (r *reading) partyBefore(token int) int {
	for t := token - 1; t >= r.sentence(token).First; t-- {
		if a := r.actor(t); a != doc.None && r.d.Actors[a].Kind == doc.ActorGroup && r.fights(t) && !r.likened(t) {
			return t
		}
	}
	return token
}

// likened tells whether the token stands behind "as": what somebody becomes.
func (r *reading) likened(token int) bool {
	c := r.child(token, "case")
	return c != doc.None && r.word(c) == "as"
}

// named tells whether the token is of a name that the finder of names knows.
func (r *reading) named(token int) bool {
	i := sort.Search(len(r.d.Names), func(i int) bool { return r.d.Names[i].Last > token })
	return i < len(r.d.Names) && r.d.Names[i].First <= token
}

// beside tells whether two names stand side by side as parties: joined by
// "and", and of different sides.
func (r *reading) beside(a, b int) bool {
	if !r.under(b, a) && r.coordinate(a) != r.coordinate(b) {
		return false
	}
	x, y := r.actor(a), r.actor(b)
	if x < 0 || y < 0 {
		return x != y || r.lemma(a) != r.lemma(b)
	}
	return x != y && (r.d.Actors[x].Side == "" || r.d.Actors[x].Side != r.d.Actors[y].Side)
}

// actor returns the index in Doc.Actors of whom the token names, or doc.None.
func (r *reading) actor(token int) int { return r.names[token] }

// somebody tells whether the token can name a party: an actor that is no
// thing, a name that is no time, a pronoun for persons, or a noun for a side.
func (r *reading) somebody(token int) bool {
	if a := r.actor(token); a != doc.None {
		return r.d.Actors[a].Kind != doc.ActorThing && r.d.Actors[a].Sector != "JRN"
	}
	if r.isTime(token) {
		return false
	}
	switch r.d.Tokens[token].UPOS {
	case "PROPN":
		return r.named(token)
	case "PRON":
		switch r.word(token) {
		case "he", "she", "they", "we", "i", "them", "us", "him", "her", "their", "his", "our":
			return true
		}
	case "NOUN", "ADJ":
		return r.is(side, token)
	}
	return false
}
