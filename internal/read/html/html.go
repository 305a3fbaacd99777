// Package html turns a page of the web into the article that stands on it: clean
// paragraphs, and title, outlet, byline, language and time of publication as the
// page states them.
//
// The tree of a page becomes boxes and blocks (outlineOf); marks in names,
// classes and roles say what is no article, and are taken back where they would
// leave nothing (settle); the box that holds the text is chosen (choose); and
// its blocks are gone through once more (sift). The lists of marks and words are
// data/page. No script of a page is run, and none of it is kept as text.
package html

import (
	"fmt"
	"strings"
	"time"

	dom "golang.org/x/net/html"

	"parley"
)

// Page is an article as a page shows it. An empty string means that the page does
// not tell; nothing is guessed.
type Page struct {
	// Title is the headline without the outlet's name, Byline the line that names
	// the writers, Language the tag of the text ("en", "pt-BR").
	Title, Outlet, Byline, Language string
	// URL is the page's own address as it states it (canonical, og:url); absolute.
	// One of another site than the page's is not taken.
	URL string
	// Published is when it was published, Modified when it was last changed.
	Published, Modified Moment
	// Paragraphs are the paragraphs of the article in their order, each in one line.
	// The headline is none of them.
	Paragraphs []string
	// Dropped are pieces of text that stand within the article and are none of it,
	// in their order. What stands around the article is not listed.
	Dropped []Dropped
	// Charset is the encoding of the bytes as it was found.
	Charset string
	// How says for "title", "outlet", "byline", "language" and "url" where it was found.
	How map[string]string
	// Notes say what had to be decided, such as between dates that differ.
	Notes []string
}

// Moment is a time as a page states it.
type Moment struct {
	// Stated is as written, How where it stands ("JSON-LD datePublished"); both
	// empty for none.
	Stated, How string
	// At is the moment, UTC; zero where Stated gives no time or no zone.
	At time.Time
	// Day is the day there, at midnight UTC; zero where Stated cannot be read.
	Day time.Time
}

// Time reads a time as a program or a person writes it. language decides what
// 3/4/2023 is; without one, and in plain English, that is not read. How is empty.
func Time(stated, language string) Moment { return momentOf(stated, language) }

// Dropped is a piece of a page that is no article. Why is one of the reasons of
// parley.DroppedLine.
type Dropped struct{ Text, Why string }

// Read reads a page. mediaType is as served ("" if not known), url where it was
// (for links and dates in addresses; may be empty). The error wraps
// parley.ErrEmpty, ErrBinary or ErrFormat.
func Read(raw []byte, mediaType, url string) (*Page, error) {
	raw, mediaType, from := unpackMHTML(raw, mediaType)
	if url == "" {
		url = from
	}
	text, charset, err := decode(raw, mediaType)
	if err != nil {
		return nil, err
	}
	if err := checkFormat(text, mediaType); err != nil {
		return nil, err
	}
	saved := false
	if url == "" {
		url = savedFrom(text)
		saved = url != ""
	}
	p, err := readText(text, url, saved, false)
	if err != nil || p.size() < fewBytes && strings.Contains(text, "<noscript") {
		// Some pages hold their text for readers who run no scripts, as this one.
		if q, err2 := readText(text, url, saved, true); err2 == nil && (p == nil || q.size() > 2*p.size()) {
			p, err = q, nil
		}
	}
	if err != nil {
		return nil, err
	}
	p.Charset = charset
	return p, nil
}

// readText reads a decoded page; noscript says whether elements of that name are
// read.
func readText(text, url string, saved, noscript bool) (*Page, error) {
	root, err := parse(text, noscript)
	if err != nil {
		return nil, err
	}
	if inner := viewedSource(root); inner != "" {
		if root, err = parse(inner, noscript); err != nil {
			return nil, err
		}
	}
	p := &Page{How: map[string]string{}}
	if err := p.fill(root, url, saved); err != nil {
		return nil, err
	}
	return p, nil
}

