package resolve

import (
	"slices"

	"parley"
)

// The changes of a toll from one telling to the next.
const (
	changeFirst = "first"
	changeRise  = "rise"
	changeFall  = "fall"
	changeSame  = "same"
	changeClash = "clash"
)

// history tells how the toll moved: a step for each account that gives a figure
// of the whole toll, in order of publication. An article that gives a figure in
// its own voice and from a speaker's mouth makes one step, the speaker's. The
// attackers' own losses are no step where others' are told.
func (s *summing) history(tellings []telling, accounts []parley.IncidentAccount) []parley.TollStep {
	out := []parley.TollStep{}
	attacked := slices.ContainsFunc(tellings, func(t telling) bool {
		return slices.ContainsFunc(t.Voices, func(v Voice) bool { return v.Outcome == outcomeKilled && !t.lostByAttackers(&v) })
	})
	var before, pending []said
	for i := range accounts {
		a := &accounts[i]
		at := slices.IndexFunc(tellings, func(t telling) bool { return t.Event == a.Event })
		if at < 0 {
			continue
		}
		now := stepVoices(&tellings[at], at, a)
		if len(now) == 0 || attacked && now[0].attackers {
			continue
		}
		if a.Speaker == "" && repeated(a, accounts[i+1:]) {
			pending = now
			continue
		}
		step := parley.TollStep{
			Published: a.Published, Event: a.Event, Article: a.Article, Outlet: a.Outlet, By: a.Speaker,
			Evidence: a.Evidence, Change: s.change(before, append(now, pending...)),
		}
		for _, v := range now {
			if v.Outcome == outcomeKilled {
				step.Killed = a.Killed
			} else {
				step.Injured = a.Injured
			}
		}
		out = append(out, step)
		before = append(append(before, now...), pending...)
		pending = nil
	}
	return out
}

// repeated tells whether a speaker of the same article gives the same figures.
func repeated(own *parley.IncidentAccount, rest []parley.IncidentAccount) bool {
	for i := range rest {
		a := &rest[i]
		if a.Event != own.Event {
			return false
		}
		if a.Killed != nil && own.Killed != nil && figureOf(a.Killed).value() == figureOf(own.Killed).value() &&
			(own.Injured == nil || a.Injured != nil && figureOf(a.Injured).value() == figureOf(own.Injured).value()) {
			return true
		}
	}
	return false
}

// stepVoices are the voices of an account, the killed first; none of a figure
// that only counts a part.
func stepVoices(t *telling, at int, a *parley.IncidentAccount) []said {
	var out []said
	for j := range t.Voices {
		v := &t.Voices[j]
		r := a.Killed
		if v.Outcome == outcomeInjured {
			r = a.Injured
		}
		if f := figureOf(r); v.Outcome == outcomeDenied || v.By != a.Speaker || !f.Known || f != v.Figure ||
			slices.ContainsFunc(out, func(o said) bool { return o.Outcome == v.Outcome }) {
			continue
		}
		out = append(out, said{Voice: v, published: t.Published, family: t.family, telling: at, place: j, background: t.Background, attackers: t.lostByAttackers(v)})
	}
	return out
}

// change says how the first of now stands to the figures told before: the same
// if its family has told it, a clash if any of now contradicts one. A claim of an
// enemy's losses clashes with the line of reporting, not the line with it.
func (s *summing) change(before, now []said) string {
	v := &now[0]
	again := func(b said) bool { return b.family == v.family && b.telling != v.telling && *b.Voice == *v.Voice }
	if slices.ContainsFunc(before, again) {
		return changeSame
	}
	last, inLine := -1, false
	for i := range before {
		b := &before[i]
		for j := range now {
			aside := b.Sort == SortEnemy && now[j].Sort != SortEnemy
			if b.Outcome == now[j].Outcome && !aside && s.clash(b, &now[j]) {
				return changeClash
			}
		}
		if b.Outcome != v.Outcome || b.attackers != v.attackers || b.Sort == SortEnemy && v.Sort != SortEnemy {
			continue
		}
		if line := oneLine(b, v); line || !inLine {
			last, inLine = i, line || inLine
		}
	}
	switch {
	case last < 0:
		return changeFirst
	case before[last].Figure.Vague != v.Figure.Vague && !s.groups.excludes(before[last].Voice, v.Voice):
		return changeSame
	case v.Figure.value() > before[last].Figure.value():
		return changeRise
	case v.Figure.value() < before[last].Figure.value():
		return changeFall
	}
	return changeSame
}
