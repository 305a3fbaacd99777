package parties

import (
	"strings"

	"parley/internal/doc"
	"parley/internal/what/draft"
)

// sort is what an argument turns out to be.
type sort int

// The sorts of arguments.
const (
	isNobody sort = iota
	isParty
	isThing
	isWeapon
)

// descents bounds the way down through "a number of the members of".
const descents = 4

// resolve brings the argument at token down to who is meant.
func (w *finding) resolve(token int) (draft.Party, sort) {
	if t := &w.d.Tokens[token]; base(t.Deprel) == "flat" && t.Head >= w.s.First && t.Head < w.s.Last {
		token = t.Head // a name is headed by its first word
	}
	for range descents {
		if w.d.MentionAt(token) != doc.None && !w.is("part", w.lemma(token)) {
			break
		}
		next := w.partOf(token)
		if next < 0 {
			break
		}
		token = next
	}
	if w.d.MentionAt(token) == doc.None {
		// "his rival, the opposition leader": the name stands beside
		if j := w.child(token, "appos"); j >= 0 && w.d.MentionAt(j) != doc.None {
			token = j
		}
	}
	p := draft.Party{Token: token, Mention: doc.None, Actor: doc.None}
	if w.inTime(token) || w.is("self", w.lemma(token)) && w.d.MentionAt(token) == doc.None {
		return p, isNobody
	}
	if m := w.mention(token); m != doc.None {
		return w.asMention(p, m)
	}
	return w.asWords(p)
}

// partOf returns the noun that a word for a part or a number stands for, or -1.
func (w *finding) partOf(token int) int {
	t := &w.d.Tokens[token]
	lemma := w.lemma(token)
	if !w.is("part", lemma) && t.UPOS != "NUM" && t.UPOS != "DET" {
		return -1
	}
	best := -1
	for j := w.s.First; j < w.s.Last; j++ {
		if c := &w.d.Tokens[j]; c.Head == token && j > token && (c.UPOS == "NOUN" || c.UPOS == "PROPN" || c.UPOS == "PRON") && base(c.Deprel) == "nmod" {
			if mark := w.caseOf(j); mark == "of" || mark == "from" || mark == "among" {
				if !w.is("part", w.lemma(j)) {
					return j // "tens of thousands of students" may all hang on the first
				}
				if best < 0 {
					best = j
				}
			}
		}
	}
	return best
}

// mention returns the index of the mention that names who stands at token: the
// shortest one headed there, but for a pronoun that nothing resolves; else one
// that is headed inside the name at token. None if there is none.
func (w *finding) mention(token int) int {
	return w.d.MentionAt(token)
}

// asMention makes a party of the mention. A place is a party only where it
// stands for somebody.
func (w *finding) asMention(p draft.Party, m int) (draft.Party, sort) {
	mention := &w.d.Mentions[m]
	actor := &w.d.Actors[mention.Actor]
	if (actor.Source == doc.FromNominal || actor.Source == doc.FromDescription) && actor.Kind == doc.ActorGroup {
		if k := w.namedBeside(p.Token); k != doc.None {
			p.Mention, p.Actor = k, w.d.Mentions[k].Actor
			p.Words = w.phrase(p.Token)
			return p, isParty
		}
	}
	p.Mention, p.Actor = m, mention.Actor
	p.Words = w.trim(doc.Range{First: mention.First, Last: mention.Last}, p.Token)
	if actor.Kind == doc.ActorThing {
		return p, isThing
	}
	if actor.Kind == doc.ActorPerson {
		p.Words.First = w.introduced(m, p.Words.First)
	}
	if _, ok := w.weaponAt(p.Token); ok && actor.Source == doc.FromNominal && !w.is("people", w.lemma(p.Token)) {
		return p, isWeapon
	}
	return p, isParty
}

// introduced returns where the words begin that say right before the unknown
// name of a mention who that is: "suspected Nigerian smuggler John Doe". The
// names of those who suffer violence stay bare.
func (w *finding) introduced(m, first int) int {
	x := &w.d.Mentions[m]
	t := &w.d.Tokens[x.Head]
	if w.d.Actors[x.Actor].Source != doc.FromName || t.UPOS != "PROPN" || w.violent() {
		return first
	}
	if base(t.Deprel) == "appos" && t.Head == first-1 && first > w.s.First && w.d.Tokens[t.Head].UPOS == "NOUN" {
		return w.phrase(t.Head).First
	}
	for first > w.s.First {
		t := &w.d.Tokens[first-1]
		rel := base(t.Deprel)
		if t.Head < first || t.Head > x.Head || rel != "amod" && rel != "compound" && t.Deprel != "nmod:desc" || w.inTime(first-1) {
			break
		}
		first--
	}
	return first
}

// namedBeside returns the mention of the named group that an unnamed one is
// said to be: "fifty ELN rebels", "a unit of the ELN", "the ELN, a rebel group".
// None if there is none.
func (w *finding) namedBeside(token int) int {
	if t := &w.d.Tokens[token]; base(t.Deprel) == "appos" {
		if m := w.namedGroup(t.Head); m != doc.None {
			return m
		}
	}
	for j := w.s.First; j < w.s.Last; j++ {
		t := &w.d.Tokens[j]
		if t.Head != token {
			continue
		}
		switch rel := base(t.Deprel); {
		case (rel == "compound" || rel == "amod") && j < token, rel == "appos", rel == "nmod" && j > token && w.caseOf(j) == "of":
			if m := w.namedGroup(j); m != doc.None {
				return m
			}
		}
	}
	return doc.None
}

