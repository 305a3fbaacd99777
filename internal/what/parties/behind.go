package parties

import (
	"strings"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// violent tells an act of violence, in which nobody may become a party by a
// guess.
func (w *finding) violent() bool {
	if w.e == nil {
		return true // those on a roll of the dead
	}
	return w.e.Type == parley.Assault || w.e.Type == parley.Coerce && w.e.Mode == parley.ModeSeize
}

// behind adds those for whom the people of a side act, as the words behind them
// tell: "leaders of the coalition", "activists from the Unity Party".
func (w *finding) behind() {
	if w.violent() {
		return
	}
	for _, side := range []*[]draft.Party{&w.e.Sources, &w.e.Targets} {
		for i, n := 0, len(*side); i < n; i++ {
			token := (*side)[i].Token
			if !w.is("rank", w.lemma(token)) {
				continue
			}
			for j := token + 1; j < w.s.Last; j++ {
				if t := &w.d.Tokens[j]; t.Head != token || base(t.Deprel) != "nmod" || w.caseOf(j) != "of" && w.caseOf(j) != "from" {
					continue
				}
				p, kind := w.resolve(j)
				if kind == isParty && p.Actor == doc.None {
					// A bare word may be any crowd; a name or a body of people is a side.
					p.Words = w.phrase(j)
					if p.Words.Last-p.Words.First < 2 {
						continue
					}
				}
				if kind == isParty && w.acts(p) && !holds(w.e.Sources, p) && !holds(w.e.Targets, p) {
					p.Inferred, p.Rule = true, "party.behind"
					put(side, p)
				}
			}
		}
	}
}

// acts tells a party for which people act: no crowd of those who only suffer.
func (w *finding) acts(p draft.Party) bool {
	if p.Actor == doc.None {
		return true
	}
	switch w.d.Actors[p.Actor].Sector {
	case "CVL", "REF", "EDU", "JRN", "BUS", "LAB", "AGR", "HLH", "CRM":
		return false
	}
	return w.d.Actors[p.Actor].Kind != doc.ActorThing
}

// posted adds the state in which the force or the mission is that an act is
// found to be about: "extended the mandate of the force in Cyprus".
func (w *finding) posted() {
	for i, n := 0, len(w.e.Targets); i < n; i++ {
		p := w.e.Targets[i]
		if p.Rule != "party.reach" || p.Actor == doc.None || w.d.Actors[p.Actor].Country != "" {
			continue
		}
		for j := p.Token + 1; j < w.s.Last; j++ {
			if t := &w.d.Tokens[j]; t.Head != p.Token || base(t.Deprel) != "nmod" || w.caseOf(j) != "in" && w.caseOf(j) != "for" {
				continue
			}
			if code := w.stateAt(j); code != "" {
				put(&w.e.Targets, draft.Party{
					Token: j, Mention: doc.None, Actor: w.byCode(code), Words: w.placeWords(j), Inferred: true, Rule: "party.posted",
				})
			}
		}
	}
}

// headed adds the person whose government something is aimed at: "President
// Diaz's government", "the government of General Khan".
func (w *finding) headed() {
	if w.violent() {
		return
	}
	for i, n := 0, len(w.e.Targets); i < n; i++ {
		token := w.e.Targets[i].Token
		if !w.is("rule", w.lemma(token)) {
			continue
		}
		for j := w.s.First; j < w.s.Last; j++ {
			t := &w.d.Tokens[j]
			if t.Head != token || t.Deprel != "nmod:poss" && (base(t.Deprel) != "nmod" || w.caseOf(j) != "of") {
				continue
			}
			if m := w.person(j); m != doc.None {
				p := w.asPerson(draft.Party{Inferred: true, Rule: "party.headed"}, m)
				if !holds(w.e.Sources, p) {
					put(&w.e.Targets, p)
				}
			}
		}
	}
}

// coordinated parts "French and Malian troops" into those of each state. Where
// the noun itself stands for one of them, the others are found by their state.
func (w *finding) coordinated(p draft.Party) []draft.Party {
	list := []draft.Party{p}
	if w.d.Tokens[p.Token].UPOS != "NOUN" {
		return list
	}
	own := ""
	if p.Actor != doc.None {
		own = w.d.Actors[p.Actor].Country
	}
	for j := w.s.First; j < p.Token; j++ {
		t := &w.d.Tokens[j]
		if rel := base(t.Deprel); t.Head != p.Token || rel != "amod" && rel != "compound" || w.nation(j) == "" {
			continue
		}
		nations := []int{j}
		for _, k := range w.joined(j)[1:] {
			if k < p.Token && w.nation(k) != "" {
				nations = append(nations, k)
			}
		}
		if len(nations) < 2 {
			continue
		}
		for _, k := range nations {
			if code := w.nation(k); code != own {
				q := p
				q.Token, q.Mention, q.Actor = k, doc.None, w.alike(p.Actor, code)
				q.Words = doc.Range{First: w.nationFirst(k), Last: p.Token + 1}
				list = append(list, q)
			}
		}
		if own == "" {
			list = list[1:]
		}
		break
	}
	return list
}

// alike returns the actor of the state that is of the same sort as another
// state's actor; None where the article has none.
func (w *finding) alike(actor int, code string) int {
	if actor == doc.None {
		return doc.None
	}
	x := &w.d.Actors[actor]
	for i := range w.d.Actors {
		if a := &w.d.Actors[i]; a.Country == code && a.Sector == x.Sector && a.Kind == x.Kind {
			return i
		}
	}
	return doc.None
}

// nation returns the code of the state whose name or adjective ends at the
// token, "" for none.
func (w *finding) nation(j int) string {
	if f := w.nationFirst(j); f < j {
		return w.states[strings.ToLower(w.d.Word(f)+" "+w.d.Word(j))]
	}
	if code := w.states[strings.ToLower(w.d.Word(j))]; code != "" {
		return code
	}
	return w.stateAt(j)
}

// nationFirst returns the first token of the name or adjective of a state that
// ends at the token: "Sierra Leonean".
func (w *finding) nationFirst(j int) int {
	if j > w.s.First && w.states[strings.ToLower(w.d.Word(j-1)+" "+w.d.Word(j))] != "" {
		return j - 1
	}
	return j
}

// antecedents gives a party that a pronoun stands for the words of whom it
// means: "it" in a record tells nobody anything.
func (w *finding) antecedents() {
	for _, side := range [][]draft.Party{w.e.Sources, w.e.Targets} {
		for i := range side {
			p := &side[i]
			m := p.Mention
			for range descents {
				if m == doc.None || w.d.Mentions[m].How != doc.ByPronoun || w.d.Mentions[m].Antecedent == doc.None {
					break
				}
				m = w.d.Mentions[m].Antecedent
			}
			if m != doc.None && m != p.Mention && w.d.Mentions[m].Actor == p.Actor && w.d.Mentions[m].How != doc.ByPronoun {
				x := &w.d.Mentions[m]
				p.Words = w.unprefixed(x)
			}
		}
	}
}

// unprefixed are the words of a mention anywhere in the article without the
// determiner before it.
func (w *finding) unprefixed(x *doc.Mention) doc.Range {
	r := doc.Range{First: x.First, Last: x.Last}
	for r.First < x.Head && w.d.Tokens[r.First].UPOS == "DET" {
		r.First++
	}
	return r
}
