package promise

import (
	"parley"
	"parley/internal/doc"
)

// thing returns the words of what is to be done: the clause of the verb
// without its subject, auxiliaries and marks, without a second thing joined by
// "and"; or the noun phrase.
func (r *reading) thing(x *commitment) doc.Range {
	w := x.what
	s := r.sentence(w)
	set := make([]bool, s.Last-s.First)
	verbal := r.verbal(w)
	r.below(w, s.First, set, func(k int) bool {
		if r.d.Tokens[k].Head != w {
			return r.leaves(k) || !verbal && r.rel(k) == "conj" && r.is(deed, k)
		}
		if verbal && r.outside(k) {
			return true
		}
		return r.leaves(k) || r.joined(k, w)
	}, 0)
	first := w
	for first > s.First && set[first-1-s.First] {
		first--
	}
	last, end := w+1, r.secondAt(w, s.Last)
	for i := w + 1; i < end; i++ {
		if set[i-s.First] {
			last = i + 1
		}
	}
	if f := r.freed(w); f != doc.None {
		first = f
	}
	words := r.trim(doc.Range{First: first, Last: last})
	words = r.within(words, w)
	for words.First < w && (r.d.Tokens[words.First].UPOS == "ADP" || r.d.Tokens[words.First].XPOS == "TO") {
		words.First++
	}
	return words
}

// within cuts the words at the ends of what is said, where their head stands
// in somebody's words.
func (r *reading) within(words doc.Range, w int) doc.Range {
	q := r.quoteOf(w)
	if q == doc.None {
		return words
	}
	for _, c := range r.d.Quotes[q].Content {
		if c.First <= w && w < c.Last {
			words.First, words.Last = max(words.First, c.First), min(words.Last, c.Last)
		}
	}
	return r.trim(words)
}

// secondAt returns the token behind w where a second thing begins ("and open
// the roads"), or end.
func (r *reading) secondAt(w, end int) int {
	for k := w + 1; k < end; k++ {
		if r.joined(k, w) && (r.d.Tokens[k].Head == w || !r.verbal(w) && r.under(k, w)) {
			first := k
			for _, c := range r.kids[k] {
				if r.rel(c) == "cc" || r.rel(c) == "mark" {
					first = min(first, c)
				}
			}
			end = min(end, first)
		}
	}
	return end
}

// verbal tells whether the token heads a clause.
func (r *reading) verbal(w int) bool {
	return r.d.Tokens[w].UPOS == "VERB" || r.child(w, "cop") != doc.None || r.child(w, "aux") != doc.None
}

// outside tells whether a child of the verb stands outside of the words of the
// thing: its subject, auxiliaries, marks.
func (r *reading) outside(k int) bool {
	switch r.rel(k) {
	case "nsubj", "csubj", "aux", "mark", "expl", "cc", "discourse", "parataxis", "vocative", "case":
		return true
	}
	return false
}

// leaves tells whether a token opens a clause that is no part of the thing.
func (r *reading) leaves(k int) bool {
	switch r.d.Tokens[k].Deprel {
	case "parataxis", "discourse", "dislocated":
		return true
	case "acl:relcl":
		return true
	}
	return false
}

// joined tells whether the child is a second thing to be done beside w.
func (r *reading) joined(k, w int) bool {
	if r.rel(k) != "conj" {
		return false
	}
	if r.verbal(w) {
		return true
	}
	return r.is(deed, k)
}

// shorten cuts condition and deadline off the end of the words.
func (r *reading) shorten(x *commitment) {
	for range 2 {
		for _, cut := range []doc.Range{x.condition, x.deadline.words} {
			if !cut.Empty() && cut.First > x.what && cut.First < x.words.Last && cut.Last >= x.words.Last {
				x.words.Last = cut.First
				x.words = r.trim(x.words)
			}
		}
	}
}

