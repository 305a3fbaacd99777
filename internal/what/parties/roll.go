package parties

import (
	"slices"
	"strings"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// rollEffects are what befell the people of a roll, in the order of asking.
var rollEffects = []parley.Effect{parley.EffectKilled, parley.EffectInjured, parley.EffectCaptured}

// mostOnRoll is how many names of one roll are taken in at most.
const mostOnRoll = 12

// Roll adds the persons of sentences that only give the names of those who
// suffered ("The dead were identified as Rosa Diaz and Juan Mora") to the
// targets of the attack told last before in which people suffered that. Events
// are those after fusing.
func (f *Finder) Roll(d *doc.Doc, events []*draft.Event) {
	for i := range d.Sentences {
		w := &finding{tables: &f.tables, d: d, s: d.Sentences[i]}
		effect, first := w.roll()
		if first == doc.None {
			continue
		}
		e := sufferedBefore(events, effect, w.s.Last)
		if e == nil {
			continue
		}
		for _, t := range w.chain(first) {
			if m := w.person(t); m != doc.None && len(e.Targets) < mostOnRoll && !has(e.Targets, d.Mentions[m].Actor) {
				e.Targets = append(e.Targets, w.asPerson(draft.Party{Effect: effect, Rule: "party.roll"}, m))
			}
		}
	}
}

// roll reads a sentence that names those who suffered: what befell them, and
// the first of the names; None if it is none such.
func (w *finding) roll() (effect parley.Effect, first int) {
	for i := w.s.First; i < w.s.Last; i++ {
		t := &w.d.Tokens[i]
		if t.Head < w.s.First || t.Head >= w.s.Last || base(t.Deprel) != "nsubj" {
			continue
		}
		if effect = w.suffering(i); effect == "" {
			continue
		}
		if w.person(t.Head) != doc.None {
			return effect, t.Head // "The dead are Rosa Diaz and Juan Mora."
		}
		if lemma := w.lemma(t.Head); lemma == "identify" || lemma == "name" {
			for j := t.Head + 1; j < w.s.Last; j++ {
				if k := &w.d.Tokens[j]; k.Head == t.Head && w.person(j) != doc.None && slices.Contains([]string{"obl", "xcomp", "obj", "advcl"}, base(k.Deprel)) {
					return effect, j
				}
			}
		}
	}
	return "", doc.None
}

// suffering returns what befell those for whom the token stands: "the injured",
// "those killed"; empty for none.
func (w *finding) suffering(i int) parley.Effect {
	for j := w.s.First; j < w.s.Last; j++ {
		t := &w.d.Tokens[j]
		if j != i && (t.Head != i || base(t.Deprel) != "acl" && base(t.Deprel) != "amod") {
			continue
		}
		for _, e := range rollEffects {
			if kind := "roll-" + string(e); w.is(kind, w.lemma(j)) || w.is(kind, strings.ToLower(w.d.Word(j))) {
				return e
			}
		}
	}
	return ""
}

// chain returns the token and those joined to it, in order, as lists are: each
// hangs on the first or on the one before.
func (w *finding) chain(first int) []int {
	list := []int{first}
	for j := first + 1; j < w.s.Last; j++ {
		t := &w.d.Tokens[j]
		switch base(t.Deprel) {
		case "conj", "appos", "list", "parataxis":
			if slices.Contains(list, t.Head) {
				list = append(list, j)
			}
		}
	}
	return list
}

// sufferedBefore returns the attack begun last before the token in which people
// suffered the effect, or the last one where none tells that; nil if there is none.
func sufferedBefore(events []*draft.Event, effect parley.Effect, token int) *draft.Event {
	var last, told *draft.Event
	for _, e := range events {
		if e.Type != parley.Assault || e.Head >= token {
			continue
		}
		if last == nil || e.Head > last.Head {
			last = e
		}
		suffered := slices.ContainsFunc(e.Targets, func(p draft.Party) bool { return p.Effect == effect }) ||
			slices.ContainsFunc(e.Tolls, func(t draft.Toll) bool { return string(t.Outcome) == string(effect) })
		if suffered && (told == nil || e.Head > told.Head) {
			told = e
		}
	}
	if told == nil {
		return last
	}
	return told
}
