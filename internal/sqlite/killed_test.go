package sqlite

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley"
)

// TestKilled kills a program that writes, again and again: what it said it had
// kept is there, and nothing is half there.
func TestKilled(t *testing.T) {
	if path := os.Getenv("PARLEY_TEST_WRITER"); path != "" {
		writeForEver(t, path)
	}
	if testing.Short() {
		t.Skip("starts programs")
	}
	path := filepath.Join(t.TempDir(), "store.db")
	kept := 0
	for round := range 8 {
		program := exec.Command(os.Args[0], "-test.run=^TestKilled$")
		program.Env = append(os.Environ(), "PARLEY_TEST_WRITER="+path)
		if err := program.Start(); err != nil {
			t.Fatal(err)
		}
		if round >= 4 {
			// The first rounds may hit the making of the store, these hit the writing,
			// however slow the machine is.
			for before, tries := told(t, path+".told"), 0; told(t, path+".told") == before && tries < 6000; tries++ {
				time.Sleep(10 * time.Millisecond)
			}
		}
		time.Sleep(time.Duration(40+round*35) * time.Millisecond)
		if err := program.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		if err := program.Wait(); err == nil {
			t.Fatal("the program ended by itself")
		}
		said := told(t, path+".told")
		st, err := Open(t.Context(), path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		kept = 0
		for ; ; kept++ {
			r, _, err := st.Article(t.Context(), hexID("a", kept))
			if errors.Is(err, parley.ErrNotFound) {
				break
			}
			if err != nil || len(r.Events) != 3 {
				t.Fatalf("article %d: %v", kept, err)
			}
			if raw, err := st.Raw(t.Context(), r.Article.ID); err != nil || string(raw.Body) != r.Article.Text {
				t.Fatalf("what article %d was read from: %v", kept, err)
			}
		}
		if kept < said || kept%10 != 0 {
			t.Errorf("round %d: the program told of %d articles, %d are there", round, said, kept)
		}
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	}
	if kept == 0 {
		t.Error("the program was killed before it kept anything in any round")
	}
}

// told returns how many lines a file has.
func told(t *testing.T, path string) int {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return 10 * strings.Count(string(b), "\n")
}

// writeForEver adds ten records at a time and writes a line for each ten kept.
func writeForEver(t *testing.T, path string) {
	lines, err := os.OpenFile(path+".told", os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	st, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for n := 0; ; n += 10 {
		added := false
		if err := st.Update(t.Context(), func(tx parley.Tx) error {
			for i := n; i < n+10; i++ {
				r := madeUp(i, 3)
				if added, err = tx.PutRecord(t.Context(), r); err != nil {
					return err
				}
				if err := tx.PutRaw(t.Context(), parley.Raw{Article: r.Article.ID, Body: []byte(r.Article.Text)}); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if added {
			if _, err := lines.WriteString("kept\n"); err != nil {
				t.Fatal(err)
			}
		}
	}
}
