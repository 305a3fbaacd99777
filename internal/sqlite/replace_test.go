package sqlite

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"parley"
)

// oldAndNew makes two stores in one folder, of 20 and of 7 records, and closes them.
// The log of the new one is still beside it.
func oldAndNew(t testing.TB) (path, with string) {
	t.Helper()
	path = madeStore(t)
	with = filepath.Join(filepath.Dir(path), "new.db")
	st, err := Open(context.Background(), with, Options{})
	if err != nil {
		t.Fatal(err)
	}
	fill(t, st, 0, 7)
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	return path, with
}

func TestReplace(t *testing.T) {
	path, with := oldAndNew(t)
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := Replace(t.Context(), path, with); err != nil {
		t.Fatal(err)
	}
	alone(t, filepath.Dir(path), "store.db")
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the mode is %v, %v", info.Mode(), err)
	}
	if n := count(t, path); n != 7 {
		t.Errorf("%d records, want those of the new store", n)
	}
}

// A link stays a link, and a store may come from elsewhere.
func TestReplaceBehindLink(t *testing.T) {
	path, with := oldAndNew(t)
	link := filepath.Join(t.TempDir(), "link.db")
	if err := os.Symlink(path, link); err != nil {
		t.Skip(err)
	}
	part := filepath.Join(filepath.Dir(link), "part.db")
	if err := os.Rename(with, part); err != nil {
		t.Fatal(err)
	}
	if err := Replace(t.Context(), link, part); err != nil {
		t.Fatal(err)
	}
	alone(t, filepath.Dir(link), "link.db")
	alone(t, filepath.Dir(path), "store.db")
	if a, b := count(t, link), count(t, path); a != 7 || b != 7 {
		t.Errorf("%d and %d records", a, b)
	}
	backup := filepath.Join(t.TempDir(), "backup.db")
	if err := os.Rename(madeStore(t), backup); err != nil {
		t.Fatal(err)
	}
	if err := Restore(t.Context(), backup, link); err != nil {
		t.Fatal(err)
	}
	alone(t, filepath.Dir(link), "link.db")
	if n := count(t, path); n != 20 {
		t.Errorf("%d records after the backup", n)
	}
}

