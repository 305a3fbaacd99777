package setting_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"parley/data"
	"parley/internal/what/setting"
)

// changed is data.FS with one file replaced.
func changed(t *testing.T, name, text string) fs.FS {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, f := range []string{"what/setting-words.tsv", "what/setting-units.tsv", "where/capitals.tsv"} {
		b, err := fs.ReadFile(data.FS, f)
		if err != nil {
			t.Fatal(err)
		}
		fsys[f] = &fstest.MapFile{Data: b}
	}
	fsys[name] = &fstest.MapFile{Data: []byte(text)}
	return fsys
}

// TestFaults wants the file and the line in the message of a damaged table.
func TestFaults(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"what/setting-words.tsv", "nosuch\tword\n", `what/setting-words.tsv:1: "nosuch" is no sort`},
		{"what/setting-words.tsv", "# head\nsays\tsay, Say\n", `what/setting-words.tsv:2: word "Say"`},
		{"what/setting-words.tsv", "says\tsay, say\n", `what/setting-words.tsv:1: word "say"`},
		{"what/setting-words.tsv", "says\tsay\n", "no row"},
		{"what/setting-units.tsv", "QAT\t*\tDoha\n", "what/setting-units.tsv:1: wants"},
		{"what/setting-units.tsv", "QAT\tX\n", "what/setting-units.tsv:1: wants"},
	} {
		if _, err := setting.New(changed(t, c.name, c.text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s with %q: error %v, want %q", c.name, c.text, err, c.want)
		}
	}
	if _, err := setting.New(fstest.MapFS{}); err == nil {
		t.Error("no error without tables")
	}
}
