package watch

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// world is a web of troubles: feeds that list articles, and pages that are had at
// once, late or never.
type world struct {
	*httptest.Server
	mu    sync.Mutex
	asked map[string]int // requests by path
	feeds map[string]http.HandlerFunc
	pages map[string]http.HandlerFunc
	names []string        // feeds in order
	want  map[string]bool // titles that the store must hold, once each
	fault map[string]string
	next  int
}

func newWorld(t *testing.T) *world {
	w := &world{
		asked: map[string]int{}, feeds: map[string]http.HandlerFunc{}, pages: map[string]http.HandlerFunc{},
		want: map[string]bool{}, fault: map[string]string{},
	}
	w.Server = httptest.NewServer(http.HandlerFunc(w.serve))
	t.Cleanup(w.Close)
	return w
}

// serve counts and dispatches. The handlers run one at a time but for waiting.
func (w *world) serve(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	w.asked[r.URL.Path]++
	h := w.feeds[r.URL.Path]
	if h == nil {
		h = w.pages[r.URL.Path]
	}
	w.mu.Unlock()
	switch {
	case r.URL.Path == "/robots.txt":
		fmt.Fprint(rw, "User-agent: *\nDisallow: /forbidden/\n")
	case r.URL.Path == "/":
		fmt.Fprint(rw, "<html><title>The front page</title><body><p>Nothing but links.</p></body></html>")
	case h == nil:
		http.NotFound(rw, r)
	default:
		h(rw, r)
	}
}

// times returns how often a path was asked for.
func (w *world) times(path string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.asked[path]
}

// told is an article of this world.
type told struct {
	path, title string
	paragraphs  []string
}

// article makes a true article with a page of its own.
func (w *world) article(folder string) told {
	w.next++
	towns := []string{"Korvala", "Besmarin", "Tuleq", "Ondravik", "Harsole", "Minturq", "Velasho", "Dorrim"}
	groups := []string{"the Red Valley Front", "the Lake Brigade", "border police", "the Harsole militia", "peacekeepers"}
	n := w.next
	town, other := towns[n%len(towns)], towns[(n/8+3)%len(towns)]
	group := groups[(n/3)%len(groups)]
	a := told{
		path:  fmt.Sprintf("%s/%s-%d", folder, strings.ToLower(town), n),
		title: fmt.Sprintf("Dispatch %d: %d killed as shells fall on %s", n, n%17+2, town),
	}
	a.paragraphs = []string{
		fmt.Sprintf("At least %d people were killed on Tuesday when shells struck the market of %s, the provincial council said in its bulletin number %d.", n%17+2, town, n),
		fmt.Sprintf("A spokesman for %s denied that its fighters had fired, and blamed a unit that left %s %d days ago without orders.", group, other, n%9+2),
		fmt.Sprintf("Doctors at the hospital of %s said that they treated %d wounded through the night, most of them traders who had come back to their stalls.", town, n*3+5),
		fmt.Sprintf("Talks on a truce between %s and %s were to begin again next week, according to the mediators, who have met the parties %d times.", town, other, n%7+1),
	}
	return a
}

// page is the HTML of an article.
func (a told) page() string {
	var b strings.Builder
	fmt.Fprintf(&b, "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>%s</title></head><body><article><h1>%s</h1>\n",
		html.EscapeString(a.title), html.EscapeString(a.title))
	b.WriteString(a.body())
	b.WriteString("</article></body></html>\n")
	return b.String()
}

func (a told) body() string {
	var b strings.Builder
	for _, p := range a.paragraphs {
		b.WriteString("<p>" + html.EscapeString(p) + "</p>\n")
	}
	return b.String()
}

// good serves an article.
func (a told) good(rw http.ResponseWriter, _ *http.Request) {
	rw.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(rw, a.page())
}

// put serves a true article at its path.
func (w *world) put(folder string) told {
	a := w.article(folder)
	w.pages[a.path] = a.good
	w.want[a.title] = true
	return a
}

// bad serves an article at its path with h, for the first n requests, or always if
// n is 0: then it is not to be had, and fault is what its visit must say.
func (w *world) bad(folder string, n int, fault string, h http.HandlerFunc) told {
	a := w.article(folder)
	w.pages[a.path] = func(rw http.ResponseWriter, r *http.Request) {
		if n == 0 || w.times(r.URL.Path) <= n {
			h(rw, r)
			return
		}
		a.good(rw, r)
	}
	if n > 0 {
		w.want[a.title] = true
	} else {
		w.fault[a.path] = fault
	}
	return a
}

