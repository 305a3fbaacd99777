package fuse_test

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
	"parley/internal/what/fuse"
	"parley/internal/where/gazetteer"
)

// published is the date of every article of the test tables.
var published = time.Date(2023, 5, 17, 0, 0, 0, 0, time.UTC)

var stages = sync.OnceValues(func() ([]doc.Stage, error) {
	places, err := gazetteer.Load()
	if err != nil {
		return nil, err
	}
	return pipeline.Reading(data.FS, places)
})

// read takes a text through the layers that the coder reads.
func read(t testing.TB, text string) *doc.Doc {
	t.Helper()
	all, err := stages()
	if err != nil {
		t.Fatal(err)
	}
	d := &doc.Doc{Text: text, Article: &parley.Article{Text: text, Published: parley.Published{Stated: published.Format(time.DateOnly), From: published, To: published}}}
	for _, s := range all {
		if err := s.Run(d); err != nil {
			t.Fatalf("stage %s: %v", s.Name, err)
		}
	}
	return d
}

// article is one entry of a test table.
type article struct {
	name, text string
	// want are the happenings, each the triggers that tell it; dropped are the
	// triggers that tell none.
	want    [][]string
	dropped []string
}

func readArticles(t testing.TB, file string) []article {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []article
	for n, line := range strings.Split(string(text), "\n") {
		switch {
		case strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "== "):
			all = append(all, article{name: line[3:]})
		case len(all) == 0:
			if line != "" {
				t.Fatalf("%s:%d: no article yet", file, n+1)
			}
		case strings.HasPrefix(line, "* "):
			all[len(all)-1].want = append(all[len(all)-1].want, strings.Fields(line[2:]))
		case strings.HasPrefix(line, "x "):
			all[len(all)-1].dropped = append(all[len(all)-1].dropped, strings.Fields(line[2:])...)
		default:
			all[len(all)-1].text += line + "\n"
		}
	}
	for i := range all {
		all[i].text = strings.TrimSpace(all[i].text)
	}
	return all
}

// drafts makes the drafts of an article's triggers and tells which is which.
func (a *article) drafts(t testing.TB, d *doc.Doc) (drafts []*draft.Event, names map[int]string) {
	t.Helper()
	names = map[int]string{}
	for _, spec := range append(slices.Concat(a.want...), a.dropped...) {
		e := a.draft(t, d, spec)
		drafts = append(drafts, e)
		names[e.Head] = spec
	}
	slices.SortFunc(drafts, func(x, y *draft.Event) int { return x.Head - y.Head })
	for _, e := range drafts {
		fill(d, e)
	}
	settle(d, drafts)
	return drafts, names
}

// draft makes one draft of "~word@2/TYPE/mode".
func (a *article) draft(t testing.TB, d *doc.Doc, spec string) *draft.Event {
	t.Helper()
	e := &draft.Event{Status: parley.Happened, StatusAt: doc.None, Quote: doc.None}
	e.When.Time, e.Where.At = doc.None, doc.None
	switch spec[0] {
	case '~':
		e.Anaphoric = true
	case '%':
		e.Generic = true
	case '+':
		e.Aggregate = true
	case '<':
		e.Background = true
	case '-':
		e.Negated, e.Status = true, parley.Denied
	case '?':
		e.Status = parley.Planned
	case '!':
		e.Status = parley.Demanded
	}
	parts := strings.Split(strings.TrimLeft(spec, "~%+<-?!"), "/")
	if len(parts) < 2 {
		t.Fatalf("%s: no type in %q", a.name, spec)
	}
	e.Type = parley.EventType(parts[1])
	if len(parts) > 2 {
		e.Mode = parley.Mode(parts[2])
	}
	if e.Type == parley.Request {
		e.Status = parley.Demanded
	}
	word, nth := parts[0], 1
	if w, n, ok := strings.Cut(word, "@"); ok {
		word, nth = w, int(n[0]-'0')
	}
	e.Head = find(d, word, nth)
	if e.Head == doc.None {
		t.Fatalf("%s: no word %q in %q", a.name, spec, a.text)
	}
	e.Heads = []int{e.Head}
	for q := range d.Quotes {
		for _, c := range d.Quotes[q].Content {
			if c.First <= e.Head && e.Head < c.Last {
				e.Quote = q
			}
		}
	}
	return e
}

func find(d *doc.Doc, word string, nth int) int {
	for i := range d.Tokens {
		if d.Word(i) == word {
			if nth--; nth == 0 {
				return i
			}
		}
	}
	return doc.None
}

// reach is how many tokens around a word its parties are looked for.
const reach = 60

