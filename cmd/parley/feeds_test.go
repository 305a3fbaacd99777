package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley"
	"parley/internal/read"
	"parley/internal/watch"
)

// smallWeb serves a page that names two feeds, the feeds and their articles.
func smallWeb(t *testing.T) *httptest.Server {
	t.Helper()
	var s *httptest.Server
	s = httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		var n int
		switch path := r.URL.Path; {
		case path == "/":
			fmt.Fprint(rw, `<html><head><title>Courier</title><link rel="alternate" type="application/rss+xml" title="News" href="/news.xml">
				<link rel="alternate" type="application/rss+xml" title="Sport" href="/sport.xml"></head><body><p>Welcome.</p></body></html>`)
		case path == "/news.xml" || path == "/sport.xml":
			rw.Header().Set("Content-Type", "application/rss+xml")
			fmt.Fprintf(rw, `<rss version="2.0"><channel><title>Courier %s</title><link>%s/</link>`, path, s.URL)
			for i := range 3 {
				fmt.Fprintf(rw, "<item><title>Shells hit Korvala, day %d</title><link>%s%s/%d</link><guid>%s%d</guid></item>", i, s.URL, strings.TrimSuffix(path, ".xml"), i, path, i)
			}
			fmt.Fprint(rw, "</channel></rss>")
		case strings.HasPrefix(path, "/news/"):
			if _, err := fmt.Sscanf(path, "/news/%d", &n); err != nil || n == 2 {
				http.NotFound(rw, r)
				return
			}
			rw.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprintf(rw, `<html lang="en"><head><title>Shells hit Korvala, day %d</title></head><body><article><h1>Shells hit Korvala, day %d</h1>
				<p>At least %d people were killed on Tuesday when shells struck the market of Korvala in eastern Congo, officials said.</p>
				<p>M23 rebels attacked a checkpoint near the town and killed %d soldiers, the army said in a statement on Wednesday morning.</p></article></body></html>`, n, n, n+4, n+2)
		default:
			http.NotFound(rw, r)
		}
	}))
	t.Cleanup(s.Close)
	return s
}

func TestFeeds(t *testing.T) {
	web := smallWeb(t)
	store := filepath.Join(t.TempDir(), "news.db")
	must := func(want int, args ...string) (string, string) {
		t.Helper()
		code, out, msg := onStore(t, store, args...)
		if code != want {
			t.Fatalf("parley %s: exit code %d, want %d: %s%s", strings.Join(args, " "), code, want, out, msg)
		}
		return out, msg
	}
	local := func(args ...string) []string { return append(args, "--allow-private", "--host-delay", "-1ns") }

	if _, msg := must(exitOther, "feeds", "add", web.URL+"/news.xml"); !strings.Contains(msg, "--allow-private") {
		t.Errorf("a private address: %s", msg)
	}
	if out, _ := must(exitUsage, local("feeds", "add", web.URL+"/")...); out != web.URL+"/news.xml\n"+web.URL+"/sport.xml\n" {
		t.Errorf("a page that names two feeds: %s", out)
	}
	must(exitUsage, "feeds", "add", "news.xml")
	must(exitOther, local("feeds", "add", web.URL+"/news/0")...) // names none
	must(exitNotFound, "watch", "--once")                        // no feeds
	must(exitOK, local("feeds", "add", web.URL+"/news.xml", "--folder", "Congo/Wires")...)
	must(exitOK, local("feeds", "add", web.URL+"/news.xml")...)
	must(exitOK, local("watch", "--once", "--verbose", "--retry", "1ns")...)
	out, _ := must(exitOK, "feeds", "--json")
	var f feedState
	if err := json.Unmarshal([]byte(out), &f); err != nil || f.State != watch.OK || f.Items != 3 || f.Articles != 2 || f.Title != "Courier /news.xml" {
		t.Errorf("%v: %s", err, out)
	}
	if out, _ = must(exitOK, "feeds"); !strings.Contains(out, "ok") || !strings.Contains(out, "/news.xml") {
		t.Errorf("%s", out)
	}
	if out, _ = must(exitOK, "feeds", "items", "news", "--state", "failed"); !strings.Contains(out, "404") || strings.Count(out, "\n") != 2 {
		t.Errorf("%s", out)
	}
	if out, _ = must(exitOK, "articles"); strings.Count(out, "Korvala") != 2 {
		t.Errorf("%s", out)
	}

	// What was given up is tried again when somebody says so.
	if _, msg := must(exitOK, "feeds", "retry", "courier"); !strings.HasPrefix(msg, "1 item ") {
		t.Errorf("%s", msg)
	}
	if out, _ = must(exitOK, "feeds", "items", "--state", "due"); strings.Count(out, "\n") != 2 {
		t.Errorf("%s", out)
	}

	// What is paused is not asked, and said so.
	must(exitOK, "feeds", "pause", "courier")
	must(exitUsage, local("feeds", "check", "courier")...)
	if out, _ = must(exitOK, "feeds"); !strings.Contains(out, "paused") {
		t.Errorf("%s", out)
	}
	must(exitOK, "feeds", "resume", "courier")
	if out, _ = must(exitOK, local("feeds", "check", "courier")...); !strings.Contains(out, ": 0 new") {
		t.Errorf("%s", out)
	}

	// A list of feeds comes out as it went in.
	list, _ := must(exitOK, "feeds", "export")
	file := filepath.Join(t.TempDir(), "feeds.opml")
	if err := os.WriteFile(file, []byte(list), 0o644); err != nil {
		t.Fatal(err)
	}
	must(exitOK, "feeds", "remove", web.URL+"/news.xml")
	must(exitNotFound, "feeds", "remove", web.URL+"/news.xml")
	must(exitOK, "feeds", "import", file)
	if again, _ := must(exitOK, "feeds", "export"); again != list || !strings.Contains(list, "Wires") {
		t.Errorf("%s\n%s", list, again)
	}
	if out, _ = must(exitOK, "feeds"); !strings.Contains(out, "new") {
		t.Errorf("%s", out)
	}

	// The articles stayed, and are known when the feed comes again.
	must(exitOK, local("watch", "--once")...)
	if out, _ = must(exitOK, "articles"); strings.Count(out, "Korvala") != 2 {
		t.Errorf("%s", out)
	}
}