// size returns the bytes of the paragraphs.
func (p *Page) size() int {
	n := 0
	for _, s := range p.Paragraphs {
		n += len(s)
	}
	return n
}

// checkFormat refuses what is no page of the web.
func checkFormat(text, mediaType string) error {
	start := strings.ToLower(strings.TrimSpace(text[:min(len(text), 1024)]))
	for strings.HasPrefix(start, "<?") || strings.HasPrefix(start, "<!--") {
		_, rest, ok := strings.Cut(start, ">")
		if !ok {
			break
		}
		start = strings.TrimSpace(rest)
	}
	for _, k := range []string{"<rss", "<feed", "<rdf:rdf", "<opml", "<urlset", "<sitemapindex"} {
		if strings.HasPrefix(start, k) {
			return fmt.Errorf("%w: XML (%s), no page", parley.ErrFormat, strings.TrimPrefix(k, "<"))
		}
	}
	kind, _, _ := strings.Cut(strings.ToLower(mediaType), ";")
	if kind = strings.TrimSpace(kind); strings.Contains(kind, "html") || strings.HasPrefix(kind, "multipart/") || kind == "message/rfc822" {
		return nil
	}
	if strings.HasPrefix(start, "{") || strings.HasPrefix(start, "[{") || !hasTag(text) {
		return fmt.Errorf("%w: no page of the web", parley.ErrFormat)
	}
	return nil
}

// hasTag reports whether a text has anything that looks like an element.
func hasTag(text string) bool {
	for {
		_, rest, ok := strings.Cut(text, "<")
		if !ok {
			return false
		}
		if rest != "" && (rest[0] >= 'a' && rest[0] <= 'z' || rest[0] >= 'A' && rest[0] <= 'Z' || rest[0] == '!') && strings.Contains(rest, ">") {
			return true
		}
		text = rest
	}
}

// fill reads the page of a tree.
func (p *Page) fill(root *dom.Node, url string, saved bool) error {
	h := headOf(root, url, saved)
	p.Language, p.How["language"] = h.language()
	p.URL, p.How["url"] = h.url()
	p.Title, p.How["title"] = h.headline()
	p.Outlet, p.How["outlet"] = h.outlet()
	l := outlineOf(root)
	l.settle(p.Title)
	headline := l.headline(p.Title)
	at := l.choose(headline)
	p.dates(h, l, headline, at)
	p.Byline, p.How["byline"] = h.byline(l, headline, at, p.Outlet)
	for k, v := range p.How {
		if v == "" {
			delete(p.How, k)
		}
	}
	if l.boxes[at].mass > 0 {
		p.Paragraphs = l.leads(headline, at, p.Title)
		p.take(l.sift(at, p.Title))
	}
	p.takeLinked(h.ld.body)
	p.checkLanguage(h)
	if len(p.Paragraphs) == 0 {
		return fmt.Errorf("%w: no article on the page", parley.ErrEmpty)
	}
	return nil
}

// headline returns the block that shows the title, -1 for none.
func (l *layout) headline(title string) int {
	want, other := letters(title), -1
	for i := range l.blocks {
		b := &l.blocks[i]
		if heading(b.tag) == 0 || b.why == "navigation" && other >= 0 {
			continue
		}
		if want != "" && letters(b.text) == want {
			return i
		}
		if other < 0 && b.tag.String() == "h1" && likeness(b.text, title) >= 0.5 {
			other = i
		}
	}
	if other < 0 && want != "" {
		for i := range l.blocks {
			if b := &l.blocks[i]; len(b.text) <= len(title)+20 && b.links == 0 && letters(b.text) == want {
				return i
			}
		}
	}
	return other
}

// take keeps the blocks that stay, and notes those that do not.
func (p *Page) take(s *sifted) {
	for i, why := range s.why {
		text := s.block(i).text
		switch why {
		case "":
			p.Paragraphs = append(p.Paragraphs, text)
		case "title":
		default:
			p.Dropped = append(p.Dropped, Dropped{Text: text, Why: why})
		}
	}
}
