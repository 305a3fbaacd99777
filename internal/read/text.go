package read

import (
	"fmt"
	"slices"
	"strings"

	"parley"
)

// Text reads one plain text. ref becomes the article's Ref; raw is in any
// encoding that decode knows. The error is an *Error that wraps
// parley.ErrEmpty, ErrBinary, ErrFormat or ErrTooLarge.
func Text(ref string, raw []byte, opts Options) (*parley.Article, error) {
	return plain(ref, raw, "", parley.Stated{}, opts)
}

// plain reads one plain text, which was at url; stated is used where the text
// does not tell.
func plain(ref string, raw []byte, url string, stated parley.Stated, opts Options) (*parley.Article, error) {
	fail := func(err error) (*parley.Article, error) { return nil, &Error{Ref: ref, Err: err} }
	if size := int64(len(raw)); size > opts.maxText() {
		return fail(tooLarge("a text", size, opts.maxText()))
	}
	text, encoding, err := decode(raw)
	if err != nil {
		return fail(err)
	}
	if format := markup(text); format != "" {
		return fail(fmt.Errorf("%w: %s", parley.ErrFormat, format))
	}
	a := &parley.Article{Ref: ref, URL: url, Encoding: encoding}
	if err := fill(a, text); err != nil {
		return fail(err)
	}
	complete(a, stated)
	keep(a, parley.Raw{MediaType: typeText, Stated: stated, Body: raw}, opts)
	return a, nil
}

// complete gives a what was stated beside it and it does not tell itself.
func complete(a *parley.Article, s parley.Stated) {
	for _, f := range []struct {
		field  *string
		stated string
	}{{&a.Title, s.Title}, {&a.Outlet, s.Outlet}, {&a.Language, s.Language}, {&a.Byline, s.Byline}} {
		if *f.field == "" {
			*f.field = normalise(f.stated)
		}
	}
	if stated := normalise(s.Published); a.Published.Stated == "" && stated != "" {
		a.Published = statedPublished(stated, a.Language)
	}
	a.ID = parley.ArticleID(a.Text, a.URL, a.Outlet)
}

// fill cleans text into a and completes it: what the input stated is there
// already and wins over what the text tells.
func fill(a *parley.Article, text string) error {
	c := clean(text)
	if c.text == "" {
		if len(c.dropped) > 0 {
			return fmt.Errorf("%w: only lines that are no article, %d of them", parley.ErrEmpty, len(c.dropped))
		}
		return parley.ErrEmpty
	}
	a.Text, a.Dropped = c.text, inOrder(c.dropped)
	a.Dateline = c.dateline
	if a.Byline == "" {
		a.Byline = c.byline
	}
	if a.Encoding != utf8Name {
		a.Notes = append(a.Notes, note("the bytes were read as %s", a.Encoding))
	}
	if n := strings.Count(a.Text, "\ufffd"); n > 0 {
		a.Notes = append(a.Notes, note("%d characters could not be read and are shown as U+FFFD", n))
	}
	if a.Title == "" {
		a.Title = c.title
	}
	if a.Outlet == "" && c.outlet != "" {
		a.Outlet = c.outlet
		a.Notes = append(a.Notes, note("the outlet is taken from %s", c.outletHow))
	}
	if a.Published.Stated == "" && c.date != "" {
		a.Published = published(c.date)
		a.Notes = append(a.Notes, note("the date of publication is taken from a line of the text"))
	}
	if p := a.Published; p.Stated != "" && p.From.IsZero() {
		a.Notes = append(a.Notes, note("the date of publication %q could not be read", p.Stated))
	}
	a.ID = parley.ArticleID(a.Text, a.URL, a.Outlet)
	return nil
}

// inOrder sorts dropped lines by their place in the raw text; the parts of one
// line stay in the order in which they were taken.
func inOrder(dropped []parley.DroppedLine) []parley.DroppedLine {
	slices.SortStableFunc(dropped, func(a, b parley.DroppedLine) int { return a.Line - b.Line })
	return dropped
}

func note(format string, args ...any) parley.Note {
	return parley.Note{Stage: "read", Note: fmt.Sprintf(format, args...)}
}
