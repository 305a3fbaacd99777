package storetest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"parley"
)

// at is a moment: minutes after noon of a day.
func at(minutes int) time.Time {
	return time.Date(2026, 3, 5, 12, minutes, 0, 123456789, time.UTC)
}

// feedOf is a feed with all fields set.
func feedOf(url string) parley.Feed {
	return parley.Feed{URL: url, Title: "The Test Post", Site: "https://post.example/", Language: "en-GB", Outlet: "Test Post", Folder: "Tarn/Wires",
		Added: at(0), ETag: `W/"a\b"`, LastModified: "Thu, 05 Mar 2026 12:00:00 GMT", Polled: at(9), Succeeded: at(8), Next: at(69), Every: 61 * time.Minute,
		Polls: 7, Failures: 1, Fault: "503 <unavailable>", Items: 40, Articles: 12}
}

// visitOf is a visit of a feed.
func visitOf(feed, key string, state parley.VisitState, articles ...string) parley.Visit {
	return parley.Visit{Feed: feed, Key: key, URL: "https://post.example/" + key, State: state, Stated: parley.Stated{Title: "Title of " + key, Published: "today"},
		Text: "<p>What the feed gives of it.</p>", Found: at(1), Tries: 1, Fault: "timed out", Articles: articles}
}

// putFeeds writes feeds.
func putFeeds(t testing.TB, st parley.Store, feeds ...parley.Feed) {
	t.Helper()
	update(t, st, func(tx parley.Tx) error {
		for _, f := range feeds {
			if err := tx.PutFeed(context.Background(), f); err != nil {
				return err
			}
		}
		return nil
	})
}

// putVisits writes visits.
func putVisits(t testing.TB, st parley.Store, visits ...parley.Visit) {
	t.Helper()
	update(t, st, func(tx parley.Tx) error { return tx.PutVisits(context.Background(), visits) })
}

// feedsComeBack writes feeds, and over them.
func feedsComeBack(t *testing.T, st parley.Store) {
	ctx := context.Background()
	if got := must[[]parley.Feed](t)(st.Feeds(ctx)); len(got) != 0 {
		t.Errorf("feeds of an empty store: %v", got)
	}
	bare := parley.Feed{URL: "file:/news/folder"}
	b, a := feedOf("https://b.example/feed?x=1&y=2"), feedOf("https://a.example/feed")
	a.Paused, a.Gone = true, true
	putFeeds(t, st, b, a, bare)
	same(t, "feeds", must[[]parley.Feed](t)(st.Feeds(ctx)), []parley.Feed{bare, a, b})
	same(t, "sums", must[parley.Sums](t)(st.Sums(ctx)).Feeds, 3)
	b.Fault, b.Failures, b.Next = "", 0, at(200)
	b.Added = b.Added.In(time.FixedZone("", 3600))
	putFeeds(t, st, b)
	b.Added = b.Added.UTC()
	same(t, "a feed written over", must[[]parley.Feed](t)(st.Feeds(ctx)), []parley.Feed{bare, a, b})
	same(t, "one feed", must[parley.Feed](t)(st.Feed(ctx, a.URL)), a)
	update(t, st, func(tx parley.Tx) error {
		f, err := tx.Feed(ctx, b.URL)
		check(t, err)
		f.Paused = true
		check(t, tx.PutFeed(ctx, f))
		same(t, "feeds within", len(must[[]parley.Feed](t)(tx.Feeds(ctx))), 3)
		return nil
	})
	if !must[parley.Feed](t)(st.Feed(ctx, b.URL)).Paused {
		t.Error("a feed that was read and written within a transaction")
	}
	if _, err := st.Feed(ctx, "https://none.example/"); !errors.Is(err, parley.ErrNotFound) {
		t.Errorf("a feed that is not there: %v", err)
	}
	for _, url := range []string{"", "https://a.example/\xff", "a\x00b"} {
		if err := st.Update(ctx, func(tx parley.Tx) error { return tx.PutFeed(ctx, parley.Feed{URL: url}) }); !errors.Is(err, parley.ErrQuery) {
			t.Errorf("PutFeed of %q: %v", url, err)
		}
	}
}

