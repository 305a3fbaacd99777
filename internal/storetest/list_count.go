package storetest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"parley"
)

// tally sums up incidents in the plainest way.
func (m *model) tally(f asked, by parley.By) []parley.Cell {
	period := f.Period
	f.Period = parley.Period{}
	cells := map[string]*parley.Cell{}
	for _, x := range m.incidents {
		day := countDay(x)
		if !m.counted(x, f) || !period.IsZero() && (day.IsZero() || day.Before(period.From) || !period.To.IsZero() && day.After(period.To)) {
			continue
		}
		for _, key := range keysOf(x, by) {
			c := cells[key]
			if c == nil {
				c = &parley.Cell{Key: key}
				cells[key] = c
			}
			c.Incidents++
			c.Families += x.Families
			for _, n := range []struct {
				to   *int
				from *int
			}{{&c.Low, x.Killed.Low}, {&c.Best, x.Killed.Best}, {&c.High, x.Killed.High}} {
				if n.from != nil {
					*n.to += *n.from
				}
			}
		}
	}
	list := []parley.Cell{}
	for _, c := range cells {
		list = append(list, *c)
	}
	slices.SortFunc(list, func(a, b parley.Cell) int { return cmp.Compare(a.Key, b.Key) })
	return list
}

// counted reports whether statistics count an incident that a filter lets through.
func (m *model) counted(x parley.Incident, f asked) bool {
	return m.passes(m.ofIncident(x), f) && among(f.Standings, x.Standing) && !x.Background && !x.Aggregate &&
		(x.Status == parley.Happened || x.Status == parley.Alleged)
}

// countDay is the day on which an incident counts; zero for none.
func countDay(x parley.Incident) time.Time {
	switch {
	case x.Date == nil:
		return time.Time{}
	case !x.Date.From.IsZero():
		return x.Date.From
	}
	return x.Date.To
}

// keysOf are the cells that an incident counts in.
func keysOf(x parley.Incident, by parley.By) []string {
	var place parley.EventPlace
	if x.Place != nil {
		place = *x.Place
	}
	switch by {
	case parley.ByWeek:
		day := countDay(x)
		if day.IsZero() {
			return []string{""}
		}
		return []string{string(parley.DayOf(day.AddDate(0, 0, -(int(day.Weekday())+6)%7)))}
	case parley.ByCountry:
		return []string{place.Country}
	case parley.ByAdmin1:
		if place.Country == "" && place.Admin1 == "" {
			return []string{""}
		}
		return []string{place.Country + "/" + place.Admin1}
	case parley.ByType:
		return []string{string(x.Type)}
	}
	keys := []string{}
	for _, p := range append(slices.Clone(x.Sources), x.Targets...) {
		if p.Actor != "" && !slices.Contains(keys, p.Actor) {
			keys = append(keys, p.Actor)
		}
	}
	if len(keys) == 0 {
		return []string{""}
	}
	return keys
}

// sameCells compares cells but for their names, which must be there.
func sameCells(t testing.TB, what string, got, want []parley.Cell) {
	t.Helper()
	for i := range got {
		if got[i].Name == "" {
			t.Errorf("%s: cell %q has no name", what, got[i].Key)
		}
		got[i].Name = ""
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n got %+v\nwant %+v", what, got, want)
	}
}

// counts compares all counts of an archive with the plain model.
func counts(t *testing.T, st parley.Store) {
	ctx := context.Background()
	m := fillModel(t, st, Archive{Events: 250, Seed: 21})
	filters := m.filters()
	weeks := parley.Period{From: onDay("2013-01-07"), To: onDay("2016-01-10")} // Monday to Sunday
	for _, p := range []parley.Period{weeks, {From: weeks.From}, {To: weeks.To}, {From: weeks.From.AddDate(0, 0, 2), To: weeks.To}} {
		filters = append(filters, asked{Filter: parley.Filter{Period: p}}, asked{Filter: parley.Filter{Period: p, Countries: []string{"XAA", "XAC"}}},
			asked{Filter: parley.Filter{Period: p, Modes: []parley.Mode{parley.ModeClash}}})
	}
	for i, f := range filters {
		for _, by := range []parley.By{parley.ByWeek, parley.ByCountry, parley.ByAdmin1, parley.ByType, parley.ByActor} {
			sameCells(t, fmt.Sprintf("by %s, filter %d %+v", by, i, f.Filter), must[[]parley.Cell](t)(st.Count(ctx, f.Filter, by)), m.tally(f, by))
		}
		f.Period = weeks
		want := make([]int, int(weeks.To.Sub(weeks.From).Hours()/24)+1)
		open := f
		open.Period = parley.Period{}
		for _, x := range m.incidents {
			if day := countDay(x); m.counted(x, open) && !day.IsZero() && !day.Before(weeks.From) && !day.After(weeks.To) {
				want[int(day.Sub(weeks.From).Hours()/24)]++
			}
		}
		if got := must[[]int](t)(st.Daily(ctx, f.Filter)); !slices.Equal(got, want) {
			t.Errorf("daily, filter %d:\n got %v\nwant %v", i, got, want)
		}
	}
}

