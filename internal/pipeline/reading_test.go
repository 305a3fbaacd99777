package pipeline_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"parley"
	"parley/data"
	"parley/internal/doc"
	"parley/internal/lang"
	"parley/internal/pipeline"
	"parley/internal/where/gazetteer"
)

// dispatches reads the shipped examples as articles.
func dispatches(t testing.TB) []*parley.Article {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "examples", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	var all []*parley.Article
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, &parley.Article{Ref: filepath.Base(f), Text: string(text)})
	}
	return all
}

// reading returns the engine's stages and those of the layers over it.
func reading(t testing.TB) (engine, layers []doc.Stage) {
	t.Helper()
	places, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	all, err := pipeline.Reading(data.FS, places)
	if err != nil {
		t.Fatal(err)
	}
	e, err := lang.Load()
	if err != nil {
		t.Fatal(err)
	}
	n := len(e.Stages())
	return all[:n], all[n:]
}

func TestReadingIsInOrder(t *testing.T) {
	engine, layers := reading(t)
	if err := doc.CheckOrder(append(engine, layers...)); err != nil {
		t.Fatal(err)
	}
	if len(layers) != 5 {
		t.Errorf("%d layers over the engine, want when, where, who, howmany and said", len(layers))
	}
}

// TestReadingFillsEveryLayer reads the examples: each layer must be there in
// nine of ten, since a brief note need not hold a quote or a toll.
func TestReadingFillsEveryLayer(t *testing.T) {
	engine, layers := reading(t)
	all := dispatches(t)
	filled := map[string]int{}
	for _, a := range all {
		d := run(t, a, engine, layers)
		for name, n := range map[string]int{
			"times": len(d.Times), "places": len(d.Places), "actors": len(d.Actors), "mentions": len(d.Mentions),
			"counts": len(d.Counts), "quotes": len(d.Quotes),
		} {
			if n > 0 {
				filled[name]++
			}
		}
	}
	for _, name := range []string{"times", "places", "actors", "mentions", "counts", "quotes"} {
		if filled[name]*10 < len(all)*9 {
			t.Errorf("%d of %d examples have %s", filled[name], len(all), name)
		}
	}
}

func run(t testing.TB, a *parley.Article, lists ...[]doc.Stage) *doc.Doc {
	t.Helper()
	d := &doc.Doc{Text: a.Text, Article: a}
	for _, list := range lists {
		for _, s := range list {
			if err := s.Run(d); err != nil {
				t.Fatalf("%s: %s: %v", a.Ref, s.Name, err)
			}
		}
	}
	if err := d.Check(); err != nil {
		t.Fatalf("%s: %v", a.Ref, err)
	}
	return d
}

// FuzzReading takes any text through all stages.
func FuzzReading(f *testing.F) {
	engine, layers := reading(f)
	for _, a := range dispatches(f) {
		f.Add(a.Text[:min(400, len(a.Text))])
	}
	for _, seed := range []string{
		"", "\"", "KABUL, 3 MAR 90 -- TWO DOZEN REBELS DIED.", "He said: “We”", "the the of of in in 3 3 %%",
		"Talks since Tuesday\n\n- 5 dead\n\xff\xfe", "29 February, Mali's ex-President-elect's, Jr.", "between and, near of at",
		"Debts of 36 trillion pesos and 99999999999999999999999 soldiers in the first few days of this year",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		run(t, &parley.Article{Text: text}, engine, layers)
	})
}

// BenchmarkReading times the engine and the layers over it on the same texts
// in one run. ratio is layers to engine and should stay under a half.
func BenchmarkReading(b *testing.B) {
	engine, layers := reading(b)
	articles := dispatches(b)
	tokens := 0
	spent := make(map[string]time.Duration)
	for b.Loop() {
		for _, a := range articles {
			d := &doc.Doc{Text: a.Text, Article: a}
			for i, s := range append(engine[:len(engine):len(engine)], layers...) {
				start := time.Now()
				if err := s.Run(d); err != nil {
					b.Fatal(err)
				}
				if i < len(engine) {
					spent["engine"] += time.Since(start)
				} else {
					spent["layers"] += time.Since(start)
					spent[s.Name] += time.Since(start)
				}
			}
			tokens += len(d.Tokens)
		}
	}
	for _, s := range layers {
		b.ReportMetric(float64(spent[s.Name].Nanoseconds())/float64(tokens), s.Name+"-ns/token")
	}
	b.ReportMetric(float64(spent["engine"].Nanoseconds())/float64(tokens), "engine-ns/token")
	b.ReportMetric(float64(spent["layers"])/float64(spent["engine"]), "ratio")
}
