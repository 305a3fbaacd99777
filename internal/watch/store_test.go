package watch

import (
	"context"
	"testing"
	"time"

	"parley"
	"parley/data"
	"parley/internal/fetch"
	"parley/internal/sqlite"
)

// testSink keeps articles without coding them.
type testSink struct {
	st    *sqlite.Store
	takes int
}

// Take implements Sink.
func (s *testSink) Take(ctx context.Context, found []Found) error {
	s.takes++
	return s.st.Update(ctx, func(tx parley.Tx) error {
		for _, f := range found {
			v := f.Visit
			v.Articles = nil
			for _, a := range f.Articles {
				if _, err := tx.PutRecord(ctx, record(a)); err != nil {
					return err
				}
				if err := tx.PutRaw(ctx, *a.Raw); err != nil {
					return err
				}
				v.Articles = append(v.Articles, a.ID)
			}
			if v.Feed == "" {
				continue
			}
			v.State, v.Text = parley.VisitKept, ""
			if err := tx.PutVisits(ctx, []parley.Visit{v}); err != nil {
				return err
			}
		}
		return nil
	})
}

// record is the record of an article of which nothing is coded.
func record(a *parley.Article) *parley.Record {
	text := func(s string) *string {
		if s == "" {
			return nil
		}
		return &s
	}
	return &parley.Record{
		Article: parley.RecordArticle{
			ID: a.ID, Ref: a.Ref, URL: text(a.URL), Outlet: text(a.Outlet), Title: text(a.Title), Language: "en", Text: a.Text,
			Published: parley.PublishedDate{Basis: "unknown"},
		},
	}
}

// watching is a watcher over a store of its own.
type watching struct {
	*Watcher
	st    *sqlite.Store
	sink  *testSink
	clock *fakeClock
}

// newWatching returns a watcher whose clock ends after days.
func newWatching(t *testing.T, days int, get Getter, o Options) *watching {
	t.Helper()
	st, err := sqlite.Open(t.Context(), ":memory:", sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	sink := &testSink{st: st}
	clock := newFakeClock(days)
	o.clock, o.refresh = clock, time.Hour
	w, err := New(data.FS, get, st, sink, o)
	if err != nil {
		t.Fatal(err)
	}
	return &watching{w, st, sink, clock}
}

// client is a client for loopback, without waiting.
func client(t *testing.T, timeout time.Duration) *fetch.Client {
	c := fetch.New(fetch.Options{AllowPrivate: true, Delay: -1, Timeout: timeout, MaxBody: 1 << 20})
	t.Cleanup(c.Close)
	return c
}

// add puts feeds into the store.
func (w *watching) add(t *testing.T, urls ...string) {
	t.Helper()
	err := w.st.Update(t.Context(), func(tx parley.Tx) error {
		for _, u := range urls {
			if err := tx.PutFeed(t.Context(), parley.Feed{URL: u, Added: w.clock.now()}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// feed returns a feed of the store.
func (w *watching) feed(t *testing.T, url string) parley.Feed {
	t.Helper()
	f, err := w.st.Feed(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// items returns the visits of a feed, "" for all.
func (w *watching) items(t *testing.T, feed string) []parley.Visit {
	t.Helper()
	all, err := w.st.Visited(t.Context(), feed, "", 100000)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// titles counts the articles of the store by title.
func (w *watching) titles(t *testing.T) map[string]int {
	t.Helper()
	counts := map[string]int{}
	after := ""
	for {
		records, err := w.st.Records(t.Context(), after, 500)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range records {
			title := "(none)"
			if r.Article.Title != nil {
				title = *r.Article.Title
			}
			counts[title]++
			after = r.Article.ID
		}
		if len(records) == 0 {
			return counts
		}
	}
}
