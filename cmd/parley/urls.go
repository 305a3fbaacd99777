package main

import (
	"context"
	"fmt"
	"iter"
	"os"
	"strings"

	"parley"
	"parley/internal/fetch"
	"parley/internal/read"
	"parley/internal/read/feed"
	"parley/internal/watch"
)

// isURL reports whether an argument is an address of the web and no file.
func isURL(arg string) bool {
	lower := strings.ToLower(arg)
	return strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")
}

// isFolder is an error unless a path is a folder.
func isFolder(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return usage(fmt.Errorf("%s: not a folder", path))
	}
	return nil
}

// urlArticles fetches pages given as arguments and yields the article of each, or
// the error that says why there is none. The address of a feed gives the pages of
// its items. data is the folder laid over the built-in data, empty for none.
func (m *Main) urlArticles(ctx context.Context, urls []string, data string, o netOptions, opts read.Options) iter.Seq2[*parley.Article, error] {
	return func(yield func(*parley.Article, error) bool) {
		fsys, err := dataFS(data)
		if err != nil {
			yield(nil, err)
			return
		}
		pages, err := watch.NewPages(fsys, opts)
		if err != nil {
			yield(nil, err)
			return
		}
		typed, polite := o.client(true), o.client(false)
		defer typed.Close()
		defer polite.Close()
		for _, u := range urls {
			resp, err := typed.Get(ctx, fetch.Request{URL: u})
			if err != nil {
				if !yield(nil, &read.Error{Ref: u, Err: bare(err, u)}) {
					return
				}
				continue
			}
			// A page of the web is no feed, and Parse says so from its first bytes.
			if f, err := feed.Parse(resp.Body, resp.MediaType, resp.URL); err == nil {
				if !feedArticles(ctx, polite, pages, u, f, yield) {
					return
				}
				continue
			}
			if !yield(pages.Article(resp, u, "", parley.Stated{})) {
				return
			}
		}
	}
}

// feedArticles yields the articles of a feed's items; false to end.
func feedArticles(ctx context.Context, client *fetch.Client, pages *watch.Pages, from string, f *feed.Feed, yield func(*parley.Article, error) bool) bool {
	for _, it := range f.Items {
		v := parley.Visit{Feed: from, Key: it.Key, URL: it.URL, Stated: read.ItemStated(f, it)}
		if it.Full {
			v.Text = it.HTML
		}
		a, err := itemArticle(ctx, client, pages, v)
		if !yield(a, err) {
			return false
		}
	}
	return true
}

// itemArticle fetches the page of an item; where it cannot be had, what the feed
// gives of it is read.
func itemArticle(ctx context.Context, client *fetch.Client, pages *watch.Pages, v parley.Visit) (*parley.Article, error) {
	ref := v.URL
	if ref == "" {
		ref = v.Feed + "#" + v.Key
	}
	err := fmt.Errorf("%w: the item has no page", parley.ErrEmpty)
	if v.URL != "" {
		resp, fault := client.Get(ctx, fetch.Request{URL: v.URL})
		if fault == nil {
			a, fault := pages.Article(resp, v.URL, v.Feed, v.Stated)
			if fault == nil || v.Text == "" {
				return a, fault
			}
		} else {
			err = bare(fault, v.URL)
		}
	}
	if v.Text == "" {
		return nil, &read.Error{Ref: ref, Err: err}
	}
	return pages.Item(v)
}

// bare takes the address off a fault of fetching that the message names already.
func bare(err error, url string) error {
	if e, ok := err.(*fetch.Error); ok && e.URL == url { //nolint:errorlint // only the outermost has the address
		return e.Err
	}
	return err
}
