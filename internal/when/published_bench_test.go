package when

import (
	"os"
	"path/filepath"
	"testing"

	"parley"
	"parley/data"
	"parley/internal/doc"
	"parley/internal/lang"
)

// BenchmarkPublished works out the dates of the example articles with their
// datelines left in the text, so that everything has to be reasoned, and
// reports the time for a token without that of finding expressions.
func BenchmarkPublished(b *testing.B) {
	files, err := filepath.Glob("../../examples/*.txt")
	if err != nil || len(files) == 0 {
		b.Fatal("no examples")
	}
	engine, err := lang.Load()
	if err != nil {
		b.Fatal(err)
	}
	lex, err := loadLexicon(data.FS)
	if err != nil {
		b.Fatal(err)
	}
	dt, err := loadDating(data.FS)
	if err != nil {
		b.Fatal(err)
	}
	var docs []*doc.Doc
	var exprs [][]expr
	tokens := 0
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		d := &doc.Doc{Text: string(text), Article: &parley.Article{Text: string(text)}}
		if err := engine.Annotate(d); err != nil {
			b.Fatal(err)
		}
		docs, exprs, tokens = append(docs, d), append(exprs, find(lex, d)), tokens+len(d.Tokens)
	}
	b.ReportAllocs()
	for b.Loop() {
		for i, d := range docs {
			d.Published = dt.reasoned(d, exprs[i], nil)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*tokens), "ns/token")
}

// BenchmarkLoadDating reads the tables.
func BenchmarkLoadDating(b *testing.B) {
	for b.Loop() {
		if _, err := loadDating(data.FS); err != nil {
			b.Fatal(err)
		}
	}
}
