// Package storetest holds what every store must do, as one suite of tests.
//
// It knows a store by parley.Store alone. What is promised only of one kind of
// store (files, faults, migrations) is tested beside that store.
package storetest

import (
	"context"
	"testing"

	"parley"
)

// Run runs the suite. open returns a new, empty store each time, which the
// suite closes.
func Run(t *testing.T, open func(t testing.TB) parley.Store) {
	for _, topic := range []struct {
		name string
		run  func(t *testing.T, st parley.Store)
	}{
		{"records come back", recordsComeBack},
		{"an article twice", articleTwice},
		{"what is not there", notThere},
		{"tellings", tellings},
		{"records in order", recordsInOrder},
		{"all or nothing", allOrNothing},
		{"a panic keeps nothing", panicKeepsNothing},
		{"a write that failed", failedWrite},
		{"a transaction ends", transactionEnds},
		{"a context ends", contextEnds},
		{"many at a time", manyAtATime},
		{"a reading is of one state", oneState},
		{"nodes and blocks", nodesAndBlocks},
		{"a node written over", nodeWrittenOver},
		{"links", links},
		{"components", components},
		{"around", around},
		{"components and decisions", componentsAndDecisions},
		{"a component by hand", componentByHand},
		{"groups", groups},
		{"groups of articles", groupsOfArticles},
		{"groupings stand apart", groupingsApart},
		{"clear", clearing},
		{"decisions", decisions},
		{"decisions of another store", decisionsCarried},
		{"all that is settled", allSettled},
		{"odd words", oddWords},
		{"raws come back", rawsComeBack},
		{"big raws", bigRaws},
		{"raws of nothing", rawsOfNothing},
		{"raws, all or nothing", rawsAllOrNothing},
		{"records outside a transaction", recordsOutside},
		{"feeds come back", feedsComeBack},
		{"visits come back", visitsComeBack},
		{"what is due", dueInOrder},
		{"feeds move", feedsMove},
		{"addresses", addresses},
		{"snapshots", snapshotsStand},
		{"snapshots wait", snapshotsWait},
	} {
		t.Run(topic.name, func(t *testing.T) {
			st := open(t)
			defer func() {
				if err := st.Close(); err != nil {
					t.Errorf("Close: %v", err)
				}
			}()
			topic.run(t, st)
		})
	}
	runListings(t, open)
}

// update runs f over a transaction that must be kept.
func update(t testing.TB, st parley.Store, f func(tx parley.Tx) error) {
	t.Helper()
	if err := st.Update(context.Background(), f); err != nil {
		t.Fatalf("Update: %v", err)
	}
}

// must returns v, or ends the test.
func must[T any](t testing.TB) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}
