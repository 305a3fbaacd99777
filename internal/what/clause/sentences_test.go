package clause_test

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"parley"
	"parley/data"
	"parley/internal/doc"
	"parley/internal/pipeline"
	"parley/internal/what/clause"
	"parley/internal/what/draft"
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

// published is the date of the test articles, a Wednesday.
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
		if err := s.Run(d); err != nil {
			t.Fatalf("stage %s: %v", s.Name, err)
		}
	}
	return d
}

// sentence is a text with its trigger in brackets, and what is expected of it.
type sentence struct {
	line       int
	text       string
	start, end int // bytes of the trigger
	want       []string
	row        string // the type
}

// readSentences reads a test file, whose head explains it.
func readSentences(t testing.TB, name string) []sentence {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var all []sentence
	n := 0
	for line := range strings.Lines(string(raw)) {
		n++
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 3 {
			t.Fatalf("%s:%d: %d columns, want 3", name, n, len(cells))
		}
		s, ok := bracketed(cells[2])
		if !ok {
			t.Fatalf("%s:%d: no trigger in brackets", name, n)
		}
		s.line, s.want, s.row = n, strings.Fields(cells[1]), cells[0]
		all = append(all, s)
	}
	return all
}

// bracketed reads a sentence with its trigger in brackets.
func bracketed(cell string) (sentence, bool) {
	before, rest, ok := strings.Cut(cell, "[")
	trigger, after, ok2 := strings.Cut(rest, "]")
	return sentence{text: before + trigger + after, start: len(before), end: len(before) + len(trigger)}, ok && ok2
}

// read reads the clause of the sentence's trigger as an event of that type.
func read(t testing.TB, r *clause.Reader, s sentence, kind parley.EventType) (*doc.Doc, *draft.Event) {
	t.Helper()
	d := reading(t, s.text)
	e := &draft.Event{Type: kind, Head: doc.None}
	for i, tok := range d.Tokens {
		if tok.Start <= s.start && s.start < tok.End {
			e.Head = i
		}
	}
	if e.Head == doc.None {
		t.Fatalf("line %d: no token at the trigger", s.line)
	}
	for i, x := range d.Sentences {
		if x.First <= e.Head && e.Head < x.Last {
			e.Sentence = i
		}
	}
	// Whoever is the grammatical subject stands in for the rule's source.
	m := doc.Match{Head: e.Head}
	for i, tok := range d.Tokens {
		if tok.Head == e.Head && tok.Deprel == "nsubj" {
			m.Args = append(m.Args, doc.Arg{Name: "source", Token: i, Match: doc.None})
		}
	}
	d.Matches, e.Matches = []doc.Match{m}, []int{0}
	r.Read(d, e)
	return d, e
}

// describe writes what was read as the test files do.
func describe(e *draft.Event) string {
	var b strings.Builder
	b.WriteString(string(e.Status))
	for _, f := range []struct {
		name string
		is   bool
	}{{"negated", e.Negated}, {"anaphor", e.Anaphoric}, {"generic", e.Generic}, {"aggregate", e.Aggregate}, {"background", e.Background}} {
		if f.is {
			fmt.Fprintf(&b, " %s", f.name)
		}
	}
	return b.String()
}

// TestSentences reads testdata/sentences.tsv.
func TestSentences(t *testing.T) {
	r, err := clause.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	all := readSentences(t, "testdata/sentences.tsv")
	if len(all) < 120 {
		t.Errorf("%d sentences, want 120 at least", len(all))
	}
	for _, s := range all {
		_, e := read(t, r, s, parley.EventType(s.row))
		if got, want := describe(e), strings.Join(s.want, " "); got != want {
			t.Errorf("line %d: %s\n  trigger %q: %s (%s), want %s", s.line, s.text, s.text[s.start:s.end], got, e.StatusBy, want)
		}
	}
}
