package parties

import (
	"strings"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// offered adds those whose offer, demand or help an act answers: "rejected an
// Indian proposal", "agreed to Kenyan mediation".
func (w *finding) offered() {
	e := w.e
	if e.Type != parley.Agree && e.Type != parley.Reject {
		return
	}
	for n := w.s.First; n < w.s.Last; n++ {
		t := &w.d.Tokens[n]
		rel := base(t.Deprel)
		if t.Head != e.Head || rel != "obj" && !(rel == "obl" && w.caseOf(n) == "to") || !w.is("offer", w.lemma(n)) {
			continue
		}
		for j := w.s.First; j < w.s.Last; j++ {
			t := &w.d.Tokens[j]
			if t.Head != n {
				continue
			}
			switch rel := base(t.Deprel); {
			case j < n && (rel == "amod" || rel == "compound" || t.Deprel == "nmod:poss"):
			case rel == "nmod" && (w.caseOf(j) == "from" || w.caseOf(j) == "by"):
			default:
				continue
			}
			if p, ok := w.stranger(j); ok {
				p.Rule, p.Inferred = "party.offer", true
				put(&e.Targets, p)
			}
		}
	}
}

// led adds those who lead or back what an act answers: "condemned the Saudi-led
// raids", "rejected a French-backed resolution".
func (w *finding) led() {
	e := w.e
	switch e.Type {
	case parley.Reject, parley.Agree, parley.Support, parley.Protest, parley.Accuse:
	default:
		return
	}
	top := w.tops()
	for j := w.s.First; j < w.s.Last; j++ {
		if base(w.d.Tokens[j].Deprel) != "amod" || !w.is("back", w.lemma(j)) || w.depth(j, top) < 0 {
			continue
		}
		for k := w.s.First; k < j; k++ {
			if w.d.Tokens[k].Head != j {
				continue
			}
			if p, ok := w.stranger(k); ok && !holds(e.Targets, p) {
				p.Rule, p.Inferred = "party.led", true
				put(&e.Targets, p)
			}
		}
	}
}

// dealtWith takes those with whom one has dealt just before an act for its
// other side, where nobody else is named: "lifted the siege after talks with".
func (w *finding) dealtWith() {
	e := w.e
	switch e.Type {
	case parley.Concede, parley.Retreat, parley.Agree, parley.Reject:
	default:
		return
	}
	if len(e.Targets) > 0 || len(e.Sources) == 0 {
		return
	}
	top := w.tops()
	for j := w.s.First; j < w.s.Last; j++ {
		n := w.d.Tokens[j].Head
		if n < w.s.First || n >= w.s.Last || w.caseOf(j) != "with" || !w.is("deed", w.lemma(n)) || w.caseOf(n) != "after" && w.caseOf(n) != "following" {
			continue
		}
		if up := w.d.Tokens[n].Head; up != top[0] && up != top[1] {
			continue
		}
		if p, ok := w.stranger(j); ok {
			p.Rule, p.Inferred = "party.dealt-with", true
			put(&e.Targets, p)
		}
	}
}

// demanded finds of whom a thing is demanded where the parser has garbled the
// clause: the subject behind "that", in place of anybody further below.
func (w *finding) demanded() {
	e := w.e
	if e.Type != parley.Request || w.d.Tokens[e.Head].UPOS != "VERB" {
		return
	}
	for _, p := range e.Targets {
		if p.Rule != "party.reach" && !strings.HasSuffix(p.Rule, ".far") {
			return
		}
	}
	mark := -1
	for i := e.Head + 1; i < w.s.Last && i <= e.Head+reaches; i++ {
		if t := &w.d.Tokens[i]; t.UPOS == "VERB" {
			return
		} else if base(t.Deprel) == "mark" && w.lemma(i) == "that" {
			mark = i
			break
		}
	}
	if mark < 0 {
		return
	}
	for j := mark + 1; j < w.s.Last && j <= mark+reaches; j++ {
		if t := &w.d.Tokens[j]; base(t.Deprel) != "nsubj" || t.UPOS == "PRON" {
			continue
		}
		p, ok := w.stranger(j)
		for k := j + 1; !ok && w.is("deed", w.lemma(j)) && k < w.s.Last; k++ {
			// "that its talks with the army go on"
			if w.d.Tokens[k].Head == j && w.caseOf(k) == "with" {
				p, ok = w.stranger(k)
				p.Inferred = true
			}
		}
		if ok {
			p.Rule = "party.demanded"
			e.Targets = append(e.Targets[:0:0], p)
		}
		return
	}
}

// blamedOn takes whoever a deed is blamed on for the accused, in place of
// those who only suffered it: "killings blamed by the mayor on the rebels".
func (w *finding) blamedOn() {
	e := w.e
	if e.Type != parley.Accuse || w.lemma(e.Head) != "blame" {
		return
	}
	for j := e.Head + 1; j < w.s.Last; j++ {
		if rel := base(w.d.Tokens[j].Deprel); rel != "obl" && rel != "nmod" || w.caseOf(j) != "on" || w.depth(j, [2]int{e.Head, e.Head}) < 0 {
			continue
		}
		if p, kind := w.resolve(j); kind == isParty && p.Mention != doc.None && !holds(e.Sources, p) {
			p.Rule = "party.blamed-on"
			e.Targets = append(e.Targets[:0:0], p)
			return
		}
	}
}

// urged takes whoever acts "at the request of" another for the addressee.
func (w *finding) urged() {
	e := w.e
	t := &w.d.Tokens[e.Head]
	if e.Type != parley.Request || t.UPOS != "NOUN" || base(t.Deprel) != "obl" || w.caseOf(e.Head) != "at" || len(e.Targets) > 0 || t.Head < w.s.First || t.Head >= w.s.Last {
		return
	}
	if j := w.subjectOf(t.Head, descents); j >= 0 {
		w.add(&e.Targets, j, "", "party.urged", false)
	}
}

// custody names those who held a prisoner to whom something was done: "died
// under torture in police custody".
func (w *finding) custody() {
	e := w.e
	if e.Type != parley.Assault || len(e.Sources) > 0 {
		return
	}
	for c := w.s.First; c < w.s.Last; c++ {
		if !w.is("custody", w.lemma(c)) || w.caseOf(c) != "in" || !w.above(w.d.Tokens[c].Head) {
			continue
		}
		for j := w.s.First; j < w.s.Last; j++ {
			t := &w.d.Tokens[j]
			rel := base(t.Deprel)
			if t.Head != c || rel != "compound" && rel != "amod" && t.Deprel != "nmod:poss" && (rel != "nmod" || w.caseOf(j) != "of") {
				continue
			}
			if p, kind := w.resolve(j); kind == isParty && p.Mention != doc.None && w.armed(p.Mention) {
				p.Rule, p.Inferred, p.Blamed = "party.custody", true, e.Status == parley.Alleged
				put(&e.Sources, p)
			}
		}
	}
}

// above tells the trigger or a word that it hangs on.
func (w *finding) above(i int) bool {
	cur := w.e.Head
	for range descents {
		if cur == i {
			return true
		}
		if cur = w.d.Tokens[cur].Head; cur < w.s.First || cur >= w.s.Last {
			return false
		}
	}
	return false
}

// inProtest takes those who do something in protest.
func (w *finding) inProtest() {
	e := w.e
	t := &w.d.Tokens[e.Head]
	if e.Type != parley.Protest || len(e.Sources) > 0 || base(t.Deprel) != "obl" || w.caseOf(e.Head) != "in" || t.Head < w.s.First || t.Head >= w.s.Last {
		return
	}
	if j := w.subjectOf(t.Head, descents); j >= 0 {
		w.add(&e.Sources, j, "", "party.in-protest", true)
	}
}

// listed returns the token with those that the parser made appositions of it
// though an "and" joins them ("President Diaz and General Ruiz"), and the states
// that a crowd of them includes ("foreign troops, including Chad").
func (w *finding) listed(token int) []int {
	list := []int{token}
	for j := token + 1; j < w.s.Last; j++ {
		t := &w.d.Tokens[j]
		switch rel := base(t.Deprel); {
		case t.Head != token:
		case rel == "appos" && w.child(j, "cc", "and") >= 0 && w.person(j) != doc.None,
			rel == "nmod" && w.caseOf(j) == "include" && !w.violent() && w.stateAt(j) != "":
			list = append(list, j)
		}
	}
	return list
}

// unknownName makes a party of a name that no layer knows where it is the
// subject of an act that is no violence: "the Water Forum concluded".
func (w *finding) unknownName(p draft.Party) (draft.Party, bool) {
	t := &w.d.Tokens[p.Token]
	if w.violent() || t.UPOS != "PROPN" || t.Deprel != "nsubj" || w.inTime(p.Token) || w.inPlace(p.Token) {
		return p, false
	}
	p.Words = w.phrase(p.Token)
	return p, p.Words.Last-p.Words.First > 1
}
