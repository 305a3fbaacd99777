package promise_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"parley/data"
	"parley/internal/what/promise"
)

// tables are the built-in tables, with one of them replaced.
func tables(t *testing.T, name, text string) fs.FS {
	t.Helper()
	m := fstest.MapFS{}
	for _, f := range []string{
		"what/promise-topics.tsv", "what/promise-marks.tsv", "what/promise-fate.tsv", "what/promise-alike.tsv", "howmany/groups.tsv",
	} {
		raw, err := fs.ReadFile(data.FS, f)
		if err != nil {
			t.Fatal(err)
		}
		m[f] = &fstest.MapFile{Data: raw}
	}
	m[name] = &fstest.MapFile{Data: []byte(text)}
	return m
}

func TestTables(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{"what/promise-topics.tsv", "deed\ttruce, truce\n", "what/promise-topics.tsv:1"},
		{"what/promise-topics.tsv", "# head\ndeeds\ttruce\n", "what/promise-topics.tsv:2: no class"},
		{"what/promise-marks.tsv", "when\tif\n", "what/promise-marks.tsv:1: no class"},
		{"what/promise-marks.tsv", "if\tif, , unless\n", "what/promise-marks.tsv:1: empty"},
		{"what/promise-fate.tsv", "kept\t\thonour\n", "what/promise-fate.tsv:1: no status"},
		{"what/promise-fate.tsv", "met\t\thonour\nbroken\t\thonour\n", "what/promise-fate.tsv:2"},
		{"what/promise-alike.tsv", "free, release\nrelease, let\n", "what/promise-alike.tsv:2"},
	} {
		if _, err := promise.New(tables(t, c.file, c.text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %q: error %v, want %q", c.file, c.text, err, c.want)
		}
	}
	if _, err := promise.New(fstest.MapFS{}); err == nil || !strings.Contains(err.Error(), "promise-alike.tsv") {
		t.Errorf("without tables: %v", err)
	}
}
