package resolve

import (
	"slices"

	"parley"
)

// rank orders statuses by how far they tell the event as a fact.
func rank(s parley.Status) int {
	return slices.Index([]parley.Status{
		parley.Denied, parley.Refused, parley.Threatened, parley.Demanded, parley.Offered, parley.Planned, parley.Alleged, parley.Happened,
	}, s)
}

// furthest is the status that tells the incident furthest as a fact.
func furthest(tellings []telling) parley.Status {
	best := tellings[0].Status
	for i := range tellings {
		if rank(tellings[i].Status) > rank(best) {
			best = tellings[i].Status
		}
	}
	return best
}

// standing says how the accounts of an incident stand to one another.
func (s *summing) standing(tellings []telling, families int, killed, injured []said) parley.Standing {
	switch {
	case s.contested(tellings, killed, injured):
		return parley.Contested
	case families < 2 || furthest(tellings) != parley.Happened:
		return parley.Unconfirmed
	}
	return parley.Agreed
}

// contested tells whether any two accounts contradict one another.
func (s *summing) contested(tellings []telling, killed, injured []said) bool {
	if s.clashing(killed) || s.clashing(injured) {
		return true
	}
	for i := range tellings {
		if _, ok := denial(tellings, i); ok || rivals(&tellings[i]) {
			return true
		}
	}
	tellings = distinctTellings(tellings)
	for i := range tellings {
		a := &tellings[i]
		for j := i + 1; j < len(tellings); j++ {
			b := &tellings[j]
			if toldAndDenied(a, b) || otherSource(a, b) || otherDate(a, b) || otherPlace(a, b) {
				return true
			}
		}
	}
	return false
}

func (s *summing) clashing(voices []said) bool {
	voices = distinctVoices(voices)
	for i := range voices {
		for j := i + 1; j < len(voices); j++ {
			if s.clash(&voices[i], &voices[j]) {
				return true
			}
		}
	}
	return false
}

// clash tells whether two figures cannot both be right, and neither is the later
// word of the same line of reporting.
func (s *summing) clash(a, b *said) bool {
	if a.attackers != b.attackers || !s.groups.excludes(a.Voice, b.Voice) && !boast(a, b) && !boast(b, a) {
		return false
	}
	if a.By == b.By && a.family == b.family {
		return false // one speaker tells how it rose, or one text was brought up to date
	}
	if a.Outcome == outcomeInjured && alike(a.Figure.value(), b.Figure.value()) {
		return false
	}
	if b.published.after(a.published) {
		a, b = b, a
	}
	if !a.published.after(b.published) {
		return true
	}
	if a.background || b.background {
		return !oneLine(a, b)
	}
	if a.Figure.value() > b.Figure.value() {
		return !oneLine(a, b)
	}
	return a.By != b.By || a.By == "" && a.family != b.family
}

// alike tells whether two counts of injured differ by a quarter of the lower at
// most: the lightly hurt are counted in one report and left out in another.
func alike(a, b int32) bool { return 4*int64(max(a, b)) <= 5*int64(min(a, b)) }

// boast tells whether a party claims so many of its enemies that "at least" in
// another mouth can hardly mean them too: more than half as many again.
func boast(a, b *said) bool {
	return a.Sort == SortEnemy && b.Sort != SortEnemy && b.Figure.High == noEnd && !b.Figure.Vague &&
		2*int64(a.Figure.value()) > 3*int64(b.Figure.value()) && (a.Group == b.Group || a.Group == "" || b.Group == "")
}

// oneLine tells whether two voices are of one line of reporting: the press and
// the authorities, or the same party.
func oneLine(a, b *said) bool {
	if a.Sort >= SortArticle && b.Sort >= SortArticle {
		return true
	}
	return a.For != "" && a.For == b.For || a.By != "" && a.By == b.By
}

// denial returns the first denial in a telling by somebody whom a telling names
// as a source, or by anybody if none is named.
func denial(tellings []telling, i int) (by string, ok bool) {
	t := &tellings[i]
	for j := range t.Claims {
		if c := &t.Claims[j]; c.Stance == "denied" && !hit(t, c.Actor) && accused(tellings, c.By, c.Actor) {
			return firstOf(c.Speaker, c.By), true
		}
	}
	for j := range t.Voices {
		if v := &t.Voices[j]; v.Outcome == outcomeDenied && accusedByName(tellings, v) {
			return firstOf(v.By, v.For), true
		}
	}
	return "", false
}

// hit tells whether an actor is among those whom the event befell.
func hit(t *telling, actor string) bool {
	for i := range t.Targets {
		if p := &t.Targets[i]; actor != "" && (p.Actor == actor || p.Side == actor) {
			return true
		}
	}
	return false
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// accused tells whether a party is named as a source, or nobody is.
func accused(tellings []telling, name, actor string) bool {
	named := false
	for i := range tellings {
		for j := range tellings[i].Sources {
			p := &tellings[i].Sources[j]
			if actor != "" && (p.Actor == actor || p.Side == actor) || name != "" && p.Name == name {
				return true
			}
			named = named || p.Side != ""
		}
	}
	return !named
}

func accusedByName(tellings []telling, v *Voice) bool {
	for i := range tellings {
		for j := range tellings[i].Sources {
			if n := tellings[i].Sources[j].Name; n != "" && (n == v.By || n == v.For) {
				return true
			}
		}
	}
	return false
}

// toldAndDenied tells whether one telling denies what the other tells.
func toldAndDenied(a, b *telling) bool {
	if b.Status == parley.Denied {
		a, b = b, a
	}
	return a.Status == parley.Denied && (b.Status == parley.Happened || b.Status == parley.Alleged)
}
