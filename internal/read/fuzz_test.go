package read

import (
	"bufio"
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"parley"
)

// checkClean tests what clean promises for any text: a normal form, nothing
// lost, and that cleaning the result again finds nothing.
func checkClean(t *testing.T, raw string, c cleaned) {
	t.Helper()
	if !utf8.ValidString(c.text) {
		t.Fatalf("text is not UTF-8: %q", c.text)
	}
	if c.text != "" {
		for p := range strings.SplitSeq(c.text, "\n\n") {
			if p == "" || p != normalise(p) || strings.ContainsAny(p, "\n\r\t") {
				t.Fatalf("paragraph %q is not in normal form", p)
			}
		}
	}
	last := 0
	for _, d := range inOrder(c.dropped) {
		if d.Line < 1 || d.Line < last || d.Line > 1+strings.Count(raw, "\n")+strings.Count(raw, "\r") {
			t.Fatalf("%+v: line out of order or range", d)
		}
		if d.Text == "" || d.Why == "" || d.Text != normalise(d.Text) {
			t.Fatalf("%+v: empty or not in normal form", d)
		}
		last = d.Line
	}
	if got, want := countRunes(c), countLines(raw); !slices.Equal(got, want) {
		t.Fatalf("characters were lost or added: raw %q\n text %q\n dropped %+v", raw, c.text, c.dropped)
	}
	again := clean(c.text)
	if again.text != c.text || len(again.dropped) > 0 {
		t.Fatalf("cleaning again: raw %q\n text %q\nagain %q\n dropped %+v", raw, c.text, again.text, again.dropped)
	}
}

// countRunes returns the characters of Text and Dropped in order of value.
func countRunes(c cleaned) []rune {
	all := c.text
	for _, d := range c.dropped {
		all += d.Text
	}
	return sorted(all)
}

// countLines returns those of the lines of raw.
func countLines(raw string) []rune {
	var b strings.Builder
	for _, l := range splitLines(raw) {
		b.WriteString(l.text)
	}
	return sorted(b.String())
}

func sorted(s string) []rune {
	rs := slices.DeleteFunc([]rune(s), unicode.IsSpace)
	slices.Sort(rs)
	return rs
}

func FuzzText(f *testing.F) {
	for _, d := range dispatches {
		f.Add([]byte(d.raw))
	}
	f.Add([]byte("\xff\xfeT\x00a\x00r\x00v\x00o\x00s\x00"))
	f.Add([]byte("G\xe9n\xe9ral\r\rKABUL (Reuters) - KABUL (AFP) - Nine men died. (END) (END)"))
	f.Add([]byte("A\u2028B\u2029C\fD\vE\u0085F\x00"))
	f.Add([]byte(wrap(strings.Repeat("The two armies have agreed to withdraw from Tarvos by Friday. ", 9), 60)))
	f.Add([]byte("Title of it all\nKABUL: KABUL: Photo by a man who was in the town when all of it was burnt down.\nUpdated 3 hours ago:"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		a, err := Text("f.txt", raw, Options{})
		if err != nil {
			checkError(t, err, parley.ErrEmpty, parley.ErrBinary, parley.ErrFormat)
			return
		}
		text, _, err := decode(raw)
		if err != nil {
			t.Fatal(err)
		}
		checkClean(t, text, clean(text))
		b, _ := Text("f.txt", raw, Options{})
		if a.Text != b.Text || a.ID != b.ID || !slices.Equal(a.Dropped, b.Dropped) {
			t.Fatalf("two reads differ: %+v and %+v", a, b)
		}
		checkArticle(t, a)
	})
}

func FuzzJSONLines(f *testing.F) {
	f.Add([]byte(`{"text":"Nine men died in Tarvos."}` + "\n\n" + `{"id":7,"text":"A truce\n\nIt holds.","title":"A truce","published":"2021-05-03"}`))
	f.Add([]byte("{\"text\":\"a\"}\r\r\n{\"text\":null}\n{\"text\":3}\n[1]\n{\"text\":\"\\ud800\"}\n\xff\n{"))
	f.Add([]byte("\xef\xbb\xbf{\"text\":\"a\\u0000b\"}\n" + strings.Repeat("x", 300)))
	f.Fuzz(func(t *testing.T, raw []byte) {
		const limit = 200
		lines := 1 + bytes.Count(raw, []byte("\n")) + bytes.Count(raw, []byte("\r"))
		if bytes.HasPrefix(raw, []byte("\xff\xfe")) || bytes.HasPrefix(raw, []byte("\xfe\xff")) {
			lines = len(raw) // UTF-16: a line end has two bytes
		}
		n := 0
		for a, err := range JSONLines("f.jsonl", bytes.NewReader(raw), Options{MaxLine: limit}) {
			if n++; n > lines {
				t.Fatalf("%d outcomes of %d lines", n, lines)
			}
			if (a == nil) == (err == nil) {
				t.Fatalf("article %v and error %v", a, err)
			}
			if err != nil {
				checkError(t, err, parley.ErrEmpty, parley.ErrNoText, parley.ErrSyntax, parley.ErrTooLarge)
				continue
			}
			checkArticle(t, a)
		}
	})
}

