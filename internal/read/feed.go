package read

import (
	"bytes"
	"fmt"
	"html"
	"iter"
	"strings"

	"parley"
	"parley/internal/read/feed"
	page "parley/internal/read/html"
)

// Feed reads a feed that was saved to a file: each item that holds text is an
// article, with what the item states of it, and the feed's title as its outlet. ref
// names the file. An item without text, and a part of the feed that cannot be read,
// yields an *Error that wraps parley.ErrEmpty or parley.ErrSyntax; so does a file
// that is no feed, with parley.ErrFormat.
func Feed(ref string, raw []byte, opts Options) iter.Seq2[*parley.Article, error] {
	return func(yield func(*parley.Article, error) bool) {
		fail := func(err error) bool { return yield(nil, &Error{Ref: ref, Err: err}) }
		if size := int64(len(raw)); size > opts.maxText() {
			fail(tooLarge("a feed", size, opts.maxText()))
			return
		}
		f, err := feed.Parse(raw, "", "")
		if err != nil {
			fail(err)
			return
		}
		for _, item := range f.Items {
			a, err := FeedItem(ref, f, item, opts)
			if err == nil && f.Encoding != utf8Name {
				Remark(a, "the bytes of the feed were read as "+f.Encoding)
			}
			if !yield(a, err) {
				return
			}
		}
		for _, fault := range f.Faults {
			if !fail(fmt.Errorf("a part of the feed is left out: %w", fault)) {
				return
			}
		}
	}
}

// FeedItem reads the article from what a feed gives of it: the whole text, or its
// summary, which a note says. ref is where the feed is; f gives its title and
// language. The article keeps the page that ItemPage makes as what it was read
// from. The error is an *Error of HTML; it wraps parley.ErrEmpty where the item
// holds no text.
func FeedItem(ref string, f *feed.Feed, item feed.Item, opts Options) (*parley.Article, error) {
	at := ref + "#" + item.Key
	if strings.TrimSpace(item.HTML) == "" {
		return nil, &Error{Ref: at, Err: fmt.Errorf("%w: the feed gives no text of this item", parley.ErrEmpty)}
	}
	a, err := HTML(at, ItemPage(item), "text/html; charset=utf-8", item.URL, ItemStated(f, item), opts)
	if err != nil {
		return nil, err
	}
	if a.Raw != nil {
		a.Raw.From = ref
	}
	return a, nil
}

// ItemStated is what a feed states of an item.
func ItemStated(f *feed.Feed, item feed.Item) parley.Stated {
	s := parley.Stated{Title: item.Title, Outlet: f.Title, Language: item.Language, Published: item.Published, Byline: item.Author}
	if s.Language == "" {
		s.Language = f.Language
	}
	if s.Published == "" {
		s.Published = item.Updated
	}
	return s
}

// The starts of the pages that ItemPage makes.
const (
	fullItem    = "<!DOCTYPE html>\n<html data-parley=\"item of a feed\">"
	summaryItem = "<!DOCTYPE html>\n<html data-parley=\"item of a feed, not in full\">"
)

// ItemPage puts the text of an item into a page of the web, so that it can be kept
// and read again like all others: HTML knows such a page by its start.
func ItemPage(item feed.Item) []byte {
	title := html.EscapeString(item.Title)
	var b strings.Builder
	if item.Full {
		b.WriteString(fullItem)
	} else {
		b.WriteString(summaryItem)
	}
	b.WriteString("<head><meta charset=\"utf-8\"><title>" + title + "</title></head><body><article><h1>" + title + "</h1>")
	b.WriteString("\n<div itemprop=\"articleBody\">" + item.HTML + "</div>\n</article></body></html>\n")
	return []byte(b.String())
}

// isItem reports whether a page is one that ItemPage made.
func isItem(page []byte) bool {
	return bytes.HasPrefix(page, []byte(fullItem)) || bytes.HasPrefix(page, []byte(summaryItem))
}

// readItem reads a page that ItemPage made. Nothing but stated tells its title and date.
func readItem(ref string, raw []byte, mediaType, url string, stated parley.Stated, opts Options) (*parley.Article, error) {
	fail := func(err error) (*parley.Article, error) { return nil, &Error{Ref: ref, Err: err} }
	paragraphs, dropped, err := page.Item(strings.ToValidUTF8(string(raw), "\ufffd"))
	if err != nil {
		return fail(err)
	}
	a := &parley.Article{
		Ref: ref, URL: url, Encoding: utf8Name, Title: normalise(stated.Title), Outlet: normalise(stated.Outlet),
		Language: normalise(stated.Language), Byline: normalise(stated.Byline),
	}
	if at := normalise(stated.Published); at != "" {
		a.Published = statedPublished(at, a.Language)
		a.Published.How = "the feed"
	}
	if bytes.HasPrefix(raw, []byte(summaryItem)) {
		a.Notes = append(a.Notes, note("the text is what the feed says of the article, which may be its first lines or a summary only"))
	}
	if err := fill(a, pageText(&page.Page{Paragraphs: paragraphs}, a.Title)); err != nil {
		return fail(err)
	}
	between := make([]parley.DroppedLine, 0, len(dropped)+len(a.Dropped))
	for _, d := range dropped {
		if text := normalise(d.Text); text != "" {
			between = append(between, parley.DroppedLine{Text: text, Why: parley.Why(d.Why)})
		}
	}
	a.Dropped = append(between, a.Dropped...)
	keep(a, parley.Raw{MediaType: mediaType, Stated: stated, Body: raw}, opts)
	return a, nil
}
