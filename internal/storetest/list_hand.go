package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"parley"
)

// incident is a plain incident of one event of its own record, on a day.
func incident(event, day string, change func(*parley.Incident)) parley.Incident {
	x := parley.Incident{ID: "i-" + event, Kind: parley.Violence, Type: parley.Assault, Mode: parley.ModeFirearms, Status: parley.Happened,
		Standing: parley.Unconfirmed, Title: "Shots", Place: &parley.EventPlace{Name: "Ostara", Country: "XAA", Admin1: "Vel"},
		Sources: []parley.Party{{Actor: "red", Name: "Red Front", Kind: "group", Text: "the Reds"}},
		Targets: []parley.Party{{Actor: "blue", Name: "Blue Guard", Kind: "group", Text: "guards"}},
		Killed:  parley.Estimate{Low: pointer(1), Best: pointer(2), High: pointer(3)}, Events: []string{event}, Articles: 1, Outlets: 1, Families: 1,
		FirstReported: "2020-06-01", LastReported: "2020-06-01"}
	if day != "" {
		x.Date = dated(day)
	}
	if change != nil {
		change(&x)
	}
	return x
}

// putIncidents writes incidents.
func putIncidents(t testing.TB, st parley.Store, gone []string, list ...parley.Incident) {
	t.Helper()
	update(t, st, func(tx parley.Tx) error { return tx.PutIncidents(context.Background(), list, gone) })
}

// lasting is a date between two days; an empty one is an open end.
func lasting(from, to string) *parley.Date {
	return &parley.Date{Period: parley.Period{From: onDay(from), To: onDay(to)}}
}

// listByHand looks at what no archive has: open dates, odd names, ties.
func listByHand(t *testing.T, st parley.Store) {
	at := func(name, admin1 string) func(*parley.Incident) {
		return func(x *parley.Incident) { x.Place = &parley.EventPlace{Name: name, Country: "XAB", Admin1: admin1} }
	}
	when := func(d *parley.Date) func(*parley.Incident) { return func(x *parley.Incident) { x.Date = d } }
	putIncidents(t, st, nil,
		incident("since", "", when(lasting("2019-01-10", ""))),
		incident("until", "", when(lasting("", "2019-03-10"))),
		incident("long", "", when(lasting("2010-01-01", "2021-12-31"))),
		incident("undated", "", nil),
		incident("never", "", func(x *parley.Incident) { x.FirstReported, x.LastReported = "", "" }),
		incident("accents", "2019-05-01", at("São  Bëlo", "Ñandú")),
		incident("placeless", "2019-05-02", func(x *parley.Incident) { x.Place = nil }),
		incident("old", "1901-02-03", nil),
		incident("b-tie", "2019-06-01", nil),
		incident("a-tie", "2019-06-01", nil),
		incident("A-tie", "2019-06-01", nil),
		incident("~tie", "2019-06-01", nil),
	)
	list := listIncidents(st)
	day := func(from, to string) parley.Period { return parley.Period{From: onDay(from), To: onDay(to)} }
	ids := func(names ...string) []string {
		for i := range names {
			names[i] = "i-" + names[i]
		}
		return names
	}
	gives(t, "newest", list, parley.Filter{}, ids("undated", "A-tie", "a-tie", "b-tie", "~tie", "placeless", "accents", "until", "since", "long", "old", "never"))
	gives(t, "oldest", list, parley.Filter{Order: parley.OrderOldest},
		ids("old", "long", "since", "until", "accents", "placeless", "A-tie", "a-tie", "b-tie", "~tie", "undated", "never"))
	gives(t, "ties of killed", list, parley.Filter{Order: parley.OrderKilled},
		ids("A-tie", "a-tie", "accents", "b-tie", "long", "never", "old", "placeless", "since", "undated", "until", "~tie"))
	gives(t, "a day before", list, parley.Filter{Period: day("2015-01-01", "2015-01-01")}, ids("until", "long"))
	gives(t, "a day in between", list, parley.Filter{Period: day("2019-03-10", "2019-03-10")}, ids("until", "since", "long"))
	gives(t, "a day after", list, parley.Filter{Period: day("2030-01-01", "2030-01-01")}, ids("since"))
	gives(t, "up to", list, parley.Filter{Period: parley.Period{To: onDay("1901-02-03")}}, ids("until", "old"))
	gives(t, "case and accents", list, parley.Filter{Place: "SAO BELO"}, ids("accents"))
	gives(t, "admin1", list, parley.Filter{Admin1: "nandu"}, ids("accents"))
	gives(t, "part of a place", list, parley.Filter{Place: "Belo"}, nil)
	gives(t, "no country", list, parley.Filter{Countries: []string{""}}, ids("placeless"))
	if _, err := st.Incident(context.Background(), "i-nobody"); !errors.Is(err, parley.ErrNotFound) {
		t.Errorf("Incident: %v, not ErrNotFound", err)
	}
	if _, err := st.Incident(context.Background(), "since"); !errors.Is(err, parley.ErrNotFound) {
		t.Errorf("Incident without a prefix: %v, not ErrNotFound", err)
	}
}

