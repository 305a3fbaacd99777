package brief

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"regexp"
	"strings"
	"testing"

	"parley"
)

// report makes a report of odd strings, one in every place where text of an
// article can stand.
func report(odd string) *Brief {
	name := fact(FactName, odd, "i-1", "sources")
	cell := finish(fact(FactCount, odd, "Q1", "incidents"), nil)
	caption := finish(with(lit("On "), name), []Cite{{0, 0}})
	return &Brief{
		Title: "Situation report: " + odd, From: "2020-03-01", To: "2020-03-31", BeforeFrom: "2020-01-30", BeforeTo: "2020-02-29",
		Head: []Sentence{finish(with(lit("It rests on "), name, lit(".")), nil)},
		Sections: []Section{{ID: "happened", Title: "What happened", Blocks: []Block{
			{Kind: Paragraph, Items: [][]Sentence{{finish(with(name, lit(" came.")), []Cite{{0, 1}}), finish(lit("Then nothing."), nil)}}},
			{Kind: List, Caption: &caption, Items: [][]Sentence{{finish(name, []Cite{{0, 0}, {1, 0}})}}},
			{Kind: Table, Caption: &caption, Head: []string{"", odd}, Rows: [][]Sentence{{finish(name, nil), cell}, {finish(lit("x"), nil), cell}}},
		}}},
		Sources: []Source{
			{Article: "a1", Ref: odd, URL: odd, Outlet: odd, Title: odd, Published: "2020-03-02", Quotes: []Quote{{Text: odd, Start: 0, End: len(odd)}, {Text: "b", Start: 9, End: 10}}},
			{Article: "a2", Ref: "r", URL: "https://example.org/" + odd, Published: "", Quotes: []Quote{{Text: odd, Start: 3, End: 3 + len(odd)}}},
		},
		Queries: []Query{{Name: "Q1", What: "incidents", Command: command("stats", parley.Filter{Text: odd}), Filter: parley.Filter{Text: odd}}},
	}
}

var hostile = []string{
	"<script>alert(1)</script>", `"><img src=x onerror=alert(1)>`, "javascript:alert(1)", "https://evil.example/\" onclick=\"x",
	"[click](javascript:alert(1))", "![x](http://evil.example/a.png)", "**bold** _it_ `code` # head | cell | cell", "```\nfence\n```", "~~gone~~ <b>b</b> &amp; &lt;",
	"# heading\n## two\n- item\n1. one\n> quote\n---", "http://evil.example www.evil.example a@evil.example", "(paren) \\( \\) endobj >> stream /URI (x)",
	"\u202egnp.exe\u202c \u2066x\u2069 \ufeff", "nul \x00 bell \x07 del \x7f esc \x1b[31m", "bad \xff\xfe utf-8", "=1+1 +2 -3 @x",
	"العربية نص", "日本語の題名", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 😀👍🏽 ﬁ", "e\u0301\u0323 Ḥamās Əliyev Ɓoko ğışÖ ț", strings.Repeat("long", 90), strings.Repeat("a b ", 200), "",
}

// TestHostileMarkdown lets no text of an article make a tag, a link or a block.
func TestHostileMarkdown(t *testing.T) {
	link := regexp.MustCompile(`(^|[^\\])\]\(`)
	for _, odd := range hostile {
		text := render(t, Markdown, report(odd))
		body := cutCode(text)
		for _, own := range []string{`<a id="s1"></a>`, `<a id="s2"></a>`, `<a id="s1a"></a>`, `<a id="s1b"></a>`} {
			body = strings.ReplaceAll(body, own, "")
		}
		body = regexp.MustCompile(` <https?://[^<> ]*>\n`).ReplaceAllString(body, "\n")
		body = regexp.MustCompile(`\[\\\[[0-9a-z]+\\\]\]\(#s[0-9a-z]+\)`).ReplaceAllString(body, "")
		for _, bad := range []string{`<`, "!["} {
			for i := 0; ; i++ {
				n := strings.Index(body[i:], bad)
				if n < 0 {
					break
				}
				if i += n; i == 0 || body[i-1] != '\\' {
					t.Errorf("%.40q: an open %s in %.80q", odd, bad, body[i:])
					break
				}
			}
		}
		if link.MatchString(body) {
			t.Errorf("%.40q: makes a link: %q", odd, link.FindString(body))
		}
		for line := range strings.Lines(body) {
			for _, start := range []string{"# heading", "## two", "```", "1. one", "> quote", "---\n"} {
				if strings.HasPrefix(line, start) {
					t.Errorf("%.40q: begins a block: %q", odd, line)
				}
			}
		}
		if strings.ContainsAny(text, "\x00\x07\x1b\x7f\u202e\u2066") {
			t.Errorf("%.40q: control characters", odd)
		}
	}
}

