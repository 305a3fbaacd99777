package rule

import (
	"errors"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"parley/internal/doc"
)

func TestExplain(t *testing.T) {
	g := load(t, `lists: {posts: [post, base]}
rules:
- id: r
  label: ASSAULT
  priority: 2
  trigger: "[lemma=raid & upos=VERB]"
  with: ["obj[lemma=@posts] | advcl obj conj"]
  without: ["obl:with", "iobj"]
  args:
    target: obj
    where: {path: "obl:*", is: place, need: one}
    cause: {path: advcl, is: match, label: mark/death}
    time: {path: "obl:on | obl:tmod", need: some}
- id: two
  label: X
  trigger: "[upos=NUM] [lemma=camp]"
- id: mark
  label: mark/death
  trigger: "[lemma=kill]"
`)
	for _, c := range []struct {
		id   string
		want []string
	}{
		{"r", []string{
			"r: ASSAULT, priority 2, rules/a/x.yml:3\n",
			"    camp           camp           NOUN  NN    obj of raided, conj of villages\n",
			"  trigger raided: the rule does not match\n",
			"    without   obl:with: \"guns\" - so the rule does not match\n",
			"    without   iobj: nothing\n    with ",
			"    with      obj[lemma=@posts] | advcl obj conj: nothing - needed, so the rule does not match\n",
			"              came to Omar, which has no conj\n    target",
			"    target    obj: \"villages\", \"camp\"\n",
			"    where     obl:*: \"Darfur\"; \"guns\" is no place\n",
			"    cause     advcl: \"killing\"\n",
			"    time      obl:on | obl:tmod: nothing - needed, so the rule does not match\n              came to raided, which has no obl:on\n              came to raided, which has no obl:tmod\n",
		}},
		{"two", []string{"  no trigger\n    camp fits, as token 2 of 2\n"}},
		{"mark", []string{"  trigger killing: the rule matches\n"}},
	} {
		got, err := g.Explain(raidDoc(t), c.id)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range c.want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: lacks\n%sin\n%s", c.id, w, got)
			}
		}
		if strings.Contains(got, "    ,") {
			t.Errorf("%s: shows punctuation\n%s", c.id, got)
		}
	}
	if _, err := g.Explain(raidDoc(t), "song"); err == nil || err.Error() != `no rule is named "song"` {
		t.Errorf("unknown rule: %v", err)
	}
	near := load(t, "rules:\n- id: r\n  label: X\n  trigger: '[word=raided & upos=NOUN|ADJ & match=mark]'\n")
	got, _ := near.Explain(raidDoc(t), "r")
	if want := "    raided has upos=VERB, not upos=NOUN|ADJ, has match=nothing, not match=mark\n"; !strings.Contains(got, want) {
		t.Errorf("lacks %sin\n%s", want, got)
	}
}

func TestExamples(t *testing.T) {
	g, err := Load(fstest.MapFS{"rules/x.yml": {Data: []byte(`rules:
- id: good
  label: X
  trigger: "[lemma=raid]"
  args: {a: obj, b: iobj}
  match: [{text: raid, trigger: RAIDED, args: {a: [camp, villages], b: []}}]
  reject: [nothing]
- id: bad
  label: X
  trigger: "[upos=VERB]"
  args: {a: obj, b: iobj}
  match:
  - {text: raid, trigger: guns}
  - {text: nothing, trigger: raided}
  - {text: raid, trigger: raided, args: {a: villages, b: Goma}}
  - {text: raid, trigger: killing, args: {a: Omar}}
  reject: [raid]
`)}}, "rules", nil)
	if err != nil {
		t.Fatal(err)
	}
	reads := 0
	read := func(text string) (*doc.Doc, error) {
		reads++
		if text == "raid" {
			return raidDoc(t), nil
		}
		return &doc.Doc{}, nil
	}
	failures, checked, err := g.Test(read)
	if err != nil || checked != 7 || reads != 2 {
		t.Errorf("%d checked, %d reads, error %v", checked, reads, err)
	}
	want := []string{
		`rules/x.yml:13: bad: matches at "raided", "killing", not at "guns"`,
		`rules/x.yml:14: bad: does not match`,
		`rules/x.yml:15: bad: a is "villages", "camp", not "villages"; b is nothing, not "Goma"`,
		`rules/x.yml:17: bad: matches at "raided", and must not`,
	}
	var got []string
	for _, f := range failures {
		got = append(got, f.Error())
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if failures[1].Text != "nothing" {
		t.Errorf("text %q", failures[1].Text)
	}
	if failures, checked, err := g.Test(read, "good"); len(failures) != 0 || checked != 2 || err != nil {
		t.Errorf("one rule: %v, %d, %v", failures, checked, err)
	}
	if _, _, err := g.Test(read, "song"); err == nil {
		t.Error("an unknown id")
	}
	broken := errors.New("broken")
	if _, _, err := g.Test(func(string) (*doc.Doc, error) { return nil, broken }); !errors.Is(err, broken) || !strings.Contains(err.Error(), "rules/x.yml:6: good") {
		t.Errorf("a reader that fails: %v", err)
	}
}

// TestPage wants the language's words on the page that describes it.
func TestPage(t *testing.T) {
	page, err := os.ReadFile("../../docs/rules.md")
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, list := range [][]string{keys, isValues, nameValues, outcomeValues, subtyped} {
		words = append(words, list...)
	}
	words = append(words, "id", "label", "trigger", "use", "args", "with", "without", "priority", "attrs", "why", "match", "reject",
		"lists", "frames", "rules", "path", "need", "any", "some", "one", "text")
	for _, w := range words {
		if !strings.Contains(string(page), "`"+w+"`") {
			t.Errorf("docs/rules.md does not tell of `%s`", w)
		}
	}
}
