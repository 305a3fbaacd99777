package setting_test

import (
	"fmt"
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
	"parley/internal/what/setting"
	"parley/internal/what/toll"
	"parley/internal/where/gazetteer"
)

// tools are the reading stages and the two finders, with the built-in data.
type tools struct {
	stages  []doc.Stage
	setting *setting.Finder
	toll    *toll.Finder
}

var load = sync.OnceValues(func() (tools, error) {
	g, err := gazetteer.Load()
	if err != nil {
		return tools{}, err
	}
	stages, err := pipeline.Reading(data.FS, g)
	if err != nil {
		return tools{}, err
	}
	// The coder's own stages, if there, are not wanted: drafts are made by hand.
	end := slices.IndexFunc(stages, func(s doc.Stage) bool { return slices.Contains(s.Adds, doc.LayerQuotes) })
	s, err := setting.New(data.FS)
	if err != nil {
		return tools{}, err
	}
	t, err := toll.New(data.FS)
	return tools{stages[:end+1], s, t}, err
})

// read runs the reading stages over a text published on 17 May 2023.
func read(tb testing.TB, text string) *doc.Doc {
	tb.Helper()
	tool, err := load()
	if err != nil {
		tb.Fatal(err)
	}
	day := time.Date(2023, 5, 17, 0, 0, 0, 0, time.UTC)
	d := &doc.Doc{Text: text, Article: &parley.Article{Text: text, Published: parley.Published{Stated: "2023-05-17", From: day, To: day}}}
	for _, s := range tool.stages {
		if err := s.Run(d); err != nil {
			tb.Fatal(err)
		}
	}
	return d
}

// byHand makes the drafts of the triggers, the first of them first in the
// result, fused where the marks say so; and the same drafts in text order.
func byHand(tb testing.TB, d *doc.Doc, triggers string) (checked *draft.Event, events []*draft.Event) {
	tb.Helper()
	for i, spec := range strings.Fields(triggers) {
		word, marks, _ := strings.Cut(spec, ":")
		head := slices.IndexFunc(d.Tokens, func(t doc.Token) bool { return d.Text[t.Start:t.End] == word })
		if head < 0 {
			tb.Fatalf("%q: no token %q", d.Text, word)
		}
		e := oneByHand(d, head, marks)
		if strings.Contains(marks, "+") && checked != nil {
			merge(checked, e)
			continue
		}
		if i == 0 {
			checked = e
		}
		events = append(events, e)
	}
	slices.SortStableFunc(events, func(a, b *draft.Event) int { return a.Heads[0] - b.Heads[0] })
	return checked, events
}

func oneByHand(d *doc.Doc, head int, marks string) *draft.Event {
	e := &draft.Event{Type: parley.Assault, Status: parley.Happened, Head: head, Heads: []int{head}, Quote: doc.None, StatusAt: doc.None}
	for _, m := range marks {
		switch m {
		case 'a':
			e.Anaphoric = true
		case 'b':
			e.Background = true
		case 'g':
			e.Generic = true
		case 's':
			e.Aggregate = true
		case 'c':
			e.Mode = parley.ModeClash
		case 'k':
			e.Type = parley.Consult
		case 'n':
			e.Type = parley.Agree
		case 'r':
			e.Type = parley.Retreat
		case 'z':
			e.Type, e.Mode = parley.Coerce, parley.ModeSeize
		case 'q':
			e.Status = parley.Demanded
		case 'p':
			e.Status = parley.Planned
		case 't':
			e.Status = parley.Threatened
		}
	}
	e.Sentence = slices.IndexFunc(d.Sentences, func(s doc.Sentence) bool { return s.Last > head })
	e.Sources = around(d, head, "nsubj")
	e.Targets = append(around(d, head, "obj"), around(d, head, "nsubj:pass")...)
	return e
}