// cutCode takes spans of code out.
func cutCode(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		if strings.HasPrefix(line, "- **Q1**") {
			if n := strings.IndexByte(line, '`'); n >= 0 && strings.HasSuffix(line, "`\n") {
				line = line[:n] + "\n"
			}
		}
		b.WriteString(line)
	}
	return b.String()
}

// TestHostileHTML lets no text of an article make a tag, an attribute or a link
// that is none of the web.
func TestHostileHTML(t *testing.T) {
	tags := regexp.MustCompile(`<[^>]*>`)
	want := map[string]bool{}
	for _, tag := range tags.FindAllString(render(t, HTML, report("plain")), -1) {
		want[skeleton(tag)] = true
	}
	for _, odd := range hostile {
		text := render(t, HTML, report(odd))
		_, text, _ = strings.Cut(text, "</style>")
		for _, tag := range tags.FindAllString(text, -1) {
			if !want[skeleton(tag)] {
				t.Errorf("%.40q: a tag %s", odd, tag)
			}
			if href := regexp.MustCompile(`href="([^"]*)"`).FindStringSubmatch(tag); href != nil &&
				!strings.HasPrefix(href[1], "#") && !strings.HasPrefix(href[1], "http") {
				t.Errorf("%.40q: leads to %s", odd, href[1])
			}
		}
		if clean(odd) == odd && odd != "" && !strings.Contains(html.UnescapeString(text), odd) {
			t.Errorf("%.40q: is not shown", odd)
		}
		if strings.ContainsAny(text, "\x00\x07\x1b\u202e\u2066") {
			t.Errorf("%.40q: control characters", odd)
		}
	}
}

// skeleton is a tag with its values left out.
func skeleton(tag string) string { return regexp.MustCompile(`"[^"]*"`).ReplaceAllString(tag, `""`) }

// TestHostilePDF writes PDFs of odd strings: none breaks the file, and the same
// report gives the same bytes.
func TestHostilePDF(t *testing.T) {
	for i, odd := range hostile {
		b := report(odd)
		pdf := func(w io.Writer, b *Brief) error { return PDF(w, b, Letter) }
		text := render(t, pdf, b)
		if i%7 == 0 && render(t, pdf, b) != text {
			t.Errorf("%.40q: not the same bytes twice", odd)
		}
		if !strings.HasPrefix(text, "%PDF-") || !strings.Contains(text, "%%EOF") || strings.Contains(text, "/JavaScript") {
			t.Errorf("%.40q: no PDF", odd)
		}
		for _, uri := range regexp.MustCompile(`/URI \(([^)]*)`).FindAllStringSubmatch(text, -1) {
			if !strings.HasPrefix(uri[1], "http") {
				t.Errorf("%.40q: leads to %s", odd, uri[1])
			}
		}
	}
}

