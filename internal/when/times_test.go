package when

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"parley"
	"parley/data"
	"parley/internal/doc"
	"parley/internal/lang"
)

// engine is the language engine, loaded once for all tests.
var engine = sync.OnceValues(lang.Load)

// reader returns a function that reads a text as an article published
// somewhere in [from, to], with the stages up to this package's.
func reader(t testing.TB) func(text string, from, to time.Time) *doc.Doc {
	t.Helper()
	e, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	stage, err := New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return func(text string, from, to time.Time) *doc.Doc {
		d := &doc.Doc{Text: text, Article: &parley.Article{Text: text}}
		if !from.IsZero() {
			d.Article.Published = parley.Published{Stated: from.Format(time.DateOnly), From: from, To: to}
		}
		if err := e.Annotate(d); err != nil {
			t.Fatal(err)
		}
		if err := stage.Run(d); err != nil {
			t.Fatal(err)
		}
		return d
	}
}

// publishedOn is when every article of the tests was published, a Wednesday.
var publishedOn = day(2023, 5, 17)

// shown writes a time as testdata/sentences.tsv does: words, value, modifier,
// relation but for "on", and the period where there is one.
func shown(d *doc.Doc, x doc.Time) string {
	s := fmt.Sprintf("%s = %s %s", d.Text[d.Tokens[x.First].Start:d.Tokens[x.Last-1].End], x.Type, x.Value)
	if x.Mod != "" {
		s += " " + x.Mod
	}
	if x.Relation != doc.RelationOn {
		s += " " + string(x.Relation)
	}
	if !x.Period.IsZero() {
		s += " " + days2(x.Period)
	}
	if x.Event != doc.None {
		s += " @" + d.Word(x.Event)
	}
	return s
}

func days2(p parley.Period) string {
	one := func(t time.Time) string {
		if t.IsZero() {
			return "open"
		}
		return t.Format(time.DateOnly)
	}
	if p.From.Equal(p.To) {
		return one(p.From)
	}
	return one(p.From) + ".." + one(p.To)
}

// TestSentences reads every sentence of testdata/sentences.tsv as an article
// of Wednesday 17 May 2023 and compares all the times in it, none included.
func TestSentences(t *testing.T) {
	read := reader(t)
	text, err := os.ReadFile("testdata/sentences.tsv")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(text)) {
		sentence, want, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || !ok {
			continue
		}
		n++
		d := read(sentence, publishedOn, publishedOn)
		var got []string
		for _, x := range d.Times {
			got = append(got, shown(d, x))
		}
		if len(got) == 0 {
			got = []string{"none"}
		}
		if g := strings.Join(got, "; "); g != want {
			t.Errorf("%s\n got %s\nwant %s", sentence, g, want)
		}
		checkTimes(t, d)
	}
	if n < 150 {
		t.Errorf("%d sentences, want 150", n)
	}
}

// checkTimes verifies what doc.Time promises.
func checkTimes(t *testing.T, d *doc.Doc) {
	t.Helper()
	next := 0
	for i, x := range d.Times {
		switch {
		case x.First < next || x.Last <= x.First || x.Last > len(d.Tokens):
			t.Fatalf("time %d is tokens [%d, %d), after token %d of %d", i, x.First, x.Last, next, len(d.Tokens))
		case x.Anchor < doc.None || x.Anchor >= len(d.Times) || x.Anchor == i:
			t.Errorf("time %d has anchor %d of %d", i, x.Anchor, len(d.Times))
		case x.Event < doc.None || x.Event >= len(d.Tokens):
			t.Errorf("time %d has event %d of %d", i, x.Event, len(d.Tokens))
		case x.Value == "" || x.Rule == "" || x.Relation == "":
			t.Errorf("time %d lacks value, rule or relation: %+v", i, x)
		case !x.Period.From.IsZero() && !x.Period.To.IsZero() && x.Period.To.Before(x.Period.From):
			t.Errorf("time %d has a period that ends before it begins: %s", i, days2(x.Period))
		case x.Period.IsZero() != (x.How == "") || x.Period.IsZero() != (x.Period.Precision == ""):
			t.Errorf("time %d: period %s, precision %q, how %q", i, days2(x.Period), x.Period.Precision, x.How)
		}
		switch x.Type {
		case doc.TimeDate, doc.TimeTime, doc.TimeDuration, doc.TimeSet:
		default:
			t.Errorf("time %d has type %q", i, x.Type)
		}
		next = x.Last
	}
}

// TestPhrases runs the examples of phrases.tsv.
func TestPhrases(t *testing.T) {
	read := reader(t)
	rows, err := data.Rows(data.FS, "when/phrases.tsv", 6)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		rule := "phrase." + strings.ReplaceAll(r.Cells[0], " ", "-")
		for i, want := range []bool{true, false} {
			d := read(r.Cells[4+i], publishedOn, publishedOn)
			got := false
			for _, x := range d.Times {
				got = got || x.Rule == rule
			}
			if got != want {
				t.Errorf("line %d, %q in %q: found %v, want %v", r.Line, r.Cells[0], r.Cells[4+i], got, want)
			}
		}
	}
}

