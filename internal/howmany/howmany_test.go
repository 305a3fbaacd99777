package howmany_test

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"parley/data"
	"parley/internal/doc"
	"parley/internal/howmany"
	"parley/internal/lang"
)

// stages are the language engine and the stage under test; the layers of
// time, place and actors are left empty, so that a fault in another package
// does not show here.
var stages = sync.OnceValues(func() ([]doc.Stage, error) {
	engine, err := lang.Load()
	if err != nil {
		return nil, err
	}
	stage, err := howmany.New(data.FS)
	if err != nil {
		return nil, err
	}
	return append(engine.Stages(), stage), nil
})

// read takes a text through the stages.
func read(t testing.TB, text string) *doc.Doc {
	t.Helper()
	list, err := stages()
	if err != nil {
		t.Fatal(err)
	}
	d := &doc.Doc{Text: text}
	for _, s := range list {
		if err := s.Run(d); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// show writes a count as the tables of sentences have it: bounds, kind,
// outcome, group, words, and what else is set.
func show(d *doc.Doc, c doc.Count) string {
	high := fmt.Sprint(c.High)
	if c.High >= doc.Unbounded {
		high = "*"
	} else if c.High >= 1e6 {
		high = fmt.Sprintf("%.0f", c.High)
	}
	low := fmt.Sprint(c.Low)
	if c.Low >= 1e6 {
		low = fmt.Sprintf("%.0f", c.Low)
	}
	parts := []string{low + ".." + high, string(c.Kind)}
	for _, p := range []string{string(c.Outcome), c.Group} {
		if p == "" {
			p = "-"
		}
		parts = append(parts, p)
	}
	parts = append(parts, fmt.Sprintf("%q", textOf(d, c.First, c.Last)))
	if c.Vague {
		parts = append(parts, "vague")
	}
	if c.Attackers {
		parts = append(parts, "attackers")
	}
	if c.PartOf != doc.None {
		parts = append(parts, fmt.Sprintf("of:%d", c.PartOf))
	}
	return strings.Join(parts, " ")
}

func textOf(d *doc.Doc, i, j int) string { return d.Text[d.Tokens[i].Start:d.Tokens[j-1].End] }

// TestSentences runs testdata/sentences.txt: a sentence, below it its counts
// ("= …", as show writes them) and its indicators ("! words [what]"); all of
// them and nothing else.
func TestSentences(t *testing.T) {
	text, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for block := range strings.SplitSeq(string(text), "\n\n") {
		var sentence string
		var want []string
		for line := range strings.Lines(block) {
			line = strings.TrimRight(line, "\n")
			switch {
			case line == "" || line[0] == '#':
			case strings.HasPrefix(line, "= ") || strings.HasPrefix(line, "! "):
				want = append(want, line)
			default:
				sentence = line
			}
		}
		if sentence == "" {
			continue
		}
		n++
		d := read(t, sentence)
		var got []string
		for _, c := range d.Counts {
			got = append(got, "= "+show(d, c))
		}
		for _, i := range d.Indicators {
			got = append(got, fmt.Sprintf("! %q [%s]", textOf(d, i.First, i.Last), i.What))
		}
		if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
			t.Errorf("%s\n got:\n%s\nwant:\n%s", sentence, g, w)
		}
	}
	if n < 80 {
		t.Errorf("%d sentences, want at least 80", n)
	}
}

// TestNumbers runs testdata/numbers.tsv: phrase, low, high, vague or exact,
// word, kind, unit. The phrase is read in a plain sentence.
func TestNumbers(t *testing.T) {
	rows, err := data.Rows(os.DirFS("testdata"), "numbers.tsv", 7)
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) < 60 {
		t.Errorf("%d phrases, want at least 60", len(rows))
	}
	for _, row := range rows {
		c := row.Cells
		d := read(t, "The officials counted "+c[0]+" in the valley.")
		if c[1] == "-" {
			if len(d.Counts) > 0 {
				t.Errorf("line %d: %q gives %s, want nothing", row.Line, c[0], show(d, d.Counts[0]))
			}
			continue
		}
		if len(d.Counts) != 1 {
			t.Errorf("line %d: %q gives %d counts, want 1", row.Line, c[0], len(d.Counts))
			continue
		}
		got := d.Counts[0]
		vague := "exact"
		if got.Vague {
			vague = "vague"
		}
		high := fmt.Sprintf("%.10g", got.High)
		if got.High >= doc.Unbounded {
			high = "*"
		}
		line := strings.Join([]string{fmt.Sprintf("%.10g", got.Low), high, vague, got.Word, string(got.Kind), got.Unit}, "\t")
		if want := strings.Join(c[1:], "\t"); line != want {
			t.Errorf("line %d: %q gives %s, want %s", row.Line, c[0], line, want)
		}
	}
}

// TestOutcomes runs the examples of outcomes.tsv: match gives a count with
// the row's outcome, caused by the row's word; keep gives no people with it.
func TestOutcomes(t *testing.T) {
	rows, err := data.Rows(data.FS, "howmany/outcomes.tsv", 8)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		cue, slot, outcome := row.Cells[0], row.Cells[2], doc.Outcome(row.Cells[5])
		if s := row.Cells[6]; s != "-" {
			d := read(t, s)
			ok := false
			for _, c := range d.Counts {
				ok = ok || c.Kind == doc.CountPeople && c.Outcome == outcome && (strings.HasSuffix(c.Rule, "."+cue+"."+slot) || strings.ToLower(d.Word(c.Cause)) == cue)
			}
			if !ok {
				t.Errorf("line %d: %q has no people %s by %s.%s: %s", row.Line, s, outcome, cue, slot, all(d))
			}
		}
		if s := row.Cells[7]; s != "-" {
			d := read(t, s)
			for _, c := range d.Counts {
				if c.Kind == doc.CountPeople && c.Outcome == outcome {
					t.Errorf("line %d: %q must not give people %s: %s", row.Line, s, outcome, all(d))
				}
			}
		}
	}
}

// TestTrends runs the examples of trends.tsv.
func TestTrends(t *testing.T) {
	rows, err := data.Rows(data.FS, "howmany/trends.tsv", 4)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for i, want := range []bool{true, false} {
			s := row.Cells[2+i]
			if s == "-" {
				continue
			}
			d := read(t, s)
			got := false
			for _, ind := range d.Indicators {
				got = got || ind.Rule == "trend."+row.Cells[0]
			}
			if got != want {
				t.Errorf("line %d: %q: indicator by %q is %v, want %v", row.Line, s, row.Cells[0], got, want)
			}
		}
	}
}

func all(d *doc.Doc) string {
	var out []string
	for _, c := range d.Counts {
		out = append(out, show(d, c)+" ["+c.Rule+"]")
	}
	return strings.Join(out, "; ")
}
