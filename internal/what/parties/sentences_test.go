package parties_test

import (
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"parley"
	"parley/data"
	"parley/internal/doc"
	"parley/internal/pipeline"
	"parley/internal/what/draft"
	"parley/internal/what/parties"
	"parley/internal/where/gazetteer"
)

// stages are those of all reading.
var stages = sync.OnceValues(func() ([]doc.Stage, error) {
	places, err := gazetteer.Load()
	if err != nil {
		return nil, err
	}
	return pipeline.Reading(data.FS, places)
})

// published is the date of the test articles.
var published = time.Date(2022, 6, 15, 0, 0, 0, 0, time.UTC)

// reading runs the stages on text.
func reading(t testing.TB, text string) *doc.Doc {
	t.Helper()
	list, err := stages()
	if err != nil {
		t.Fatal(err)
	}
	a := &parley.Article{Text: text}
	a.Published = parley.Published{Stated: published.Format(time.DateOnly), From: published, To: published}
	d := &doc.Doc{Text: text, Article: a}
	for _, s := range list {
		if s.Name == "grammar" {
			break // the test gives the matches by hand
		}
		if err := s.Run(d); err != nil {
			t.Fatalf("stage %s: %v", s.Name, err)
		}
	}
	return d
}

// testCase is a line of the test file.
type testCase struct {
	line             int
	label, args, out string
	text             string
	trigger          int // byte
}

func readCases(t testing.TB, name string) []testCase {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var all []testCase
	n := 0
	for line := range strings.Lines(string(raw)) {
		n++
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 4 {
			t.Fatalf("%s:%d: %d columns, want 4", name, n, len(cells))
		}
		before, rest, ok := strings.Cut(cells[3], "[")
		trigger, after, ok2 := strings.Cut(rest, "]")
		if !ok || !ok2 {
			t.Fatalf("%s:%d: no trigger in brackets", name, n)
		}
		all = append(all, testCase{n, cells[0], cells[1], cells[2], before + trigger + after, len(before)})
	}
	return all
}

// find makes the match of the test case by hand and finds the parties.
func find(t testing.TB, f *parties.Finder, c testCase) (*doc.Doc, *draft.Event) {
	t.Helper()
	d := reading(t, c.text)
	at := func(offset int) int {
		return slices.IndexFunc(d.Tokens, func(tok doc.Token) bool { return tok.Start <= offset && offset < tok.End })
	}
	kind, mode, _ := strings.Cut(c.label, "/")
	e := &draft.Event{Type: parley.EventType(kind), Mode: parley.Mode(mode), Head: at(c.trigger), Status: parley.Happened}
	e.Sentence = slices.IndexFunc(d.Sentences, func(s doc.Sentence) bool { return s.First <= e.Head && e.Head < s.Last })
	m := doc.Match{Rule: "test", Label: c.label, Head: e.Head}
	for _, arg := range strings.Fields(c.args) {
		name, word, _ := strings.Cut(arg, ":")
		if arg == "-" {
			continue
		}
		if name == "status" {
			e.Status = parley.Status(word)
			continue
		}
		if name == "effect" {
			m.Attrs = append(m.Attrs, doc.Attr{Name: name, Value: word})
			continue
		}
		i := slices.IndexFunc(d.Tokens, func(tok doc.Token) bool { return d.Text[tok.Start:tok.End] == word })
		if i < 0 {
			t.Fatalf("line %d: no word %q", c.line, word)
		}
		m.Args = append(m.Args, doc.Arg{Name: name, Token: i, Match: doc.None})
	}
	d.Matches, e.Matches = []doc.Match{m}, []int{0}
	f.Find(d, e)
	return d, e
}

// describe writes what was found as the test file does, sorted.
func describe(d *doc.Doc, e *draft.Event, given parley.Mode) []string {
	var out []string
	side := func(letter string, list []draft.Party) {
		for _, p := range list {
			name := `"` + words(d, p.Words) + `"`
			if p.Actor != doc.None {
				name = d.Actors[p.Actor].ID
			}
			if p.Effect != "" {
				name += "!" + string(p.Effect)
			}
			if p.Inferred {
				name += "~"
			}
			if p.Blamed {
				name += "?"
			}
			out = append(out, letter+"="+name)
		}
	}
	side("s", e.Sources)
	side("t", e.Targets)
	for _, x := range e.Weapons {
		out = append(out, "w="+x.Kind+":"+words(d, x.Words))
	}
	if e.Mode != "" && e.Mode != given {
		out = append(out, "m="+string(e.Mode))
	}
	if out == nil {
		out = []string{"-"}
	}
	slices.Sort(out)
	return out
}

// words are those of the range, with "_" between.
func words(d *doc.Doc, r doc.Range) string {
	var list []string
	for i := r.First; i < r.Last; i++ {
		list = append(list, d.Word(i))
	}
	return strings.Join(list, "_")
}

// TestSentences reads testdata/sentences.tsv.
func TestSentences(t *testing.T) {
	f, err := parties.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	all := readCases(t, "testdata/sentences.tsv")
	if len(all) < 80 {
		t.Errorf("%d sentences, want 80 at least", len(all))
	}
	for _, c := range all {
		d, e := find(t, f, c)
		want := strings.Fields(c.out)
		slices.Sort(want)
		_, mode, _ := strings.Cut(c.label, "/")
		if got := describe(d, e, parley.Mode(mode)); !slices.Equal(got, want) {
			t.Errorf("line %d: %s\n  %s\n  got  %s\n  want %s", c.line, c.text, c.args, strings.Join(got, " "), strings.Join(want, " "))
		}
	}
}
