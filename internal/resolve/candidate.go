package resolve

import "slices"

// candidate is a figure that may be the best, with what speaks for it.
type candidate struct {
	value    int32
	group    string // who are counted; empty where voices differ
	families int    // whose words allow it
	sort     Sort
	newest   DayNumber // of the voices that give it
	voices   int
	first    int // its place in the article that tells it first of all
}

// candidates returns the figures that voices give, each once; only one of them
// where it suits all voices, as 28 suits "at least 20". A figure that only
// witnesses or a party give is no such one where an authority gives another.
func (s *summing) candidates(g *group, voices []said) []candidate {
	out := make([]candidate, 0, 4)
	for i := range voices {
		v := &voices[i]
		n := v.Figure.value()
		at := slices.IndexFunc(out, func(c candidate) bool { return c.value == n })
		if at < 0 {
			out = append(out, candidate{value: n, group: v.Group, first: v.place})
			at = len(out) - 1
		}
		c := &out[at]
		if c.group != v.Group {
			c.group = ""
		}
		c.voices++
		c.sort, c.newest, c.first = max(c.sort, v.Sort), max(c.newest, v.published.From), min(c.first, v.place)
	}
	if len(out) == 1 {
		return out
	}
	for i := range out {
		out[i].families = s.familiesFor(g, voices, &out[i])
	}
	best, most := -1, SortOther
	for i := range out {
		most = max(most, out[i].sort)
	}
	for i := range out { // of those that suit everybody, the one that says most
		sure := out[i].sort > SortOther || out[i].sort == most
		if sure && s.suitsAll(voices, &out[i]) && (best < 0 || out[i].value > out[best].value) {
			best = i
		}
	}
	if best >= 0 {
		return out[best : best+1]
	}
	return out
}

// suits tells whether a voice's words allow c to be the whole toll. One who
// counts other people, or only a part of them, allows any figure from its own on.
func (s *summing) suits(v *Voice, c *candidate) bool {
	low, high := v.Figure.interval()
	whole := v.Group == c.group || s.groups.lies(c.group, v.Group)
	return c.value >= low && (c.value <= high || !whole || s.groups[v.Group].part)
}

func (s *summing) suitsAll(voices []said, c *candidate) bool {
	for i := range voices {
		if !s.suits(voices[i].Voice, c) {
			return false
		}
	}
	return true
}

// familiesFor counts the families with a voice that allows c.
func (s *summing) familiesFor(g *group, voices []said, c *candidate) int {
	count, fresh := 0, g.count()
	for i := range voices {
		if s.suits(voices[i].Voice, c) && fresh(voices[i].family) {
			count++
		}
	}
	return count
}

// pick returns the best of two candidates or more, and the rule by which it beat
// the second best.
func pick(cands []candidate) (value int32, rule string) {
	best := 0
	for i := 1; i < len(cands); i++ {
		if d, _ := better(&cands[i], &cands[best]); d {
			best = i
		}
	}
	second := -1
	for i := range cands {
		if i == best {
			continue
		}
		if second < 0 {
			second = i
		} else if d, _ := better(&cands[i], &cands[second]); d {
			second = i
		}
	}
	_, rule = better(&cands[best], &cands[second])
	return cands[best].value, rule
}

// stale is how many days news may be behind other news: a lower figure of the
// next day is no correction yet.
const stale = 1

// newer tells whether a is told later than b and no stale news.
func newer(a, b *candidate) bool {
	if a.newest == 0 || b.newest == 0 || a.newest <= b.newest {
		return false
	}
	return a.value > b.value || a.newest > b.newest+stale
}

// better tells whether a goes before b, and by which rule one goes before the other.
func better(a, b *candidate) (bool, string) {
	switch {
	case a.families != b.families:
		return a.families > b.families, ruleMost
	case a.sort != b.sort:
		return a.sort > b.sort, ruleReliable
	case newer(a, b):
		return true, ruleNewest
	case newer(b, a):
		return false, ruleNewest
	case a.voices != b.voices:
		return a.voices > b.voices, ruleFirst
	case a.first != b.first:
		return a.first < b.first, ruleFirst
	}
	return a.value < b.value, ruleLower
}
