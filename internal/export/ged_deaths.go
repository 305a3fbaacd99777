package export

import (
	"slices"

	"parley"
)

// gedDeaths are the dead of best by whose they were; they add up to it.
type gedDeaths struct{ a, b, civilians, unknown int }

// divide tells whose the dead of an incident were: the attackers' own, who
// are own of best, side a's; in one-sided violence all others civilians; else as
// the tolls name them, and where these do not, as those who were hit are of one
// kind. The rest is not known.
func (g *ged) divide(r *gedRow, own int, a, b actor, targets []actor) gedDeaths {
	out := gedDeaths{a: own}
	rest := r.toll.best - own
	if r.violence == oneSided {
		out.civilians = rest
		return out
	}
	clash := r.d.Mode == parley.ModeClash
	x := deathDivider{arms: g.book.arms, a: a, b: b, clash: clash, whole: wholeOf(targets, clash)}
	for i := range r.d.Tellings {
		e := &r.d.Tellings[i].Event
		if !counts(e) {
			continue
		}
		for _, by := range deathVoices(e) {
			if parts, ok := x.parts(e, by, rest); ok {
				return gedDeaths{out.a + parts.a, parts.b, parts.civilians, parts.unknown}
			}
		}
	}
	*x.whole.of(&out) += rest
	return out
}

// whose says in which column a death goes.
type whose int

const (
	whoseUnknown whose = iota
	whoseA
	whoseB
	whoseCivilians
)

func (w whose) of(g *gedDeaths) *int {
	switch w {
	case whoseA:
		return &g.a
	case whoseB:
		return &g.b
	case whoseCivilians:
		return &g.civilians
	}
	return &g.unknown
}

// wholeOf is where the dead go of whom no more is told: to the attacked side or to
// civilians if all who were hit are of one kind, nowhere in a clash.
func wholeOf(targets []actor, clash bool) whose {
	if clash || len(targets) == 0 {
		return whoseUnknown
	}
	armed := func(a actor) bool { return !a.sort.armed() }
	unarmed := func(a actor) bool { return !a.sort.unarmed() }
	switch {
	case !slices.ContainsFunc(targets, armed):
		return whoseB
	case !slices.ContainsFunc(targets, unarmed):
		return whoseCivilians
	}
	return whoseUnknown
}

// deathDivider divides the dead of one telling.
type deathDivider struct {
	arms  map[string]string // of codebook
	a, b  actor
	clash bool
	whole whose
}

// deathVoices are those who count the killed in an event, in order.
func deathVoices(e *parley.Event) []string {
	var out []string
	for i := range e.Tolls {
		if t := &e.Tolls[i]; t.Outcome == outcomeKilled && !slices.Contains(out, t.By) {
			out = append(out, t.By)
		}
	}
	return out
}

// parts divides the dead whom one speaker counts; ok is false if they do not add
// up to all.
func (x *deathDivider) parts(e *parley.Event, by string, all int) (g gedDeaths, ok bool) {
	sum := 0
	for i := range e.Tolls {
		t := &e.Tolls[i]
		n, _, known := bounds(&t.Range)
		if known && t.Outcome == outcomeKilled && t.By == by && !t.Part && (x.clash || !t.Attackers) {
			*x.group(t).of(&g) += n
			sum += n
		}
	}
	if sum != all || all == 0 {
		return gedDeaths{}, false
	}
	for i := range e.Tolls {
		t := &e.Tolls[i]
		n, _, known := bounds(&t.Range)
		if !known || t.Outcome != outcomeKilled || !t.Part || t.Attackers || t.By != by {
			continue
		}
		if to := x.group(t); to != whoseUnknown {
			x.move(&g, to, n)
		}
	}
	return g, true
}

// move takes a part of the dead out of those who are not known, or of the largest
// other column, and puts them where they belong.
func (x *deathDivider) move(g *gedDeaths, to whose, n int) {
	for _, from := range []whose{whoseUnknown, whoseB, whoseA, whoseCivilians} {
		if from == to {
			continue
		}
		if have := from.of(g); *have >= n {
			*have -= n
			*to.of(g) += n
			return
		}
	}
}

// group says whose the people of a toll are.
func (x *deathDivider) group(t *parley.Toll) whose {
	switch t.Group {
	case "police", "soldiers", "forces", "guards":
		return x.which(isState)
	case "peacekeepers":
		return x.which(func(a actor) bool { return a.sort == sortExternal })
	case "militants", "criminals":
		return x.which(func(a actor) bool { return nonState(a.sort) })
	case "attackers":
		return whoseA
	case "":
		return x.whole
	}
	if x.arms[t.Group] == "unarmed" {
		return whoseCivilians
	}
	return x.whole
}

// which is the side that is of a kind; not known where both are or none.
func (x *deathDivider) which(is func(actor) bool) whose {
	a, b := x.a.Party != nil && is(x.a), x.b.Party != nil && is(x.b)
	switch {
	case a && !b:
		return whoseA
	case b && !a:
		return whoseB
	case a && b && !x.clash:
		return whoseB // of two of a kind, those who were attacked
	}
	return whoseUnknown
}
