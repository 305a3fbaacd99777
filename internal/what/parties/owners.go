package parties

import (
	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

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
				w.owner(j)
			}
		}
	}
}

// owner adds who is named at j as a target, if that is a party and no doer.
func (w *finding) owner(j int) {
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

// sidesOf adds to one side the parties that its people act for, unless either
// side has them already.
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
