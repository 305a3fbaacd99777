package agreement_test

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"parley"
	"parley/data"
	"parley/internal/doc"
	"parley/internal/pipeline"
	"parley/internal/process/agreement"
	"parley/internal/where/gazetteer"
)

// engine is the stages of the main job, read once for all tests.
var engine = sync.OnceValues(func() ([]doc.Stage, error) {
	places, err := gazetteer.Load()
	if err != nil {
		return nil, err
	}
	return pipeline.Coding(data.FS, places)
})

// annotate takes an article through them.
func annotate(t testing.TB) agreement.Annotate {
	stages, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	p, err := pipeline.New(stages...)
	if err != nil {
		t.Fatal(err)
	}
	return func(a *parley.Article) (*doc.Doc, error) {
		one := func(yield func(*parley.Article, error) bool) { yield(a, nil) }
		for o := range p.Run(t.Context(), one, 1) {
			return o.Doc, o.Err
		}
		return nil, errors.New("no outcome")
	}
}

func read(t testing.TB, text string, o agreement.Options) (parley.Agreement, *parley.Record, error) {
	t.Helper()
	r, err := agreement.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return r.Read(strings.NewReader(text), o, annotate(t))
}

func file(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// want is what is asked of a provision; due is the last day, empty for none.
type want struct{ number, party, theme, due, what string }

func check(t *testing.T, a parley.Agreement, r *parley.Record, all []want) {
	t.Helper()
	if len(a.Provisions) != len(all) {
		got, _ := json.MarshalIndent(a.Provisions, "", " ")
		t.Fatalf("%d provisions, want %d:\n%s", len(a.Provisions), len(all), got)
	}
	for i, w := range all {
		p, c := a.Provisions[i], r.Commitments[i]
		due := ""
		if p.Deadline != nil {
			due = string(parley.DayOf(p.Deadline.To))
		}
		if p.Number != w.number || p.Party != w.party || p.Theme != w.theme || due != w.due || !strings.HasPrefix(c.What, w.what) {
			t.Errorf("provision %d is %q %q %q %q %q, want %q", i, p.Number, p.Party, p.Theme, due, c.What, w)
		}
		if c.ID != p.ID || c.Kind != parley.Pledge || c.Agreement != a.Name {
			t.Errorf("provision %s: the pledge is %+v", p.Number, c)
		}
		for _, e := range c.Evidence {
			if r.Article.Text[e.Start:e.End] != e.Quote {
				t.Errorf("provision %s: %q is not %q", p.Number, e.Quote, r.Article.Text[e.Start:e.End])
			}
		}
	}
}

func TestText(t *testing.T) {
	a, r, err := read(t, file(t, "river.txt"), agreement.Options{Ref: "river.txt"})
	if err != nil {
		t.Fatal(err)
	}
	if a.Name != "The Blue River Accord" || a.Country != "SDN" || a.Signed == nil || parley.DayOf(a.Signed.From) != "2021-03-14" {
		t.Errorf("the agreement is %+v", a)
	}
	if r.Article.Published.Basis != "signing" || parley.DayOf(r.Article.Published.From) != "2021-03-14" {
		t.Errorf("published %+v", r.Article.Published)
	}
	check(t, a, r, []want{
		{"1.1", "Sudanese government and Sudan Liberation Movement", "ceasefire", "", "cease all attacks"},
		{"2.1", "sdn-gov", "prisoner-release", "2021-05-13", "free all prisoners"},
		{"2.2.a", "slm", "prisoner-release", "2021-04-30", "release the soldiers"},
		{"2.2.b", "slm", "humanitarian-access", "", "give aid convoys"},
		{"3", "", "disarmament", "2021-09-14", "Heavy weapons shall be handed over"},
		{"Annex A.1", "au", "verification", "2021-05-31", "send 200 observers"},
	})
}

func TestRows(t *testing.T) {
	o := agreement.Options{
		Name: "The Blue River Accord", CSV: true, Ref: "river.csv",
		Signed: time.Date(2021, 3, 14, 0, 0, 0, 0, time.UTC), Parties: []string{"Government of Sudan", "Sudan Liberation Army"},
	}
	a, r, err := read(t, file(t, "river.csv"), o)
	if err != nil {
		t.Fatal(err)
	}
	check(t, a, r, []want{
		{"1", "sdn-gov", "ceasefire", "2021-03-14", "Stop all attacks"},
		{"2.1", "sdn-gov", "prisoner-release", "2021-05-13", "Free the prisoners"},
		{"2.2", "slm", "prisoner-release", "2021-04-30", "Release the captive soldiers"},
		{"3", "", "humanitarian-access", "", "Give aid convoys"},
	})
	if len(a.Parties) != 2 || a.Parties[0].Actor != "sdn-gov" {
		t.Errorf("parties %+v", a.Parties)
	}
}

// TestSameBytes holds that an agreement read twice is the same.
func TestSameBytes(t *testing.T) {
	var last string
	for range 2 {
		a, r, err := read(t, file(t, "river.txt"), agreement.Options{})
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal([]any{a, r})
		if err != nil {
			t.Fatal(err)
		}
		if last != "" && last != string(b) {
			t.Error("two readings differ")
		}
		last = string(b)
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct {
		name, text string
		csv        bool
		is         error
		says       string
	}{
		{"nothing", "", false, parley.ErrEmpty, "deal: "},
		{"blanks", " \n\n \t\n", false, parley.ErrEmpty, ""},
		{"not text", "The Front shall\xff stop.", false, parley.ErrSyntax, "line 1"},
		{"no name", "The Government of Sudan shall free all prisoners within a year of this day. It is so.", false, parley.ErrSyntax, "name"},
		{"nobody bound", "A Deal\n\nIt is a fine day.", false, parley.ErrEmpty, "binds"},
		{"no rows", "text\n", true, parley.ErrEmpty, ""},
		{"no head", "", true, parley.ErrEmpty, ""},
		{"no text column", "number,party\n1,x\n", true, parley.ErrSyntax, `"text"`},
		{"a column that is not known", "text,colour\nStop,red\n", true, parley.ErrSyntax, `"colour"`},
		{"a short row", "number,text\n1,Stop\n2\n", true, parley.ErrSyntax, "line 3"},
		{"an empty text", "number,text\n1,\n", true, parley.ErrSyntax, "line 2"},
		{"a number twice", "number,text\n1,Stop\n1,Go\n", true, parley.ErrSyntax, "line 2 already"},
		{"a theme that is not known", "text,theme\nStop,gardening\n", true, parley.ErrSyntax, `"gardening"`},
		{"a bare quote", "text\n\"Stop\n", true, parley.ErrSyntax, "line"},
	} {
		o := agreement.Options{CSV: c.csv, Ref: "deal"}
		if c.csv {
			o.Name = "A Deal"
		}
		_, _, err := read(t, c.text, o)
		if !errors.Is(err, c.is) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// FuzzRead takes any text and any rows through the engine: nothing panics, and
// evidence lies where it says.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"river.txt", "river.csv"} {
		f.Add(file(f, name), strings.HasSuffix(name, "csv"))
	}
	f.Add("1.\n(a)\n(i)\nI.\nArticle\nAnnex Z\n1.1.1.1 The Government shall:\n(h) x\n(i) y\n(j) z", false)
	f.Add("text,deadline\nshall shall,within shall\n:,:\n", true)
	f.Fuzz(func(t *testing.T, text string, csv bool) {
		if len(text) > 2000 {
			return
		}
		a, r, err := read(t, text, agreement.Options{Name: "A Deal", CSV: csv})
		if err != nil {
			return
		}
		numbers := make(map[string]bool)
		for i, p := range a.Provisions {
			if numbers[p.Number] {
				t.Errorf("number %q is there twice", p.Number)
			}
			numbers[p.Number] = true
			for _, e := range r.Commitments[i].Evidence {
				if r.Article.Text[e.Start:e.End] != e.Quote {
					t.Errorf("%q is not %q", e.Quote, r.Article.Text[e.Start:e.End])
				}
			}
		}
	})
}
