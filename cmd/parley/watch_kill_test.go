package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"html"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"parley"
	"parley/internal/sqlite"
)

// newsServer serves feeds and pages of invented news, with troubles that pass. A
// feed shows a few items at a time and goes on to others only when it is asked with
// the ETag of those: the asker then says that it has them, and never sees them again.
type newsServer struct {
	*httptest.Server
	news []map[string]string

	mu    sync.Mutex
	asked map[string]int // requests by path
	shown []int          // which window each feed shows
	total int            // requests since the server began
}

// Shape of the feeds: how many there are, and how many items each shows at a time.
const (
	killFeeds  = 6
	killWindow = 4
)

func newNewsServer(t *testing.T, n int) *newsServer {
	t.Helper()
	f, err := os.Open(madeUpNews(t, n, 5))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s := &newsServer{}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		var a map[string]string
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		s.news = append(s.news, a)
	}
	s.reset()
	s.Server = httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(s.Close)
	return s
}

// reset begins the same play again.
func (s *newsServer) reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked, s.shown = map[string]int{}, make([]int, killFeeds)
}

// window returns the items that a feed shows: its own, and some of the next one.
func (s *newsServer) window(feed int) []int {
	var own []int
	for i := range s.news {
		if i%killFeeds == feed || i%(3*killFeeds) == (feed+1)%killFeeds {
			own = append(own, i)
		}
	}
	last := max(0, (len(own)-1)/killWindow)
	at := min(s.shown[feed], last) * killWindow
	return own[at:min(len(own), at+killWindow)]
}

// requests counts all requests.
func (s *newsServer) requests() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.total
}

// end reports whether all feeds have shown all.
func (s *newsServer) end() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !slices.ContainsFunc(s.shown, func(at int) bool { return at*killWindow < len(s.news) })
}

func (s *newsServer) serve(rw http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.total++
	s.asked[r.URL.Path]++
	asked := s.asked[r.URL.Path]
	var n int
	switch _, err := fmt.Sscanf(r.URL.Path, "/feed/%d", &n); {
	case r.URL.Path == "/robots.txt":
	case err == nil && n < killFeeds:
		if asked%5 == 3 {
			rw.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		s.feed(rw, r, n)
	default:
		if _, err := fmt.Sscanf(r.URL.Path, "/news/%d", &n); err != nil || n >= len(s.news) {
			http.NotFound(rw, r)
			return
		}
		switch {
		case n%7 == 3 && asked == 1:
			rw.WriteHeader(http.StatusInternalServerError)
		case n%7 == 5 && asked == 1:
			rw.Header().Set("Content-Length", "9999")
			fmt.Fprint(rw, "<html>")
			panic(http.ErrAbortHandler)
		case n%11 == 7 && !strings.HasSuffix(r.URL.Path, "/moved"):
			http.Redirect(rw, r, r.URL.Path+"/moved", http.StatusMovedPermanently)
		default:
			s.page(rw, n)
		}
	}
}

func (s *newsServer) feed(rw http.ResponseWriter, r *http.Request, n int) {
	etag := func() string { return fmt.Sprintf("\"%d-%d\"", n, s.shown[n]) }
	if r.Header.Get("If-None-Match") == etag() {
		if s.shown[n]*killWindow >= len(s.news) {
			rw.WriteHeader(http.StatusNotModified)
			return
		}
		s.shown[n]++
	}
	rw.Header().Set("ETag", etag())
	rw.Header().Set("Content-Type", "application/rss+xml")
	fmt.Fprintf(rw, `<?xml version="1.0"?><rss version="2.0"><channel><title>Feed %d</title><link>%s</link>`, n, s.URL)
	for _, i := range s.window(n) {
		fmt.Fprintf(rw, "<item><guid isPermaLink=\"false\">item %d</guid><title>%s</title><link>%s/news/%d?utm_source=feed%d</link></item>\n",
			i, html.EscapeString(s.news[i]["title"]), s.URL, i, n)
	}
	fmt.Fprint(rw, "</channel></rss>")
}

func (s *newsServer) page(rw http.ResponseWriter, n int) {
	a := s.news[n]
	rw.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprintf(rw, "<!DOCTYPE html><html lang=\"en\"><head><title>%s</title><meta property=\"og:site_name\" content=\"Harbour Wire\"><meta property=\"article:published_time\" content=\"%sT08:00:00Z\"></head><body><article><h1>%s</h1>",
		html.EscapeString(a["title"]), a["published"], html.EscapeString(a["title"]))
	for p := range strings.SplitSeq(a["text"], "\n\n") {
		fmt.Fprintf(rw, "<p>%s</p>\n", html.EscapeString(p))
	}
	fmt.Fprint(rw, "</article></body></html>")
}

// watchArgs run watch so fast that polls and pages come to their end together.
func (s *newsServer) watchArgs(store string, more ...string) []string {
	return append([]string{
		"watch", "--store", store, "--allow-private", "--host-delay", "-1ns", "--every", fmt.Sprintf("%dms", max(20, len(s.news)/2)),
		"--retry", "5ms,5ms,5ms,5ms,5ms",
	}, more...)
}

// addServerFeeds makes a store with the server's feeds.
func addServerFeeds(t *testing.T, s *newsServer, store string) {
	t.Helper()
	args := []string{"feeds", "add", "--unchecked", "--store", store}
	for n := range killFeeds {
		args = append(args, fmt.Sprintf("%s/feed/%d", s.URL, n))
	}
	if out, err := program(t.Context(), args...).CombinedOutput(); err != nil {
		t.Fatalf("feeds add: %v\n%s", err, out)
	}
}

// watchToTheEnd watches until the feeds have shown all and nothing is due.
func watchToTheEnd(t *testing.T, s *newsServer, store string) {
	t.Helper()
	c := program(t.Context(), s.watchArgs(store)...)
	var out strings.Builder
	c.Stdout, c.Stderr = &out, &out
	before := s.requests() // a program that has not begun dies of an interrupt
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(time.Minute + time.Duration(len(s.news))*100*time.Millisecond); s.requests() == before || !s.end() || anyDue(t, store); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			_ = c.Process.Kill()
			t.Fatalf("the watch does not come to its end: %v\n%s", s.shown, out.String())
		}
	}
	if err := c.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := c.Wait(); err != nil {
		t.Fatalf("watch does not stop cleanly: %v\n%s", err, out.String())
	}
}

