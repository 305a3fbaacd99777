package doc

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// conllu builds a CoNLL-U text from lines whose columns are set apart by
// spaces; missing columns are "_".
func conllu(lines ...string) string {
	var b strings.Builder
	for _, l := range lines {
		if l != "" && l[0] != '#' {
			cols := strings.Fields(l)
			misc := "_"
			if last := cols[len(cols)-1]; len(cols) < 10 && strings.Contains(last, "=") && !strings.Contains(last, "Number=") {
				misc, cols = last, cols[:len(cols)-1]
			}
			for len(cols) < 9 {
				cols = append(cols, "_")
			}
			l = strings.Join(append(cols, misc), "\t")
		}
		b.WriteString(l + "\n")
	}
	return b.String()
}

var twoDocs = conllu(
	"# newdoc id = a", "# global.Entity = x", "# newpar id = a-p1", "# sent_id = a-1", "# text = ignored",
	"1 Guards guard NOUN NNS Number=Plur 3 nsubj",
	"2-3 don't _ _ _ _ _ _",
	"2 do do AUX VBP _ 3 aux",
	"3 n't not PART RB _ 0 root",
	"3.1 sleep sleep VERB _ _ _ _",
	"4 ! ! PUNCT . _ 3 punct SpaceAfter=No",
	"",
	"# sent_id = a-2",
	"1 ( ( PUNCT -LRB- _ 2 punct SpaceAfter=No",
	"2 Aden Aden PROPN NNP Number=Sing 0 root NER=B-place|SpaceAfter=No",
	"3 ) ) PUNCT -RRB- _ 2 punct Entity=x)|SpaceAfter=No",
	"",
	"# newpar", "# newpar_block = p (1 s)",
	"1 Later Later",
	"",
	"# newdoc",
	"1 END end NOUN NN _ 0 root Cased=end", // no blank line at the end
)

func TestReadCoNLLU(t *testing.T) {
	docs, misc, err := ReadCoNLLUMisc(strings.NewReader(twoDocs))
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) != 2 || len(misc) != 2 {
		t.Fatalf("%d documents, %d MISC", len(docs), len(misc))
	}
	d := docs[0]
	if d.ID != "a" || d.Text != "Guards don't !(Aden)\n\nLater" {
		t.Errorf("document %q has text %q", d.ID, d.Text)
	}
	var words []string
	var heads []int
	for i := range d.Tokens {
		words, heads = append(words, d.Word(i)), append(heads, d.Tokens[i].Head)
	}
	if want := []string{"Guards", "do", "n't", "!", "(", "Aden", ")", "Later"}; !reflect.DeepEqual(words, want) {
		t.Errorf("words %q", words)
	}
	if want := []int{2, 2, Root, 2, 5, Root, 5, Unparsed}; !reflect.DeepEqual(heads, want) {
		t.Errorf("heads %v", heads)
	}
	if want := []Sentence{{"a-1", 0, 4, 0}, {"a-2", 4, 7, 0}, {"", 7, 8, 1}}; !reflect.DeepEqual(d.Sentences, want) {
		t.Errorf("sentences %v", d.Sentences)
	}
	if want := []Name{{5, 6, Place}}; !reflect.DeepEqual(d.Names, want) {
		t.Errorf("names %v", d.Names)
	}
	want := Token{Start: 7, End: 9, Lemma: "do", UPOS: "AUX", XPOS: "VBP", Head: 2, Deprel: "aux"}
	if d.Tokens[1] != want {
		t.Errorf("token 1 is %+v", d.Tokens[1])
	}
	if misc[0][6] != "Entity=x)|SpaceAfter=No" || misc[0][0] != "_" {
		t.Errorf("misc %q", misc[0])
	}
	if docs[1].ID != "" || docs[1].Text != "END" || docs[1].Tokens[0].Cased != "end" {
		t.Errorf("second document %+v", docs[1])
	}
	for _, d := range docs {
		if err := d.Check(); err != nil {
			t.Error(err)
		}
	}
}

