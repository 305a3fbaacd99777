package rule

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"parley/internal/doc"
)

func FuzzPath(f *testing.F) {
	for _, s := range []string{"nsubj | obl:by", "<obj[lemma=@do & upos!=NOUN] (nsubj | obl:with)?", "_* <_+", ".[xpos=VBN]",
		"((obj* conj)* conj)*", "obl:because_of", "a |", "(", "obj[", "obj[is=actor|place & match=X/y]"} {
		f.Add(s)
	}
	d := raidDoc(f)
	f.Fuzz(func(t *testing.T, text string) {
		c := &compiler{vocabulary: vocabulary{make(map[string]int32)}, ways: make(map[string]*way),
			lists: map[string]*rawList{"do": {words: []spot{{"do", 1}}}}}
		p, err := c.parsePath(text)
		if err != nil {
			if p != nil {
				t.Error("a path and an error")
			}
			return
		}
		w := newView(d, &c.vocabulary)
		w.enter(d.Sentences[0], len(p.code))
		for token := range d.Tokens {
			out := w.walk(p, token, nil, -1)
			for i, to := range out {
				if to < 0 || to >= len(d.Tokens) || i > 0 && to <= out[i-1] {
					t.Errorf("%q from %d leads to %v", text, token, out)
				}
			}
			if some := w.walk(p, token, nil, 1); len(some) > 1 || (len(some) == 1) != (len(out) > 0) {
				t.Errorf("%q from %d: %v, and of all %v", text, token, some, out)
			}
		}
	})
}

func FuzzLoad(f *testing.F) {
	f.Add("rules:\n" + sound)
	f.Add("lists: {a: [b, c]}\nframes:\n  f: {a: obj}\nrules:\n" + sound + "  use: f\n  args: {b: {path: 'obl:in', is: place, need: one}}\n")
	f.Add("rules:\n- {id: r, match: [{text: a, trigger: b, args: {c: []}}], reject: x}\n")
	f.Add("a: *b\n---\n")
	f.Fuzz(func(t *testing.T, text string) {
		g, err := Load(fstest.MapFS{"rules/x.yml": {Data: []byte(text)}}, "rules", nil)
		if g == nil {
			t.Fatal("no grammar")
		}
		lines := 1 + strings.Count(text, "\n")
		if err == nil {
			for _, p := range g.Lint() {
				if p.Line < 1 || p.Line > lines {
					t.Errorf("lint names line %d of %d: %v", p.Line, lines, p)
				}
			}
			g.Match(raidDoc(t))
			return
		}
		joined, ok := err.(interface{ Unwrap() []error })
		if !ok {
			t.Fatalf("%T: %v", err, err)
		}
		for _, e := range joined.Unwrap() {
			var p *Problem
			if !errors.As(e, &p) || p.Line < 1 {
				t.Errorf("no line in %v", e)
			}
		}
	})
}

// fuzzRules asks for matches, walks far and repeats steps.
const fuzzRules = `rules:
- id: a
  label: X/a
  trigger: ["[upos=VERB]", "[lemma=raid] []"]
  args: {any: "_*", up: {path: "<_", need: some}}
- id: b
  label: X/b
  trigger: "[]"
  args: {m: {path: "_ | <_", is: match, label: X, need: one}}
  without: ["conj[match=X/b]"]
- id: c
  label: Y
  priority: 2
  trigger: "[match=X]"
  args: {m: {path: "nsubj:* | obl:* | (acl:relcl | advcl)+ obj", is: match}}
`

// FuzzMatch matches on documents of any shape: each token takes three bytes,
// for its word, its relation and its head, which may be nonsense.
func FuzzMatch(f *testing.F) {
	f.Add([]byte("abcdefghijklmnopqrstuvwxyz"))
	f.Add([]byte{1, 2, 0, 3, 4, 1, 5, 6, 2, 7, 8, 255, 0, 0, 0, 9, 9, 1})
	g := load(f, fuzzRules)
	f.Fuzz(func(t *testing.T, b []byte) {
		d := arbitrary(b)
		matches := g.Match(d)
		if again := g.Match(d); !reflect.DeepEqual(matches, again) {
			t.Error("two runs differ")
		}
		for _, m := range matches {
			if m.Trigger.First < 0 || m.Trigger.Last > len(d.Tokens) || m.Head < m.Trigger.First || m.Head >= m.Trigger.Last {
				t.Errorf("trigger %+v, head %d of %d tokens", m.Trigger, m.Head, len(d.Tokens))
			}
			for _, a := range m.Args {
				if a.Token < 0 || a.Token >= len(d.Tokens) {
					t.Errorf("argument at %d of %d tokens", a.Token, len(d.Tokens))
				}
				if a.Match != doc.None && (a.Match < 0 || a.Match >= len(matches) || matches[a.Match].Head != a.Token) {
					t.Errorf("argument of match %d of %d", a.Match, len(matches))
				}
			}
		}
		for _, r := range g.Rules() {
			if _, err := g.Explain(d, r.ID); err != nil {
				t.Error(err)
			}
		}
	})
}

// arbitrary makes a document of bytes. Heads are mostly tokens of the same
// sentence, and need not make a tree.
func arbitrary(b []byte) *doc.Doc {
	words := []string{"raid", "rebel", "who", "where", "was", "to", "by", "Kabul", "and", "killed"}
	relations := []string{"nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "conj", "acl", "acl:relcl", "advcl", "xcomp",
		"ccomp", "case", "mark", "fixed", "aux:pass", "nmod", "nmod:poss", "parataxis", "", "dep:x"}
	tags := []string{"VBN", "VBD", "VBG", "VB", "NN", "WP", "WRB", "WDT", "IN", "POS"}
	upos := []string{"VERB", "NOUN", "PROPN", "ADP", "PRON", "AUX", ""}
	d := &doc.Doc{}
	var text strings.Builder
	for i := 0; i+2 < len(b) && i < 300; i += 3 {
		if i > 0 {
			text.WriteByte(' ')
		}
		w := words[int(b[i])%len(words)]
		d.Tokens = append(d.Tokens, doc.Token{Start: text.Len(), End: text.Len() + len(w), Lemma: w,
			XPOS: tags[int(b[i]/10)%len(tags)], UPOS: upos[int(b[i]/16)%len(upos)],
			Deprel: relations[int(b[i+1])%len(relations)], Head: int(b[i+2])%40 - 2})
		text.WriteString(w)
		if b[i+1] > 230 || i+5 >= len(b) {
			first := 0
			if n := len(d.Sentences); n > 0 {
				first = d.Sentences[n-1].Last
			}
			d.Sentences = append(d.Sentences, doc.Sentence{First: first, Last: len(d.Tokens)})
		}
	}
	d.Text = text.String()
	return d
}
