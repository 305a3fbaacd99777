package sqlite

import (
	"context"
	"fmt"
	"strings"
	"time"

	"parley"
	"parley/internal/storetest"
)

// sample is values that one event of the archive has, so that common ones are
// asked for more often.
type sample struct {
	event   parley.Event
	outlet  string
	article string
	word    string
}

// sampled returns samples of the archive that the benchmark fills stores with.
func sampled() []sample {
	var list []sample
	for r := range storetest.Events(2000, 1) {
		words := strings.Fields(r.Article.Text)
		for i, e := range r.Events {
			if e.Place == nil || e.Date == nil || e.Date.From.IsZero() || e.Place.Admin1 == "" {
				continue
			}
			list = append(list, sample{e, *r.Article.Outlet, r.Article.ID, strings.Trim(words[(len(list)*7+i)%len(words)], ".,-")})
		}
	}
	return list
}

// month is the period of a sample's month, moved to any of the archive's years.
func (s sample) month() parley.Period {
	from := s.event.Date.From.AddDate(len(s.word)+s.event.Date.From.Day()%3, int(s.event.ID[3])%12, 0)
	return parley.Period{From: from, To: from.AddDate(0, 1, -1)}
}

// years is a period of two years.
func (s sample) years() parley.Period {
	from := s.month().From
	return parley.Period{From: from, To: from.AddDate(2, 0, 0)}
}

func ptr[T any](v T) *T { return &v }

// narrowed is a filter with a name.
type narrowed struct {
	name   string
	filter func(s sample) parley.Filter
}

// filters are the filters that lists of happenings are asked with.
func filters() []narrowed {
	type f = parley.Filter
	return []narrowed{
		{"all", func(s sample) f { return f{} }},
		{"period", func(s sample) f { return f{Period: s.month()} }},
		{"country", func(s sample) f { return f{Countries: []string{s.event.Place.Country}} }},
		{"country+period", func(s sample) f { return f{Countries: []string{s.event.Place.Country}, Period: s.month()} }},
		{"admin1", func(s sample) f { return f{Admin1: s.event.Place.Admin1} }},
		{"place", func(s sample) f { return f{Place: strings.ToUpper(s.event.Place.Name)} }},
		{"type", func(s sample) f { return f{Types: []parley.EventType{s.event.Type}} }},
		{"mode", func(s sample) f { return f{Modes: []parley.Mode{s.event.Mode}} }},
		{"rare mode", func(s sample) f { return f{Modes: []parley.Mode{"unconventional"}} }},
		{"type+country", func(s sample) f {
			return f{Types: []parley.EventType{s.event.Type}, Countries: []string{s.event.Place.Country}}
		}},
		{"rare mode+country", func(s sample) f {
			return f{Modes: []parley.Mode{"unconventional"}, Countries: []string{s.event.Place.Country}}
		}},
		{"status", func(s sample) f { return f{Statuses: []parley.Status{parley.Denied}} }},
		{"no such status", func(s sample) f { return f{Statuses: []parley.Status{parley.Demanded}} }},
		{"standing", func(s sample) f { return f{Standings: []parley.Standing{parley.Contested}} }},
		{"standing+country", func(s sample) f {
			return f{Standings: []parley.Standing{parley.Agreed}, Countries: []string{s.event.Place.Country}}
		}},
		{"actor", func(s sample) f { return f{Actor: s.event.Sources[0].Actor} }},
		{"part of name", func(s sample) f { return f{Actor: s.event.Sources[0].Name[1:6]} }},
		{"actor+period", func(s sample) f { return f{Actor: s.event.Sources[0].Actor, Period: s.years()} }},
		{"actor as target", func(s sample) f { return f{Actor: s.event.Targets[0].Actor, Role: parley.RoleTarget} }},
		{"killed 10", func(s sample) f { return f{KilledMin: ptr(10)} }},
		{"killed 100", func(s sample) f { return f{KilledMin: ptr(100)} }},
		{"killed 10+country", func(s sample) f { return f{KilledMin: ptr(10), Countries: []string{s.event.Place.Country}} }},
		{"outlet", func(s sample) f { return f{Outlet: s.outlet} }},
		{"outlet+country", func(s sample) f { return f{Outlet: s.outlet, Countries: []string{s.event.Place.Country}} }},
		{"outlet+period", func(s sample) f { return f{Outlet: s.outlet, Period: s.month()} }},
		{"text", func(s sample) f { return f{Text: `"` + s.word + `"`} }},
		{"two words", func(s sample) f { return f{Text: `"` + s.word + `" "` + s.event.Place.Name + `"`} }},
		{"text+country", func(s sample) f { return f{Text: `"` + s.word + `"`, Countries: []string{s.event.Place.Country}} }},
		{"article", func(s sample) f { return f{Article: s.article} }},
		{"background", func(s sample) f { return f{Background: true} }},
	}
}

