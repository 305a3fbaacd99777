package watch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"parley"
	"parley/internal/fetch"
)

// TestManyFeeds polls many feeds that share articles and fail now and then; at the
// end each article is in the store once.
func TestManyFeeds(t *testing.T) {
	web := newWorld(t)
	var all []told
	for i := range 120 {
		switch {
		case i%9 == 4:
			all = append(all, web.bad("/n", 1+i%3, "", status(500+i%4)))
		case i%13 == 6:
			all = append(all, web.bad("/n", 1, "", cut))
		default:
			all = append(all, web.put("/n"))
		}
	}
	for f := range 30 {
		web.feed(fmt.Sprint("many", f), func(n int, rw http.ResponseWriter, r *http.Request) {
			if (n+f)%6 == 2 {
				rw.WriteHeader([]int{500, 502, 503, 429}[(n+f)%4])
				return
			}
			// Ten at a time, each feed from another place on.
			at := (f*7 + min(n, 12)*5) % len(all)
			list := append(append([]told(nil), all...), all...)[at : at+10]
			items := web.items(list...)
			if f%3 == 0 {
				for i := range items {
					items[i].link += "?utm_source=" + fmt.Sprint(f)
				}
			}
			serveFeed(rw, r, rss(fmt.Sprintf("Many %d %d", f, at), items))
		})
	}
	// Those that no feed happens to show are shown by this one.
	web.feed("rest", func(_ int, rw http.ResponseWriter, r *http.Request) { serveFeed(rw, r, rss("Rest", web.items(all...))) })
	w := newWatching(t, 3, client(t, 2*time.Second), Options{})
	w.add(t, web.names...)
	if err := w.Run(t.Context()); !errors.Is(err, errEnd) {
		t.Fatal(err)
	}
	checkArticles(t, web, w)
	pages := 0
	for i, a := range all {
		allowed := 1
		switch {
		case i%9 == 4:
			allowed += 1 + i%3
		case i%13 == 6:
			allowed++
		}
		// Another feed may try the page while the first waits to.
		if n := web.times(a.path); n > allowed {
			t.Errorf("%s was fetched %d times, %d would do", a.path, n, allowed)
		}
		pages += web.times(a.path)
	}
	t.Logf("%d items, %d articles, %d pages fetched", len(w.items(t, "")), len(web.want), pages)
}

// TestRevisions fetches an item again when its feed says that it was changed, a few
// times; a text that is the same adds nothing.
func TestRevisions(t *testing.T) {
	web := newWorld(t)
	same, changed := web.put("/a"), web.put("/a")
	web.feed("atom", func(n int, rw http.ResponseWriter, _ *http.Request) {
		items := web.items(same, changed)
		for i := range items {
			items[i].updated = time.Date(2026, 3, 3, n%24, 0, 0, 0, time.UTC).Format(time.RFC3339)
		}
		fmt.Fprint(rw, atom("Atom", items))
	})
	var w *watching
	var mu sync.Mutex
	var at []time.Time
	second := changed
	second.paragraphs = append([]string{"The number of the dead rose to 40 overnight, the council said, after more bodies were found below the fallen roof of the market hall in the morning."}, changed.paragraphs[1:]...)
	web.pages[changed.path] = func(rw http.ResponseWriter, r *http.Request) {
		mu.Lock()
		at = append(at, w.clock.now())
		mu.Unlock()
		if web.times(changed.path) > 1 {
			second.good(rw, r)
			return
		}
		changed.good(rw, r)
	}
	w = newWatching(t, 5, client(t, time.Second), Options{Revisions: 3})
	w.add(t, web.names...)
	if err := w.Run(t.Context()); !errors.Is(err, errEnd) {
		t.Fatal(err)
	}
	if got := w.titles(t); got[same.title] != 1 || got[changed.title] != 2 {
		t.Errorf("%v", got)
	}
	for _, a := range []told{same, changed} {
		if n := web.times(a.path); n != 4 {
			t.Errorf("%s was fetched %d times, want once and three times for a change", a.path, n)
		}
	}
	for i := 1; i < len(at); i++ {
		if gap := at[i].Sub(at[i-1]); gap < reviseAfter {
			t.Errorf("it was fetched again after %v", gap)
		}
	}
	for _, v := range w.items(t, "") {
		if v.State != parley.VisitKept || v.Revisions != 3 || v.Fault != "" {
			t.Errorf("%+v", v)
		}
	}
}

