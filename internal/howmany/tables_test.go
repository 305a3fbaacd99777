package howmany_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"parley/data"
	"parley/internal/howmany"
)

// TestDamagedTables asks that a wrong row is named by file and line.
func TestDamagedTables(t *testing.T) {
	names, err := fs.Glob(data.FS, "howmany/*.tsv")
	if err != nil || len(names) == 0 {
		t.Fatalf("no tables: %v", err)
	}
	for _, c := range []struct{ file, row, want string }{
		{"numbers", "six\tbig\t6\t6", "no class of numbers"},
		{"numbers", "six\tunit\tsechs\t6", "low"},
		{"numbers", "six\tunit\t7\t6", "below"},
		{"qualifiers", "at least\tbeneath\t1\t*", "neither before nor after"},
		{"qualifiers", "at least\tbefore\t2\t*", "not within"},
		{"groups", "cop\tpolice\tverb", "no use"},
		{"units", "day\ttide\tday", "no kind"},
		{"outcomes", "kill\tv\tobj\t-\tany\teaten\t-\t-", "no outcome"},
		{"outcomes", "kill\tx\tobj\t-\tany\tkilled\t-\t-", "no part of speech"},
		{"outcomes", "kill\tv\tindirect\t-\tany\tkilled\t-\t-", "no slot"},
		{"trends", "rise\tx\t-\t-", "no part of speech"},
		{"states", "war\tmood", "no state"},
		{"states", "war\tlevel\tmore", "columns"},
	} {
		files := fstest.MapFS{}
		for _, n := range names {
			text, err := fs.ReadFile(data.FS, n)
			if err != nil {
				t.Fatal(err)
			}
			files[n] = &fstest.MapFile{Data: text}
		}
		name := "howmany/" + c.file + ".tsv"
		files[name] = &fstest.MapFile{Data: []byte("# source: x\n" + c.row + "\n")}
		_, err := howmany.New(files)
		if err == nil || !strings.Contains(err.Error(), name+":2") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s with %q: got %v, want %s:2 … %s", c.file, c.row, err, name, c.want)
		}
	}
	if _, err := howmany.New(fstest.MapFS{}); err == nil {
		t.Error("no error without tables")
	}
}