// visitsComeBack writes visits, and over them.
func visitsComeBack(t *testing.T, st parley.Store) {
	ctx := context.Background()
	put(t, st, record("a1", "2020-03-05"), record("a2", "2020-03-05"))
	const one, two = "https://one.example/feed", "https://two.example/feed"
	putFeeds(t, st, feedOf(one), feedOf(two))
	first := visitOf(one, "guid: 1 & <2>", parley.VisitDue)
	first.At, first.Next = at(3), at(5)
	kept, bare := visitOf(one, "k2", parley.VisitKept, "a2", "a1"), parley.Visit{Feed: two, Key: "k2", State: parley.VisitSkipped, Found: at(2)}
	putVisits(t, st, first, kept, bare)
	read := func(feed string, keys ...string) map[string]parley.Visit {
		t.Helper()
		return must[map[string]parley.Visit](t)(st.Visits(ctx, feed, keys))
	}
	same(t, "visits", read(one, "guid: 1 & <2>", "k2", "k3", "", "k2"), map[string]parley.Visit{first.Key: first, "k2": kept})
	same(t, "of the other feed", read(two, "guid: 1 & <2>", "k2"), map[string]parley.Visit{"k2": bare})
	same(t, "of no feed", read("https://none.example/", "k2"), map[string]parley.Visit{})
	same(t, "no keys", read(one), map[string]parley.Visit{})
	first.State, first.Text, first.Articles, first.Fault, first.Tries = parley.VisitKept, "", []string{"a1"}, "", 2
	again := first
	again.At = first.At.In(time.FixedZone("", -3600))
	putVisits(t, st, again)
	same(t, "a visit written over", read(one, first.Key), map[string]parley.Visit{first.Key: first})
	putFeeds(t, st, feedOf(one)) // a feed written over keeps its visits
	same(t, "after the feed", read(one, first.Key), map[string]parley.Visit{first.Key: first})
	var all []string
	for after := ""; ; {
		page := must[[]parley.Visit](t)(st.VisitsBehind(ctx, one, after, 1))
		if len(page) == 0 {
			break
		}
		after = page[0].Key
		all = append(all, after)
	}
	same(t, "visits in order", all, []string{first.Key, "k2"})
	for name, tc := range map[string]struct {
		v    parley.Visit
		want error
	}{
		"no such feed":    {visitOf("https://none.example/", "k", parley.VisitDue), parley.ErrNotFound},
		"no such article": {visitOf(one, "k9", parley.VisitKept, "a1", "a9"), parley.ErrNotFound},
		"an event":        {visitOf(one, "k9", parley.VisitKept, "a1-e1"), parley.ErrNotFound},
		"no key":          {visitOf(one, "", parley.VisitDue), parley.ErrQuery},
		"no state":        {visitOf(one, "k9", "lost"), parley.ErrQuery},
		"a key of bytes":  {visitOf(one, "k\xff", parley.VisitDue), parley.ErrQuery},
	} {
		update(t, st, func(tx parley.Tx) error {
			if err := tx.PutVisits(ctx, []parley.Visit{visitOf(one, "k8", parley.VisitDue), tc.v}); !errors.Is(err, tc.want) {
				t.Errorf("%s: %v", name, err)
			}
			return nil
		})
	}
	same(t, "what was refused", read(one, "k8", "k9"), map[string]parley.Visit{})
}

// visitKeys are the keys of visits in their order.
func visitKeys(visits []parley.Visit) string {
	var keys []string
	for _, v := range visits {
		keys = append(keys, v.Key)
	}
	return strings.Join(keys, " ")
}

