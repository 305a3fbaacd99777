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
)

func TestProse(t *testing.T) {
	const text = "Barbara Hill flew to Madrid on Monday. The German envoy met her in Paris"
	for _, unit := range []Unit{Documents, Sentences} {
		d := &doc.Doc{Text: text}
		if err := corpus.PlainSplit(lang.Tokenize)(d); err != nil {
			t.Fatal(err)
		}
		out, err := Prose([]*doc.Doc{d}, unit, corpus.IsDemonym)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, n := range out[0].Names {
			got = append(got, string(n.Kind)+":"+text[out[0].Tokens[n.First].Start:out[0].Tokens[n.Last-1].End])
		}
		want := "person:Barbara Hill place:Madrid nationality:German place:Paris"
		if strings.Join(got, " ") != want {
			t.Errorf("unit %d: got %q, want %q", unit, got, want)
		}
	}
}

// sharedDir returns the folder of training data below PARLEY_SHARED or beside
// the repository, and skips if it is not there.
func sharedDir(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("PARLEY_SHARED")
	if dir == "" {
		root, err := os.Getwd()
		if err != nil {
			t.Fatal(err)
		}
		for filepath.Dir(root) != root {
			if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
				break
			}
			root = filepath.Dir(root)
		}
		dir = filepath.Join(root, "..", "shared")
	}
	dir = filepath.Join(dir, "train")
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no shared data: %v", err)
	}
	return dir
}

// goldSets reads the texts that name finders are measured on.
func goldSets(t testing.TB) map[string][]*doc.Doc {
	dir := sharedDir(t)
	sets := map[string][]*doc.Doc{}
	for name, read := range map[string]func() ([]*doc.Doc, error){
		"GUM test": func() ([]*doc.Doc, error) {
			f, err := os.Open(filepath.Join(dir, "ud-gum", "test.conllu"))
			if err != nil {
				return nil, err
			}
			defer f.Close()
			return corpus.GUM(f)
		},
		"re3d held out": func() ([]*doc.Doc, error) {
			docs, err := corpus.Re3d(filepath.Join(dir, "re3d"), corpus.PlainSplit(lang.Tokenize))
			_, test := corpus.SplitRe3d(docs)
			return test, err
		},
		"WikiGold": func() ([]*doc.Doc, error) {
			f, err := os.Open(filepath.Join(dir, "wikigold", "test.conllu"))
			if err != nil {
				return nil, err
			}
			defer f.Close()
			return corpus.WikiGold(f)
		},
	} {
		docs, err := read()
		if err != nil {
			t.Fatal(err)
		}
		sets[name] = docs
	}
	return sets
}

func BenchmarkProse(b *testing.B) { BenchProse(b, goldSets(b)["GUM test"]) }
