package main

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// faulty runs a verb on a store of faults and checks what it says of them.
func faulty(t *testing.T, store, words string, args ...string) {
	t.Helper()
	code, out, msg := onStore(t, store, args...)
	if code != exitStore || !strings.Contains(msg, words) || out != "" {
		t.Errorf("parley %v: exit code %d, want %d; stdout %q, stderr %q lacks %q", args, code, exitStore, out, msg, words)
	}
}

// TestNewerStore opens a store that a newer Parley wrote.
func TestNewerStore(t *testing.T) {
	store := ownStore(t)
	db, err := sql.Open("sqlite", store)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"PRAGMA user_version = 99", "INSERT INTO migration VALUES (99, 'later', 'sum')"} {
		if _, err := db.ExecContext(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	before := bytesOf(t, store)
	for _, args := range [][]string{{"incidents"}, {"add", "examples/derry-2019.txt"}, {"review", "undo", "1"}, {"verify"}} {
		faulty(t, store, "newer version", args...)
	}
	if bytesOf(t, store) != before {
		t.Error("the store of a newer version was changed")
	}
}

// TestDamagedStore opens what is no store, and one with bytes turned over.
func TestDamagedStore(t *testing.T) {
	store := ownStore(t)
	text := filepath.Join(t.TempDir(), "letter.db")
	if err := os.WriteFile(text, []byte(strings.Repeat("Dear reader, this is no store. ", 400)), 0o644); err != nil {
		t.Fatal(err)
	}
	before := bytesOf(t, text)
	for _, args := range [][]string{{"incidents"}, {"add", "examples/derry-2019.txt"}, {"verify"}} {
		faulty(t, text, "damaged", args...)
	}
	if bytesOf(t, text) != before {
		t.Error("a file that is no store was written to")
	}

	bytes := []byte(bytesOf(t, store))
	for i := len(bytes) / 3; i < len(bytes)/3+20000; i++ {
		bytes[i] ^= 0x5a
	}
	if err := os.WriteFile(store, bytes, 0o644); err != nil {
		t.Fatal(err)
	}
	code, out, msg := onStore(t, store, "verify")
	if (code != exitFaults || out == "") && (code != exitStore || !strings.Contains(msg, "damaged")) {
		t.Errorf("verify of a damaged store: exit code %d: %s%s", code, out, msg)
	}
}

// TestFullDisk fills a small disk with add: the message says so, what was added is
// kept, and add goes on when there is room.
func TestFullDisk(t *testing.T) {
	news := madeUpNews(t, 120, 2)
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=1200k"); err != nil {
		t.Skipf("no small disk can be made here: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, 0) })
	store := filepath.Join(dir, "s.db")
	code, _, msg := onStore(t, store, "add", "--batch", "20", news)
	if code != exitStore || !strings.Contains(msg, "disk is full") {
		t.Fatalf("add: exit code %d: %s", code, msg)
	}
	kept := articlesIn(t, store)
	t.Logf("%d of 120 articles kept: %s", kept, msg)
	if err := syscall.Mount("", dir, "", syscall.MS_REMOUNT, "size=64m"); err != nil {
		t.Fatal(err)
	}
	if now := articlesIn(t, store); now != kept {
		t.Errorf("%d articles with room again, %d before", now, kept)
	}
	if code, _, msg := onStore(t, store, "add", news); code != exitOK {
		t.Fatalf("add with room: exit code %d: %s", code, msg)
	}
	calm := filepath.Join(t.TempDir(), "calm.db")
	if code, _, msg := onStore(t, calm, "add", news); code != exitOK {
		t.Fatal(msg)
	}
	if want, got := dumpStore(t, calm), dumpStore(t, store); want != got {
		t.Errorf("not what a large disk holds:\n%s", firstDifference(want, got))
	}
	if code, out, msg := onStore(t, store, "verify"); code != exitOK {
		t.Errorf("verify: exit code %d: %s%s", code, out, msg)
	}
}

// TestReadOnlyDisk lists what lies on a disk that cannot be written, and refuses to
// add to it.
func TestReadOnlyDisk(t *testing.T) {
	from := exampleStore(t)
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=32m"); err != nil {
		t.Skipf("no disk can be made here: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, 0) })
	store := filepath.Join(dir, "s.db")
	if code, _, msg := onStore(t, from, "backup", store); code != exitOK {
		t.Fatal(msg)
	}
	if err := syscall.Mount("", dir, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	faulty(t, store, "read-only", "add", "examples/derry-2019.txt")
	faulty(t, store, "read-only", "review", "undo", "1")
	_, want, _ := onStore(t, from, "incidents")
	if code, got, msg := onStore(t, store, "incidents"); code != exitOK || got != want {
		t.Errorf("incidents: exit code %d, %d bytes of %d: %s", code, len(got), len(want), msg)
	}
	if code, _, msg := onStore(t, store, "verify"); code != exitOK || !strings.Contains(msg, "cannot be written") {
		t.Errorf("verify: exit code %d: %s", code, msg)
	}
}

func bytesOf(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
