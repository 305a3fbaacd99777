package clause_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"parley/data"
	"parley/internal/what/clause"
)

// TestWrongRows wants every wrong row refused, with file and line.
func TestWrongRows(t *testing.T) {
	for _, c := range []struct{ file, row, want string }{
		{"what/status-governors.tsv", "x\tadverb\tplanned\t-\tinf\tgo", "status-governors.tsv:1: class"},
		{"what/status-governors.tsv", "x\tverb\tmaybe\t-\tinf\tgo", "status-governors.tsv:1: status"},
		{"what/status-governors.tsv", "x\tverb\tplanned\t-\tgerund\tgo", "status-governors.tsv:1: frame"},
		{"what/status-words.tsv", "sometimes\tnow, then", "status-words.tsv:1: kind"},
		{"what/status-modals.tsv", "will\tplanned\tperhaps\tplanned", "status-modals.tsv:1: status"},
	} {
		files := fstest.MapFS{}
		for _, name := range []string{"what/status-governors.tsv", "what/status-words.tsv", "what/status-modals.tsv"} {
			text, err := fs.ReadFile(data.FS, name)
			if err != nil {
				t.Fatal(err)
			}
			if name == c.file {
				text = []byte(c.row + "\n")
			}
			files[name] = &fstest.MapFile{Data: text}
		}
		if _, err := clause.New(files); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %q", c.row, err, c.want)
		}
	}
	if _, err := clause.New(fstest.MapFS{}); err == nil {
		t.Error("no files: no error")
	}
}
