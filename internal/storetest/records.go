package storetest

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"testing"

	"parley"
)

// put adds records, which must all be new.
func put(t testing.TB, st parley.Store, records ...*parley.Record) {
	t.Helper()
	update(t, st, func(tx parley.Tx) error {
		for _, r := range records {
			if added, err := tx.PutRecord(context.Background(), r); err != nil || !added {
				t.Fatalf("PutRecord(%s) = %v, %v", r.Article.ID, added, err)
			}
		}
		return nil
	})
}

// same fails unless two values are equal and print the same JSON.
func same(t testing.TB, what string, got, want any) {
	t.Helper()
	if reflect.DeepEqual(got, want) {
		return
	}
	g, _ := json.MarshalIndent(got, "", " ")
	w, _ := json.MarshalIndent(want, "", " ")
	t.Errorf("%s:\n got %s\nwant %s", what, g, w)
}

func recordsComeBack(t *testing.T, st parley.Store) {
	ctx := context.Background()
	records := []*parley.Record{record("a1", "2020-03-05"), bareRecord("a2"), record("a3", "1968-12-31")}
	records[2].Article.Outlet, records[2].Article.Title = nil, pointer("")
	records[2].Article.Published.From = onDay("0001-01-02")
	put(t, st, records...)
	for _, want := range records {
		got, info, err := st.Article(ctx, want.Article.ID)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "record", got, want)
		a := want.Article
		wantInfo := parley.ArticleInfo{ID: a.ID, Ref: a.Ref, Language: "en", Published: a.Published, Family: "f-" + a.ID, Story: "s-" + a.ID,
			Events: len(want.Events), Commitments: len(want.Commitments)}
		if a.Outlet != nil {
			wantInfo.Outlet = *a.Outlet
		}
		if a.Title != nil {
			wantInfo.Title = *a.Title
		}
		same(t, "info", info, wantInfo)
	}
}

func articleTwice(t *testing.T, st parley.Store) {
	ctx := context.Background()
	first := record("a1", "2020-03-05")
	put(t, st, first)
	again := record("a1", "2020-03-09")
	again.Article.Title = pointer("Another title")
	again.Events = again.Events[:1]
	for range 2 {
		update(t, st, func(tx parley.Tx) error {
			for range 2 {
				if added, err := tx.PutRecord(ctx, again); err != nil || added {
					t.Errorf("PutRecord of what is there = %v, %v", added, err)
				}
			}
			return nil
		})
	}
	got, _, err := st.Article(ctx, "a1")
	if err != nil {
		t.Fatal(err)
	}
	same(t, "record", got, first)
}

func notThere(t *testing.T, st parley.Store) {
	ctx := context.Background()
	put(t, st, record("a1", "2020-03-05"))
	for _, id := range []string{"", "a", "a1-e1", "a1'; --", "\xff", "a\x00"} {
		if r, _, err := st.Article(ctx, id); !errors.Is(err, parley.ErrNotFound) || r != nil {
			t.Errorf("Article(%q) = %v, %v", id, r, err)
		}
		if _, err := st.Tellings(ctx, []string{"a1-e2", id + "x"}); !errors.Is(err, parley.ErrNotFound) {
			t.Errorf("Tellings(%q): %v", id, err)
		}
		if _, err := st.CommitmentTellings(ctx, []string{"a1-c1", id}); !errors.Is(err, parley.ErrNotFound) {
			t.Errorf("CommitmentTellings(%q): %v", id, err)
		}
	}
	err := st.Update(ctx, func(tx parley.Tx) error {
		_, err := tx.PutRecord(ctx, &parley.Record{})
		return err
	})
	if !errors.Is(err, parley.ErrQuery) {
		t.Errorf("PutRecord without an ID: %v", err)
	}
}

func tellings(t *testing.T, st parley.Store) {
	ctx := context.Background()
	a, b := record("a1", "2020-03-05"), record("a2", "2020-03-06")
	put(t, st, a, b)
	check := func(from parley.Tellings) {
		t.Helper()
		got := must[[]parley.Telling](t)(from.Tellings(ctx, []string{"a2-e2", "a1-e1", "a2-e1", "a1-e1"}))
		want := []parley.Event{b.Events[1], a.Events[0], b.Events[0], a.Events[0]}
		if len(got) != len(want) {
			t.Fatalf("%d tellings, want %d", len(got), len(want))
		}
		for i, g := range got {
			same(t, "event", g.Event, want[i])
			if wantID := want[i].ID[:2]; g.Article.ID != wantID || g.Article.Outlet != "The Test Post" {
				t.Errorf("article of %s is %+v", want[i].ID, g.Article)
			}
		}
		promises := must[[]parley.CommitmentTelling](t)(from.CommitmentTellings(ctx, []string{"a2-c1", "a1-c1"}))
		same(t, "commitment", promises[0].Commitment, b.Commitments[0])
		if len(promises) != 2 || promises[1].Article.ID != "a1" {
			t.Errorf("commitments: %+v", promises)
		}
		if none := must[[]parley.Telling](t)(from.Tellings(ctx, nil)); len(none) != 0 {
			t.Errorf("tellings of nothing: %v", none)
		}
	}
	check(st)
	update(t, st, func(tx parley.Tx) error { check(tx); return nil })
}

func recordsInOrder(t *testing.T, st parley.Store) {
	ctx := context.Background()
	for _, id := range []string{"c", "a", "e", "b", "d"} {
		put(t, st, record(id, "2020-03-05"))
	}
	update(t, st, func(tx parley.Tx) error {
		var ids string
		for after := ""; ; {
			page := must[[]*parley.Record](t)(tx.Records(ctx, after, 2))
			if len(page) == 0 {
				break
			}
			for _, r := range page {
				same(t, "record", r, record(r.Article.ID, "2020-03-05"))
				after = r.Article.ID
				ids += after
			}
			ids += " "
		}
		if ids != "ab cd e " {
			t.Errorf("pages of records are %q", ids)
		}
		return nil
	})
}