func TestReadCoNLLUErrors(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"columns", "1\tx\n", "line 1: 2 columns"},
		{"id", conllu("1 x", "x y"), `line 2: word id "x"`},
		{"gap in ids", conllu("1 x", "3 y"), "line 2: word id 3 where 2 is due"},
		{"first id", conllu("2 x"), "line 1: word id 2 where 1 is due"},
		{"head", conllu("1 x x X X _ 2 dep", ""), `line 2: word 1: head "2"`},
		{"negative head", conllu("1 x x X X _ -1 dep", ""), `head "-1"`},
		{"range", conllu("2-1 x"), `word range "2-1"`},
		{"range order", conllu("1-2 xy", "2 y"), "where 1 is due"},
		{"open range", conllu("1-2 xy", "1 x", ""), "range 1-2 runs past its sentence"},
		{"range in range", conllu("1-3 xyz", "1-2 xy", "1 x", "2 y", "3 z"), "a range inside a range"},
		{"short range", conllu("1-3 xy", "1 a", "2 b", "3 c", ""), "too short"},
		{"empty form", "1\t" + strings.Repeat("\t", 8) + "\n", "empty form"},
		{"comment", conllu("1 x", "# newdoc"), "line 2: a comment inside"},
		{"bytes", conllu("1 \xff"), "not UTF-8"},
	} {
		_, err := ReadCoNLLU(strings.NewReader(c.in))
		if !errors.Is(err, ErrCoNLLU) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", c.name, err, c.want)
		}
	}
}

func TestCutForm(t *testing.T) {
	for _, c := range []struct{ form, words, want string }{
		{"don't", "do n't", "do|n't"},
		{"Cannot", "can not", "Can|not"},
		{"wanna", "want to", "wan|na"},
		{"its", "it 's", "it|s"},
		{"dün", "du en", "dü|n"},
		{"don00", "do n", "do|n00"},
		{"ab", "long longer", "a|b"},
		{"whatcha", "what are ya", "what|c|ha"},
	} {
		words := strings.Fields(c.words)
		cuts := cutForm(c.form, words)
		var parts []string
		for i := range words {
			parts = append(parts, c.form[cuts[i]:cuts[i+1]])
		}
		if got := strings.Join(parts, "|"); got != c.want {
			t.Errorf("%s as %q: %s, want %s", c.form, c.words, got, c.want)
		}
	}
	if cutForm("a", []string{"a", "b"}) != nil {
		t.Error("one rune for two words")
	}
}

