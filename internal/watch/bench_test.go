package watch

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"parley"
	"parley/data"
	"parley/internal/fetch"
	"parley/internal/sqlite"
)

// BenchmarkWatch polls 300 feeds of 20 items each, every page of a host of its own,
// over a getter without a net: what watching itself costs.
func BenchmarkWatch(b *testing.B) {
	const feeds, each = 300, 20
	a := (&world{want: map[string]bool{}}).article("/a")
	get := stub(func(_ context.Context, r fetch.Request) (*fetch.Response, error) {
		host := strings.SplitN(r.URL, "/", 4)[2]
		if !strings.HasSuffix(r.URL, "/feed") {
			page := strings.Replace(a.page(), "</article>", "<p>This page is "+r.URL+" and no other page of this web.</p></article>", 1)
			return &fetch.Response{URL: r.URL, Status: 200, Body: []byte(page), MediaType: "text/html", At: time.Now()}, nil
		}
		if r.ETag != "" {
			return &fetch.Response{URL: r.URL, Status: 304, NotModified: true, ETag: r.ETag}, nil
		}
		var list []entry
		for i := range each {
			list = append(list, entry{guid: fmt.Sprint(i), link: fmt.Sprintf("http://%s/%d", host, i), title: "x"})
		}
		return &fetch.Response{URL: r.URL, Status: 200, Body: []byte(rss("Feed", list)), MediaType: "text/xml", ETag: `"1"`}, nil
	})
	for b.Loop() {
		st, err := sqlite.Open(b.Context(), ":memory:", sqlite.Options{})
		if err != nil {
			b.Fatal(err)
		}
		w, err := New(data.FS, get, st, &testSink{st: st}, Options{})
		if err != nil {
			b.Fatal(err)
		}
		if err := st.Update(b.Context(), func(tx parley.Tx) error {
			for i := range feeds {
				if err := tx.PutFeed(b.Context(), parley.Feed{URL: fmt.Sprintf("http://host%d.example/feed", i)}); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			b.Fatal(err)
		}
		if err := w.Once(b.Context()); err != nil {
			b.Fatal(err)
		}
		if sums, err := st.Sums(b.Context()); err != nil || sums.Articles != feeds*each {
			b.Fatalf("%d articles, %v", sums.Articles, err)
		}
		_ = st.Close()
	}
	b.ReportMetric(float64(feeds*each*b.N)/b.Elapsed().Seconds(), "items/s")
}