// TestMovedItems wants an item with a new address, over the text that it had, to be
// the same article, and one with a new text another.
func TestMovedItems(t *testing.T) {
	web := newWorld(t)
	first, other := web.put("/a"), web.put("/a")
	moved := first
	moved.path = "/a/another-headline"
	web.pages[moved.path] = func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Type", "text/html")
		fmt.Fprint(rw, strings.Replace(moved.page(), "</article>", "<p>Read also our newsletter.</p></article>", 1))
	}
	web.feed("moving", func(n int, rw http.ResponseWriter, r *http.Request) {
		items := web.items(first, other)
		if n > 1 {
			items = web.items(moved, other)
			items[0].guid = "guid:" + first.path
		}
		serveFeed(rw, r, rss(fmt.Sprint("Moving", min(n, 2)), items))
	})
	w := newWatching(t, 1, client(t, time.Second), Options{})
	w.add(t, web.names...)
	if err := w.Run(t.Context()); !errors.Is(err, errEnd) {
		t.Fatal(err)
	}
	checkArticles(t, web, w)
	if web.times(moved.path) != 1 {
		t.Errorf("the new address was asked %d times", web.times(moved.path))
	}
}

// TestSettleTogether settles two visits at a time that led to one page, which is a
// little different each time that it is served.
func TestSettleTogether(t *testing.T) {
	web := newWorld(t)
	a := web.article("/a")
	w := newWatching(t, 1, nil, Options{})
	w.add(t, "http://news.example/feed")
	var hauls []haul
	for i := range 2 {
		page := strings.Replace(a.page(), "</article>", fmt.Sprintf("<p>It was read %d times so far.</p></article>", 17+i), 1)
		resp := &fetch.Response{URL: "http://news.example/a", Body: []byte(page), MediaType: "text/html"}
		asked := fmt.Sprintf("http://short.example/%d", i)
		article, err := w.pages.Article(resp, asked, "http://news.example/feed", parley.Stated{})
		if err != nil {
			t.Fatal(err)
		}
		hauls = append(hauls, haul{
			visit: parley.Visit{Feed: "http://news.example/feed", Key: asked, URL: asked, State: parley.VisitDue, Tries: 1, Addresses: w.addrs.forms(asked)},
			led:   w.addrs.forms(resp.URL), articles: []*parley.Article{article},
		})
	}
	if hauls[0].articles[0].ID == hauls[1].articles[0].ID {
		t.Fatal("the two texts are one")
	}
	settled, err := w.settle(t.Context(), hauls)
	if err != nil {
		t.Fatal(err)
	}
	if got := w.titles(t); len(settled) != 2 || got[a.title] != 1 {
		t.Errorf("%d visits, %v", len(settled), got)
	}
	for _, v := range settled {
		if v.State != parley.VisitKept || len(v.Articles) != 1 || v.Articles[0] != hauls[0].articles[0].ID || len(v.Addresses) != 2 {
			t.Errorf("%+v", v)
		}
	}
}

// stub is a getter without a net.
type stub func(ctx context.Context, r fetch.Request) (*fetch.Response, error)

func (s stub) Get(ctx context.Context, r fetch.Request) (*fetch.Response, error) { return s(ctx, r) }

