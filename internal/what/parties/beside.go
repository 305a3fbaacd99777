package parties

import (
	"slices"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// beside finds the other side of an act behind its preposition, or as the
// names before a deed's noun ("the US-Taliban deal"), where no rule has it.
func (w *finding) beside() {
	e := w.e
	if mutual(e.Type, e.Mode) && (len(e.Sources) == 0 || len(e.Targets) == 0) {
		var names []draft.Party
		for _, n := range w.nouns() {
			names = append(names, w.before(n)...)
		}
		if len(names) > 1 || len(e.Sources) > 0 {
			w.share(names)
		}
	}
	if slices.ContainsFunc(e.Targets, func(p draft.Party) bool { return p.Rule != "party.offer" }) {
		return
	}
	for _, n := range w.nouns() {
		for j := w.s.First; j < w.s.Last; j++ {
			t := &w.d.Tokens[j]
			if rel := base(t.Deprel); t.Head != n || rel != "nmod" && rel != "obl" || !slices.Contains(w.cases[e.Type], w.caseOf(j)) {
				continue
			}
			for _, k := range w.joined(j) {
				if p, kind := w.resolve(k); kind == isParty && p.Mention != doc.None && !holds(e.Sources, p) {
					p.Rule = "party.beside"
					if mutual(e.Type, e.Mode) {
						w.share([]draft.Party{p})
					} else if w.addressed(p) {
						put(&e.Targets, p)
					}
				}
			}
		}
	}
}

// mutual tells acts whose sides do the same.
func mutual(t parley.EventType, mode parley.Mode) bool {
	switch t {
	case parley.Consult, parley.Agree, parley.Cooperate:
		return true
	}
	return mode == parley.ModeClash || mode == parley.ModeCeasefire
}

// addressed tells a party that an act can be aimed at: a medium is where it is
// told ("on Twitter").
func (w *finding) addressed(p draft.Party) bool {
	a := &w.d.Actors[p.Actor]
	return a.Sector != "JRN" && !(a.Kind == doc.ActorOrganisation && (a.Sector == "" || a.Sector == "BUS"))
}

// nouns returns the trigger and the words that belong to it as deeds: what a
// verb does ("signed a deal", "walked out of talks"), the verb of a noun, and
// participles on them ("the truce agreed with").
func (w *finding) nouns() []int {
	list := []int{w.e.Head}
	if t := &w.d.Tokens[w.e.Head]; t.Deprel == "obj" && t.Head >= w.s.First && t.Head < w.s.Last {
		list = append(list, t.Head)
	}
	violent := w.e.Type == parley.Assault || w.e.Type == parley.Coerce
	for j := w.s.First; j < w.s.Last; j++ {
		t := &w.d.Tokens[j]
		if !slices.Contains(list, t.Head) || slices.Contains(list, j) {
			continue
		}
		switch rel := base(t.Deprel); {
		case rel == "obj", t.Deprel == "nsubj:pass", !violent && (rel == "obl" || rel == "nmod") && !w.is("aside", w.caseOf(j)):
			if w.is("deed", w.lemma(j)) {
				list = append(list, j)
			}
		case rel == "acl" && t.XPOS == "VBN" && t.Head != w.e.Head:
			list = append(list, j)
		}
	}
	return list
}

// before returns the parties that are named before the noun n as its
// modifiers, the words of a hyphenated pair included.
func (w *finding) before(n int) []draft.Party {
	var list []draft.Party
	for j := w.s.First; j < n; j++ {
		cur, near := j, false
		for range 2 {
			rel := base(w.d.Tokens[cur].Deprel)
			if rel != "compound" && rel != "amod" && rel != "nmod" && rel != "conj" && rel != "punct" {
				break
			}
			if cur = w.d.Tokens[cur].Head; cur == n {
				near = true
				break
			}
			if cur < w.s.First || cur > n {
				break
			}
		}
		if near {
			if p, ok := w.modifier(j); ok {
				list = append(list, p)
			}
		}
	}
	return list
}

// joined returns the token and those coordinated with it.
func (w *finding) joined(j int) []int {
	list := []int{j}
	for k := j + 1; k < w.s.Last; k++ {
		if t := &w.d.Tokens[k]; t.Head == j && base(t.Deprel) == "conj" {
			list = append(list, k)
		}
	}
	return list
}
