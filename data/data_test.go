package data

import (
	"errors"
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
)

func TestRows(t *testing.T) {
	fsys := fstest.MapFS{"who/x.tsv": {Data: []byte("# source: own\n# licence: Apache-2.0\na\tb\r\n\nc\n")}}
	got, err := Rows(fsys, "who/x.tsv", 3)
	want := []Row{{Line: 3, Cells: []string{"a", "b", ""}}, {Line: 5, Cells: []string{"c", "", ""}}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
	if _, err := Rows(fsys, "who/x.tsv", 1); err == nil || !strings.Contains(err.Error(), "who/x.tsv:3: 2 columns") {
		t.Errorf("a row that is too wide gives %v", err)
	}
	if _, err := Rows(fsys, "who/y.tsv", 1); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "who/y.tsv") {
		t.Errorf("a missing file gives %v", err)
	}
}

// TestFSHoldsEveryTable wants the tables of each package built in, and
// readable.
func TestFSHoldsEveryTable(t *testing.T) {
	for _, room := range []string{"howmany", "said", "when", "where", "who"} {
		files, err := fs.Glob(FS, room+"/*.tsv")
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: no tables: %v", room, err)
		}
		for _, f := range files {
			if rows, err := Rows(FS, f, 20); err != nil || len(rows) == 0 {
				t.Errorf("%s: %d rows, %v", f, len(rows), err)
			}
		}
	}
}
