package howmany_test

import (
	"math"
	"os"
	"path/filepath"
	"testing"

	"parley/data"
	"parley/internal/doc"
	"parley/internal/howmany"
	"parley/internal/lang"
)

// check reports what breaks the contract of the two layers.
func check(t *testing.T, d *doc.Doc) {
	t.Helper()
	n := len(d.Tokens)
	end := 0
	for i, c := range d.Counts {
		switch {
		case c.First < end || c.Last <= c.First || c.Last > n:
			t.Fatalf("count %d is [%d, %d) of %d tokens behind one that ends at %d", i, c.First, c.Last, n, end)
		case c.Low < 0 || c.High < c.Low || c.High > doc.Unbounded:
			t.Fatalf("count %d is %v to %v", i, c.Low, c.High)
		case c.High < doc.Unbounded && (c.Figure < math.Floor(c.Low) || c.Figure > math.Ceil(c.High)):
			t.Fatalf("count %d is %v to %v, without its figure %v", i, c.Low, c.High, c.Figure)
		case c.Noun < doc.None || c.Noun >= n || c.Cause < doc.None || c.Cause >= n:
			t.Fatalf("count %d has noun %d, cause %d of %d tokens", i, c.Noun, c.Cause, n)
		case c.PartOf < doc.None || c.PartOf >= len(d.Counts) || c.PartOf == i:
			t.Fatalf("count %d is part of %d", i, c.PartOf)
		case c.Kind == "" || c.Rule == "":
			t.Fatalf("count %d has no kind or rule: %+v", i, c)
		case c.Outcome != "" && c.Kind != doc.CountPeople:
			t.Fatalf("count %d: %s with outcome %s", i, c.Kind, c.Outcome)
		}
		if p := c.PartOf; p != doc.None && d.Counts[p].Kind != doc.CountPeople {
			t.Fatalf("count %d is part of %s", i, d.Counts[p].Kind)
		}
		end = c.Last
	}
	last := 0
	for i, ind := range d.Indicators {
		switch {
		case ind.First < last || ind.Last <= ind.First || ind.Last > n:
			t.Fatalf("indicator %d is [%d, %d)", i, ind.First, ind.Last)
		case (ind.Count == doc.None) == (ind.Word == doc.None):
			t.Fatalf("indicator %d has count %d and word %d", i, ind.Count, ind.Word)
		case ind.Count >= len(d.Counts) || ind.Word >= n || ind.Place >= len(d.Places) || ind.What == "" || ind.Rule == "":
			t.Fatalf("indicator %d: %+v", i, ind)
		}
		last = ind.First
	}
}

func FuzzCounts(f *testing.F) {
	for _, s := range []string{
		"", "28", "a", "another", "12-", "10 to", "between 3 and", "no one", "At least", "half a", "one in", "$ 5 bn", "of the 40, 12",
		"Gunmen killed 28 people, among them five children, and wounded between 10 and 15 others in Mopti.",
		"TWELVE PEASANTS WERE KIDNAPPED AND SEVEN OTHERS WOUNDED.", "14 per cent of them were hundreds of thousands of a few dozen",
		"five of them, five of them, five of whom: 3 men, 2 men", "two and a half years and a half a million m", "1 200 000 - 3 - 4 / 5",
	} {
		f.Add(s)
	}
	stage, err := howmany.New(data.FS)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		check(t, read(t, text))
		bare := &doc.Doc{Text: text, Tokens: lang.Tokenize(text)}
		if len(bare.Tokens) > 0 {
			bare.Sentences = []doc.Sentence{{First: 0, Last: len(bare.Tokens)}}
		}
		if err := stage.Run(bare); err != nil {
			t.Fatal(err)
		}
		check(t, bare)
	})
}

// TestEmpty runs the stage on documents that lack what it reads.
func TestEmpty(t *testing.T) {
	stage, err := howmany.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range []*doc.Doc{{}, {Text: "12 dead", Tokens: []doc.Token{{Start: 0, End: 2, Head: doc.Unparsed}, {Start: 3, End: 7, Head: doc.Unparsed}}}} {
		if err := stage.Run(d); err != nil || len(d.Counts) > 0 {
			t.Errorf("%d tokens: %v, %d counts", len(d.Tokens), err, len(d.Counts))
		}
	}
}

// BenchmarkHowmany measures the stage alone on the shipped examples.
func BenchmarkHowmany(b *testing.B) {
	files, err := filepath.Glob("../../examples/*.txt")
	if err != nil || len(files) == 0 {
		b.Fatalf("no examples: %v", err)
	}
	list, err := stages()
	if err != nil {
		b.Fatal(err)
	}
	var docs []*doc.Doc
	tokens := 0
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		d := read(b, string(text))
		docs = append(docs, d)
		tokens += len(d.Tokens)
	}
	stage := list[len(list)-1]
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range docs {
			if err := stage.Run(d); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(tokens), "ns/token")
}