// TestPoliteness wants few requests to one host at a time, and other hosts not to
// wait for it.
func TestPoliteness(t *testing.T) {
	web := newWorld(t)
	var mu sync.Mutex
	now, most := map[string]int{}, map[string]int{}
	busy := 0
	get := stub(func(ctx context.Context, r fetch.Request) (*fetch.Response, error) {
		var a told
		host := strings.SplitN(r.URL, "/", 4)[2]
		mu.Lock()
		now[host]++
		most[host] = max(most[host], now[host])
		busy = max(busy, len(now))
		if !strings.HasSuffix(r.URL, "/feed") {
			a = web.article("/x")
		}
		mu.Unlock()
		time.Sleep(time.Millisecond)
		defer func() {
			mu.Lock()
			defer mu.Unlock()
			if now[host]--; now[host] == 0 {
				delete(now, host)
			}
		}()
		body, kind := a.page(), "text/html"
		if strings.HasSuffix(r.URL, "/feed") {
			var list []entry
			for i := range 20 {
				list = append(list, entry{guid: fmt.Sprint(i), link: fmt.Sprintf("http://%s/%d", host, i), title: "x"})
			}
			body, kind = rss("Feed", list), "application/rss+xml"
		}
		return &fetch.Response{URL: r.URL, Status: 200, Body: []byte(body), MediaType: kind, At: time.Now()}, nil
	})
	w := newWatching(t, 1, get, Options{Workers: 8})
	for i := range 5 {
		w.add(t, fmt.Sprintf("http://host%d.example/feed", i))
	}
	if err := w.Once(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := len(w.titles(t)); n != 100 {
		t.Errorf("%d articles of 100", n)
	}
	for host, n := range most {
		if n > perHost {
			t.Errorf("%d requests to %s at a time", n, host)
		}
	}
	if busy < 3 {
		t.Errorf("%d hosts at a time", busy)
	}
}

// TestHold leaves a host alone that asked for it.
func TestHold(t *testing.T) {
	web := newWorld(t)
	var mu sync.Mutex
	var w *watching
	var at []time.Time
	get := stub(func(_ context.Context, r fetch.Request) (*fetch.Response, error) {
		if strings.HasSuffix(r.URL, "/feed") {
			var list []entry
			for i := range 10 {
				list = append(list, entry{guid: fmt.Sprint(i), link: fmt.Sprintf("http://news.example/%d", i), title: "x"})
			}
			return &fetch.Response{URL: r.URL, Status: 200, Body: []byte(rss("Feed", list)), MediaType: "text/xml"}, nil
		}
		mu.Lock()
		defer mu.Unlock()
		at = append(at, w.clock.now())
		if len(at) == 3 {
			return nil, &fetch.Error{URL: r.URL, Status: 429, Again: true, RetryAfter: 2 * time.Hour, Err: fetch.ErrStatus}
		}
		return &fetch.Response{URL: r.URL, Status: 200, Body: []byte(web.article("/a").page()), MediaType: "text/html"}, nil
	})
	w = newWatching(t, 1, get, Options{})
	w.add(t, "http://news.example/feed")
	if err := w.Run(t.Context()); !errors.Is(err, errEnd) {
		t.Fatal(err)
	}
	if len(at) != 11 || len(w.titles(t)) != 10 {
		t.Fatalf("%d requests, %d articles", len(at), len(w.titles(t)))
	}
	early := 0
	for _, when := range at {
		if when.Before(at[2].Add(2 * time.Hour)) {
			early++
		}
	}
	if early > 3+perHost { // some may have been under way
		t.Errorf("%d requests before the time that the host asked for", early)
	}
	for _, v := range w.items(t, "") {
		if v.State != parley.VisitKept || v.Tries > 2 {
			t.Errorf("%s: %s after %d tries", v.URL, v.State, v.Tries)
		}
	}
}

// TestOffline wants days without a net to cost neither items nor hours of waiting
// when it is there again.
func TestOffline(t *testing.T) {
	web := newWorld(t)
	var mu sync.Mutex
	var w *watching
	var down, up, first time.Time
	get := stub(func(_ context.Context, r fetch.Request) (*fetch.Response, error) {
		mu.Lock()
		defer mu.Unlock()
		now := w.clock.now()
		host := strings.SplitN(r.URL, "/", 4)[2]
		switch {
		case now.After(down) && now.Before(up):
			return nil, &fetch.Error{URL: r.URL, Again: true, Err: fmt.Errorf("%w: no such host", fetch.ErrConnect)}
		case now.After(up) && first.IsZero():
			first = now
		}
		if !strings.HasSuffix(r.URL, "/feed") {
			return &fetch.Response{URL: r.URL, Status: 200, Body: []byte(web.article("/a").page()), MediaType: "text/html"}, nil
		}
		var list []entry
		for i := range 1 + int(now.Sub(w.clock.start)/(6*time.Hour)) {
			list = append(list, entry{guid: fmt.Sprint(i), link: fmt.Sprintf("http://%s/%d", host, i), title: "x"})
		}
		return &fetch.Response{URL: r.URL, Status: 200, Body: []byte(rss("Feed", list)), MediaType: "text/xml"}, nil
	})
	w = newWatching(t, 8, get, Options{})
	down, up = w.clock.start.Add(30*time.Minute), w.clock.start.AddDate(0, 0, 3)
	// The first items of one feed are left over when the net goes down.
	w.clock.end = w.clock.start.AddDate(0, 0, 4)
	for i := range 4 {
		w.add(t, fmt.Sprintf("http://host%d.example/feed", i))
	}
	due := parley.Visit{Feed: "http://host0.example/feed", Key: "left", URL: "http://host0.example/left", State: parley.VisitDue, Next: down.Add(time.Minute), Found: down}
	if err := w.st.Update(t.Context(), func(tx parley.Tx) error { return tx.PutVisits(t.Context(), []parley.Visit{due}) }); err != nil {
		t.Fatal(err)
	}
	if err := w.Run(t.Context()); !errors.Is(err, errEnd) {
		t.Fatal(err)
	}
	if wait := first.Sub(up); wait > time.Hour {
		t.Errorf("the first answer came %v after the net was up", wait)
	}
	for _, v := range w.items(t, "") {
		if v.State != parley.VisitKept || v.Tries > 3 { // two before it was clear
			t.Errorf("%s: %s after %d tries: %s", v.URL, v.State, v.Tries, v.Fault)
		}
	}
}

// TestForbidden names the fault of addresses that are not fetched.
func TestForbidden(t *testing.T) {
	get := stub(func(_ context.Context, r fetch.Request) (*fetch.Response, error) {
		if strings.HasSuffix(r.URL, "/feed") {
			body := rss("Feed", []entry{{guid: "1", link: "http://news.example/1", title: "x"}})
			return &fetch.Response{URL: r.URL, Status: 200, Body: []byte(body), MediaType: "text/xml"}, nil
		}
		return nil, &fetch.Error{URL: r.URL, Err: fmt.Errorf("redirected to http://10.0.0.1/: %w: it is private", fetch.ErrAddress)}
	})
	w := newWatching(t, 1, get, Options{})
	w.add(t, "http://news.example/feed")
	if err := w.Once(t.Context()); err != nil {
		t.Fatal(err)
	}
	if v := w.items(t, "")[0]; v.State != parley.VisitFailed || v.Tries != 1 || !strings.Contains(v.Fault, "private") {
		t.Errorf("%+v", v)
	}
}

// TestChangedMeanwhile pauses, moves and removes feeds while they are asked.
func TestChangedMeanwhile(t *testing.T) {
	web := newWorld(t)
	var w *watching
	a := web.article("/a")
	do := map[string]func(tx parley.Tx) error{
		"http://paused.example/feed": func(tx parley.Tx) error {
			f, err := tx.Feed(t.Context(), "http://paused.example/feed")
			if err != nil {
				return err
			}
			f.Paused = true
			return tx.PutFeed(t.Context(), f)
		},
		"http://removed.example/feed": func(tx parley.Tx) error { return tx.DropFeed(t.Context(), "http://removed.example/feed") },
		"http://later.example/a":      func(tx parley.Tx) error { return tx.DropFeed(t.Context(), "http://later.example/feed") },
	}
	get := stub(func(_ context.Context, r fetch.Request) (*fetch.Response, error) {
		if f := do[r.URL]; f != nil {
			if err := w.st.Update(t.Context(), f); err != nil {
				t.Error(err)
			}
		}
		if !strings.HasSuffix(r.URL, "/feed") {
			return &fetch.Response{URL: r.URL, Status: 200, Body: []byte(a.page()), MediaType: "text/html"}, nil
		}
		body := rss("Feed", []entry{{guid: "1", link: strings.Replace(r.URL, "/feed", "/a", 1), title: "x"}})
		return &fetch.Response{URL: r.URL, Status: 200, Body: []byte(body), MediaType: "text/xml"}, nil
	})
	w = newWatching(t, 1, get, Options{})
	w.add(t, "http://paused.example/feed", "http://removed.example/feed", "http://later.example/feed", "http://sound.example/feed")
	if err := w.Once(t.Context()); err != nil {
		t.Fatal(err)
	}
	if f := w.feed(t, "http://paused.example/feed"); !f.Paused || f.Polls != 1 {
		t.Errorf("%+v", f)
	}
	if v := w.items(t, "http://sound.example/feed"); len(v) != 1 || v[0].State != parley.VisitKept {
		t.Errorf("%+v", v)
	}
	feeds, err := w.st.Feeds(t.Context())
	if err != nil || len(feeds) != 2 {
		t.Errorf("%d feeds, %v", len(feeds), err)
	}
}

// badSink fails.
type badSink struct{}

func (badSink) Take(context.Context, []Found) error {
	return fmt.Errorf("%w: for a test", parley.ErrFull)
}

// TestSinkFails wants a watch to end with the fault of its store, and what was due
// to be due still.
func TestSinkFails(t *testing.T) {
	web := newWorld(t)
	list := web.items(web.put("/a"), web.put("/a"), web.put("/a"))
	web.feed("plain", func(_ int, rw http.ResponseWriter, r *http.Request) { serveFeed(rw, r, rss("Plain", list)) })
	w := newWatching(t, 1, client(t, time.Second), Options{})
	w.add(t, web.names...)
	w.Watcher.sink = badSink{}
	if err := w.Run(t.Context()); !errors.Is(err, parley.ErrFull) {
		t.Errorf("%v", err)
	}
	for _, v := range w.items(t, "") {
		if v.State != parley.VisitDue || v.Tries != 0 {
			t.Errorf("%+v", v)
		}
	}
	w.Watcher.sink = w.sink
	if err := w.Once(t.Context()); err != nil {
		t.Fatal(err)
	}
	checkArticles(t, web, w)
}

// busySink is held by another program for a while.
type busySink struct {
	*testSink
	busy int
}

func (s *busySink) Take(ctx context.Context, found []Found) error {
	if s.busy--; s.busy >= 0 {
		return parley.ErrBusy
	}
	return s.testSink.Take(ctx, found)
}

// TestBusy wants a watch to wait for another program that writes to the store.
func TestBusy(t *testing.T) {
	web := newWorld(t)
	list := web.items(web.put("/a"), web.put("/a"))
	web.feed("plain", func(_ int, rw http.ResponseWriter, r *http.Request) { serveFeed(rw, r, rss("Plain", list)) })
	w := newWatching(t, 1, client(t, time.Second), Options{})
	w.add(t, web.names...)
	w.Watcher.sink = &busySink{w.sink, 20}
	if err := w.Once(t.Context()); err != nil {
		t.Fatal(err)
	}
	checkArticles(t, web, w)
	w.Watcher.sink = &busySink{w.sink, 1000}
	more := web.items(web.put("/a"))
	list = append(list, more...)
	w.clock.end = w.clock.end.AddDate(0, 0, 3)
	if err := w.Run(t.Context()); !errors.Is(err, parley.ErrBusy) {
		t.Errorf("%v", err)
	}
}

// TestCancelled wants a watch to end when it is told to, also while a server is slow,
// and nothing to be counted against feed or item.
func TestCancelled(t *testing.T) {
	web := newWorld(t)
	ctx, cancel := context.WithCancel(t.Context())
	hanging := web.bad("/a", 0, "", func(rw http.ResponseWriter, r *http.Request) {
		cancel()
		slow(rw, r)
	})
	web.feed("plain", func(_ int, rw http.ResponseWriter, r *http.Request) {
		serveFeed(rw, r, rss("Plain", web.items(hanging)))
	})
	w := newWatching(t, 1, client(t, time.Minute), Options{})
	w.add(t, web.names...)
	if err := w.Run(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if v := w.items(t, ""); len(v) != 1 || v[0].State != parley.VisitDue || v[0].Tries != 0 || v[0].Fault != "" {
		t.Errorf("%+v", v)
	}
}
