package storetest

import (
	"context"
	"errors"
	"slices"
	"testing"

	"parley"
)

// runListings runs the suite of lists, counts and searches.
func runListings(t *testing.T, open func(t testing.TB) parley.Store) {
	for _, topic := range []struct {
		name string
		run  func(t *testing.T, st parley.Store)
	}{
		{"listings of an archive", listArchive},
		{"listings by hand", listByHand},
		{"incidents change", incidentsChange},
		{"new rows between pages", pagesStand},
		{"filters without sense", senselessFilters},
		{"members lead to their incident", membersLead},
		{"counts", counts},
		{"counts follow changes", countsFollow},
		{"coverage", coverage},
		{"sums", sums},
		{"actors", actors},
		{"actors change", actorsChange},
		{"the ledger", ledger},
		{"undertakings change", undertakingsChange},
		{"what people settled", settling},
		{"agreements and talks", deals},
		{"search", search},
		{"searches stand", searchesStand},
		{"odd searches", oddSearches},
		{"lists within a transaction", listsWithin},
		{"clear what was made", clearMade},
		{"languages", languages},
	} {
		t.Run(topic.name, func(t *testing.T) {
			st := open(t)
			defer func() { check(t, st.Close()) }()
			topic.run(t, st)
		})
	}
}

// lister is one listing, its items as IDs.
type lister func(ctx context.Context, f parley.Filter) (ids []string, next string, err error)

// listerOf makes a lister of a listing.
func listerOf[T any](list func(context.Context, parley.Filter) (parley.Page[T], error), id func(T) string) lister {
	return func(ctx context.Context, f parley.Filter) ([]string, string, error) {
		p, err := list(ctx, f)
		ids := make([]string, len(p.Items))
		for i, x := range p.Items {
			ids[i] = id(x)
		}
		return ids, p.Next, err
	}
}

func listIncidents(st parley.IncidentReader) lister {
	return listerOf(st.Incidents, func(x parley.Incident) string { return x.ID })
}

func listEvents(st parley.IncidentReader) lister {
	return listerOf(st.Events, func(x parley.Telling) string { return x.Event.ID })
}

func listArticles(st parley.ArticleReader) lister {
	return listerOf(st.Articles, func(x parley.ArticleInfo) string { return x.ID })
}

func listUndertakings(st parley.LedgerReader) lister {
	return listerOf(st.Undertakings, func(x parley.Undertaking) string { return x.ID })
}

// walked goes through all pages of a listing.
func walked(t testing.TB, list lister, f parley.Filter, limit int) []string {
	t.Helper()
	ctx := context.Background()
	all := []string{}
	f.Limit = limit
	for range 10_000 {
		ids, next, err := list(ctx, f)
		if err != nil {
			t.Fatalf("%+v: %v", f, err)
		}
		if len(ids) > limit {
			t.Fatalf("%+v gives %d items", f, len(ids))
		}
		all = append(all, ids...)
		if next == "" {
			return all
		}
		if len(ids) == 0 {
			t.Fatalf("%+v: an empty page with a next one", f)
		}
		f.After = next
	}
	t.Fatalf("%+v: pages without end", f)
	return nil
}

// gives fails unless a listing gives these items, page by page and in one page.
func gives(t testing.TB, what string, list lister, f parley.Filter, want []string) {
	t.Helper()
	if want == nil {
		want = []string{}
	}
	for _, limit := range []int{1000, max(3, len(want)/4)} {
		got := walked(t, list, f, limit)
		if !slices.Equal(got, want) {
			t.Fatalf("%s, pages of %d, filter %+v:\n got %d %q\nwant %d %q", what, limit, f, len(got), got, len(want), want)
		}
	}
}

// senselessFilters are refused with ErrQuery by each listing that reads them.
func senselessFilters(t *testing.T, st parley.Store) {
	fillSmall(t, st)
	ctx := context.Background()
	first := must[parley.Page[parley.Incident]](t)(st.Incidents(ctx, parley.Filter{Limit: 1}))
	other := must[parley.Page[parley.Telling]](t)(st.Events(ctx, parley.Filter{Limit: 1}))
	if first.Next == "" || other.Next == "" {
		t.Fatal("one page holds all")
	}
	backwards := parley.Period{From: onDay("2020-02-02"), To: onDay("2020-02-01")}
	for name, f := range map[string]parley.Filter{
		"no cursor":              {After: "nonsense"},
		"cursor of events":       {After: other.Next},
		"cursor of another kind": {After: first.Next, Types: []parley.EventType{parley.Assault}},
		"cursor of no bytes":     {After: "!!"},
		"unknown order":          {Order: "tallest"},
		"another's order":        {Order: parley.OrderDue},
		"backwards":              {Period: backwards},
		"no role":                {Role: "bystander"},
		"less than none":         {Limit: -1},
		"bounds crossed":         {KilledMin: pointer(5), KilledMax: pointer(4)},
		"words of nothing":       {Text: ` "" - `},
	} {
		if _, err := st.Incidents(ctx, f); !errors.Is(err, parley.ErrQuery) {
			t.Errorf("%s: %v, not ErrQuery", name, err)
		}
	}
	for name, ask := range map[string]func() error{
		"count by colour": func() error { _, err := st.Count(ctx, parley.Filter{}, "colour"); return err },
		"daily of always": func() error { _, err := st.Daily(ctx, parley.Filter{}); return err },
		"daily half open": func() error {
			_, err := st.Daily(ctx, parley.Filter{Period: parley.Period{From: onDay("2020-01-01")}})
			return err
		},
		"ledger by killed": func() error { _, err := st.Undertakings(ctx, parley.Filter{Order: parley.OrderKilled}); return err },
		"due backwards":    func() error { _, err := st.Undertakings(ctx, parley.Filter{Due: backwards}); return err },
		"articles by rank": func() error { _, err := st.Articles(ctx, parley.Filter{Order: parley.OrderRank}); return err },
		"search for none":  func() error { _, err := st.Search(ctx, parley.Filter{}); return err },
		"search cursor":    func() error { _, err := st.Search(ctx, parley.Filter{Text: "town", After: first.Next}); return err },
		"actors cursor":    func() error { _, err := st.Actors(ctx, parley.Filter{After: first.Next}); return err },
		"talks cursor":     func() error { _, err := st.Talks(ctx, parley.Filter{After: first.Next}); return err },
	} {
		if err := ask(); !errors.Is(err, parley.ErrQuery) {
			t.Errorf("%s: %v, not ErrQuery", name, err)
		}
	}
	if _, err := st.Incidents(ctx, parley.Filter{After: first.Next, Limit: 50}); err != nil {
		t.Errorf("another limit on the next page: %v", err)
	}
}
