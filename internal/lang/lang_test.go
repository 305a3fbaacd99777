package lang_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"

	"parley/internal/doc"
	"parley/internal/lang"
	"parley/internal/lang/net"
	"parley/internal/lang/nn"
)

var engine = sync.OnceValues(lang.Load)

func mustEngine(t testing.TB) *lang.Engine {
	t.Helper()
	e, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func annotate(t testing.TB, text string) *doc.Doc {
	t.Helper()
	d := &doc.Doc{Text: text}
	if err := mustEngine(t).Annotate(d); err != nil {
		t.Fatal(err)
	}
	if err := d.Check(); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return d
}

// examples returns the texts of the shipped dispatches.
func examples(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("../../examples/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	var texts []string
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(b))
	}
	return texts
}

func TestStagesAreInOrder(t *testing.T) {
	if err := doc.CheckOrder(mustEngine(t).Stages()); err != nil {
		t.Error(err)
	}
}

// TestPlainLoopsGiveTheSameLayers holds the promise that a machine without
// AVX2 gives the same answers.
func TestPlainLoopsGiveTheSameLayers(t *testing.T) {
	if !nn.Fast() {
		t.Skip("this machine runs the plain loops anyway")
	}
	defer nn.ForcePlain(false)
	for _, text := range examples(t) {
		nn.ForcePlain(false)
		fast := annotate(t, text)
		nn.ForcePlain(true)
		if plain := annotate(t, text); !reflect.DeepEqual(fast, plain) {
			t.Errorf("plain and fast loops differ on %q", text[:40])
		}
	}
}

// TestConcurrentUse runs one engine from several goroutines; each must get
// what it gets alone.
func TestConcurrentUse(t *testing.T) {
	texts := examples(t)
	var alone []*doc.Doc
	for _, text := range texts {
		alone = append(alone, annotate(t, text))
	}
	var wait sync.WaitGroup
	for range 4 {
		for i, text := range texts {
			wait.Go(func() {
				d := &doc.Doc{Text: text}
				if err := mustEngine(t).Annotate(d); err != nil || !reflect.DeepEqual(d, alone[i]) {
					t.Errorf("text %d: other layers beside other goroutines (%v)", i, err)
				}
			})
		}
	}
	wait.Wait()
}

func TestLongSentencesAreCut(t *testing.T) {
	d := annotate(t, strings.Repeat("shells fell and ", 500)+"stopped")
	if len(d.Sentences) < 1500/net.MaxSentence {
		t.Errorf("%d sentences for %d tokens", len(d.Sentences), len(d.Tokens))
	}
	for _, s := range d.Sentences {
		if s.Last-s.First > net.MaxSentence {
			t.Errorf("a sentence of %d tokens", s.Last-s.First)
		}
	}
}

func TestEmptyText(t *testing.T) {
	for _, text := range []string{"", " ", "\n\n", "\u00a0"} {
		if d := annotate(t, text); len(d.Tokens) != 0 || len(d.Sentences) != 0 || len(d.Names) != 0 {
			t.Errorf("%q: %d tokens", text, len(d.Tokens))
		}
	}
}

// FuzzAnnotate holds the document's invariants for any bytes at all.
func FuzzAnnotate(f *testing.F) {
	for _, s := range []string{
		"Gen. Hashimi's men shelled al-Rawda on Jan. 3. The U.N.-backed envoy said: “Stop.”",
		"TALKS STALL AS SHELLING GOES ON", "\xff\xfe a\x00b", "cannot gonna won't 'tis",
		"3,000–4,000 people @home #talks http://example.org/a?b=c :-) …", "é\u0301 日本 \u200b",
		strings.Repeat("a ", 600), strings.Repeat("((", 300), "\r\n\t\r",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { annotate(t, text) })
}

// BenchmarkLoad is what a program waits for before its first article.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := lang.Load(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkAnnotate gives the engine's rate over the examples, plain and fast.
func BenchmarkAnnotate(b *testing.B) {
	e, texts := mustEngine(b), examples(b)
	defer nn.ForcePlain(false)
	for _, plain := range []bool{false, true} {
		name := "fast"
		if plain {
			name = "plain"
		}
		b.Run(name, func(b *testing.B) {
			nn.ForcePlain(plain)
			tokens := 0
			for b.Loop() {
				for _, text := range texts {
					d := &doc.Doc{Text: text}
					if err := e.Annotate(d); err != nil {
						b.Fatal(err)
					}
					tokens += len(d.Tokens)
				}
			}
			b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
		})
	}
}
