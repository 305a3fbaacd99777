package fuse

import (
	"sort"

	"parley/internal/doc"
)

// mostOfSentence is how many triggers of one sentence are compared.
const mostOfSentence = 14

// tellings makes of the mentions of each sentence those that tell one deed: a
// trigger joins the telling before it in the sentence that its clause hangs
// together with, if nothing keeps the two apart.
func (r *reading) tellings() []*happening {
	var all []*happening
	first := 0 // in all: the first of this sentence
	sentence := -1
	for _, m := range r.all {
		if m.gone {
			continue
		}
		if m.sentence != sentence {
			sentence, first = m.sentence, len(all)
		}
		h := r.newHappening(m)
		var best *happening
		for i := len(all) - 1; i >= first && i >= len(all)-mostOfSentence; i-- {
			if s := r.chained(all[i], m, h); s {
				best = all[i]
				break
			}
		}
		if best != nil {
			best.other = best.other || m.other && best.bareEffect
			best.join(h, "chain")
		} else {
			all = append(all, h)
		}
	}
	return all
}

// chained reports whether the mention is a clause of the deed that h tells.
func (r *reading) chained(h *happening, m *mention, single *happening) bool {
	if r.summed(h, m) {
		return true
	}
	if m.moved || m.other && !h.other && !r.lossesOf(h, m) || h.family != single.family {
		return false
	}
	linked := false
	for _, n := range h.mentions {
		if r.linked(n, m) {
			linked = true
			if n.effect && m.noun && m.article == articleA && r.d.Tokens[m.e.Head].XPOS == "NN" {
				n.e.Aggregate = false // "killed early this year in an ambush": no sum
			}
			break
		}
	}
	if !linked {
		return false
	}
	alone := *single
	alone.other = false // what sets it apart, if anything, is in h
	sum, _ := r.compare(h, &alone)
	return sum+r.tables.weights["chain"] >= r.tables.weights["threshold"]
}

// lossesOf reports whether a verb that tells nothing but losses has the other
// deed as that in which they were lost: "five were killed in a similar raid".
// The whole is then that other deed.
func (r *reading) lossesOf(h *happening, m *mention) bool {
	return h.bareEffect && m.noun && baseOf(&r.d.Tokens[m.e.Head]) == "obl" && r.byHead[r.d.Tokens[m.e.Head].Head] == h.mentions[len(h.mentions)-1]
}

// linked reports whether two triggers of one sentence hang together as clauses
// of one deed, by the way between them in the tree.
func (r *reading) linked(a, b *mention) bool {
	if r.argues(a, b) || r.argues(b, a) {
		return true
	}
	if a.noun && b.noun && taking(string(a.e.Mode)) != taking(string(b.e.Mode)) {
		return false // "the kidnapping and murder of"
	}
	if r.whenBehind(a, b) {
		return true
	}
	top := r.meet(a.e.Head, b.e.Head)
	if top == doc.None {
		return false
	}
	return r.leads(a, b, top) && r.leads(b, a, top)
}

// summed reports whether the mention is the attacks whose losses a verb of the
// happening sums up: "killed 30 people in two separate attacks".
func (r *reading) summed(h *happening, m *mention) bool {
	t := &r.d.Tokens[m.e.Head]
	if !m.noun || t.XPOS != "NNS" || baseOf(t) != "obl" || m.article == articleThe {
		return false
	}
	up := r.byHead[t.Head]
	return up != nil && up.effect && len(up.losses) > 0 && h.mentions[len(h.mentions)-1] == up
}

// whenBehind reports whether b tells, behind "when", how the losses of a came
// about, wherever the parser hung its clause: "four died on Monday when rebels
// raided a farm".
func (r *reading) whenBehind(a, b *mention) bool {
	if !a.effect || b.noun || a.sentence != b.sentence {
		return false
	}
	at := doc.None
	for k := range r.kids(b.e.Head) {
		if k < b.e.Head && r.lemma(k) == "when" {
			at = k
		}
	}
	if at == doc.None || at < a.e.Head || at-a.e.Head > 6 {
		return false
	}
	for i := a.e.Head + 1; i < at; i++ {
		if r.byHead[i] != nil || r.d.Tokens[i].UPOS == "VERB" || r.d.Word(i) == "," {
			return false
		}
	}
	return true
}

// argues reports whether a rule's argument "cause" of a is the trigger of b.
func (r *reading) argues(a, b *mention) bool {
	for _, i := range a.e.Matches {
		if i < 0 || i >= len(r.d.Matches) {
			continue
		}
		for _, arg := range r.d.Matches[i].Args {
			if arg.Name == "cause" && arg.Token == b.e.Head {
				return true
			}
		}
	}
	return false
}

// deepest is how many steps up a tree a way between triggers goes.
const deepest = 12

