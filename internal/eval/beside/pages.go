//go:build beside

package beside

import (
	"bytes"
	"net/url"
	"strings"
	"time"

	"github.com/go-shiori/go-readability"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"parley/internal/eval"
)

// Trafilatura reads a page with go-trafilatura alone, its fallback extractors
// switched on and comments off, as it advises for articles.
func Trafilatura(p *eval.MadePage) (eval.PageText, error) {
	at, err := url.Parse(p.URL)
	if err != nil {
		return eval.PageText{}, err
	}
	r, err := charset.NewReader(bytes.NewReader(p.Body), p.MediaType)
	if err != nil {
		return eval.PageText{}, err
	}
	got, err := trafilatura.Extract(r, trafilatura.Options{OriginalURL: at, EnableFallback: true, ExcludeComments: true})
	if err != nil {
		return eval.PageText{}, err
	}
	out := eval.PageText{Title: got.Metadata.Title, Paragraphs: paragraphs(got.ContentNode)}
	out.Day, out.At = dayOf(got.Metadata.Date), got.Metadata.Date
	return out, nil
}

// Readability reads a page with go-readability alone.
func Readability(p *eval.MadePage) (eval.PageText, error) {
	at, err := url.Parse(p.URL)
	if err != nil {
		return eval.PageText{}, err
	}
	r, err := charset.NewReader(bytes.NewReader(p.Body), p.MediaType)
	if err != nil {
		return eval.PageText{}, err
	}
	got, err := readability.FromReader(r, at)
	if err != nil {
		return eval.PageText{}, err
	}
	out := eval.PageText{Title: got.Title, Paragraphs: paragraphs(got.Node)}
	if t := got.PublishedTime; t != nil {
		out.Day, out.At = dayOf(*t), *t
	}
	return out, nil
}

func dayOf(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// paragraphs returns the words of a tree by the elements that end a line.
func paragraphs(root *html.Node) []string {
	var out []string
	var b strings.Builder
	flush := func() {
		if s := strings.Join(strings.Fields(b.String()), " "); s != "" {
			out = append(out, s)
		}
		b.Reset()
	}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		ends := n.Type == html.ElementNode
		switch n.DataAtom {
		case atom.A, atom.B, atom.Em, atom.Strong, atom.I, atom.Span, atom.U, atom.Code, atom.Abbr, atom.Time, atom.Font, atom.Cite, atom.Small:
			ends = false
		}
		if ends {
			flush()
		}
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if ends {
			flush()
		}
	}
	if root != nil {
		walk(root)
		flush()
	}
	return out
}
