package read

import (
	"bufio"
	"errors"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"parley"
)

func newSniffer(s string) *bufio.Reader {
	return bufio.NewReaderSize(strings.NewReader(s), sniffSize)
}

// sameAgain reads a again from what it was read from and wants the same.
func sameAgain(t testing.TB, a *parley.Article) {
	t.Helper()
	if a.Raw == nil || a.Raw.Article != a.ID || a.Raw.Ref != a.Ref || a.Raw.URL != a.URL || len(a.Raw.Body) == 0 {
		t.Fatalf("%s: kept %+v", a.Ref, a.Raw)
	}
	again, err := Raw(*a.Raw, Options{KeepRaw: true})
	if err != nil {
		t.Fatalf("%s: reading again: %v", a.Ref, err)
	}
	if !reflect.DeepEqual(again, a) {
		t.Errorf("%s: read again\n%+v\nraw %+v\nbefore\n%+v\nraw %+v", a.Ref, again, again.Raw, a, a.Raw)
	}
}

// TestRaw keeps what every kind of input was read from, and reads it again.
func TestRaw(t *testing.T) {
	const page = `<html lang="en"><head><title>Truce holds in Tarvos - Herald</title><link rel="canonical" href="https://t.example/news/9"><meta property="article:published_time" content="2023-04-05T06:07:08Z"></head>
<body><h1>Truce holds in Tarvos</h1><p>The truce in Tarvos held for a third day, the mayor said on Monday.</p><p>Nobody was hurt in the old port, G` + "\xe9" + `n` + "\xe9" + `ral Sow said.</p></body></html>`
	answer := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-1\r\n\r\n" + page
	dir := write(t, map[string]string{
		"a.txt":    "Truce holds in Tarvos\n\nTARVOS, May 3 (AFP) - The truce held.\n\nShare this\n\nG\xe9n\xe9ral Sow left.",
		"b.jsonl":  "{\"text\":\"A truce.\\n\\nIt holds.\",\"byline\":\"Ana Ruiz\",\"published\":\"2021-05-03\",\"extra\":[1]}\n",
		"c.csv":    "Headline,Body,Publication,Load-Date,Byline\nTruce,\"G\xe9n\xe9ral Sow\nleft.\",Herald,\"May 3, 2021\",By Ana\nTruce,It holds.,Herald\n",
		"d.json":   `[{"id":"d","text":"Nine men died in Tarvos.","url":"https://t.example/d"}]`,
		"e.html":   page,
		"f.warc":   "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://t.example/old\r\nWARC-Date: 2023-04-06T00:00:00Z\r\nWARC-Payload-Digest: md5:00\r\nContent-Length: " + itoa(len(answer)) + "\r\n\r\n" + answer + "\r\n\r\n",
		"g.rss":    `<rss version="2.0"><channel><title>Herald</title><item><title>Truce</title><link>https://t.example/g</link><pubDate>Mon, 03 May 2021 10:00:00 GMT</pubDate><description>The truce in Tarvos held for a third day, the mayor said.</description></item></channel></rss>`,
		"h.txt.gz": gzipped("Nine men died in Tarvos."),
	})
	refs := map[string]bool{}
	for a, err := range Files([]string{dir}, Options{KeepRaw: true}) {
		if err != nil {
			t.Error(err)
			continue
		}
		if refs[a.Ref] = true; strings.Contains(a.Ref, "f.warc") {
			want := parley.Raw{Article: a.ID, Ref: a.Ref, URL: "https://t.example/news/9", Asked: "https://t.example/old", MediaType: "text/html; charset=iso-8859-1",
				Fetched: time.Date(2023, 4, 6, 0, 0, 0, 0, time.UTC), From: a.Ref, Notes: []string{"the page is not the one of which the archive states the digest md5:00"}, Body: []byte(page)}
			if !reflect.DeepEqual(*a.Raw, want) || !strings.HasSuffix(a.Ref, "f.warc@0") {
				t.Errorf("%s: kept %+v, want %+v", a.Ref, *a.Raw, want)
			}
		}
		sameAgain(t, a)
	}
	if len(refs) != 9 {
		t.Errorf("%d articles: %v", len(refs), refs)
	}
	for _, err := range WARC("f.warc", strings.NewReader(madeUpWARC), nil, Options{MaxText: 5}) {
		if !errors.Is(err, parley.ErrTooLarge) || errors.Is(err, parley.ErrRecord) {
			t.Errorf("a page above the limit: %v", err)
		}
	}
	for a, err := range Files([]string{dir}, Options{}) {
		if err != nil || a.Raw != nil {
			t.Errorf("not asked to keep: %v, %v", a.Raw, err)
		}
	}
	if _, err := Raw(parley.Raw{Ref: "x", MediaType: "image/png", Body: []byte("x")}, Options{}); !errors.Is(err, parley.ErrFormat) {
		t.Errorf("a picture: %v", err)
	}
}

// TestStated uses what was said beside a text where the text does not tell.
func TestStated(t *testing.T) {
	raw := parley.Raw{Ref: "r", URL: "https://t.example/1", MediaType: "text/plain; charset=utf-8", Body: []byte("KABUL, March 5 (Reuters) - Nine men died."),
		Stated: parley.Stated{Title: " Nine  dead ", Outlet: "Herald", Language: "en", Published: "2020-03-06", Byline: "Ana"}}
	a, err := Raw(raw, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if a.Title != "Nine dead" || a.Outlet != "Reuters" || a.Language != "en" || a.Byline != "Ana" || a.Published.Stated != "2020-03-06" || a.Published.From.IsZero() || a.Published.How == "" {
		t.Errorf("got %+v", a)
	}
	checkArticle(t, a)
}

func itoa(n int) string { return strconv.Itoa(n) }
