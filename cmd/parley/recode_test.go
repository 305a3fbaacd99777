package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRecode holds that a store that is coded again lists the same, in its place
// and beside it, and that what cannot be done changes nothing.
func TestRecode(t *testing.T) {
	folder := t.TempDir()
	db, beside := filepath.Join(folder, "a.db"), filepath.Join(folder, "b.db")
	files, err := filepath.Glob("../../examples/*.txt")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d examples, %v", len(files), err)
	}
	whole := func(args ...string) string {
		t.Helper()
		code, out, told := runWhole(t, "", args...)
		if code != exitOK {
			t.Fatalf("%v: code %d\n%s", args, code, told)
		}
		return out
	}
	list := func(db string) string {
		return whole("incidents", "--store", db, "--json", "--limit", "1000") + whole("ledger", "--store", db, "--json", "--limit", "1000")
	}
	whole(append([]string{"add", "--store", db}, files[:20]...)...)
	before := list(db)
	if sum := whole("recode", "--store", db, "--json"); !strings.Contains(sum, `"articles":20,"changed":0,"kept":0,"failed":0`) {
		t.Error(sum)
	}
	whole("recode", "--store", db, "--to", beside)
	for _, db := range []string{db, beside} {
		if got := list(db); got != before {
			t.Errorf("%s lists other things than before", db)
		}
		whole("verify", "--store", db)
	}
	if code, _, _ := runWhole(t, "", "recode", "--store", db, "--to", beside); code != exitUsage {
		t.Errorf("onto a file that is there: code %d", code)
	}
	if code, _, told := runWhole(t, "", "recode", "--store", filepath.Join(folder, "none.db")); code != exitNotFound {
		t.Errorf("without a store: code %d, %s", code, told)
	}
	left, err := os.ReadDir(folder)
	if err != nil || len(left) != 2 {
		t.Errorf("left are %v, %v", left, err)
	}
}
