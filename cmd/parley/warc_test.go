package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley"
	"parley/internal/read"
)

// peersVariable set to anything makes a test fail, not skip, that needs a program
// of others which is not there.
const peersVariable = "PARLEY_PEERS"

// warcio installs the program that writes archives, in a new folder.
func warcio(t *testing.T) string {
	t.Helper()
	missing := t.Skipf
	if os.Getenv(peersVariable) != "" {
		missing = t.Fatalf
	}
	for _, name := range []string{"node", "npm"} {
		if _, err := exec.LookPath(name); err != nil {
			missing("%s is not installed: no archive of warcio is read", name)
		}
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("testdata", "warcio"))); err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
	c.Dir = dir
	if out, err := c.CombinedOutput(); err != nil {
		missing("npm ci: %v: no archive of warcio is read: %s", err, out)
	}
	return dir
}

// archiveRecord is a record as testdata/warcio/write.mjs takes it.
type archiveRecord struct {
	Type         string            `json:"type"`
	URL          string            `json:"url"`
	Date         string            `json:"date"`
	Status       string            `json:"status,omitempty"`
	Headers      map[string]string `json:"headers,omitempty"`
	Body         []byte            `json:"body"` // base64
	RefersToURL  string            `json:"refersToUrl,omitempty"`
	RefersToDate string            `json:"refersToDate,omitempty"`
}

// crawled makes the records of a crawl that met every article once, and much else.
func crawled(articles []*parley.Article) []archiveRecord {
	var out []archiveRecord
	for i, a := range articles {
		date := fmt.Sprintf("2023-04-%02dT06:%02d:07Z", 1+i%28, i%60)
		headers := map[string]string{"Content-Type": "text/html; charset=utf-8"}
		body := []byte(savedPage(a))
		switch i % 4 {
		case 1:
			headers["Content-Encoding"], body = "gzip", gzipBytes(body)
		case 2:
			headers["Transfer-Encoding"], body = "chunked", chunks(body)
		case 3:
			headers["Content-Encoding"], headers["Transfer-Encoding"], body = "gzip", "chunked", chunks(gzipBytes(body))
		}
		response := func(url, status, kind string, body []byte) archiveRecord {
			return archiveRecord{Type: "response", URL: url, Date: date, Status: "HTTP/1.1 " + status, Headers: map[string]string{"Content-Type": kind}, Body: body}
		}
		out = append(out,
			archiveRecord{Type: "request", URL: a.URL, Date: date, Status: "GET / HTTP/1.1", Headers: map[string]string{"Host": "news.example"}},
			archiveRecord{Type: "response", URL: a.URL, Date: date, Status: "HTTP/1.1 200 OK", Headers: headers, Body: body},
			archiveRecord{Type: "metadata", URL: a.URL, Date: date, Body: []byte("via: https://news.example/\r\n")},
			response(a.URL+"/photo.jpg", "200 OK", "image/jpeg", []byte("\xff\xd8\xff WARC/1.0\r\n\r\nno record")),
			response(a.URL+"/style.css", "200 OK", "text/css", []byte("p { color: black }")),
		)
		switch i % 5 {
		case 0:
			out = append(out, response(a.URL+"/old", "301 Moved Permanently", "text/html", []byte("<p>Moved.</p>")))
		case 1:
			out = append(out, response(a.URL+"/gone", "404 Not Found", "text/html", []byte("<html><p>There is no such page here, and there never was one.</p></html>")))
		case 2:
			out = append(out, archiveRecord{Type: "revisit", URL: a.URL, Date: "2023-06-01T00:00:00Z", Status: "HTTP/1.1 200 OK",
				Headers: map[string]string{"Content-Type": "text/html"}, RefersToURL: a.URL, RefersToDate: date})
		case 3:
			out = append(out, response(a.URL+"/gone", "500 Internal Server Error", "text/html", []byte("<p>Sorry.</p>")))
		}
	}
	return out
}

// savedPage is an article as a page of the web, in one of three layouts.
func savedPage(a *parley.Article) string {
	paragraphs := "<p>" + strings.ReplaceAll(a.Text, "\n\n", "</p>\n<p>") + "</p>"
	head := `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>` + a.Title + `</title>` +
		`<meta property="article:published_time" content="` + a.Published.Stated + `"><script>var x = "<p>no</p>";</script></head><body>` +
		`<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>`
	const foot = `<aside><h3>Most read</h3><ul><li><a href="/1">A bridge is mended</a></li></ul></aside><footer>All rights reserved</footer></body></html>`
	switch len(a.Text) % 3 {
	case 0:
		return head + `<article><h1>` + a.Title + `</h1>` + paragraphs + `</article>` + foot
	case 1:
		return head + `<main><div class="story"><h1>` + a.Title + `</h1><div class="story-body">` + paragraphs + `</div></div></main>` + foot
	}
	return head + `<div id="content"><h1 class="entry-title">` + a.Title + `</h1><div class="entry-content">` + paragraphs + `</div></div>` + foot
}

