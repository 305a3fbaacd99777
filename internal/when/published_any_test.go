package when

import (
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"parley/internal/read"
)

// TestPublishedOfAnything shuffles the words of the short articles and wants
// what the layer promises to hold for whatever comes out, and twice the same.
func TestPublishedOfAnything(t *testing.T) {
	text, err := os.ReadFile("testdata/published.tsv")
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Fields(string(text))
	date := dater(t)
	rnd := rand.New(rand.NewPCG(7, 11))
	for range 60 {
		var b strings.Builder
		for range 5 + rnd.IntN(120) {
			at := rnd.IntN(len(words))
			b.WriteString(strings.Join(words[at:min(len(words), at+1+rnd.IntN(5))], " "))
			b.WriteString([]string{" ", ". ", "\n\n", ", "}[rnd.IntN(4)])
		}
		a, err := read.Text("any", []byte(b.String()), read.Options{})
		if err != nil {
			continue // nothing was left of it
		}
		if rnd.IntN(2) == 0 {
			a.URL = "https://example.org/" + strings.ReplaceAll(b.String()[:min(b.Len(), 60)], " ", "/")
		}
		d := date(a)
		checkPublished(t, d)
		again := date(a).Published
		if again.Period != d.Published.Period || len(again.Reasons) != len(d.Published.Reasons) {
			t.Errorf("%+v, then %+v: %s", d.Published, again, d.Text)
		}
	}
}
