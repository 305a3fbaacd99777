package eval

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
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

// victims compares the numbers of killed and injured of each template with the
// events of the article.
func (s *MucScores) victims(g mucDoc, events []parley.Event) {
	for _, side := range []struct {
		effect string
		of     func(parley.Event) *parley.Range
	}{
		{"DEATH", func(e parley.Event) *parley.Range { return e.Killed }},
		{"INJURY", func(e parley.Event) *parley.Range { return e.Injured }},
	} {
		used := make([]bool, len(events))
		for _, t := range g.Gold {
			n, ok := t.victims(side.effect)
			if t.Optional || !ok {
				continue
			}
			s.Victims.Gold++
			if countedRight(events, used, side.of, n) {
				s.Victims.Correct++
			} else {
				s.Errors = append(s.Errors, fmt.Sprintf("muc %s %s: %d not counted", g.ID, side.effect, n))
			}
		}
	}
}

func countedRight(events []parley.Event, used []bool, of func(parley.Event) *parley.Range, n int) bool {
	for i, e := range events {
		r := of(e)
		if used[i] || r == nil || r.Low == nil {
			continue
		}
		if *r.Low == n || r.High != nil && *r.High == n {
			used[i] = true
			return true
		}
	}
	return false
}

// victims adds up the numbers of those who suffered the effect; ok is false
// where there are none or one has no number.
func (t mucTemplate) victims(effect string) (n int, ok bool) {
	numbers := map[string]int{}
	for _, f := range t.Number.Fills {
		v := strings.Trim(strings.Join(f.Values, ""), "~- ")
		k, err := strconv.Atoi(v)
		if err != nil {
			k = -1
		}
		numbers[strings.Join(f.Ref, "|")] = k
	}
	for _, f := range t.Effect.Fills {
		if len(f.Values) != 1 || f.Values[0] != effect {
			continue
		}
		k, known := numbers[strings.Join(f.Ref, "|")]
		if !known || k < 0 {
			return 0, false
		}
		n, ok = n+k, true
	}
	return n, ok
}
