package storetest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"parley"
)

// decision is a decision on two nodes.
func decision(g parley.Grouping, v parley.Verdict, left, right string) parley.Decision {
	return parley.Decision{Grouping: g, Verdict: v, Left: strings.Fields(left), Right: strings.Fields(right),
		By: "a tester", Note: "it says so", At: time.Date(2026, 3, 5, 10, 30, 0, 123456789, time.FixedZone("", 3600))}
}

func decisions(t *testing.T, st parley.Store) {
	ctx := context.Background()
	want := []parley.Decision{decision(parley.Incidents, parley.Same, "b a", "c"), decision(parley.Undertakings, parley.Apart, "x", "y"),
		decision(parley.Incidents, parley.Apart, "c", "d e")}
	for i := range want {
		within(t, st, func(ctx context.Context, tx parley.Tx) {
			got, err := tx.Decide(ctx, want[i])
			check(t, err)
			if got.ID != int64(i+1) || !got.At.Equal(want[i].At) {
				t.Errorf("decision %d came back as %+v", i+1, got)
			}
			want[i] = got
		})
	}
	for _, tc := range []struct {
		nodes []string
		want  []parley.Decision
	}{
		{nil, []parley.Decision{want[0], want[2]}},
		{[]string{"a", "none"}, want[:1]},
		{[]string{"e", "c", "d"}, []parley.Decision{want[0], want[2]}},
		{[]string{"x"}, nil},
		{[]string{}, nil},
	} {
		same(t, fmt.Sprintf("decisions on %v", tc.nodes), must[[]parley.Decision](t)(st.Decisions(ctx, parley.Incidents, tc.nodes)), tc.want)
	}
	undone := want[0]
	undone.Undone, undone.UndoneBy = time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC), "Second coder"
	within(t, st, func(ctx context.Context, tx parley.Tx) {
		got, err := tx.Undo(ctx, parley.Decision{ID: 1, Undone: undone.Undone, UndoneBy: undone.UndoneBy})
		check(t, err)
		same(t, "undone decision", got, undone)
	})
	same(t, "decisions after one is undone", must[[]parley.Decision](t)(st.Decisions(ctx, parley.Incidents, nil)), []parley.Decision{undone, want[2]})
	for _, tc := range []struct {
		d    parley.Decision
		want error
	}{{undone, parley.ErrQuery}, {parley.Decision{ID: 9, Undone: undone.Undone}, parley.ErrNotFound}, {parley.Decision{ID: 3}, parley.ErrQuery}} {
		err := st.Update(ctx, func(tx parley.Tx) error { _, err := tx.Undo(ctx, tc.d); return err })
		if !errors.Is(err, tc.want) {
			t.Errorf("Undo of %d: %v, want %v", tc.d.ID, err, tc.want)
		}
	}
	for _, bad := range []parley.Decision{decision("cities", parley.Same, "a", "b"), decision(parley.Incidents, "maybe", "a", "b"),
		decision(parley.Incidents, parley.Same, "", "b"), decision(parley.Incidents, parley.Apart, "a", "")} {
		err := st.Update(ctx, func(tx parley.Tx) error { _, err := tx.Decide(ctx, bad); return err })
		if !errors.Is(err, parley.ErrQuery) {
			t.Errorf("Decide(%+v): %v", bad, err)
		}
	}
}

