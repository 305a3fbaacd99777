package promise

import (
	"slices"

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
			return r.leaves(k) || !verbal && r.joined(k, w)
		}
		if verbal && r.outside(k) && !r.undergoes(k) {
			return true
		}
		return r.leaves(k) || r.joined(k, w)
	}, 0)
	first := w
	for first > s.First && set[first-1-s.First] {
		first--
	}
	if k := r.child(w, "nsubj:pass"); k != doc.None && k < w && verbal && r.undergoes(k) {
		first = min(first, r.subtree(k).First)
	}
	first = min(first, r.denier(w))
	last, end := w+1, r.secondAt(w, s.Last)
	for i := w + 1; i < end; i++ {
		if set[i-s.First] && !r.idle(i) {
			last = i + 1
		}
	}
	if f := r.freed(w); f != doc.None {
		first = f
	}
	words := r.trim(doc.Range{First: first, Last: last})
	words = r.extended(r.within(words, w), x)
	if r.relative(x) {
		if o := r.noun(r.d.Tokens[x.head].Head); o.First < words.First {
			words.First = o.First
		}
		return words
	}
	for words.First < w && (r.d.Tokens[words.First].UPOS == "ADP" || r.d.Tokens[words.First].XPOS == "TO") {
		words.First++
	}
	return words
}

// undergoes tells whether the child is the subject of a passive, which belongs
// to the thing: "the weapons are to be handed over".
func (r *reading) undergoes(k int) bool {
	return r.d.Tokens[k].Deprel == "nsubj:pass" && r.d.Tokens[k].UPOS != "PRON"
}

// denier is the word that denies the thing ("not to attack"), or the thing.
func (r *reading) denier(w int) int {
	for _, k := range r.kids[w] {
		if k < w && r.rel(k) == "advmod" && (r.lemma(k) == "not" || r.lemma(k) == "never") {
			return k
		}
	}
	return w
}

// relative tells whether the promise hangs on what it is about: "the captives
// that it promised to free".
func (r *reading) relative(x *commitment) bool {
	h := r.d.Tokens[x.head].Head
	return h >= 0 && x.what > x.head && r.d.Tokens[x.head].Deprel == "acl:relcl" && r.d.Tokens[x.what].Deprel == "xcomp" &&
		r.child(x.what, "obj") == doc.None && h < x.head && !r.is(deal, h)
}

// extended adds to a noun what the parser hung on the trigger though it stands
// right behind the noun: "offered talks with the rebels".
func (r *reading) extended(words doc.Range, x *commitment) doc.Range {
	if r.verbal(x.what) || words.Empty() {
		return words
	}
	for _, k := range r.kids[x.head] {
		c := r.child(k, "case")
		if c != words.Last || r.rel(k) != "obl" || r.isTime(k) {
			continue
		}
		switch r.word(c) {
		case "with", "to", "for", "between", "over", "about", "against":
		case "in":
			if !r.money(x.what) {
				continue
			}
		default:
			continue
		}
		words.Last = r.subtree(k).Last
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
	case "advcl":
		if m := r.child(k, "mark"); m != doc.None && r.child(k, "nsubj") != doc.None {
			switch r.word(m) {
			case "while", "as", "because", "since", "although", "though", "whereas", "so":
				return true
			}
		}
	}
	return false
}

// joined tells whether the child is a second thing to be done beside w.
func (r *reading) joined(k, w int) bool {
	if r.rel(k) != "conj" && !r.listed(k) && !r.alongside(k, w) {
		return false
	}
	if r.verbal(w) {
		return true
	}
	return r.is(deed, k)
}

// listed tells whether the parser took a member of a list of deeds for an
// apposition ("the departure of the president, the withdrawal of the troops
// and the release …").
func (r *reading) listed(k int) bool {
	h := r.d.Tokens[k].Head
	if r.rel(k) != "appos" || h < 0 || !r.is(deed, k) {
		return false
	}
	for _, c := range slices.Concat(r.kids[h], r.kids[k]) {
		if r.rel(c) == "conj" && r.is(deed, c) {
			return true
		}
	}
	return false
}

// alongside tells whether the parser took a member of a list of infinitives
// for an adjunct of the first ("to let aid through, to leave hospitals and …").
func (r *reading) alongside(k, w int) bool {
	m, own := r.child(k, "mark"), r.child(w, "mark")
	return r.rel(k) == "advcl" && r.d.Tokens[k].Head == w && m > w && own >= 0 && r.word(m) == "to" && r.word(own) == "to" &&
		r.d.Tokens[m-1].UPOS == "PUNCT" && r.child(k, "conj") != doc.None
}

// shorten cuts condition and deadline off the end of the words.
func (r *reading) shorten(x *commitment) {
	for range 2 {
		for _, cut := range []doc.Range{x.condition, x.deadline.words, r.led(x.agreement)} {
			if !cut.Empty() && cut.First > x.what && cut.First < x.words.Last && cut.Last >= x.words.Last {
				x.words.Last = cut.First
				x.words = r.trim(x.words)
			}
		}
	}
}

// led is the range with the preposition in front of it.
func (r *reading) led(x doc.Range) doc.Range {
	for !x.Empty() && x.First > 0 && (r.d.Tokens[x.First-1].UPOS == "DET" || r.d.Tokens[x.First-1].UPOS == "ADP") {
		x.First--
	}
	return x
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
	for !x.Empty() && x.First < token && (r.d.Tokens[x.First].UPOS == "DET" || r.d.Tokens[x.First].UPOS == "SCONJ") {
		x.First++
	}
	return x
}
