package said_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/data"
	"parley/internal/doc"
	"parley/internal/said"
)

func FuzzSaid(f *testing.F) {
	for _, s := range []string{
		"", "\"", "“a” said", "He said \"she said 'they said'\".", "\"A,\" said B. \"C.\"\n\n\"D\n\n\"E\" \"", "according to", "According to , said",
		"SAID SAID SAID.", "AB CAll on", "call for", "they put it", "as X put it", "said that", "told", "he said:", "accused X of", "X: \"", "It was said by the by of as.", "“ ” “ ' ’ ‘ \" ,", "the report that that that", "call call on to", "; ; said ;",
		"In the words of words, the claim by claim from claim.", "\"a\"\"b\"\"c\" said he, she said, adding, saying, citing,",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		checkQuotes(t, reading(t, text))
	})
}

// TestBrokenOff reads what is left of the table's texts when they break off
// after a word, as feeds do.
func TestBrokenOff(t *testing.T) {
	for n, c := range readCases(t, "testdata/sentences.txt") {
		w := strings.Fields(c.text)
		for i := 1 + n%4; i < len(w); i += 4 {
			checkQuotes(t, reading(t, strings.Join(w[:i], " ")))
			checkQuotes(t, reading(t, strings.Join(w[i:], " ")))
		}
	}
}

// TestUnparsed runs the stage where no parse and no tags are.
func TestUnparsed(t *testing.T) {
	s, err := said.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range []*doc.Doc{
		{},
		{Text: "said", Tokens: []doc.Token{{End: 4, Head: doc.Unparsed}}, Sentences: []doc.Sentence{{Last: 1}}},
		{Text: `"We go" he said`, Tokens: []doc.Token{
			{Start: 0, End: 1, Head: doc.Unparsed, UPOS: "PUNCT"}, {Start: 1, End: 3, Head: doc.Unparsed, UPOS: "PRON"},
			{Start: 4, End: 6, Head: doc.Unparsed, UPOS: "VERB"}, {Start: 6, End: 7, Head: doc.Unparsed, UPOS: "PUNCT"},
			{Start: 8, End: 10, Head: doc.Unparsed, UPOS: "PRON"}, {Start: 11, End: 15, Head: doc.Unparsed, UPOS: "VERB", Lemma: "say"},
		}, Sentences: []doc.Sentence{{Last: 6}}},
	} {
		if err := s.Run(d); err != nil {
			t.Error(err)
		}
		checkQuotes(t, d)
	}
}

func BenchmarkSaid(b *testing.B) {
	names, err := filepath.Glob("../../examples/*.txt")
	if err != nil || len(names) == 0 {
		b.Fatalf("no examples: %v", err)
	}
	list, err := stages()
	if err != nil {
		b.Fatal(err)
	}
	var docs []*doc.Doc
	tokens := 0
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		d := reading(b, string(text))
		docs = append(docs, d)
		tokens += len(d.Tokens)
	}
	stage := list[len(list)-1]
	b.ResetTimer()
	for b.Loop() {
		for _, d := range docs {
			if err := stage.Run(d); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(tokens), "ns/token")
}