// countsFollow changes incidents and looks whether the counts go along.
func countsFollow(t *testing.T, st parley.Store) {
	ctx := context.Background()
	m := &model{incidents: []parley.Incident{
		incident("a", "2020-01-01", nil), incident("b", "2020-01-01", nil), incident("c", "2020-02-01", nil), incident("d", "", nil)}}
	compare := func(what string) {
		t.Helper()
		for _, by := range []parley.By{parley.ByWeek, parley.ByCountry, parley.ByAdmin1, parley.ByType, parley.ByActor} {
			sameCells(t, what+" by "+string(by), must[[]parley.Cell](t)(st.Count(ctx, parley.Filter{}, by)), m.tally(asked{}, by))
			plain := asked{Filter: parley.Filter{Kinds: []parley.EventKind{parley.Violence}}} // read from the rows
			sameCells(t, what+" by "+string(by)+", violence", must[[]parley.Cell](t)(st.Count(ctx, plain.Filter, by)), m.tally(plain, by))
		}
	}
	putIncidents(t, st, nil, m.incidents...)
	compare("first")
	m.incidents[0] = incident("a", "2019-12-31", func(x *parley.Incident) {
		x.Killed.Best, x.Type, x.Families = pointer(40), parley.Coerce, 7
		x.Place = &parley.EventPlace{Country: "XAB"}
		x.Targets = nil
	})
	m.incidents[1].Status = parley.Planned
	m.incidents[2].Background = true
	putIncidents(t, st, nil, m.incidents[:3]...)
	compare("changed")
	m.incidents[1].Status, m.incidents[1].Aggregate = parley.Alleged, true
	m.incidents[2].Background = false
	putIncidents(t, st, []string{"i-d"}, m.incidents[1:3]...)
	m.incidents = m.incidents[:3]
	compare("changed again")
	putIncidents(t, st, []string{"i-a", "i-b", "i-c"})
	m.incidents = nil
	compare("gone")
}

// coverage compares what was read week by week.
func coverage(t *testing.T, st parley.Store) {
	ctx := context.Background()
	m := fillModel(t, st, Archive{Events: 250, Seed: 31})
	outlet := *m.records[0].Article.Outlet
	for _, f := range []parley.Filter{{}, {Outlet: outlet}, {Outlet: "the missing post"},
		{Period: parley.Period{From: onDay("2012-03-07"), To: onDay("2017-05-04")}}, {Period: parley.Period{To: onDay("2011-05-04")}, Outlet: outlet}} {
		byWeek := map[parley.Day]map[string]int{}
		for _, r := range m.records {
			day := r.Article.Published.From
			if f.Outlet != "" && lower(*r.Article.Outlet) != lower(f.Outlet) || !f.Period.IsZero() && !f.Period.Overlaps(parley.Period{From: day, To: day}) {
				continue
			}
			week := parley.DayOf(day.AddDate(0, 0, -(int(day.Weekday())+6)%7))
			if byWeek[week] == nil {
				byWeek[week] = map[string]int{}
			}
			byWeek[week][*r.Article.Outlet]++
		}
		want := []parley.Coverage{}
		for week, outlets := range byWeek {
			c := parley.Coverage{Week: week, Outlets: len(outlets)}
			for _, n := range outlets {
				c.Articles += n
			}
			want = append(want, c)
		}
		slices.SortFunc(want, func(a, b parley.Coverage) int { return cmp.Compare(a.Week, b.Week) })
		same(t, fmt.Sprintf("coverage %+v", f), must[[]parley.Coverage](t)(st.Coverage(ctx, f)), want)
	}
}

// sums follows the figures of a store as it is filled.
func sums(t *testing.T, st parley.Store) {
	ctx := context.Background()
	same(t, "empty", must[parley.Sums](t)(st.Sums(ctx)), parley.Sums{})
	put(t, st, record("a1", "2020-03-05"), record("a2", "2020-03-06"), record("a3", "2020-03-07"))
	group := func(groups map[string]string) {
		update(t, st, func(tx parley.Tx) error { return tx.SetGroups(ctx, parley.Families, groups) })
	}
	update(t, st, func(tx parley.Tx) error {
		return tx.PutNodes(ctx, parley.Families, []parley.Node{node("a1"), node("a2"), node("a3")})
	})
	families := func(want int) {
		t.Helper()
		same(t, "families", must[parley.Sums](t)(st.Sums(ctx)).Families, want)
	}
	families(3)
	group(map[string]string{"a1": "f-a1", "a2": "f-a1", "a3": "f-a3"})
	families(2)
	group(map[string]string{"a1": "f-a1", "a2": "f-a1", "a3": "f-a1"})
	families(1)
	group(map[string]string{"a2": "f-a2", "a3": "f-a2"})
	families(2)
	group(map[string]string{"a1": "f-a1", "a2": "f-a2", "a3": "f-a3"})
	families(3)
	putIncidents(t, st, nil, incident("a1-e1", "2020-03-05", nil), incident("a2-e1", "2020-03-05", nil))
	update(t, st, func(tx parley.Tx) error {
		if _, err := tx.Decide(ctx, parley.Decision{Grouping: parley.Incidents, Verdict: parley.Apart, Left: []string{"a1-e1"}, Right: []string{"a2-e1"}, At: onDay("2024-01-01")}); err != nil {
			return err
		}
		if err := tx.PutAgreement(ctx, parley.Agreement{ID: "deal"}); err != nil {
			return err
		}
		return tx.PutUndertakings(ctx, []parley.Undertaking{undertaking("a1-c1", nil)}, nil, nil)
	})
	want := parley.Sums{Articles: 3, Families: 3, Events: 6, Incidents: 2, Commitments: 3, Undertakings: 1, Agreements: 1, Actors: 2, Decisions: 1, Languages: map[string]int{"en": 3}}
	same(t, "sums", must[parley.Sums](t)(st.Sums(ctx)), want)
}
