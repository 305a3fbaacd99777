package train

import (
	"bytes"
	"strings"
	"testing"

	"parley/internal/doc"
	"parley/internal/lang"
)

// splitCorpus is a treebank of made-up sentences for the splitter.
func splitCorpus() []*doc.Doc {
	var docs []*doc.Doc
	for i, who := range []string{"Amin", "Gen. Osei", "Nobody", "The U.N.", "Dr. Haile"} {
		d := &doc.Doc{}
		for p := range 4 {
			if p > 0 {
				d.Text += "\n\n"
			}
			for k := range 3 {
				if k > 0 {
					d.Text += " "
				}
				from := len(d.Tokens)
				start := len(d.Text)
				d.Text += who + " left at " + strings.Repeat("1", k+1) + " p.m. on Monday" + ".?!"[(i+k)%3:(i+k)%3+1]
				for _, t := range lang.Tokenize(d.Text[start:]) {
					t.Start, t.End = t.Start+start, t.End+start
					d.Tokens = append(d.Tokens, t)
				}
				d.Sentences = append(d.Sentences, doc.Sentence{First: from, Last: len(d.Tokens), Paragraph: p})
			}
		}
		docs = append(docs, d)
	}
	return docs
}

func TestTrainSplit(t *testing.T) {
	docs := splitCorpus()
	a := TrainSplit(docs[:3], docs[3:], 7)
	if b := TrainSplit(docs[:3], docs[3:], 7); !bytes.Equal(a, b) {
		t.Error("two trainings gave different bytes")
	}
	if docs[0].Sentences[0].ID != "" || len(docs) != 5 {
		t.Error("the corpus was changed")
	}
	s, err := lang.LoadSplitter(a)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		read := &doc.Doc{Text: d.Text, Tokens: lang.Tokenize(d.Text)}
		s.Split(read)
		if len(read.Sentences) != len(d.Sentences) {
			t.Errorf("%d sentences of %q, want %d", len(read.Sentences), d.Text, len(d.Sentences))
		}
	}
}
