package promise_test

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"parley"
	"parley/data"
	"parley/internal/doc"
	"parley/internal/pipeline"
	"parley/internal/where/gazetteer"
)

// stages are those of the main job.
var stages = sync.OnceValues(func() ([]doc.Stage, error) {
	places, err := gazetteer.Load()
	if err != nil {
		return nil, err
	}
	return pipeline.Coding(data.FS, places)
})

// published is the date of the test articles.
var published = time.Date(2023, 5, 17, 0, 0, 0, 0, time.UTC)

// code runs the stages on text.
func code(t testing.TB, text string) *doc.Doc {
	t.Helper()
	list, err := stages()
	if err != nil {
		t.Fatal(err)
	}
	a := &parley.Article{Text: text}
	a.Published = parley.Published{Stated: published.Format(time.DateOnly), From: published, To: published}
	d := &doc.Doc{Text: text, Article: a}
	for _, s := range list {
		if err := s.Run(d); err != nil {
			t.Fatalf("stage %s: %v", s.Name, err)
		}
	}
	return d
}

// testCase is a text with the commitments expected in it.
type testCase struct {
	line int
	text string
	want []string
}

func readCases(t testing.TB, name string) []testCase {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var cases []testCase
	n := 0
	for line := range strings.Lines(string(raw)) {
		n++
		line = strings.TrimSuffix(line, "\n")
		text, isText := strings.CutPrefix(line, "> ")
		want, isWant := strings.CutPrefix(line, "= ")
		switch {
		case isText:
			cases = append(cases, testCase{line: n, text: text})
		case isWant && len(cases) > 0:
			cases[len(cases)-1].want = append(cases[len(cases)-1].want, want)
		case line != "" && line[0] != '#':
			t.Fatalf("%s:%d: neither text, commitment nor comment", name, n)
		}
	}
	return cases
}

// fields are what a line of the test file can ask for.
func fields(c parley.Commitment) map[string]string {
	name := func(p *parley.Party) string {
		if p == nil {
			return ""
		}
		return p.Name
	}
	f := map[string]string{
		"by": name(c.By), "to": name(c.To), "said": name(c.SaidBy), "what": c.What, "condition": c.Condition,
		"agreement": c.Agreement, "deadline": "", "until": "", "count": "",
	}
	if c.Deadline != nil {
		f["deadline"] = c.Deadline.Text
		if !c.Deadline.To.IsZero() {
			f["until"] = c.Deadline.To.Format(time.DateOnly)
		}
	}
	if c.Count != nil && c.Count.Low != nil {
		f["count"] = fmt.Sprint(*c.Count.Low)
	}
	return f
}

// differs says in what a commitment differs from a line of the test file.
func differs(c parley.Commitment, want string) string {
	parts := strings.Split(want, "; ")
	if got := fmt.Sprintf("%s %s", c.Kind, c.Status); got != parts[0] {
		return fmt.Sprintf("%q, not %q", got, parts[0])
	}
	f := fields(c)
	for _, p := range parts[1:] {
		key, value, _ := strings.Cut(p, ": ")
		got, known := f[key]
		same := got == value
		if key == "by" || key == "to" || key == "said" || key == "agreement" {
			same = strings.Contains(strings.ToLower(got), strings.ToLower(value))
		}
		if !known || !same {
			return fmt.Sprintf("%s is %q, not %q", key, got, value)
		}
	}
	return ""
}

func show(c parley.Commitment) string {
	f := fields(c)
	s := fmt.Sprintf("%s %s", c.Kind, c.Status)
	for _, k := range []string{"by", "what", "to", "said", "condition", "deadline", "until", "agreement", "count"} {
		if f[k] != "" {
			s += "; " + k + ": " + f[k]
		}
	}
	if len(c.Evidence) > 0 {
		s += " (" + c.Evidence[0].Rule + ")"
	}
	return s
}

func TestSentences(t *testing.T) {
	for _, c := range readCases(t, "testdata/sentences.txt") {
		got := code(t, c.text).Commitments
		bad := ""
		if len(got) != len(c.want) {
			bad = fmt.Sprintf("%d commitments, want %d", len(got), len(c.want))
		}
		for i := 0; i < len(got) && i < len(c.want) && bad == ""; i++ {
			bad = differs(got[i], c.want[i])
		}
		if bad == "" {
			continue
		}
		var all strings.Builder
		for _, x := range got {
			fmt.Fprintf(&all, "\n\t%s", show(x))
		}
		t.Errorf("testdata/sentences.txt:%d: %s\n%s%s", c.line, bad, c.text, all.String())
	}
}
