package lang

import (
	"testing"

	"parley/internal/doc"
)

// TestVerbs holds which words become verbs by the tree: hand-made sentences of
// form, tags, head and relation.
func TestVerbs(t *testing.T) {
	type token struct {
		form, upos, xpos string
		head             int
		rel              string
	}
	for _, c := range []struct {
		name   string
		tokens []token
		at     int
		want   string
	}{
		{"would free prisoners", []token{{"it", "PRON", "PRP", 2, "nsubj"}, {"would", "AUX", "MD", 2, "aux"}, {"free", "ADJ", "JJ", -1, "root"}, {"prisoners", "NOUN", "NNS", 2, "obj"}}, 2, "VERB"},
		{"will question suspects", []token{{"police", "NOUN", "NN", 2, "nsubj"}, {"will", "AUX", "MD", 2, "aux"}, {"question", "NOUN", "NN", -1, "root"}, {"suspects", "NOUN", "NNS", 2, "obj"}}, 2, "VERB"},
		{"would be free of them", []token{{"it", "PRON", "PRP", 3, "nsubj"}, {"would", "AUX", "MD", 3, "aux"}, {"be", "AUX", "VB", 3, "cop"}, {"free", "ADJ", "JJ", -1, "root"}, {"them", "PRON", "PRP", 3, "obj"}}, 3, "ADJ"},
		{"is worth millions", []token{{"it", "PRON", "PRP", 2, "nsubj"}, {"has", "AUX", "VBZ", 2, "aux"}, {"worth", "ADJ", "JJ", -1, "root"}, {"millions", "NOUN", "NNS", 2, "obj"}}, 2, "ADJ"},
		{"would free", []token{{"it", "PRON", "PRP", 2, "nsubj"}, {"would", "AUX", "MD", 2, "aux"}, {"free", "ADJ", "JJ", -1, "root"}}, 2, "ADJ"},
	} {
		d := &doc.Doc{Sentences: []doc.Sentence{{First: 0, Last: len(c.tokens)}}}
		for _, k := range c.tokens {
			d.Text += k.form + " "
			d.Tokens = append(d.Tokens, doc.Token{UPOS: k.upos, XPOS: k.xpos, Head: k.head, Deprel: k.rel})
		}
		verbs(d)
		if got := d.Tokens[c.at].UPOS; got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