// meet returns the lowest token that is above both, or one of them; None if
// there is none near.
func (r *reading) meet(a, b int) int {
	for i, x := 0, a; i < deepest && x >= 0; i, x = i+1, r.d.Tokens[x].Head {
		for j, y := 0, b; j < deepest && y >= 0; j, y = j+1, r.d.Tokens[y].Head {
			if x == y {
				return x
			}
		}
	}
	return doc.None
}

// leads reports whether every step from m up to top keeps to the deed. other is
// the mention at the end of the way.
func (r *reading) leads(m, other *mention, top int) bool {
	loose := m.effect || other.effect // a deed and what it did
	for i := m.e.Head; i != top; i = r.d.Tokens[i].Head {
		if !r.keeps(i, loose, m, top) {
			return false
		}
	}
	return true
}

// keeps reports whether the edge above the token keeps to the deed.
func (r *reading) keeps(i int, loose bool, m *mention, top int) bool {
	t := &r.d.Tokens[i]
	switch base := baseOf(t); base {
	case "nsubj", "obj", "xcomp", "compound", "amod", "appos", "csubj", "iobj", "dep", "nummod":
		return true
	case "conj", "parataxis", "list":
		return !r.hasOwnSubject(i) || r.d.Tokens[top].UPOS != "VERB" || loose
	case "ccomp":
		return r.byHead[t.Head] == nil || loose
	case "obl", "nmod":
		return r.caseKeeps(i, loose, violence(m.e))
	case "advcl":
		return r.markKeeps(i, loose)
	case "acl":
		if r.dating(i) {
			return false // "a day after rebels killed nine"
		}
		if t.Deprel == "acl:relcl" && r.byHead[t.Head] == nil && t.Head != top {
			up := &r.d.Tokens[t.Head]
			if r.person(t.Head) {
				return false // "the judge, Maria Diaz, who was shot in July"
			}
			return baseOf(up) != "nsubj" || loose
		}
		return true
	}
	return false
}

// person reports whether the token heads the mention of a person.
func (r *reading) person(token int) bool {
	k := r.d.MentionAt(token)
	return k != doc.None && r.d.Tokens[token].UPOS == "PROPN" && r.d.Actors[r.d.Mentions[k].Actor].Kind == doc.ActorPerson
}

// hasOwnSubject reports whether the clause at i names its own subject.
func (r *reading) hasOwnSubject(i int) bool {
	for k := range r.kids(i) {
		if baseOf(&r.d.Tokens[k]) == "nsubj" {
			return true
		}
	}
	return false
}

// caseKeeps reads the preposition of a phrase.
func (r *reading) caseKeeps(i int, loose, violent bool) bool {
	for k := range r.kids(i) {
		if b := baseOf(&r.d.Tokens[k]); b != "case" && b != "mark" || k > i {
			continue
		}
		switch {
		case r.is("case-apart", k) || r.timed(k):
			return false
		case r.is("case", k), loose && r.is("case-effect", k), !violent && r.is("case-talk", k):
		default:
			return false
		}
	}
	return true
}

// markKeeps reads the word that brings in a clause; a participle has none.
func (r *reading) markKeeps(i int, loose bool) bool {
	for k := range r.kids(i) {
		b := baseOf(&r.d.Tokens[k])
		if b != "mark" && b != "case" && !(b == "advmod" && r.is("mark", k)) || k > i {
			continue
		}
		switch {
		case r.timed(k), r.is("mark-apart", k):
			return false
		case r.is("mark", k):
		case loose && r.is("mark-effect", k):
			if r.d.Tokens[k].Lemma == "while" && r.bringsDeed(i) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// bringsDeed reports whether the clause at i brings in a deed of its own, by a
// noun without "the" that does it or in which it was done: "while a roadside
// bomb killed two", "while nine died in an air strike".
func (r *reading) bringsDeed(i int) bool {
	for k := range r.kids(i) {
		b := baseOf(&r.d.Tokens[k])
		if b != "nsubj" && b != "obl" {
			continue
		}
		m := r.byHead[k]
		if m == nil && b == "nsubj" && r.is("instrument", k) && !r.hasThe(k) {
			return true
		}
		if m != nil && m.noun && !m.effect && violence(m.e) && m.article != articleThe {
			return true
		}
	}
	return false
}

// hasThe reports whether "the" stands before the noun.
func (r *reading) hasThe(noun int) bool {
	for k := range r.kids(noun) {
		if r.d.Tokens[k].Lemma == "the" {
			return true
		}
	}
	return false
}

// timed reports whether a time stands right before the word and counts from
// there: "a day after", "three weeks before"; not "on Monday when", "this year in".
func (r *reading) timed(token int) bool {
	if r.is("case", token) || r.is("mark", token) {
		return false
	}
	i := sort.Search(len(r.d.Times), func(i int) bool { return r.d.Times[i].Last >= token })
	return i < len(r.d.Times) && r.d.Times[i].First <= token
}
