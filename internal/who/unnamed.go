package who

import (
	"strings"

	"parley"
	"parley/internal/doc"
)

// unnamed adds those whom nobody names: holders of offices, sources, and both
// sides of a quarrel.
func (r *reading) unnamed() {
	r.latest = map[string]int{}
	for at := range r.offices {
		r.unnamedOffice(at)
	}
	for i := range r.d.Tokens {
		r.source(i)
	}
	r.sides()
}

// unnamedOffice resolves an office to a person of the article, or adds an
// actor for whoever holds it.
func (r *reading) unnamedOffice(at int) {
	o := &r.offices[at]
	if o.taken || r.skipOffice(o) {
		return
	}
	s := r.sentence(o.head)
	start := r.modifiers(s.First, o.first)
	last := r.complements(o.last, s.Last)
	b := r.bondOf(start, last, o.head, o.office)
	first := start
	if first > s.First && r.upos(first-1) == "DET" {
		first--
	}
	definite := r.low[first] == "the" || r.hasPossessive(first, o.first) || first == start && r.upos(first) == "PROPN"
	if p := r.personOf(o, b); definite && p != doc.None {
		r.resolveTo(o, first, o.last, r.persons[p].actor)
		return
	}
	m := r.headM[o.head]
	if b.side == "" && b.of == "" && first == start && r.upos(o.head) == "PROPN" {
		return // "King", whose first name stands elsewhere
	}
	if m != doc.None && !r.isSomebody(o) || m == doc.None && b.side == "" && b.of == "" && vagueAlone(o.office) {
		return
	}
	r.countryNamed(o.last, last, b)
	base := r.officeID(at)
	i, known := r.latest[base]
	if before, ok := r.latest[o.office.key]; !known && definite && ok && b.side == "" {
		i, known = before, true // "the spokesman", after "a Taliban spokesman"
	}
	if !known || !definite {
		a := doc.Actor{ID: r.freeID(base), Name: r.text(start, last), Kind: doc.ActorPerson, Country: b.country, Sector: b.sector,
			Side: b.side, Of: b.of, Role: r.text(start, last), Source: doc.FromNominal}
		if b.ofUse > 0 && r.uses[b.ofUse-1].person != doc.None {
			if p := &r.persons[r.uses[b.ofUse-1].person]; p.actor != doc.None {
				m := &r.actors[p.actor]
				a.Of, a.Side, a.Country = m.ID, m.Side, m.Country
			}
		}
		r.addHolder(&a, o, b, start, definite)
		i = r.actorFor(a)
		r.latest[base], r.latest[o.office.key] = i, i
	}
	if m != doc.None {
		r.mentions[m].Actor, r.mentions[m].How = i, doc.ByRole
		return
	}
	r.mark(r.addMention(first, last, o.head, i, doc.ByRole))
}

// countryNamed adds the country of "the leader of Uzbekistan" as a mention of
// its government, to whom the office belongs.
func (r *reading) countryNamed(first, last int, b bond) {
	for i := first; i < last; i++ {
		p := r.place[i]
		if p == doc.None || !strings.HasSuffix(b.side, "-gov") {
			continue
		}
		x := &r.d.Places[p]
		if x.Place.Kind == parley.KindCountry && x.Place.Country == b.country && x.First >= first && x.Last <= last && r.headM[x.Last-1] == doc.None {
			r.mark(r.addMention(x.First, x.Last, r.headOf(x.First, x.Last), r.actorFor(r.government(b.country)), doc.ByName))
		}
		return
	}
}

// isSomebody reports whether the holder of an office stands out from the
// group that package party made of the noun: who holds a public office, and
// whoever speaks.
func (r *reading) isSomebody(o *officeUse) bool {
	switch o.office.class {
	case classHead, classGov, classLocal, classSpokes, classIntl:
		return true
	case classLead, classMember, classLaw:
		return o.office.key != "fighter" && o.office.key != "member"
	}
	return r.speaks(o.head)
}

// skipOffice reports whether the words of an office are said of somebody else
// or of nobody: in an apposition, a predicate, after "as", in a longer name.
func (r *reading) skipOffice(o *officeUse) bool {
	t := &r.d.Tokens[o.head]
	if r.nameAt[o.head] != doc.None || r.cover[o.head] != doc.None && r.headM[o.head] == doc.None {
		return true
	}
	switch t.Deprel {
	case "appos", "compound", "nmod:desc", "flat", "vocative", "xcomp":
		return true
	}
	s := r.sentence(o.head)
	for i := max(s.First, o.first-4); i < o.head; i++ {
		if c := &r.d.Tokens[i]; c.Head == o.head && (c.Deprel == "cop" || c.Deprel == "case" && r.low[i] == "as") {
			return true
		}
	}
	return false
}

// vagueAlone reports whether an office says too little of a person without a
// party, a body or a country beside it.
func vagueAlone(o *office) bool {
	switch o.class {
	case classHead, classGov, classLocal, classMil, classPolice, classSpokes:
		return o.key == "secretary" || o.key == "major"
	case classLead, classMember, classIntl, classLaw:
		switch o.key {
		case "commander", "leader", "negotiator", "chief-negotiator", "mediator", "envoy", "official", "lawmaker", "senator", "fighter":
			return false
		}
		return true
	case classExpert, classMedia, classCivil, classCleric, classJudge:
		return o.words == "local" || o.words == "fellow" || o.words == "justice" || o.words == "observer"
	}
	return false
}

