package rule

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// sound is a rule with nothing wrong; tests put lines in its place or behind it.
const sound = `- id: r
  label: X
  trigger: "[lemma=raid]"
  match: [{text: x, trigger: x}]
  reject: [y]
`

func TestLoadErrors(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"sound", "rules:\n" + sound, ""},
		{"empty", "", ""},
		{"only comments", "# source: own\n", ""},
		{"no rules yet", "rules: []\n", ""},
		{"not YAML", "rules:\n- id: [\n", "a/x.yml:2: not YAML: did not find expected node content"},
		{"tab", "lists:\n\ta: [b]\n", "a/x.yml:2: not YAML: found character that cannot start any token"},
		{"not a mapping", "- a\n", "a/x.yml:1: must be a mapping of names to values"},
		{"second document", "rules: []\n---\nrules: []\n", "a/x.yml:2: not YAML: a second document"},
		{"unknown section", "rulez: []\n", `a/x.yml:1: unknown key "rulez"`},
		{"rules no list", "rules: {a: b}\n", "a/x.yml:1: rules: must be a list"},
		{"unknown key", "rules:\n" + sound + "  prioritty: 2\n", `a/x.yml:7: r: unknown key "prioritty"`},
		{"key twice", "rules:\n" + sound + "  label: Y\n", `a/x.yml:7: r: key "label" stands twice`},
		{"alias", "lists: {a: &w [b], c: *w}\n", "a/x.yml:1: c: aliases (*name) are not read\na/x.yml:1: list c is empty"},
		{"empty value", "rules:\n" + sound + "  why:\n", "a/x.yml:7: r: why: is empty"},
		{"text wanted", "rules:\n" + sound + "  why: [a]\n", "a/x.yml:7: r: why: must be one text"},
		{"no id", "rules:\n" + strings.Replace(sound, "id: r", "why: so", 1), "a/x.yml:2: a rule without an id"},
		{"bad id", "rules:\n" + strings.Replace(sound, "id: r", "id: R one", 1), "a/x.yml:2: R one: the id may hold a-z, 0-9, dots and hyphens only"},
		{"id twice", "rules:\n" + sound + sound, "a/x.yml:7: r: the id stands in a/x.yml:2 already"},
		{"no label", "rules:\n" + strings.Replace(sound, "label: X", "why: so", 1), "a/x.yml:2: r: no label"},
		{"bad label", "rules:\n" + strings.Replace(sound, "label: X", "label: X/", 1), `a/x.yml:3: r: label "X/" is not of the form TYPE or TYPE/mode`},
		{"unknown label", "rules:\n" + strings.Replace(sound, "label: X", "label: Y", 1), `a/x.yml:3: r: label "Y" is not known`},
		{"priority", "rules:\n" + sound + "  priority: 6\n", `a/x.yml:7: r: priority "6" is not a number from 1 to 5`},
		{"no trigger", "rules:\n" + strings.Replace(sound, "trigger:", "why:", 1), "a/x.yml:2: r: no trigger"},
		{"trigger without brackets", "rules:\n" + sound2(`raid`), `a/x.yml:4: r: trigger "raid": column 1: a token must stand in brackets`},
		{"trigger open", "rules:\n" + sound2(`[lemma=a] [word=b`), `a/x.yml:4: r: trigger "[lemma=a] [word=b": column 11: [ is never closed`},
		{"trigger blank", "rules:\n" + sound2(`  `), "a/x.yml:2: r: no trigger\na/x.yml:4: r: trigger: is empty"},
		{"constraint key", "rules:\n" + sound2(`[lema=a]`), `a/x.yml:4: r: trigger "[lema=a]": column 2: no constraint is named "lema"; there are lemma, word, upos, xpos, rel, name, is, outcome, match`},
		{"constraint no value", "rules:\n" + sound2(`[lemma=a|]`), `a/x.yml:4: r: trigger "[lemma=a|]": column 2: lemma has an empty value`},
		{"constraint no sign", "rules:\n" + sound2(`[lemma=a & raid]`), `a/x.yml:4: r: trigger "[lemma=a & raid]": column 12: constraint "raid" has no =`},
		{"upper case", "rules:\n" + sound2(`[lemma=Kabul]`), `a/x.yml:4: r: trigger "[lemma=Kabul]": column 2: value "Kabul" of lemma must be in lower case`},
		{"two words", "rules:\n" + sound2(`[lemma=open fire]`), `a/x.yml:4: r: trigger "[lemma=open fire]": column 2: value "open fire" of lemma holds a blank`},
		{"part of speech", "rules:\n" + sound2(`[upos=verb]`), `a/x.yml:4: r: trigger "[upos=verb]": column 2: "verb" is no value of upos; there are ADJ, ADP, ADV, AUX, CCONJ, DET, INTJ, NOUN, NUM, PART, PRON, PROPN, PUNCT, SCONJ, SYM, VERB, X`},
		{"unknown list", "rules:\n" + sound2(`[lemma=@no]`), `a/x.yml:4: r: trigger "[lemma=@no]": column 2: no list is named "no"`},
		{"list of the wrong key", "lists: {a: [b]}\nrules:\n" + sound2(`[upos=@a]`), `a/x.yml:5: r: trigger "[upos=@a]": column 2: @a: lists are for lemma and word only`},
		{"list twice", "lists: {a: [b]}\n", "a/y.yml:1: list a stands in a/x.yml:1 already"},
		{"list in capitals", "lists:\n  a:\n  - b\n  - Bomb\n", `a/x.yml:4: list a: "Bomb" must be in lower case`},
		{"list of two words", "lists: {a: [car bomb]}\n", `a/x.yml:1: list a: "car bomb" is not one word`},
		{"frame twice", "frames: {f: {a: obj}}\n", "a/y.yml:1: frame f stands in a/x.yml:1 already"},
		{"unknown frame", "rules:\n" + sound + "  use: [g]\n", `a/x.yml:7: r: no frame is named "g"`},
		{"path in a frame", "frames:\n  g:\n    a: obj |\nrules:\n" + sound + "  use: [g]\n", `a/x.yml:3: frame g: argument a: path "obj |": column 6: a step is missing`},
		{"path relation", "rules:\n" + sound + "  args: {a: nsubj dobj}\n", `a/x.yml:7: r: argument a: path "nsubj dobj": column 7: no relation is named "dobj"`},
		{"path of the treebank", "rules:\n" + sound + "  args: {a: 'obl:agent'}\n", `a/x.yml:7: r: argument a: path "obl:agent": column 1: obl:agent has another name here: obl:by for agents, else the name without it`},
		{"path colon", "rules:\n" + sound + "  args: {a: 'obj obl:'}\n", `a/x.yml:7: r: argument a: path "obj obl:": column 5: "obl:" lacks what follows the colon`},
		{"path parenthesis", "rules:\n" + sound + "  with: (obj\n", `a/x.yml:7: r: with: path "(obj": column 1: ( is never closed`},
		{"path end", "rules:\n" + sound + "  without: obj)\n", `a/x.yml:7: r: without: path "obj)": column 4: ")" is not expected here`},
		{"path sign", "rules:\n" + sound + "  with: obj & .\n", `a/x.yml:7: r: with: path "obj & .": column 5: "&" begins no step`},
		{"path repeated twice", "rules:\n" + sound + "  with: obj**\n", `a/x.yml:7: r: with: path "obj**": column 5: "*" repeats what is repeated already`},
		{"path constraint", "rules:\n" + sound + "  with: 'obj[upos=NOUN & lemma=]'\n", `a/x.yml:7: r: with: path "obj[upos=NOUN & lemma=]": column 17: lemma has an empty value`},
		{"path too long", "rules:\n" + sound + "  with: (((obj* conj)* conj)* conj)*\n", `a/x.yml:7: r: with: path "(((obj* conj)* conj)* conj)*": too long once its repetitions are written out`},
		{"argument without a path", "rules:\n" + sound + "  args: {a: {is: actor}}\n", "a/x.yml:7: r: argument a has no path"},
		{"argument key", "rules:\n" + sound + "  args: {a: {path: obj, nedd: one}}\n", `a/x.yml:7: r: unknown key "nedd"`},
		{"argument is", "rules:\n" + sound + "  args: {a: {path: obj, is: person}}\n", `a/x.yml:7: r: argument a: is: "person" is none of actor, place, time, count, name, match`},
		{"argument need", "rules:\n" + sound + "  args: {a: {path: obj, need: two}}\n", `a/x.yml:7: r: argument a: need: "two" is none of one, some, any`},
		{"argument label", "rules:\n" + sound + "  args: {a: {path: obj, label: X}}\n", "a/x.yml:7: r: argument a: label: is for is: match only"},
		{"no examples", "rules:\n- {id: r, label: X, trigger: '[lemma=a]'}\n", "a/x.yml:2: r: no example under match\na/x.yml:2: r: no example under reject"},
		{"half an example", "rules:\n" + strings.Replace(sound, "{text: x, trigger: x}", "{text: x}", 1), "a/x.yml:5: r: an example of match needs text and trigger"},
		{"example of no argument", "rules:\n" + strings.Replace(sound, "trigger: x}", "trigger: x, args: {a: b}}", 1), `a/x.yml:5: r: the example names argument "a", which the rule does not have`},
		{"several", "rules:\n" + sound + "  priority: x\n  use: g\n", "a/x.yml:7: r: priority \"x\" is not a number from 1 to 5\na/x.yml:8: r: no frame is named \"g\""},
	} {
		files := fstest.MapFS{"a/x.yml": {Data: []byte(c.text)}}
		if strings.HasPrefix(c.want, "a/y.yml") {
			files["a/y.yml"] = files["a/x.yml"]
		}
		g, err := Load(files, "a", func(label string) bool { return label == "X" })
		got := ""
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
		if g == nil {
			t.Errorf("%s: no grammar of the sound rules", c.name)
		}
	}
}