// What is refused leaves both stores as they were.
func TestReplaceRefuses(t *testing.T) {
	ctx := t.Context()
	path, with := oldAndNew(t)
	text := filepath.Join(filepath.Dir(path), "text")
	if err := os.WriteFile(text, []byte("no store, and long enough to be looked at as one"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		path, with string
		open       string
		o          Options
		want       error
	}{
		"the old one is read":     {path, with, path, Options{ReadOnly: true}, parley.ErrBusy},
		"the old one is open":     {path, with, path, Options{}, parley.ErrBusy},
		"the new one is open":     {path, with, with, Options{}, parley.ErrBusy},
		"the new one is read":     {path, with, with, Options{ReadOnly: true}, parley.ErrBusy},
		"one file":                {path, path, "", Options{}, parley.ErrStore},
		"no old one":              {path + "x", with, "", Options{}, fs.ErrNotExist},
		"no new one":              {path, with + "x", "", Options{}, fs.ErrNotExist},
		"the new one is no store": {path, text, "", Options{}, parley.ErrDamaged},
	} {
		t.Run(name, func(t *testing.T) {
			var held *Store
			if tc.open != "" {
				var err error
				if held, err = Open(ctx, tc.open, tc.o); err != nil {
					t.Fatal(err)
				}
			}
			if err := Replace(ctx, tc.path, tc.with); !errors.Is(err, tc.want) {
				t.Errorf("Replace: %v, want %v", err, tc.want)
			}
			if held != nil {
				ended(t, held.Close)
			}
			if a, b := count(t, path), count(t, with); a != 20 || b != 7 {
				t.Errorf("%d and %d records", a, b)
			}
		})
	}
	st, err := Open(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Replace(ctx, with); !errors.Is(err, parley.ErrStore) {
		t.Errorf("Replace of a store that is not open alone: %v", err)
	}
	if a, b := count(t, path), count(t, with); a != 20 || b != 7 {
		t.Errorf("%d and %d records", a, b)
	}
}

// A store that is open alone is read and written by its own program only.
func TestAlone(t *testing.T) {
	ctx := t.Context()
	path := madeStore(t)
	other, err := Open(ctx, path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(ctx, path, Options{Alone: true, Wait: turn}); !errors.Is(err, parley.ErrBusy) {
		t.Errorf("Open alone while another reads: %v", err)
	}
	holds(t, other, 20)
	ended(t, other.Close)
	st, err := Open(ctx, path, Options{Alone: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range []Options{{Wait: turn}, {ReadOnly: true, Wait: turn}, {Alone: true, Wait: turn}} {
		if _, err := Open(ctx, path, o); !errors.Is(err, parley.ErrBusy) {
			t.Errorf("Open %+v of a store that another has alone: %v", o, err)
		}
	}
	fill(t, st, 20, 30)
	snap, err := st.Snapshot(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if records, err := snap.Records(ctx, "", 100); err != nil || len(records) != 30 {
		t.Errorf("%d records, %v", len(records), err)
	}
	ended(t, snap.Close)
	holds(t, st, 30)
	ended(t, st.Close)
	if n := count(t, path); n != 30 {
		t.Errorf("%d records afterwards", n)
	}
	alone(t, filepath.Dir(path), "store.db")
}

// Who waits for a store while it is replaced gets the new one.
func TestWaitForReplaced(t *testing.T) {
	for _, readOnly := range []bool{false, true} {
		path, with := oldAndNew(t)
		old, err := Open(t.Context(), path, Options{Alone: true})
		if err != nil {
			t.Fatal(err)
		}
		type result struct {
			st  *Store
			err error
		}
		got := make(chan result)
		go func() {
			st, err := Open(context.Background(), path, Options{ReadOnly: readOnly})
			got <- result{st, err}
		}()
		time.Sleep(30 * time.Millisecond)
		if err := old.Replace(t.Context(), with); err != nil {
			t.Fatal(err)
		}
		r := <-got
		if r.err != nil {
			t.Fatal(r.err)
		}
		if !readOnly {
			fill(t, r.st, 7, 9)
		}
		ended(t, r.st.Close)
		want := 7
		if !readOnly {
			want = 9
		}
		if n := count(t, path); n != want {
			t.Errorf("%d records, want %d: the old store was opened", n, want)
		}
	}
}

// TestReplaceKilled kills a program at each step of replacing a store: the old one
// is there or the new one, and the same again does the rest.
func TestReplaceKilled(t *testing.T) {
	if path := os.Getenv("PARLEY_TEST_REPLACE"); path != "" {
		killedAt(t, path, os.Getenv("PARLEY_TEST_STEP"))
	}
	if testing.Short() {
		t.Skip("starts programs")
	}
	for _, step := range []string{"new closed", "old closed", "flushed", "renamed"} {
		t.Run(step, func(t *testing.T) {
			path, with := oldAndNew(t)
			program := exec.Command(os.Args[0], "-test.run=^TestReplaceKilled$")
			program.Env = append(os.Environ(), "PARLEY_TEST_REPLACE="+path, "PARLEY_TEST_STEP="+step)
			if out, err := program.CombinedOutput(); err == nil {
				t.Fatalf("the program ended by itself: %s", out)
			}
			want := 20
			if step == "renamed" {
				want = 7
			}
			if n := count(t, path); n != want {
				t.Errorf("%d records, want %d", n, want)
			}
			if want == 20 {
				if n := count(t, with); n != 7 {
					t.Errorf("the new store has %d records", n)
				}
				if err := Replace(t.Context(), path, with); err != nil {
					t.Fatal(err)
				}
			}
			alone(t, filepath.Dir(path), "store.db")
			if n := count(t, path); n != 7 {
				t.Errorf("%d records in the end", n)
			}
		})
	}
}

// killedAt replaces a store and kills the program at a step.
func killedAt(t *testing.T, path, step string) {
	st, err := Open(t.Context(), path, Options{Alone: true})
	if err != nil {
		t.Fatal(err)
	}
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	if err := st.replace(t.Context(), filepath.Join(filepath.Dir(path), "new.db"), func(now string) {
		if now == step {
			_ = self.Kill()
			select {} // until it is dead
		}
	}); err != nil {
		t.Fatal(err)
	}
}

func TestDrop(t *testing.T) {
	ctx := t.Context()
	path, with := oldAndNew(t)
	st, err := Open(ctx, with, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := Drop(ctx, with); !errors.Is(err, parley.ErrBusy) {
		t.Errorf("Drop of a store that is open: %v", err)
	}
	holds(t, st, 7)
	ended(t, st.Close)
	for range 2 {
		if err := Drop(ctx, with); err != nil {
			t.Error(err)
		}
	}
	for _, end := range []string{"", "-wal", "-shm"} {
		if err := os.WriteFile(with+end, []byte("what a program that was killed left behind"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := Drop(ctx, with); err != nil {
		t.Error(err)
	}
	alone(t, filepath.Dir(path), "store.db")
}
