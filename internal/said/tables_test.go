package said_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"parley/data"
	"parley/internal/said"
)

// TestDamagedTables has an error of every table name its file and line.
func TestDamagedTables(t *testing.T) {
	for _, c := range []struct{ file, row, want string }{
		{"said/cues.tsv", "say\tadverb\tclause\tany\tsays", "class"},
		{"said/cues.tsv", "say\tverb\t\tany\tsays", "no frame"},
		{"said/cues.tsv", "say\tverb\tclauses\tany\tsays", "no frame"},
		{"said/cues.tsv", "say\tverb\tp\tany\tsays", "lacks its words"},
		{"said/cues.tsv", "say\tverb\tnp:\tany\tsays", "lacks its words"},
		{"said/cues.tsv", "say\tverb\tclause\tdog\tsays", "subject"},
		{"said/cues.tsv", "say\tverb\tclause\tany\tsings", "stance"},
		{"said/cues.tsv", "say\tverb\tclause\tany\tsays\tmore", "columns"},
		{"said/speakers.tsv", "animal\tdog", "kind of speaker"},
		{"said/channels.tsv", "smoke\t1\tsmoke", "channel"},
		{"said/channels.tsv", "website\thigh\tsite", "invalid syntax"},
		{"said/channels.tsv", "website\t1\tsite, ", "empty word"},
		{"said/outlets.tsv", "paper\tdawn", "kind"},
		{"said/turns.tsv", "sings\tla", "stance"},
		{"said/turns.tsv", "denies\tla, ", "empty turn"},
	} {
		text, err := fs.ReadFile(data.FS, c.file)
		if err != nil {
			t.Fatal(err)
		}
		damaged := fstest.MapFS{}
		for _, name := range []string{"cues", "speakers", "channels", "outlets", "turns"} {
			raw, err := fs.ReadFile(data.FS, "said/"+name+".tsv")
			if err != nil {
				t.Fatal(err)
			}
			damaged["said/"+name+".tsv"] = &fstest.MapFile{Data: raw}
		}
		damaged[c.file] = &fstest.MapFile{Data: append([]byte(c.row+"\n"), text...)}
		_, err = said.New(damaged)
		if err == nil || !strings.Contains(err.Error(), c.file+":1:") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s with %q: error %v, want %q in line 1", c.file, c.row, err, c.want)
		}
	}
	if _, err := said.New(fstest.MapFS{}); err == nil {
		t.Error("New made a stage of no tables")
	}
}

// leastCues is how many cue words the table holds at least.
const leastCues = 200

func TestCuesAreMany(t *testing.T) {
	rows, err := data.Rows(data.FS, "said/cues.tsv", 5)
	if err != nil {
		t.Fatal(err)
	}
	words := make(map[string]bool)
	for _, row := range rows {
		words[row.Cells[0]] = true
	}
	if len(words) < leastCues {
		t.Errorf("%d cue words, want at least %d", len(words), leastCues)
	}
}
