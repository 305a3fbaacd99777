package who

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"parley/internal/doc"
)

// FuzzWho checks that any text, parsed or not, gives actors and mentions as
// doc/actor.go promises.
func FuzzWho(f *testing.F) {
	for _, s := range []string{
		"", "He said he.", "PRESIDENT GHANI SAID HE WOULD NOT GO. THE GROUP DID.", "the the the's governor, X, Y,",
		"A spokesman for a spokesman for the governor's spokesman, Ali, said it.", "“They said “he” said",
		"Gen. Gen. Gen. Lt. Col. Maj. A B", "Omar-Sahak's secretary-general – of - the", "\u200b. \u00a0He\u0301 and his and her",
		"both sides the two warring parties Those close to the", "Otty Patiño, 35, a shopkeeper, who is the president of",
	} {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, text string, parsed bool) {
		if len(text) > 2000 {
			return
		}
		if parsed {
			checkActors(t, read(t, text))
			return
		}
		all, err := stages()
		if err != nil {
			t.Fatal(err)
		}
		d := &doc.Doc{Text: text}
		for _, s := range append(all[:2:2], all[len(all)-1]) { // tokens, sentences and this stage alone
			if err := s.Run(d); err != nil {
				t.Fatal(err)
			}
		}
		checkActors(t, d)
	})
}

func TestEmptyDocument(t *testing.T) {
	all, err := stages()
	if err != nil {
		t.Fatal(err)
	}
	d := &doc.Doc{}
	if err := all[len(all)-1].Run(d); err != nil || len(d.Actors) != 0 || len(d.Mentions) != 0 {
		t.Errorf("an empty document has %d actors, %d mentions, error %v", len(d.Actors), len(d.Mentions), err)
	}
}

// BenchmarkWho reads the examples; the stage alone is timed, package party
// included.
func BenchmarkWho(b *testing.B) {
	files, err := filepath.Glob("../../examples/*.txt")
	if err != nil || len(files) == 0 {
		b.Fatal("no examples", err)
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
	all, err := stages()
	if err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	start := time.Now()
	for range b.N {
		for _, d := range docs {
			d.Actors, d.Mentions = nil, nil
			if err := all[len(all)-1].Run(d); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(time.Since(start).Nanoseconds())/float64(b.N*tokens), "ns/token")
}
