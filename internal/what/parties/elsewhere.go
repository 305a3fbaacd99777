package parties

import (
	"slices"

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
