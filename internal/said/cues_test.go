package said_test

import (
	"os"
	"strings"
	"testing"

	"parley/data"
	"parley/internal/doc"
)

// TestCues runs the sentences of testdata/cues.tsv: a cue must report in its
// "match" sentences and must not in its "keep" sentences. Every verb whose
// object is listed, or that is made of two words, needs both.
func TestCues(t *testing.T) {
	const name = "testdata/cues.tsv"
	rows, err := data.Rows(os.DirFS("testdata"), "cues.tsv", 3)
	if err != nil {
		t.Fatal(err)
	}
	type both struct{ match, keep bool }
	seen := make(map[string]both)
	for _, row := range rows {
		cue, sentence := row.Cells[0], row.Cells[2]
		b := seen[cue]
		found := reports(reading(t, sentence), cue)
		switch row.Cells[1] {
		case "match":
			b.match = true
			if !found {
				t.Errorf("%s:%d: %q reports nothing in %q", name, row.Line, cue, sentence)
			}
		case "keep":
			b.keep = true
			if found {
				t.Errorf("%s:%d: %q reports in %q", name, row.Line, cue, sentence)
			}
		default:
			t.Errorf("%s:%d: %q is not match or keep", name, row.Line, row.Cells[1])
		}
		seen[cue] = b
	}
	special, err := data.Rows(data.FS, "said/cues.tsv", 5)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range special {
		cue, frames := row.Cells[0], row.Cells[2]
		listed := strings.Contains(frames, "np:") || strings.Contains(frames, "np!")
		if row.Cells[1] != "verb" || !listed && !strings.Contains(cue, " ") {
			continue
		}
		if b := seen[cue]; !b.match || !b.keep {
			t.Errorf("cue %q of line %d needs a match and a keep sentence in %s", cue, row.Line, name)
		}
	}
}

// reports tells whether a quote of d comes from the verb of the cue.
func reports(d *doc.Doc, cue string) bool {
	for _, q := range d.Quotes {
		if q.Rule == "said.verb."+strings.ReplaceAll(cue, " ", "-") {
			return true
		}
	}
	return false
}
