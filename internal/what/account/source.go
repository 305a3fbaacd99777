package account

import (
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// described reports whether the actor is one whom the text names in no way of his
// own: "the rebels", "a dissident group".
func (r *reading) described(actor int) bool {
	if actor < 0 || actor >= len(r.d.Actors) {
		return true
	}
	switch a := &r.d.Actors[actor]; a.Source {
	case doc.FromNominal, doc.FromDescription:
		return true
	case doc.FromComposition:
		return a.Side == "" || a.Side == a.ID
	}
	return false
}

// byName returns the mention of the group that is named beside a description of
// it: "the country's Islamist rebels, al-Shabaab"; else what it was given.
func (r *reading) byName(token, mention int) (at, found int) {
	if token < 0 || mention == doc.None || !r.described(r.d.Mentions[mention].Actor) {
		return token, mention
	}
	for t := token + 1; t < min(len(r.d.Tokens), token+8); t++ {
		if k := &r.d.Tokens[t]; k.Head != token || k.Deprel != "appos" {
			continue
		}
		m := r.d.MentionAt(t)
		if m == doc.None || r.described(r.d.Mentions[m].Actor) {
			continue
		}
		if a := &r.d.Actors[r.d.Mentions[m].Actor]; a.Kind != doc.ActorPerson {
			return t, m
		}
	}
	return token, mention
}

// addSource makes the actor a source of the event if nobody is named as one.
func (r *reading) addSource(e *draft.Event, actor, token, mention int, rule string, blamed bool) {
	if actor < 0 || actor >= len(r.d.Actors) || token < 0 || token >= len(r.d.Tokens) {
		return
	}
	for i, p := range e.Sources {
		if p.Actor == actor || p.Actor >= 0 && p.Actor < len(r.d.Actors) && r.oneSide(p.Actor, actor) {
			if !blamed {
				e.Sources[i].Blamed = false
			}
			return
		}
		if !r.bare(p) {
			return // somebody else is named: the claim stands beside it
		}
	}
	for _, p := range e.Targets {
		if p.Actor == actor {
			return
		}
	}
	words := doc.Range{First: token, Last: token + 1}
	if mention >= 0 && mention < len(r.d.Mentions) {
		words = doc.Range{First: r.d.Mentions[mention].First, Last: r.d.Mentions[mention].Last}
	}
	e.Sources = append(e.Sources, draft.Party{
		Token: token, Mention: mention, Actor: actor, Words: words, Inferred: true, Blamed: blamed, Rule: rule,
	})
}

// bare reports whether a source is nobody in particular: no actor, or one of
// no side that is only described ("gunmen").
func (r *reading) bare(p draft.Party) bool {
	if p.Actor < 0 || p.Actor >= len(r.d.Actors) {
		return true
	}
	a := &r.d.Actors[p.Actor]
	return a.Side == "" && (a.Source == doc.FromNominal || a.Source == doc.FromDescription)
}

// oneSide reports whether the actors are of one side.
func (r *reading) oneSide(a, b int) bool {
	x, y := &r.d.Actors[a], &r.d.Actors[b]
	return x.Side != "" && (x.Side == y.Side || x.Side == y.ID) || y.Side != "" && y.Side == x.ID
}

// party returns the actor of the side for which an actor speaks, and the person
// who does; either may be None.
func (r *reading) party(actor int) (party, speaker int) {
	if actor < 0 || actor >= len(r.d.Actors) {
		return doc.None, doc.None
	}
	a := &r.d.Actors[actor]
	if a.Kind != doc.ActorPerson {
		return actor, doc.None
	}
	for _, id := range []string{a.Of, a.Side} {
		for i := range r.d.Actors {
			if b := &r.d.Actors[i]; id != "" && b.ID == id && b.Kind != doc.ActorPerson {
				return i, actor
			}
		}
	}
	return doc.None, actor
}

// spokenFor returns party and speaker of a quote.
func (r *reading) spokenFor(q int) (party, speaker int) {
	quote := &r.d.Quotes[q]
	party, speaker = r.party(quote.Actor)
	if quote.For != "" && (party == doc.None || speaker != doc.None) {
		for i := range r.d.Actors {
			if r.d.Actors[i].ID == quote.For {
				return i, speaker
			}
		}
	}
	return party, speaker
}

func (r *reading) onlyTargets(e *draft.Event, actor int) bool {
	if actor == doc.None {
		return false
	}
	for _, p := range e.Targets {
		if p.Actor == actor || p.Actor >= 0 && p.Actor < len(r.d.Actors) && r.oneSide(p.Actor, actor) {
			return true
		}
	}
	return false
}

// blames makes sources of those who are only accused: by the rules mark/blamed,
// and by events of accusing.
func (r *reading) blames() {
	for i := range r.d.Matches {
		m := &r.d.Matches[i]
		if m.Label != "mark/blamed" {
			continue
		}
		e := r.about(m)
		if e == nil {
			continue
		}
		for _, t := range m.Arg("by") {
			if k := r.d.MentionAt(t); k != doc.None {
				actor, speaker := r.party(r.d.Mentions[k].Actor)
				if actor == doc.None {
					actor = speaker
				}
				r.addSource(e, actor, t, k, m.Rule, true)
			}
		}
	}
}