func TestWriteCoNLLU(t *testing.T) {
	d := &Doc{ID: "x", Text: "ACME|Co. quit\tRoma\n\nok", Tokens: []Token{
		{Start: 0, End: 8, Cased: "Acme|Co.", Lemma: "a b", UPOS: "PROPN", XPOS: "NNP", Feats: "Number=Sing", Head: 1, Deprel: "nsubj"},
		{Start: 9, End: 13, Cased: "quit", Head: Root, Deprel: "root"},
		{Start: 14, End: 18, Head: 1},
		{Start: 20, End: 22, Head: Unparsed}},
		Sentences: []Sentence{{First: 0, Last: 3}, {ID: "own", First: 3, Last: 4, Paragraph: 1}},
		Names:     []Name{{0, 1, Organisation}, {1, 3, Place}}}
	want := `# newdoc id = x
# newpar
# sent_id = x-1
# text = ACME|Co. quit Roma
1	ACME|Co.	a b	PROPN	NNP	Number=Sing	2	nsubj	_	Cased=Acme\pCo.|NER=B-organisation|TokenRange=0:8
2	quit	_	_	_	_	0	root	_	NER=B-place|TokenRange=9:13
3	Roma	_	_	_	_	2	_	_	NER=I-place|TokenRange=14:18

# newpar
# sent_id = own
# text = ok
1	ok	_	_	_	_	_	_	_	TokenRange=20:22

`
	var b bytes.Buffer
	if err := WriteCoNLLU(&b, d); err != nil || b.String() != want {
		t.Errorf("%v\n%s", err, b.String())
	}
	back, err := ReadCoNLLU(&b)
	if err != nil || back[0].Tokens[0].Cased != "Acme|Co." || !reflect.DeepEqual(back[0].Names, d.Names) {
		t.Errorf("read back: %v %+v", err, back[0])
	}
	for name, spoil := range map[string]func(){
		"no sentence": func() { d.Sentences = d.Sentences[:1] },
		"head":        func() { d.Tokens[0].Head = 3 },
		"name":        func() { d.Names = []Name{{0, 9, Place}} },
	} {
		spoil()
		if err := WriteCoNLLU(&b, d); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// TestTreebanks reads the real treebanks, checks every document, and writes
// and reads them again.
func TestTreebanks(t *testing.T) {
	for _, name := range []string{"ud-ewt/dev.conllu", "ud-gum/dev.conllu"} {
		f, err := os.Open(filepath.Join(shared(t), "train", name))
		if err != nil {
			t.Skip("no treebank: ", err)
		}
		docs, err := ReadCoNLLU(f)
		f.Close()
		if err != nil || len(docs) == 0 {
			t.Fatal(name, len(docs), err)
		}
		var b bytes.Buffer
		for _, d := range docs {
			if err := d.Check(); err != nil {
				t.Errorf("%s %s: %v", name, d.ID, err)
			}
			if err := WriteCoNLLU(&b, d); err != nil {
				t.Errorf("%s %s: %v", name, d.ID, err)
			}
		}
		back, err := ReadCoNLLU(&b)
		if err != nil || !reflect.DeepEqual(docs, back) {
			t.Errorf("%s read again is not the same: %v", name, err)
		}
	}
}

// shared returns the folder of the treebanks, or skips the test.
func shared(t *testing.T) string {
	t.Helper()
	if dir := os.Getenv("PARLEY_SHARED"); dir != "" {
		return dir
	}
	dir, err := os.Getwd()
	for err == nil {
		if _, e := os.Stat(filepath.Join(dir, "go.mod")); e == nil {
			return filepath.Join(dir, "..", "shared")
		}
		up := filepath.Dir(dir)
		if up == dir {
			break
		}
		dir = up
	}
	t.Skip("no go.mod above the test: set PARLEY_SHARED")
	return ""
}

func FuzzReadCoNLLU(f *testing.F) {
	f.Add(twoDocs)
	f.Add(conllu("1-2 its", "1 it", "2 's"))
	f.Add(conllu("1 x x X X _ 1 dep", "", "# newpar", "1 y"))
	f.Fuzz(func(t *testing.T, in string) {
		docs, misc, err := ReadCoNLLUMisc(strings.NewReader(in))
		if err != nil {
			if !errors.Is(err, ErrCoNLLU) {
				t.Fatal(err)
			}
			return
		}
		for i, d := range docs {
			if len(misc[i]) != len(d.Tokens) {
				t.Fatalf("%d MISC for %d tokens", len(misc[i]), len(d.Tokens))
			}
			if err := checkTokens(d); err != nil {
				t.Fatal(err)
			}
			if err := checkSentences(d); err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			if err := WriteCoNLLU(&b, d); err != nil {
				t.Fatal(err)
			}
			back, err := ReadCoNLLU(&b)
			if err != nil || len(back) != 1 || len(back[0].Tokens) != len(d.Tokens) {
				t.Fatalf("read back: %v", err)
			}
			if oneLine(back[0].Text) != oneLine(d.Text) { // a form may hold a lone \r
				t.Fatalf("text %q became %q", d.Text, back[0].Text)
			}
		}
	})
}