// TestWatchFolder reads what lies in a folder, once.
func TestWatchFolder(t *testing.T) {
	dir, store := t.TempDir(), filepath.Join(t.TempDir(), "news.db")
	text := "Gunmen killed five farmers near Jos in Nigeria on Monday, police said.\n\nThe state governor condemned the attack.\n"
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	for i := range 2 {
		code, _, msg := onStore(t, store, "watch", "--once", dir)
		if code != exitOK || !strings.HasPrefix(msg, fmt.Sprintf("%d added", 1-i)) {
			t.Errorf("run %d: exit code %d: %s", i+1, code, msg)
		}
	}
	if code, _, _ := onStore(t, store, "watch", "--once", filepath.Join(dir, "a.txt")); code != exitUsage {
		t.Errorf("a file in place of a folder: exit code %d", code)
	}
	if code, _, _ := onStore(t, store, "watch", "--once", filepath.Join(dir, "none")); code != exitNotFound {
		t.Errorf("no such folder: exit code %d", code)
	}
	if code, out, msg := onStore(t, store, "feeds", "items", dir); code != exitOK || !strings.Contains(out, "a.txt") {
		t.Errorf("exit code %d: %s%s", code, out, msg)
	}
}

// TestURLArticles fetches pages and the items of feeds that are given by address.
func TestURLArticles(t *testing.T) {
	web := smallWeb(t)
	m := Main{}
	var got, faults []string
	o := netOptions{allowPrivate: true, delay: -1}
	for a, err := range m.urlArticles(t.Context(), []string{web.URL + "/news/1#top", web.URL + "/news.xml", web.URL + "/none"}, "", o, read.Options{KeepRaw: true}) {
		if err != nil {
			faults = append(faults, err.Error())
			continue
		}
		got = append(got, a.Title)
		if a.Raw == nil || a.Raw.Fetched.IsZero() || a.Raw.Article != a.ID || len(a.Raw.Body) == 0 {
			t.Errorf("%s: %+v", a.Ref, a.Raw)
		}
	}
	want := []string{"Shells hit Korvala, day 1", "Shells hit Korvala, day 0", "Shells hit Korvala, day 1"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%q", got)
	}
	if len(faults) != 2 || !strings.Contains(faults[0], "/news/2: ") || !strings.Contains(faults[1], "/none: ") || !strings.Contains(faults[1], "404") {
		t.Errorf("%q", faults)
	}
	m.urlArticles(t.Context(), []string{web.URL + "/news.xml"}, "", o, read.Options{})(func(*parley.Article, error) bool { return false })
}
