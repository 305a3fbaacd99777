package account_test

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
	"parley/internal/rule"
	"parley/internal/what/account"
	"parley/internal/what/draft"
	"parley/internal/where/gazetteer"
)

var published = time.Date(2023, 5, 17, 0, 0, 0, 0, time.UTC)

// reading is the stages before the coder, and the grammar.
type reading struct {
	stages  []doc.Stage
	grammar *rule.Grammar
}

var load = sync.OnceValues(func() (r reading, err error) {
	places, err := gazetteer.Load()
	if err != nil {
		return r, err
	}
	if r.stages, err = pipeline.Reading(data.FS, places); err != nil {
		return r, err
	}
	r.grammar, err = rule.Load(data.FS, "rules", nil)
	return r, err
})

func read(t testing.TB, text string) *doc.Doc {
	t.Helper()
	r, err := load()
	if err != nil {
		t.Fatal(err)
	}
	d := &doc.Doc{Text: text, Article: &parley.Article{Text: text, Published: parley.Published{
		Stated: published.Format(time.DateOnly), From: published, To: published,
	}}}
	for _, s := range r.stages {
		if err := s.Run(d); err != nil {
			t.Fatalf("stage %s: %v", s.Name, err)
		}
	}
	d.Matches = r.grammar.Match(d)
	return d
}

// article is one entry of the table: its events, and what is said of each.
type article struct {
	name, text string
	events     [][]string
	said       [][]string
}

func readArticles(t testing.TB) []article {
	t.Helper()
	text, err := os.ReadFile("testdata/articles.txt")
	if err != nil {
		t.Fatal(err)
	}
	var all []article
	for line := range strings.SplitSeq(string(text), "\n") {
		if name, ok := strings.CutPrefix(line, "== "); ok {
			all = append(all, article{name: name})
			continue
		}
		if len(all) == 0 || line == "" {
			continue
		}
		a := &all[len(all)-1]
		switch n := len(a.said) - 1; {
		case strings.HasPrefix(line, "* "):
			a.events, a.said = append(a.events, strings.Fields(line[2:])), append(a.said, nil)
		case n >= 0:
			a.said[n] = append(a.said[n], line)
		default:
			a.text += line
		}
	}
	return all
}

// event makes the draft of an event from its triggers; its tolls are all
// figures of people killed in the article.
func (a *article) event(t testing.TB, d *doc.Doc, triggers []string) *draft.Event {
	t.Helper()
	e := &draft.Event{Type: parley.Assault, Status: parley.Happened, StatusAt: doc.None, Quote: doc.None}
	for _, w := range triggers {
		word, nth := w, 1
		if before, n, ok := strings.Cut(w, "@"); ok {
			word, nth = before, int(n[0]-'0')
		}
		for i := range d.Tokens {
			if d.Word(i) == word {
				if nth--; nth == 0 {
					e.Heads = append(e.Heads, i)
				}
			}
		}
	}
	if len(e.Heads) != len(triggers) {
		t.Fatalf("%s: not all of %v stand in %q", a.name, triggers, a.text)
	}
	slices.Sort(e.Heads)
	e.Head = e.Heads[0]
	for i := range d.Tokens {
		if k := d.MentionAt(i); d.Tokens[i].Head == e.Head && d.Tokens[i].Deprel == "nsubj" && k != doc.None {
			e.Sources = append(e.Sources, draft.Party{Token: i, Mention: k, Actor: d.Mentions[k].Actor})
		}
	}
	if len(a.events) == 1 {
		for i, c := range d.Counts {
			if c.Outcome == doc.Killed {
				e.Tolls = append(e.Tolls, draft.Toll{Count: i, Token: doc.None, Outcome: c.Outcome, Figure: c.Figure, Low: c.Low, High: c.High, Quote: doc.None})
			}
		}
	}
	return e
}

// TestArticles binds claims and accounts in the table's articles.
func TestArticles(t *testing.T) {
	b, err := account.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	all := readArticles(t)
	if len(all) < 20 {
		t.Errorf("%d articles, want 20 at least", len(all))
	}
	for _, a := range all {
		d := read(t, a.text)
		var events []*draft.Event
		for _, triggers := range a.events {
			events = append(events, a.event(t, d, triggers))
		}
		had := make([]int, len(events))
		for i, e := range events {
			had[i] = len(e.Sources)
		}
		b.Bind(d, events)
		for i, e := range events {
			got, want := describe(d, e, had[i]), slices.Sorted(slices.Values(a.said[i]))
			if !slices.Equal(got, want) {
				t.Errorf("%s, %v: got\n  %s\nwant\n  %s", a.name, a.events[i], strings.Join(got, "\n  "), strings.Join(want, "\n  "))
			}
		}
	}
}

// describe writes what was bound to e as the table does; sources after the
// first had are those that Bind added.
func describe(d *doc.Doc, e *draft.Event, had int) []string {
	var out []string
	name := func(actor int) string {
		if actor == doc.None {
			return "-"
		}
		return d.Actors[actor].Name
	}
	for _, c := range e.Claims {
		s := "c " + c.Stance + " " + name(c.Actor)
		if c.Speaker != doc.None {
			s += "/" + name(c.Speaker)
		}
		out = append(out, s)
	}
	for _, p := range e.Sources[min(had, len(e.Sources)):] {
		kind := "s "
		if p.Blamed {
			kind = "b "
		}
		out = append(out, kind+name(p.Actor))
	}
	for _, a := range e.Accounts {
		q := d.Quotes[a.Quote]
		s := "a " + d.Text[d.Tokens[q.Speaker.First].Start:d.Tokens[q.Speaker.Last-1].End]
		for _, i := range a.Tolls {
			s += fmt.Sprintf(" %g", e.Tolls[i].Figure)
		}
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}
