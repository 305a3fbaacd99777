package storetest

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"testing"

	"parley"
)

// model is what a store ought to hold, listed in the plainest way.
type model struct {
	records   []*parley.Record
	article   map[string]*parley.Record // by article's ID
	incidents []parley.Incident
	tellings  []parley.Telling
	byEvent   map[string]parley.Telling
}

// fillModel fills a store with an archive, in several batches, and returns what
// it ought to hold then.
func fillModel(t testing.TB, st parley.Store, a Archive) *model {
	t.Helper()
	m := &model{article: map[string]*parley.Record{}, byEvent: map[string]parley.Telling{}}
	var f Filler
	var batch []*parley.Record
	var truth [][]int
	told := map[int][]parley.Telling{}
	add := func() {
		check(t, f.Add(context.Background(), st, batch, truth))
		batch, truth = nil, nil
	}
	for r, numbers := range a.Records() {
		m.records = append(m.records, r)
		m.article[r.Article.ID] = r
		for i, e := range r.Events {
			x := parley.Telling{Event: e, Article: infoOf(r)}
			m.tellings = append(m.tellings, x)
			m.byEvent[e.ID] = x
			told[numbers[i]] = append(told[numbers[i]], x)
		}
		batch, truth = append(batch, r), append(truth, numbers)
		if len(batch) == 37 {
			add()
		}
	}
	if len(batch) > 0 {
		add()
	}
	for n := range f.Incidents {
		m.incidents = append(m.incidents, Sum(told[n]))
	}
	return m
}

// fillSmall fills a store with a small archive.
func fillSmall(t testing.TB, st parley.Store) *model {
	return fillModel(t, st, Archive{Events: 120, Seed: 5})
}

// asked is a filter, and what it says of words as a test of texts.
type asked struct {
	parley.Filter
	says func(title, text string) bool
}

// happened are the values of an event or incident that filters name.
type happened struct {
	kind             parley.EventKind
	typ              parley.EventType
	mode             parley.Mode
	status           parley.Status
	background       bool
	date             *parley.Date
	place            *parley.EventPlace
	sources, targets []parley.Party
	killed           *int
	articles         []string
}

// passes reports whether a happening passes all fields of a filter but those of
// incidents alone.
func (m *model) passes(h happened, f asked) bool {
	var place parley.EventPlace
	if h.place != nil {
		place = *h.place
	}
	var when parley.Period
	if h.date != nil {
		when = h.date.Period
	}
	switch {
	case h.background && !f.Background,
		!f.Period.IsZero() && !when.Overlaps(f.Period),
		!among(f.Countries, place.Country),
		f.Admin1 != "" && lower(f.Admin1) != lower(place.Admin1),
		f.Place != "" && lower(f.Place) != lower(place.Name),
		!among(f.Kinds, h.kind), !among(f.Types, h.typ), !among(f.Modes, h.mode), !among(f.Statuses, h.status),
		f.KilledMin != nil && (h.killed == nil || *h.killed < *f.KilledMin),
		f.KilledMax != nil && (h.killed == nil || *h.killed > *f.KilledMax),
		f.Actor != "" && !m.hasActor(h, f.Filter):
		return false
	}
	return m.toldBy(h.articles, f)
}

// toldBy reports whether articles pass the fields that are about articles: each
// field for at least one of them.
func (m *model) toldBy(articles []string, f asked) bool {
	outlet, article, text := f.Outlet == "", false, false
	for _, id := range articles {
		r := m.article[id]
		outlet = outlet || r.Article.Outlet != nil && lower(*r.Article.Outlet) == lower(f.Outlet)
		if (f.Article == "" || f.Article == id) && (f.says == nil || f.says(*r.Article.Title, r.Article.Text)) {
			article, text = true, true
		}
	}
	return outlet && article && text
}

// hasActor reports whether the actor of a filter stands on the side asked for.
func (m *model) hasActor(h happened, f parley.Filter) bool {
	var list []parley.Party
	if f.Role != parley.RoleTarget {
		list = append(list, h.sources...)
	}
	if f.Role != parley.RoleSource {
		list = append(list, h.targets...)
	}
	sides := m.actorsNamed(f.Actor)
	return slices.ContainsFunc(list, func(p parley.Party) bool { return sides[p.Actor] || sides[p.Side] })
}