// incidentsChange writes incidents over others and drops some.
func incidentsChange(t *testing.T, st parley.Store) {
	ctx := context.Background()
	putIncidents(t, st, nil, incident("a", "2020-01-01", nil), incident("b", "2020-01-02", nil), incident("c", "2020-01-03", nil))
	moved := incident("a", "2021-07-01", func(x *parley.Incident) {
		x.Place = &parley.EventPlace{Name: "Tarn", Country: "XAC"}
		x.Killed = parley.Estimate{Low: pointer(9), Best: pointer(9), High: pointer(9)}
		x.Standing = parley.Agreed
	})
	putIncidents(t, st, []string{"i-b", "i-never-there"}, moved)
	same(t, "incident", must[parley.Incident](t)(st.Incident(ctx, "i-a")), moved)
	if _, err := st.Incident(ctx, "i-b"); !errors.Is(err, parley.ErrNotFound) {
		t.Errorf("an incident that is gone: %v", err)
	}
	list := listIncidents(st)
	gives(t, "all", list, parley.Filter{}, []string{"i-a", "i-c"})
	gives(t, "where it was", list, parley.Filter{Countries: []string{"XAA"}}, []string{"i-c"})
	gives(t, "where it is", list, parley.Filter{Place: "tarn"}, []string{"i-a"})
	gives(t, "how many", list, parley.Filter{KilledMin: pointer(9)}, []string{"i-a"})
	gives(t, "standing", list, parley.Filter{Standings: []parley.Standing{parley.Agreed}}, []string{"i-a"})
	for range 3 { // the same again changes nothing
		putIncidents(t, st, nil, moved)
	}
	gives(t, "again", list, parley.Filter{}, []string{"i-a", "i-c"})
	same(t, "sums", must[parley.Sums](t)(st.Sums(ctx)).Incidents, 2)
	putIncidents(t, st, []string{"i-a", "i-c"})
	gives(t, "none", list, parley.Filter{}, nil)
}

// pagesStand adds rows between pages: what was on one page is on no other.
func pagesStand(t *testing.T, st parley.Store) {
	ctx := context.Background()
	for _, o := range []parley.Order{parley.OrderNewest, parley.OrderOldest, parley.OrderKilled, parley.OrderReports} {
		seen := map[string]bool{}
		f := parley.Filter{Order: o, Limit: 4}
		for page := range 10 {
			var more []parley.Incident
			for k := range 6 {
				n := page*6 + k
				more = append(more, incident(fmt.Sprintf("%s-%02x", o[:3], n*37%128), fmt.Sprintf("2020-%02d-%02d", 1+n%5, 1+n%7), func(x *parley.Incident) {
					x.Killed.Best = pointer(n % 4)
					x.Families = n % 3
				}))
			}
			putIncidents(t, st, nil, more...)
			p := must[parley.Page[parley.Incident]](t)(st.Incidents(ctx, f))
			for _, x := range p.Items {
				if seen[x.ID] {
					t.Errorf("by %s, page %d: %s again", o, page, x.ID)
				}
				seen[x.ID] = true
			}
			if f.After = p.Next; p.Next == "" {
				break
			}
		}
		if len(seen) < 6 {
			t.Errorf("by %s: %d items in all", o, len(seen))
		}
	}
}

