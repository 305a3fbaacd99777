package corpus

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"parley/internal/doc"
)

// conllu builds one document of sentences written a token a line: form, UPOS,
// XPOS, head, relation and, if any, MISC.
func conllu(sentences ...string) string {
	var b strings.Builder
	b.WriteString("# newdoc id = made-up\n")
	for _, s := range sentences {
		n := 0
		for line := range strings.Lines(s) {
			f := strings.Fields(line)
			if len(f) == 0 {
				continue
			}
			n++
			misc := "_"
			if len(f) > 5 {
				misc = f[5]
			}
			fmt.Fprintf(&b, "%d\t%s\t%s\t%s\t%s\t_\t%s\t%s\t_\t%s\n", n, f[0], f[0], f[1], f[2], f[3], f[4], misc)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// named lists a document's names as "kind:text", in order.
func named(d *doc.Doc) []string {
	out := []string{}
	for _, n := range d.Names {
		out = append(out, string(n.Kind)+":"+spanText(d, n.First, n.Last))
	}
	return out
}

// wordSplit splits texts of tests.
var wordSplit = PlainSplit(words)

// words is a plain tokenizer: letters and digits with inner full stops are
// words, any other mark is one of its own.
func words(text string) []doc.Token {
	var out []doc.Token
	start := -1
	end := func(at int) {
		if start >= 0 {
			out = append(out, doc.Token{Start: start, End: at, Head: doc.Unparsed})
			start = -1
		}
	}
	for i, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if start < 0 {
				start = i
			}
		case r == '.' && start >= 0 && i+1 < len(text) && unicode.IsLetter(rune(text[i+1])):
		case unicode.IsSpace(r):
			end(i)
		default:
			end(i)
			start = i
			end(i + len(string(r)))
		}
	}
	end(len(text))
	return out
}

// sharedDir returns the folder of shared data below PARLEY_SHARED or beside
// the repository, and skips the test if it is not there.
func sharedDir(t *testing.T, parts ...string) string {
	t.Helper()
	dir := os.Getenv("PARLEY_SHARED")
	if dir == "" {
		root, err := os.Getwd()
		if err != nil {
			t.Fatal(err)
		}
		for filepath.Dir(root) != root {
			if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
				break
			}
			root = filepath.Dir(root)
		}
		dir = filepath.Join(root, "..", "shared")
	}
	path := filepath.Join(append([]string{dir}, parts...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no shared data: %v", err)
	}
	return path
}

func newDoc(t *testing.T, text string) *doc.Doc {
	t.Helper()
	d := &doc.Doc{Text: text}
	if err := wordSplit(d); err != nil {
		t.Fatal(err)
	}
	return d
}
