package party

import (
	"strings"

	"parley"
	"parley/internal/doc"
)

// window is how many tokens before a role noun may qualify it.
const window = 9

// phrase is a role noun with what stands before it.
type phrase struct {
	first, last, head int
	owners            []owner
	effects           [effectLoyal + 1]bool
}

// compose finds role nouns and says whose they are.
func (s *scan) compose() {
	for i := range s.hits {
		h := &s.hits[i]
		if h.class != classRole || h.entries == nil {
			continue
		}
		s.behindParty(h)
		if !s.isNoun(h) || s.covered(h.first, h.last) {
			continue
		}
		p := s.phrase(h)
		if len(p.owners) == 0 {
			s.bareRole(h, &p)
			continue
		}
		for _, o := range p.owners {
			s.addRole(h, &p, o)
		}
	}
}

// behindParty cuts the words of a party's name off a role noun: in "Sinaloa
// cartel gunmen" the noun is "gunmen".
func (s *scan) behindParty(h *hit) {
	for end := h.last - 1; end > h.first; end-- {
		p := s.hitTo(classParty, end)
		if p == nil || p.ref < 0 || p.first > h.first {
			continue
		}
		var best [classes]found
		var buf []uint64
		if s.f.index.at(s.d, end, h.last, &best, &buf) && best[classRole].last == h.last {
			s.begins[classRole][h.first] = -1
			s.begins[classRole][end] = s.ends[classRole][h.last-1]
			h.first, h.entries = end, best[classRole].entries
		}
		return
	}
}

// isNoun tells whether the phrase is used as a noun, and is no part of the name
// of a country ("United States").
func (s *scan) isNoun(h *hit) bool {
	if l := s.hitTo(classLand, h.last); l != nil && l.first <= h.first && l.ref >= 0 && s.f.lands[l.ref].sort != landPeople {
		return false
	}
	if p := s.places[h.last-1]; p >= 0 && s.d.Places[p].First < h.first && s.d.Places[p].Place.Kind == parley.KindCountry {
		return false
	}
	if n := s.inName[h.first]; n >= 0 && s.d.Names[n].Kind == doc.Place && s.d.Names[n].First < h.first && s.d.Names[n].Last >= h.last {
		return false // "Tabaqa Dam"
	}
	switch s.d.Tokens[s.head(h.first, h.last)].UPOS {
	case "NOUN", "PROPN", "":
		return !s.inOrganisation(h)
	}
	return false
}

// inOrganisation tells a building or a trade that is part of an organisation's
// name: "Khartoum Teaching Hospital".
func (s *scan) inOrganisation(h *hit) bool {
	n := s.inName[h.first]
	if n < 0 || s.d.Names[n].Kind != doc.Organisation || s.d.Names[n].First >= h.first || s.d.Names[n].Last < h.last {
		return false
	}
	r := &s.f.roles[firstOf(h.entries, classRole)]
	return r.kind == doc.ActorThing || !r.govSide && r.own == ownNew
}

// covered tells whether tokens belong to the name of a listed party that was
// chosen.
func (s *scan) covered(first, last int) bool {
	for i := first; i >= max(0, first-8); i-- {
		if h := s.hitAt(classParty, i); h != nil && h.ref >= 0 && h.last >= last {
			return true
		}
	}
	return false
}

// phrase reads what stands before and behind a role noun.
func (s *scan) phrase(h *hit) phrase {
	p := phrase{first: h.first, last: h.last, head: s.head(h.first, h.last)}
	s.lookLeft(h, &p)
	if len(p.owners) == 0 {
		if o := s.ownerBefore(h); !o.none() {
			p.owners = append(p.owners, o)
		}
	}
	if len(p.owners) == 0 {
		s.lookRight(h, &p)
	}
	if len(p.owners) == 0 {
		s.lookAcross(&p)
	}
	return p
}

// roleOf chooses the meaning of a role noun: with a party one that is made for
// it, else the first.
func (s *scan) roleOf(h *hit, o owner) (r *role, loose bool) {
	for _, e := range h.entries {
		if e.class != classRole {
			continue
		}
		c := &s.f.roles[e.ref]
		if o.party >= 0 && c.own != ownNew {
			return c, e.loose
		}
		if c.own == ownOnly {
			continue
		}
		if r == nil {
			r, loose = c, e.loose
		}
	}
	return r, loose
}

// isTitle tells a role noun that stands before the name of a person.
func (s *scan) isTitle(h *hit) bool {
	if h.last >= len(s.d.Tokens) {
		return false
	}
	if n := s.inName[h.last]; n >= 0 && s.d.Names[n].Kind == doc.Person && s.d.Names[n].First >= h.first {
		x := s.d.Tokens[h.last-1].XPOS
		return x != "NNS" && x != "NNPS"
	}
	return false
}

// joined joins an adjective and the name of a role.
func joined(adjective, name string) string { return strings.TrimSpace(adjective + " " + name) }
