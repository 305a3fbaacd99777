package party

import (
	"slices"
	"strconv"

	"parley/internal/doc"
)

// settle chooses for each phrase what it means and writes down the parties
// that are named.
func (s *scan) settle() {
	for i := range s.hits {
		h := &s.hits[i]
		if h.class == classLand || h.class == classLeader {
			h.ref = firstOf(h.entries, h.class)
		}
	}
	s.gather()
	named := s.namedInFull()
	for i := range s.hits {
		h := &s.hits[i]
		if h.class != classParty {
			continue
		}
		if l := s.hitTo(classLand, h.last); l != nil && l.first < h.first {
			continue // "Democrats" in "Social Democrats"
		}
		if r := s.hitTo(classRole, h.last); r != nil && r.entries != nil && r.first < h.first {
			continue // "Security Council" in "National Security Council"
		}
		s.chooseParty(h, named)
	}
	s.explainAcronyms()
}

func firstOf(entries []entry, c class) int32 {
	for _, e := range entries {
		if e.class == c {
			return e.ref
		}
	}
	return -1
}

// namedInFull returns the parties that a name of the text means beyond doubt.
func (s *scan) namedInFull() map[int32]bool {
	named := make(map[int32]bool)
	for i := range s.hits {
		h := &s.hits[i]
		if h.class != classParty {
			continue
		}
		if e := onlyParty(h.entries); e != nil {
			named[e.ref] = true
		}
	}
	return named
}

// onlyParty returns the party that alone has a name and needs no context for
// it, or nil.
func onlyParty(entries []entry) *entry {
	var only *entry
	for i := range entries {
		if entries[i].class != classParty {
			continue
		}
		if only != nil || entries[i].loose {
			return nil
		}
		only = &entries[i]
	}
	return only
}

// chooseParty chooses among the parties that share a name: one that the text
// names in full elsewhere, else one of the country that the text is about,
// else the one that holds the name without more context; of two that are left
// the one that bore the name when the article was published.
func (s *scan) chooseParty(h *hit, named map[int32]bool) {
	best, most := int32(-1), 0
	around := int32(-2)
	for _, e := range h.entries {
		if e.class != classParty {
			continue
		}
		p := &s.f.parties[e.ref]
		score := 0
		if !e.loose {
			score = 2
		}
		if e.loose || len(h.entries) > 1 {
			if around == -2 {
				around = s.country(h.first)
			}
			switch {
			case named[e.ref]:
				score += 8
			case p.Country != "" && around >= 0 && s.f.states[around].iso == p.Country:
				score += 4
			case s.speaksOf(p.Country):
				score++
			}
		}
		if score > 0 && s.bore(p) {
			score += 2
		}
		if score > most {
			best, most = e.ref, score
		}
	}
	// A loose name needs its country in the text.
	if most < 3 && best >= 0 && s.looseFor(h, best) {
		best = -1
	}
	h.ref = best
	if best >= 0 {
		h.alias = !s.standardFor(h, best)
	}
}

func (s *scan) looseFor(h *hit, ref int32) bool {
	for _, e := range h.entries {
		if e.class == classParty && e.ref == ref {
			return e.loose
		}
	}
	return false
}

func (s *scan) standardFor(h *hit, ref int32) bool {
	for _, e := range h.entries {
		if e.class == classParty && e.ref == ref {
			return e.standard
		}
	}
	return false
}

// speaksOf tells whether the text names the country.
func (s *scan) speaksOf(iso string) bool {
	if iso == "" {
		return false
	}
	state := s.f.byISO[iso]
	return slices.ContainsFunc(s.lands, func(e evidence) bool { return e.state == state })
}

// bore tells whether a party bore its name when the article was published; a
// text may look back, so the last year is no bar.
func (s *scan) bore(p *Party) bool {
	day := s.d.Published.Period.To
	if day.IsZero() {
		return true
	}
	return p.From <= day.Year() && (p.To == 0 || p.To+3 >= day.Year())
}

// explainAcronyms ties an acronym in brackets to the name before it.
func (s *scan) explainAcronyms() {
	for i := range s.hits {
		h := &s.hits[i]
		if h.class != classParty || h.ref < 0 {
			continue
		}
		if a, ok := s.acronymAfter(h.last); ok {
			s.tie(a, int(h.ref))
		}
	}
}

// tie makes the acronym at token i, and wherever else it stands, a name of a
// listed party.
func (s *scan) tie(i int, ref int) {
	word := s.d.Word(i)
	for j := range s.hits {
		h := &s.hits[j]
		if h.class == classParty && h.last == h.first+1 && s.d.Word(h.first) == word {
			h.ref, h.alias = int32(ref), true
		}
	}
}

// acronymAfter returns the token of an acronym in brackets behind token i.
func (s *scan) acronymAfter(i int) (int, bool) {
	if i+2 >= len(s.d.Tokens) || s.d.Word(i) != "(" || s.d.Word(i+2) != ")" {
		return 0, false
	}
	w := s.d.Word(i + 1)
	if _, err := strconv.Atoi(w); err == nil || len(w) > 12 || !isUpperWord(w) && !isCapital(w) {
		return 0, false
	}
	return i + 1, true
}

// partyActor adds the actor of a listed party.
func (s *scan) partyActor(ref int32) int {
	return s.actor(s.f.parties[ref].Actor)
}

// party mentions of names are written in the end, when it is known which are
// part of a longer mention of the same party.
func (s *scan) named() {
	for i := range s.hits {
		h := &s.hits[i]
		if h.class != classParty || h.ref < 0 {
			continue
		}
		how := doc.ByName
		if h.alias {
			how = doc.ByAlias
		}
		s.nameMention(h.first, h.last, s.partyActor(h.ref), how)
	}
	s.states()
}

// nameMention adds a mention by name unless it only qualifies the head of a
// longer mention of the same actor ("Taliban" in "Taliban fighters").
func (s *scan) nameMention(first, last, actor int, how doc.MentionHow) {
	head := s.head(first, last)
	for h := last; h < min(last+window, len(s.d.Tokens)); h++ {
		for k := s.heads[h]; k >= 0; k = s.before[k] {
			if m := &s.out[k]; m.Actor == actor && m.First <= first && s.qualifies(head, h) {
				return
			}
		}
	}
	s.mention(first, last, head, actor, how)
}

// qualifies tells whether token i stands before its noun h as a part of it.
func (s *scan) qualifies(i, h int) bool {
	switch s.d.Tokens[i].Deprel {
	case "nmod:poss":
		return true
	case "nmod", "conj", "appos", "obl":
		return false
	}
	return i < h
}
