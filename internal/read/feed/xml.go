package feed

import (
	"cmp"
	"errors"
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/mmcdole/gofeed/atom"
	ext "github.com/mmcdole/gofeed/extensions"
	"github.com/mmcdole/gofeed/rss"
)

// readXML reads RSS or Atom: as a whole, and where that fails item by item.
func (f *Feed) readXML(text string, k kind) error {
	s := look(text, k)
	var cause error
	if !s.wild && s.items <= MaxItems {
		if cause = f.addXML(text, k); cause == nil {
			f.setLanguages(s.langs)
			return nil
		}
	}
	m := mend(text, s.item)
	err := f.addXML(m.head.String(), k)
	if cause != nil {
		f.notef("it was mended: %v", cause)
	}
	f.readItems(m, k)
	if why := cmp.Or(cause, err, cmp.Or(f.Faults...)); why != nil && len(f.Items) == 0 {
		return syntax("%w", why)
	}
	return nil
}

// readItems reads the items of a document that was taken apart.
func (f *Feed) readItems(m *mended, k kind) {
	for _, n := range m.lost {
		f.fault("%s", n)
	}
	for _, n := range m.notes {
		f.notef("%s", n)
	}
	var langs []string
	for n, text := range m.items {
		one := &Feed{}
		if err := one.addXML(text, k); err != nil || len(one.Items) == 0 {
			f.fault("an item, the %d. of those that could be told apart, is left out: %w", n+1, cmp.Or(err, errors.New("nothing in it")))
			continue
		}
		f.Items = append(f.Items, one.Items[0])
		langs = append(langs, m.langs[n])
	}
	f.setLanguages(langs)
	if m.more > 0 {
		f.fault("it has %d items, of which the first %d were read", len(m.items)+m.more, len(m.items))
	}
}

// setLanguages takes over the languages that the tags of the items state.
func (f *Feed) setLanguages(langs []string) {
	if len(langs) != len(f.Items) {
		return // some stand where no items are read
	}
	for i := range f.Items {
		f.Items[i].Language = first(f.Items[i].Language, langs[i])
	}
}

// addXML reads a document by gofeed and adds what it holds to f.
func (f *Feed) addXML(text string, k kind) error {
	if k == kindAtom {
		a, err := (&atom.Parser{}).Parse(strings.NewReader(text))
		if err != nil {
			return err
		}
		f.addAtom(a)
		return nil
	}
	r, err := (&rss.Parser{}).Parse(strings.NewReader(text))
	if err != nil {
		return err
	}
	f.addRSS(r)
	return nil
}

func (f *Feed) addRSS(r *rss.Feed) {
	f.Kind = "RSS"
	if r.Version != "" {
		f.Kind += " " + r.Version
	}
	f.Title, f.Site, f.Language = r.Title, r.Link, r.Language
	dc := r.DublinCoreExt
	if dc != nil {
		f.Title, f.Language = first(f.Title, dc.Title...), first(f.Language, dc.Language...)
	}
	for _, l := range extension(r.Extensions, "link", "atom", "atom10", "atom03") {
		switch l.Attrs["rel"] {
		case "self":
			f.Self = first(f.Self, l.Attrs["href"])
		case "", "alternate":
			f.Site = first(f.Site, l.Attrs["href"])
		}
	}
	f.TTL = ttl(r.TTL, r.Extensions)
	f.SkipHours = skipHours(r.SkipHours)
	for _, i := range r.Items {
		f.Items = append(f.Items, rssItem(i))
	}
}

// rssItem takes over an item; its URL may still be relative.
func rssItem(i *rss.Item) Item {
	out := Item{Title: i.Title, URL: i.Link, Author: person(i.Author), Published: i.PubDate}
	if i.GUID != nil {
		out.Key = i.GUID.Value
		if out.URL == "" && !strings.EqualFold(i.GUID.IsPermalink, "false") && isWeb(out.Key) {
			out.URL = out.Key
		}
	}
	description := i.Description
	if dc := i.DublinCoreExt; dc != nil {
		out.Title = first(out.Title, dc.Title...)
		out.Author = first(first(out.Author, dc.Creator...), dc.Author...)
		out.Published = first(out.Published, dc.Date...)
		out.Language = first("", dc.Language...)
		description = first(description, dc.Description...)
	}
	for _, l := range extension(i.Extensions, "link", "atom", "atom10", "atom03") {
		if rel := l.Attrs["rel"]; rel == "" || rel == "alternate" {
			out.URL = first(out.URL, l.Attrs["href"])
		}
	}
	// FeedBurner puts its own counter into the link.
	for _, l := range extension(i.Extensions, "origLink", "feedburner") {
		if isWeb(l.Value) {
			out.URL = strings.TrimSpace(l.Value)
		}
	}
	out.Updated = value(i.Extensions, "updated")
	out.Published = first(out.Published, value(i.Extensions, "published"))
	description = first(description, value(i.Extensions, "summary"))
	out.HTML, out.Full = choose(first(i.Content, value(i.Extensions, "content")), description)
	return out
}

func (f *Feed) addAtom(a *atom.Feed) {
	f.Kind = "Atom"
	if a.Version != "" {
		f.Kind += " " + a.Version
	}
	f.Title, f.Language = a.Title, a.Language
	f.Site, f.Self = atomLink(a.Links, "alternate"), atomLink(a.Links, "self")
	f.TTL = ttl("", a.Extensions)
	if len(a.Authors) > 0 {
		f.author = a.Authors[0].Name
	}
	for _, e := range a.Entries {
		f.Items = append(f.Items, atomItem(e))
	}
}

