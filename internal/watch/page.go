package watch

import (
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"parley"
	"parley/internal/fetch"
	"parley/internal/read"
	"parley/internal/read/feed"
)

// errFront is the fault of a page that leads to the first page of its outlet, as
// many do that are no more.
var errFront = errors.New("it leads to the front page")

// Pages reads the articles of fetched pages.
type Pages struct {
	addrs *addresses
	o     read.Options
}

// NewPages returns a reader of pages. fsys is Parley's data.
func NewPages(fsys fs.FS, o read.Options) (*Pages, error) {
	addrs, err := newAddresses(fsys)
	if err != nil {
		return nil, err
	}
	return &Pages{addrs, o}, nil
}

// Article reads the article of a fetched page. asked is the address that was asked
// for, from the feed that named it, empty for none, and stated what that said of it.
// The error is a *read.Error.
func (p *Pages) Article(resp *fetch.Response, asked, from string, stated parley.Stated) (*parley.Article, error) {
	if front(resp.URL) && !front(asked) {
		return nil, &read.Error{Ref: asked, Err: fmt.Errorf("%w: %w, %s", parley.ErrEmpty, errFront, resp.URL)}
	}
	r := parley.Raw{
		Ref: p.addrs.clean(asked), URL: p.addrs.clean(resp.URL), MediaType: resp.MediaType, Fetched: resp.At, From: from, Stated: stated, Body: resp.Body,
		Notes: slices.Clone(resp.Notes),
	}
	if resp.NoArchive {
		r.Notes = append(r.Notes, "the server asks that no copy of the page be shown")
	}
	switch kind, _, err := mime.ParseMediaType(resp.MediaType); {
	case err != nil, kind == "text/plain" && strings.HasPrefix(http.DetectContentType(resp.Body), "text/html"):
		r.MediaType = "text/html" // some servers send pages as plain text
	case kind != "text/html" && kind != "application/xhtml+xml" && kind != "text/plain":
		return nil, &read.Error{Ref: asked, Err: fmt.Errorf("%w: %s", parley.ErrFormat, kind)}
	}
	a, err := read.Raw(r, p.o)
	if err == nil && a.Raw != nil && asked != a.URL {
		a.Raw.Asked = asked
	}
	return a, err
}

// Item reads the article of an item from what the feed itself gave of it.
func (p *Pages) Item(v parley.Visit) (*parley.Article, error) {
	return read.Raw(parley.Raw{
		Ref: or(p.addrs.clean(v.URL), v.Feed+"#"+v.Key), URL: p.addrs.clean(v.URL), MediaType: "text/html; charset=utf-8", Fetched: v.Found, From: v.Feed,
		Stated: v.Stated, Body: read.ItemPage(feed.Item{Title: v.Stated.Title, HTML: v.Text, Full: true}),
		Notes: []string{"the text is that of the feed " + v.Feed},
	}, p.o)
}

// clean takes the fragment and the marks of where a reader came from off an address.
func (a *addresses) clean(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return address
	}
	if !strings.HasPrefix(u.Fragment, "!") && !strings.HasPrefix(u.Fragment, "/") {
		u.Fragment, u.RawFragment = "", ""
	}
	var kept []string
	for part := range strings.SplitSeq(u.RawQuery, "&") {
		name, _, _ := strings.Cut(part, "=")
		if part != "" && !a.mark(strings.ToLower(name)) {
			kept = append(kept, part)
		}
	}
	u.RawQuery, u.ForceQuery = strings.Join(kept, "&"), false
	return u.String()
}
