package train

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/internal/doc"
	"parley/internal/lang"
	builtin "parley/internal/lang/model"
)

// lexiconSample is a tiny treebank of our own: form, lemma, UPOS, XPOS, feats.
const lexiconSample = `
The the DET DT Definite=Def|PronType=Art
brigades brigade NOUN NNS Number=Plur
marched march VERB VBD Mood=Ind|Tense=Past|VerbForm=Fin
on on ADP IN _
Zubarra Zubarra PROPN NNP Number=Sing
. . PUNCT . _

Both both DET DT _
raiders raider NOUN NNS Number=Plur
torched torch VERB VBD Mood=Ind|Tense=Past|VerbForm=Fin
6 6 NUM CD NumForm=Digit|NumType=Card
barges barge NOUN NNS Number=Plur
near near ADP IN _
DuMac DuMac PROPN NNP Number=Sing
. . PUNCT . _
`

func sampleDocs(t *testing.T) []*doc.Doc {
	t.Helper()
	var b strings.Builder
	for _, s := range strings.Split(strings.TrimSpace(lexiconSample), "\n\n") {
		for i, line := range strings.Split(s, "\n") {
			f := strings.Fields(line)
			b.WriteString(string(rune('1'+i)) + "\t" + strings.Join(f, "\t") + "\t_\t_\t_\t_\n")
		}
		b.WriteString("\n")
	}
	docs, err := doc.ReadCoNLLU(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

func TestTrainLexicon(t *testing.T) {
	b, err := TrainLexicon(sampleDocs(t))
	if err != nil {
		t.Fatal(err)
	}
	l, err := lang.LoadLexicon(b)
	if err != nil {
		t.Fatal(err)
	}
	d := sampleDocs(t)[0]
	for i := range d.Tokens {
		d.Tokens[i].Lemma, d.Tokens[i].Feats = "", ""
	}
	l.TrueCase(d)
	l.Lemmatize(d)
	l.Features(d)
	for i, want := range sampleDocs(t)[0].Tokens {
		if got := d.Tokens[i]; got.Lemma != want.Lemma || got.Feats != want.Feats {
			t.Errorf("%q: got %q %q, want %q %q", d.Word(i), got.Lemma, got.Feats, want.Lemma, want.Feats)
		}
	}
}

func TestTrainLexiconIsDeterministic(t *testing.T) {
	docs := sampleDocs(t)
	if dir := sharedTrain(t); dir != "" {
		docs = append(docs, readBank(t, filepath.Join(dir, "ud-gum", "dev.conllu"))...)
	}
	first, err := TrainLexicon(docs)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		again, err := TrainLexicon(docs)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first, again) {
			t.Fatal("two runs differ")
		}
	}
}

func TestTrainLexiconNeedsWords(t *testing.T) {
	if _, err := TrainLexicon([]*doc.Doc{{Text: "raw"}}); !errors.Is(err, ErrNoWords) {
		t.Errorf("got %v", err)
	}
}

func TestEditOf(t *testing.T) {
	for _, c := range []struct {
		word, lemma string
		want        lang.Edit
		ok          bool
	}{
		{"raids", "raid", lang.Edit{Cut: 1}, true},
		{"armies", "army", lang.Edit{Cut: 3, Append: "y"}, true},
		{"same", "same", lang.Edit{}, true},
		{"is", "be", lang.Edit{Cut: 2, Append: "be"}, false},
		{"aé", "aè", lang.Edit{Cut: 2, Append: "è"}, true}, // they share a byte, not a rune
	} {
		if got, ok := editOf(c.word, c.lemma); got != c.want || ok != c.ok {
			t.Errorf("%s, %s: got %+v, %v", c.word, c.lemma, got, ok)
		}
	}
}