// noun is the noun phrase of the token without the clauses that hang on it.
func (r *reading) noun(token int) doc.Range {
	s := r.sentence(token)
	set := make([]bool, s.Last-s.First)
	r.below(token, s.First, set, func(k int) bool {
		switch r.rel(k) {
		case "acl", "advcl", "parataxis", "conj", "cc", "punct", "appos", "case", "mark", "nsubj", "cop", "aux", "advmod":
			return r.d.Tokens[k].Head == token || r.rel(k) == "acl" || r.rel(k) == "appos"
		}
		return false
	}, 0)
	first, last := token, token+1
	for first > s.First && set[first-1-s.First] {
		first--
	}
	for last < s.Last && set[last-s.First] {
		last++
	}
	x := r.trim(doc.Range{First: first, Last: last})
	if !x.Empty() && r.d.Tokens[x.First].UPOS == "DET" && x.First < token {
		x.First++
	}
	return x
}

// worth tells whether what is to be done is a matter of war, peace or
// politics.
func (r *reading) worth(x *commitment) bool {
	w := x.what
	if r.is(never, w) {
		return false
	}
	if !r.verbal(w) {
		return r.is(deed, w) || r.money(w) && r.matters(x, 1) || r.freed(w) != doc.None || x.kind == parley.Swap && r.is(matter, w) || r.clausal(w) && r.matters(x, 1)
	}
	switch {
	case r.is(act, w):
		return true
	case r.is(plain, w):
		return r.matters(x, 1)
	}
	return r.matters(x, 2)
}

// money tells whether the token counts an amount of money ("$5 million in aid").
func (r *reading) money(w int) bool {
	for _, c := range r.d.Counts {
		if c.First <= w && w < c.Last {
			return c.Kind == doc.CountMoney
		}
	}
	return false
}

// freed returns the word "free" that the tagger took for an adjective ("to free
// 200 prisoners"), or doc.None.
func (r *reading) freed(w int) int {
	to, free := false, doc.None
	for _, k := range r.kids[w] {
		if k < w && r.word(k) == "to" {
			to = true
		}
		if k < w && to && r.word(k) == "free" && free == doc.None {
			free = k
		}
	}
	return free
}

// clausal tells whether the token stands where a verb should, which the tagger
// may have taken for something else ("promised to free ten captives").
func (r *reading) clausal(w int) bool {
	switch r.rel(w) {
	case "xcomp", "ccomp", "advcl", "acl":
		return r.child(w, "mark") != doc.None
	}
	return false
}

// matters tells whether at least n words of the thing beside its head are
// nouns of war, peace or politics.
func (r *reading) matters(x *commitment, n int) bool {
	for t := x.words.First; t < x.words.Last; t++ {
		if t == x.what {
			continue
		}
		switch r.d.Tokens[t].UPOS {
		case "NOUN", "PROPN", "ADJ", "VERB":
			if r.is(matter, t) || r.is(deed, t) || r.is(act, t) || r.fights(t) || r.located(t) || r.is(handed, x.what) && r.people(t) {
				n--
			}
		}
	}
	return n <= 0
}

// located tells whether a place stands at the token.
func (r *reading) located(token int) bool {
	for _, p := range r.d.Places {
		if p.First <= token && token < p.Last {
			return true
		}
	}
	return false
}

// people tells whether the token names persons.
func (r *reading) people(token int) bool {
	if a := r.actor(token); a != doc.None {
		return r.d.Actors[a].Kind != doc.ActorThing
	}
	return r.d.Tokens[token].UPOS == "NOUN" && r.c.people[r.lemma(token)]
}

// fights tells whether the token names a party of war or politics.
func (r *reading) fights(token int) bool {
	a := r.actor(token)
	if a == doc.None {
		return false
	}
	switch r.d.Actors[a].Sector {
	case "REB", "GOV", "MIL", "UAF", "COP", "SPY", "OPP", "IGO", "PTY", "PRM":
		return r.d.Actors[a].Kind != doc.ActorThing
	}
	return false
}