// actorsNamed are the IDs of the actors that a filter names: the one that has it
// for its ID, else those with it in their name.
func (m *model) actorsNamed(actor string) map[string]bool {
	ids := map[string]bool{actor: true}
	for _, x := range m.tellings {
		for _, p := range append(slices.Clone(x.Event.Sources), x.Event.Targets...) {
			if p.Actor == actor {
				return map[string]bool{actor: true}
			}
			if strings.Contains(lower(p.Name), lower(actor)) {
				ids[p.Actor] = true
			}
		}
	}
	delete(ids, "")
	return ids
}

// among reports whether v is one of list; an empty list lets all through.
func among[T comparable](list []T, v T) bool { return len(list) == 0 || slices.Contains(list, v) }

// lower is how names are compared here: the archive has plain letters only.
func lower(s string) string { return strings.Join(strings.Fields(strings.ToLower(s)), " ") }

// ofIncident and ofEvent are the values that filters name.
func (m *model) ofIncident(x parley.Incident) happened {
	h := happened{x.Kind, x.Type, x.Mode, x.Status, x.Background, x.Date, x.Place, x.Sources, x.Targets, x.Killed.Best, nil}
	for _, id := range x.Events {
		h.articles = append(h.articles, m.byEvent[id].Article.ID)
	}
	return h
}

func (m *model) ofEvent(x parley.Telling) happened {
	e := x.Event
	h := happened{e.Kind, e.Type, e.Mode, e.Status, e.Background, e.Date, e.Place, e.Sources, e.Targets, nil, []string{x.Article.ID}}
	if e.Killed != nil {
		h.killed = e.Killed.Low
	}
	return h
}

// sorted is an item with what it is sorted by, the least first.
type sorted struct {
	key float64
	id  string
}

func idsOf(list []sorted) []string {
	slices.SortFunc(list, func(a, b sorted) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.id, b.id)) })
	ids := make([]string, len(list))
	for i, x := range list {
		ids[i] = x.id
	}
	return ids
}

// never is the key of what has no day: it comes last.
const never = 1e18

// byDay is the key of a date in an order of days, for which the day of
// publication stands in.
func byDay(order parley.Order, d *parley.Date, reported parley.Day) float64 {
	day := reported.Time()
	if d != nil && !d.To.IsZero() {
		day = d.To
	}
	if d != nil && !d.From.IsZero() {
		day = d.From
	}
	switch {
	case day.IsZero():
		return never
	case order == parley.OrderOldest:
		return float64(day.Unix())
	}
	return -float64(day.Unix())
}

// listIncidents lists incidents as a store ought to.
func (m *model) listIncidents(f asked) []string {
	var list []sorted
	for _, x := range m.incidents {
		if !m.passes(m.ofIncident(x), f) || !among(f.Standings, x.Standing) {
			continue
		}
		key := byDay(f.Order, x.Date, x.FirstReported)
		switch {
		case f.Order == parley.OrderReports:
			key = -float64(x.Families)
		case f.Order == parley.OrderKilled && x.Killed.Best != nil:
			key = -float64(*x.Killed.Best)
		case f.Order == parley.OrderKilled:
			key = 1
		}
		list = append(list, sorted{key, x.ID})
	}
	return idsOf(list)
}

// listEvents lists events as a store ought to.
func (m *model) listEvents(f asked) []string {
	var list []sorted
	for _, x := range m.tellings {
		if m.passes(m.ofEvent(x), f) {
			list = append(list, sorted{byDay(f.Order, x.Event.Date, parley.DayOf(x.Article.Published.From)), x.Event.ID})
		}
	}
	return idsOf(list)
}

// listArticles lists articles as a store ought to: what a filter says of
// happenings must hold for one event of the article.
func (m *model) listArticles(f asked) []string {
	of := f
	of.Period, of.Background = parley.Period{}, f.Background
	any := len(f.Countries)+len(f.Kinds)+len(f.Types)+len(f.Modes)+len(f.Statuses) > 0 || f.Admin1+f.Place+f.Actor != "" ||
		f.KilledMin != nil || f.KilledMax != nil
	var list []sorted
	for _, r := range m.records {
		day := parley.Date{Period: r.Article.Published.Period}
		pass := m.toldBy([]string{r.Article.ID}, f) && (f.Period.IsZero() || day.Overlaps(f.Period))
		if any {
			pass = pass && slices.ContainsFunc(r.Events, func(e parley.Event) bool { return m.passes(m.ofEvent(m.byEvent[e.ID]), of) })
		}
		if pass {
			list = append(list, sorted{byDay(f.Order, &day, ""), r.Article.ID})
		}
	}
	return idsOf(list)
}
