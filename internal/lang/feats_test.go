package lang

import "testing"

func TestFeatures(t *testing.T) {
	l := mustLexicon(t)
	for _, c := range []struct{ form, upos, xpos, want string }{
		{"soldiers", "NOUN", "NNS", "Number=Plur"},
		{"gharqads", "NOUN", "NNS", "Number=Plur"},
		{"Khartoum", "PROPN", "NNP", "Number=Sing"},
		{"fired", "VERB", "VBD", "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"},
		{"attacks", "VERB", "VBZ", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"},
		{"him", "PRON", "PRP", "Case=Acc|Gender=Masc|Number=Sing|Person=3|PronType=Prs"},
		{"n’t", "PART", "RB", "Polarity=Neg"},
		{"worse", "ADJ", "JJR", "Degree=Cmp"},
		{"six", "NUM", "CD", "NumForm=Word|NumType=Card"},
		{"4,871", "NUM", "CD", "NumForm=Digit|NumType=Card"},
		{"47th", "ADJ", "JJ", "Degree=Pos|NumForm=Combi|NumType=Ord"},
		{"of", "ADP", "IN", ""},
		{"word", "NOSUCH", "TAG", ""},
	} {
		if got := l.features(c.form, c.upos, c.xpos); got != c.want {
			t.Errorf("%s %s %s: got %q, want %q", c.form, c.upos, c.xpos, got, c.want)
		}
	}
}

func TestDigitPattern(t *testing.T) {
	for _, c := range []struct{ word, want string }{
		{"1,250", "#0,0"}, {"1990s", "#0s"}, {"t-72", "#t-0"}, {"9", "#0"}, {"nine", ""}, {"", ""},
	} {
		got, ok := DigitPattern([]byte("x"), []byte(c.word))
		if string(got) != "x"+c.want || ok != (c.want != "") {
			t.Errorf("%q: got %q, %v", c.word, got, ok)
		}
	}
}
