package when

import (
	"os"
	"strings"
	"testing"
	"time"

	"parley"
	"parley/data"
	"parley/internal/doc"
	"parley/internal/lang"
	"parley/internal/read"
)

// dater returns a function that works out the date of an article, and the
// document it was read to.
func dater(t testing.TB) func(a *parley.Article) *doc.Doc {
	t.Helper()
	engine, err := lang.Load()
	if err != nil {
		t.Fatal(err)
	}
	lex, err := loadLexicon(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	dt, err := loadDating(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return func(a *parley.Article) *doc.Doc {
		d := &doc.Doc{Text: a.Text, Article: a}
		if err := engine.Annotate(d); err != nil {
			t.Fatal(err)
		}
		d.Published = dt.published(d, find(lex, d))
		return d
	}
}

func dayString(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// TestPublished runs the short articles of testdata/published.tsv.
func TestPublished(t *testing.T) {
	text, err := os.ReadFile("testdata/published.tsv")
	if err != nil {
		t.Fatal(err)
	}
	date := dater(t)
	n := 0
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		n++
		c := strings.Split(line, "\t")
		a, err := read.Text("case", []byte(strings.ReplaceAll(c[4], " ¶ ", "\n\n")), read.Options{})
		if err != nil {
			t.Errorf("%s: %v", line, err)
			continue
		}
		a.URL = c[3]
		d := date(a)
		p := d.Published
		if string(p.Basis) != c[0] || dayString(p.Period.From) != c[1] || dayString(p.Period.To) != c[2] {
			t.Errorf("%s %s to %s, want %s %s to %s: %s", p.Basis, dayString(p.Period.From), dayString(p.Period.To), c[0], c[1], c[2], c[4])
			for _, r := range p.Reasons {
				t.Logf("  %s (%s to %s)", r.Shows, dayString(r.Period.From), dayString(r.Period.To))
			}
		}
		checkPublished(t, d)
	}
	if n < 60 {
		t.Errorf("%d cases, want 60", n)
	}
}

// checkPublished verifies what the layer promises.
func checkPublished(t *testing.T, d *doc.Doc) {
	t.Helper()
	p := d.Published
	if p.Period.IsZero() != (len(p.Reasons) == 0) || p.Period.IsZero() != (p.Basis == doc.BasisNone) {
		t.Errorf("basis %q, period %v, %d reasons: %s", p.Basis, p.Period, len(p.Reasons), d.Text)
	}
	if !p.Period.From.IsZero() && !p.Period.To.IsZero() && p.Period.To.Before(p.Period.From) {
		t.Errorf("period %v ends before it begins: %s", p.Period, d.Text)
	}
	for _, r := range p.Reasons {
		size := len(d.Text)
		switch r.Evidence.In {
		case doc.PartText:
		case doc.PartDateline:
			size = len(d.Article.Dateline)
		case doc.PartDropped:
			size = len(d.Article.Dropped[r.Evidence.Line].Text)
		case doc.PartURL:
			size = len(d.Article.URL)
		case doc.PartPublished:
			size = len(d.Article.Published.Stated)
		default:
			t.Errorf("evidence in %q", r.Evidence.In)
		}
		if r.Evidence.Start < 0 || r.Evidence.End <= r.Evidence.Start || r.Evidence.End > size || r.Shows == "" {
			t.Errorf("reason %+v in %d bytes: %s", r, size, d.Text)
		}
	}
}

// TestStatedWins has a date that the input states beside others in the text.
func TestStatedWins(t *testing.T) {
	day := time.Date(2018, 12, 13, 0, 0, 0, 0, time.UTC)
	d := dater(t)(&parley.Article{
		Text: "KUWAIT, May 3, 2016 - The talks went on.", URL: "https://example.org/2016/05/03/talks",
		Published: parley.Published{Stated: "13 December 2018", From: day, To: day},
	})
	p := d.Published
	if p.Basis != doc.BasisStated || !p.Period.From.Equal(day) || !p.Period.To.Equal(day) {
		t.Errorf("published %s to %s by %s", dayString(p.Period.From), dayString(p.Period.To), p.Basis)
	}
	if got := d.Quote(p.Reasons[0].Evidence); got != "13 December 2018" {
		t.Errorf("the evidence is %q", got)
	}
}
