package party

import (
	"strings"

	"parley/internal/doc"
)

// unlisted finds organisations and groups that no list holds: by their names,
// and by how the text describes them.
func (s *scan) unlisted() {
	for i := range s.d.Names {
		n := &s.d.Names[i]
		if n.First < 0 || n.Last > len(s.d.Tokens) || n.First >= n.Last {
			continue
		}
		first := n.First
		if w := s.lower(first); n.Last-first > 1 && (w == "the" || w == "a" || w == "an") {
			first++
		}
		switch n.Kind {
		case doc.Organisation:
			s.organisation(first, n.Last)
		case doc.Person, doc.Place:
			if h, ok := s.describedAfter(n.Last); ok && s.free(first, n.Last) {
				s.addUnlisted(first, n.Last, h)
			}
		}
	}
	s.calling()
}

// free tells whether the tokens are no part of a listed party, a composed one,
// or a country.
func (s *scan) free(first, last int) bool {
	for i := first; i < last; i++ {
		if h := s.hitAt(classParty, i); h != nil && h.ref >= 0 {
			return false
		}
		if s.heads[i] >= 0 {
			return false
		}
	}
	if h := s.hitTo(classParty, last); h != nil && h.ref >= 0 {
		return false
	}
	return s.covering(first, last) < 0
}

// covering returns a mention whose tokens hold first to last, or -1.
func (s *scan) covering(first, last int) int {
	for t := last - 1; t < min(last+2, len(s.heads)); t++ {
		for k := s.heads[t]; k >= 0; k = s.before[k] {
			if m := &s.out[k]; m.First <= first && m.Last >= last {
				return int(k)
			}
		}
	}
	return -1
}

// organisation adds an unlisted organisation's name.
func (s *scan) organisation(first, last int) {
	if h := s.hitAt(classLand, first); h != nil && h.last >= last {
		return
	}
	if !s.capital(first, last) || !s.free(first, last) || s.composedName(first, last) {
		return
	}
	h, ok := s.describedAfter(last)
	if !ok {
		h, ok = s.describedBefore(first)
	}
	if !ok {
		h, ok = s.headOf(first, last)
	}
	if !ok {
		if s.qualifiesNoun(s.head(first, last), last) || first > 0 && s.d.Word(first-1) == "-" {
			return // "National Security" in somebody's title
		}
		h = orgHead{kind: doc.ActorOrganisation, source: doc.FromName}
	}
	s.addUnlisted(first, last, h)
}

// capital tells whether a word of the name has a capital.
func (s *scan) capital(first, last int) bool {
	for i := first; i < last; i++ {
		if isCapital(cased(s.d, i)) {
			return true
		}
	}
	return false
}

// composedName adds a name that is a country and a role ("the Turkish Army" in
// "a Turkish Army post"), and tells whether it is one.
func (s *scan) composedName(first, last int) bool {
	o, end := s.ownerFrom(first)
	if h := s.hitAt(classLand, first); end < 0 && h != nil {
		o, end = s.ownerOf(h), h.last
	}
	if end < 0 || end >= last || o.state < 0 || o.people != "" {
		return false
	}
	var best [classes]found
	var buf []uint64
	if !s.f.index.at(s.d, end, last, &best, &buf) || best[classRole].last != last {
		return false
	}
	r, _ := s.roleOf(&hit{first: end, last: last, class: classRole, entries: best[classRole].entries}, o)
	if r == nil || !r.organ() {
		return false
	}
	actor := s.actor(s.ofState(r, &s.f.states[o.state]))
	s.mention(first, last, s.head(first, last), actor, doc.ByRole)
	return true
}

// headOf returns what the words of a name tell, the last first.
func (s *scan) headOf(first, last int) (orgHead, bool) {
	for i := last - 1; i >= first; i-- {
		if h, ok := s.f.heads[titled(cased(s.d, i))]; ok {
			return h, true
		}
		if s.lower(i) == "of" || s.lower(i) == "for" {
			// What an organisation is stands before "of".
			continue
		}
	}
	return orgHead{}, false
}

// titled gives a word its capital form if it is written in capitals only.
func titled(w string) string {
	if len(w) > 3 && isUpperWord(w) {
		return w[:1] + strings.ToLower(w[1:])
	}
	return w
}

// addUnlisted adds the actor of an unlisted name, with the country that the
// text is about there for armed groups.
func (s *scan) addUnlisted(first, last int, h orgHead) {
	name := s.phraseText(first, last)
	id := slug(name)
	if id == "" {
		return
	}
	a := doc.Actor{ID: "x:" + id, Name: name, Kind: h.kind, Sector: h.sector, Source: h.source}
	if h.source == doc.FromDescription {
		a.Side = a.ID
		if at := s.country(first); at >= 0 {
			a.Country = s.f.states[at].iso
		}
	} else if land := s.landIn(first, last); land >= 0 {
		a.Country = s.f.states[land].iso
	}
	t, ok := s.acronymAfter(last)
	if ref := s.listedAt(t); ok && ref >= 0 {
		s.mention(first, last, s.head(first, last), s.partyActor(ref), doc.ByAlias)
		return
	}
	actor := s.actor(a)
	s.mention(first, last, s.head(first, last), actor, doc.ByName)
	if ok {
		s.bindAcronym(t, actor)
	}
}

// listedAt returns the listed party that alone bears the acronym at token t
// and whose country the text speaks of, or -1: a name before it in other words
// than the list's is then that party's.
func (s *scan) listedAt(t int) int32 {
	h := s.hitAt(classParty, t)
	if h == nil || h.ref < 0 || h.last != t+1 {
		return -1
	}
	e := onlyParty(h.entries)
	if e == nil || !s.speaksOf(s.f.parties[e.ref].Country) {
		return -1
	}
	return e.ref
}

// landIn returns the country that the words of a name hold, or -1.
func (s *scan) landIn(first, last int) int32 {
	for i := first; i < last; i++ {
		if h := s.hitAt(classLand, i); h != nil && h.ref >= 0 && h.last <= last {
			return s.f.lands[h.ref].state
		}
	}
	return -1
}

// bindAcronym adds the acronym that stands in brackets at token t, and
// wherever else it does, as mentions of the actor.
func (s *scan) bindAcronym(t, actor int) {
	word := s.d.Word(t)
	for i := range s.d.Tokens {
		if s.heads[i] < 0 && s.d.Word(i) == word {
			if h := s.hitAt(classParty, i); h != nil {
				h.ref = -1
			}
			s.mention(i, i+1, i, actor, doc.ByAlias)
		}
	}
}

// phraseText returns the words of tokens [first, last) as they would stand in
// running text, on one line.
func (s *scan) phraseText(first, last int) string {
	var b strings.Builder
	for i := first; i < last; i++ {
		if i > first && s.d.Tokens[i].Start > s.d.Tokens[i-1].End {
			b.WriteByte(' ')
		}
		b.WriteString(cased(s.d, i))
	}
	return b.String()
}
