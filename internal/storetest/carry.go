package storetest

import (
	"context"
	"errors"
	"testing"
	"time"

	"parley"
)

// decisionsCarried keeps decisions of another store as they were.
func decisionsCarried(t *testing.T, st parley.Store) {
	ctx := context.Background()
	first, second := decision(parley.Incidents, parley.Same, "b a", "c"), decision(parley.Undertakings, parley.Apart, "x", "y")
	first.ID, second.ID = 7, 3
	first.Undone, first.UndoneBy = time.Date(2026, 4, 1, 12, 0, 0, 5, time.UTC), "Second coder"
	within(t, st, func(ctx context.Context, tx parley.Tx) {
		check(t, tx.PutDecision(ctx, first))
		check(t, tx.PutDecision(ctx, second))
		for name, change := range map[string]func(d *parley.Decision){
			"an ID that is taken": func(d *parley.Decision) { d.ID = 7 },
			"no ID":               func(d *parley.Decision) { d.ID = 0 },
			"a negative ID":       func(d *parley.Decision) { d.ID = -1 },
			"no verdict":          func(d *parley.Decision) { d.Verdict = "maybe" },
			"no grouping":         func(d *parley.Decision) { d.Grouping = "cities" },
			"one side":            func(d *parley.Decision) { d.Left = nil },
		} {
			bad := second
			bad.ID = 20
			change(&bad)
			if err := tx.PutDecision(ctx, bad); !errors.Is(err, parley.ErrQuery) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
	first.At, second.At = first.At.UTC(), second.At.UTC()
	same(t, "incidents", must[[]parley.Decision](t)(st.Decisions(ctx, parley.Incidents, nil)), []parley.Decision{first})
	same(t, "by node", must[[]parley.Decision](t)(st.Decisions(ctx, parley.Undertakings, []string{"y"})), []parley.Decision{second})
	same(t, "sums", must[parley.Sums](t)(st.Sums(ctx)).Decisions, 2)
	within(t, st, func(ctx context.Context, tx parley.Tx) {
		next, err := tx.Decide(ctx, second)
		check(t, err)
		if next.ID != 8 {
			t.Errorf("the next decision has the ID %d", next.ID)
		}
		if _, err := tx.Undo(ctx, first); !errors.Is(err, parley.ErrQuery) {
			t.Errorf("Undo of what came taken back: %v", err)
		}
	})
}

// allSettled lists what people settled, of commitments that are there and of others.
func allSettled(t *testing.T, st parley.Store) {
	ctx := context.Background()
	same(t, "nothing", must[map[string]parley.PAM](t)(st.AllSettled(ctx)), map[string]parley.PAM{})
	put(t, st, record("a1", "2020-03-05"))
	half, full := parley.PAM{Level: 2, Why: "half", By: "Ben"}, parley.PAM{Level: 3, Why: "seen", By: "Ada"}
	within(t, st, func(ctx context.Context, tx parley.Tx) {
		check(t, tx.Settle(ctx, "a1-c1", half))
		check(t, tx.Settle(ctx, "provision-1", full))
		check(t, tx.Settle(ctx, "taken back", full))
		check(t, tx.Settle(ctx, "taken back", parley.PAM{}))
		same(t, "within", must[map[string]parley.PAM](t)(tx.AllSettled(ctx)), map[string]parley.PAM{"a1-c1": half, "provision-1": full})
	})
	same(t, "all", must[map[string]parley.PAM](t)(st.AllSettled(ctx)), map[string]parley.PAM{"a1-c1": half, "provision-1": full})
}
