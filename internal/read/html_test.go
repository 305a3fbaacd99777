package read

import (
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"parley"
)

// madePage is a made page with its head and body.
func madePage(head, body string) []byte {
	return []byte("<!DOCTYPE html><html lang=en-GB><head><title>Talks go on in Belun | Daily Sun</title>" + head +
		"</head><body><nav><a href=/>Home</a></nav><article><h1>Talks go on in Belun</h1>" + body + "</article></body></html>")
}

const (
	pageLead   = "Mediators said on Tuesday that both delegations had agreed to keep talking until the end of the week."
	pageSecond = "The defence ministry denied that its gunners had fired first and promised to publish the radio traffic."
)

func TestHTML(t *testing.T) {
	raw := madePage(`<link rel=canonical href="https://sun.example/talks"><meta property="og:site_name" content="Daily Sun">
<meta property="article:published_time" content="2023-04-15T23:30:00+03:00">`,
		"<p>By Ana Ruiz</p><p>BELUN, Tarvos, April 15 (Reuters) - "+pageLead+"</p><aside>Our letter</aside><p>"+pageSecond+"</p><p>Read also: <a href=/x>Ferry sails again</a></p>")
	stated := parley.Stated{Title: "Another", Outlet: "Feed", Language: "fr", Published: "2020-01-01", Byline: "Nobody"}
	a, err := HTML("p.html", raw, "text/html", "https://www.sun.example/talks?utm=1", stated, Options{KeepRaw: true})
	if err != nil {
		t.Fatal(err)
	}
	if want := pageLead + "\n\n" + pageSecond; a.Text != want {
		t.Errorf("text %q", a.Text)
	}
	for _, f := range []struct{ name, got, want string }{
		{"title", a.Title, "Talks go on in Belun"}, {"outlet", a.Outlet, "Daily Sun"}, {"language", a.Language, "en-GB"},
		{"byline", a.Byline, "By Ana Ruiz"}, {"url", a.URL, "https://sun.example/talks"}, {"dateline", a.Dateline, "BELUN, Tarvos, April 15 (Reuters)"},
		{"stated", a.Published.Stated, "2023-04-15T23:30:00+03:00"}, {"how", a.Published.How, "meta article:published_time"},
		{"at", a.Published.At.Format(time.RFC3339), "2023-04-15T20:30:00Z"}, {"from", a.Published.From.Format(time.DateOnly), "2023-04-15"},
		{"to", a.Published.To.Format(time.DateOnly), "2023-04-15"}, {"encoding", a.Encoding, "utf-8"},
	} {
		if f.got != f.want {
			t.Errorf("%s is %q, want %q", f.name, f.got, f.want)
		}
	}
	if a.ID != parley.ArticleID(a.Text, a.URL, a.Outlet) {
		t.Error("the ID is not that of the article")
	}
	whys := map[parley.Why]bool{}
	for _, d := range a.Dropped {
		whys[d.Why] = true
	}
	if !whys[parley.WhyDateline] || !whys[parley.WhyNavigation] || len(a.Dropped) != 4 {
		t.Errorf("dropped %+v", a.Dropped)
	}
	if a.Raw == nil || a.Raw.Article != a.ID || string(a.Raw.Body) != string(raw) || a.Raw.MediaType != "text/html" || a.Raw.Stated != stated {
		t.Fatalf("raw %+v", a.Raw)
	}
	again, err := Raw(*a.Raw, Options{})
	if err != nil || again.ID != a.ID || again.Raw != nil || again.Published != a.Published {
		t.Errorf("read again: %+v, %v", again, err)
	}
}

// TestHTMLStated has pages that do not tell: then what is stated beside them counts.
func TestHTMLStated(t *testing.T) {
	raw := []byte("<p>" + pageLead + "</p><p>" + pageSecond + "</p>")
	stated := parley.Stated{Title: "Talks go on", Outlet: "Daily Sun", Language: "en", Published: "Sat, 15 Apr 2023 10:00:00 +0300", Byline: "Ana Ruiz"}
	a, err := HTML("x", raw, "text/html", "https://sun.example/a", stated, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if a.Title != "Talks go on" || a.Outlet != "Daily Sun" || a.Language != "en" || a.Byline != "Ana Ruiz" || a.URL != "https://sun.example/a" {
		t.Errorf("%+v", a)
	}
	if p := a.Published; p.At.Format(time.RFC3339) != "2023-04-15T07:00:00Z" || p.From.Format(time.DateOnly) != "2023-04-15" || p.How != "stated beside the text" {
		t.Errorf("published %+v", p)
	}
	if a.Raw != nil {
		t.Error("raw is kept without being asked for")
	}
	a, err = HTML("x", raw, "text/html", "", parley.Stated{Published: "April 2023"}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if p := a.Published; p.From.Format(time.DateOnly) != "2023-04-01" || p.To.Format(time.DateOnly) != "2023-04-30" || !p.At.IsZero() {
		t.Errorf("a month: %+v", p)
	}
}

// TestHTMLTitleOnce has a text that begins with its headline: it stands in Title.
func TestHTMLTitleOnce(t *testing.T) {
	a, err := HTML("x", madePage("", "<p>Talks go on in Belun</p><p>"+pageLead+"</p><p>"+pageSecond+"</p>"), "", "", parley.Stated{}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(a.Text, "Talks go on") || a.Title != "Talks go on in Belun" {
		t.Errorf("%q, %q", a.Title, a.Text)
	}
}

func TestHTMLErrors(t *testing.T) {
	for name, c := range map[string]struct {
		raw  string
		opts Options
		want error
	}{
		"empty":  {"<html><body></body></html>", Options{}, parley.ErrEmpty},
		"large":  {strings.Repeat("<p>x</p>", 100), Options{MaxText: 100}, parley.ErrTooLarge},
		"binary": {"%PDF-1.7", Options{}, parley.ErrBinary},
		"feed":   {"<rss></rss>", Options{}, parley.ErrFormat},
	} {
		_, err := HTML("ref", []byte(c.raw), "", "", parley.Stated{}, c.opts)
		var e *Error
		if !errors.As(err, &e) || e.Ref != "ref" || !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzHTML(f *testing.F) {
	f.Add(madePage("", "<p>"+pageLead+"</p><p>"+pageSecond+"</p>"), "text/html", "https://sun.example/2023/04/15/x", "2023-04-15")
	f.Add([]byte("<title>x</title>\xff\xfe<p>y"), "", "", "yesterday")
	f.Fuzz(func(t *testing.T, raw []byte, kind, url, published string) {
		stated := parley.Stated{Published: published, Title: "T"}
		a, err := HTML("x", raw, kind, url, stated, Options{KeepRaw: true})
		var e *Error
		if err != nil {
			if !errors.As(err, &e) {
				t.Fatalf("not an *Error: %v", err)
			}
			return
		}
		if a.Text == "" || !utf8.ValidString(a.Text) || !utf8.ValidString(a.Title) || strings.Contains(a.Text, "\n\n\n") || strings.TrimSpace(a.Text) != a.Text {
			t.Fatalf("text %q, title %q", a.Text, a.Title)
		}
		if p := a.Published; p.From.After(p.To) || !p.At.IsZero() && p.From.IsZero() {
			t.Fatalf("published %+v", p)
		}
		again, err := Raw(*a.Raw, Options{})
		if err != nil {
			t.Fatalf("read again: %v", err)
		}
		if again.ID != a.ID {
			t.Fatalf("read again: %q %q, %q %q", again.URL, a.URL, again.Text, a.Text)
		}
	})
}