func anyDue(t *testing.T, store string) bool {
	t.Helper()
	return len(visitsOf(t, store, parley.VisitDue)) > 0
}

func visitsOf(t *testing.T, store string, state parley.VisitState) []parley.Visit {
	t.Helper()
	st, err := sqlite.Open(t.Context(), store, sqlite.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = st.Close() }()
	visits, err := st.Visited(t.Context(), "", state, 1_000_000)
	if err != nil {
		t.Fatal(err)
	}
	return visits
}

// TestKilledWatch kills watch with SIGKILL at random moments, lets it run on, and
// compares the store with that of a watch that nobody disturbed.
func TestKilledWatch(t *testing.T) {
	plainOnly(t)
	kills, n := 2, 40
	if v := os.Getenv(killsVariable); v != "" {
		if _, err := fmt.Sscanf(v, "%d/%d", &kills, &n); err != nil {
			t.Fatalf("%s=%s: want KILLS/ARTICLES", killsVariable, v)
		}
	}
	s := newNewsServer(t, n)
	dir := t.TempDir()
	calm, disturbed := filepath.Join(dir, "calm.db"), filepath.Join(dir, "disturbed.db")

	addServerFeeds(t, s, calm)
	began := time.Now()
	watchToTheEnd(t, s, calm)
	whole := time.Since(began)
	began = time.Now()
	if out, err := program(t.Context(), s.watchArgs(calm, "--once")...).CombinedOutput(); err != nil {
		t.Fatalf("watch --once: %v\n%s", err, out)
	}
	start := time.Since(began) // of a run that finds nothing new

	s.reset()
	addServerFeeds(t, s, disturbed)
	r := rand.New(rand.NewPCG(uint64(kills), 11))
	late := 0 // kills after the play was over
	for range kills {
		life := start/2 + time.Duration(r.Float64()*float64(start/2+2*max(0, whole-start)/time.Duration(kills)))
		if s.end() {
			late++
		}
		if !killAfter(t, life, s.watchArgs(disturbed)...) {
			t.Error("a watch ended by itself")
		}
	}
	t.Logf("an undisturbed watch takes %v, its start %v; %d of %d kills came after the last item; then %d articles were kept",
		whole, start, late, kills, articlesIn(t, disturbed))
	watchToTheEnd(t, s, disturbed)
	compareWatched(t, s, calm, disturbed)
}

// compareWatched wants two stores to hold the same, and each article of the server
// once.
func compareWatched(t *testing.T, s *newsServer, calm, disturbed string) {
	t.Helper()
	if want, got := dumpStore(t, calm), dumpStore(t, disturbed); want != got {
		t.Errorf("the stores differ:\n%s", firstDifference(want, got))
	}
	if want, got := dumpVisits(t, calm), dumpVisits(t, disturbed); want != got {
		t.Errorf("the visits differ:\n%s", firstDifference(want, got))
	}
	if n := articlesIn(t, disturbed); n != len(s.news) {
		t.Errorf("%d articles of %d", n, len(s.news))
	}
	for _, v := range visitsOf(t, disturbed, "") {
		if v.State != parley.VisitKept || len(v.Articles) != 1 {
			t.Errorf("%s is %s with %d articles: %s", v.URL, v.State, len(v.Articles), v.Fault)
		}
	}
	if code, out, msg := onStore(t, disturbed, "verify"); code != exitOK || out != "" {
		t.Errorf("verify: exit code %d: %s%s", code, out, msg)
	}
}

// dumpVisits writes what became of each item.
func dumpVisits(t *testing.T, store string) string {
	t.Helper()
	var lines []string
	for _, v := range visitsOf(t, store, "") {
		lines = append(lines, fmt.Sprintln(v.Feed, v.Key, v.URL, v.State, v.Articles))
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}