func componentsAndDecisions(t *testing.T, st parley.Store) {
	within(t, st, func(ctx context.Context, tx parley.Tx) {
		check(t, tx.PutNodes(ctx, parley.Incidents, []parley.Node{node("a"), node("b"), node("c"), node("d"), node("e"), node("f"), node("g")}))
		check(t, tx.PutLinks(ctx, parley.Incidents, []parley.Link{link("a", "b", 1), link("d", "e", 1)}))
		for _, d := range []parley.Decision{
			decision(parley.Incidents, parley.Same, "b", "c"),          // 1
			decision(parley.Incidents, parley.Apart, "c", "d missing"), // 2
			decision(parley.Undertakings, parley.Same, "a", "f"),       // 3: another grouping
			decision(parley.Incidents, parley.Same, "missing", "gone"), // 4: nothing of it is there
			decision(parley.Incidents, parley.Same, "missing", "f"),    // 5
			decision(parley.Incidents, parley.Same, "g", "a"),          // 6
		} {
			_, err := tx.Decide(ctx, d)
			check(t, err)
		}
		_, err := tx.Undo(ctx, parley.Decision{ID: 6, Undone: time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)})
		check(t, err)
		for _, tc := range []struct{ from, nodes, links, decisions string }{
			{"a", "a b c d e", "a-b d-e", "1 2"},
			{"e", "a b c d e", "a-b d-e", "1 2"},
			{"f", "f", "", "5"},
			{"g", "g", "", ""},
			{"missing", "", "", ""},
		} {
			nodes, links, decisions, err := tx.Component(ctx, parley.Incidents, strings.Fields(tc.from))
			check(t, err)
			var ids []string
			for _, d := range decisions {
				ids = append(ids, fmt.Sprint(d.ID))
			}
			if names(nodes) != tc.nodes || ends(links) != tc.links || strings.Join(ids, " ") != tc.decisions {
				t.Errorf("from %q: %q, %q, decisions %q; want %+v", tc.from, names(nodes), ends(links), ids, tc)
			}
		}
	})
}

// componentByHand compares components with those of a walk in memory, over
// graphs made by chance.
func componentByHand(t *testing.T, st parley.Store) {
	chance := rand.New(rand.NewPCG(1, 2))
	const size = 60
	ids := make([]string, size)
	var nodes []parley.Node
	for i := range ids {
		ids[i] = fmt.Sprintf("n%02d", i)
		nodes = append(nodes, node(ids[i], fmt.Sprintf("k%d", i%7)))
	}
	within(t, st, func(ctx context.Context, tx parley.Tx) {
		check(t, tx.PutNodes(ctx, parley.Incidents, nodes))
		next, linked := map[string][]string{}, map[[2]int]bool{}
		join := func(a, b string) { next[a], next[b] = append(next[a], b), append(next[b], a) }
		for range 45 {
			i, j := chance.IntN(size), chance.IntN(size)
			if i == j || linked[[2]int{min(i, j), max(i, j)}] {
				continue
			}
			linked[[2]int{min(i, j), max(i, j)}] = true
			l := link(ids[min(i, j)], ids[max(i, j)], float64(chance.IntN(4)-1))
			check(t, tx.PutLinks(ctx, parley.Incidents, []parley.Link{l}))
			_, links, _, err := tx.Component(ctx, parley.Incidents, []string{l.A, l.B})
			check(t, err)
			if !slices.ContainsFunc(links, func(m parley.Link) bool { return m.A == l.A && m.B == l.B && m.Score == l.Score }) {
				t.Fatalf("link %s-%s of %g is not among those of its nodes", l.A, l.B, l.Score)
			}
			if l.Score > 0 {
				join(l.A, l.B)
			}
		}
		for range 5 {
			d := decision(parley.Incidents, parley.Apart, ids[chance.IntN(size)], ids[chance.IntN(size)])
			_, err := tx.Decide(ctx, d)
			check(t, err)
			join(d.Left[0], d.Right[0])
		}
		for _, from := range ids {
			reached, _, _, err := tx.Component(ctx, parley.Incidents, []string{from})
			check(t, err)
			if want := reach(next, from); names(reached) != want {
				t.Errorf("from %s: %q, want %q", from, names(reached), want)
			}
		}
	})
}

// reach walks a graph and returns the nodes met, sorted.
func reach(next map[string][]string, from string) string {
	met := []string{from}
	for i := 0; i < len(met); i++ {
		for _, other := range next[met[i]] {
			if !slices.Contains(met, other) {
				met = append(met, other)
			}
		}
	}
	slices.Sort(met)
	return strings.Join(met, " ")
}
