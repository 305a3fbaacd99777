package clause_test

import (
	"os"
	"strings"
	"testing"

	"parley"
	"parley/data"
	"parley/internal/what/clause"
)

// deeds are verbs with their past and their noun.
var deeds = []struct{ do, done, deed string }{
	{"attack", "attacked", "an attack"},
	{"ambush", "ambushed", "an ambush"},
	{"bomb", "bombed", "a bombing"},
	{"raid", "raided", "a raid"},
	{"shell", "shelled", "a mortar strike"},
}

// TestNeverHappened fills in testdata/never.txt: a negated, hypothetical or
// future clause never becomes happened.
func TestNeverHappened(t *testing.T) {
	r, err := clause.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile("testdata/never.txt")
	if err != nil {
		t.Fatal(err)
	}
	n, wrong := 0, 0
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		for _, d := range deeds {
			s, ok := fill(line, d.do, d.done, d.deed)
			if !ok {
				t.Fatalf("no place for a deed in %q", line)
			}
			n++
			if _, e := read(t, r, s, parley.Assault); e.Status == parley.Happened {
				wrong++
				t.Errorf("%s\n  %q happened (%s)", s.text, s.text[s.start:s.end], e.StatusBy)
			}
		}
	}
	t.Logf("%d of %d wrong", wrong, n)
}

// fill puts a deed into the place of the line; the trigger is its last word.
func fill(line, do, done, deed string) (sentence, bool) {
	for place, word := range map[string]string{"{do}": do, "{done}": done, "{deed}": deed} {
		before, after, ok := strings.Cut(line, place)
		if !ok {
			continue
		}
		if strings.HasSuffix(strings.ToLower(before), "no ") {
			_, word, _ = strings.Cut(word, " ")
		}
		text := before + word + after
		end := len(before) + len(word)
		start := len(before) + strings.LastIndex(word, " ") + 1
		return sentence{text: text, start: start, end: end}, true
	}
	return sentence{}, false
}
