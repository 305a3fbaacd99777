package brief

import (
	"encoding/json"
	"errors"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"parley"
	"parley/data"
)

// TestMake writes reports of a made-up archive: the same twice, every sentence
// with its proof, no figure outside of a fact, and every quote at its bytes.
func TestMake(t *testing.T) {
	st := archiveStore(t, 1500)
	m, err := New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range []Options{
		{Filter: parley.Filter{Period: parley.Period{From: day("2015-01-01"), To: day("2019-12-31")}}},
		{Filter: parley.Filter{Period: parley.Period{From: day("2018-01-01"), To: day("2018-12-31")}}, Most: 1, Soon: 7},
		{Filter: parley.Filter{Period: parley.Period{From: day("2018-03-05"), To: day("2018-03-05")}}},
	} {
		b, err := m.Make(t.Context(), st, o)
		if err != nil {
			t.Fatal(err)
		}
		again, err := m.Make(t.Context(), st, o)
		if err != nil || !reflect.DeepEqual(b, again) {
			t.Errorf("%s to %s: not the same twice (%v)", b.From, b.To, err)
		}
		proved(t, b)
		for _, s := range b.Sources {
			r, _, err := st.Article(t.Context(), s.Article)
			if err != nil {
				t.Fatal(err)
			}
			for _, q := range s.Quotes {
				if r.Article.Text[q.Start:q.End] != q.Text {
					t.Errorf("%s: %q does not stand at %d", s.Article, q.Text, q.Start)
				}
			}
		}
		text, err := json.Marshal(b)
		var read Brief
		if err != nil || json.Unmarshal(text, &read) != nil || !reflect.DeepEqual(b, &read) {
			t.Errorf("%s to %s: another as JSON (%v)", b.From, b.To, err)
		}
	}
}

// proved wants figures to be in facts, and each sentence to have a citation or a
// query.
func proved(t *testing.T, b *Brief) {
	t.Helper()
	figure := regexp.MustCompile(`[0-9]`)
	name := regexp.MustCompile(`\bQ[0-9]+\b`)
	sentence := func(s Sentence) {
		t.Helper()
		ok := len(s.Cites) > 0
		for _, p := range s.Parts {
			switch {
			case p.Fact != nil:
				ok = ok || strings.HasPrefix(p.Fact.Of, "Q")
			case figure.MatchString(name.ReplaceAllString(p.Text, "")):
				t.Errorf("a figure outside of a fact: %q", s.Text())
			}
		}
		if !ok {
			t.Errorf("no proof: %q", s.Text())
		}
	}
	n := 0
	for _, s := range b.Head {
		sentence(s)
	}
	for _, s := range b.Sections {
		for _, block := range s.Blocks {
			for _, item := range block.Items {
				for _, x := range item {
					sentence(x)
					n++
				}
			}
		}
	}
	if n == 0 {
		t.Errorf("%s to %s: no sentence", b.From, b.To)
	}
}

// TestMakeRefuses wants a period with both ends.
func TestMakeRefuses(t *testing.T) {
	m, err := New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []parley.Period{{}, {From: day("2020-01-01")}, {To: day("2020-01-01")}, {From: day("2020-01-02"), To: day("2020-01-01")}} {
		if _, err := m.Make(t.Context(), nil, Options{Filter: parley.Filter{Period: p}}); !errors.Is(err, parley.ErrQuery) {
			t.Errorf("%v: %v", p, err)
		}
	}
}

// TestSides leaves out a source of the side that was hit, words for nobody, and
// words that warring parties have for one another.
func TestSides(t *testing.T) {
	w := &writing{Maker: &Maker{tables: builtIn(t)}}
	side := func(actor, name, of string) parley.Party {
		return parley.Party{Actor: actor, Name: name, Kind: "group", Side: of}
	}
	for want, in := range map[string]parley.Incident{
		"the Taliban attacked Afghan soldiers": {Sources: []parley.Party{side("taliban", "Taliban", "taliban")}, Targets: []parley.Party{side("afg", "Afghan soldiers", "afg-gov")}},
		"an attack hit the Indian police":      {Sources: []parley.Party{side("ind", "India", "ind")}, Targets: []parley.Party{side("ind-police", "Indian police", "ind")}},
		"an attack took place":                 {Sources: []parley.Party{{Name: "everyone", Kind: "group"}}, Targets: []parley.Party{{Name: "puppets", Kind: "group"}}},
		"gunmen attacked a checkpoint":         {Sources: []parley.Party{{Name: "gunmen", Kind: "group"}}, Targets: []parley.Party{{Name: "checkpoint", Kind: "thing"}}},
		"an attack hit Mali, for which the M23 were blamed": {
			Sources: []parley.Party{{Actor: "m", Name: "M23", Kind: "group", Side: "m", Blamed: true}}, Targets: []parley.Party{side("x", "Mali", "mali")}},
	} {
		in.Kind, in.Type = parley.Violence, parley.Assault
		if got := textOf(w.deed(&in)); got != strings.Replace(want, "were", "was", 1) && got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	fight := parley.Incident{Kind: parley.Violence, Type: parley.Assault, Mode: parley.ModeClash,
		Sources: []parley.Party{side("a", "A front", "a"), side("b", "B army", "b")}}
	if got := textOf(w.deed(&fight)); got != "the A front and the B army fought" {
		t.Error(got)
	}
	fight.Targets = []parley.Party{side("c", "Croatia", "c")}
	if got := textOf(w.noun(&fight, true)); got != "fighting between the A front, the B army and Croatia" {
		t.Error(got)
	}
}

func textOf(r run) string { return finish(with(lit("\x01"), r), nil).Text()[1:] }
