package fuse

import (
	"slices"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// happening is one or more tellings of one thing, and what they say together.
type happening struct {
	mentions []*mention
	few      []*mention // what sample returns; nil until asked for
	whys     []string   // of each mention: the reason for which it joined; empty for the first
	family   string
	facts
	// anaphoric is true while all mentions only point back; other while the
	// telling sets itself apart.
	anaphoric, other, beside bool
	// pointed is true where a deed is pointed back at, and all else is what it did;
	// bareEffect where only what befell people is told.
	pointed, bareEffect bool
	opens               bool // stands in the title or the first sentences
	first, last         int  // sentences
}

// facts are what a telling says of its happening in its own words.
type facts struct {
	places  []parley.Place
	days    []parley.Period
	losses  []loss
	sources []side
	targets []side
	blamed  []side // whom claims and charges name
}

// side is one party as the comparison sees it.
type side struct {
	actor int    // index in Doc.Actors or None
	party string // the ID of its side; empty for none
	id    string
	lemma string
	the   bool // with "the": as known
	named bool // not just "gunmen", "residents"
}

// family is what must be equal for two drafts to be of one happening.
func family(e *draft.Event) string {
	switch {
	case violence(e):
		return "violence"
	case e.Type == parley.Retreat || e.Type == parley.Coerce:
		return string(e.Type) + "/" + string(e.Mode)
	}
	return string(e.Type)
}

// lead is how many sentences of the body open an article.
const lead = 2

func (r *reading) newHappening(m *mention) *happening {
	h := &happening{
		mentions: []*mention{m}, whys: []string{""}, family: family(m.e),
		anaphoric: m.e.Anaphoric, pointed: m.e.Anaphoric && !m.effect, bareEffect: m.effect, other: m.other, beside: m.beside,
		first: m.sentence, last: m.sentence, opens: m.sentence < r.body+lead,
	}
	m.facts = r.factsOf(m)
	h.facts = m.facts
	return h
}

func (r *reading) factsOf(m *mention) facts {
	f := facts{losses: m.losses}
	if w := m.e.Where; w.Place.Name != "" && !w.Inferred {
		f.places = append(f.places, w.Place)
	}
	if w := m.e.When; !w.Period.IsZero() && !w.Inferred && !w.Published && !m.lentDay() {
		f.days = append(f.days, w.Period)
	}
	for _, p := range m.e.Sources {
		f.sources = append(f.sources, r.sideOf(p))
	}
	for _, p := range m.e.Targets {
		f.targets = append(f.targets, r.sideOf(p))
	}
	f.blamed = m.blamed
	return f
}

// lentDay reports whether the day of the clause is not that of the thing: "the
// agreement takes effect on Monday".
func (m *mention) lentDay() bool {
	return m.noun && m.e.Anaphoric && m.e.Type == parley.Agree
}

func (r *reading) sideOf(p draft.Party) side {
	s := side{actor: doc.None}
	if p.Token >= 0 && p.Token < len(r.d.Tokens) {
		s.lemma = r.lemma(p.Token)
		for k := range r.kids(p.Token) {
			s.the = s.the || r.d.Tokens[k].Deprel == "det" && r.lemma(k) == "the"
		}
	}
	if p.Actor >= 0 && p.Actor < len(r.d.Actors) {
		a := &r.d.Actors[p.Actor]
		s.actor, s.party, s.id = p.Actor, a.Side, a.ID
		s.named = a.Source != doc.FromNominal && a.Source != doc.FromDescription && a.Kind != doc.ActorThing &&
			(a.Source != doc.FromComposition || a.Side != a.ID)
	}
	return s
}

// mostCompared is how many mentions of a happening comparisons look at.
const mostCompared = 12

// sample returns the mentions that comparisons look at: all, or the first and
// the latest of very many.
func (h *happening) sample() []*mention {
	if len(h.mentions) <= mostCompared {
		return h.mentions
	}
	if h.few == nil {
		n := len(h.mentions)
		h.few = slices.Concat(h.mentions[:mostCompared/2], h.mentions[n-mostCompared/2:])
	}
	return h.few
}

// bounds on what a happening remembers for comparing.
const mostFacts = 8

// join takes up the telling t for the reason why.
func (h *happening) join(t *happening, why string) {
	h.few = nil
	for i, m := range t.mentions {
		h.mentions = append(h.mentions, m)
		if i == 0 || t.whys[i] == "" {
			h.whys = append(h.whys, why)
		} else {
			h.whys = append(h.whys, t.whys[i])
		}
	}
	h.places = keep(h.places, t.places)
	h.days = keep(h.days, t.days)
	h.losses = keep(h.losses, t.losses)
	h.sources = keep(h.sources, t.sources)
	h.targets = keep(h.targets, t.targets)
	h.blamed = keep(h.blamed, t.blamed)
	h.anaphoric = h.anaphoric && t.anaphoric
	h.pointed = h.pointed && (t.pointed || t.bareEffect) || h.bareEffect && t.pointed
	h.bareEffect = h.bareEffect && t.bareEffect
	h.opens = h.opens || t.opens
	h.last = max(h.last, t.last)
}

func keep[T any](have, more []T) []T {
	return append(have[:len(have):len(have)], more[:max(0, min(len(more), mostFacts-len(have)))]...)
}
