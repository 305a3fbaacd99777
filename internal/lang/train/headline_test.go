package train

import (
	"math/rand/v2"
	"testing"

	"parley/internal/doc"
)

// TestHeadlines cuts "The army was shelling a market." to headline and holds
// the tree that is left.
func TestHeadlines(t *testing.T) {
	d := &doc.Doc{Text: "The army was shelling a market."}
	for _, w := range []struct {
		start, end, head  int
		upos, lemma, role string
	}{
		{0, 3, 1, "DET", "the", "det"}, {4, 8, 3, "NOUN", "army", "nsubj"}, {9, 12, 3, "AUX", "be", "aux"},
		{13, 21, doc.Root, "VERB", "shell", "root"}, {22, 23, 5, "DET", "a", "det"},
		{24, 30, 3, "NOUN", "market", "obj"}, {30, 31, 3, "PUNCT", ".", "punct"},
	} {
		d.Tokens = append(d.Tokens, doc.Token{Start: w.start, End: w.end, Head: w.head, UPOS: w.upos, Lemma: w.lemma, Deprel: w.role})
	}
	d.Sentences = []doc.Sentence{{First: 0, Last: 7}}
	got := headlines(d, 1, rand.New(rand.NewPCG(1, 1)))
	if got.Text != "army shelling market" {
		t.Fatalf("text %q", got.Text)
	}
	if err := got.Check(); err != nil {
		t.Fatal(err)
	}
	for i, want := range []int{1, doc.Root, 1} {
		if got.Tokens[i].Head != want {
			t.Errorf("%s hangs on %d, want %d", got.Word(i), got.Tokens[i].Head, want)
		}
	}
	d.Tokens[3].UPOS = "NOUN"
	if got := headlines(d, 1, rand.New(rand.NewPCG(1, 1))); len(got.Tokens) != 0 {
		t.Errorf("a sentence without a verb became %q", got.Text)
	}
}
