package watch

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"parley"
)

// TestTroubles polls feeds that fail in every way over pages that do, for four days
// of a clock that runs ahead. Each true article must then be in the store once, and
// each fault be named.
func TestTroubles(t *testing.T) {
	web := newWorld(t)
	troubledFeeds(web)
	troubledPages(t, web)
	w := newWatching(t, 4, client(t, time.Second), Options{Workers: 6})
	w.add(t, web.names...)
	if err := w.Run(t.Context()); !errors.Is(err, errEnd) {
		t.Fatal(err)
	}
	checkArticles(t, web, w)
	byPath := map[string]parley.Visit{}
	for _, v := range w.items(t, "") {
		if v.State == parley.VisitDue {
			t.Errorf("still due: %s: %s", v.URL, v.Fault)
		}
		byPath[strings.TrimPrefix(v.URL, web.URL)] = v
	}
	for path, fault := range web.fault {
		if v := byPath[path]; v.State == parley.VisitKept || !strings.Contains(v.Fault, fault) {
			t.Errorf("%s: %s %q after %d tries, want the fault %q", path, v.State, v.Fault, v.Tries, fault)
		}
	}
	for _, f := range []struct{ name, fault string }{
		{"gone", "410"}, {"circle", "circle"}, {"dead", "500"}, {"page", "/feeds/plain"}, {"bomb", "large"},
	} {
		got := w.feed(t, web.URL+"/feeds/"+f.name)
		if !strings.Contains(got.Fault, f.fault) || got.Failures == 0 {
			t.Errorf("feed %s: %d failures, %q, want %q", f.name, got.Failures, got.Fault, f.fault)
		}
	}
	if f := w.feed(t, web.URL+"/feeds/gone"); !f.Gone || web.times("/feeds/gone") != 3 {
		t.Errorf("a feed that is gone was asked %d times: %+v", web.times("/feeds/gone"), f)
	}
	if _, err := w.st.Feed(t.Context(), web.URL+"/feeds/moved"); !errors.Is(err, parley.ErrNotFound) {
		t.Errorf("a feed that moved for good is still at its old address: %v", err)
	}
	if f := w.feed(t, web.URL+"/feeds/moved-to"); f.Failures > 0 || web.times("/feeds/moved") != 1 {
		t.Errorf("a feed that moved was asked %d times at its old address: %+v", web.times("/feeds/moved"), f)
	}
	for i := range 3 {
		if n := web.times(fmt.Sprint("/short/", i)); n != 1 {
			t.Errorf("/short/%d, which two feeds list, was fetched %d times", i, n)
		}
	}
	if n := len(w.items(t, web.URL+"/feeds/late-to")); n != 4 {
		t.Errorf("a feed of 4 items has %d after it moved", n)
	}
	if f := w.feed(t, web.URL+"/feeds/dead"); f.Polls > 14 {
		t.Errorf("a dead feed was asked %d times in four days", f.Polls)
	}
	t.Logf("%d feeds, %d items, %d true articles, %d transactions of articles", len(web.names), len(w.items(t, "")), len(web.want), w.sink.takes)
}

// checkArticles wants each true article of the world once, and no other.
func checkArticles(t *testing.T, web *world, w *watching) {
	t.Helper()
	got := w.titles(t)
	for title := range web.want {
		if got[title] != 1 {
			t.Errorf("%q is %d times in the store", title, got[title])
		}
	}
	for title, n := range got {
		if !web.want[title] {
			t.Errorf("%q is %d times in the store and no true article", title, n)
		}
	}
}

