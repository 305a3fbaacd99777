package sqlite

import (
	"context"
	"fmt"
	"testing"

	"parley"
)

// TestCommonWords searches for what more articles have than are ranked: pages
// still give each of them once, the ranked ones first.
func TestCommonWords(t *testing.T) {
	ctx := context.Background()
	st, err := Open(ctx, memory, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	const n = rankedMost + 150
	if err := st.Update(ctx, func(tx parley.Tx) error {
		for i := range n {
			outlet := fmt.Sprintf("Outlet %d", i%2)
			r := &parley.Record{Article: parley.RecordArticle{ID: fmt.Sprintf("%05d", i*7919%n), Language: "en", Text: "A town.", Outlet: &outlet}}
			if i == 3 || i == n-3 {
				r.Article.Title = ptr("Town")
			}
			if _, err := tx.PutRecord(ctx, r); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		outlet string
		want   int
	}{{"", n}, {"outlet 1", n / 2}} {
		seen := map[string]bool{}
		f := parley.Filter{Text: "town", Limit: 1000, Outlet: c.outlet}
		for first := true; first || f.After != ""; first = false {
			page, err := st.Search(ctx, f)
			if err != nil {
				t.Fatal(err)
			}
			if first && page.Items[0].Article.ID != fmt.Sprintf("%05d", (n-3)*7919%n) {
				t.Errorf("outlet %q: %s comes first", c.outlet, page.Items[0].Article.ID)
			}
			for _, h := range page.Items {
				if seen[h.Article.ID] {
					t.Fatalf("outlet %q: %s twice", c.outlet, h.Article.ID)
				}
				seen[h.Article.ID] = true
			}
			f.After = page.Next
		}
		if len(seen) != c.want {
			t.Errorf("outlet %q: %d articles of %d", c.outlet, len(seen), c.want)
		}
	}
}
