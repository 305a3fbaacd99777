package parties

import (
	"slices"
	"strings"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// asState makes a party of a name of a place in the place of a party of what is
// no violence: a state acts by its name ("Poland suspects Russia"), and what is
// demanded, cut or threatened "in Serbia" concerns its people or government. As
// doer the place must be a state. False where the place's country is unknown.
func (w *finding) asState(p draft.Party, doer bool) (draft.Party, bool) {
	if w.e.Type == parley.Assault || w.e.Type == parley.Coerce && w.e.Mode == parley.ModeSeize {
		return p, false
	}
	for i := range w.d.Places {
		x := &w.d.Places[i]
		if p.Token < x.First || x.Last <= p.Token {
			continue
		}
		if x.Place.Country == "" || doer && x.Place.Precision != parley.PlaceCountry {
			return p, false
		}
		p.Words = doc.Range{First: x.First, Last: x.Last}
		p.Actor = w.government(x.Place.Country)
		if p.Actor != doc.None && (has(w.e.Sources, p.Actor) || has(w.e.Targets, p.Actor)) {
			p.Actor = doc.None // a town of the state that acts is the town alone
		}
		return p, true
	}
	return p, false
}

// government returns the index of the actor that is the government of the
// country, None if the article has none such.
func (w *finding) government(country string) int {
	id := strings.ToLower(country) + "-gov"
	for i := range w.d.Actors {
		if w.d.Actors[i].ID == id {
			return i
		}
	}
	return doc.None
}

// verbal are the types that are done by saying so.
var verbal = []parley.EventType{parley.Request, parley.Accuse, parley.Reject, parley.Threaten, parley.Agree, parley.Support, parley.Concede}

// speaker makes whoever is quoted the source of what is done by saying so, where
// the words name no other: "We will suspend the talks," said the envoy; and of
// any act of an "it" or "they" that nothing else resolves. Any other subject is
// left alone.
func (w *finding) speaker() {
	e := w.e
	if len(e.Sources) > 0 || e.Quote < 0 || e.Quote >= len(w.d.Quotes) || e.Type == parley.Assault || e.Type == parley.Coerce {
		return
	}
	q := &w.d.Quotes[e.Quote]
	if q.Actor == doc.None || q.Speaker.Empty() || w.d.Actors[q.Actor].Sector == "JRN" {
		return // what the press says is no act of the press
	}
	verb := e.Head
	if t := &w.d.Tokens[verb]; t.Deprel == "obj" && t.Head >= w.s.First && t.Head < w.s.Last && w.is("do", w.lemma(t.Head)) {
		verb = t.Head
	}
	switch j := w.subjectOf(verb, descents); {
	case j < 0 && !slices.Contains(verbal, e.Type):
		return
	case j < 0 && e.Type == parley.Agree && w.child(verb, "nsubj") >= 0:
		return // "the pact was signed", says somebody
	case j >= 0 && !slices.Contains([]string{"i", "we"}, w.lemma(j)) && (w.d.Tokens[j].UPOS != "PRON" || w.d.MentionAt(j) != doc.None):
		return
	}
	put(&e.Sources, draft.Party{Token: q.Speaker.First, Mention: q.Mention, Actor: q.Actor, Words: q.Speaker, Inferred: true, Rule: "party.speaker"})
}
