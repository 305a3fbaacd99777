package read

import (
	"strings"

	"parley"
	"parley/internal/read/html"
)

// HTML reads the article of a page of the web. mediaType is as served, url where
// the page was, both may be empty; the article's URL is the one that the page
// states as its own on the same site, else url. stated is used where the page
// does not tell. The headline stands in Title only.
//
// The error is an *Error that wraps parley.ErrEmpty, ErrBinary, ErrFormat or
// ErrTooLarge.
func HTML(ref string, raw []byte, mediaType, url string, stated parley.Stated, opts Options) (*parley.Article, error) {
	fail := func(err error) (*parley.Article, error) { return nil, &Error{Ref: ref, Err: err} }
	if size := int64(len(raw)); size > opts.maxText() {
		return fail(tooLarge("a page", size, opts.maxText()))
	}
	if isItem(raw) {
		return readItem(ref, raw, mediaType, url, stated, opts)
	}
	p, err := html.Read(raw, mediaType, url)
	if err != nil {
		return fail(err)
	}
	a := &parley.Article{Ref: ref, URL: or(p.URL, url), Encoding: p.Charset}
	a.Title = or(normalise(p.Title), normalise(stated.Title))
	a.Outlet = or(normalise(p.Outlet), normalise(stated.Outlet))
	a.Language = or(p.Language, normalise(stated.Language))
	a.Byline = or(normalise(p.Byline), normalise(stated.Byline))
	a.Published = pagePublished(p, normalise(stated.Published))
	for _, n := range p.Notes {
		a.Notes = append(a.Notes, note("%s", n))
	}
	if err := fill(a, pageText(p, a.Title)); err != nil {
		return fail(err)
	}
	between := make([]parley.DroppedLine, 0, len(p.Dropped)+len(a.Dropped))
	for _, d := range p.Dropped {
		if text := normalise(d.Text); text != "" {
			between = append(between, parley.DroppedLine{Text: text, Why: parley.Why(d.Why)})
		}
	}
	a.Dropped = append(between, a.Dropped...)
	keep(a, parley.Raw{MediaType: pageType(mediaType), Stated: stated, Body: raw}, opts)
	return a, nil
}

// pageType is what a page is kept as: as it was served, but surely a page. The name
// of its encoding stays.
func pageType(served string) string {
	switch mediaType(served) {
	case typeHTML, typeXHTML:
		return served
	}
	if _, charset, ok := strings.Cut(served, "charset="); ok {
		return typeHTML + "; charset=" + charset
	}
	return typeHTML
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// pageText joins the paragraphs of a page. The title, which stands beside the
// text, is left out where it stands above it too.
func pageText(p *html.Page, title string) string {
	paragraphs := p.Paragraphs
	if len(paragraphs) > 1 && title != "" && sameLetters(paragraphs[0], title) {
		paragraphs = paragraphs[1:]
	}
	return strings.Join(paragraphs, "\n\n")
}

// pagePublished is the date that a page states, or else the one stated beside it.
func pagePublished(p *html.Page, stated string) parley.Published {
	m := p.Published
	if m.Day.IsZero() && stated != "" {
		if out := statedPublished(stated, p.Language); m.Stated == "" || !out.From.IsZero() {
			return out
		}
	}
	return parley.Published{Stated: normalise(m.Stated), How: m.How, At: m.At, From: m.Day, To: m.Day}
}

// statedPublished reads a date that a feed or a column states.
func statedPublished(stated, language string) parley.Published {
	out := published(stated)
	m := html.Time(stated, language)
	if out.From.IsZero() {
		out.From, out.To = m.Day, m.Day
	}
	if out.From.Equal(m.Day) {
		out.At = m.At
	}
	out.How = "stated beside the text"
	return out
}