func TestGoldCase(t *testing.T) {
	docs := sampleDocs(t)
	if got := GoldCase(docs[0], docs[0].Sentences[0]); got != CaseOrdinary {
		t.Errorf("ordinary sentence: got %d", got)
	}
	for how, want := range map[string]SentenceCase{
		strings.ToUpper(docs[0].Text): CaseUpper, strings.ToLower(docs[0].Text): CaseLower,
		strings.Replace(docs[0].Text, "brigades marched", "Brigades Marched", 1): CaseTitle,
	} {
		d := *docs[0]
		d.Text = how
		if got := GoldCase(&d, d.Sentences[0]); got != want {
			t.Errorf("%q: got %d, want %d", how, got, want)
		}
	}
}

// TestLexiconFigures holds the lexicon as trained on EWT and GUM to its
// figures on their dev sets, in tenths of a percent.
func TestLexiconFigures(t *testing.T) {
	dir := sharedTrain(t)
	if dir == "" {
		t.Skip("no shared training texts: set PARLEY_SHARED")
	}
	docs := append(readBank(t, filepath.Join(dir, "ud-ewt", "train.conllu")), readBank(t, filepath.Join(dir, "ud-gum", "train.conllu"))...)
	b, err := TrainLexicon(docs)
	if err != nil {
		t.Fatal(err)
	}
	if len(b) > 1500_000 {
		t.Errorf("%d bytes", len(b))
	}
	if !bytes.Equal(b, builtin.Lexicon) {
		t.Error("the lexicon that is built in is not what training gives; run parley train")
	}
	l, err := lang.LoadLexicon(b)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		bank         string
		lemma, feats int
	}{{"ud-ewt", 987, 945}, {"ud-gum", 993, 915}} {
		lemma, feats := scoreLexicon(l, readBank(t, filepath.Join(dir, c.bank, "dev.conllu")))
		t.Logf("%s dev, gold tags: lemmas %.2f, features %.2f", c.bank, lemma, feats)
		if lemma*10 < float64(c.lemma) || feats*10 < float64(c.feats) {
			t.Errorf("%s: lemmas %.2f, features %.2f", c.bank, lemma, feats)
		}
	}
	fired, ordinary := 0, 0
	for _, d := range docs {
		for _, s := range d.Sentences {
			if GoldCase(d, s) == CaseOrdinary {
				ordinary++
				if l.Caseless(d, s) {
					fired++
				}
			}
		}
	}
	t.Logf("Caseless on %d ordinary sentences: %d", ordinary, fired)
	if fired*200 > ordinary {
		t.Errorf("Caseless on %d of %d ordinary sentences", fired, ordinary)
	}
}

// scoreLexicon returns the percentage of right lemmas and features, given
// gold tags.
func scoreLexicon(l *lang.Lexicon, docs []*doc.Doc) (lemma, feats float64) {
	var n, lemmas, features int
	for _, gold := range docs {
		d := *gold
		d.Tokens = append([]doc.Token(nil), gold.Tokens...)
		l.TrueCase(&d)
		l.Lemmatize(&d)
		l.Features(&d)
		for i := range d.Tokens {
			n++
			if d.Tokens[i].Lemma == gold.Tokens[i].Lemma {
				lemmas++
			}
			if d.Tokens[i].Feats == gold.Tokens[i].Feats {
				features++
			}
		}
	}
	return 100 * float64(lemmas) / float64(n), 100 * float64(features) / float64(n)
}

// sharedTrain returns the folder of training texts, or "".
func sharedTrain(t *testing.T) string {
	t.Helper()
	root := os.Getenv("PARLEY_SHARED")
	for dir := "."; root == ""; dir = filepath.Join(dir, "..") {
		if abs, err := filepath.Abs(dir); err != nil || abs == filepath.Dir(abs) {
			return ""
		}
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			root = filepath.Join(dir, "..", "shared")
		}
	}
	dir := filepath.Join(root, "train")
	if _, err := os.Stat(dir); err != nil {
		return ""
	}
	return dir
}

func readBank(t *testing.T, path string) []*doc.Doc {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	docs, err := doc.ReadCoNLLU(f)
	if err != nil {
		t.Fatal(err)
	}
	return docs
}
