package parties

import (
	"strings"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// modifiers takes the doer of a noun of violence from the words before it, where
// no rule gave one: "a Taliban attack", "Israeli strikes", "a US drone strike".
func (w *finding) modifiers() {
	if len(w.e.Sources) == 0 && (w.e.Type == parley.Assault || w.e.Type == parley.Coerce) {
		w.modifiersOf(w.e.Head)
	}
}

// modifiersOf adds the doers that are named before the noun head.
func (w *finding) modifiersOf(head int) {
	if w.d.Tokens[head].UPOS != "NOUN" {
		return
	}
	victim := w.is("victim-noun", w.lemma(head))
	for j := w.s.First; j < head; j++ {
		t := &w.d.Tokens[j]
		if t.Head != head {
			continue
		}
		rel := base(t.Deprel)
		if rel == "amod" && w.is("back", w.lemma(j)) {
			// "US-backed", "French-led"
			for k := w.s.First; k < j; k++ {
				if w.d.Tokens[k].Head == j {
					w.backer(k)
				}
			}
			continue
		}
		if rel != "compound" && rel != "amod" && t.Deprel != "nmod:poss" || victim && (w.civilian(j) || t.Deprel == "nmod:poss") {
			continue
		}
		if p, ok := w.modifier(j); ok {
			put(&w.e.Sources, p)
		}
	}
}

// whereabouts tells the name of a place as a noun before a deed: it says where
// ("the Kabul attack"), but for short forms of states ("a US strike").
func (w *finding) whereabouts(j int) bool {
	if w.d.Tokens[j].UPOS == "ADJ" || w.usedAsActor(j) {
		return false
	}
	word := w.d.Word(j)
	for i := range w.d.Places {
		if p := &w.d.Places[i]; p.First <= j && j < p.Last {
			return strings.ToUpper(word) != word || len(word) > len("U.S.A.")
		}
	}
	return false
}

// backer adds who is named before "-backed" as a source.
func (w *finding) backer(k int) {
	p, ok := w.modifier(k)
	if !ok && w.states[strings.ToLower(w.d.Word(k))] != "" {
		p.Actor, ok = w.byState(w.d.Word(k)), true
	}
	if ok {
		put(&w.e.Sources, p)
	}
}

// modifier returns who the modifier at j names, if it names somebody who can
// act as a party.
func (w *finding) modifier(j int) (draft.Party, bool) {
	p := draft.Party{Token: j, Mention: doc.None, Actor: doc.None, Words: doc.Range{First: j, Last: j + 1}, Rule: "party.modifier"}
	if w.inTime(j) || w.whereabouts(j) {
		return p, false
	}
	if m := w.d.MentionAt(j); m != doc.None {
		a := &w.d.Actors[w.d.Mentions[m].Actor]
		if a.Kind == doc.ActorThing || w.civilian(j) {
			return p, false
		}
		rule := p.Rule
		p, _ = w.asMention(p, m)
		p.Rule = rule
	} else {
		if w.states[strings.ToLower(w.d.Word(j))] == "" || w.inPlace(j) {
			return p, false
		}
		p.Actor = w.byState(w.d.Word(j))
	}
	p.Blamed = w.e.Status == parley.Alleged
	return p, true
}

// civilian tells somebody who suffers rather than acts.
func (w *finding) civilian(j int) bool {
	m := w.d.MentionAt(j)
	if m == doc.None {
		return false
	}
	switch w.d.Actors[w.d.Mentions[m].Actor].Sector {
	case "REB", "MIL", "GOV", "UAF", "IMG", "COP", "SPY", "PTY", "":
		return false
	}
	return true
}

// counted adds the people whom the trigger kills, injures or takes as targets,
// with what befell them, where a figure tells it.
func (w *finding) counted() {
	e := w.e
	if e.Type != parley.Assault && e.Type != parley.Coerce {
		return
	}
	for i := range w.d.Counts {
		c := &w.d.Counts[i]
		if c.First < w.s.First || c.Last > w.s.Last || c.Attackers || c.High == 0 {
			continue
		}
		effect := effectOf(c.Outcome)
		if effect == "" {
			continue
		}
		for k := range e.Targets {
			if p := &e.Targets[k]; p.Token == c.Noun && c.Noun != doc.None {
				p.Effect = effect
			}
		}
		if c.Cause == e.Head && c.Noun != doc.None {
			if p, kind := w.resolve(c.Noun); kind == isParty && !holds(e.Sources, p) {
				p.Effect, p.Rule = effect, "party.counted"
				put(&e.Targets, p)
			}
		}
	}
}

// effectOf is the effect that an outcome of counted people stands for; empty
// for none.
func effectOf(o doc.Outcome) parley.Effect {
	switch o {
	case doc.Killed:
		return parley.EffectKilled
	case doc.Injured:
		return parley.EffectInjured
	case doc.Captured:
		return parley.EffectCaptured
	}
	return ""
}
