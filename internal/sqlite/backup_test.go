package sqlite

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"parley"
)

// count returns how many of the made-up records are in the store at path, which
// must be sound but for its grouping, and must have no gap.
func count(t *testing.T, path string) int {
	t.Helper()
	st, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer ended(t, st.Close)
	if found := unsound(t, st); len(found) > 0 {
		t.Errorf("%s: %v", path, found)
	}
	n := 0
	for ; ; n++ {
		if _, _, err := st.Article(t.Context(), hexID("a", n)); errors.Is(err, parley.ErrNotFound) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	holds(t, st, n)
	return n
}

// unsound returns what Verify finds, but for events that nothing has grouped.
func unsound(t *testing.T, st *Store) []Finding {
	t.Helper()
	found, err := st.Verify(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var rest []Finding
	for _, f := range found {
		if f.What != "grouping" {
			rest = append(rest, f)
		}
	}
	return rest
}

// alone fails unless a folder has just these files.
func alone(t *testing.T, folder string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if strings.Join(names, " ") != strings.Join(want, " ") {
		t.Errorf("the folder holds %v, want %v", names, want)
	}
}

// writing adds records to a store until stop is called, which returns how many
// there are.
func writing(t *testing.T, st *Store, from int) (stop func() int) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	var work sync.WaitGroup
	n := from
	work.Go(func() {
		for ctx.Err() == nil {
			if err := st.Update(context.Background(), func(tx parley.Tx) error {
				for i := n; i < n+5; i++ {
					if _, err := tx.PutRecord(context.Background(), madeUp(i, 3)); err != nil {
						return err
					}
				}
				return nil
			}); err != nil {
				t.Errorf("Update while backups are made: %v", err)
				return
			}
			n += 5
		}
	})
	return func() int { cancel(); work.Wait(); return n }
}

func TestBackupWhileWriting(t *testing.T) {
	st := newStore(t, Options{})
	fill(t, st, 0, 200)
	folder := t.TempDir()
	stop := writing(t, st, 200)
	var sizes []int
	for _, name := range []string{"a", "b", "c"} {
		path := filepath.Join(folder, name)
		if err := st.Backup(t.Context(), path, false); err != nil {
			t.Fatal(err)
		}
		n := count(t, path)
		sizes = append(sizes, n)
		if n < 200 || n%5 != 0 {
			t.Errorf("backup %s has %d records: no state that the store was in", name, n)
		}
	}
	total := stop()
	if sizes[0] > sizes[1] || sizes[1] > sizes[2] || sizes[2] > total {
		t.Errorf("backups of %v records, the store has %d at the end", sizes, total)
	}
	alone(t, folder, "a", "b", "c")
	holds(t, st, total)
}

func TestBackupOverAFile(t *testing.T) {
	st := newStore(t, Options{})
	fill(t, st, 0, 3)
	folder := t.TempDir()
	path := filepath.Join(folder, "backup")
	if err := os.WriteFile(path, []byte("dear"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := st.Backup(t.Context(), path, false); !errors.Is(err, fs.ErrExist) || !errors.Is(err, parley.ErrStore) {
		t.Errorf("Backup over a file: %v", err)
	}
	if bytesOf(t, path) != "dear" {
		t.Error("the file was written over")
	}
	if err := st.Backup(t.Context(), path, true); err != nil {
		t.Error(err)
	}
	if n := count(t, path); n != 3 {
		t.Errorf("the backup has %d records", n)
	}
	for _, bad := range []string{folder, filepath.Join(folder, "none", "backup")} {
		if err := st.Backup(t.Context(), bad, true); !errors.Is(err, parley.ErrStore) {
			t.Errorf("Backup to %s: %v", bad, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := st.Backup(ctx, filepath.Join(folder, "late"), false); !errors.Is(err, context.Canceled) {
		t.Errorf("Backup with a context that has ended: %v", err)
	}
	alone(t, folder, "backup")
}

func TestBackupOfMemory(t *testing.T) {
	st, err := Open(t.Context(), memory, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer ended(t, st.Close)
	fill(t, st, 0, 7)
	path := filepath.Join(t.TempDir(), "backup")
	if err := st.Backup(t.Context(), path, false); err != nil {
		t.Fatal(err)
	}
	if n := count(t, path); n != 7 {
		t.Errorf("the backup has %d records", n)
	}
}

// backupOf makes a backup of n records.
func backupOf(t *testing.T, n int) string {
	t.Helper()
	st := newStore(t, Options{})
	fill(t, st, 0, n)
	path := filepath.Join(t.TempDir(), "backup.db")
	if err := st.Backup(t.Context(), path, false); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestRestore(t *testing.T) {
	backup := backupOf(t, 30)
	before := bytesOf(t, backup)
	for name, make := range map[string]func() string{
		"none":    func() string { return filepath.Join(t.TempDir(), "store.db") },
		"a store": func() string { return madeStore(t) },
		"an empty file": func() string {
			path := filepath.Join(t.TempDir(), "store.db")
			if err := os.WriteFile(path, nil, 0o600); err != nil {
				t.Fatal(err)
			}
			return path
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := make()
			if err := Restore(t.Context(), backup, path); err != nil {
				t.Fatal(err)
			}
			if n := count(t, path); n != 30 {
				t.Errorf("%d records after the restore", n)
			}
			alone(t, filepath.Dir(path), "store.db")
		})
	}
	if bytesOf(t, backup) != before {
		t.Error("the backup was written to")
	}
}

// A store whose program was killed has a log beside it. What is restored must
// not take it for its own.
func TestRestoreOverALog(t *testing.T) {
	for _, damaged := range []bool{false, true} {
		st := newStore(t, Options{})
		fill(t, st, 100, 160)
		path := filepath.Join(t.TempDir(), "store.db")
		for _, end := range []string{"", "-wal"} {
			if err := os.WriteFile(path+end, []byte(bytesOf(t, st.path+end)), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if damaged {
			for _, end := range []string{"", "-wal"} {
				if err := os.WriteFile(path+end, []byte("what was a store"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := Restore(t.Context(), backupOf(t, 12), path); err != nil {
			t.Fatal(err)
		}
		if n := count(t, path); n != 12 {
			t.Errorf("%d records after the restore", n)
		}
		if damaged {
			alone(t, filepath.Dir(path), "store.db", "store.db.damaged")
			if bytesOf(t, path+".damaged") != "what was a store" {
				t.Error("the damaged store was not kept")
			}
		}
	}
}

func TestRestoreRefuses(t *testing.T) {
	backup, path := backupOf(t, 3), madeStore(t)
	st, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := Restore(t.Context(), backup, path); !errors.Is(err, parley.ErrBusy) {
		t.Errorf("Restore over a store that is open: %v", err)
	}
	fill(t, st, 20, 25) // it goes on
	if err := st.Close(); err != nil {
		t.Error(err)
	}
	reader, err := Open(t.Context(), path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := Restore(t.Context(), backup, path); !errors.Is(err, parley.ErrBusy) {
		t.Errorf("Restore over a store that is read: %v", err)
	}
	holds(t, reader, 25)
	if err := reader.Close(); err != nil {
		t.Error(err)
	}

	broken := filepath.Join(t.TempDir(), "broken")
	b := []byte(bytesOf(t, backup))
	for i := 2 * 4096; i < 3*4096; i++ {
		b[i] ^= 0x5a
	}
	text := filepath.Join(t.TempDir(), "text")
	newer := backupOf(t, 1)
	onFile(t, newer, "PRAGMA user_version = 99")
	for name, content := range map[string][]byte{broken: b, text: []byte("no store")} {
		if err := os.WriteFile(name, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, tc := range []struct {
		from string
		want error
	}{{broken, parley.ErrDamaged}, {text, parley.ErrDamaged}, {newer, parley.ErrNewer}, {filepath.Join(t.TempDir(), "none"), fs.ErrNotExist}, {path, parley.ErrStore}} {
		if err := Restore(t.Context(), tc.from, path); !errors.Is(err, tc.want) {
			t.Errorf("Restore from %s: %v, want %v", filepath.Base(tc.from), err, tc.want)
		}
	}
	if n := count(t, path); n != 25 {
		t.Errorf("%d records after what was refused", n)
	}
	alone(t, filepath.Dir(path), "store.db")
}

// A backup of an older version can be restored; the next to open it brings it up
// to date.
func TestRestoreOlder(t *testing.T) {
	list, err := migrations()
	if err != nil || len(list) < 2 {
		t.Skip("there is no older version yet")
	}
	old := filepath.Join(t.TempDir(), "old.db")
	st, err := Open(t.Context(), memory, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer ended(t, st.Close)
	db, s := st.db, (*session)(nil)
	if s, err = newSession(t.Context(), db); err != nil {
		t.Fatal(err)
	}
	if err := migrate(t.Context(), s, list[:1], wait); err != nil {
		t.Fatal(err)
	}
	if err := s.copyTo(t.Context(), old); err != nil {
		t.Fatal(err)
	}
	ended(t, s.close)
	path := filepath.Join(t.TempDir(), "store.db")
	if err := Restore(t.Context(), old, path); err != nil {
		t.Fatal(err)
	}
	if n := count(t, path); n != 0 {
		t.Errorf("%d records", n)
	}
}