// status answers with a code.
func status(code int, header ...string) http.HandlerFunc {
	return func(rw http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			rw.Header().Set(header[i], header[i+1])
		}
		rw.WriteHeader(code)
	}
}

// cut breaks the connection in the middle of an answer.
func cut(rw http.ResponseWriter, _ *http.Request) {
	rw.Header().Set("Content-Type", "text/html")
	rw.Header().Set("Content-Length", "100000")
	fmt.Fprint(rw, "<html><body><p>An answer that breaks off in the mid")
	panic(http.ErrAbortHandler)
}

// slow sends a little and then nothing until the client gives up.
func slow(rw http.ResponseWriter, r *http.Request) {
	rw.Header().Set("Content-Type", "text/html")
	fmt.Fprint(rw, "<html><body><p>Wait")
	rw.(http.Flusher).Flush()
	<-r.Context().Done()
}

// packed is little that unpacks to more than the client takes; made once, so that
// the server answers at once.
var packed = sync.OnceValue(func() []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write(make([]byte, 2<<20))
	_ = z.Close()
	return b.Bytes()
})

// bomb sends it.
func bomb(rw http.ResponseWriter, _ *http.Request) {
	rw.Header().Set("Content-Type", "text/html")
	rw.Header().Set("Content-Encoding", "gzip")
	_, _ = rw.Write(packed())
}

// entry is one item of a feed.
type entry struct {
	guid, link, title, updated, content string
}

// item is the entry of an article.
func (w *world) item(a told) entry {
	return entry{guid: "guid:" + a.path, link: w.URL + a.path, title: a.title}
}

func (w *world) items(list ...told) []entry {
	out := make([]entry, len(list))
	for i, a := range list {
		out[i] = w.item(a)
	}
	return out
}

// rss writes entries as RSS.
func rss(title string, list []entry) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>%s</title><link>http://example.org/</link>`, title)
	for _, e := range list {
		fmt.Fprintf(&b, "<item><title>%s</title><guid isPermaLink=\"false\">%s</guid>", html.EscapeString(e.title), html.EscapeString(e.guid))
		if e.link != "" {
			fmt.Fprintf(&b, "<link>%s</link>", html.EscapeString(e.link))
		}
		if e.content != "" {
			fmt.Fprintf(&b, "<content:encoded>%s</content:encoded>", html.EscapeString(e.content))
		}
		b.WriteString("<pubDate>Tue, 03 Mar 2026 08:00:00 GMT</pubDate></item>\n")
	}
	return b.String() + "</channel></rss>\n"
}

// atom writes entries as Atom.
func atom(title string, list []entry) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>%s</title><id>urn:x</id>`, title)
	for _, e := range list {
		fmt.Fprintf(&b, "<entry><title>%s</title><id>%s</id><link href=\"%s\"/><updated>%s</updated></entry>\n",
			html.EscapeString(e.title), html.EscapeString(e.guid), html.EscapeString(e.link), e.updated)
	}
	return b.String() + "</feed>\n"
}

// jsonFeed writes entries as a JSON feed.
func jsonFeed(title string, list []entry) string {
	var items []map[string]string
	for _, e := range list {
		items = append(items, map[string]string{"id": e.guid, "url": e.link, "title": e.title})
	}
	b, _ := json.Marshal(map[string]any{"version": "https://jsonfeed.org/version/1.1", "title": title, "items": items})
	return string(b)
}

// feed serves a feed. body gets the number of the request, from 1.
func (w *world) feed(name string, body func(n int, rw http.ResponseWriter, r *http.Request)) string {
	path := "/feeds/" + name
	w.feeds[path] = func(rw http.ResponseWriter, r *http.Request) { body(w.times(path), rw, r) }
	w.names = append(w.names, w.URL+path)
	return w.URL + path
}

// serveFeed writes a feed with an ETag of its content, or 304.
func serveFeed(rw http.ResponseWriter, r *http.Request, text string) {
	etag := fmt.Sprintf("%q", fmt.Sprint(len(text), "-", strings.Count(text, "guid")))
	if r.Header.Get("If-None-Match") == etag {
		rw.WriteHeader(http.StatusNotModified)
		return
	}
	rw.Header().Set("ETag", etag)
	rw.Header().Set("Content-Type", "application/rss+xml")
	fmt.Fprint(rw, text)
}

// fakeClock runs ahead whenever nothing is under way, and ends the watch.
type fakeClock struct {
	mu             sync.Mutex
	start, at, end time.Time
}

func newFakeClock(days int) *fakeClock {
	at := time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC)
	return &fakeClock{start: at, at: at, end: at.AddDate(0, 0, days)}
}