// sound2 is the sound rule with another trigger.
func sound2(trigger string) string {
	return strings.Replace(sound, `"[lemma=raid]"`, `"`+trigger+`"`, 1)
}

func TestLoadFiles(t *testing.T) {
	rule := func(id string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("rules:\n" + strings.Replace(sound, "id: r", "id: "+id, 1))}
	}
	g, err := Load(fstest.MapFS{"rules/b/1.yml": rule("b1"), "rules/a/2.yml": rule("a2"), "rules/a/1.yml": rule("a1"),
		"rules/a/readme.txt": {Data: []byte("no rules")}, "rules/3.yml": rule("top"), "rules/c": {Mode: fs.ModeDir}}, "rules", nil)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, r := range g.Rules() {
		ids = append(ids, r.ID)
	}
	if got := strings.Join(ids, " "); got != "top a1 a2 b1" {
		t.Errorf("order %s", got)
	}
	if s := g.Rules()[0]; s != (Summary{"top", "X", 1, "rules/3.yml", 2, 1, 1}) {
		t.Errorf("summary %+v", s)
	}
	if g, err := Load(fstest.MapFS{}, "rules", nil); g != nil || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no folder: %v, %v", g, err)
	}
	// A rule that is wrong leaves the others standing.
	g, err = Load(fstest.MapFS{"rules/x.yml": {Data: []byte("rules:\n" + sound + strings.Replace(sound2("raid"), "id: r", "id: wrong", 1))}}, "rules", nil)
	var p *Problem
	if !errors.As(err, &p) || p.Rule != "wrong" || p.Line != 9 || len(g.Rules()) != 1 {
		t.Errorf("got %v with %d rules", err, len(g.Rules()))
	}
}

