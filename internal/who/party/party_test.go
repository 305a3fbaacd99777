package party_test

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"parley"
	"parley/data"
	"parley/internal/doc"
	"parley/internal/lang"
	"parley/internal/pipeline"
	"parley/internal/where/gazetteer"
	"parley/internal/who/party"
)

// finder returns the finder of the built-in tables.
var finder = sync.OnceValues(func() (*party.Finder, error) { return party.New(data.FS) })

// stages returns the engine's stages and those that read places.
var stages = sync.OnceValues(func() ([]doc.Stage, error) {
	places, err := gazetteer.Load()
	if err != nil {
		return nil, err
	}
	return pipeline.Reading(data.FS, places)
})

// read runs the stages before who over a text of 17 May 2023.
func read(t testing.TB, text string) *doc.Doc {
	t.Helper()
	all, err := stages()
	if err != nil {
		t.Fatal(err)
	}
	day := time.Date(2023, time.May, 17, 0, 0, 0, 0, time.UTC)
	d := &doc.Doc{Text: text, Article: &parley.Article{Text: text, Published: parley.Published{Stated: "2023-05-17", From: day, To: day}}}
	for _, s := range all {
		if s.Name == "who" {
			return d
		}
		if err := s.Run(d); err != nil {
			t.Fatalf("stage %s: %v", s.Name, err)
		}
	}
	return d
}

func find(t testing.TB, d *doc.Doc) ([]doc.Actor, []doc.Mention) {
	t.Helper()
	f, err := finder()
	if err != nil {
		t.Fatal(err)
	}
	actors, mentions := f.Find(d)
	checkLayer(t, d, actors, mentions)
	return actors, mentions
}

// checkLayer checks what Find promises of its result.
func checkLayer(t testing.TB, d *doc.Doc, actors []doc.Actor, mentions []doc.Mention) {
	t.Helper()
	ids := make(map[string]bool)
	for _, a := range actors {
		if a.ID == "" || ids[a.ID] || a.Name == "" || a.Source == "" || a.Kind == doc.ActorPerson {
			t.Errorf("actor %+v: no ID, not unique, no name, no source or a person", a)
		}
		ids[a.ID] = true
	}
	used := make(map[int]bool)
	for i, m := range mentions {
		if m.First < 0 || m.First >= m.Last || m.Last > len(d.Tokens) || m.Head < m.First || m.Head >= m.Last ||
			m.Actor < 0 || m.Actor >= len(actors) || m.Antecedent != doc.None || m.Likeness != 1 {
			t.Fatalf("mention %d of %q is out of bounds: %+v", i, d.Text, m)
		}
		if i > 0 && (mentions[i-1].First > m.First || mentions[i-1].First == m.First && mentions[i-1].Last < m.Last) {
			t.Errorf("mention %d of %q is out of order", i, d.Text)
		}
		if !used[m.Actor] && m.Actor != len(used) {
			t.Errorf("%q: actors are not in the order of their first mention", d.Text)
		}
		used[m.Actor] = true
	}
	if len(used) != len(actors) {
		t.Errorf("%q: %d of %d actors are mentioned", d.Text, len(used), len(actors))
	}
}

func words(d *doc.Doc, m doc.Mention) string {
	return d.Text[d.Tokens[m.First].Start:d.Tokens[m.Last-1].End]
}

// TestSentences runs testdata/sentences.txt.
func TestSentences(t *testing.T) {
	file, err := os.Open("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var d *doc.Doc
	var actors []doc.Actor
	var mentions []doc.Mention
	texts, line := 0, 0
	for in := bufio.NewScanner(file); in.Scan(); {
		line++
		row := in.Text()
		switch {
		case row == "" || row[0] == '#':
		case row[0] == '>':
			d = read(t, row[2:])
			actors, mentions = find(t, d)
			texts++
		case row[0] == '!':
			if i := slices.IndexFunc(mentions, func(m doc.Mention) bool { return words(d, m) == row[2:] }); i >= 0 {
				t.Errorf("line %d: %q is found as %s in %q", line, row[2:], actors[mentions[i].Actor].ID, d.Text)
			}
		default:
			checkRow(t, line, row, d, actors, mentions)
		}
	}
	if texts < 60 {
		t.Errorf("%d texts, want at least 60", texts)
	}
}

// checkRow checks a line "words = ID side".
func checkRow(t *testing.T, line int, row string, d *doc.Doc, actors []doc.Actor, mentions []doc.Mention) {
	t.Helper()
	want, is, _ := strings.Cut(row, " = ")
	id, side, sided := strings.Cut(is, " ")
	var got []string
	for _, m := range mentions {
		a := actors[m.Actor]
		if words(d, m) == want && a.ID == id {
			if sided && a.Side != strings.TrimPrefix(side, "-") {
				t.Errorf("line %d: %q has side %q, want %q", line, want, a.Side, side)
			}
			return
		}
		got = append(got, words(d, m)+" = "+a.ID)
	}
	t.Errorf("line %d: no %q in %q; got %s", line, row, d.Text, strings.Join(got, "; "))
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"", "The Taliban (", "(AB) (AB)", "of of of the", "US-led US-led forces of the US",
		"TALIBAN AND THE ARMY OF THE", "Mali’s army, a rebel group, the ", "its its troops\n\n- -",
		"A group calling itself", "Sudan's Sudan's army and police and soldiers of", "the X Front (X) X",
	} {
		f.Add(s)
	}
	engine, err := lang.Load()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := &doc.Doc{Text: strings.ToValidUTF8(text, "?")}
		if err := engine.Annotate(d); err != nil {
			t.Fatal(err)
		}
		find(t, d)
		for i := range d.Tokens { // and without a tree
			d.Tokens[i].Head, d.Tokens[i].Deprel, d.Tokens[i].UPOS = doc.Unparsed, "", ""
		}
		find(t, d)
	})
}

func BenchmarkFind(b *testing.B) {
	var text strings.Builder
	for _, name := range []string{"colombia-2016", "philippines-2017", "sudan-2023", "ukraine-2022", "yemen-2018"} {
		part, err := os.ReadFile("../../../examples/" + name + ".txt")
		if err != nil {
			b.Fatal(err)
		}
		text.Write(part)
		text.WriteString("\n\n")
	}
	d := read(b, text.String())
	f, err := finder()
	if err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	for b.Loop() {
		f.Find(d)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(d.Tokens)), "ns/token")
}
