package parties_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"parley/data"
	"parley/internal/what/parties"
)

// TestWrongRows wants every wrong row refused, with file and line.
func TestWrongRows(t *testing.T) {
	for _, c := range []struct{ file, row, want string }{
		{"what/party-nouns.tsv", "animal\tdog", "party-nouns.tsv:1: kind"},
		{"what/weapon-kinds.tsv", "lasers\tweapon\tlaser", "weapon-kinds.tsv:1: kind"},
		{"what/weapon-kinds.tsv", "drone\ttoy\tdrone", "weapon-kinds.tsv:1: kind"},
	} {
		files := fstest.MapFS{}
		for _, name := range []string{"what/party-nouns.tsv", "what/party-cases.tsv", "what/weapon-kinds.tsv", "who/states.tsv"} {
			text, err := fs.ReadFile(data.FS, name)
			if err != nil {
				t.Fatal(err)
			}
			if name == c.file {
				text = []byte(c.row + "\n")
			}
			files[name] = &fstest.MapFile{Data: text}
		}
		if _, err := parties.New(files); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %q", c.row, err, c.want)
		}
	}
}
