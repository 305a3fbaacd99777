package resolve

import (
	"cmp"
	"fmt"
	"slices"

	"parley"
	"parley/internal/cluster"
)

// Incident sums up a group of events. family gives the family of an article by
// the article's ID. The error wraps parley.ErrDamaged for a digest that cannot
// be read.
func (r *Resolver) Incident(g cluster.Group, family func(article string) string) (parley.Incident, error) {
	nodes := g.Nodes
	if !slices.IsSortedFunc(nodes, byOrder) {
		nodes = slices.Clone(nodes)
		slices.SortFunc(nodes, byOrder)
	}
	if len(nodes) == 0 {
		return parley.Incident{}, fmt.Errorf("incident %s: no events: %w", g.ID, parley.ErrDamaged)
	}
	digests := make([]*Digest, len(nodes))
	ids := make([]string, len(nodes))
	for i := range nodes {
		d, err := DecodeDigest(nodes[i].Digest)
		if err != nil {
			return parley.Incident{}, fmt.Errorf("incident %s, event %s: %w", g.ID, nodes[i].ID, err)
		}
		digests[i], ids[i] = d, nodes[i].ID
	}
	in := r.sums.incident(r.sums.inFamilies(digests, family))
	in.ID, in.Events, in.Decided = g.ID, ids, g.Decided
	return in, nil
}

func byOrder(a, b parley.Node) int {
	return cmp.Or(cmp.Compare(a.Order, b.Order), cmp.Compare(a.ID, b.ID))
}

// inFamilies makes tellings of digests, their families numbered.
func (s *summing) inFamilies(digests []*Digest, family func(article string) string) []telling {
	out := make([]telling, len(digests))
	names := make([]string, len(digests))
	number := map[string]int(nil)
	const few = 24
	if len(digests) > few {
		number = make(map[string]int, len(digests))
	}
	next := 0
	for i, d := range digests {
		names[i] = family(d.Article)
		out[i] = telling{d, -1, d.DateText == "" || guessed(d.DateHow, s.guesses.date), guessed(d.PlaceHow, s.guesses.place)}
		if number != nil {
			if at, ok := number[names[i]]; ok {
				out[i].family = at
				continue
			}
			number[names[i]] = next
		} else if at := slices.Index(names[:i], names[i]); at >= 0 {
			out[i].family = out[at].family
			continue
		}
		out[i].family = next
		next++
	}
	return out
}

// incident sums up tellings, which are in order of publication. ID, Events and
// Decided are the caller's.
func (s *summing) incident(tellings []telling) parley.Incident {
	g := newGroup(tellings)
	killed, injured := heard(tellings, outcomeKilled), heard(tellings, outcomeInjured)
	in := parley.Incident{
		Status:  furthest(tellings),
		Killed:  s.estimate(g, killed, outcomeKilled),
		Injured: s.estimate(g, injured, outcomeInjured),
		Date:    g.bestDate(), Place: g.bestPlace(),
		Background: true,
	}
	in.Kind, in.Type = g.bestType()
	in.Mode = s.bestMode(g, in.Type)
	in.CAMEO, in.Goldstein, in.ACLED = g.codes(in.Type, in.Mode, in.Status)
	in.Sources = g.mergeParties(sourcesOf)
	in.Targets = g.mergeParties(targetsOf)
	g.settleSides(&in)
	in.Families = g.families
	in.Articles, in.Outlets = counts(tellings)
	totals := 0
	for i := range tellings {
		t := &tellings[i]
		in.Background = in.Background && t.Background
		if t.Aggregate {
			totals++
		}
	}
	// One article that puts a day's attack into a sum makes no sum of it.
	in.Aggregate = 2*totals > len(tellings)
	in.FirstReported, in.LastReported = reported(tellings)
	in.Standing = s.standing(tellings, in.Families, killed, injured)
	in.Title = s.title(&in, !slices.ContainsFunc(tellings, func(t telling) bool { return !t.Aggregate }))
	return in
}

// counts returns how many articles and outlets tell an incident. An
// article whose outlet is not known is an outlet of its own.
func counts(tellings []telling) (articles, outlets int) {
	if len(tellings) == 1 {
		return 1, 1
	}
	seen := make(map[string]bool, len(tellings))
	named := make(map[string]bool, len(tellings))
	for i := range tellings {
		t := &tellings[i]
		if seen[t.Article] {
			continue
		}
		seen[t.Article] = true
		if t.Outlet == "" || !named[t.Outlet] {
			outlets++
		}
		named[t.Outlet] = true
	}
	return len(seen), outlets
}

// reported returns the first and the last day of publication of articles that
// tell it, each article's the last on which it can have been.
func reported(tellings []telling) (first, last parley.Day) {
	var from, to DayNumber
	for i := range tellings {
		day := tellings[i].Published.To
		if day == 0 {
			day = tellings[i].Published.From
		}
		if day != 0 && (from == 0 || day < from) {
			from = day
		}
		to = max(to, day)
	}
	return parley.DayOf(from.Time()), parley.DayOf(to.Time())
}
