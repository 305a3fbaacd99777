package feed

import (
	"bytes"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Find returns the addresses of the feeds that a page of the web names, absolute,
// in their order.
func Find(page []byte, base string) []string {
	const most = 50
	at, err := url.Parse(strings.TrimSpace(base))
	if err != nil || !at.IsAbs() {
		at = nil
	}
	var found []string
	z := html.NewTokenizer(bytes.NewReader(page))
	for len(found) < most {
		switch z.Next() {
		case html.ErrorToken:
			return found
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			switch t.Data {
			case "base":
				if u, err := url.Parse(attr(t, "href")); err == nil && u.String() != "" {
					if at != nil {
						u = at.ResolveReference(u)
					}
					if u.IsAbs() {
						at = u
					}
				}
			case "link":
				if u := feedLink(t, at); u != "" && !slices.Contains(found, u) {
					found = append(found, u)
				}
			}
		}
	}
	return found
}

// feedLink is the address that a link element gives for a feed; else empty.
func feedLink(t html.Token, base *url.URL) string {
	rel := strings.Fields(strings.ToLower(attr(t, "rel")))
	kind, _, _ := strings.Cut(strings.ToLower(attr(t, "type")), ";")
	switch strings.TrimSpace(kind) {
	case "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml",
		"text/rss+xml", "text/atom+xml", "application/x-rss+xml":
	case "application/json": // also of other lists, as the one of oEmbed and of WordPress
		if !strings.Contains(strings.ToLower(attr(t, "href")), "feed") {
			return ""
		}
	default:
		if !slices.Contains(rel, "feed") {
			return ""
		}
	}
	if !slices.Contains(rel, "alternate") && !slices.Contains(rel, "feed") {
		return ""
	}
	return address(base, attr(t, "href"))
}

// address is the absolute address of a feed. "feed:" stands in front of some, as a
// scheme of its own or before http.
func address(base *url.URL, ref string) string {
	rest, ok := strings.CutPrefix(strings.TrimSpace(ref), "feed:")
	if ok && strings.HasPrefix(rest, "//") {
		rest = "http:" + rest
	}
	return absolute(base, rest)
}

func attr(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
