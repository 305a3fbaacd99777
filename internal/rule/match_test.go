package rule

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"parley/internal/doc"
)

// load makes a grammar of rules without examples: each gets one of both kinds.
func load(t testing.TB, yml string) *Grammar {
	t.Helper()
	g, err := Load(fstest.MapFS{"rules/a/x.yml": {Data: []byte(withExamples(yml))}}, "rules", nil)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// withExamples adds examples behind every id.
func withExamples(yml string) string {
	var b strings.Builder
	for line := range strings.Lines(yml) {
		b.WriteString(line)
		if strings.HasPrefix(line, "- id:") {
			b.WriteString("  match: [{text: x, trigger: x}]\n  reject: [y]\n")
		}
	}
	return b.String()
}

// show writes matches as "rule@head name=word name=word; …".
func show(d *doc.Doc, matches []doc.Match) string {
	var out []string
	for _, m := range matches {
		s := m.Rule + "@" + d.Word(m.Head)
		for _, a := range m.Args {
			s += " " + a.Name + "=" + d.Word(a.Token)
			if a.Match != doc.None {
				s += "<" + matches[a.Match].Rule + ">"
			}
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

// raid is a sentence that tests of paths walk about in: "Rebels raided three
// villages and a camp in Darfur with guns, killing Omar Bashir".
const raid = `
	Rebels rebel NOUN NNS 2 nsubj
	raided raid VERB VBD 0 root
	three three NUM CD 4 nummod
	villages village NOUN NNS 2 obj
	and and CCONJ CC 7 cc
	a a DET DT 7 det
	camp camp NOUN NN 4 conj
	in in ADP IN 9 case
	Darfur Darfur PROPN NNP 2 obl
	with with ADP IN 11 case
	guns gun NOUN NNS 2 obl
	, , PUNCT , 13 punct
	killing kill VERB VBG 2 advcl
	Omar Omar PROPN NNP 13 obj
	Bashir Bashir PROPN NNP 14 flat`

// raidDoc is the sentence with layers over it.
func raidDoc(t testing.TB) *doc.Doc {
	d := tree(t, raid)
	d.Names = []doc.Name{{First: 8, Last: 9, Kind: doc.Place}, {First: 13, Last: 15, Kind: doc.Person}}
	d.Places = []doc.PlaceMention{{First: 8, Last: 9, Use: doc.UseLocation, Within: doc.None, And: doc.None}}
	d.Actors = []doc.Actor{{ID: "x"}}
	d.Mentions = []doc.Mention{{First: 0, Last: 1, Head: 0, Antecedent: doc.None}}
	d.Counts = []doc.Count{{First: 2, Last: 3, Noun: 3, Outcome: doc.Killed, Cause: doc.None, PartOf: doc.None}}
	return d
}

func TestPaths(t *testing.T) {
	d := raidDoc(t)
	for _, c := range []struct{ path, want string }{
		{"obj", "villages camp"},
		{"obj conj", "camp"},
		{"obj | nsubj", "Rebels villages camp"},
		{"nsubj:pass", ""},
		{"obl", ""},
		{"obl:in", "Darfur"},
		{"obl:*", "Darfur guns"},
		{"_", "Rebels villages camp Darfur guns killing"},
		{"advcl", "killing"},
		{"advcl obj flat", "Bashir"},
		{"advcl (obj | nsubj)", "Rebels Omar"},
		{"advcl? obj", "villages camp Omar"},
		{"advcl* obj", "villages camp Omar"},
		{"advcl+ obj", "Omar"},
		{"advcl obj <obj <advcl", "raided"},
		{"advcl <_", "raided"},
		{"advcl nsubj <nsubj", "raided killing"},
		{".", "raided"},
		{".[upos=VERB] obj[lemma=camp]", "camp"},
		{".[upos=NOUN] obj", ""},
		{"obj[lemma!=camp]", "villages"},
		{"obj[word=villages & xpos=NNS]", "villages"},
		{"(obj | obl:in)[lemma=camp|darfur]", "camp Darfur"},
		{"obl:*[name=place]", "Darfur"},
		{"(advcl obj flat? | obl:in)[name=any]", "Darfur Omar Bashir"},
		{"_[is=actor]", "Rebels"},
		{"_[is=place|count]", "villages Darfur"},
		{"_[outcome=killed]", "villages"},
		{"_[rel=conj]", "camp"},
		{"_[rel!=obl & lemma!=@gone]", "Rebels villages camp killing"},
		{"_[lemma=@gone]", ""},
		{"(nsubj <nsubj)+ obj", "villages camp Omar"},
		{"_* flat", "Bashir"},
		{"obj nummod", "three"},
	} {
		g := load(t, fmt.Sprintf("lists: {gone: [absent]}\nrules:\n- id: r\n  label: X\n  trigger: '[lemma=raid]'\n  args: {a: '%s'}\n", c.path))
		m := g.Match(d)
		if len(m) != 1 {
			t.Errorf("%s: %d matches", c.path, len(m))
			continue
		}
		var got []string
		for _, token := range m[0].Arg("a") {
			got = append(got, d.Word(token))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s leads to %q, want %q", c.path, strings.Join(got, " "), c.want)
		}
	}
}

func TestMatch(t *testing.T) {
	for _, c := range []struct{ name, rules, want string }{
		{"any takes none", "- id: r\n  label: X\n  trigger: '[lemma=raid]'\n  args: {a: iobj}\n", "r@raided"},
		{"some takes all", "- id: r\n  label: X\n  trigger: '[lemma=raid]'\n  args: {a: {path: obj, need: some}}\n", "r@raided a=villages a=camp"},
		{"one takes the first", "- id: r\n  label: X\n  trigger: '[lemma=raid]'\n  args: {a: {path: obj, need: one}}\n", "r@raided a=villages"},
		{"some needs one", "- id: r\n  label: X\n  trigger: '[lemma=raid]'\n  args: {a: {path: iobj, need: some}}\n", ""},
		{"is filters", "- id: r\n  label: X\n  trigger: '[lemma=raid]'\n  args: {a: {path: _, is: place, need: one}}\n", "r@raided a=Darfur"},
		{"with", "- id: r\n  label: X\n  trigger: '[lemma=raid]'\n  with: [obj, 'obl:in']\n", "r@raided"},
		{"with fails", "- id: r\n  label: X\n  trigger: '[lemma=raid]'\n  with: [obj, iobj]\n", ""},
		{"without", "- id: r\n  label: X\n  trigger: '[lemma=raid]'\n  without: [iobj]\n", "r@raided"},
		{"without fails", "- id: r\n  label: X\n  trigger: '[lemma=raid]'\n  without: [iobj, 'obj[lemma=camp]']\n", ""},
		{"several triggers", "- id: r\n  label: X\n  trigger: ['[lemma=kill]', '[word=raided]', '[lemma=raid]']\n", "r@raided; r@killing"},
		{"any token", "- id: r\n  label: X\n  trigger: '[xpos=VBG]'\n", "r@killing"},
		{"part of speech", "- id: r\n  label: X\n  trigger: '[upos=VERB & lemma!=raid]'\n", "r@killing"},
		{"consecutive tokens", "- id: r\n  label: X\n  trigger: '[upos=NUM] [lemma=village]'\n  args: {a: <obj}\n", "r@villages a=raided"},
		{"tokens apart", "- id: r\n  label: X\n  trigger: '[upos=NUM] [lemma=camp]'\n", ""},
		{"no room behind", "- id: r\n  label: X\n  trigger: '[lemma=bashir] []'\n", ""},
		{"no room before", "- id: r\n  label: X\n  trigger: '[] [lemma=rebel]'\n", ""},
		{"lower case", "- id: r\n  label: X\n  trigger: '[lemma=darfur]'\n", "r@Darfur"},
		{"frames", "- id: r\n  label: X\n  use: [f, g]\n  args: {a: 'obl:in', c: advcl}\n  trigger: '[lemma=raid]'\n", "r@raided a=Darfur b=Rebels c=killing"},
		{"order", "- id: s\n  label: X\n  trigger: '[upos=VERB]'\n- id: r\n  label: X\n  trigger: '[upos=VERB]'\n- id: p\n  priority: 2\n  label: X\n  trigger: '[lemma=raid]'\n",
			"s@raided; r@raided; s@killing; r@killing; p@raided"},
		{"on a mark of an earlier pass", "- id: late\n  priority: 2\n  label: X\n  trigger: '[lemma=raid]'\n  args: {a: {path: advcl, is: match, label: mark, need: one}}\n" +
			"- id: mark\n  label: mark/death\n  trigger: '[lemma=kill]'\n", "mark@killing; late@raided a=killing<mark>"},
		{"on a mark of its own pass", "- id: early\n  label: X\n  trigger: '[lemma=raid]'\n  args: {a: {path: advcl, is: match, label: mark/death, need: one}}\n" +
			"- id: mark\n  label: mark/death\n  trigger: '[lemma=kill]'\n", "early@raided a=killing<mark>; mark@killing"},
		{"not on one to come", "- id: early\n  label: X\n  trigger: '[lemma=raid]'\n  with: ['advcl[match=mark]']\n" +
			"- id: mark\n  priority: 2\n  label: mark/death\n  trigger: '[lemma=kill]'\n", "mark@killing"},
		{"a chain", "- id: c\n  label: m/c\n  trigger: '[lemma=raid & match=m/b]'\n- id: b\n  label: m/b\n  trigger: '[lemma=raid]'\n  with: ['advcl[match=m/a]']\n" +
			"- id: a\n  label: m/a\n  trigger: '[lemma=kill]'\n", "c@raided; b@raided; a@killing"},
		{"where a match is", "- id: r\n  priority: 2\n  label: Y/r\n  trigger: '[match=X & upos=VERB]'\n- id: s\n  label: Y/s\n  trigger: '[match=X|Z]'\n- id: t\n  label: Y/t\n  trigger: '[match=Y/s]'\n" +
			"- id: a\n  label: X\n  trigger: '[lemma=kill]'\n- id: b\n  label: X\n  trigger: '[lemma=kill|camp]'\n",
			"s@camp; t@camp; b@camp; s@killing; t@killing; a@killing; b@killing; r@killing"},
		{"a trigger of words and one of a match", "- id: r\n  label: Y\n  trigger: ['[lemma=kill]', '[match=X]']\n- id: a\n  label: X\n  trigger: '[upos=VERB]'\n",
			"r@raided; a@raided; r@killing; a@killing"},
		{"words before a match", "- id: r\n  label: Y\n  trigger: '[upos=NUM] [match=X]'\n- id: a\n  label: X\n  trigger: '[upos=NOUN]'\n",
			"a@Rebels; r@villages; a@villages; a@camp; a@guns"},
		{"more fillers in a later round", "- id: r\n  label: X\n  trigger: '[lemma=raid]'\n  args: {a: {path: _, is: match, label: m}}\n" +
			"- id: b\n  label: m/b\n  trigger: '[lemma=village & match!=m/b]'\n  with: ['conj[match=m/a]']\n- id: a\n  label: m/a\n  trigger: '[lemma=camp]'\n",
			"r@raided a=villages<b> a=camp<a>; b@villages; a@camp"},
		{"a label is no prefix of a longer word", "- id: r\n  label: X\n  trigger: '[lemma=raid]'\n  with: ['advcl[match=mark/de]']\n" +
			"- id: mark\n  label: mark/death\n  trigger: '[lemma=kill]'\n", "mark@killing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := raidDoc(t)
			g := load(t, "frames:\n  f: {a: obj, b: nsubj}\n  g: {b: nsubj}\nrules:\n"+c.rules)
			if got := show(d, g.Match(d)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestMatchFields(t *testing.T) {
	d := raidDoc(t)
	g := load(t, "rules:\n- id: r\n  label: ASSAULT/firearms\n  priority: 3\n  trigger: '[upos=NUM] [lemma=village]'\n  attrs: {cameo: 190, status: planned}\n")
	m := g.Match(d)
	if len(m) != 1 {
		t.Fatalf("%d matches", len(m))
	}
	if m[0].Label != "ASSAULT/firearms" || m[0].Priority != 3 || m[0].Trigger != (doc.Range{First: 2, Last: 4}) || m[0].Head != 3 {
		t.Errorf("%+v", m[0])
	}
	if m[0].Attr("cameo") != "190" || m[0].Attr("status") != "planned" || m[0].Attrs[0].Name != "cameo" {
		t.Errorf("attrs %v", m[0].Attrs)
	}
}

// TestMatchNothing tries documents with little in them.
func TestMatchNothing(t *testing.T) {
	g := load(t, "rules:\n- id: r\n  label: X\n  trigger: '[]'\n  args: {a: '_*'}\n")
	for name, d := range map[string]*doc.Doc{
		"empty":          {},
		"no sentences":   {Text: "a", Tokens: []doc.Token{{Start: 0, End: 1, Head: doc.Unparsed}}},
		"without tokens": {Text: "a"},
	} {
		if m := g.Match(d); m != nil {
			t.Errorf("%s: %v", name, m)
		}
	}
	unparsed := &doc.Doc{Text: "a b", Tokens: []doc.Token{{Start: 0, End: 1, Head: doc.Unparsed}, {Start: 2, End: 3, Head: doc.Unparsed}},
		Sentences: []doc.Sentence{{First: 0, Last: 2}}}
	if got := show(unparsed, g.Match(unparsed)); got != "r@a a=a; r@b a=b" {
		t.Errorf("unparsed: %s", got)
	}
	if m := (&Grammar{}).Match(raidDoc(t)); m != nil {
		t.Errorf("no rules: %v", m)
	}
}