// around returns the parties that are dependents of a head, with those joined
// to them.
func around(d *doc.Doc, head int, rel string) []draft.Party {
	var out []draft.Party
	for i, t := range d.Tokens {
		joined := t.Deprel == "conj" && slices.ContainsFunc(out, func(p draft.Party) bool { return p.Token == t.Head })
		if t.Head != head && !joined || t.Head == head && t.Deprel != rel {
			continue
		}
		p := draft.Party{Token: i, Mention: d.MentionAt(i), Actor: doc.None}
		if p.Mention != doc.None {
			p.Actor = d.Mentions[p.Mention].Actor
		}
		out = append(out, p)
	}
	return out
}

// merge fuses b into a as the coder's step does: heads, parties, and what a
// leaves open of date and place.
func merge(a, b *draft.Event) {
	a.Heads = append(a.Heads, b.Heads...)
	slices.Sort(a.Heads)
	a.Sources, a.Targets = append(a.Sources, b.Sources...), append(a.Targets, b.Targets...)
}

// code runs the two packages over drafts made by hand.
func code(tb testing.TB, text, triggers string) (*doc.Doc, *draft.Event) {
	tb.Helper()
	tool, _ := load()
	d := read(tb, strings.ReplaceAll(text, " ¶ ", "\n\n"))
	e, events := byHand(tb, d, triggers)
	for _, x := range events {
		own := *x
		for i := len(x.Heads) - 1; i >= 0; i-- {
			one := own
			one.Head = x.Heads[i]
			one.Sentence = slices.IndexFunc(d.Sentences, func(s doc.Sentence) bool { return s.Last > one.Head })
			tool.setting.Own(d, &one)
			if x.When.Period.IsZero() || !one.When.Period.IsZero() && one.Head == x.Head {
				x.When = one.When
			}
			if x.Where.Place.Name == "" || one.Where.Place.Name != "" && one.Head == x.Head {
				x.Where = one.Where
			}
		}
	}
	tool.setting.Inherit(d, events)
	tool.toll.Find(d, events)
	return d, e
}

func days(w draft.When) string {
	if w.Period.IsZero() {
		return "-"
	}
	from, to := "", ""
	if !w.Period.From.IsZero() {
		from = w.Period.From.Format(time.DateOnly)
	}
	if !w.Period.To.IsZero() {
		to = w.Period.To.Format(time.DateOnly)
	}
	out := from
	if from != to {
		out += ".." + to
	}
	if w.Inferred {
		return "~" + out
	}
	return out
}

func spot(w draft.Where) string {
	if w.Place.Name == "" {
		return "-"
	}
	out := fmt.Sprintf("%s, %s, %s", w.Place.Name, w.Place.Admin1, w.Place.Country)
	if w.Inferred {
		return "~" + out
	}
	return out
}

func sum(d *doc.Doc, e *draft.Event, o doc.Outcome) string {
	low, high, vague, ok := toll.Sum(d, e, o)
	switch {
	case !ok:
		return "-"
	case vague:
		return "vague"
	case low == high:
		return fmt.Sprint(low)
	}
	return fmt.Sprintf("%v-%v", low, high)
}

// TestArticles reads testdata/articles.tsv.
func TestArticles(t *testing.T) {
	text, err := os.ReadFile("testdata/articles.tsv")
	if err != nil {
		t.Fatal(err)
	}
	n, wrong := 0, 0
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		c := strings.Split(line, "\t")
		if len(c) != 6 {
			t.Fatalf("%q has %d columns", line, len(c))
		}
		n++
		d, e := code(t, c[0], c[1])
		for i, got := range []string{days(e.When), spot(e.Where), sum(d, e, doc.Killed), sum(d, e, doc.Injured)} {
			if want := c[i+2]; !fits(got, want) {
				t.Errorf("%s\n\t%s: %s is %s, want %s", c[0], c[1], []string{"date", "place", "killed", "injured"}[i], got, want)
				wrong++
			}
		}
	}
	if n < 80 {
		t.Errorf("%d articles, want at least 80", n)
	}
	t.Logf("%d articles, %d values wrong", n, wrong)
}

// fits compares by parts between commas; "*" fits anything.
func fits(got, want string) bool {
	g, w := strings.Split(got, ", "), strings.Split(want, ", ")
	if want == "*" {
		return true
	}
	return slices.EqualFunc(g, w, func(g, w string) bool { return w == "*" || g == w })
}