// namedGroup returns the mention at the token if it is of an armed group with
// a name, else None.
func (w *finding) namedGroup(token int) int {
	m := doc.None
	if token >= w.s.First && token < w.s.Last {
		m = w.d.MentionAt(token)
	}
	if m == doc.None {
		return m
	}
	a := &w.d.Actors[w.d.Mentions[m].Actor]
	if a.Source == doc.FromNominal || a.Kind == doc.ActorPerson || a.Kind == doc.ActorThing || a.Side != a.ID || a.Sector == "GOV" {
		return doc.None
	}
	return m
}

// asWords makes a party of a noun that no mention covers.
func (w *finding) asWords(p draft.Party) (draft.Party, sort) {
	t := &w.d.Tokens[p.Token]
	lemma := w.lemma(p.Token)
	p.Words = w.phrase(p.Token)
	if _, ok := w.weaponAt(p.Token); ok && t.UPOS != "PRON" {
		return p, isWeapon
	}
	switch {
	case w.inPlace(p.Token), t.UPOS == "PRON" && !w.is("people", lemma), t.UPOS == "VERB", t.UPOS == "ADV":
		return p, isNobody
	case w.named(p.Token):
		p.Actor = w.byState(w.d.Word(p.Token))
		return p, isParty
	case t.UPOS == "NUM":
		return p, isNobody // a bare number names nobody
	case w.countedPeople(p.Token), w.is("people", lemma):
		return p, isParty
	case w.is("deed", lemma):
		return p, isNobody
	case w.is("thing", lemma):
		p.Thing = true
		return p, isThing
	}
	return p, isNobody
}

// named tells a token of a name of somebody.
func (w *finding) named(token int) bool {
	for i := range w.d.Names {
		n := &w.d.Names[i]
		if n.First <= token && token < n.Last {
			return n.Kind != doc.Place || w.usedAsActor(token)
		}
	}
	return false
}

// usedAsActor tells a place that stands for a government.
func (w *finding) usedAsActor(token int) bool {
	for i := range w.d.Places {
		if p := &w.d.Places[i]; p.First <= token && token < p.Last {
			return p.Use == doc.UseActor
		}
	}
	return false
}

// inPlace tells a token of a place that is a location.
func (w *finding) inPlace(token int) bool {
	for i := range w.d.Places {
		if p := &w.d.Places[i]; p.First <= token && token < p.Last {
			return p.Use == doc.UseLocation
		}
	}
	return false
}

// inTime tells a token of an expression of time.
func (w *finding) inTime(token int) bool {
	for i := range w.d.Times {
		if t := &w.d.Times[i]; t.First <= token && token < t.Last {
			return true
		}
	}
	return false
}

// countedPeople tells a noun that a number of people counts, or the number
// itself where the noun is left out ("killed ten").
func (w *finding) countedPeople(token int) bool {
	for i := range w.d.Counts {
		c := &w.d.Counts[i]
		if c.Kind != doc.CountPeople {
			continue
		}
		if c.Noun == token || c.Noun == doc.None && c.First <= token && token < c.Last && c.Outcome != "" {
			return true
		}
	}
	return false
}

// byState returns the index of the actor that is the government of the state
// that the word names, or None.
func (w *finding) byState(word string) int {
	return w.byCode(w.states[strings.ToLower(word)])
}

// byCode returns the index of the actor that is the government of the state
// with the code, or its army; None if the article has neither.
func (w *finding) byCode(code string) int {
	if code == "" {
		return doc.None
	}
	id, soft := strings.ToLower(code)+"-gov", doc.None
	for i := range w.d.Actors {
		a := &w.d.Actors[i]
		if a.ID == id {
			return i
		}
		if soft == doc.None && a.Side == id && a.Kind != doc.ActorPerson && a.Kind != doc.ActorThing && a.Sector == "MIL" {
			soft = i
		}
	}
	return soft
}

// pair returns the indexes of the two actors that an actor of both sides is
// composed of, or None.
func (w *finding) pair(id string) (a, b int) {
	a, b = doc.None, doc.None
	first, second, ok := strings.Cut(id, "+")
	if !ok {
		return a, b
	}
	for i := range w.d.Actors {
		switch w.d.Actors[i].ID {
		case first:
			a = i
		case second:
			b = i
		}
	}
	return a, b
}

// lemma returns the lemma in lower case.
func (w *finding) lemma(i int) string { return strings.ToLower(w.d.Tokens[i].Lemma) }

// caseOf returns the lemma of the first case under i, or "".
func (w *finding) caseOf(i int) string {
	for j := w.s.First; j < w.s.Last; j++ {
		if w.d.Tokens[j].Head == i && base(w.d.Tokens[j].Deprel) == "case" {
			return w.lemma(j)
		}
	}
	return ""
}

// base is the relation without its subtype.
func base(rel string) string {
	b, _, _ := strings.Cut(rel, ":")
	return b
}