// atomLink is the first link of a kind, one to a page before others.
func atomLink(links []*atom.Link, rel string) string {
	for _, page := range []bool{true, false} {
		for _, l := range links {
			if (l.Rel == rel || l.Rel == "" && rel == "alternate") && l.Href != "" &&
				(!page || l.Type == "" || strings.Contains(l.Type, "html")) {
				return l.Href
			}
		}
	}
	return ""
}

// atomItem takes over an entry; its URL may still be relative.
func atomItem(e *atom.Entry) Item {
	out := Item{Key: e.ID, Title: e.Title, URL: atomLink(e.Links, "alternate"), Published: e.Published, Updated: e.Updated}
	out.Published = first(out.Published, e.Updated)
	names := []string{}
	for _, a := range e.Authors {
		if a.Name != "" {
			names = append(names, a.Name)
		}
	}
	out.Author = strings.Join(names, ", ")
	content := ""
	if c := e.Content; c != nil {
		switch {
		case c.Src != "":
			out.URL = first(out.URL, c.Src)
		case c.Type == "" || c.Type == "text" || c.Type == "text/plain":
			content = plainHTML(c.Value)
		case strings.Contains(c.Type, "html") || strings.Contains(c.Type, "xml"):
			content = c.Value
		}
	}
	out.HTML, out.Full = choose(content, e.Summary)
	return out
}

// person is the name in "address (name)", the form of RSS, or in "name (address)".
func person(s string) string {
	outside, inside, ok := strings.Cut(s, "(")
	inside, rest, closed := strings.Cut(inside, ")")
	switch {
	case !ok || !closed || strings.TrimSpace(rest) != "":
		return s
	case strings.Contains(outside, "@"):
		return inside
	case strings.Contains(inside, "@"):
		return outside
	}
	return s
}

// choose takes the content if there is any text in it, else the summary.
func choose(content, summary string) (text string, full bool) {
	content, summary = unescaped(content), unescaped(summary)
	if hasText(content) {
		return content, true
	}
	if hasText(summary) {
		return summary, false
	}
	return "", false
}

var (
	anyTag    = regexp.MustCompile(`<[a-zA-Z/!]`)
	hidden    = regexp.MustCompile(`&lt;/?(?i:p|br|div|a|b|i|em|strong|span|img|ul|li|blockquote|h[1-6])(?:\s[^<>]{0,500}?)?/?&gt;`)
	blankLine = regexp.MustCompile(`\r?\n[ \t]*\r?\n\s*`)
	cdata     = strings.NewReplacer("<![CDATA[", "", "]]>", "")
	cdataIn   = "<![CDATA["
)

// unescaped undoes what some writers do twice: a CDATA section within text that is
// escaped, and tags that are escaped within it. Text without any tags gets those of
// its paragraphs.
func unescaped(s string) string {
	if strings.Contains(s, cdataIn) {
		s = cdata.Replace(s)
	}
	if anyTag.MatchString(s) {
		return s
	}
	if hidden.MatchString(s) {
		return html.UnescapeString(s)
	}
	// No HTML at all: blank lines are paragraphs.
	if blankLine.MatchString(strings.TrimSpace(s)) {
		return "<p>" + blankLine.ReplaceAllString(strings.TrimSpace(s), "</p><p>") + "</p>"
	}
	return s
}

// plainHTML writes plain text as HTML, blank lines as paragraphs.
func plainHTML(text string) string {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	if text == "" {
		return ""
	}
	text = html.EscapeString(text)
	text = strings.ReplaceAll(text, "\n\n", "</p><p>")
	return "<p>" + strings.ReplaceAll(text, "\n", "<br>") + "</p>"
}

// extension lists the elements of a name in one of the namespaces.
func extension(e ext.Extensions, name string, spaces ...string) []ext.Extension {
	for _, s := range spaces {
		if found := e[s][name]; len(found) > 0 {
			return found
		}
	}
	return nil
}

// value is the text of an element of Atom within RSS.
func value(e ext.Extensions, name string) string {
	for _, x := range extension(e, name, "atom", "atom10", "atom03") {
		if x.Value != "" {
			return x.Value
		}
	}
	return ""
}

// first is s if it is not blank, else the first of more that is not.
func first(s string, more ...string) string {
	if strings.TrimSpace(s) != "" {
		return s
	}
	for _, m := range more {
		if strings.TrimSpace(m) != "" {
			return m
		}
	}
	return s
}

// ttl is the wait between polls in minutes, up to a year: what RSS 2.0 states, or
// the syndication module of RSS 1.0 (a period and how often in it).
func ttl(stated string, e ext.Extensions) int {
	const year = 365 * 24 * 60
	if n, err := strconv.Atoi(strings.TrimSpace(stated)); err == nil && n > 0 {
		return min(n, year)
	}
	period := 0
	for _, x := range extension(e, "updatePeriod", "sy", "syn") {
		switch strings.ToLower(strings.TrimSpace(x.Value)) {
		case "hourly":
			period = 60
		case "daily":
			period = 24 * 60
		case "weekly":
			period = 7 * 24 * 60
		case "monthly":
			period = 30 * 24 * 60
		case "yearly":
			period = year
		}
	}
	times := 1
	for _, x := range extension(e, "updateFrequency", "sy", "syn") {
		if n, err := strconv.Atoi(strings.TrimSpace(x.Value)); err == nil && n > 0 {
			times = n
		}
	}
	if period == 0 {
		return 0
	}
	return max(1, period/times)
}

// skipHours reads the hours in which a feed asks not to be polled. Some count
// from 1 to 24.
func skipHours(stated []string) []int {
	var out []int
	for _, s := range stated {
		if n, err := strconv.Atoi(strings.TrimSpace(s)); err == nil && n >= 0 && n <= 24 {
			out = append(out, n%24)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
