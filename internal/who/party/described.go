package party

import (
	"slices"

	"parley/internal/doc"
)

// describedAfter reads a role noun behind a name: "the Sand Lions rebel group".
func (s *scan) describedAfter(last int) (orgHead, bool) {
	if last >= len(s.d.Tokens) {
		return orgHead{}, false
	}
	at := last
	if at+2 < len(s.d.Tokens) && s.d.Word(at) == "(" {
		at += 3
		if at >= len(s.d.Tokens) {
			return orgHead{}, false
		}
	}
	if at < len(s.d.Tokens)-1 && s.d.Word(at) == "," {
		at++
		if w := s.lower(at); w != "a" && w != "an" {
			return orgHead{}, false
		}
		for at++; at < min(last+6, len(s.d.Tokens)) && s.begins[classRole][at] < 0; at++ {
			if !s.mayQualify(at) {
				return orgHead{}, false
			}
		}
		if at >= len(s.d.Tokens) {
			return orgHead{}, false
		}
	}
	return s.groupNoun(at)
}

// groupNoun tells what a role noun at token i makes of the name beside it; only
// nouns for groups do.
func (s *scan) groupNoun(i int) (orgHead, bool) {
	h := s.hitAt(classRole, i)
	if h == nil {
		return orgHead{}, false
	}
	for _, e := range h.entries {
		if e.class != classRole {
			continue
		}
		r := &s.f.roles[e.ref]
		if r.own == ownParty && r.sector != "GOV" || r.key == "militia" || r.key == "paramilitaries" {
			return orgHead{sector: r.sector, kind: doc.ActorGroup, source: doc.FromDescription}, true
		}
	}
	return orgHead{}, false
}

// describedBefore tells whether a group noun and a word for naming stand
// before a name: "a militant group calling itself X", "a gang known as X".
func (s *scan) describedBefore(first int) (orgHead, bool) {
	i, naming := first, false
	for i--; i >= max(0, first-5); i-- {
		w := s.lower(i)
		if slices.Contains(namingWords, w) {
			naming = true
			continue
		}
		if w != "the" && w != "as" && w != "itself" && w != "themselves" && s.d.Tokens[i].UPOS != "PUNCT" && w != "is" && w != "which" {
			break
		}
	}
	if i < 0 || !naming {
		return orgHead{}, false
	}
	if h := s.hitTo(classRole, i+1); h != nil {
		return s.groupNoun(h.first)
	}
	return orgHead{}, false
}

// namingWords stand between a group noun and the name that the group has.
var namingWords = []string{"calling", "calls", "called", "known", "named", "dubbed", "styling", "naming"}

// calling finds groups that are given a name which the engine does not take
// for one: "a militia known as the Sons of Bama".
func (s *scan) calling() {
	for i := range s.d.Tokens {
		if !slices.Contains(namingWords, s.lower(i)) {
			continue
		}
		first := i + 1
		for first < min(i+5, len(s.d.Tokens)) && !isCapital(cased(s.d, first)) {
			first++
		}
		if first == min(i+5, len(s.d.Tokens)) {
			continue
		}
		last := s.capitals(first)
		if last <= first || !s.free(first, last) {
			continue
		}
		if h, ok := s.describedBefore(first); ok {
			s.addUnlisted(first, last, h)
		}
	}
}

// capitals returns the end of the run of capital words that begins with token
// i, small words between them included; i if there is none.
func (s *scan) capitals(i int) int {
	_, end := s.sentence(min(i, len(s.d.Tokens)-1))
	last := i
	for ; i < end; i++ {
		switch w := cased(s.d, i); {
		case isCapital(w):
			last = i + 1
		case w == "of" || w == "the" || w == "and" || w == "for" || w == "in" || w == "-" || w == "al" || w == "'s":
		default:
			return last
		}
	}
	return last
}