// membersLead finds incidents by the events that they hold.
func membersLead(t *testing.T, st parley.Store) {
	ctx := context.Background()
	m := fillSmall(t, st)
	several := 0
	for _, x := range m.incidents {
		if len(x.Events) > 1 {
			several++
		}
		for _, e := range x.Events {
			same(t, "incident of "+e, must[parley.Incident](t)(st.Incident(ctx, "i-"+e)), x)
		}
	}
	if several < 10 {
		t.Errorf("only %d incidents have several events", several)
	}
}

// listsWithin reads within a transaction what it has written.
func listsWithin(t *testing.T, st parley.Store) {
	ctx := context.Background()
	update(t, st, func(tx parley.Tx) error {
		for i := range 3 {
			if _, err := tx.PutRecord(ctx, record(fmt.Sprintf("a%d", i), "2020-03-05")); err != nil {
				return err
			}
			id := fmt.Sprintf("a%d-e1", i)
			if err := tx.PutIncidents(ctx, []parley.Incident{incident(id, "2020-03-05", nil)}, nil); err != nil {
				return err
			}
			if n := len(must[parley.Page[parley.Incident]](t)(tx.Incidents(ctx, parley.Filter{})).Items); n != i+1 {
				t.Errorf("after %d incidents, %d are listed", i+1, n)
			}
			if n := len(must[parley.Page[parley.Telling]](t)(tx.Events(ctx, parley.Filter{Outlet: "the test post"})).Items); n != i+1 {
				t.Errorf("after %d records, %d events are listed", i+1, n)
			}
		}
		return nil
	})
	stop := errors.New("stop")
	if err := st.Update(ctx, func(tx parley.Tx) error {
		if err := tx.PutIncidents(ctx, nil, []string{"i-a0-e1"}); err != nil {
			return err
		}
		must[parley.Page[parley.Incident]](t)(tx.Incidents(ctx, parley.Filter{}))
		return stop
	}); !errors.Is(err, stop) {
		t.Fatal(err)
	}
	gives(t, "after what was given up", listIncidents(st), parley.Filter{}, []string{"i-a0-e1", "i-a1-e1", "i-a2-e1"})
}

// clearMade forgets incidents and undertakings, and the figures with them.
func clearMade(t *testing.T, st parley.Store) {
	ctx := context.Background()
	m := fillSmall(t, st)
	update(t, st, func(tx parley.Tx) error {
		return errors.Join(tx.PutUndertakings(ctx, []parley.Undertaking{undertaking("c1", nil)}, nil, nil),
			tx.Clear(ctx, parley.Incidents))
	})
	gives(t, "incidents", listIncidents(st), parley.Filter{}, nil)
	same(t, "cells", must[[]parley.Cell](t)(st.Count(ctx, parley.Filter{}, parley.ByType)), []parley.Cell{})
	list := must[parley.Page[parley.ActorInfo]](t)(st.Actors(ctx, parley.Filter{}))
	if len(list.Items) != 2 || list.Items[0].AsSource != 0 || list.Items[0].First != "" {
		t.Errorf("actors of the undertaking alone: %+v", list.Items)
	}
	update(t, st, func(tx parley.Tx) error { return tx.Clear(ctx, parley.Undertakings) })
	gives(t, "undertakings", listUndertakings(st), parley.Filter{}, nil)
	same(t, "sums", must[parley.Sums](t)(st.Sums(ctx)), parley.Sums{Articles: len(m.records), Families: len(m.records), Events: len(m.tellings),
		Languages: map[string]int{"en": len(m.records)}})
	putIncidents(t, st, nil, m.incidents...)
	want := slices.Clone(m.listIncidents(asked{}))
	gives(t, "incidents again", listIncidents(st), parley.Filter{}, want)
}
