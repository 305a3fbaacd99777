package rule_test

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"parley"
	"parley/data"
	"parley/internal/doc"
	"parley/internal/pipeline"
	"parley/internal/read"
	"parley/internal/rule"
	"parley/internal/what/ontology"
	"parley/internal/where/gazetteer"
)

// reading is the pipeline of all layers below the grammar, loaded once.
var reading = sync.OnceValues(func() (*pipeline.Pipeline, error) {
	places, err := gazetteer.Load()
	if err != nil {
		return nil, err
	}
	stages, err := pipeline.Reading(data.FS, places)
	if err != nil {
		return nil, err
	}
	return pipeline.New(stages...)
})

// readSentence makes a document of a sentence with all layers.
func readSentence(text string) (*doc.Doc, error) {
	p, err := reading()
	if err != nil {
		return nil, err
	}
	var out *doc.Doc
	for o := range p.Run(context.Background(), func(yield func(*parley.Article, error) bool) {
		yield(&parley.Article{Ref: "sentence", Text: text}, nil)
	}, 1) {
		out, err = o.Doc, o.Err
	}
	return out, err
}

// grammar loads the rules that the program comes with.
func grammar(t testing.TB) *rule.Grammar {
	t.Helper()
	codes, err := ontology.Load(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	g, err := rule.Load(data.FS, "rules", codes.Allowed)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TestRules runs the examples of every rule on what the engine really makes of
// them.
func TestRules(t *testing.T) {
	failures, checked, err := grammar(t).Test(readSentence)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range failures {
		t.Errorf("%v\n    %s", f.Error(), f.Text)
	}
	t.Logf("%d examples, %d failed", checked, len(failures))
}

// TestRulesAreClean wants nothing that `parley rules lint` would name.
func TestRulesAreClean(t *testing.T) {
	for _, p := range grammar(t).Lint() {
		t.Error(p)
	}
}

// articles reads the example articles.
func articles(b *testing.B) []*doc.Doc {
	paths, err := filepath.Glob("../../examples/*.txt")
	if err != nil || len(paths) == 0 {
		b.Fatalf("no example articles: %v", err)
	}
	p, err := reading()
	if err != nil {
		b.Fatal(err)
	}
	var docs []*doc.Doc
	for o := range p.Run(b.Context(), read.Files(paths, read.Options{Stdin: os.Stdin}), 1) {
		if o.Err != nil {
			b.Fatal(o.Err)
		}
		docs = append(docs, o.Doc)
	}
	return docs
}

// BenchmarkMatch matches all rules on the example articles.
func BenchmarkMatch(b *testing.B) {
	g, docs := grammar(b), articles(b)
	tokens := 0
	for _, d := range docs {
		tokens += len(d.Tokens)
	}
	for b.Loop() {
		for _, d := range docs {
			g.Match(d)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(tokens), "ns/token")
	b.ReportMetric(float64(len(g.Rules())), "rules")
}

// BenchmarkGraph builds the graphs alone.
func BenchmarkGraph(b *testing.B) {
	docs := articles(b)
	tokens := 0
	for _, d := range docs {
		tokens += len(d.Tokens)
	}
	for b.Loop() {
		for _, d := range docs {
			rule.NewGraph(d)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(tokens), "ns/token")
}

// BenchmarkLoad reads and compiles all rules.
func BenchmarkLoad(b *testing.B) {
	codes, err := ontology.Load(data.FS)
	if err != nil {
		b.Fatal(err)
	}
	rules := 0
	for b.Loop() {
		g, err := rule.Load(data.FS, "rules", codes.Allowed)
		if err != nil {
			b.Fatal(err)
		}
		rules = len(g.Rules())
	}
	b.ReportMetric(float64(rules), "rules")
}
