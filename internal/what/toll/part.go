package toll

import (
	"strings"

	"parley/internal/doc"
	"parley/internal/what/draft"
)

// markParts marks the tolls that only repeat or part out what an earlier one
// holds: the same person again, the same figure of the same group again beside
// a whole, and a group that is said to be among the dead.
func (r *reading) markParts(e *draft.Event) {
	persons := map[string]bool{}
	for i := range e.Tolls {
		t := &e.Tolls[i]
		t.More = t.Count != doc.None && r.more(t.Count) || t.Count == doc.None && r.also(t.Token) || r.kin(*t)
		if t.Part || t.Vague {
			continue
		}
		if key := r.person(*t); key != "" {
			if key = string(t.Outcome) + " " + key; persons[key] {
				t.Part = true
				continue
			}
			persons[key] = true
		}
		if r.amongDead(*t) || r.listed(e, *t) {
			t.Part = true
			continue
		}
		for j := range i {
			o := &e.Tolls[j]
			if o.Part && o.Outcome == t.Outcome && o.Group == t.Group && o.Figure == t.Figure && t.Group != "" {
				t.Part = true
			}
		}
	}
}

// listed tells whether a person is one of those whose number and then names
// are given: "killed two reporters, Ana Ruiz and Leo Paz".
func (r *reading) listed(e *draft.Event, t draft.Toll) bool {
	x := r.first(t)
	if t.Figure != 1 {
		return false
	}
	for _, o := range e.Tolls {
		if o.Count == doc.None || o.Outcome != t.Outcome || o.Figure < 2 {
			continue
		}
		noun := r.d.Counts[o.Count].Noun
		if noun == doc.None || noun >= x || r.sentence(noun) != r.sentence(x) {
			continue
		}
		if r.d.Word(noun+1) == ":" {
			return true
		}
		for j := noun + 1; t.Count == doc.None && j <= x; j++ {
			if k := &r.d.Tokens[j]; k.Head == noun && k.Deprel == "appos" && k.UPOS == "PROPN" {
				return true
			}
		}
	}
	return false
}

// also tells whether the verb above a person who has no number adds him to
// those told before: "his son was also killed".
func (r *reading) also(x int) bool {
	for n := 0; n < 8 && r.d.Tokens[x].Deprel == "conj" && r.d.Tokens[x].Head >= 0; n++ {
		x = r.d.Tokens[x].Head
	}
	v := r.d.Tokens[x].Head
	for j := max(0, v-4); j < v; j++ {
		if w := strings.ToLower(r.d.Word(j)); (w == "also" || w == "too") && r.d.Tokens[j].Head == v {
			return true
		}
	}
	return false
}

// person is the actor's id of a toll of one person who is known by name or by
// office, empty for others.
func (r *reading) person(t draft.Toll) string {
	if t.Figure != 1 {
		return ""
	}
	x := t.Token
	if t.Count != doc.None {
		x = r.d.Counts[t.Count].Noun
	}
	if x == doc.None {
		return ""
	}
	m := r.d.MentionAt(x)
	if m == doc.None {
		return ""
	}
	if a := &r.d.Actors[r.d.Mentions[m].Actor]; a.Kind == doc.ActorPerson {
		return a.ID
	}
	return ""
}

// named tells whether a toll is of one person who has a name.
func (r *reading) named(t draft.Toll) bool {
	return t.Count == doc.None && t.Figure == 1 && r.d.Tokens[t.Token].UPOS == "PROPN"
}

// kin tells whether a toll is of people who come beside somebody.
func (r *reading) kin(t draft.Toll) bool {
	x := t.Token
	if t.Count != doc.None {
		x = r.d.Counts[t.Count].Noun
	}
	return x != doc.None && r.owned(x)
}

// owned tells whether a token is a word for who comes beside somebody, with a
// pronoun for him: "his driver".
func (r *reading) owned(x int) bool {
	if !r.f.is(r.d, x, wordKin) {
		return false
	}
	for j := max(0, x-6); j < x; j++ {
		if k := &r.d.Tokens[j]; k.Head == x && k.UPOS == "PRON" && k.Deprel == "nmod:poss" {
			return true // "his driver"
		}
	}
	return false
}

// amongDead tells whether a toll is of some "among the dead", "of the victims".
func (r *reading) amongDead(t draft.Toll) bool {
	x := r.first(t)
	s := r.sentence(x)
	if s == doc.None {
		return false
	}
	last := r.d.Sentences[s].Last
	for j := r.d.Sentences[s].First; j < last; j++ {
		if !strings.EqualFold(r.d.Word(j), "among") && !strings.EqualFold(r.d.Word(j), "amongst") {
			continue
		}
		for k := j + 1; k < min(last, j+4); k++ {
			if r.f.is(r.d, k, wordDead) {
				return true
			}
		}
	}
	return false
}

// more tells whether a count adds to figures given before: "another nine",
// "four more soldiers", "two civilians were also killed".
func (r *reading) more(i int) bool {
	c := &r.d.Counts[i]
	s := r.sentence(c.First)
	if s == doc.None {
		return false
	}
	for j := max(r.d.Sentences[s].First, c.First-2); j < min(r.d.Sentences[s].Last, c.Last+8); j++ {
		h := r.d.Tokens[j].Head
		inside := j >= c.First && j < c.Last || c.Noun != doc.None && h == c.Noun
		switch strings.ToLower(r.d.Word(j)) {
		case "another", "further", "additional":
			if inside || j == c.First-1 {
				return true
			}
		case "more":
			if inside && !strings.EqualFold(r.d.Word(min(j+1, len(r.d.Tokens)-1)), "than") {
				return true
			}
		case "also", "too", "meanwhile":
			if c.Cause != doc.None && h == c.Cause {
				return true
			}
		}
	}
	return false
}
