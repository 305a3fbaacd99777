package feed

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parley"
)

// TestParse reads the feeds of testdata and compares what came with the files
// beside them.
func TestParse(t *testing.T) {
	files, err := filepath.Glob("testdata/*.want")
	if err != nil || len(files) == 0 {
		t.Fatal("no feeds", err)
	}
	for _, wantFile := range files {
		t.Run(strings.TrimSuffix(filepath.Base(wantFile), ".want"), func(t *testing.T) {
			want, err := os.ReadFile(wantFile)
			if err != nil {
				t.Fatal(err)
			}
			f, err := Parse(readFeed(t, wantFile), "", "")
			if err != nil {
				t.Fatal(err)
			}
			if got := show(f); got != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// readFeed reads the feed that belongs to a file of what is wanted.
func readFeed(t testing.TB, wantFile string) []byte {
	t.Helper()
	base := strings.TrimSuffix(wantFile, ".want")
	raw, err := os.ReadFile(base + ".xml")
	if errors.Is(err, os.ErrNotExist) {
		raw, err = os.ReadFile(base + ".json")
	}
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

var hash = regexp.MustCompile("sha256:[0-9a-f]{32}")

// show writes a feed as the files of testdata have it.
func show(f *Feed) string {
	var b strings.Builder
	line := func(indent, name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s%s: %s\n", indent, name, value)
		}
	}
	line("", "kind", f.Kind)
	if f.Encoding != "utf-8" {
		line("", "encoding", f.Encoding)
	}
	line("", "title", f.Title)
	line("", "site", f.Site)
	line("", "self", f.Self)
	line("", "language", f.Language)
	if f.TTL > 0 {
		line("", "ttl", fmt.Sprint(f.TTL))
	}
	if f.SkipHours != nil {
		line("", "skip", fmt.Sprint(f.SkipHours))
	}
	for _, i := range f.Items {
		line("", "item", hash.ReplaceAllString(i.Key, "sha256:HASH"))
		line("  ", "url", i.URL)
		line("  ", "title", i.Title)
		line("  ", "author", i.Author)
		line("  ", "language", i.Language)
		line("  ", "published", i.Published)
		line("  ", "updated", i.Updated)
		if i.Full {
			line("  ", "full", i.HTML)
		} else {
			line("  ", "summary", i.HTML)
		}
	}
	for _, err := range f.Faults {
		line("", "fault", err.Error())
	}
	for _, n := range f.Notes {
		line("", "note", n)
	}
	return b.String()
}

// TestNoFeed has what is served in place of feeds, and what a user reads of it.
func TestNoFeed(t *testing.T) {
	for _, tc := range []struct {
		name, body string
		is         error
		want       string
	}{
		{"nothing", "", parley.ErrEmpty, "no text: the feed has no bytes"},
		{"blanks", " \n\t\ufeff ", parley.ErrEmpty, "no text: the feed has no bytes"},
		{"a page", "<!DOCTYPE html>\n<html><head><title>Log in</title>", parley.ErrFormat, "format is not read: an HTML page, not a feed"},
		{"XHTML", `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">`, parley.ErrFormat, "format is not read: an HTML page, not a feed"},
		{"a list", `<?xml version="1.0"?><opml version="2.0"><body/></opml>`, parley.ErrFormat, "format is not read: a list of feeds (OPML), not a feed"},
		{"a sitemap", `<?xml version="1.0"?><urlset></urlset>`, parley.ErrFormat, "format is not read: a sitemap, not a feed"},
		{"other XML", `<?xml version="1.0"?><note>x</note>`, parley.ErrFormat, "format is not read: XML of another kind, not a feed"},
		{"text", "Service unavailable", parley.ErrFormat, "format is not read: text, not a feed"},
		{"a PDF", "%PDF-1.7 ...", parley.ErrFormat, "format is not read: a PDF, not a feed"},
		{"a JSON list", `[{"id": 1}]`, parley.ErrFormat, "format is not read: JSON of another kind, not a feed"},
		{"other JSON", `{"error": "no such site"}`, parley.ErrFormat, "format is not read: JSON of another kind, not a feed"},
		{"broken JSON", `{"error": `, parley.ErrSyntax, "the feed is broken: unexpected EOF"},
		{"items are no list", `{"version":"https://jsonfeed.org/version/1","items":{}}`, parley.ErrSyntax, `the feed is broken: "items" is no list`},
		{"cut before all", `<rss version="2.0"><channel><title>The Cour`, parley.ErrSyntax, "the feed is broken: it breaks off before its first item"},
		{"only a root", `<feed>`, parley.ErrSyntax, "the feed is broken: it breaks off before its first item"},
		{"a comment without an end", `<!-- <rss></rss>`, parley.ErrFormat, "format is not read: XML of another kind, not a feed"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f, err := Parse([]byte(tc.body), "", "")
			if !errors.Is(err, tc.is) || err.Error() != tc.want {
				t.Errorf("got %v and error %v, want %s", f, err, tc.want)
			}
		})
	}
	f, err := Parse([]byte(`<rss version="2.0"><channel><title>Quiet</title></channel></rss>`), "", "")
	if err != nil || len(f.Items) != 0 || len(f.Faults) != 0 {
		t.Errorf("a feed without items: %+v, %v", f, err)
	}
}

// TestServedCharset has the server state what the feed does not.
func TestServedCharset(t *testing.T) {
	body := []byte("<rss><channel><title>\xcf\xe0\xf0\xee\xec</title></channel></rss>")
	f, err := Parse(body, "text/xml; charset=windows-1251", "")
	if err != nil || f.Title != "Паром" || f.Encoding != "windows-1251" || len(f.Notes) > 0 {
		t.Errorf("got %+v, %v", f, err)
	}
	// Of itself the feed knows better.
	body = append([]byte(`<?xml version="1.0" encoding="windows-1251"?>`), body...)
	if f, err = Parse(body, "text/xml; charset=iso-8859-1", ""); err != nil || f.Title != "Паром" {
		t.Errorf("got %+v, %v", f, err)
	}
}

func TestBase(t *testing.T) {
	body := []byte(`<rss><channel><title>x</title><link>/</link><item><link>a</link></item><item><link>//b.example/c</link></item>` +
		`<item><link>javascript:alert(1)</link><guid isPermaLink="false">https://c.example/</guid></item></channel></rss>`)
	f, err := Parse(body, "", "https://sun.example/feeds/all.xml")
	if err != nil {
		t.Fatal(err)
	}
	got := []string{f.Site}
	for _, i := range f.Items {
		got = append(got, i.URL)
	}
	if want := "https://sun.example/ https://sun.example/feeds/a https://b.example/c "; strings.Join(got, " ") != want {
		t.Errorf("got %q", got)
	}
}

// TestBounds has feeds that are too much: of items, of depth, of attributes.
func TestBounds(t *testing.T) {
	const item = "<item><guid>%d</guid><title>x</title></item>"
	var many strings.Builder
	many.WriteString("<rss><channel><title>Many</title>")
	for i := range MaxItems + 7 {
		fmt.Fprintf(&many, item, i)
	}
	many.WriteString("</channel></rss>")
	deep := strings.Repeat("<a>", 100_000)
	wide := "<b" + strings.Repeat(` x="1"`, mostAttributes+1) + "/>"
	for _, tc := range []struct {
		name, body string
		items      int
		fault      string
	}{
		{"many", many.String(), MaxItems, fmt.Sprintf("it has %d items, of which the first %d were read", MaxItems+7, MaxItems)},
		{"deep", "<rss><channel><item><guid>1</guid>" + deep + "</item><item><guid>2</guid></item></channel></rss>", 1,
			"item 1 is left out: its elements stand too deep in one another, are too many or have too many attributes"},
		{"deep extension", `<rss xmlns:a="urn:a"><channel><item><guid>1</guid>` + strings.ReplaceAll(deep, "<a>", "<a:a>") +
			"</item><item><guid>2</guid></item></channel></rss>", 1,
			"item 1 is left out: its elements stand too deep in one another, are too many or have too many attributes"},
		{"wide", "<rss><channel><item><guid>1</guid>" + wide + "</item><item><guid>2</guid></item></channel></rss>", 1,
			"item 1 is left out: its elements stand too deep in one another, are too many or have too many attributes"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f, err := Parse([]byte(tc.body), "", "")
			if err != nil {
				t.Fatal(err)
			}
			if len(f.Items) != tc.items || len(f.Faults) != 1 || f.Faults[0].Error() != tc.fault {
				t.Errorf("got %d items, faults %v", len(f.Items), f.Faults)
			}
		})
	}
	root := "<rss" + strings.Repeat(` xmlns:a="u"`, 50_000) + "><channel>" + strings.Repeat(item, 500) + "</channel></rss>"
	if _, err := Parse([]byte(root), "", ""); !errors.Is(err, parley.ErrSyntax) {
		t.Errorf("a root of many namespaces: %v", err)
	}
	var list bytes.Buffer
	list.WriteString(`{"version":"https://jsonfeed.org/version/1","items":[`)
	for i := range MaxItems + 7 {
		fmt.Fprintf(&list, `{"id":%d,"content_text":"x"},`, i)
	}
	f, err := Parse(append(bytes.TrimSuffix(list.Bytes(), []byte(",")), "]}"...), "", "")
	if err != nil || len(f.Items) != MaxItems || len(f.Faults) != 1 {
		t.Errorf("got %v", err)
	}
}

// TestCutAnywhere cuts feeds at each byte: an item that ended before is always there.
func TestCutAnywhere(t *testing.T) {
	for _, name := range []string{"rss20", "atom10", "rss10", "json11"} {
		raw := readFeed(t, "testdata/"+name+".want")
		whole, err := Parse(raw, "", "")
		if err != nil {
			t.Fatal(err)
		}
		end := []byte("</item>")
		switch name {
		case "atom10":
			end = []byte("</entry>")
		case "json11":
			end = []byte("},\n    {")
		}
		for n := range raw {
			want := bytes.Count(raw[:n], end)
			f, err := Parse(raw[:n], "", "")
			if err != nil {
				if want > 0 {
					t.Fatalf("%s cut at %d: %v, but %d items ended before", name, n, err, want)
				}
				continue
			}
			if len(f.Items) < want {
				t.Fatalf("%s cut at %d: %d items, but %d ended before", name, n, len(f.Items), want)
			}
			for i := range want {
				if f.Items[i] != whole.Items[i] {
					t.Fatalf("%s cut at %d: item %d is %+v, want %+v", name, n, i, f.Items[i], whole.Items[i])
				}
			}
			if len(f.Items) < len(whole.Items) && len(f.Faults) == 0 {
				t.Fatalf("%s cut at %d: items are lost and nothing says so", name, n)
			}
		}
	}
}

// TestOneBadItem damages one item of a feed in thousands of ways: all others come
// whole.
func TestOneBadItem(t *testing.T) {
	const head = `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>T</title>`
	const form = `<item><title>Dispatch %[1]d</title><link>https://sun.example/%[1]d</link><guid isPermaLink="false">g%[1]d</guid>` +
		`<description>&lt;p&gt;Line %[1]d&lt;/p&gt;</description><content:encoded><![CDATA[<p>Text %[1]d.</p>]]></content:encoded></item>`
	damage := []string{"<", ">", "&", `"`, "</", "]]>", "<![CDATA[", "<!--", "-->", "<?", "<p>", "</p>", "<br>", "</item>", "<item>",
		"\x00", "&#0;", "&bad;", "</channel>", "<a href='x>"}
	const items = 5
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		bad := r.IntN(items)
		var doc strings.Builder
		doc.WriteString(head)
		for i := range items {
			item := fmt.Sprintf(form, i)
			if i == bad {
				at, n := 6+r.IntN(len(item)-14), r.IntN(4) // within its own tags
				with := ""
				if n == 0 {
					with = damage[r.IntN(len(damage))]
				}
				item = item[:at] + with + item[min(at+n, len(item)-7):]
			}
			doc.WriteString(item)
		}
		doc.WriteString("</channel></rss>")
		f, err := Parse([]byte(doc.String()), "", "")
		if err != nil {
			t.Fatalf("%v in\n%s", err, &doc)
		}
		for i := range items {
			want := Item{Key: fmt.Sprintf("g%d", i), URL: fmt.Sprintf("https://sun.example/%d", i), Title: fmt.Sprintf("Dispatch %d", i),
				HTML: fmt.Sprintf("<p>Text %d.</p>", i), Full: true}
			if i != bad && !slices.Contains(f.Items, want) {
				t.Fatalf("item %d is lost or changed: %+v in\n%s", i, f.Items, &doc)
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.want")
	for _, name := range files {
		f.Add(readFeed(f, name), "text/xml; charset=iso-8859-1", "https://sun.example/feed")
	}
	f.Fuzz(func(t *testing.T, body []byte, mediaType, base string) {
		feed, err := Parse(body, mediaType, base)
		if err != nil {
			if !errors.Is(err, parley.ErrFormat) && !errors.Is(err, parley.ErrSyntax) && !errors.Is(err, parley.ErrEmpty) {
				t.Errorf("an error without a name: %v", err)
			}
			return
		}
		keys := map[string]bool{}
		for _, i := range feed.Items {
			if i.Key == "" || keys[i.Key] {
				t.Errorf("the key %q is empty or stands twice", i.Key)
			}
			keys[i.Key] = true
			if i.URL != "" && !isWeb(i.URL) {
				t.Errorf("the address %q", i.URL)
			}
		}
		again, err := Parse(body, mediaType, base)
		if err != nil || show(again) != show(feed) {
			t.Error("read twice, it differs")
		}
	})
}

// BenchmarkParse reads a feed of usual length: 30 items with their text.
func BenchmarkParse(b *testing.B) {
	var s strings.Builder
	s.WriteString(`<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Bench</title>`)
	for i := range 30 {
		fmt.Fprintf(&s, "<item><title>Dispatch %d</title><link>https://sun.example/%d</link><guid>%d</guid><pubDate>Sat, 03 May 2031 09:15:00 +0200</pubDate><content:encoded><![CDATA[%s]]></content:encoded></item>",
			i, i, i, strings.Repeat("<p>Crews of the ferries went back to work, the union said.</p>", 40))
	}
	whole := s.String() + "</channel></rss>"
	broken := s.String() + "<item><title>1 < 2</title></item></channel></rss>"
	for name, text := range map[string]string{"whole": whole, "broken": broken} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Parse([]byte(text), "", ""); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "feeds/s")
		})
	}
}
