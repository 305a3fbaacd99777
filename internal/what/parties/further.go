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
		if t := &w.d.Tokens[j]; t.Deprel != "nsubj" || t.UPOS == "PRON" {
			continue
		}
		if p, ok := w.stranger(j); ok {
			p.Rule = "party.demanded"
			e.Targets = append(e.Targets[:0:0], p)
		}
		return
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
// though an "and" joins them: "President Diaz and General Ruiz".
func (w *finding) listed(token int) []int {
	list := []int{token}
	for j := token + 1; j < w.s.Last; j++ {
		if t := &w.d.Tokens[j]; t.Head == token && base(t.Deprel) == "appos" && w.child(j, "cc", "and") >= 0 && w.person(j) != doc.None {
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