// troubledFeeds adds feeds over pages that are sound.
func troubledFeeds(web *world) {
	lists := func(n int) []entry {
		var out []entry
		for range n {
			out = append(out, web.item(web.put("/a")))
		}
		return out
	}
	plain := lists(12)
	web.feed("plain", func(_ int, rw http.ResponseWriter, r *http.Request) { serveFeed(rw, r, rss("Plain", plain)) })

	// The ETag and the time of each item change, the content does not.
	restless := lists(4)
	web.feed("restless", func(n int, rw http.ResponseWriter, _ *http.Request) {
		now := append([]entry(nil), restless...)
		for i := range now {
			now[i].updated = time.Date(2026, 3, 3, 9, n%60, n/60, 0, time.UTC).Format(time.RFC3339)
		}
		rw.Header().Set("ETag", fmt.Sprintf("%q", fmt.Sprint(n)))
		rw.Header().Set("Content-Type", "application/atom+xml")
		fmt.Fprint(rw, atom("Restless", now))
	})
	// The keys change with each poll.
	keys := lists(4)
	web.feed("keys", func(n int, rw http.ResponseWriter, _ *http.Request) {
		now := append([]entry(nil), keys...)
		for i := range now {
			now[i].guid = fmt.Sprintf("%d-%d", n, i)
		}
		rw.Header().Set("Content-Type", "application/feed+json")
		fmt.Fprint(rw, jsonFeed("Keys", now))
	})
	// All items have one guid, and they come one by one.
	one := lists(5)
	for i := range one {
		one[i].guid = "the same"
	}
	web.feed("one", func(n int, rw http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(rw, rss("One", one[:min(n, len(one))]))
	})
	// Items come and go: three at a time of nine.
	window := lists(9)
	web.feed("window", func(n int, rw http.ResponseWriter, r *http.Request) {
		at := min((n-1)*2, len(window)-3)
		serveFeed(rw, r, rss(fmt.Sprintf("Window %d", at), window[at:at+3]))
	})
	// The articles of the first feed under other addresses.
	var marked []entry
	for i, e := range plain {
		e.guid = fmt.Sprintf("marked-%d", i)
		e.link += []string{"?utm_source=rss&utm_medium=feed", "#top", "/", "?fbclid=x" + fmt.Sprint(i)}[i%4]
		marked = append(marked, e)
	}
	web.feed("marked", func(_ int, rw http.ResponseWriter, r *http.Request) { serveFeed(rw, r, rss("Marked", marked)) })

	slowly := func(name string, n int, h http.HandlerFunc) {
		list := lists(3)
		web.feed(name, func(asked int, rw http.ResponseWriter, r *http.Request) {
			if asked <= n {
				h(rw, r)
				return
			}
			serveFeed(rw, r, rss(name, list))
		})
	}
	slowly("later", 3, status(503, "Retry-After", "7200"))
	slowly("busy", 2, status(429))
	slowly("missing", 2, status(404))
	slowly("slow", 2, slow)
	slowly("cut", 2, cut)
	// The list breaks off in its middle, with an ETag: what follows must come later.
	broken := lists(6)
	web.feed("broken", func(n int, rw http.ResponseWriter, r *http.Request) {
		text := rss("Broken", broken)
		if n <= 2 {
			rw.Header().Set("ETag", fmt.Sprintf("%q", fmt.Sprint(len(text), "-", strings.Count(text, "guid"))))
			rw.Header().Set("Content-Type", "application/rss+xml")
			fmt.Fprint(rw, text[:len(text)*3/5])
			return
		}
		serveFeed(rw, r, text)
	})
	for name, code := range map[string]int{"moved": http.StatusMovedPermanently, "found": http.StatusFound} {
		list := lists(3)
		to := web.feed(name+"-to", func(_ int, rw http.ResponseWriter, r *http.Request) { serveFeed(rw, r, rss(name, list)) })
		web.names = web.names[:len(web.names)-1] // it is found by the redirect
		web.feed(name, func(_ int, rw http.ResponseWriter, r *http.Request) { http.Redirect(rw, r, to, code) })
	}
	// It moves for good after it was polled for a while.
	late := lists(4)
	web.feed("late-to", func(n int, rw http.ResponseWriter, r *http.Request) { serveFeed(rw, r, rss("Late", late)) })
	web.names = web.names[:len(web.names)-1]
	web.feed("late", func(n int, rw http.ResponseWriter, r *http.Request) {
		if n > 3 {
			http.Redirect(rw, r, "/feeds/late-to", http.StatusPermanentRedirect)
			return
		}
		serveFeed(rw, r, rss("Soon elsewhere", late[:3]))
	})
	// windows-1252 that says that it is UTF-8.
	charset := lists(2)
	web.feed("charset", func(_ int, rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Type", "application/rss+xml; charset=utf-8")
		fmt.Fprint(rw, strings.Replace(rss("Charset", charset), "Charset", "\x93Charset\x94 caf\xe9", 1))
	})

	web.feed("gone", func(n int, rw http.ResponseWriter, r *http.Request) {
		if n > 2 {
			rw.WriteHeader(http.StatusGone)
			return
		}
		serveFeed(rw, r, rss("Gone", nil))
	})
	web.feed("circle", func(_ int, rw http.ResponseWriter, r *http.Request) {
		http.Redirect(rw, r, "/feeds/circle", http.StatusFound)
	})
	web.feed("dead", func(_ int, rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(http.StatusInternalServerError) })
	web.feed("bomb", func(_ int, rw http.ResponseWriter, r *http.Request) { bomb(rw, r) })
	web.feed("page", func(_ int, rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Type", "text/html")
		fmt.Fprint(rw, `<!DOCTYPE html><html><head><title>News</title><link rel="alternate" type="application/rss+xml" href="/feeds/plain"></head><body><p>Not here.</p></body></html>`)
	})
}

