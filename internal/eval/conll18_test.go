package eval

import (
	"errors"
	"testing"

	"parley/internal/doc"
)

// shelled is a parsed sentence and a half: "Guns shelled Taiz. They fled"
func shelled() *doc.Doc {
	return &doc.Doc{
		Text: "Guns shelled Taiz. They fled",
		Tokens: []doc.Token{
			{Start: 0, End: 4, UPOS: "NOUN", XPOS: "NNS", Lemma: "gun", Head: 1, Deprel: "nsubj"},
			{Start: 5, End: 12, UPOS: "VERB", XPOS: "VBD", Lemma: "shell", Head: doc.Root, Deprel: "root"},
			{Start: 13, End: 17, UPOS: "PROPN", XPOS: "NNP", Lemma: "Taiz", Head: 1, Deprel: "obj"},
			{Start: 17, End: 18, UPOS: "PUNCT", XPOS: ".", Lemma: ".", Head: 1, Deprel: "punct"},
			{Start: 19, End: 23, UPOS: "PRON", XPOS: "PRP", Lemma: "they", Head: 5, Deprel: "nsubj"},
			{Start: 24, End: 28, UPOS: "VERB", XPOS: "VBD", Lemma: "flee", Head: doc.Root, Deprel: "root"},
		},
		Sentences: []doc.Sentence{{First: 0, Last: 4}, {First: 4, Last: 6}},
	}
}

func TestEvalUD(t *testing.T) {
	full := Score{6, 6, 6}
	for _, c := range []struct {
		name   string
		change func(*doc.Doc)
		want   UDScores
	}{
		{"all right", func(*doc.Doc) {}, UDScores{full, Score{2, 2, 2}, full, full, full, full, full}},
		{"a subtype is no fault", func(d *doc.Doc) { d.Tokens[0].Deprel = "nsubj:pass" },
			UDScores{full, Score{2, 2, 2}, full, full, full, full, full}},
		{"a wrong relation", func(d *doc.Doc) { d.Tokens[2].Deprel = "obl" },
			UDScores{full, Score{2, 2, 2}, full, full, full, full, Score{6, 6, 5}}},
		{"a wrong head", func(d *doc.Doc) { d.Tokens[2].Head = 0 },
			UDScores{full, Score{2, 2, 2}, full, full, full, Score{6, 6, 5}, Score{6, 6, 5}}},
		{"wrong tags and lemma", func(d *doc.Doc) { d.Tokens[0].UPOS, d.Tokens[1].XPOS, d.Tokens[5].Lemma = "VERB", "VBN", "fly" },
			UDScores{full, Score{2, 2, 2}, Score{6, 6, 5}, Score{6, 6, 5}, Score{6, 6, 5}, full, full}},
		{"one sentence too few", func(d *doc.Doc) {
			d.Sentences = []doc.Sentence{{First: 0, Last: 6}}
			d.Tokens[5].Head, d.Tokens[5].Deprel = 1, "parataxis"
		}, UDScores{full, Score{2, 1, 0}, full, full, full, Score{6, 6, 5}, Score{6, 6, 5}}},
		{"a word cut in two", func(d *doc.Doc) {
			d.Tokens = append(d.Tokens[:5:5], doc.Token{Start: 24, End: 26, Head: doc.Root}, doc.Token{Start: 26, End: 28, Head: 5})
			d.Sentences[1].Last = 7
		}, UDScores{Score{6, 7, 5}, Score{2, 2, 2}, Score{6, 7, 5}, Score{6, 7, 5}, Score{6, 7, 5}, Score{6, 7, 4}, Score{6, 7, 4}}},
	} {
		sys := shelled()
		c.change(sys)
		got, err := EvalUD([]*doc.Doc{shelled()}, []*doc.Doc{sys})
		if err != nil || got != c.want {
			t.Errorf("%s: got %v (%v), want %v", c.name, got, err, c.want)
		}
	}
	if _, err := EvalUD([]*doc.Doc{shelled()}, []*doc.Doc{{Text: "x"}}); !errors.Is(err, ErrNotSameText) {
		t.Errorf("other text: got %v", err)
	}
}

// TestEvalUDSpace compares documents whose texts differ in white space, and
// gold without a lemma.
func TestEvalUDSpace(t *testing.T) {
	gold, sys := shelled(), shelled()
	gold.Tokens[4].Lemma = ""
	sys.Text = "Guns\n\tshelled Taiz . They fled"
	for i := range sys.Tokens {
		if i > 0 {
			sys.Tokens[i].Start++
			sys.Tokens[i].End++
		}
		if i > 2 {
			sys.Tokens[i].Start++
			sys.Tokens[i].End++
		}
	}
	if err := sys.Check(); err != nil {
		t.Fatal(err)
	}
	full := Score{6, 6, 6}
	want := UDScores{full, Score{2, 2, 2}, full, full, full, full, full}
	if got, err := EvalUD([]*doc.Doc{gold}, []*doc.Doc{sys}); err != nil || got != want {
		t.Errorf("got %v (%v), want %v", got, err, want)
	}
	if sys.Tokens[1].Start != 6 {
		t.Error("the document was changed")
	}
}
