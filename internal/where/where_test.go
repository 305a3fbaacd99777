package where_test

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"parley"
	"parley/data"
	"parley/internal/doc"
	"parley/internal/lang"
	"parley/internal/where"
	"parley/internal/where/gazetteer"
)

// stages are the engine's stages and where, with the built-in data.
var stages = sync.OnceValues(func() ([]doc.Stage, error) {
	engine, err := lang.Load()
	if err != nil {
		return nil, err
	}
	g, err := gazetteer.Load()
	if err != nil {
		return nil, err
	}
	stage, err := where.New(data.FS, g)
	return append(engine.Stages(), stage), err
})

// read runs all stages over a document.
func read(t testing.TB, d *doc.Doc) *doc.Doc {
	t.Helper()
	list, err := stages()
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.CheckOrder(list); err != nil {
		t.Fatal(err)
	}
	for _, s := range list {
		if err := s.Run(d); err != nil {
			t.Fatalf("stage %s: %v", s.Name, err)
		}
	}
	return d
}

// words returns the words of place i, "none" for doc.None.
func words(d *doc.Doc, i int) string {
	if i == doc.None {
		return "none"
	}
	m := d.Places[i]
	return d.Text[d.Tokens[m.First].Start:d.Tokens[m.Last-1].End]
}

// shown writes the places of a document as testdata/sentences.tsv has them.
func shown(d *doc.Doc) string {
	var items []string
	for i, m := range d.Places {
		at, kind := m.Place.Country, string(m.Place.Kind)
		if m.Place.Admin1 != "" {
			at += "/" + m.Place.Admin1
		}
		if at == "" {
			at = "-"
		}
		if m.Place.ID == "" {
			kind = "unlisted"
		}
		s := fmt.Sprintf("%s = %s, %s, %s", words(d, i), at, kind, m.Use)
		if m.Area != "" {
			s += ", area " + m.Area
		}
		if m.And != doc.None {
			s += ", and " + words(d, m.And)
		}
		if m.Within != doc.None {
			s += ", in " + words(d, m.Within)
		}
		items = append(items, s)
	}
	if items == nil {
		return "none"
	}
	return strings.Join(items, "; ")
}

// located writes where the first token that is the word took place.
func located(d *doc.Doc, word string) string {
	for i := range d.Tokens {
		if d.Word(i) == word {
			return word + " @ " + words(d, where.Locate(d, i))
		}
	}
	return word + " is no token"
}

// TestSentences reads testdata/sentences.tsv: a text, the places in it ("words
// = country/province, kind, use, area …, and …, in …"), and where a verb took
// place ("verb @ words"), or "-".
func TestSentences(t *testing.T) {
	text, err := os.ReadFile("testdata/sentences.tsv")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimRight(line, "\n"); line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 3 {
			t.Fatalf("%q has %d columns", line, len(cells))
		}
		n++
		d := read(t, &doc.Doc{Text: cells[0]})
		if err := check(d); err != nil {
			t.Errorf("%s: %v", cells[0], err)
		}
		if got := shown(d); got != cells[1] {
			t.Errorf("%s\n got %s\nwant %s", cells[0], got, cells[1])
		}
		if verb, _, ok := strings.Cut(cells[2], " @ "); ok {
			if got := located(d, verb); got != cells[2] {
				t.Errorf("%s\n got %s\nwant %s", cells[0], got, cells[2])
			}
		}
	}
	if n < 100 {
		t.Errorf("%d sentences, want 100", n)
	}
}

// check verifies what PlaceMention promises.
func check(d *doc.Doc) error {
	next := 0
	for i, m := range d.Places {
		switch {
		case m.First < next || m.Last <= m.First || m.Last > len(d.Tokens):
			return fmt.Errorf("place %d is tokens [%d, %d), after %d", i, m.First, m.Last, next)
		case m.Within < doc.None || m.Within >= len(d.Places) || m.Within == i:
			return fmt.Errorf("place %d is in %d", i, m.Within)
		case m.And < doc.None || m.And >= len(d.Places) || m.And == i:
			return fmt.Errorf("place %d and %d", i, m.And)
		case m.How == "" || m.Place.Name == "" || m.Use == "":
			return fmt.Errorf("place %d lacks how, name or use: %+v", i, m)
		case m.Place.Precision == "" && (m.Place.Lat != 0 || m.Place.Lon != 0 || m.Place.ID != ""):
			return fmt.Errorf("place %d has coordinates and no precision: %+v", i, m.Place)
		case m.Place.Precision != "" && m.Place.Lat == 0 && m.Place.Lon == 0:
			return fmt.Errorf("place %d is put on 0,0", i)
		case m.Likeness < 0 || m.Likeness > 1 || (m.Place.ID == "") != (m.Likeness == 0):
			return fmt.Errorf("place %d, ID %q, has likeness %f", i, m.Place.ID, m.Likeness)
		}
		next = m.Last
	}
	for i := range d.Tokens {
		if p := where.Locate(d, i); p < doc.None || p >= len(d.Places) {
			return fmt.Errorf("token %d took place at %d", i, p)
		}
	}
	return nil
}

