package eval

import (
	"fmt"
	"strconv"
	"strings"

	"parley"
)

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
			low, high, ok := t.victims(side.effect)
			if t.Optional || !ok {
				continue
			}
			s.Victims.Gold++
			if countedRight(events, used, side.of, low, high) {
				s.Victims.Correct++
			} else {
				s.Errors = append(s.Errors, fmt.Sprintf("muc %s %s: %d to %d not counted", g.ID, side.effect, low, high))
			}
		}
	}
}

func countedRight(events []parley.Event, used []bool, of func(parley.Event) *parley.Range, low, high int) bool {
	right := func(n *int) bool { return n != nil && low <= *n && *n <= high }
	for i, e := range events {
		if r := of(e); !used[i] && r != nil && r.Low != nil && (right(r.Low) || right(r.High)) {
			used[i] = true
			return true
		}
	}
	return false
}

// victims adds up the numbers of those who suffered the effect. The numbers of a
// template are those of persons by name and of groups by description, and it does
// not say whether the named are of the groups ("nine people, among them the
// union's leader"): low is the greater of both sums, high the sum of all. ok is
// false where there are none, where one has no number, and where a group suffered
// several effects, since its number is then that of no single one.
func (t mucTemplate) victims(effect string) (low, high int, ok bool) {
	named, numbers, effects := map[string]bool{}, map[string]int{}, map[string]int{}
	for _, f := range t.Name.Fills {
		named[strings.Join(f.Strings, "|")] = true
	}
	for _, f := range t.Number.Fills {
		numbers[strings.Join(f.Ref, "|")] = mucNumber(f.Values)
	}
	for _, f := range t.Effect.Fills {
		effects[strings.Join(f.Ref, "|")]++
	}
	persons, groups := 0, 0
	for _, f := range t.Effect.Fills {
		if len(f.Values) != 1 || f.Values[0] != effect {
			continue
		}
		who := strings.Join(f.Ref, "|")
		n, known := numbers[who]
		if !known || n < 0 || effects[who] > 1 {
			return 0, 0, false
		}
		if ok = true; named[who] {
			persons += n
		} else {
			groups += n
		}
	}
	return max(persons, groups), persons + groups, ok
}

// mucNumber returns the first number among the values, -1 for none.
func mucNumber(values []string) int {
	for _, v := range values {
		if n, err := strconv.Atoi(strings.Trim(v, "~- ")); err == nil {
			return n
		}
	}
	return -1
}