func TestLint(t *testing.T) {
	g, err := Load(fstest.MapFS{"rules/x.yml": {Data: []byte(`lists:
  used: [a, b,
    a]
  spare: [c]
frames:
  idle: {a: obj}
rules:
- id: r
  label: X
  trigger: "[lemma=@used]"
  args: {e: {path: obj, is: match, label: Y}, f: {path: obj, is: match, label: Z/z}}
  with: ["obj[match=W]"]
  match:
  - {text: one, trigger: x}
  - {text: one, trigger: y}
  - {text: one, trigger: x}
  reject: [two, one]
- id: s
  label: Y
  trigger: "[lemma=e]"
  match: [{text: x, trigger: x}]
  reject: [y]
- id: z
  label: Z
  priority: 2
  trigger: "[lemma=e]"
  match: [{text: x, trigger: x}]
  reject: [y]
`)}}, "rules", nil)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`rules/x.yml:3: list used has "a" in line 2 already`,
		"rules/x.yml:4: no rule uses list spare",
		"rules/x.yml:6: no rule uses frame idle",
		"rules/x.yml:8: r: no example under match names an argument",
		"rules/x.yml:8: r: argument f asks for a match of Z/z, which no rule of its priority or before makes",
		"rules/x.yml:8: r: asks for a match of W, which no rule of its priority or before makes",
		"rules/x.yml:16: r: the example stands in line 14 already",
		"rules/x.yml:17: r: the example is to match and not to match",
	}
	var got []string
	for _, p := range g.Lint() {
		got = append(got, p.Error())
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
