package sqlite

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"parley"
)

// groupOfNode is the group of a node as a writer sees it.
func groupOfNode(t *testing.T, st *Store, id string) (group, digest string) {
	t.Helper()
	if err := st.Update(t.Context(), func(tx parley.Tx) error {
		groupOf, err := tx.GroupsOf(t.Context(), parley.Incidents, []string{id})
		if err != nil {
			return err
		}
		nodes, _, _, err := tx.Component(t.Context(), parley.Incidents, []string{id})
		for _, n := range nodes {
			digest = string(n.Digest)
		}
		group = groupOf[id]
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return group, digest
}

// putNode writes a node and its group.
func putNode(ctx context.Context, tx parley.Tx, id, digest, group string) error {
	if err := tx.PutNodes(ctx, parley.Incidents, []parley.Node{{ID: id, Keys: []string{"k"}, Digest: []byte(digest)}}); err != nil {
		return err
	}
	return tx.SetGroups(ctx, parley.Incidents, map[string]string{id: group})
}

// What a writer holds of former transactions is dropped when another program
// writes, and when a transaction is not kept.
func TestMemoIsTrue(t *testing.T) {
	path := madeStore(t)
	var stores [2]*Store
	for i := range stores {
		st, err := Open(t.Context(), path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer ended(t, st.Close)
		stores[i] = st
	}
	want := func(digest, group string) {
		t.Helper()
		for i, st := range stores {
			if g, d := groupOfNode(t, st, "a"); g != group || d != digest {
				t.Errorf("store %d has %q in %q, want %q in %q", i, d, g, digest, group)
			}
		}
	}
	for round := range 4 {
		digest, group := fmt.Sprint("digest ", round), fmt.Sprint("i-", round)
		if err := stores[round%2].Update(t.Context(), func(tx parley.Tx) error {
			return putNode(t.Context(), tx, "a", digest, group)
		}); err != nil {
			t.Fatal(err)
		}
		want(digest, group)
		stop := errors.New("stop")
		if err := stores[0].Update(t.Context(), func(tx parley.Tx) error {
			if err := putNode(t.Context(), tx, "a", "never", "i-never"); err != nil {
				t.Error(err)
			}
			if err := putNode(t.Context(), tx, "b", "never", "i-never"); err != nil {
				t.Error(err)
			}
			return stop
		}); !errors.Is(err, stop) {
			t.Fatal(err)
		}
		want(digest, group)
		if g, d := groupOfNode(t, stores[0], "b"); g != "" || d != "" {
			t.Errorf("a node that was not kept is there: %q in %q", d, g)
		}
	}
}

// What is held stays small.
func TestMemoIsBounded(t *testing.T) {
	st := newStore(t, Options{})
	nodes := make([]parley.Node, memoNodes+1)
	for i := range nodes {
		nodes[i] = parley.Node{ID: hexID("e", i)}
	}
	for range 2 {
		if err := st.Update(t.Context(), func(tx parley.Tx) error { return tx.PutNodes(t.Context(), parley.Incidents, nodes) }); err != nil {
			t.Fatal(err)
		}
	}
	if held := len(st.memo.nodes[parley.Incidents]); held > memoNodes {
		t.Errorf("%d nodes are held", held)
	}
}