// troubledPages adds a feed over pages that are not.
func troubledPages(t *testing.T, web *world) {
	list := web.items(
		web.bad("/b", 2, "", status(500)),
		web.bad("/b", 1, "", status(503, "Retry-After", "60")),
		web.bad("/b", 1, "", status(404)),
		web.bad("/b", 3, "", status(429, "Retry-After", "3600")),
		web.bad("/b", 2, "", cut),
		web.bad("/b", 1, "", slow),
		web.bad("/b", 0, "404", status(404)),
		web.bad("/b", 0, "410", status(410)),
		web.bad("/b", 0, "403", status(403)),
		web.bad("/b", 0, "500", status(500)),
		web.bad("/b", 0, "too large", bomb),
		web.bad("/forbidden", 0, "robots.txt", status(500)),
		web.bad("/b", 0, "front page", func(rw http.ResponseWriter, r *http.Request) { http.Redirect(rw, r, "/", http.StatusFound) }),
		web.bad("/b", 0, "pdf", func(rw http.ResponseWriter, _ *http.Request) {
			rw.Header().Set("Content-Type", "application/pdf")
			fmt.Fprint(rw, "%PDF-1.4 ...")
		}),
		web.bad("/b", 0, "no text", func(rw http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(rw, "<!DOCTYPE html><html><head><title>App</title></head><body><div id=\"root\"></div><script>run()</script></body></html>")
		}),
		web.bad("/b", 0, "circle", func(rw http.ResponseWriter, r *http.Request) { http.Redirect(rw, r, r.URL.Path, http.StatusFound) }),
	)
	// Pages that lead to one that another item names, in both orders.
	target := web.put("/b")
	for i := range 3 {
		path := fmt.Sprintf("/short/%d", i)
		web.pages[path] = func(rw http.ResponseWriter, r *http.Request) {
			http.Redirect(rw, r, target.path, http.StatusMovedPermanently)
		}
		list = append(list, entry{guid: path, link: web.URL + path, title: target.title})
		if i == 0 {
			list = append(list, web.item(target))
		}
	}
	// A host whose robots.txt cannot be had.
	closed := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			rw.WriteHeader(http.StatusInternalServerError)
			return
		}
		t.Errorf("%s was fetched though robots.txt could not be read", r.URL)
	}))
	t.Cleanup(closed.Close)
	list = append(list, entry{guid: "closed", link: closed.URL + "/a", title: "Behind a closed door"})
	web.fault[closed.URL+"/a"] = "robots.txt"
	// windows-1252 that says that it is UTF-8.
	odd := web.put("/b")
	web.pages[odd.path] = func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(rw, strings.Replace(odd.page(), "</article>", "<p>The caf\xe9s of the quarter stayed shut for a third day, \x93out of respect\x94, their owners said.</p></article>", 1))
	}
	list = append(list, web.item(odd))
	// The page is never had, but the feed gives the whole text.
	for _, h := range []http.HandlerFunc{status(404), status(500), status(403), cut} {
		a := web.article("/c")
		web.pages[a.path] = h
		web.want[a.title] = true
		e := web.item(a)
		e.content = a.body()
		list = append(list, e)
	}
	again := list
	// There is no page at all.
	alone := web.article("/c")
	web.want[alone.title] = true
	list = append(list, entry{guid: "alone", title: alone.title, content: alone.body()})
	web.feed("troubled", func(_ int, rw http.ResponseWriter, r *http.Request) { serveFeed(rw, r, rss("Troubled", list)) })
	// Another feed lists the same troubles.
	web.feed("again", func(_ int, rw http.ResponseWriter, r *http.Request) { serveFeed(rw, r, rss("Again", again)) })
}
