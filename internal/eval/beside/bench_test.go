//go:build beside

package beside

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/internal/doc"
	"parley/internal/lang"
	"parley/internal/lang/corpus"
	"parley/internal/lang/nn"
)

// benchDocs are the shipped dispatches as documents of about 1,000 words, cut
// into tokens and sentences so that rates can be given in our tokens.
func benchDocs(b *testing.B) []*doc.Doc {
	b.Helper()
	files, err := filepath.Glob("../../../examples/*.txt")
	if err != nil || len(files) == 0 {
		b.Fatalf("no examples: %v", err)
	}
	var texts []string
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, strings.TrimSpace(string(text)))
	}
	var docs []*doc.Doc
	for i := range texts {
		text := strings.Join(append(append([]string(nil), texts[i:]...), texts[:i]...), "\n\n")
		d := &doc.Doc{Text: text}
		if err := corpus.PlainSplit(lang.Tokenize)(d); err != nil {
			b.Fatal(err)
		}
		docs = append(docs, d)
	}
	return docs
}

// BenchmarkRawTextToNames sets the whole engine, which parses, beside prose,
// which does not, over the same texts in one run on one core.
func BenchmarkRawTextToNames(b *testing.B) {
	docs := benchDocs(b)
	b.Run("parley", func(b *testing.B) { benchEngine(b, docs) })
	b.Run("parley-plain", func(b *testing.B) {
		nn.ForcePlain(true)
		defer nn.ForcePlain(false)
		benchEngine(b, docs)
	})
	b.Run("prose", func(b *testing.B) { BenchProse(b, docs) })
}

func benchEngine(b *testing.B, docs []*doc.Doc) {
	e, err := lang.Load()
	if err != nil {
		b.Fatal(err)
	}
	tokens, bytes := 0, 0
	for _, d := range docs {
		tokens += len(d.Tokens)
		bytes += len(d.Text)
	}
	b.SetBytes(int64(bytes))
	for b.Loop() {
		for _, d := range docs {
			if err := e.Annotate(&doc.Doc{Text: d.Text}); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(tokens)*float64(b.N)/b.Elapsed().Seconds(), "gold-tokens/s")
}
