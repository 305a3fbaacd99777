package watch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"parley"
	"parley/internal/fetch"
	"parley/internal/read/feed"
)

// answer is what one poll gave.
type answer struct {
	at time.Time
	// err is why there is nothing that can be used, fault what was wrong with a part
	// of what can.
	err   error
	fault string
	// after is how long the server asks to wait, gone that the feed is no more.
	after time.Duration
	gone  bool
	// moved is where the feed has moved for good; empty for nowhere.
	moved              string
	etag, lastModified string
	unchanged          bool
	feed               *feed.Feed
}

// poll asks a feed and writes what it says. It returns the feed as it is then and
// how many items were new; the error is that of the store or of ctx.
func (w *Watcher) poll(ctx context.Context, f parley.Feed) (parley.Feed, int, error) {
	f, err := w.store.Feed(ctx, f.URL)
	if err != nil || f.Paused {
		return f, 0, err
	}
	asked := f.URL
	a := w.ask(ctx, f)
	if err := ctx.Err(); err != nil {
		return f, 0, err // the feed is not to blame
	}
	var items []item
	var here map[string]parley.Visit
	if a.feed != nil {
		items = w.items(a.feed)
		if here, err = w.here(ctx, items, asked, or(a.moved, asked)); err != nil {
			return f, 0, err
		}
	}
	news := 0
	err = w.update(ctx, func(tx parley.Tx) error {
		var err error
		// It is read again: a person may have paused it meanwhile.
		if f, err = tx.Feed(ctx, asked); err != nil {
			return err
		}
		if a.moved != "" && a.moved != f.URL {
			if err := tx.MoveFeed(ctx, f.URL, a.moved); err != nil {
				return err
			}
			f.URL = a.moved
		}
		if a.feed != nil {
			visits, fresh, err := w.newVisits(ctx, tx, f, a, items, here)
			if err != nil {
				return err
			}
			if err := tx.PutVisits(ctx, visits); err != nil {
				return err
			}
			news = fresh
		}
		w.judge(&f, a, news)
		return tx.PutFeed(ctx, f)
	})
	if err == nil && f.URL != asked {
		w.moving.Lock()
		w.moves[asked] = f.URL
		w.moving.Unlock()
	}
	return f, news, err
}

// movedTo returns where a feed is now that may have moved since the watch began.
func (w *Watcher) movedTo(url string) string {
	w.moving.Lock()
	defer w.moving.Unlock()
	for range len(w.moves) { // a feed that moves in a circle stops somewhere
		to, ok := w.moves[url]
		if !ok {
			break
		}
		url = to
	}
	return url
}

// ask gets a feed and reads it.
func (w *Watcher) ask(ctx context.Context, f parley.Feed) answer {
	resp, err := w.fetch(ctx, fetch.Request{
		URL: f.URL, ETag: f.ETag, LastModified: f.LastModified, Accept: fetch.AcceptFeeds,
	})
	a := answer{at: w.o.clock.now(), etag: f.ETag, lastModified: f.LastModified}
	if err != nil {
		a.err = err
		var e *fetch.Error
		if errors.As(err, &e) {
			a.after, a.gone = e.RetryAfter, e.Status == http.StatusGone
		}
		return a
	}
	if resp.NotModified {
		a.unchanged, a.moved = true, resp.Moved
		return a
	}
	a.feed, a.err = feed.Parse(resp.Body, resp.MediaType, resp.URL)
	if a.err != nil && (a.feed == nil || len(a.feed.Items) == 0) {
		a.feed, a.err = nil, noFeed(resp, a.err)
		return a
	}
	a.moved = resp.Moved
	switch {
	case a.err != nil:
		a.fault, a.err = a.err.Error(), nil
	case len(a.feed.Faults) > 0:
		a.fault = faultsOf(a.feed.Faults)
	}
	// A feed of which a part could not be read is asked for whole again: with its
	// ETag the rest would never come.
	a.etag, a.lastModified = "", ""
	if a.fault == "" {
		a.etag, a.lastModified = resp.ETag, resp.LastModified
	}
	return a
}

// noFeed is the fault of an answer that is no feed; a page of the web may name
// where its feeds are.
func noFeed(resp *fetch.Response, cause error) error {
	if found := feed.Find(resp.Body, resp.URL); len(found) > 0 {
		return fmt.Errorf("%w; it is a page that names these feeds: %s", cause, strings.Join(found, " "))
	}
	return cause
}

// faultsOf puts faults into one line: how many, and the first.
func faultsOf(faults []error) string {
	if len(faults) == 1 {
		return faults[0].Error()
	}
	return fmt.Sprintf("%d faults, the first: %v", len(faults), faults[0])
}

// judge brings a feed up to date after a poll: what it states, how it does, and
// when it is asked again.
func (w *Watcher) judge(f *parley.Feed, a answer, news int) {
	f.Polls++
	f.Polled = a.at
	if a.err != nil {
		f.Failures++
		f.Fault = a.err.Error()
		f.Gone = a.gone
		every := f.Every
		switch {
		case w.o.Every > 0:
			every = w.o.Every
		case every <= 0:
			every = firstEvery
		}
		wait := jitter(afterFailures(every, f.Failures), w.o.Seed, f.URL, f.Polls)
		if w.offline(a.err) {
			wait = min(wait, offlineWait)
		}
		f.Next = a.at.Add(max(min(wait, mostEvery), a.after))
		return
	}
	f.Succeeded, f.Failures, f.Fault, f.Gone = a.at, 0, a.fault, false
	f.ETag, f.LastModified = a.etag, a.lastModified
	if a.feed != nil {
		f.Title, f.Site, f.Language = or(a.feed.Title, f.Title), or(a.feed.Site, f.Site), or(a.feed.Language, f.Language)
		f.TTL, f.SkipHours = time.Duration(a.feed.TTL)*time.Minute, a.feed.SkipHours
	}
	f.Every = nextEvery(f.Every, news, f.TTL)
	if w.o.Every > 0 {
		f.Every = min(max(w.o.Every, f.TTL), max(mostEvery, w.o.Every))
	}
	f.Next = skipHours(a.at.Add(jitter(f.Every, w.o.Seed, f.URL, f.Polls)), f.SkipHours)
}

// skipHours puts a time off to the next hour in which a feed may be asked.
func skipHours(at time.Time, skip []int) time.Time {
	for range 24 {
		if !slices.Contains(skip, at.Hour()) {
			break
		}
		at = at.Truncate(time.Hour).Add(time.Hour)
	}
	return at
}

// or returns the first text that is not empty.
func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