// TestRange resolves against days of publication that are not known exactly.
func TestRange(t *testing.T) {
	read := reader(t)
	const text = "Troops left the city on Tuesday. A bomb went off yesterday. The deal was signed on 2 May and the siege ended in 2019."
	for _, c := range []struct {
		from, to time.Time
		want     string
	}{
		{day(2023, 5, 17), day(2023, 5, 17), "2023-05-16 2023-05-16 | 2023-05-16 2023-05-16 | 2023-05-02 2023-05-02 | 2019 2019-01-01..2019-12-31"},
		{day(2023, 5, 17), day(2023, 5, 19), "2023-05-16 2023-05-16 | 2023-05-XX 2023-05-16..2023-05-18 | 2023-05-02 2023-05-02 | 2019 2019-01-01..2019-12-31"},
		{day(2022, 5, 17), day(2023, 5, 19), "XXXX-WXX-2 2022-05-17..2023-05-16 | XXXX-XX-XX 2022-05-16..2023-05-18 | XXXX-05-02 2022-05-02..2023-05-02 | 2019 2019-01-01..2019-12-31"},
	} {
		d := read(text, c.from, c.to)
		checkTimes(t, d)
		if got := valuesOf(d); got != c.want {
			t.Errorf("%s to %s\n got %s\nwant %s", c.from, c.to, got, c.want)
		}
	}
}

func valuesOf(d *doc.Doc) string {
	var got []string
	for _, x := range d.Times {
		s := x.Value
		if !x.Period.IsZero() {
			s += " " + days2(x.Period)
		}
		got = append(got, s)
	}
	return strings.Join(got, " | ")
}

// TestUnknownDay resolves without a day of publication: what does not follow
// from the words stays open, and nothing is made up.
func TestUnknownDay(t *testing.T) {
	e, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	lex, err := loadLexicon(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	d := &doc.Doc{Text: "The army left on 4 March. It came back on Friday, two days later, and stayed for three weeks. " +
		"The truce of 10 April 2014 held until the next day. Yesterday it rained."}
	if err := e.Annotate(d); err != nil {
		t.Fatal(err)
	}
	d.Times = resolve(lex, d, find(lex, d), doc.Published{})
	const want = "XXXX-03-04 | XXXX-WXX-5 | XXXX-XX-XX | P3W | 2014-04-10 2014-04-10 | 2014-04-11 2014-04-11 | XXXX-XX-XX"
	if got := valuesOf(d); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	d.Times = resolve(lex, d, find(lex, d), doc.Published{Period: parley.Period{From: day(2020, 5, 4)}})
	checkTimes(t, d)
	if x := d.Times[len(d.Times)-1]; !x.Period.To.IsZero() || !x.Period.From.Equal(day(2020, 5, 3)) {
		t.Errorf("yesterday, published from 4 May 2020 on: %s", days2(x.Period))
	}
}

// TestUnparsed reads sentences that no parse has run over.
func TestUnparsed(t *testing.T) {
	lex, err := loadLexicon(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	d := &doc.Doc{Text: "Killed on Tuesday , two days after 3 March 2020 ."}
	pos := 0
	for w := range strings.SplitSeq(d.Text, " ") {
		d.Tokens = append(d.Tokens, doc.Token{Start: pos, End: pos + len(w), Head: doc.Unparsed})
		pos += len(w) + 1
	}
	d.Sentences = []doc.Sentence{{Last: len(d.Tokens)}}
	pub := doc.Published{Period: parley.Period{From: publishedOn, To: publishedOn}}
	d.Times = resolve(lex, d, find(lex, d), pub)
	checkTimes(t, d)
	const want = "2023-05-16 2023-05-16 | P2D | 2020-03-03 2020-03-03"
	if got := valuesOf(d); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

// TestEmpty runs the stage on a document without text.
func TestEmpty(t *testing.T) {
	if d := reader(t)("", publishedOn, publishedOn); len(d.Times) != 0 {
		t.Errorf("%d times in nothing", len(d.Times))
	}
}

// FuzzTimes reads any text and checks the layer's promises.
func FuzzTimes(f *testing.F) {
	read := reader(f)
	for _, s := range []string{
		"Two days after 3 March, at 5 p.m. on the 4th, they met from 2001 to 2021.",
		"FROM MAY TO MAY, EID 2020, THE NEXT DAY, 30/2/2021 AND Q3", "'82s the of last year's half of the first quarter of",
		"a two-and-a-half-year-old 12 hours and 99999999 days ago", "overnight into Tuesday-Wednesday, mid-, mid-1990s",
	} {
		f.Add(s, uint16(10))
	}
	f.Fuzz(func(t *testing.T, text string, wide uint16) {
		if len(text) > 2000 {
			return
		}
		checkTimes(t, read(text, publishedOn, publishedOn.AddDate(0, 0, int(wide%900))))
	})
}

// BenchmarkTimes measures finding and resolving over the examples, without
// the engine and without the article's own date.
func BenchmarkTimes(b *testing.B) {
	e, err := engine()
	if err != nil {
		b.Fatal(err)
	}
	lex, err := loadLexicon(data.FS)
	if err != nil {
		b.Fatal(err)
	}
	files, err := filepath.Glob("../../examples/*.txt")
	if err != nil || len(files) == 0 {
		b.Fatal("no examples", err)
	}
	var docs []*doc.Doc
	tokens := 0
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		d := &doc.Doc{Text: string(text)}
		if err := e.Annotate(d); err != nil {
			b.Fatal(err)
		}
		docs, tokens = append(docs, d), tokens+len(d.Tokens)
	}
	pub := doc.Published{Period: parley.Period{From: publishedOn, To: publishedOn}}
	for b.Loop() {
		for _, d := range docs {
			d.Times = resolve(lex, d, find(lex, d), pub)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*tokens), "ns/token")
}