func gzipBytes(b []byte) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, _ = w.Write(b) // a buffer takes all
	_ = w.Close()
	return out.Bytes()
}

// chunks packs b as a chunked answer.
func chunks(b []byte) []byte {
	var out bytes.Buffer
	for len(b) > 0 {
		n := min(500, len(b))
		fmt.Fprintf(&out, "%x\r\n%s\r\n", n, b[:n])
		b = b[n:]
	}
	return append(out.Bytes(), "0\r\n\r\n"...)
}

// TestWarcio reads archives that warcio wrote: of 200 pages among much else each
// once, whole and with its address, and adds them to a store twice, which comes to
// the same as once.
func TestWarcio(t *testing.T) {
	plainOnly(t)
	dir := warcio(t)
	var articles []*parley.Article
	for a, err := range read.Files([]string{madeUpNews(t, 200, 6)}, read.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		// Some of the made-up ones are copies of others.
		a.Text += fmt.Sprintf("\n\nThis was report number %d of the day, the officials said.", len(articles)+1)
		articles = append(articles, a)
	}
	spec, err := json.Marshal(crawled(articles))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "spec.json"), spec, 0o600); err != nil {
		t.Fatal(err)
	}
	var files []string
	for name, args := range map[string][]string{"a.warc": {"0", "1.0"}, "b.warc": {"0", "1.1"}, "a.warc.gz": {"1", "1.0"}, "b.warc.gz": {"1", "1.1"}} {
		c := exec.CommandContext(t.Context(), "node", append([]string{"write.mjs", "spec.json", name}, args...)...)
		c.Dir = dir
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v: %s", name, err, out)
		}
		files = append(files, filepath.Join(dir, name))
	}
	slices.Sort(files)
	for _, file := range files {
		wantArchived(t, file, articles)
	}
	store := filepath.Join(dir, "news.db")
	code, _, msg := onStore(t, store, "add", files[1])
	if code != exitOK || !strings.Contains(msg, "200 added, 0 known, 1 skipped, 0 failed") {
		t.Fatalf("add: exit code %d: %s", code, msg)
	}
	once := dumpStore(t, store)
	code, _, msg = onStore(t, store, "add", files[1], files[2])
	if code != exitOK || !strings.Contains(msg, "0 added, 400 known, 2 skipped, 0 failed") {
		t.Fatalf("add again: exit code %d: %s", code, msg)
	}
	if twice := dumpStore(t, store); twice != once {
		t.Errorf("added again it is another store: %s", firstDifference(once, twice))
	}
}

// wantArchived wants each article in an archive once, and what else is in it
// counted in one line.
func wantArchived(t *testing.T, file string, articles []*parley.Article) {
	t.Helper()
	found := map[string]*parley.Article{}
	var faults []string
	for a, err := range read.Files([]string{file}, read.Options{KeepRaw: true}) {
		if err != nil {
			faults = append(faults, err.Error())
			continue
		}
		if found[a.URL] != nil {
			t.Errorf("%s: %s is there twice", file, a.URL)
		}
		found[a.URL] = a
	}
	want := file + ": format is not read: passed over, as they hold no article: 200 image/jpeg, 200 text/css, 40 answer 301, 40 answer 404, 40 answer 500, 40 unchanged since an earlier record"
	if len(faults) != 1 || faults[0] != want {
		t.Errorf("faults %q, want %q", faults, want)
	}
	for i, a := range articles {
		got := found[a.URL]
		if got == nil {
			t.Errorf("%s: %s is lost", file, a.URL)
			continue
		}
		if got.Text != a.Text || got.Title != a.Title || len(got.Notes) > 0 || !got.Published.From.Equal(a.Published.From) {
			t.Errorf("%s: got\n%+v\nwant\n%+v", file, got, a)
		}
		if day := got.Raw.Fetched.Day(); day != 1+i%28 || !strings.HasPrefix(got.Raw.From, file+"@") || !bytes.Equal(got.Raw.Body, []byte(savedPage(a))) {
			t.Errorf("%s: %s is kept as %+v", file, a.URL, got.Raw)
		}
	}
	if len(found) != len(articles) {
		t.Errorf("%s: %d articles, want %d", file, len(found), len(articles))
	}
}
