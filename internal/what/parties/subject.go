package parties

import (
	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// borrowed tells a subject that the trigger, a clause of purpose, shares with a
// passive above: "the men were freed to calm the rebels" is not their deed.
func (w *finding) borrowed(token int) bool {
	t, h := &w.d.Tokens[token], &w.d.Tokens[w.e.Head]
	return t.Deprel == "nsubj:pass" && t.Head == h.Head && base(h.Deprel) == "advcl" && w.child(w.e.Head, "mark", "to") >= 0
}

// nobody tells a doer that the sentence says there is none of: "no group claimed
// the attack".
func (w *finding) nobody(token int) bool {
	switch w.lemma(token) {
	case "nobody", "none":
		return true
	case "one":
		return w.child(token, "det", "no") >= 0 || token > w.s.First && w.lemma(token-1) == "no"
	}
	return w.child(token, "det", "no") >= 0
}

// lightDoer takes the doer of a noun from the verb that carries it, through
// nouns for several deeds: "the rebels launched a series of attacks", "the
// rebels' wave of attacks".
func (w *finding) lightDoer() {
	e := w.e
	if len(e.Sources) > 0 || w.d.Tokens[e.Head].UPOS != "NOUN" {
		return
	}
	cur := e.Head
	for range descents {
		t := &w.d.Tokens[cur]
		if base(t.Deprel) != "nmod" || w.caseOf(cur) != "of" || t.Head < w.s.First || t.Head >= w.s.Last || !w.is("light", w.lemma(t.Head)) {
			break
		}
		cur = t.Head
		if k := w.owning(cur); k >= 0 {
			w.add(&e.Sources, k, "", "party.light", true)
			return
		}
	}
	t := &w.d.Tokens[cur]
	if t.Head < w.s.First || t.Head >= w.s.Last || !w.is("do", w.lemma(t.Head)) {
		return
	}
	switch t.Deprel {
	case "obj":
		if k := w.subjectOf(t.Head, descents); k >= 0 {
			w.add(&e.Sources, k, "", "party.light", true)
		}
	case "nsubj:pass":
		for k := t.Head + 1; k < w.s.Last; k++ {
			if w.d.Tokens[k].Head == t.Head && base(w.d.Tokens[k].Deprel) == "obl" && w.caseOf(k) == "by" {
				w.add(&e.Sources, k, "", "party.light", true)
			}
		}
	}
}

// owning returns the owner of the noun, or -1.
func (w *finding) owning(noun int) int {
	for j := w.s.First; j < noun; j++ {
		if w.d.Tokens[j].Head == noun && w.d.Tokens[j].Deprel == "nmod:poss" && !w.inTime(j) {
			return j
		}
	}
	return -1
}

// subjectOf returns the subject of the verb, its own or that which it shares
// with the clause above; -1 for none. A passive has none that acts.
func (w *finding) subjectOf(verb, depth int) int {
	if j := w.child(verb, "nsubj"); j >= 0 {
		if w.d.Tokens[j].Deprel == "nsubj:pass" {
			return -1
		}
		return j
	}
	t := &w.d.Tokens[verb]
	if depth == 0 || t.Head < w.s.First || t.Head >= w.s.Last || w.child(verb, "aux", "be") >= 0 && t.XPOS == "VBN" {
		return -1
	}
	switch base(t.Deprel) {
	case "conj", "advcl", "xcomp":
		return w.subjectOf(t.Head, depth-1)
	case "acl":
		if t.XPOS == "VBG" {
			return t.Head
		}
	}
	return -1
}

// reporter takes an unresolved "it" or "he" for the subject of the clause that
// reports: "Syria says it is willing". p is the pronoun.
func (w *finding) reporter(p draft.Party) (draft.Party, sort) {
	verb := w.d.Tokens[p.Token].Head
	for range descents {
		if verb < w.s.First || verb >= w.s.Last {
			return p, isNobody
		}
		t := &w.d.Tokens[verb]
		if base(t.Deprel) == "ccomp" && t.Head >= w.s.First && t.Head < w.s.Last {
			if j := w.child(t.Head, "nsubj"); j >= 0 && j < p.Token && w.d.Tokens[j].UPOS != "PRON" {
				q, kind := w.resolve(j)
				if code := w.stateAt(j); kind == isNobody && code != "" {
					q.Actor, q.Words, kind = w.byCode(code), w.placeWords(j), isParty
				}
				q.Inferred = true
				return q, kind
			}
			return p, isNobody
		}
		verb = t.Head
	}
	return p, isNobody
}

// weaponDoer takes the doer from what is told of the weapon: "explosives fired
// by militants", "mines that the rebels laid".
func (w *finding) weaponDoer() {
	e := w.e
	if len(e.Sources) > 0 || e.Type != parley.Assault {
		return
	}
	for _, x := range e.Weapons {
		for j := x.Token + 1; j < w.s.Last; j++ {
			if t := &w.d.Tokens[j]; t.Head != x.Token || base(t.Deprel) != "acl" || !w.is("use", w.lemma(j)) {
				continue
			}
			for k := x.Token + 1; k < w.s.Last; k++ {
				t := &w.d.Tokens[k]
				if t.Head == j && (t.Deprel == "nsubj" || base(t.Deprel) == "obl" && w.caseOf(k) == "by") {
					w.add(&e.Sources, k, "", "party.weapon", true)
				}
			}
		}
	}
}

// inTalks takes those who are "in talks": the subject of the phrase, or in a
// headline the noun that it stands behind.
func (w *finding) inTalks() {
	e := w.e
	t := &w.d.Tokens[e.Head]
	if !mutual(e.Type, e.Mode) || w.caseOf(e.Head) != "in" {
		return
	}
	who := w.child(e.Head, "nsubj")
	if who < 0 && base(t.Deprel) == "nmod" && t.Head >= w.s.First && t.Head < w.s.Last {
		who = t.Head
	}
	if who < 0 {
		return
	}
	if p, kind := w.resolve(who); kind == isParty && p.Mention != doc.None && !holds(e.Sources, p) && !holds(e.Targets, p) {
		p.Rule = "party.in-talks"
		if len(e.Sources) > 0 && len(e.Targets) == 0 {
			e.Targets = append(e.Targets, e.Sources...)
			e.Sources = e.Sources[:0:0]
		}
		put(&e.Sources, p)
	}
}