// question is one thing to ask a store.
type question struct {
	name string
	ask  func(ctx context.Context, st *Store, s sample) error
}

// questions are all that the benchmark asks.
func questions() []question {
	var list []question
	for _, x := range filters() {
		for _, o := range []parley.Order{parley.OrderNewest, parley.OrderOldest, parley.OrderKilled, parley.OrderReports} {
			list = append(list, question{"incidents/" + x.name + "/" + string(o), func(ctx context.Context, st *Store, s sample) error {
				f := x.filter(s)
				f.Order = o
				_, err := st.Incidents(ctx, f)
				return err
			}})
		}
		list = append(list, question{"incidents/" + x.name + "/page 3 by killed", func(ctx context.Context, st *Store, s sample) error {
			return third(ctx, st, x.filter(s))
		}}, question{"events/" + x.name, func(ctx context.Context, st *Store, s sample) error {
			_, err := st.Events(ctx, x.filter(s))
			return err
		}}, question{"articles/" + x.name, func(ctx context.Context, st *Store, s sample) error {
			_, err := st.Articles(ctx, x.filter(s))
			return err
		}}, question{"daily/" + x.name, func(ctx context.Context, st *Store, s sample) error {
			f := x.filter(s)
			f.Period = s.years()
			_, err := st.Daily(ctx, f)
			return err
		}})
		for _, by := range []parley.By{parley.ByWeek, parley.ByCountry, parley.ByAdmin1, parley.ByType, parley.ByActor} {
			list = append(list, question{"count by " + string(by) + "/" + x.name, func(ctx context.Context, st *Store, s sample) error {
				_, err := st.Count(ctx, x.filter(s), by)
				return err
			}})
		}
	}
	return append(list, others()...)
}

// third asks for the first page, which does not count, and then the next.
func third(ctx context.Context, st *Store, f parley.Filter) error {
	f.Order, f.Limit = parley.OrderKilled, 50
	page, err := st.Incidents(ctx, f)
	if err != nil || page.Next == "" {
		return err
	}
	f.After = page.Next
	_, err = st.Incidents(ctx, f)
	return err
}

// others are the questions that take few filters.
func others() []question {
	list := []question{
		{"sums", func(ctx context.Context, st *Store, s sample) error { _, err := st.Sums(ctx); return err }},
		{"coverage/all", func(ctx context.Context, st *Store, s sample) error {
			_, err := st.Coverage(ctx, parley.Filter{})
			return err
		}},
		{"coverage/outlet", func(ctx context.Context, st *Store, s sample) error {
			_, err := st.Coverage(ctx, parley.Filter{Outlet: s.outlet, Period: s.years()})
			return err
		}},
		{"articles/English", func(ctx context.Context, st *Store, s sample) error {
			_, err := st.Articles(ctx, parley.Filter{Languages: []string{"en"}})
			return err
		}},
		{"actors/all", func(ctx context.Context, st *Store, s sample) error {
			_, err := st.Actors(ctx, parley.Filter{})
			return err
		}},
		{"actors/name", func(ctx context.Context, st *Store, s sample) error {
			_, err := st.Actors(ctx, parley.Filter{Actor: s.event.Sources[0].Name[:4]})
			return err
		}},
		{"one actor", func(ctx context.Context, st *Store, s sample) error {
			_, err := st.Actor(ctx, s.event.Sources[0].Actor)
			return err
		}},
	}
	for name, text := range map[string]func(s sample) string{
		"word":   func(s sample) string { return `"` + s.word + `"` },
		"names":  func(s sample) string { return s.event.Place.Name + " " + s.event.Sources[0].Name },
		"phrase": func(s sample) string { return `"` + s.event.Sources[0].Name + `"` },
		"begin":  func(s sample) string { return s.event.Place.Name[:3] + "*" },
		"not":    func(s sample) string { return fmt.Sprintf("%s -bombed", s.event.Place.Name) },
	} {
		list = append(list, question{"search/" + name, func(ctx context.Context, st *Store, s sample) error {
			_, err := st.Search(ctx, parley.Filter{Text: text(s)})
			return err
		}}, question{"search/" + name + "+year", func(ctx context.Context, st *Store, s sample) error {
			from := time.Date(2016, 1, 1, 0, 0, 0, 0, time.UTC)
			_, err := st.Search(ctx, parley.Filter{Text: text(s), Period: parley.Period{From: from, To: from.AddDate(1, 0, 0)}})
			return err
		}}, question{"search/" + name + "+English", func(ctx context.Context, st *Store, s sample) error {
			_, err := st.Search(ctx, parley.Filter{Text: text(s), Languages: []string{"en"}})
			return err
		}})
	}
	return list
}
