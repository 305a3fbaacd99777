package sqlite

import (
	"context"
	"path/filepath"
	"testing"

	"parley"
	"parley/internal/storetest"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(t testing.TB) parley.Store { return newStore(t, Options{}) })
}

func TestStoreInMemory(t *testing.T) {
	storetest.Run(t, func(t testing.TB) parley.Store {
		st, err := Open(t.Context(), ":memory:", Options{})
		if err != nil {
			t.Fatal(err)
		}
		return st
	})
}

// newStore makes a store in a file that is gone with the test.
func newStore(t testing.TB, o Options) *Store {
	t.Helper()
	st, err := Open(context.Background(), filepath.Join(t.TempDir(), "a store?#%41.db"), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ended(t, st.Close) })
	return st
}

// ended calls f, which closes something, and fails on its error.
func ended(t testing.TB, f func() error) {
	t.Helper()
	if err := f(); err != nil {
		t.Error(err)
	}
}
