package eval

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/internal/doc"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGoldenLang holds the figures of the engine on the test sets, so that a
// loss shows in a diff: a change of weights or of tokens needs -update, and
// the new figures are part of the change.
func TestGoldenLang(t *testing.T) {
	plainOnly(t)
	shared := sharedFolder(t)
	r, err := Lang(t.Context(), shared)
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := r.WriteQuality(&got); err != nil {
		t.Fatal(err)
	}
	compareGolden(t, "lang.golden", got.Bytes())
}

// compareGolden compares figures with a file of testdata, or writes it with
// -update.
func compareGolden(t *testing.T, name string, got []byte) {
	t.Helper()
	golden := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(golden), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatalf("%v (run with -update to make it)", err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("figures differ from %s; got\n%s\nwant\n%s", golden, got, want)
	}
}

// sharedFolder returns the folder of test sets, named by PARLEY_SHARED or
// beside the project, and skips the test if it is not there.
func sharedFolder(t *testing.T) string {
	t.Helper()
	shared := os.Getenv("PARLEY_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	if _, err := os.Stat(filepath.Join(shared, "train")); err != nil {
		t.Skip("no test sets: set PARLEY_SHARED, or put the folder shared beside the project")
	}
	return shared
}

func TestLangWithoutTestSets(t *testing.T) {
	if _, err := Lang(t.Context(), t.TempDir()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error is %v", err)
	}
}

func TestAnnotatedBaresTheGold(t *testing.T) {
	gold := made("Ada Low met Danes", false, [3]any{0, 7, doc.Person})
	gold.Sentences = []doc.Sentence{{Last: 4}}
	for i := range gold.Tokens {
		gold.Tokens[i].UPOS, gold.Tokens[i].Lemma, gold.Tokens[i].Head = "NOUN", "x", doc.Root
	}
	var seen *doc.Doc
	look := func(d *doc.Doc) error { seen = d; return nil }
	if _, err := annotated(t.Context(), []*doc.Doc{gold}, look, bareTokens); err != nil {
		t.Fatal(err)
	}
	if len(seen.Tokens) != 4 || len(seen.Sentences) != 1 || len(seen.Names) != 0 {
		t.Errorf("bare tokens: %+v", seen)
	}
	for _, tok := range seen.Tokens {
		if tok.UPOS != "" || tok.Lemma != "" || tok.Head != doc.Unparsed {
			t.Errorf("token %+v still has gold layers", tok)
		}
	}
	if _, err := annotated(t.Context(), []*doc.Doc{gold}, look, bareText); err != nil {
		t.Fatal(err)
	}
	if len(seen.Tokens) != 0 || seen.Text != gold.Text {
		t.Errorf("bare text: %+v", seen)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := annotated(ctx, []*doc.Doc{gold}, look, bareText); !errors.Is(err, context.Canceled) {
		t.Errorf("after the context ended: %v", err)
	}
}

func TestWriteTable(t *testing.T) {
	r := LangReport{
		Treebanks: []TreebankScores{{Treebank: "EWT", Gold: UDScores{LAS: Score{Gold: 200, System: 200, Correct: 171}}}},
		Names:     []CorpusNames{{Corpus: "GUM test", Scores: NameScores{Person: Score{Gold: 4, System: 2, Correct: 1}}}},
		Weights:   Weights{Bytes: 12_345_678, Load: 81_600_000},
	}
	var b strings.Builder
	if err := r.WriteTable(&b); err != nil {
		t.Fatal(err)
	}
	squeezed := strings.Join(strings.Fields(b.String()), " ")
	for _, want := range []string{
		"gold tokens EWT UDPipe 1.2 on EWT",
		"LAS 85.50 81.08", "LAS 0.00 78.60", "XPOS 0.00 -",
		"GUM test gold P R F1 person 4 50.00 25.00 33.33",
		"Weights: 12.3 MB, loaded in 82 ms",
	} {
		if !strings.Contains(squeezed, want) {
			t.Errorf("table lacks %q:\n%s", want, b.String())
		}
	}
}

func TestReportAsJSON(t *testing.T) {
	r := LangReport{
		Treebanks: []TreebankScores{{Treebank: "EWT", Raw: UDScores{UAS: Score{Gold: 4, System: 4, Correct: 3}}}},
		Names:     []CorpusNames{{Corpus: "WikiGold", Documents: 2, Scores: NameScores{Place: Score{Gold: 4, System: 2, Correct: 1}}}},
	}
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"treebank":"EWT"`,
		`"uas":{"gold":4,"system":4,"correct":3,"precision":0.75,"recall":0.75,"f1":0.75}`,
		`"place":{"gold":4,"system":2,"correct":1,"precision":0.5,"recall":0.25,"f1":0.3333333333333333}`,
		`"load_ns":0`,
	} {
		if !strings.Contains(string(b), want) {
			t.Errorf("JSON lacks %s: %s", want, b)
		}
	}
}
