package storetest

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"parley"
)

// snapshotsStand asks the same of a snapshot before and after the store is written;
// where a store cannot be written meanwhile, after it is closed.
func snapshotsStand(t *testing.T, st parley.Store) {
	ctx := context.Background()
	m := fillModel(t, st, Archive{Events: 220, Seed: 11})
	snap := must[parley.Snapshot](t)(st.Snapshot(ctx))
	want := walked(t, listIncidents(snap), parley.Filter{}, 1000)
	if len(want) < 50 || !slices.Equal(want, m.listIncidents(asked{})) {
		t.Fatalf("%d incidents", len(want))
	}
	var writing sync.WaitGroup
	writing.Go(func() {
		put(t, st, record("later", "2020-03-05"))
		putIncidents(t, st, nil, incident("later-e1", "2020-03-05", nil))
	})
	time.Sleep(20 * time.Millisecond)
	for _, limit := range []int{1000, 7, 64} {
		for _, o := range []parley.Order{"", parley.OrderOldest, parley.OrderKilled} {
			f := asked{Filter: parley.Filter{Order: o}}
			if got := walked(t, listIncidents(snap), f.Filter, limit); !slices.Equal(got, m.listIncidents(f)) {
				t.Errorf("%q, pages of %d: %d of %d incidents, or others", o, limit, len(got), len(m.incidents))
			}
			if o != parley.OrderKilled {
				if got := walked(t, listEvents(snap), f.Filter, limit); !slices.Equal(got, m.listEvents(f)) {
					t.Errorf("%q, pages of %d: %d of %d events, or others", o, limit, len(got), len(m.tellings))
				}
			}
		}
	}
	if _, _, err := snap.Article(ctx, "later"); !errors.Is(err, parley.ErrNotFound) {
		t.Errorf("what was written later: %v", err)
	}
	if n := must[parley.Sums](t)(snap.Sums(ctx)).Articles; n != len(m.records) {
		t.Errorf("%d articles, not %d", n, len(m.records))
	}
	var asking sync.WaitGroup
	for range 4 {
		asking.Go(func() {
			if _, err := snap.Incidents(ctx, parley.Filter{Limit: 5}); err != nil {
				t.Error(err)
			}
		})
	}
	asking.Wait()
	for range 2 {
		check(t, snap.Close())
	}
	if _, err := snap.Sums(ctx); !errors.Is(err, parley.ErrStore) {
		t.Errorf("a snapshot that was closed: %v", err)
	}
	writing.Wait()
	if _, _, err := st.Article(ctx, "later"); err != nil {
		t.Error(err)
	}
}

// snapshotsWait opens more snapshots than a store allows at a time.
func snapshotsWait(t *testing.T, st parley.Store) {
	put(t, st, record("a1", "2020-03-05"))
	var open []parley.Snapshot
	for {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
		snap, err := st.Snapshot(ctx)
		cancel()
		if err != nil {
			if !errors.Is(err, context.DeadlineExceeded) || len(open) == 0 {
				t.Errorf("after %d snapshots: %v", len(open), err)
			}
			break
		}
		if open = append(open, snap); len(open) > 100 {
			t.Fatal("snapshots without end")
		}
	}
	for _, snap := range open {
		if _, _, err := snap.Article(context.Background(), "a1"); err != nil {
			t.Error(err)
		}
		check(t, snap.Close())
	}
	again := must[parley.Snapshot](t)(st.Snapshot(context.Background()))
	check(t, again.Close())
}
