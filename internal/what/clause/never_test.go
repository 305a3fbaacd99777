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
func TestNeverHappened(t *testing.T) { fillIn(t, "testdata/never.txt", false) }

// TestAlwaysHappened fills in testdata/always.txt: what is told as a fact stays one.
func TestAlwaysHappened(t *testing.T) { fillIn(t, "testdata/always.txt", true) }

// fillIn reads the sentences of the file with each deed in turn.
func fillIn(t *testing.T, name string, want bool) {
	r, err := clause.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
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
			if _, e := read(t, r, s, parley.Assault); (e.Status == parley.Happened) != want {
				t.Errorf("%s\n  %q: %s by %q", s.text, s.text[s.start:s.end], e.Status, e.StatusBy)
			}
		}
	}
	if n < 150 {
		t.Errorf("%d sentences, want 150 at least", n)
	}
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
		if before == "" {
			word = strings.ToUpper(word[:1]) + word[1:]
		}
		text := before + word + after
		end := len(before) + len(word)
		start := len(before) + strings.LastIndex(word, " ") + 1
		return sentence{text: text, start: start, end: end}, true
	}
	return sentence{}, false
}
