package eval

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"parley"
	"parley/internal/doc"
)

// roles counts the fillers of one article.
func (s *MucScores) roles(g mucDoc, c coded, events []parley.Event) {
	got := mucFillers(c, events)
	for _, role := range mucRoles {
		x := s.Roles[role]
		right, missed, extra := alignFillers(g.Extracts[role], got[role])
		x.Gold, x.System, x.Correct = x.Gold+len(g.Extracts[role]), x.System+len(got[role]), x.Correct+right
		s.Roles[role] = x
		for _, m := range missed {
			s.Errors = append(s.Errors, fmt.Sprintf("muc %s missing %s: %s", g.ID, role, m))
		}
		for _, m := range extra {
			s.Errors = append(s.Errors, fmt.Sprintf("muc %s extra %s: %s", g.ID, role, m))
		}
	}
}

// personName returns the name of a person among the words of a party, or that
// of the actor whom they mean; empty for a party that is no named person.
func personName(d *doc.Doc, p parley.Party, first, last int) string {
	for _, n := range d.Names {
		if first <= n.First && n.Last <= last && n.Kind == doc.Person {
			return d.Text[d.Tokens[n.First].Start:d.Tokens[n.Last-1].End]
		}
	}
	if p.Kind == "person" && p.Name != p.Text && strings.Contains(p.Name, " ") {
		return p.Name
	}
	return ""
}

// headOf returns the token of the range that governs the others.
func headOf(d *doc.Doc, first, last int) int {
	for t := first; t < last; t++ {
		if h := d.Tokens[t].Head; h < first || h >= last {
			return t
		}
	}
	return last - 1
}

// partyTokens returns the tokens of the i-th party of a side, half-open; empty
// if there are none.
func partyTokens(d *doc.Doc, e parley.Event, role string, i int) (first, last int) {
	for _, v := range e.Evidence {
		if v.Role != role {
			continue
		}
		if i > 0 {
			i--
			continue
		}
		first = sort.Search(len(d.Tokens), func(t int) bool { return d.Tokens[t].Start >= v.Start })
		last = sort.Search(len(d.Tokens), func(t int) bool { return d.Tokens[t].Start >= v.End })
		return first, last
	}
	return 0, 0
}

func pronoun(d *doc.Doc, first, last int) bool {
	return last-first == 1 && d.Tokens[first].UPOS == "PRON"
}

// mucNorm lowers the case and takes off articles and marks.
func mucNorm(text string) string {
	var words []string
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune(" \n\t,.;:\"'()[]", r) }) {
		if len(words) > 0 || w != "the" && w != "a" && w != "an" {
			words = append(words, w)
		}
	}
	return strings.Join(words, " ")
}

// alignFillers gives each gold entity at most one filler that is one of its
// strings, and returns what is left over on both sides.
func alignFillers(gold [][]mucMention, got []string) (right int, missed, extra []string) {
	used := make([]bool, len(got))
	for _, entity := range gold {
		found := false
		for i, text := range got {
			if !used[i] && slices.ContainsFunc(entity, func(m mucMention) bool { return mucNorm(m.text) == text }) {
				used[i], found = true, true
				right++
				break
			}
		}
		if !found && len(entity) > 0 {
			missed = append(missed, entity[0].text)
		}
	}
	for i, text := range got {
		if !used[i] {
			extra = append(extra, text)
		}
	}
	return right, missed, extra
}