// dueInOrder asks what is due, and what was done of late.
func dueInOrder(t *testing.T, st parley.Store) {
	ctx := context.Background()
	const one, two, off = "https://one.example/feed", "https://two.example/feed", "https://off.example/feed"
	paused := feedOf(off)
	paused.Paused = true
	putFeeds(t, st, feedOf(one), feedOf(two), paused)
	visit := func(feed, key string, state parley.VisitState, found, tried, next int) parley.Visit {
		v := visitOf(feed, key, state)
		v.Found = at(found)
		if tried > 0 {
			v.At = at(tried)
		}
		if next > 0 {
			v.Next = at(next)
		}
		return v
	}
	putVisits(t, st,
		visit(one, "late", parley.VisitDue, 1, 2, 30), visit(one, "new", parley.VisitDue, 10, 0, 0), visit(two, "old", parley.VisitDue, 5, 0, 0),
		visit(two, "again", parley.VisitDue, 1, 6, 20), visit(off, "held", parley.VisitDue, 1, 0, 0),
		visit(one, "kept", parley.VisitKept, 1, 8, 9), visit(two, "failed", parley.VisitFailed, 1, 40, 0), visit(two, "skipped", parley.VisitSkipped, 3, 0, 0))
	due := func(minute, limit int, want string) {
		t.Helper()
		if got := visitKeys(must[[]parley.Visit](t)(st.Due(ctx, at(minute), limit))); got != want {
			t.Errorf("due at %d, %d at most: %q, want %q", minute, limit, got, want)
		}
	}
	due(4, 9, "")
	due(5, 9, "old")
	due(20, 9, "old new again")
	due(20, 2, "old new")
	due(20, 0, "")
	due(59, 9, "old new again late")
	visited := func(feed string, state parley.VisitState, limit int, want string) {
		t.Helper()
		if got := visitKeys(must[[]parley.Visit](t)(st.Visited(ctx, feed, state, limit))); got != want {
			t.Errorf("visited of %q in %q, %d at most: %q, want %q", feed, state, limit, got, want)
		}
	}
	visited("", "", 100, "failed new kept again old skipped late held")
	visited("", "", 3, "failed new kept")
	visited(two, "", 100, "failed again old skipped")
	visited(two, parley.VisitDue, 100, "again old")
	visited("", parley.VisitDue, 2, "new again")
	visited("", parley.VisitKept, 2, "kept")
	visited("", "", 0, "")
	if got, err := st.Visited(ctx, "https://none.example/", "", 9); !errors.Is(err, parley.ErrNotFound) {
		t.Errorf("visited of no feed: %v, %v", got, err)
	}
	paused.Paused = false
	putFeeds(t, st, paused)
	putVisits(t, st, visit(two, "old", parley.VisitKept, 5, 50, 0), visit(one, "late", parley.VisitDue, 1, 31, 3))
	due(59, 9, "held late new again")
	visited("", "", 2, "old failed")
}

// feedsMove gives a feed another URL, also one that is taken.
func feedsMove(t *testing.T, st parley.Store) {
	ctx := context.Background()
	const from, to, third = "https://old.example/feed", "https://new.example/feed", "https://third.example/feed"
	moved, taken := feedOf(from), feedOf(to)
	moved.Title, taken.Title = "moved", "taken"
	putFeeds(t, st, moved, feedOf(third))
	var visits []parley.Visit
	for i := range 12 {
		visits = append(visits, visitOf(from, fmt.Sprintf("k%02d", i), parley.VisitKept))
	}
	putVisits(t, st, append(visits, visitOf(third, "k00", parley.VisitDue))...)
	move := func(a, b string) error {
		return st.Update(ctx, func(tx parley.Tx) error { return tx.MoveFeed(ctx, a, b) })
	}
	check(t, move(from, from))
	check(t, move(from, to))
	moved.URL = to
	same(t, "feeds", must[[]parley.Feed](t)(st.Feeds(ctx)), []parley.Feed{moved, feedOf(third)})
	if got := must[[]parley.Visit](t)(st.VisitsBehind(ctx, to, "", 100)); len(got) != len(visits) || got[3].Feed != to || got[3].URL != visits[3].URL {
		t.Errorf("%d visits went with it: %+v", len(got), got)
	}
	putFeeds(t, st, feedOf(from))
	states := map[string]parley.VisitState{}
	list := func(feed string, kinds map[string]parley.VisitState) {
		for _, key := range slices.Sorted(maps.Keys(kinds)) {
			v := visitOf(feed, key, kinds[key])
			v.Stated.Title = feed
			putVisits(t, st, v)
		}
	}
	const due, kept, failed = parley.VisitDue, parley.VisitKept, parley.VisitFailed
	list(to, map[string]parley.VisitState{"both due": due, "done there": kept, "done here": due, "both done": failed, "there": due})
	list(from, map[string]parley.VisitState{"both due": due, "done there": due, "done here": kept, "both done": kept, "here": due})
	check(t, move(from, to))
	titles := map[string]string{}
	for _, v := range must[[]parley.Visit](t)(st.VisitsBehind(ctx, to, "", 100)) {
		if !strings.HasPrefix(v.Key, "k") {
			states[v.Key], titles[v.Key] = v.State, v.Stated.Title
		}
	}
	same(t, "states", states, map[string]parley.VisitState{"both due": due, "done there": kept, "done here": kept, "both done": kept, "there": due, "here": due})
	same(t, "of which feed", titles, map[string]string{"both due": from, "done there": to, "done here": from, "both done": from, "there": to, "here": from})
	for _, url := range []string{from, "", "https://none.example/"} {
		if err := move(url, third); !errors.Is(err, parley.ErrNotFound) {
			t.Errorf("MoveFeed of %q: %v", url, err)
		}
	}
	drop := func(url string) error {
		return st.Update(ctx, func(tx parley.Tx) error { return tx.DropFeed(ctx, url) })
	}
	check(t, drop(to))
	if err := drop(to); !errors.Is(err, parley.ErrNotFound) {
		t.Errorf("DropFeed of what is gone: %v", err)
	}
	same(t, "what is left", visitKeys(must[[]parley.Visit](t)(st.Visited(ctx, "", "", 100))), "k00")
	putFeeds(t, st, feedOf(to))
	same(t, "a feed that comes again", len(must[map[string]parley.Visit](t)(st.Visits(ctx, to, []string{"k01"}))), 0)
}

