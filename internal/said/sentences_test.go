package said_test

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"parley/data"
	"parley/internal/doc"
	"parley/internal/lang"
	"parley/internal/said"
)

// stages are the engine's and this package's, without the layer of actors:
// what is found here rests on the parse and the names alone.
var stages = sync.OnceValues(func() ([]doc.Stage, error) {
	engine, err := lang.Load()
	if err != nil {
		return nil, err
	}
	s, err := said.New(data.FS)
	return append(engine.Stages(), s), err
})

// reading runs the stages on text.
func reading(t testing.TB, text string) *doc.Doc {
	t.Helper()
	list, err := stages()
	if err != nil {
		t.Fatal(err)
	}
	d := &doc.Doc{Text: text}
	for _, s := range list {
		if err := s.Run(d); err != nil {
			t.Fatalf("stage %s: %v", s.Name, err)
		}
	}
	return d
}

// testCase is a text with the quotes that are expected in it, in order.
type testCase struct {
	line int
	text string
	want []string
}

// readCases reads testdata/sentences.txt, whose head explains it.
func readCases(t *testing.T, name string) []testCase {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var cases []testCase
	inText := false
	n := 0
	for line := range strings.Lines(string(raw)) {
		n++
		line = strings.TrimSuffix(line, "\n")
		text, isText := strings.CutPrefix(line, "> ")
		want, isWant := strings.CutPrefix(line, "= ")
		switch {
		case isText && inText:
			cases[len(cases)-1].text += "\n\n" + text
		case isText:
			cases = append(cases, testCase{line: n, text: text})
		case isWant && len(cases) > 0:
			cases[len(cases)-1].want = append(cases[len(cases)-1].want, want)
		case line != "" && line[0] != '#':
			t.Fatalf("%s:%d: neither text, quote nor comment", name, n)
		}
		inText = isText
	}
	return cases
}

// describe writes a quote as the test file does.
func describe(d *doc.Doc, q doc.Quote) string {
	flags := "-"
	switch {
	case q.Direct && q.Anonymous:
		flags = "direct anonymous"
	case q.Direct:
		flags = "direct"
	case q.Anonymous:
		flags = "anonymous"
	}
	cue := "-"
	if q.Cue != doc.None {
		cue = d.Word(q.Cue)
	}
	var content []string
	for _, p := range q.Content {
		content = append(content, ends(words(d, p)))
	}
	fields := []string{orDash(words(d, q.Speaker)), cue, string(q.Stance), orDash(string(q.Channel)), flags, strings.Join(content, " + ")}
	if !q.Via.Empty() {
		fields = append(fields, "via "+words(d, q.Via))
	}
	if q.Role != "" {
		fields = append(fields, "role "+q.Role)
	}
	return strings.Join(fields, " | ")
}

// ends shortens a passage of more than eight words to its first and last four.
func ends(s string) string {
	w := strings.Fields(s)
	if len(w) <= 8 {
		return s
	}
	return strings.Join(w[:4], " ") + " … " + strings.Join(w[len(w)-4:], " ")
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

func words(d *doc.Doc, p doc.Range) string {
	if p.Empty() {
		return ""
	}
	return strings.Join(strings.Fields(d.Text[d.Tokens[p.First].Start:d.Tokens[p.Last-1].End]), " ")
}

// leastCases is how many texts the table holds at least.
const leastCases = 150

func TestSentences(t *testing.T) {
	const name = "testdata/sentences.txt"
	cases := readCases(t, name)
	if len(cases) < leastCases {
		t.Errorf("%d cases, want at least %d", len(cases), leastCases)
	}
	for _, c := range cases {
		d := reading(t, c.text)
		checkQuotes(t, d)
		var got []string
		for _, q := range d.Quotes {
			got = append(got, describe(d, q))
		}
		if g, w := strings.Join(got, "\n= "), strings.Join(c.want, "\n= "); g != w {
			t.Errorf("%s:%d: %s\ngot\n= %s\nwant\n= %s", name, c.line, c.text, g, w)
		}
	}
}

// checkQuotes verifies the invariants of the layer.
func checkQuotes(t *testing.T, d *doc.Doc) {
	t.Helper()
	fail := func(i int, format string, args ...any) {
		t.Helper()
		t.Errorf("quote %d: %s; text %q", i, fmt.Sprintf(format, args...), d.Text)
	}
	last := -1
	for i, q := range d.Quotes {
		if len(q.Content) == 0 {
			fail(i, "no content")
			continue
		}
		at := 0
		for _, p := range q.Content {
			if p.First < at || p.Empty() || p.Last > len(d.Tokens) {
				fail(i, "content %v", q.Content)
				break
			}
			at = p.Last
		}
		if q.Content[0].First < last {
			fail(i, "out of order")
		}
		last = q.Content[0].First
		for _, p := range []doc.Range{q.Speaker, q.Via} {
			if p.First < 0 || p.Last > len(d.Tokens) || p.First > p.Last {
				fail(i, "range %v", p)
			}
		}
		if q.Cue < doc.None || q.Cue >= len(d.Tokens) || q.Cue == doc.None && !q.Direct {
			fail(i, "cue %d", q.Cue)
		}
		if q.Mention < doc.None || q.Mention >= len(d.Mentions) || q.Actor < doc.None || q.Actor >= len(d.Actors) {
			fail(i, "mention %d, actor %d", q.Mention, q.Actor)
		}
		if q.Stance == "" || q.Rule == "" {
			fail(i, "stance %q, rule %q", q.Stance, q.Rule)
		}
		for _, p := range d.Quotes[:i] {
			if p.Cue == q.Cue && p.Speaker == q.Speaker && p.Content[0] == q.Content[0] {
				fail(i, "stands twice")
			}
		}
	}
}
