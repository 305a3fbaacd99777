package sqlite

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley"
)

func TestOpenWhatIsNoFile(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "file")
	if err := os.WriteFile(file, []byte("a text"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name, path string
		o          Options
		want       error
		words      string
	}{
		{"a folder", folder, Options{}, parley.ErrStore, "is a folder"},
		{"no folder", filepath.Join(folder, "none", "store.db"), Options{}, fs.ErrNotExist, "there is no folder"},
		{"below a file", filepath.Join(file, "store.db"), Options{}, parley.ErrStore, "file"},
		{"none to read", filepath.Join(folder, "none.db"), Options{ReadOnly: true}, fs.ErrNotExist, "there is none"},
		{"none to change", filepath.Join(folder, "none.db"), Options{MustExist: true}, fs.ErrNotExist, "there is none"},
		{"a text", file, Options{}, parley.ErrDamaged, "file"},
		{"a text to read", file, Options{ReadOnly: true}, parley.ErrDamaged, "file"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			st, err := Open(t.Context(), tc.path, tc.o)
			if !errors.Is(err, tc.want) || st != nil {
				t.Fatalf("Open: %v", err)
			}
			if !strings.Contains(err.Error(), tc.words) || !strings.Contains(err.Error(), tc.path) {
				t.Errorf("%q does not say what it is", err)
			}
		})
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
		t.Errorf("files were made: %v, %v", left, err)
	}
	if got := bytesOf(t, file); got != "a text" {
		t.Errorf("the file was written over: %q", got)
	}
}

// The disk fills while a batch is added: the batch is gone, what was there is
// not, and the store goes on when there is room again.
func TestDiskFull(t *testing.T) {
	path := madeStore(t)
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	st, err := Open(t.Context(), path, Options{pages: int(info.Size()/4096) + 20})
	if err != nil {
		t.Fatal(err)
	}
	err = st.Update(t.Context(), func(tx parley.Tx) error {
		for n := 20; n < 2000; n++ {
			if _, err := tx.PutRecord(t.Context(), madeUp(n, 3)); err != nil {
				return err
			}
		}
		return nil
	})
	if !errors.Is(err, parley.ErrFull) || !strings.Contains(err.Error(), path) {
		t.Fatalf("Update on a full disk: %v", err)
	}
	holds(t, st, 20)
	if _, _, err := st.Article(t.Context(), hexID("a", 20)); !errors.Is(err, parley.ErrNotFound) {
		t.Errorf("a part of the batch is there: %v", err)
	}
	if err := st.Close(); err != nil {
		t.Error(err)
	}
	st, err = Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer ended(t, st.Close)
	fill(t, st, 20, 100)
	holds(t, st, 100)
}

// holds fails unless the first n made-up records are in a store.
func holds(t testing.TB, st *Store, n int) {
	t.Helper()
	for i := range n {
		r, _, err := st.Article(context.Background(), hexID("a", i))
		if err != nil || len(r.Events) != 3 {
			t.Fatalf("article %d: %v", i, err)
		}
	}
}

func TestReadOnlyWritesNothing(t *testing.T) {
	path := madeStore(t)
	before := bytesOf(t, path)
	st, err := Open(t.Context(), path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	holds(t, st, 20)
	if err := st.Update(t.Context(), func(parley.Tx) error { return nil }); !errors.Is(err, parley.ErrReadOnly) {
		t.Errorf("Update: %v", err)
	}
	if err := st.Close(); err != nil {
		t.Error(err)
	}
	if bytesOf(t, path) != before {
		t.Error("the file was written to")
	}
}

// A store that is read while another writes shows what was there when each
// reading began.
func TestReadOnlyBesideAWriter(t *testing.T) {
	path := madeStore(t)
	writer, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer ended(t, writer.Close)
	reader, err := Open(t.Context(), path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer ended(t, reader.Close)
	if err := writer.Update(t.Context(), func(tx parley.Tx) error {
		if _, err := tx.PutRecord(t.Context(), madeUp(20, 3)); err != nil {
			return err
		}
		if _, _, err := reader.Article(t.Context(), hexID("a", 20)); !errors.Is(err, parley.ErrNotFound) {
			t.Errorf("what is not kept yet is seen: %v", err)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	holds(t, reader, 21)
}

// Two stores on one file are two programs to SQLite.
func TestTwoWriters(t *testing.T) {
	path := madeStore(t)
	first, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer ended(t, first.Close)
	second, err := Open(t.Context(), path, Options{Wait: 200 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer ended(t, second.Close)
	nothing := func(parley.Tx) error { return nil }
	if err := first.Update(t.Context(), func(parley.Tx) error {
		began := time.Now()
		if err := second.Update(t.Context(), nothing); !errors.Is(err, parley.ErrBusy) {
			t.Errorf("the second writer: %v", err)
		}
		if waited := time.Since(began); waited < 200*time.Millisecond || waited > 5*time.Second {
			t.Errorf("the second writer waited %v", waited)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
		defer cancel()
		if err := second.Update(ctx, nothing); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("the second writer, whose context ends: %v", err)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if err := second.Update(t.Context(), nothing); err != nil {
		t.Errorf("the second writer, after the first: %v", err)
	}
}

// A second writer waits its turn.
func TestSecondWriterWaits(t *testing.T) {
	path := madeStore(t)
	first, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer ended(t, first.Close)
	second, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer ended(t, second.Close)
	holding, done := make(chan struct{}), make(chan error, 1)
	go func() {
		done <- first.Update(context.Background(), func(parley.Tx) error {
			close(holding)
			time.Sleep(300 * time.Millisecond)
			return nil
		})
	}()
	<-holding
	fill(t, second, 20, 21)
	if err := <-done; err != nil {
		t.Error(err)
	}
	holds(t, first, 21)
}

func TestClosed(t *testing.T) {
	st := newStore(t, Options{})
	for range 2 {
		if err := st.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	}
	if err := st.Update(t.Context(), func(parley.Tx) error { return nil }); !errors.Is(err, parley.ErrStore) {
		t.Errorf("Update: %v", err)
	}
	if _, _, err := st.Article(t.Context(), "x"); !errors.Is(err, parley.ErrStore) {
		t.Errorf("Article: %v", err)
	}
}