// fill gives a draft its parties by the plainest relations.
func fill(d *doc.Doc, e *draft.Event) {
	noun := d.Tokens[e.Head].UPOS == "NOUN"
	for i := max(0, e.Head-reach); i < min(len(d.Tokens), e.Head+reach); i++ {
		t := &d.Tokens[i]
		rel := t.Deprel + ":" + preposition(d, i)
		switch {
		case t.Head == e.Head && (rel == "nsubj:" || strings.HasPrefix(rel, "obl") && strings.HasSuffix(rel, ":by") || rel == "nmod:by" || rel == "nmod:poss:"):
			e.Sources = addParty(d, e.Sources, i)
		case t.Head == e.Head && (rel == "obj:" || rel == "nsubj:pass:" || strings.HasSuffix(rel, ":on") || strings.HasSuffix(rel, ":against")):
			e.Targets = addParty(d, e.Targets, i)
		case t.Head == e.Head && (strings.HasSuffix(rel, ":between") || strings.HasSuffix(rel, ":with")):
			e.Targets = addParty(d, e.Targets, i)
		case noun && t.Head == d.Tokens[e.Head].Head && rel == "nsubj:" && d.Tokens[e.Head].Deprel == "obj":
			e.Sources = addParty(d, e.Sources, i)
		case !noun && t.Head == d.Tokens[e.Head].Head && rel == "nsubj:" && d.Tokens[e.Head].Deprel != "acl:relcl" && len(e.Sources) == 0:
			e.Sources = addParty(d, e.Sources, i)
		}
	}
}

func preposition(d *doc.Doc, token int) string {
	for i := max(0, token-reach); i < token; i++ {
		if d.Tokens[i].Head == token && d.Tokens[i].Deprel == "case" {
			return d.Tokens[i].Lemma
		}
	}
	return ""
}

func addParty(d *doc.Doc, list []draft.Party, token int) []draft.Party {
	p := draft.Party{Token: token, Mention: d.MentionAt(token), Actor: doc.None, Words: doc.Range{First: token, Last: token + 1}}
	if p.Mention != doc.None {
		p.Actor = d.Mentions[p.Mention].Actor
	}
	list = append(list, p)
	for i := token; i < min(len(d.Tokens), token+reach); i++ {
		if d.Tokens[i].Head == token && d.Tokens[i].Deprel == "conj" {
			list = addParty(d, list, i)
		}
	}
	return list
}

// settle gives each time and place of the text to the trigger nearest above it,
// or to the first of the sentence that has none yet.
func settle(d *doc.Doc, drafts []*draft.Event) {
	for i := range d.Times {
		if d.Times[i].Period.IsZero() {
			continue
		}
		if e := above(d, drafts, d.Times[i].First, d.Times[i].Last); e != nil && e.When.Time == doc.None {
			e.When = draft.When{Period: d.Times[i].Period, Time: i}
		}
	}
	for i := range d.Places {
		p := &d.Places[i]
		if p.Use != doc.UseLocation {
			continue
		}
		if e := above(d, drafts, p.First, p.Last); e != nil && (e.Where.At == doc.None || p.Place.Precision == parley.PlaceExact) {
			e.Where = draft.Where{Place: p.Place, At: i}
		}
	}
}

func above(d *doc.Doc, drafts []*draft.Event, first, last int) *draft.Event {
	at := first
	for d.Tokens[at].Head >= first && d.Tokens[at].Head < last {
		at = d.Tokens[at].Head
	}
	root := at
	for ; at >= 0; at = d.Tokens[at].Head {
		for _, e := range drafts {
			if e.Head == at {
				return e
			}
		}
		root = at
	}
	for _, e := range drafts {
		for h := e.Head; h >= 0; h = d.Tokens[h].Head {
			if h == root {
				return e
			}
		}
	}
	return nil
}

// TestArticles fuses the drafts of the tables' articles.
func TestArticles(t *testing.T) {
	f, err := fuse.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	all := append(readArticles(t, "testdata/violence.txt"), readArticles(t, "testdata/process.txt")...)
	if len(all) < 60 {
		t.Errorf("%d articles, want 60 at least", len(all))
	}
	for _, a := range all {
		d := read(t, a.text)
		drafts, names := a.drafts(t, d)
		got := groups(f.Fuse(d, drafts), names)
		var want []string
		for _, g := range a.want {
			want = append(want, strings.Join(slices.Sorted(slices.Values(g)), " "))
		}
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: got\n  %s\nwant\n  %s", a.name, strings.Join(got, "\n  "), strings.Join(want, "\n  "))
		}
	}
}

// groups names the happenings by their triggers, those of an absorbed act left out.
func groups(events []*draft.Event, names map[int]string) []string {
	var out []string
	for _, e := range events {
		var g []string
		for _, h := range e.Heads {
			g = append(g, names[h])
		}
		out = append(out, strings.Join(slices.Sorted(slices.Values(g)), " "))
	}
	slices.Sort(out)
	return out
}
