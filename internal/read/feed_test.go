package read

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"parley"
	"parley/internal/read/feed"
)

const savedFeed = `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Lomir Courier</title><link>https://courier.example/</link><language>en-GB</language>
<item><title>Ferry crews of Tarvos end their strike</title><link>https://courier.example/ferry</link><guid isPermaLink="false">c-1</guid>
<dc:creator>Ana Ruiz</dc:creator><pubDate>Sat, 03 May 2031 09:15:00 +0200</pubDate>
<content:encoded><![CDATA[<p>Crews of the Tarvos ferries went back to work on Saturday after nine days.</p>
<figure><img src="a.jpg"><figcaption>The quay on Friday [Li Wei/Courier]</figcaption></figure>
<p>Two men were hurt on Thursday when <b>gunmen</b> fired at a picket, the union of sailors said.<br><br>Nobody was arrested.</p>
<ul><li>The port opens at six.</li><li>The market stays shut.</li></ul><script>track()</script><p><a href="/more">Continue reading</a></p>]]></content:encoded></item>
<item><title>Elders meet the governor</title><guid isPermaLink="false">c-2</guid>
<description>Nine elders of Upper Lomir met the governor in Kessel on Friday.</description></item>
<item><title>Photographs</title><link>https://courier.example/photographs</link><description>&lt;img src="x.jpg"&gt;</description></item>
</channel></rss>`

func TestFeed(t *testing.T) {
	var got []*parley.Article
	var faults []string
	for a, err := range Feed("courier.xml", []byte(savedFeed), Options{KeepRaw: true}) {
		if err != nil {
			faults = append(faults, err.Error())
			continue
		}
		got = append(got, a)
	}
	if len(got) != 2 {
		t.Fatalf("got %d articles, faults %q", len(got), faults)
	}
	a := got[0]
	if a.Ref != "courier.xml#c-1" || a.URL != "https://courier.example/ferry" || a.Title != "Ferry crews of Tarvos end their strike" ||
		a.Outlet != "Lomir Courier" || a.Language != "en-GB" || a.Byline != "Ana Ruiz" {
		t.Errorf("got %+v", a)
	}
	if p := a.Published; p.Stated != "Sat, 03 May 2031 09:15:00 +0200" || p.How != "the feed" || p.At.Hour() != 7 || p.From.Format("2006-01-02") != "2031-05-03" {
		t.Errorf("published %+v", p)
	}
	for _, want := range []string{
		"Crews of the Tarvos ferries went back to work on Saturday after nine days.",
		"Two men were hurt on Thursday when gunmen fired at a picket, the union of sailors said.",
		"Nobody was arrested.", "The port opens at six.", "The market stays shut.",
	} {
		if !slices.Contains(strings.Split(a.Text, "\n\n"), want) {
			t.Errorf("no paragraph %q in\n%s", want, a.Text)
		}
	}
	if strings.Contains(a.Text, "track()") || strings.Contains(a.Text, "The quay") || strings.Contains(a.Text, "Continue") {
		t.Errorf("text\n%s", a.Text)
	}
	b := got[1]
	if b.Ref != "courier.xml#c-2" || b.URL != "" || !strings.Contains(b.Text, "Nine elders of Upper Lomir met the governor") {
		t.Errorf("got %+v", b)
	}
	if !slices.ContainsFunc(b.Notes, func(n parley.Note) bool { return strings.Contains(n.Note, "a summary only") }) ||
		slices.ContainsFunc(a.Notes, func(n parley.Note) bool { return strings.Contains(n.Note, "summary") }) {
		t.Errorf("notes %+v and %+v", a.Notes, b.Notes)
	}
	if want := []string{"courier.xml#https://courier.example/photographs: no text: the feed gives no text of this item"}; !slices.Equal(faults, want) {
		t.Errorf("faults %q", faults)
	}
	// What was kept gives the same article again.
	for _, a := range got {
		if a.Raw == nil || a.Raw.From != "courier.xml" || a.Raw.Article != a.ID {
			t.Fatalf("raw %+v", a.Raw)
		}
		again, err := Raw(*a.Raw, Options{})
		if err != nil || again.ID != a.ID || again.Text != a.Text || again.Published != a.Published || again.Outlet != a.Outlet || len(again.Notes) != len(a.Notes) {
			t.Errorf("read again: %v, %+v", err, again)
		}
	}
}

func TestFeedFaults(t *testing.T) {
	cut, _, _ := strings.Cut(savedFeed, "Nine elders")
	for _, tc := range []struct {
		name, in string
		is       error
		articles int
		want     string
	}{
		{"a page", "<!DOCTYPE html><p>x", parley.ErrFormat, 0, "f: format is not read: an HTML page, not a feed"},
		{"empty", "", parley.ErrEmpty, 0, "f: no text: the feed has no bytes"},
		{"broken", "<rss><chan", parley.ErrSyntax, 0, "f: the feed is broken: it breaks off before its first item"},
		{"cut", cut, parley.ErrSyntax, 1, "f: a part of the feed is left out: it breaks off in item 2, which is left out"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			n := 0
			var last error
			for _, err := range Feed("f", []byte(tc.in), Options{}) {
				if err == nil {
					n++
				} else {
					last = err
				}
			}
			if n != tc.articles || !errors.Is(last, tc.is) || last.Error() != tc.want {
				t.Errorf("%d articles, error %v", n, last)
			}
		})
	}
	for _, err := range Feed("f", []byte(savedFeed), Options{MaxText: 100}) {
		if !errors.Is(err, parley.ErrTooLarge) {
			t.Errorf("got %v", err)
		}
	}
	for _, err := range Feed("f", []byte(savedFeed), Options{}) {
		if err != nil {
			t.Error(err)
		}
		break // must not go on
	}
}

// TestShortItems has items that are too short to be the article of a page.
func TestShortItems(t *testing.T) {
	f := &feed.Feed{Title: "Courier"}
	for in, want := range map[string]string{
		"Gunmen killed two": "Gunmen killed two",
		`<figure><figcaption>The quay</figcaption></figure>Guns fell silent`: "Guns fell silent",
		`<div class="related-posts">Guns fell silent</div>`:                  "Guns fell silent",
		"<p>Nine men died.</p>": "Nine men died.",
		"At least nine people were killed in a blast at the market of Kessel":          "At least nine people were killed in a blast at the market of Kessel",
		"<p>Rebels took the town of Arda, a governor said.</p><a href='x'>Read on</a>": "Rebels took the town of Arda, a governor said.",
		"The army shelled the port.<br><br>Nobody was hurt":                            "The army shelled the port.¶Nobody was hurt",
	} {
		a, err := FeedItem("f", f, feed.Item{Key: "1", Title: "From Kessel", HTML: in}, Options{})
		if err != nil {
			t.Errorf("%q: %v", in, err)
		} else if got := strings.ReplaceAll(a.Text, "\n\n", "¶"); got != want {
			t.Errorf("%q: got %q", in, got)
		}
	}
}

// TestItemPage has an item whose words could break out of the page they are put into.
func TestItemPage(t *testing.T) {
	f := &feed.Feed{Title: "Courier"}
	item := feed.Item{Key: "1", Title: "A </title><script>x()</script> & more", Full: true,
		HTML: "</article></body><p>The convoy of nine trucks reached Kessel before noon on Sunday.</p>"}
	a, err := FeedItem("f", f, item, Options{})
	if err != nil || a.Title != "A </title><script>x()</script> & more" || !strings.Contains(a.Text, "The convoy of nine trucks reached Kessel") {
		t.Errorf("got %+v, %v", a, err)
	}
}
