package party

import (
	"strings"

	"parley/internal/doc"
)

// addRole writes down a role noun with its owner.
func (s *scan) addRole(h *hit, p *phrase, o owner) {
	r, loose := s.roleOf(h, o)
	if r == nil || s.isTitle(h) || loose && o.first < 0 || r.sector == "CVL" && s.somebodys(h.last-1) {
		return
	}
	first := p.first
	if o.first >= 0 && o.first < h.first {
		first = o.first
	}
	last := p.last
	if o.last > 0 {
		last = o.last
	}
	a, ok := s.composed(r, p, o)
	if !ok {
		return
	}
	actor := s.actor(a)
	s.mention(first, last, p.head, actor, doc.ByRole)
	if t, ok := s.acronymAfter(h.last); ok && r.organ() {
		s.bindAcronym(t, actor)
	}
}

// composed returns the actor that an owner and a role make.
func (s *scan) composed(r *role, p *phrase, o owner) (doc.Actor, bool) {
	if o.party >= 0 {
		return s.ofParty(r, o.party), true
	}
	if p.effects[effectForeign] && r.sector == "MIL" {
		return foreign(r), true
	}
	if o.people != "" && (r.sector != "GOV" || o.state < 0) && !(o.stated && r.organ()) {
		return s.ofPeople(r, o, p.head), true
	}
	if o.state < 0 {
		return doc.Actor{}, false
	}
	return s.ofState(s.altered(r, p), &s.f.states[o.state]), true
}

// altered returns the role that a word before the noun makes of it: forces of
// the opposition are rebels, forces that are for the government its militia.
func (s *scan) altered(r *role, p *phrase) *role {
	switch armed := r.sector == "MIL" || r.sector == "REB" || r.sector == "UAF"; {
	case armed && p.effects[effectRebel]:
		return &s.f.roles[s.f.byKey["rebels"]]
	case armed && p.effects[effectLoyal] && !r.organ():
		return &s.f.roles[s.f.byKey["paramilitaries"]]
	}
	return r
}

// ofState composes a country and a role.
func (s *scan) ofState(r *role, st *state) doc.Actor {
	a := doc.Actor{
		ID:   strings.ToLower(st.iso) + "-" + r.key,
		Name: joined(st.adjective, r.name),
		Kind: r.kind, Country: st.iso, Sector: r.sector, Source: doc.FromComposition,
	}
	if r.govSide || r.sector == "PRM" {
		a.Side = st.gov()
	}
	if r.govSide && a.ID != st.gov() {
		a.Of = st.gov()
	}
	if i, ok := s.f.byID[a.ID]; ok {
		return s.f.parties[i].Actor // the Israeli military has a name of its own
	}
	return a
}

// ofParty composes a listed party and a role.
func (s *scan) ofParty(r *role, ref int32) doc.Actor {
	p := &s.f.parties[ref]
	// The forces of a body of states are not the body.
	if r.own != ownNew || r.sector == "MIL" && p.Sector != "IGO" || r.sector == "UAF" {
		return p.Actor
	}
	a := doc.Actor{
		ID: p.ID + "-" + r.key, Name: joined(p.Name, r.name), Kind: r.kind, Country: p.Country,
		Sector: r.sector, Side: p.Side, Of: p.ID, Source: doc.FromComposition,
	}
	return a
}

// ofPeople composes a people, a faith or a current with a role. Their fighters
// are nobody's army.
func (s *scan) ofPeople(r *role, o owner, head int) doc.Actor {
	a := doc.Actor{
		ID:   "x:" + slug(o.people) + "-" + r.key,
		Name: joined(o.people, r.name), Kind: r.kind, Sector: r.sector, Source: doc.FromComposition,
	}
	if o.state < 0 {
		o.state = s.country(head)
	}
	if o.state >= 0 {
		a.Country = s.f.states[o.state].iso
	}
	if a.Sector == "MIL" {
		a.Sector = "UAF"
	}
	return a
}

// foreign composes the forces of countries that are not named.
func foreign(r *role) doc.Actor {
	return doc.Actor{
		ID: "foreign-" + r.key, Name: joined("foreign", r.name), Kind: r.kind, Sector: r.sector,
		Source: doc.FromComposition,
	}
}

// bareRole writes down a role noun without an owner: it is of the country that
// the text is about there.
func (s *scan) bareRole(h *hit, p *phrase) {
	r, loose := s.roleOf(h, nobody)
	// "Interior Ministry spokesman" names the ministry, "police dog" nobody.
	named := r != nil && r.organ() && s.d.Tokens[p.head].UPOS == "PROPN"
	if r == nil || loose || s.isTitle(h) || s.qualifiesNoun(p.head, h.last) && !named || r.sector == "CVL" && s.somebodys(h.first) {
		return
	}
	r = s.altered(r, p)
	if p.effects[effectForeign] && r.sector == "MIL" {
		s.mention(p.first, h.last, p.head, s.actor(foreign(r)), doc.ByRole)
		return
	}
	a := doc.Actor{ID: r.key, Name: r.name, Kind: r.kind, Sector: r.sector, Source: doc.FromNominal}
	if at := s.country(h.first); at >= 0 && r.kind != doc.ActorThing && !r.abroad && !(r.sector == "REB" && s.withoutRebels(at)) {
		a = s.ofState(r, &s.f.states[at])
		if a.Side == "" {
			a.Source = doc.FromNominal
		}
	}
	s.mention(p.first, p.last, p.head, s.actor(a), doc.ByRole)
}

// ownerBefore returns who "its" or "their" before a role noun is: the state or
// party that the sentence named last.
func (s *scan) ownerBefore(h *hit) owner {
	i := h.first - 1
	for ; i > h.first-4 && i >= 0 && s.mayQualify(i); i-- {
	}
	if i < 0 {
		return nobody
	}
	if w := s.lower(i); w != "its" && w != "their" {
		return nobody
	}
	first, _ := s.sentence(i)
	for i--; i >= first; i-- {
		for k := s.heads[i]; k >= 0; k = s.before[k] {
			a := &s.actors[s.out[k].Actor]
			if state, ok := s.f.byISO[a.Country]; ok && a.Sector == "GOV" {
				return owner{state: state, party: -1, first: -1}
			}
		}
		if o, f := s.ownerTo(i + 1); f >= 0 && (o.party >= 0 || o.state >= 0) {
			o.first = -1
			return o
		}
	}
	return nobody
}

// somebodys tells nouns such as "my children", and "people" in "the people's
// court".
func (s *scan) somebodys(i int) bool {
	if i+1 < len(s.d.Tokens) && s.d.Tokens[i+1].XPOS == "POS" && s.lower(i) == "people" {
		return true
	}
	return i > 0 && s.d.Tokens[i-1].UPOS == "PRON" && s.d.Tokens[i-1].Deprel == "nmod:poss" && s.lower(i-1) != "their"
}

// qualifiesNoun tells whether a noun only qualifies the one behind it, as
// "army" does in "army base".
func (s *scan) qualifiesNoun(head, last int) bool {
	t := &s.d.Tokens[head]
	if t.Head == doc.Unparsed {
		return last < len(s.d.Tokens) && s.d.Tokens[last].UPOS == "NOUN"
	}
	return t.Head >= last && (t.Deprel == "compound" || t.Deprel == "amod")
}
