package resolve

import (
	"slices"

	"parley"
)

// mergeParties returns the parties of a side, each once: those of a known side
// first, then others with an ID, the best attested first. Words for nobody in
// particular are left out where another telling knows who it was.
func (g *group) mergeParties(side func(*Digest) []Party) []parley.Party {
	n := 0
	for i := range g.tellings {
		n += len(side(g.tellings[i].Digest))
	}
	list := make([]parley.Party, 0, n)
	for i := range g.tellings {
		for _, p := range side(g.tellings[i].Digest) {
			list = addParty(list, p)
		}
	}
	if len(list) < 2 {
		return list
	}
	if len(g.tellings) > 1 && slices.ContainsFunc(list, func(p Party) bool { return p.Actor != "" }) {
		list = slices.DeleteFunc(list, func(p Party) bool { return p.Actor == "" })
	}
	g.sortParties(list, side)
	return list
}

// sortParties puts the specific before the generic, and of those the ones that
// most families name.
func (g *group) sortParties(list []parley.Party, side func(*Digest) []Party) {
	var few [12]int
	weights := append(few[:0], make([]int, len(list))...)
	for i := range list {
		p := &list[i]
		weights[i] = -generic(p) * (g.families + 1)
		if g.families > 1 {
			weights[i] += g.familiesOf(func(t *telling) bool {
				return slices.ContainsFunc(side(t.Digest), func(q Party) bool { return sameParty(p, &q) })
			})
		}
	}
	for i := 1; i < len(list); i++ { // few, and nearly in order
		for j := i; j > 0 && weights[j] > weights[j-1]; j-- {
			weights[j], weights[j-1] = weights[j-1], weights[j]
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
}

func sameParty(a, b *Party) bool {
	return a.Actor == b.Actor && (a.Actor != "" || a.Name == b.Name)
}

// settleSides leaves out of an attack's sources the parties of a side that more
// families have among the targets, and the other way round, if anybody is left.
func (g *group) settleSides(in *parley.Incident) {
	if in.Kind != parley.Violence || in.Mode == parley.ModeClash || g.families < 2 {
		return
	}
	on := func(side string, of func(*Digest) []Party) int {
		return g.familiesOf(func(t *telling) bool {
			return slices.ContainsFunc(of(t.Digest), func(p Party) bool { return p.Side == side })
		})
	}
	leave := func(list []parley.Party, here, there func(*Digest) []Party) []parley.Party {
		wrong := func(p parley.Party) bool { return p.Side != "" && on(p.Side, there) > on(p.Side, here) }
		if !slices.ContainsFunc(list, func(p parley.Party) bool { return !wrong(p) }) {
			return list
		}
		return slices.DeleteFunc(list, wrong)
	}
	in.Sources = leave(in.Sources, sourcesOf, targetsOf)
	in.Targets = leave(in.Targets, targetsOf, sourcesOf)
}

func sourcesOf(d *Digest) []Party { return d.Sources }

func targetsOf(d *Digest) []Party { return d.Targets }

// addParty adds a party to the list, or to the same party in it.
func addParty(list []parley.Party, p Party) []parley.Party {
	for i := range list {
		m := &list[i]
		if !sameParty(m, &p) {
			continue
		}
		m.Blamed = m.Blamed && p.Blamed
		if effectRank(p.Effect) > effectRank(m.Effect) {
			m.Effect = p.Effect
		}
		return list
	}
	return append(list, p)
}

// generic is 0 for parties of a known side, 1 for others that have an ID, 2 for
// words; but the people whom the event killed or hurt come before all others.
func generic(p *Party) int {
	if p.Actor == "" {
		return 4
	}
	n := 1
	if p.Side != "" {
		n = 0
	}
	switch p.Effect {
	case parley.EffectKilled, parley.EffectInjured, parley.EffectCaptured:
		return n
	}
	return n + 2
}

// effectRank orders what befell a target.
func effectRank(e parley.Effect) int {
	return slices.Index([]parley.Effect{
		"", parley.EffectNone, parley.EffectDamaged, parley.EffectDestroyed, parley.EffectCaptured, parley.EffectInjured, parley.EffectKilled,
	}, e)
}
