package parties

import (
	"slices"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// caused takes the doers of a deed that is told as the cause of this one:
// "killed in an attack by gunmen".
func (w *finding) caused(causes []doc.Arg) {
	known := len(w.e.Sources) > 0
	for _, a := range causes {
		if a.Match < 0 || a.Match >= len(w.d.Matches) {
			continue
		}
		m := &w.d.Matches[a.Match]
		for _, b := range m.Args {
			if b.Token < w.s.First || b.Token >= w.s.Last {
				continue
			}
			switch {
			case b.Name == "source" && !known:
				w.add(&w.e.Sources, b.Token, "", m.Rule, true)
			case b.Name == "weapon":
				w.weapon(b.Token, m.Rule)
			}
		}
		if !known && m.Head >= w.s.First && m.Head < w.s.Last {
			w.modifiersOf(m.Head)
		}
	}
}

// lostSubject finds the subject that the parser hung on the clause above: in
// "rebels were killed after troops launched a raid" the troops are often an
// oblique of "killed", and the rebels stand in for the subject.
func (w *finding) lostSubject() {
	verb := w.e.Head
	if w.d.Tokens[verb].UPOS != "VERB" {
		verb = w.d.Tokens[verb].Head
	}
	if verb <= w.s.First || verb >= w.s.Last || !w.tensed(verb) {
		return
	}
	for j := w.s.First; j < w.s.Last; j++ {
		if t := &w.d.Tokens[j]; t.Head == verb && (base(t.Deprel) == "nsubj" || base(t.Deprel) == "csubj" || base(t.Deprel) == "aux") {
			return
		}
	}
	above, before := w.d.Tokens[verb].Head, &w.d.Tokens[verb-1]
	if before.Head != above || base(before.Deprel) != "obl" {
		return
	}
	switch w.caseOf(verb - 1) {
	case "after", "before", "since", "until", "as", "when", "while", "because":
		w.e.Sources = slices.DeleteFunc(w.e.Sources, func(p draft.Party) bool {
			t := &w.d.Tokens[p.Token]
			return t.Head == above && base(t.Deprel) == "nsubj"
		})
		w.add(&w.e.Sources, verb-1, "", "party.lost-subject", true)
	}
}

// tensed tells a verb that must have a subject.
func (w *finding) tensed(i int) bool {
	x := w.d.Tokens[i].XPOS
	return x == "VBD" || x == "VBZ" || x == "VBP"
}

// inDeed takes the subject of the clause that an indefinite deed stands in:
// "In a surprise attack the rebels took the town".
func (w *finding) inDeed() {
	head := w.e.Head
	t := &w.d.Tokens[head]
	if len(w.e.Sources) > 0 || t.UPOS != "NOUN" || t.Deprel != "obl" || w.caseOf(head) != "in" || t.Head < w.s.First || t.Head >= w.s.Last {
		return
	}
	if w.is("suffer", w.lemma(t.Head)) || w.child(head, "det", "a", "an") < 0 || w.child(t.Head, "obj") < 0 {
		return
	}
	if j := w.child(t.Head, "nsubj"); j >= 0 {
		if m := w.d.MentionAt(j); m != doc.None && w.armed(m) {
			w.add(&w.e.Sources, j, "", "party.in-deed", true)
		}
	}
}

// armed tells a mention of a group that fights.
func (w *finding) armed(m int) bool {
	a := &w.d.Actors[w.d.Mentions[m].Actor]
	switch a.Sector {
	case "REB", "MIL", "UAF", "COP", "IMG", "PTY":
		return a.Kind != doc.ActorPerson && a.Kind != doc.ActorThing
	}
	return false
}

// child returns the first token under i in the relation, with one of the
// lemmas if any are given; -1 for none.
func (w *finding) child(i int, rel string, lemmas ...string) int {
	for j := w.s.First; j < w.s.Last; j++ {
		if w.d.Tokens[j].Head == i && base(w.d.Tokens[j].Deprel) == rel && (len(lemmas) == 0 || slices.Contains(lemmas, w.lemma(j))) {
			return j
		}
	}
	return -1
}

// helpers adds those by whom the doers are backed: "soldiers backed by militias".
func (w *finding) helpers() {
	for i, n := 0, len(w.e.Sources); i < n; i++ {
		for j := w.s.First; j < w.s.Last; j++ {
			if t := &w.d.Tokens[j]; t.Head != w.e.Sources[i].Token || base(t.Deprel) != "acl" || !w.is("back", w.lemma(j)) {
				continue
			}
			for k := j + 1; k < w.s.Last; k++ {
				if t := &w.d.Tokens[k]; t.Head == j && base(t.Deprel) == "obl" && w.caseOf(k) == "by" {
					w.add(&w.e.Sources, k, "", "party.backed", true)
				}
			}
		}
	}
}

// reciprocal spreads those who act on "each other" over both sides.
func (w *finding) reciprocal() {
	e := w.e
	if len(e.Sources) > 1 && len(e.Targets) == 0 && w.child(e.Head, "obj", "each") >= 0 {
		e.Targets = append(e.Targets, e.Sources[1:]...)
		e.Sources = e.Sources[:1:1]
	}
}

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
	if len(e.Targets) > 0 {
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
		case rel == "obj", t.Deprel == "nsubj:pass", !violent && (rel == "obl" || rel == "nmod"):
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

// owners adds those whose thing is attacked: "a vehicle of the border forces",
// "an army post".
func (w *finding) owners() {
	e := w.e
	if e.Type != parley.Assault && e.Type != parley.Coerce {
		return
	}
	for i, n := 0, len(e.Targets); i < n; i++ {
		thing := e.Targets[i]
		if thing.Actor != doc.None && w.d.Actors[thing.Actor].Kind != doc.ActorThing {
			continue
		}
		for j := w.s.First; j < w.s.Last; j++ {
			t := &w.d.Tokens[j]
			if t.Head != thing.Token || j == thing.Token {
				continue
			}
			switch rel := base(t.Deprel); {
			case rel == "compound", rel == "amod", t.Deprel == "nmod:poss", rel == "nmod" && (w.caseOf(j) == "of" || w.caseOf(j) == "for"):
				w.owner(j, thing)
			}
		}
	}
}

// owner adds who is named at j as a target, if that is a party and no doer.
func (w *finding) owner(j int, thing draft.Party) {
	m := w.d.MentionAt(j)
	if m == doc.None {
		return
	}
	p, kind := w.resolve(j)
	if kind != isParty || w.d.Actors[p.Actor].Kind == doc.ActorPerson && w.d.Tokens[j].UPOS == "PRON" || holds(w.e.Sources, p) {
		return
	}
	p.Effect, p.Rule = "", "party.owner"
	put(&w.e.Targets, p)
}

// sides adds the party for which a person or an organ acts, beside the person:
// a president signs for the government, a commander attacks for his group.
func (w *finding) sides() {
	e := w.e
	w.sidesOf(&e.Sources, &e.Targets)
	if e.Type != parley.Assault && e.Type != parley.Coerce {
		w.sidesOf(&e.Targets, &e.Sources)
	}
}

func (w *finding) sidesOf(side, other *[]draft.Party) {
	violent := w.e.Type == parley.Assault || w.e.Type == parley.Coerce
	for i, n := 0, len(*side); i < n; i++ {
		p := (*side)[i]
		if p.Actor == doc.None {
			continue
		}
		a := &w.d.Actors[p.Actor]
		if a.Side == "" || a.Side == a.ID || violent && a.Kind != doc.ActorPerson {
			continue
		}
		for k := range w.d.Actors {
			if w.d.Actors[k].ID != a.Side {
				continue
			}
			q := p
			q.Actor, q.Inferred, q.Rule, q.Effect = k, true, "party.side", ""
			if m := nearest(w.d, k, p.Token); m != doc.None {
				x := &w.d.Mentions[m]
				q.Token, q.Mention, q.Words = x.Head, m, doc.Range{First: x.First, Last: x.Last}
			}
			if !has(*side, k) && !has(*other, k) {
				*side = append(*side, q)
			}
		}
	}
}

// has tells whether the side has the actor.
func has(side []draft.Party, actor int) bool {
	for _, p := range side {
		if p.Actor == actor {
			return true
		}
	}
	return false
}
