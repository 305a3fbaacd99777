package corpus_test

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"

	"parley/internal/doc"
	"parley/internal/lang/corpus"
)

func loadNamer(t *testing.T) *corpus.Namer {
	t.Helper()
	n, err := corpus.LoadNamer() // checks that every slot of a pattern has rows
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestNamerNames draws many names and shows some; run with -v to read them.
func TestNamerNames(t *testing.T) {
	n, rng := loadNamer(t), rand.New(rand.NewPCG(7, 1))
	kinds := []doc.NameKind{doc.Person, doc.Organisation, doc.Place, doc.Nationality}
	for _, kind := range kinds {
		seen, shown := map[string]bool{}, []string{}
		for i := range 20000 {
			name := n.Name(kind, rng)
			if name == "" || strings.ContainsAny(name, "{}~\t\n") || name != strings.Join(strings.Fields(name), " ") {
				t.Fatalf("%s: name %q", kind, name)
			}
			if strings.IndexFunc(name, unicode.IsUpper) < 0 && strings.IndexFunc(name, unicode.IsDigit) < 0 {
				t.Errorf("%s: name %q without capital", kind, name)
			}
			if strings.HasPrefix(name, "The ") {
				t.Errorf("%s: name %q with article", kind, name)
			}
			seen[name] = true
			if i < 60 {
				shown = append(shown, name)
			}
		}
		if kind != doc.Nationality && len(seen) < 5000 {
			t.Errorf("%s: only %d different names in 20000", kind, len(seen))
		}
		t.Logf("%s, %d different: %s", kind, len(seen), strings.Join(shown, " · "))
	}
	if got := n.Name("event", rng); got != "" {
		t.Errorf("unknown kind: %q", got)
	}
}

// words makes the tokens of a text at its spaces.
func words(text string) []doc.Token {
	var toks []doc.Token
	for i := 0; i < len(text); {
		end := i
		for end < len(text) && text[end] > ' ' {
			end++
		}
		if end > i {
			toks = append(toks, doc.Token{Start: i, End: end, Head: doc.Unparsed})
		}
		i = end + 1
	}
	return toks
}

// annotated makes a document of sentences; words in brackets with a letter
// after the opening one are names: "[pKofi Annan] left [lBern] .".
func annotated(t *testing.T, sentences ...string) *doc.Doc {
	t.Helper()
	kinds := map[byte]doc.NameKind{'p': doc.Person, 'o': doc.Organisation, 'l': doc.Place, 'n': doc.Nationality}
	d := &doc.Doc{ID: "own"}
	for si, s := range sentences {
		first, open := len(d.Tokens), -1
		for w := range strings.FieldsSeq(s) {
			if d.Text != "" {
				d.Text += " "
			}
			if w[0] == '[' {
				open = len(d.Names)
				d.Names = append(d.Names, doc.Name{First: len(d.Tokens), Kind: kinds[w[1]]})
				w = w[2:]
			}
			word := strings.TrimSuffix(w, "]")
			start := len(d.Text)
			d.Text += word
			d.Tokens = append(d.Tokens, doc.Token{Start: start, End: len(d.Text), Head: doc.Unparsed})
			if word != w {
				d.Names[open].Last = len(d.Tokens)
			}
		}
		d.Sentences = append(d.Sentences, doc.Sentence{ID: s[:1], First: first, Last: len(d.Tokens), Paragraph: si / 2})
	}
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	return d
}

func sample(t *testing.T) *doc.Doc {
	return annotated(t,
		"Nobody came home .",
		"A spokesman for the [oUpland Water Board] met [pRosa Quill] in [lTarnby] .",
		"It rained all day .",
		"The [nNorwegian] crew of [oFerrolux] said an [nIraqi] boat had left .",
		"[oNCB] MEN SEEN NEAR [lTARNBY] LAST NIGHT",
		"and then [prosa] went off to the shops",
		"He knew some [nDanes] and a [nBaptist] .")
}

func TestRename(t *testing.T) {
	n, d := loadNamer(t), sample(t)
	rng := rand.New(rand.NewPCG(3, 5))
	changed := 0
	const rounds = 400
	for range rounds {
		got, masks := n.Rename(d, nil, words, rng)
		if err := got.Check(); err != nil {
			t.Fatalf("%v in %q", err, got.Text)
		}
		if len(got.Sentences) != 5 || len(got.Names) != len(d.Names) {
			t.Fatalf("%d sentences, %d names: %q", len(got.Sentences), len(got.Names), got.Text)
		}
		if !slices.Equal(masks, corpus.Allowed(got)) {
			t.Fatalf("masks %v, want %v", masks, corpus.Allowed(got))
		}
		for i, m := range got.Names {
			if m.Kind != d.Names[i].Kind {
				t.Fatalf("name %d is a %s, was a %s", i, m.Kind, d.Names[i].Kind)
			}
			if nameText(got, m) != nameText(d, d.Names[i]) {
				changed++
			}
		}
		if loud := got.SentenceText(got.Sentences[2]); loud != strings.ToUpper(loud) {
			t.Errorf("not in capitals: %q", loud)
		}
		if low := got.SentenceText(got.Sentences[3]); low != strings.ToLower(low) {
			t.Errorf("not in lower case: %q", low)
		}
		if p := got.Sentences[1].Paragraph; p != 1 {
			t.Errorf("paragraph %d, want 1", p)
		}
		if !strings.HasSuffix(nameText(got, got.Names[9]), "s") {
			t.Errorf("plural became %q", nameText(got, got.Names[9]))
		}
	}
	if share := float64(changed) / rounds / float64(len(d.Names)); share < 0.75 || share > 0.88 {
		t.Errorf("%.2f of the names changed, want about %.2f", share, 0.85)
	}
	got, _ := n.Rename(d, nil, words, rng)
	t.Log(got.Text)
}

func nameText(d *doc.Doc, n doc.Name) string {
	return d.Text[d.Tokens[n.First].Start:d.Tokens[n.Last-1].End]
}

func TestRenameDeterministic(t *testing.T) {
	n, d := loadNamer(t), sample(t)
	one, m1 := n.Rename(d, nil, words, rand.New(rand.NewPCG(1, 2)))
	two, m2 := n.Rename(d, nil, words, rand.New(rand.NewPCG(1, 2)))
	if !reflect.DeepEqual(one, two) || !slices.Equal(m1, m2) {
		t.Errorf("%q and %q differ", one.Text, two.Text)
	}
	if three, _ := n.Rename(d, nil, words, rand.New(rand.NewPCG(2, 2))); three.Text == one.Text {
		t.Errorf("other seed, same text %q", three.Text)
	}
}

// TestRenamePartial checks documents with masks but no names.
func TestRenamePartial(t *testing.T) {
	n := loadNamer(t)
	d := annotated(t, "Quill wrote from Tarnby Hill , not from East Ferro .", "Nothing came .")
	masks := make([]uint8, len(d.Tokens))
	for i := range masks {
		masks[i] = corpus.Outside
	}
	masks[0] = corpus.Person
	masks[3], masks[4] = corpus.Place, corpus.Place
	masks[8], masks[9] = corpus.Free, corpus.Place // an unsure beginning: must stay
	rng := rand.New(rand.NewPCG(9, 9))
	changed := 0
	for range 100 {
		got, gm := n.Rename(d, masks, words, rng)
		if err := got.Check(); err != nil {
			t.Fatal(err)
		}
		if len(gm) != len(got.Tokens) || len(got.Names) != 0 || len(got.Sentences) != 1 {
			t.Fatalf("%d masks, %d tokens, names %v, %d sentences", len(gm), len(got.Tokens), got.Names, len(got.Sentences))
		}
		if !strings.HasSuffix(got.Text, ", not from East Ferro .") || gm[0] != corpus.Person {
			t.Errorf("got %q, masks %v", got.Text, gm)
		}
		if !strings.HasPrefix(got.Text, "Quill ") {
			changed++
		}
	}
	if changed < 70 {
		t.Errorf("person changed %d times of 100", changed)
	}
}

func TestRenameEmpty(t *testing.T) {
	n, rng := loadNamer(t), rand.New(rand.NewPCG(1, 1))
	for _, d := range []*doc.Doc{{}, annotated(t, "Nothing came .")} {
		got, masks := n.Rename(d, nil, words, rng)
		if len(got.Tokens) != 0 || len(masks) != 0 || got.Check() != nil {
			t.Errorf("got %q of a document without names", got.Text)
		}
	}
}