// addresses find visits of any feed by the addresses that they hold, and articles by
// their own.
func addresses(t *testing.T, st parley.Store) {
	ctx := context.Background()
	const one, two = "https://one.example/feed", "https://two.example/feed"
	putFeeds(t, st, feedOf(one), feedOf(two))
	visit := func(feed, key string, found int, addresses ...string) parley.Visit {
		v := visitOf(feed, key, parley.VisitDue)
		v.Found, v.Addresses, v.Updated, v.Revisions = at(found), addresses, "yesterday", 2
		return v
	}
	a, b, c := visit(one, "a", 5, "post.example/1", "post.example/1?x", "post.example/1"), visit(two, "b", 2, "post.example/1"), visit(two, "c", 3)
	putVisits(t, st, a, b, c)
	look := func(want map[string][]parley.Visit) {
		t.Helper()
		same(t, "visits by address", must[map[string][]parley.Visit](t)(st.At(ctx, []string{"post.example/1?x", "post.example/1", "post.example/2", ""})), want)
	}
	look(map[string][]parley.Visit{"post.example/1": {b, a}, "post.example/1?x": {a}})
	a.Addresses, a.State = []string{"post.example/2"}, parley.VisitSkipped
	putVisits(t, st, a)
	look(map[string][]parley.Visit{"post.example/1": {b}, "post.example/2": {a}})
	counts := func(want map[string]map[parley.VisitState]int) {
		t.Helper()
		same(t, "counts", must[map[string]map[parley.VisitState]int](t)(st.Counts(ctx)), want)
	}
	counts(map[string]map[parley.VisitState]int{one: {parley.VisitSkipped: 1}, two: {parley.VisitDue: 2}})
	update(t, st, func(tx parley.Tx) error { return tx.MoveFeed(ctx, one, two) })
	a.Feed = two
	look(map[string][]parley.Visit{"post.example/1": {b}, "post.example/2": {a}})
	counts(map[string]map[parley.VisitState]int{two: {parley.VisitSkipped: 1, parley.VisitDue: 2}})
	update(t, st, func(tx parley.Tx) error { return tx.DropFeed(ctx, two) })
	look(map[string][]parley.Visit{})
	counts(map[string]map[parley.VisitState]int{})

	first, again, bare := record("a1", "2020-03-05"), record("a2", "2020-03-06"), record("a3", "2020-03-07")
	first.Article.URL, again.Article.URL = pointer("https://post.example/1"), pointer("https://post.example/1")
	put(t, st, again, first, bare)
	same(t, "articles by URL", must[map[string]string](t)(st.ArticlesAt(ctx, []string{"https://post.example/1", "https://post.example/2", ""})),
		map[string]string{"https://post.example/1": "a1"})
}
