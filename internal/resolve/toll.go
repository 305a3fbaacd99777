package resolve

import (
	"slices"

	"parley"
)

// estimateRules are the rules by which a best estimate is found;
// data/resolve/estimate.tsv says what each does.
var estimateRules = [...]string{
	ruleOnly, ruleAgreed, ruleLatest, ruleAside, ruleMost, ruleReliable, ruleNewest, ruleFirst, ruleLower, ruleClaim, ruleVague,
}

const (
	ruleOnly     = "only"
	ruleAgreed   = "agreed"
	ruleLatest   = "latest"
	ruleAside    = "aside"
	ruleMost     = "most"
	ruleReliable = "reliable"
	ruleNewest   = "newest"
	ruleFirst    = "first"
	ruleLower    = "lower"
	ruleClaim    = "claim"
	ruleVague    = "vague"
)

// estimate sums up an outcome by the rules of data/resolve/estimate.tsv.
func (s *summing) estimate(g *group, voices []said, outcome string) parley.Estimate {
	tellings, all := g.tellings, true // no telling counts: each is taken as it is
	for i := range tellings {
		if tellings[i].counts() && tellings[i].sum(outcome).Known {
			all = false
		}
	}
	voices = s.worthy(tellings, voices, all)
	if len(voices) == 0 {
		return parley.Estimate{}
	}
	low, high := bounds(tellings, voices, outcome)
	best, rule := s.choose(g, voices)
	best = min(max(best, low), high)
	out := parley.Estimate{Vague: voices[0].Figure.Vague, Rule: rule}
	numbers := [3]int{int(low), int(best), int(high)}
	out.Low, out.Best, out.High = &numbers[0], &numbers[1], &numbers[2]
	return out
}

// worthy returns the voices that an estimate rests on: of tellings that count, no
// vague ones where anybody is exact, and no parts of what others count.
func (s *summing) worthy(tellings []telling, voices []said, all bool) []said {
	exact := false
	out := make([]said, 0, len(voices))
	for i := range voices {
		v := &voices[i]
		if (all || tellings[v.telling].counts()) && !s.isPart(voices, v) && !isAside(voices, v) {
			out = append(out, *v)
			exact = exact || !v.Figure.Vague
		}
	}
	if !exact {
		return out
	}
	kept := out[:0]
	for _, v := range out {
		if !v.Figure.Vague {
			kept = append(kept, v)
		}
	}
	return kept
}

// isPart tells whether a voice counts people such as children, beside whom
// another voice counts more.
func (s *summing) isPart(voices []said, v *said) bool {
	if v.Group == "" || !s.groups[v.Group].part {
		return false
	}
	for i := range voices {
		o := &voices[i]
		if o.Group != v.Group && !s.groups[o.Group].part && !o.Figure.Vague && o.Figure.value() >= v.Figure.value() && o.telling != v.telling {
			return true
		}
	}
	return false
}

// isAside tells whether a voice counts the attackers' losses and another telling
// those of the attacked.
func isAside(voices []said, v *said) bool {
	return v.attackers && slices.ContainsFunc(voices, func(o said) bool { return !o.attackers && o.telling != v.telling })
}

// bounds are the lowest and the highest figure of the tellings that voices come from.
func bounds(tellings []telling, voices []said, outcome string) (low, high int32) {
	low, high = openHigh, 0
	for i := range voices {
		a, b := voices[i].Figure.bounds()
		if f := tellings[voices[i].telling].sum(outcome); f.Known {
			l, h := f.bounds()
			a, b = max(a, l), min(b, h)
			if a > b {
				a, b = l, h
			}
		}
		low, high = min(low, a), max(high, b)
	}
	return low, high
}

// choose returns the best figure of voices, which are not empty, and the rule
// that parted it from the others.
func (s *summing) choose(g *group, voices []said) (best int32, rule string) {
	if voices[0].Figure.Vague {
		best = voices[0].Figure.value()
		for i := range voices {
			best = min(best, voices[i].Figure.value())
		}
		return best, ruleVague
	}
	left, aside := withoutEnemies(voices)
	left, overtaken := s.notOvertaken(left)
	cands := s.candidates(g, left)
	switch {
	case left[0].Sort == SortEnemy && len(cands) == 1:
		return cands[0].value, ruleClaim
	case len(cands) == 1 && overtaken:
		return cands[0].value, ruleLatest
	case len(cands) == 1 && aside:
		return cands[0].value, ruleAside
	case len(voices) == 1:
		return cands[0].value, ruleOnly
	case len(cands) == 1:
		return cands[0].value, ruleAgreed
	}
	return pick(cands)
}

// withoutEnemies leaves out what parties say of their enemies' losses, unless
// there is nothing else; aside where that left out another figure.
func withoutEnemies(voices []said) (left []said, aside bool) {
	n := 0
	for i := range voices {
		if voices[i].Sort != SortEnemy {
			n++
		}
	}
	if n == 0 || n == len(voices) {
		return voices, false
	}
	left = make([]said, 0, n)
	for i := range voices {
		if voices[i].Sort != SortEnemy {
			left = append(left, voices[i])
		}
	}
	for i := range voices {
		if voices[i].Sort == SortEnemy && voices[i].Figure.value() != left[0].Figure.value() {
			aside = true
		}
	}
	return left, aside
}

// notOvertaken leaves out the figures that a later one contradicts.
func (s *summing) notOvertaken(voices []said) (left []said, overtaken bool) {
	gone := 0
	var drop [16]bool
	marks := drop[:]
	if len(voices) > len(marks) {
		marks = make([]bool, len(voices))
	}
	later := latestVoices(voices)
	for i := range voices {
		for j := range later {
			if s.overtakes(&later[j], &voices[i]) {
				marks[i] = true
				gone++
				break
			}
		}
	}
	if gone == 0 || gone == len(voices) {
		return voices, false
	}
	left = make([]said, 0, len(voices)-gone)
	for i := range voices {
		if !marks[i] {
			left = append(left, voices[i])
		}
	}
	return left, true
}

// overtakes tells whether a is the later word on what b counts. A toll that falls
// overtakes the earlier one of the same speaker only: others may be behind.
func (s *summing) overtakes(a, b *said) bool {
	if !a.published.after(b.published) || a.background && !b.background {
		return false
	}
	if a.Figure.value() < b.Figure.value() && (a.By == "" || a.By != b.By) {
		return false
	}
	if a.Sort < SortArticle && b.Sort > a.Sort {
		return false
	}
	return s.groups.excludes(a.Voice, b.Voice)
}

// excludes tells whether two figures cannot both be right: of the same people
// they share no number, of a part it is more than the whole.
func (t groupTable) excludes(a, b *Voice) bool {
	aLow, aHigh := a.Figure.interval()
	bLow, bHigh := b.Figure.interval()
	switch {
	case a.Group == b.Group:
		return aLow > bHigh || bLow > aHigh
	case t.lies(a.Group, b.Group):
		return aLow > bHigh
	case t.lies(b.Group, a.Group):
		return bLow > aHigh
	}
	return false
}
