package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"parley"
)

// onFile runs statements on a file that no store has open.
func onFile(t testing.TB, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer ended(t, db.Close)
	for _, text := range statements {
		if _, err := db.Exec(text); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
}

// madeStore makes a store with a record and closes it.
func madeStore(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "store.db")
	st, err := Open(context.Background(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	fill(t, st, 0, 20)
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// fill adds the made-up records from one number to another, each in its turn.
func fill(t testing.TB, st *Store, from, to int) {
	t.Helper()
	if err := st.Update(context.Background(), func(tx parley.Tx) error {
		for n := from; n < to; n++ {
			if _, err := tx.PutRecord(context.Background(), madeUp(n, 3)); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// bytesOf returns the bytes of a store's file, for a test that nothing wrote to it.
func bytesOf(t testing.TB, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestMigrationsAreNumbered(t *testing.T) {
	list, err := migrations()
	if err != nil || len(list) == 0 || len(list[0].sum) != 64 {
		t.Fatalf("%d migrations, %v", len(list), err)
	}
	for _, names := range [][]string{{"0002_b.sql"}, {"0001_a.sql", "0003_c.sql"}, {"first.sql"}, {"0001_a.sql", "0001_b.sql"}} {
		fsys := fstest.MapFS{}
		for _, name := range names {
			fsys["m/"+name] = &fstest.MapFile{Data: []byte("SELECT 1")}
		}
		if _, err := readMigrations(fsys, "m"); !errors.Is(err, parley.ErrStore) {
			t.Errorf("%v: %v", names, err)
		}
	}
}

func TestOpenTells(t *testing.T) {
	for _, tc := range []struct {
		name       string
		statements []string
		want       error
		words      string
	}{
		{"a newer version", []string{"PRAGMA user_version = 99", "INSERT INTO migration VALUES (99, 'x', 'y')"}, parley.ErrNewer, "version 99"},
		{"a step that was edited", []string{"UPDATE migration SET sum = 'x' WHERE version = 1"}, parley.ErrDamaged, "0001_"},
		{"a step too few", []string{"DELETE FROM migration WHERE version = (SELECT max(version) FROM migration)"}, parley.ErrDamaged, "3 migrations"},
		{"a step left out", []string{"DELETE FROM migration WHERE version = 2"}, parley.ErrDamaged, "migration 3"},
		{"a step too many", []string{"INSERT INTO migration VALUES (99, 'x', 'y')"}, parley.ErrDamaged, "migration 99"},
		{"no list of steps", []string{"DROP TABLE migration"}, parley.ErrDamaged, "list of its migrations"},
		{"another program's", []string{"PRAGMA application_id = 7"}, parley.ErrDamaged, "another program"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			path := madeStore(t)
			onFile(t, path, append(tc.statements, "PRAGMA wal_checkpoint(TRUNCATE)")...)
			before := bytesOf(t, path)
			for _, o := range []Options{{}, {ReadOnly: true}, {MustExist: true}} {
				st, err := Open(t.Context(), path, o)
				if !errors.Is(err, tc.want) || st != nil {
					t.Fatalf("Open: %v, want %v", err, tc.want)
				}
				if !strings.Contains(err.Error(), tc.words) || !strings.Contains(err.Error(), path) {
					t.Errorf("%q says nothing of %q or of the file", err, tc.words)
				}
			}
			if bytesOf(t, path) != before {
				t.Error("the file was written to")
			}
		})
	}
}

func TestAnotherProgramsFileIsLeftAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "other.db")
	onFile(t, path, "CREATE TABLE bookmarks (url TEXT)", "INSERT INTO bookmarks VALUES ('x')")
	before := bytesOf(t, path)
	if _, err := Open(t.Context(), path, Options{}); !errors.Is(err, parley.ErrDamaged) {
		t.Errorf("Open: %v", err)
	}
	if bytesOf(t, path) != before {
		t.Error("the file was written to")
	}
}

// An older store is brought up to date by a program that may write, and left
// alone by one that may not; a step that fails leaves nothing of any step.
func TestMigrateForward(t *testing.T) {
	ctx := t.Context()
	list := []migration{{1, "0001_a.sql", "CREATE TABLE a (x); INSERT INTO a VALUES (1)", "sum a"},
		{2, "0002_b.sql", "CREATE TABLE b AS SELECT x + 1 AS y FROM a", "sum b"}}
	st, err := sql.Open("sqlite", filepath.Join(t.TempDir(), "x.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer ended(t, st.Close)
	s, err := newSession(ctx, st)
	if err != nil {
		t.Fatal(err)
	}
	defer ended(t, s.close)
	version := func() int {
		t.Helper()
		v, err := check(ctx, s, list)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	if err := migrate(ctx, s, list[:1], wait); err != nil || version() != 1 {
		t.Fatalf("first step: %v", err)
	}
	broken := slices.Concat(list, []migration{{3, "0003_c.sql", "CREATE TABLE c (z); CREATE TABLE a (again)", "sum c"}})
	if err := migrate(ctx, s, broken, wait); err == nil || !strings.Contains(err.Error(), "0003_c.sql") {
		t.Errorf("a step that cannot run: %v", err)
	}
	if version() != 1 {
		t.Errorf("a step that failed left version %d", version())
	}
	for range 2 {
		if err := migrate(ctx, s, list, wait); err != nil || version() != 2 {
			t.Fatalf("second step: %v", err)
		}
	}
	var y int
	if err := s.conn.QueryRowContext(ctx, "SELECT y FROM b").Scan(&y); err != nil || y != 2 {
		t.Errorf("the second step did not see the first: %d, %v", y, err)
	}
}

func TestOlderStoreReadOnly(t *testing.T) {
	list, err := migrations()
	if err != nil || len(list) < 2 {
		t.Skip("there is no older version yet")
	}
	path := filepath.Join(t.TempDir(), "old.db")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	s, err := newSession(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	if err := migrate(t.Context(), s, list[:1], wait); err != nil {
		t.Fatal(err)
	}
	ended(t, s.close)
	ended(t, db.Close)
	if _, err := Open(t.Context(), path, Options{ReadOnly: true}); !errors.Is(err, parley.ErrStore) || !strings.Contains(err.Error(), "older") {
		t.Errorf("Open to read: %v", err)
	}
	st, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	fill(t, st, 0, 1)
	if err := st.Close(); err != nil {
		t.Error(err)
	}
}

func TestManyMakeOneStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	var work sync.WaitGroup
	for i := range 6 {
		work.Go(func() {
			st, err := Open(context.Background(), path, Options{})
			if err != nil {
				t.Errorf("Open: %v", err)
				return
			}
			fill(t, st, i, i+1)
			if err := st.Close(); err != nil {
				t.Errorf("Close: %v", err)
			}
		})
	}
	work.Wait()
}
