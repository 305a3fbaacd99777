package storetest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"parley"
)

// listArchive compares the lists of an archive with the plain model, for each
// field of the filter and for mixtures, in each order.
func listArchive(t *testing.T, st parley.Store) {
	m := fillModel(t, st, Archive{Events: 220, Seed: 11})
	filters := m.filters()
	r := rand.New(rand.NewPCG(3, 4))
	for range 14 {
		f := filters[r.IntN(len(filters))]
		for range 1 + r.IntN(2) {
			f = mix(f, filters[r.IntN(len(filters))])
		}
		filters = append(filters, f)
	}
	hits := 0
	for i, f := range filters {
		for _, o := range []parley.Order{"", parley.OrderOldest, parley.OrderKilled, parley.OrderReports} {
			f.Order = o
			want := m.listIncidents(f)
			hits += len(want)
			gives(t, fmt.Sprintf("incidents %d", i), listIncidents(st), f.Filter, want)
		}
		for _, o := range []parley.Order{parley.OrderNewest, parley.OrderOldest} {
			f.Order = o
			gives(t, fmt.Sprintf("events %d", i), listEvents(st), f.Filter, m.listEvents(f))
			gives(t, fmt.Sprintf("articles %d", i), listArticles(st), f.Filter, m.listArticles(f))
		}
	}
	if hits < 2_000 {
		t.Errorf("the filters found %d incidents in all: too few to tell anything", hits)
	}
}

// filters are filters that use each field, with values that the archive has.
func (m *model) filters() []asked {
	var e parley.Event // one with all values
	var outlet, article string
	for _, x := range m.tellings[len(m.tellings)/2:] {
		if x.Event.Place != nil && x.Event.Place.Admin1 != "" && x.Event.Date != nil && x.Event.Killed != nil {
			e, outlet, article = x.Event, x.Article.Outlet, x.Article.ID
			break
		}
	}
	var sided string // an actor that others belong to
	for _, x := range m.tellings {
		for _, p := range x.Event.Sources {
			if p.Side != "" {
				sided = p.Side
			}
		}
	}
	year := parley.Period{From: onDay("2014-02-10"), To: onDay("2015-02-10")}
	all := func(list ...parley.Filter) (out []asked) {
		for _, f := range list {
			out = append(out, asked{Filter: f})
		}
		return out
	}
	filters := all(
		parley.Filter{},
		parley.Filter{Background: true},
		parley.Filter{Period: e.Date.Period},
		parley.Filter{Period: year},
		parley.Filter{Period: parley.Period{From: year.From}},
		parley.Filter{Period: parley.Period{To: year.To}},
		parley.Filter{Countries: []string{e.Place.Country}},
		parley.Filter{Countries: []string{"XAA", "XAB", "none"}},
		parley.Filter{Countries: []string{"none"}},
		parley.Filter{Admin1: strings.ToUpper(e.Place.Admin1)},
		parley.Filter{Place: strings.ToUpper(e.Place.Name)},
		parley.Filter{Place: e.Place.Name[1:]},
		parley.Filter{Kinds: []parley.EventKind{parley.Violence}},
		parley.Filter{Types: []parley.EventType{parley.Consult, parley.Agree}},
		parley.Filter{Modes: []parley.Mode{parley.ModeClash}},
		parley.Filter{Modes: []parley.Mode{"unconventional", "aerial"}},
		parley.Filter{Statuses: []parley.Status{parley.Planned, parley.Denied}},
		parley.Filter{Standings: []parley.Standing{parley.Contested}},
		parley.Filter{Standings: []parley.Standing{parley.Agreed, parley.Unconfirmed}},
		parley.Filter{Actor: e.Sources[0].Actor},
		parley.Filter{Actor: strings.ToUpper(e.Sources[0].Name)},
		parley.Filter{Actor: "ront", Role: parley.RoleSource},
		parley.Filter{Actor: "army", Role: parley.RoleTarget},
		parley.Filter{Actor: sided},
		parley.Filter{Actor: "nobody at all"},
		parley.Filter{KilledMin: pointer(3)},
		parley.Filter{KilledMax: pointer(0)},
		parley.Filter{KilledMin: pointer(1), KilledMax: pointer(4)},
		parley.Filter{Outlet: strings.ToUpper(outlet)},
		parley.Filter{Outlet: "The Missing Post"},
		parley.Filter{Article: article},
		parley.Filter{Article: "no such article"},
	)
	has := func(text, word string) bool { return strings.Contains(strings.ToLower(text), word) }
	return append(filters,
		asked{parley.Filter{Text: "CONVOY"}, func(title, text string) bool { return has(text, "convoy") }},
		asked{parley.Filter{Text: `"lost their lives" convoy`}, func(title, text string) bool {
			return has(text, "lost their lives") && has(text, "convoy")
		}},
		asked{parley.Filter{Text: "convoy OR doctors -reports"}, func(title, text string) bool {
			return (has(text, "convoy") || has(text, "doctors")) && !has(text, "reports say")
		}},
		asked{parley.Filter{Text: "marc*"}, func(title, text string) bool { return has(title+text, "marched") || has(text, "march ") }},
	)
}

// mix joins two filters: where both have a field, the second's stands.
func mix(f, g asked) asked {
	if !g.Period.IsZero() {
		f.Period = g.Period
	}
	for _, s := range []struct{ to, from *[]string }{{&f.Countries, &g.Countries}} {
		if len(*s.from) > 0 {
			*s.to = *s.from
		}
	}
	for _, s := range []struct{ to, from *string }{{&f.Admin1, &g.Admin1}, {&f.Place, &g.Place}, {&f.Actor, &g.Actor}, {&f.Outlet, &g.Outlet}, {&f.Article, &g.Article}} {
		if *s.from != "" {
			*s.to = *s.from
		}
	}
	if g.Kinds != nil {
		f.Kinds = g.Kinds
	}
	if g.Types != nil {
		f.Types = g.Types
	}
	if g.Statuses != nil {
		f.Statuses = g.Statuses
	}
	if g.Standings != nil {
		f.Standings = g.Standings
	}
	if g.KilledMin != nil || g.KilledMax != nil {
		f.KilledMin, f.KilledMax = g.KilledMin, g.KilledMax
	}
	if g.Text != "" {
		f.Text, f.says = g.Text, g.says
	}
	f.Background = f.Background || g.Background
	f.Role = g.Role
	return f
}