// personOf returns the named person of the article who holds an office that
// is told with the article, the one named last before it, or None.
func (r *reading) personOf(o *officeUse, b bond) int {
	best, at := doc.None, -1
	if b.context {
		b = bond{}
	}
	for i := range r.persons {
		p := &r.persons[i]
		if len(p.uses) == 0 || !r.holdsOffice(p, o.office, b) {
			continue
		}
		f := r.lastUse(p, o.first)
		switch {
		case f == doc.None && o.office.one && b.side != "" && best == doc.None && p.listed != doc.None:
			best = i // "Ukraine's foreign minister", who is named further on
		case f > at && int(r.sent[o.first]-r.sent[f]) <= 4*reach:
			best, at = i, f
		}
	}
	return best
}

// holdsOffice reports whether a person has the office, by the text or, for an
// office with one holder, by the list.
func (r *reading) holdsOffice(p *person, o *office, b bond) bool {
	side := r.actors[p.actor].Side
	if b.side != "" && b.side != side {
		return false
	}
	for _, u := range p.uses {
		for i := range r.uses[u].roles {
			x := &r.uses[u].roles[i]
			if sameKey(o.key, x.office.key) && (b.of == "" || x.bond.of == "" || b.of == x.bond.of) {
				return true
			}
		}
	}
	if p.listed == doc.None || !o.one {
		return false
	}
	for i := range r.list.persons[p.listed].terms {
		t := &r.list.persons[p.listed].terms[i]
		if t.office != nil && t.office.key == o.key && (b.country == "" || b.country == t.country) &&
			!r.d.Published.Period.IsZero() && during(t, r.d.Published.Period) {
			return true
		}
	}
	return false
}

// sameKey reports whether "the minister" or "the chief" can be said of the
// holder of an office.
func sameKey(said, held string) bool {
	return said == held || (said == "minister" || said == "chief") && strings.HasSuffix(held, "-"+said)
}

// resolveTo adds a nominal for an actor that was named before.
func (r *reading) resolveTo(o *officeUse, first, last, actor int) {
	before := doc.None
	for j := o.first - 1; j >= r.back(o.first, 4*reach) && before == doc.None; j-- {
		if m := r.named(j); m != doc.None && r.mentions[m].Actor == actor && r.mentions[m].Antecedent == doc.None {
			before = m
		}
	}
	how := doc.ByNominal
	if before == doc.None {
		how = doc.ByRole
	}
	if m := r.headM[o.head]; m != doc.None {
		r.mentions[m].Actor, r.mentions[m].How, r.mentions[m].Antecedent = actor, how, before
		return
	}
	k := r.addMention(first, last, o.head, actor, how)
	r.mentions[k].Antecedent = before
	r.mark(k)
}

// addHolder states who held an office at the article's date, where the list
// has just one.
func (r *reading) addHolder(a *doc.Actor, o *officeUse, b bond, first int, definite bool) {
	pub := r.d.Published.Period
	if b.context && !definite || a.Kind != doc.ActorPerson || pub.From.IsZero() || pub.To.IsZero() || r.isFormer(first, o.first) {
		return
	}
	keys := []string{o.office.key}
	if o.office.key == "leader" && strings.HasSuffix(b.side, "-gov") {
		keys = []string{"supreme-leader", "president", "prime-minister", "monarch", "junta-leader"}
	}
	for _, key := range keys {
		if t := r.holder(key, b, o); t != nil {
			p := 0.95
			switch {
			case !t.from.IsZero() && t.from.After(pub.From) || !t.to.IsZero() && t.to.Before(pub.To):
				p = 0.75 // the office changed hands within the range
			case !o.office.one:
				p = 0.7
			case t.to.IsZero() && key != o.office.key:
				p = 0.9
			}
			if b.context {
				p = round2(p * 0.8)
			}
			l := &r.list.persons[t.person]
			a.Same = []doc.Likeness{{ID: l.id, Name: l.name, P: p, Why: "the only listed holder then: " + t.text}}
			return
		}
	}
}

// isFormer reports whether the words before an office say that it is not held
// now, or by which of several.
func (r *reading) isFormer(first, last int) bool {
	for i := max(0, first-1); i < last; i++ {
		switch r.low[i] {
		case "former", "ex", "late", "then", "next", "future", "second", "previous", "any", "new", "no", "every", "each", "another":
			return true
		}
	}
	return false
}

// holder returns the term of the only listed holder of an office at the
// article's date, or nil.
func (r *reading) holder(key string, b bond, o *officeUse) *term {
	var found *term
	keys := holderKeys(key, b.country, b.side)
	if b.of != "" && b.of != b.side {
		keys = append([]string{key + " " + b.of}, keys...)
	}
	for _, k := range keys {
		for i := range r.list.holders[k] {
			t := &r.list.holders[k][i]
			if !during(t, r.d.Published.Period) || !o.office.one && key == o.office.key && !r.sameBody(o, t) {
				continue
			}
			if found != nil && found.person != t.person {
				return nil
			}
			found = t
		}
	}
	return found
}

// sameBody reports whether a listed role is of the body that the text names
// beside the office: all capitalised words there are in the role, and at least
// two.
func (r *reading) sameBody(o *officeUse, t *term) bool {
	s := r.sentence(o.head)
	role, n := " "+strings.ToLower(t.text)+" ", 0
	for i := r.modifiers(s.First, o.first); i < r.complements(o.last, s.Last); i++ {
		if w := r.d.Word(i); w != r.low[i] && r.countries[r.low[i]] == "" {
			if !strings.Contains(role, " "+r.low[i]+" ") {
				return false
			}
			n++
		}
	}
	return n > 1
}