func checkError(t *testing.T, err error, allowed ...error) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) || e.Ref == "" {
		t.Fatalf("%v is no *Error with a ref", err)
	}
	for _, a := range allowed {
		if errors.Is(err, a) {
			return
		}
	}
	t.Fatalf("%v wraps none of %v", err, allowed)
}

// checkArticle tests what parley.Article promises.
func checkArticle(t *testing.T, a *parley.Article) {
	t.Helper()
	if a.Text == "" || a.Ref == "" || a.ID != parley.ArticleID(a.Text, a.URL, a.Outlet) {
		t.Fatalf("bad article %+v", a)
	}
	for _, s := range []string{a.Ref, a.URL, a.Outlet, a.Title, a.Dateline, a.Byline, a.Language, a.Published.Stated, a.Text} {
		if !utf8.ValidString(s) {
			t.Fatalf("%q is not UTF-8", s)
		}
	}
	if p := a.Published; p.From.IsZero() != p.To.IsZero() || p.To.Before(p.From) {
		t.Fatalf("bad date %+v", p)
	}
}

// FuzzTable reads any bytes as a table: at most an outcome a line, each an article
// that reads again from what is kept of it, or an error with its line.
func FuzzTable(f *testing.F) {
	f.Add([]byte("id,text,url\na,\"First, it held.\",u1\nb,\"It has no end,u2\nc,\"He said \"no\" twice.\",u3\n"), "")
	f.Add([]byte("Headline;Hlead;Load-Date\n\"A \"\"truce\"\"\";G\xe9n\xe9ral Sow left.;May 3, 2021\n\n;;;;\n"), "")
	f.Add([]byte("sep=|\nx|y\n\x00|\"\n\"|\"\"\"\n"), "text=y,id=#1")
	f.Add([]byte("\xff\xfet\x00e\x00x\x00t\x00\n\x00A\x00.\x00\n\x00"), "text=#1")
	f.Fuzz(func(t *testing.T, raw []byte, columns string) {
		opts := Options{MaxLine: 300, KeepRaw: true}
		if c, err := ParseColumns(columns); err == nil {
			opts.Columns = c
		}
		for _, kind := range []Kind{KindCSV, KindTSV} {
			n := 0
			for a, err := range table("f.csv", bufio.NewReaderSize(bytes.NewReader(raw), sniffSize), kind, opts) {
				if n++; n > len(raw)+1 {
					t.Fatalf("%d outcomes of %d bytes", n, len(raw))
				}
				if err != nil {
					checkError(t, err, parley.ErrEmpty, parley.ErrNoText, parley.ErrRecord, parley.ErrColumns, parley.ErrTooLarge, parley.ErrBinary)
					continue
				}
				checkArticle(t, a)
				sameAgain(t, a)
			}
		}
	})
}

// FuzzFiles reads any bytes as what they look like, or as what they are said to be.
func FuzzFiles(f *testing.F) {
	for _, text := range []string{
		"Nine men died in Tarvos.", "<html><head><title>Truce</title></head><body><p>The truce in Tarvos held for a third day, the mayor said.</p></body></html>",
		"{\"text\":\"One.\"}\n{\"text\":\"Two.\"}", "[{\"text\":\"One.\"},{\"text\":\"\\ud800\"},{]}", `{"a":{"b":[{"text":"One."}]}}`, `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","content_text":"It held."}]}`,
		madeUpWARC, "<rss version=\"2.0\"><channel><item><description>It held.</description></item></channel></rss>", "text,id\nOne.,1\n",
	} {
		for kind := range len(Kinds) + 1 {
			f.Add([]byte(text), byte(kind))
		}
		f.Add([]byte(gzipped(text)), byte(0))
		f.Add([]byte(zstandard(text)), byte(0))
	}
	f.Fuzz(func(t *testing.T, raw []byte, kind byte) {
		opts := Options{MaxLine: 4096, MaxText: 1 << 16, KeepRaw: true, Stdin: bytes.NewReader(raw)}
		if k := int(kind); k < len(Kinds) {
			opts.As = Kinds[k]
		}
		n := 0
		for a, err := range Files([]string{"-"}, opts) {
			if n++; n > 1<<17 {
				t.Fatalf("%d outcomes of %d bytes", n, len(raw))
			}
			if (a == nil) == (err == nil) {
				t.Fatalf("article %v and error %v", a, err)
			}
			if err != nil {
				var e *Error
				if !errors.As(err, &e) || e.Ref == "" {
					t.Fatalf("%v is no *Error with a ref", err)
				}
				continue
			}
			checkArticle(t, a)
			sameAgain(t, a)
		}
	})
}
