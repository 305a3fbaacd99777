package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley"
)

// written is a record of an article with nothing but its words.
func written(id, day, title, text string) *parley.Record {
	r := bareRecord(id)
	r.Article.Title, r.Article.Text, r.Article.Outlet = pointer(title), text, pointer("The Word")
	if day != "" {
		r.Article.Published = parley.PublishedDate{Period: parley.Period{From: onDay(day), To: onDay(day)}, Basis: "input"}
	}
	return r
}

// found lists the articles that a search finds.
func found(st parley.ArticleReader) lister {
	return listerOf(st.Search, func(h parley.Hit) string { return h.Article.ID })
}

// search looks for words.
func search(t *testing.T, st parley.Store) {
	ctx := context.Background()
	long := strings.Repeat("Nothing happened on this quiet day at all. ", 20)
	put(t, st,
		written("a", "2020-01-01", "Quiet week", long+"Then a drone struck the depot of General Peña. "+long),
		written("b", "2020-01-02", "Drone over Tarn", "A truce was signed. Prisoners are to be freed."),
		written("c", "2020-01-03", "Market day", "The drones were sold. A drone is a bee, a drone is a drone."),
		written("d", "", "Truce", "Signed, they said: \"the truce\"; prisoners' wives wept."),
		record("e", "2020-03-05"))
	for query, want := range map[string][]string{
		"drone": {"b", "c", "a"}, "DRONE": {"b", "c", "a"}, "drone*": {"b", "c", "a"}, "drones": {"c"}, "drone tarn": {"b"}, "pena": {"a"}, "Peña": {"a"}, "PENA drone": {"a"},
		`"truce was signed"`: {"b"}, `"signed truce"`: {}, "truce -tarn": {"d"}, "truce OR market -signed": {"c"}, `truce -"was signed"`: {"d"},
		"drone truce": {"b"}, "depot OR bee": {"c", "a"}, "wives prisoners": {"d"}, "prisoners' wives": {"d"}, "missing": {}, "quiet* pe*": {"a"}, "or": {}, "AND": {},
		`"drone`: {"b", "c", "a"}, "title:drone": {}, "drone)": {"b", "c", "a"}, "NEAR(drone depot)": {}, "gunmen kunduz": {"e"}, `dro"market day"`: {},
	} {
		got := walked(t, found(st), parley.Filter{Text: query}, 1000)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s finds %q, not %q", query, got, want)
		}
	}
	gives(t, "by rank", found(st), parley.Filter{Text: "drone"}, []string{"b", "c", "a"})
	gives(t, "by day", found(st), parley.Filter{Text: "drone OR truce", Order: parley.OrderNewest}, []string{"c", "b", "a", "d"})
	gives(t, "period", found(st), parley.Filter{Text: "drone", Period: parley.Period{From: onDay("2020-01-02")}}, []string{"b", "c"})
	gives(t, "outlet", found(st), parley.Filter{Text: "killing OR drone", Outlet: "THE TEST POST"}, []string{"e"})
	gives(t, "article", found(st), parley.Filter{Text: "drone", Article: "c"}, []string{"c"})
	gives(t, "country of an event", found(st), parley.Filter{Text: "killing OR drone", Countries: []string{"AFG"}}, []string{"e"})
	hit := must[parley.Page[parley.Hit]](t)(st.Search(ctx, parley.Filter{Text: `drone "general pena"`})).Items[0]
	if !strings.Contains(hit.Snippet, "a «drone» struck the depot of «General» «Peña».") || len(hit.Snippet) > 400 {
		t.Errorf("snippet: %s", hit.Snippet)
	}
	if hit := must[parley.Page[parley.Hit]](t)(st.Search(ctx, parley.Filter{Text: "tarn"})).Items[0]; hit.Snippet != "A truce was signed. Prisoners are to be freed." {
		t.Errorf("snippet of a title: %s", hit.Snippet)
	}
	update(t, st, func(tx parley.Tx) error {
		return errors.Join(tx.PutNodes(ctx, parley.Incidents, []parley.Node{node("e-e1"), node("e-e2")}),
			tx.SetGroups(ctx, parley.Incidents, map[string]string{"e-e1": "i-e-e1", "e-e2": "i-e-e2"}))
	})
	same(t, "incidents of a hit", must[parley.Page[parley.Hit]](t)(st.Search(ctx, parley.Filter{Text: "gunmen"})).Items[0].Incidents, []string{"i-e-e1", "i-e-e2"})
	_, info, err := st.Article(ctx, "e")
	check(t, err)
	same(t, "article of a hit", must[parley.Page[parley.Hit]](t)(st.Search(ctx, parley.Filter{Text: "gunmen"})).Items[0].Article, info)
}

// searchesStand adds articles between the pages of a search.
func searchesStand(t *testing.T, st parley.Store) {
	ctx := context.Background()
	add := func(n int) {
		put(t, st, written(fmt.Sprintf("s%02x", n*29%128), "2020-01-01", "Note", strings.Repeat("a drone flew. ", 1+n%5)+strings.Repeat("dull words. ", n%7)))
	}
	for n := range 30 {
		add(n)
	}
	seen := map[string]bool{}
	f := parley.Filter{Text: "drone", Limit: 7}
	for n := 30; n < 60; n += 3 {
		p := must[parley.Page[parley.Hit]](t)(st.Search(ctx, f))
		for _, h := range p.Items {
			if seen[h.Article.ID] {
				t.Errorf("%s again", h.Article.ID)
			}
			seen[h.Article.ID] = true
		}
		if f.After = p.Next; p.Next == "" {
			break
		}
		add(n)
	}
	if len(seen) != 30 {
		t.Errorf("%d of the 30 articles that were there", len(seen))
	}
}

// oddSearches asks for what is no query, or looks like another language's.
func oddSearches(t *testing.T, st parley.Store) {
	ctx := context.Background()
	put(t, st, written("a", "2020-01-01", "Drone", "A drone."))
	for _, query := range []string{"", " ", "*", `"`, `""`, `"""`, "-", "--", "-drone", "OR", "drone OR", "OR drone", "drone OR OR drone", "drone OR -a", "()", "{a b}: c",
		"^drone", "a + b", "a:b", "NOT drone", "drone NOT", "NEAR", "NEAR(", `"a" "`, "\x00", "dr\x00one", "\xff\xfe", "ドローン", "drone ドローン", "…", "' OR 1=1 --", "a*b*", "**",
		`-"" drone`, "drone -", strings.Repeat("a ", 500), strings.Repeat("(", 500), strings.Repeat(`"`, 501), strings.Repeat("x", 100_000), "drone,", "é", "́"} {
		for _, err := range []error{
			func() error { _, err := st.Search(ctx, parley.Filter{Text: query}); return err }(),
			func() error { _, err := st.Incidents(ctx, parley.Filter{Text: query}); return err }(),
		} {
			if err != nil && !errors.Is(err, parley.ErrQuery) {
				t.Errorf("%.40q: %v", query, err)
			}
		}
	}
}
