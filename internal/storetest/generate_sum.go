package storetest

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"parley"
)

// Sum makes the incident of events that are known to tell one happening, in
// order of publication. It sums up roughly: internal/resolve does it with care.
func Sum(tellings []parley.Telling) parley.Incident {
	first := tellings[0]
	e := first.Event
	x := parley.Incident{ID: "i-" + e.ID, Kind: e.Kind, Type: e.Type, Mode: e.Mode, Status: e.Status, Standing: parley.Unconfirmed,
		Background: true, Date: e.Date, Place: e.Place, Sources: e.Sources, Targets: e.Targets, CAMEO: e.CAMEO, Goldstein: e.Goldstein,
		FirstReported: parley.DayOf(first.Article.Published.From)}
	outlets, articles := map[string]bool{}, map[string]bool{}
	for _, t := range tellings {
		e := t.Event
		x.Background, x.Aggregate = x.Background && e.Background, x.Aggregate || e.Aggregate
		if x.Date == nil {
			x.Date = e.Date
		}
		if x.Place == nil {
			x.Place = e.Place
		}
		x.Events = append(x.Events, e.ID)
		outlets[t.Article.Outlet], articles[t.Article.ID] = true, true
		x.LastReported = max(x.LastReported, parley.DayOf(t.Article.Published.From))
		x.Killed = widen(x.Killed, e.Killed)
	}
	x.Articles, x.Outlets, x.Families = len(articles), len(outlets), len(outlets)
	switch {
	case x.Killed.Low != nil && *x.Killed.Low != *x.Killed.High:
		x.Standing = parley.Contested
	case x.Families > 1:
		x.Standing = parley.Agreed
	}
	x.Title = string(x.Type)
	if x.Place != nil {
		x.Title += " in " + x.Place.Name
	}
	return x
}

// widen takes a figure into an estimate; the latest is the best.
func widen(x parley.Estimate, r *parley.Range) parley.Estimate {
	if r == nil {
		return x
	}
	low, high := *r.Low, *r.High
	if x.Low != nil {
		low, high = min(low, *x.Low), max(high, *x.High)
	}
	return parley.Estimate{Low: &low, Best: r.Low, High: &high, Rule: "latest"}
}

// Filler fills stores with archives whose happenings are known: what the coder
// and the grouping would make of them is made from the truth.
type Filler struct {
	// told holds the tellings of happenings that may be told again.
	told map[int][]parley.Telling
	// Incidents counts the happenings met so far.
	Incidents int
}

// Add puts a batch of records into a store with the incidents that they change,
// in one transaction; truth has the happenings of each record's events.
func (f *Filler) Add(ctx context.Context, st parley.Store, records []*parley.Record, truth [][]int) error {
	if f.told == nil {
		f.told = map[int][]parley.Telling{}
	}
	changed := map[int]bool{}
	for i, r := range records {
		info := infoOf(r)
		for k, e := range r.Events {
			n := truth[i][k]
			if f.told[n] == nil {
				f.Incidents++
			}
			f.told[n] = append(f.told[n], parley.Telling{Event: e, Article: info})
			changed[n] = true
		}
	}
	var incidents []parley.Incident
	var nodes []parley.Node
	groups := map[string]string{}
	for _, n := range slices.Sorted(maps.Keys(changed)) {
		x := Sum(f.told[n])
		incidents = append(incidents, x)
		for _, t := range f.told[n] {
			groups[t.Event.ID] = x.ID
			nodes = append(nodes, parley.Node{ID: t.Event.ID, Order: t.Article.ID})
		}
	}
	if err := st.Update(ctx, func(tx parley.Tx) error {
		for _, r := range records {
			if added, err := tx.PutRecord(ctx, r); err != nil || !added {
				return fmt.Errorf("record %s: added %t, %w", r.Article.ID, added, err)
			}
		}
		if err := tx.PutNodes(ctx, parley.Incidents, nodes); err != nil {
			return err
		}
		if err := tx.SetGroups(ctx, parley.Incidents, groups); err != nil {
			return err
		}
		return tx.PutIncidents(ctx, incidents, nil)
	}); err != nil {
		return err
	}
	f.forget(records[len(records)-1])
	return nil
}

// forget drops happenings that nobody tells any more.
func (f *Filler) forget(last *parley.Record) {
	for n, list := range f.told {
		if last.Article.Published.From.Sub(list[0].Article.Published.From).Hours() > 24*2*delays {
			delete(f.told, n)
		}
	}
}

// infoOf is an article as lists show it, in no group.
func infoOf(r *parley.Record) parley.ArticleInfo {
	a := &r.Article
	x := parley.ArticleInfo{ID: a.ID, Ref: a.Ref, Language: a.Language, Published: a.Published, Family: "f-" + a.ID, Story: "s-" + a.ID,
		Events: len(r.Events), Commitments: len(r.Commitments)}
	if a.Outlet != nil {
		x.Outlet = *a.Outlet
	}
	if a.Title != nil {
		x.Title = *a.Title
	}
	return x
}
