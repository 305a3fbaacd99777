package feed

import (
	"net/url"
	"slices"
	"testing"
)

func TestFind(t *testing.T) {
	page := []byte(`<!DOCTYPE html><html><head><title>Courier</title>
<link rel="stylesheet" href="/style.css">
<LINK REL="Alternate" TYPE="application/rss+xml; charset=utf-8" TITLE="All" HREF="/feed.xml">
<link rel="alternate" type="application/atom+xml" href="https://other.example/a.atom">
<link rel=alternate type=application/feed+json href=feed.json>
<link rel="alternate" type="application/rss+xml" href="/feed.xml">
<link rel="alternate" hreflang="ar" href="/ar/">
<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/7">
<link rel="alternate" type="application/json+oembed" href="/oembed?url=x">
<link rel="feed" href="feed://courier.example/third">
<link rel="alternate" type="application/rss+xml" href="javascript:x">
<link rel="alternate" type="application/rss+xml">
<script>document.write('<link rel="alternate" type="application/rss+xml" href="/never">')</script>
</head><body><link rel="alternate" type="text/xml" href="/neither"></body></html>`)
	want := []string{"https://courier.example/feed.xml", "https://other.example/a.atom", "https://courier.example/news/feed.json",
		"http://courier.example/third"}
	if got := Find(page, "https://courier.example/news/today"); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	based := []byte(`<base href="https://cdn.example/x/"><link rel="alternate" type="application/rss+xml" href="f">`)
	if got := Find(based, ""); !slices.Equal(got, []string{"https://cdn.example/x/f"}) {
		t.Errorf("got %q", got)
	}
	if got := Find(page, ""); !slices.Equal(got, []string{"https://other.example/a.atom", "http://courier.example/third"}) {
		t.Errorf("without an address: %q", got)
	}
}

func FuzzFind(f *testing.F) {
	f.Add([]byte(`<base href="//x"><link rel=feed href="a b%">`), "https://sun.example/")
	f.Add([]byte("<link rel='alternate' type='application/rss+xml' href='//'/>"), "::")
	f.Fuzz(func(t *testing.T, page []byte, base string) {
		for _, found := range Find(page, base) {
			if u, err := url.Parse(found); err != nil || !u.IsAbs() {
				t.Errorf("found %q", found)
			}
		}
	})
}
