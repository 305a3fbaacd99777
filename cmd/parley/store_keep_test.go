package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley"
)

// TestReview merges two incidents, follows the old ID, and takes it back; then it
// settles an undertaking.
func TestReview(t *testing.T) {
	store := ownStore(t)
	before := dumpStore(t, store)
	list := items[parley.Incident](t, store, "incidents", "--country", "AFG", "--kind", "violence")
	a, b := list[0].ID, list[1].ID
	code, out, msg := onStore(t, store, "review", "merge", a[:12], b, "--by", "ana", "--note", "same convoy")
	if code != exitOK || !strings.Contains(out, "by ana: same convoy") {
		t.Fatalf("merge: exit code %d: %s%s", code, out, msg)
	}
	_, _, ofA := onStore(t, store, "show", a)
	_, _, ofB := onStore(t, store, "show", b)
	if !strings.Contains(ofA+ofB, "is now a part of i-") {
		t.Errorf("show of a merged ID does not say where it went: %q, %q", ofA, ofB)
	}
	if _, out, _ = onStore(t, store, "review", "log"); !strings.Contains(out, "1  ") {
		t.Errorf("log: %q", out)
	}
	if code, _, msg = onStore(t, store, "review", "undo", "1"); code != exitOK {
		t.Fatalf("undo: %s", msg)
	}
	if after := dumpStore(t, store); withoutSums(after) != withoutSums(before) {
		t.Errorf("not as before: %s", firstDifference(withoutSums(before), withoutSums(after)))
	}
	if code, _, _ = onStore(t, store, "review", "undo", "1"); code != exitUsage {
		t.Errorf("undo twice: exit code %d", code)
	}

	u := items[parley.Undertaking](t, store, "ledger")[0]
	code, out, msg = onStore(t, store, "review", "settle", u.ID, "intermediate", "--by", "ana", "--note", "two sites closed")
	if code != exitOK || out != u.ID+": intermediate, settled by ana (two sites closed)\n" {
		t.Errorf("settle: exit code %d: %s%s", code, out, msg)
	}
	if got := items[parley.Undertaking](t, store, "ledger")[0]; got.PAM.Level != 2 || got.PAM.By != "ana" {
		t.Errorf("settled: %+v", got.PAM)
	}
	if code, out, _ = onStore(t, store, "review", "settle", u.ID, "none", "--by", "ana"); code != exitOK || !strings.Contains(out, "proposed") {
		t.Errorf("settle none: exit code %d: %s", code, out)
	}
	if code, out, msg = onStore(t, store, "verify"); code != exitOK {
		t.Errorf("verify: exit code %d: %s%s", code, out, msg)
	}
}

// withoutSums leaves out how many decisions a store holds.
func withoutSums(dump string) string {
	lines := strings.Split(dump, "\n")
	kept := lines[:0]
	for _, l := range lines {
		if !strings.HasPrefix(l, "parley.Sums") {
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, "\n")
}

// TestBackupAndRestore loses a store and gets it back.
func TestBackupAndRestore(t *testing.T) {
	store := ownStore(t)
	before := dumpStore(t, store)
	backup := filepath.Join(t.TempDir(), "backup.db")
	for _, step := range []struct {
		args []string
		code int
	}{
		{[]string{"backup", backup}, exitOK},
		{[]string{"backup", backup}, exitStore}, // it is there
		{[]string{"backup", backup, "--force"}, exitOK},
		{[]string{"restore", backup}, exitUsage}, // the store is there
		{[]string{"restore", backup, "--force"}, exitOK},
		{[]string{"restore", "none.db", "--force"}, exitNotFound},
	} {
		if code, _, msg := onStore(t, store, step.args...); code != step.code {
			t.Errorf("%v: exit code %d, want %d: %s", step.args, code, step.code, msg)
		}
	}
	if after := dumpStore(t, store); after != before {
		t.Errorf("restored: %s", firstDifference(before, after))
	}
	if err := os.Remove(store); err != nil {
		t.Fatal(err)
	}
	if code, _, msg := onStore(t, store, "incidents"); code != exitNotFound || !strings.Contains(msg, "'parley add' makes one") {
		t.Errorf("no store: exit code %d: %s", code, msg)
	}
	if code, _, msg := onStore(t, store, "restore", backup); code != exitOK {
		t.Fatalf("restore: %s", msg)
	}
	if after := dumpStore(t, store); after != before {
		t.Errorf("restored: %s", firstDifference(before, after))
	}
}
