package promise

import (
	"parley"
	"parley/internal/doc"
)

// warEvery is for how many tokens an article needs a word of war or peace.
const warEvery = 200

// ofWar tells whether the article is about a war, a peace process or armed men
// at all: firms and clubs promise too.
func (r *reading) ofWar() bool {
	need := (len(r.d.Tokens) + warEvery/2) / warEvery
	for t := 0; t < len(r.d.Tokens) && need > 0; t++ {
		if r.is(war, t) {
			need--
		}
	}
	return need == 0
}

// worth tells whether what is to be done is a matter of war, peace or
// politics.
func (r *reading) worth(x *commitment) bool {
	w := x.what
	if r.is(never, w) {
		return false
	}
	if !r.verbal(w) {
		return r.is(deed, w) || r.is(gift, w) || r.money(w) && r.matters(x, 1) || r.freed(w) != doc.None || x.kind == parley.Swap && r.is(matter, w) || r.clausal(w) && r.matters(x, 1)
	}
	switch {
	case r.is(act, w):
		return true
	case r.grouped(w) == "release" && !r.freeing(w):
		return false
	case r.is(plain, w):
		return len(r.d.Matches[x.match].Arg("agreement")) > 0 || r.matters(x, 1) ||
			len(x.by) > 0 && r.fights(x.by[0]) && !r.conditionOf(x).Empty()
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

// freeing tells whether the verb of releasing has people or goods of war as its
// object, not news of them ("release a statement on the prisoners").
func (r *reading) freeing(w int) bool {
	o := r.child(w, "obj", "nsubj:pass")
	return o == doc.None || r.d.Tokens[o].UPOS != "NOUN" || r.is(matter, o) || r.is(gift, o) || r.people(o) || r.counted(o)
}

// counted tells whether the token is the noun of a number of people, or stands
// for one ("hundreds of captives").
func (r *reading) counted(token int) bool {
	for _, c := range r.d.Counts {
		if c.Kind == doc.CountPeople && (c.Noun == token || c.First <= token && token < c.Last) {
			return true
		}
	}
	return false
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
func (r *reading) located(token int) bool { return r.placed[token] }

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