// TestPrintable names what the fonts lack and drops nothing.
func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"Bogotá, Ḥamās, Əliyev, Ɓauchi, Țara, Київ, Αθήνα": "Bogotá, Ḥamās, Əliyev, Ɓauchi, Țara, Київ, Αθήνα",
		"e\u0301":        "é",
		"النص هنا":       "[Arabic script: 7 letters]",
		"a 日本 b":         "a [Han script: 2 letters] b",
		"日本 語 العربية":   "[Han script: 3 letters] [Arabic script: 7 letters]",
		"\U0001F600!":    "[U+1F600]!",
		"\U0001D518":     "U",
		"two\nlines\x00": "two lines\ufffd",
		"“q” – … ’ € −":  "“q” – … ’ € −",
	} {
		if got := printable(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if n := len(letters()); n < 1200 {
		t.Errorf("the fonts have %d characters", n)
	}
}

// TestEmptyReport writes a report that holds nothing.
func TestEmptyReport(t *testing.T) {
	for name, write := range writers() {
		var out bytes.Buffer
		if err := write(&out, &Brief{Title: "T"}); err != nil || out.Len() == 0 {
			t.Errorf("%s: %v, %d bytes", name, err, out.Len())
		}
	}
}

func writers() map[string]func(io.Writer, *Brief) error {
	return map[string]func(io.Writer, *Brief) error{
		"md": Markdown, "html": HTML, "pdf": func(w io.Writer, b *Brief) error { return PDF(w, b, A4) },
	}
}

// failing refuses to be written to.
type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, fmt.Errorf("full") }

func TestWriteErrors(t *testing.T) {
	for name, write := range writers() {
		if err := write(failing{}, report("x")); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func render(t testing.TB, write func(io.Writer, *Brief) error, b *Brief) string {
	t.Helper()
	var out bytes.Buffer
	if err := write(&out, b); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// FuzzText writes reports of any string as Markdown and HTML.
func FuzzText(f *testing.F) {
	for _, odd := range hostile {
		f.Add(odd)
	}
	f.Fuzz(func(t *testing.T, odd string) {
		b := report(odd)
		if text := render(t, Markdown, b); strings.Contains(text, "\n# ") || strings.Contains(strings.ReplaceAll(cutCode(text), `\<`, ""), "<script") {
			t.Error("Markdown has a heading or a tag of the article")
		}
		page := render(t, HTML, b)
		if strings.Contains(page, "<script") || strings.Contains(strings.ToLower(page), `href="javascript`) {
			t.Error("HTML has a script")
		}
	})
}

// FuzzPDF writes reports of any string as PDF.
func FuzzPDF(f *testing.F) {
	for _, odd := range hostile {
		f.Add(odd)
	}
	f.Fuzz(func(t *testing.T, odd string) {
		if text := render(t, func(w io.Writer, b *Brief) error { return PDF(w, b, A4) }, report(odd)); !strings.Contains(text, "%%EOF") {
			t.Error("no PDF")
		}
	})
}

// FuzzQuote cuts sentences out of any text: they hold what they must.
func FuzzQuote(f *testing.F) {
	f.Add("Gen. A. Khan said so. \"We left.\" They did!\n\nNo end", 5, 9)
	f.Add(strings.Repeat("word ", 300), 700, 720)
	f.Fuzz(func(t *testing.T, text string, start, end int) {
		if start < 0 || end > len(text) || start >= end {
			return
		}
		from, to := around(text, start, end)
		if from < 0 || to > len(text) || from > start || to < end {
			t.Errorf("%q [%d,%d): [%d,%d)", text, start, end, from, to)
		}
	})
}

func TestQuote(t *testing.T) {
	text := "First one. Gen. A. Khan said in Sept. 2020 that U.S. troops left. \"We saw it.\" Then more.\nNext line here."
	for words, want := range map[string]string{
		"Khan":  "Gen. A. Khan said in Sept. 2020 that U.S. troops left.",
		"First": "First one.", "saw": `"We saw it."`, "Then": "Then more.", "line": "Next line here.", "left. \"We": "Gen. A. Khan said in Sept. 2020 that U.S. troops left. \"We saw it.\"",
	} {
		at := strings.Index(text, words)
		from, to := around(text, at, at+len(words))
		if got := text[from:to]; got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
	long := strings.Repeat("word ", 400)
	if from, to := around(long, 1000, 1004); to-from > longestQuote || from > 1000 || to < 1004 || long[from:from+4] != "word" {
		t.Errorf("%d to %d: %q", from, to, long[from:to])
	}
}
