package parties

import (
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// mostNamed is how many persons one description takes in at most.
const mostNamed = 8

// identified gives the persons whom words that describe somebody name: "a
// Dutch citizen, Jan Bakker" is Jan Bakker; "two nurses, Rosa Diaz and Ana
// Ruiz" and "five officials, including Judge Diaz" are those named beside the
// group. Any other party is given back alone.
func (w *finding) identified(p draft.Party) []draft.Party {
	list := []draft.Party{p}
	t := &w.d.Tokens[p.Token]
	if t.UPOS != "NOUN" && t.UPOS != "PROPN" || w.person(p.Token) != doc.None || !w.described(p) {
		return list
	}
	for j := p.Token + 1; j < w.s.Last; j++ {
		c := &w.d.Tokens[j]
		rel := base(c.Deprel)
		if c.Head != p.Token && (c.Head != t.Head || rel != "obl" || !w.nearest(p.Token, j)) {
			continue
		}
		switch {
		case rel == "appos" || rel == "flat":
			if m := w.person(j); m != doc.None && t.XPOS != "NNS" && t.XPOS != "NNPS" {
				return []draft.Party{w.asPerson(p, m)}
			}
		case (rel == "nmod" || rel == "obl") && w.caseOf(j) == "include":
		default:
			continue
		}
		for _, k := range w.joined(j) {
			if m := w.person(k); m != doc.None && len(list) <= mostNamed {
				list = append(list, w.asPerson(p, m))
			}
		}
	}
	return list
}

// nearest tells whether neither the verb nor another of its nouns stands
// between the noun and what hangs on the same verb.
func (w *finding) nearest(noun, other int) bool {
	verb := w.d.Tokens[noun].Head
	for k := noun + 1; k < other; k++ {
		if t := &w.d.Tokens[k]; k == verb || t.Head == verb && (t.UPOS == "NOUN" || t.UPOS == "PROPN") {
			return false
		}
	}
	return true
}

// described tells words that say what somebody is and not who: no name of a
// person, an organisation or a state.
func (w *finding) described(p draft.Party) bool {
	if p.Thing {
		return false
	}
	if p.Actor == doc.None {
		return w.is("people", w.lemma(p.Token)) || w.countedPeople(p.Token)
	}
	a := &w.d.Actors[p.Actor]
	return a.Kind == doc.ActorGroup && a.Sector != "GOV"
}

// person returns the mention of a person by name that is headed at the token or
// at the noun's own name ("Judge Diaz"), else None.
func (w *finding) person(token int) int {
	m := w.d.MentionAt(token)
	if m == doc.None || w.d.Tokens[token].UPOS == "PRON" {
		return doc.None
	}
	a := &w.d.Actors[w.d.Mentions[m].Actor]
	if a.Kind != doc.ActorPerson || a.Source == doc.FromNominal {
		return doc.None
	}
	return m
}

// asPerson makes of a description's party that of the person at the mention.
func (w *finding) asPerson(p draft.Party, m int) draft.Party {
	mention := &w.d.Mentions[m]
	p.Token, p.Mention, p.Actor, p.Thing = mention.Head, m, mention.Actor, false
	p.Words = w.trim(doc.Range{First: mention.First, Last: mention.Last}, mention.Head)
	p.Words.First = w.introduced(m, p.Words.First)
	return p
}