// TestHeadlineContext wants title and dateline to choose between namesakes.
func TestHeadlineContext(t *testing.T) {
	text := "Gunmen killed two policemen in Tripoli on Friday."
	for _, c := range []struct{ title, dateline, want string }{
		{"", "", "LBY"},
		{"Lebanon army deploys after clashes", "", "LBN"},
		{"", "BEIRUT, May 17 (Reuters)", "LBN"},
		{"Libyan militias clash", "", "LBY"},
	} {
		d := read(t, &doc.Doc{Text: text, Article: &parley.Article{Text: text, Title: c.title, Dateline: c.dateline}})
		if len(d.Places) != 1 || d.Places[0].Place.Country != c.want {
			t.Errorf("title %q, dateline %q: %s, want %s", c.title, c.dateline, shown(d), c.want)
		}
	}
}

// TestOneSense wants a name to mean the same place all through an article.
func TestOneSense(t *testing.T) {
	d := read(t, &doc.Doc{Text: "Police found a bomb in Paris, Texas, on Monday. Schools in Paris stayed closed. Nobody in Paris was hurt."})
	for i, m := range d.Places {
		if words(d, i) == "Paris" && m.Place.Admin1 != "Texas" {
			t.Errorf("place %d is %+v", i, m.Place)
		}
	}
}

// TestSpelling wants an unlisted spelling to be found within the place around it.
func TestSpelling(t *testing.T) {
	d := read(t, &doc.Doc{Text: "Afghan troops fought in Marja, in Helmind province, Afghanistan."})
	for i, m := range d.Places {
		if words(d, i) == "Helmind" {
			if m.Place.Admin1 != "Helmand" || m.Likeness >= 1 || !strings.HasPrefix(m.How, "spelling of") {
				t.Errorf("Helmind is %+v: %s (%f)", m.Place, m.How, m.Likeness)
			}
			return
		}
	}
	t.Errorf("no Helmind in %s", shown(d))
}

// TestUnknownKeepsName wants a place that nobody lists to keep its name and to
// stand where the unit around it stands.
func TestUnknownKeepsName(t *testing.T) {
	d := read(t, &doc.Doc{Text: "Two men were shot in the village of Qarabaghtapa in Kunduz province."})
	m := d.Places[0]
	if m.Place.ID != "" || m.Place.Name != "Qarabaghtapa" || m.Place.Precision != parley.PlaceAdmin1 || m.Place.Admin1 != "Kunduz" || m.Place.Lat == 0 {
		t.Errorf("got %+v: %s", m.Place, m.How)
	}
	d = read(t, &doc.Doc{Text: "Two men were shot in the village of Qarabaghtapa."})
	if m := d.Places[0]; m.Place.Precision != "" || m.Place.Lat != 0 {
		t.Errorf("got %+v: %s", m.Place, m.How)
	}
}

// FuzzWhere wants the promises of the layer for any text.
func FuzzWhere(f *testing.F) {
	for _, s := range []string{"", "Kabul", "in Nad Ali, Helmand, and Kabul", "between A and B", "the Armenia-Azerbaijan border",
		"KABUL SAID", "US$5 in U.S.-led Iraq-", "in of the in Sheikh", "’s Kunduz's", "North North Kivu province of"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := read(t, &doc.Doc{Text: text, Article: &parley.Article{Title: text, Dateline: text}})
		if err := check(d); err != nil {
			t.Error(err)
		}
		for i := range d.Tokens {
			d.Tokens[i].Head, d.Tokens[i].Lemma = doc.Unparsed, ""
		}
		d.Names, d.Places = nil, nil
		list, _ := stages()
		if err := list[len(list)-1].Run(d); err != nil {
			t.Fatal(err)
		}
		if err := check(d); err != nil {
			t.Errorf("unparsed: %v", err)
		}
	})
}

func BenchmarkWhere(b *testing.B) {
	names, err := os.ReadDir("../../examples")
	if err != nil {
		b.Fatal(err)
	}
	list, err := stages()
	if err != nil {
		b.Fatal(err)
	}
	var docs []*doc.Doc
	tokens := 0
	for _, n := range names {
		if !strings.HasSuffix(n.Name(), ".txt") {
			continue
		}
		text, err := os.ReadFile("../../examples/" + n.Name())
		if err != nil {
			b.Fatal(err)
		}
		d := read(b, &doc.Doc{Text: string(text)})
		docs, tokens = append(docs, d), tokens+len(d.Tokens)
	}
	stage := list[len(list)-1]
	for b.Loop() {
		for _, d := range docs {
			d.Places = nil
			if err := stage.Run(d); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*tokens), "ns/token")
}
