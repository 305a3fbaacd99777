package eval

import (
	"bytes"
	"embed"
	"fmt"
	"hash/fnv"
	"html"
	"math/rand/v2"
	"slices"
	"strings"
	"text/template"
	"time"

	"golang.org/x/net/html/charset"

	"parley/data"
	"parley/examples"
	"parley/internal/read"
)

// Engines whose layouts the made pages have. The first five stood when the reader
// of pages was made; the others were written after that and before it saw them.
var (
	FirstEngines = []string{"wpclassic", "wpblock", "drupal", "joomla", "ghost"}
	OtherEngines = []string{"arc", "brightspot", "blogger", "wagtail", "react"}
)

//go:embed testdata/pages
var pageFiles embed.FS

// MadePage is a page of our own making with the truth about it.
type MadePage struct {
	Name, Engine   string
	URL, MediaType string
	Body           []byte
	Title, Outlet  string
	// Day is the day of publication, At the moment where the page states one.
	Day, At time.Time
	// Paragraphs are the article's. Optional are words that may be kept or not:
	// a lead, a dateline, a note of correction.
	Paragraphs, Optional []string
}

// MakePages makes so many pages of each engine. The same seed makes the same pages.
func MakePages(engines []string, each int, seed uint64) ([]MadePage, error) {
	filler, err := readFiller()
	if err != nil {
		return nil, err
	}
	stories, err := readStories()
	if err != nil {
		return nil, err
	}
	var out []MadePage
	for _, engine := range engines {
		src, err := pageFiles.ReadFile("testdata/pages/" + engine + ".tmpl")
		if err != nil {
			return nil, err
		}
		t, err := template.New(engine).Parse(string(src))
		if err != nil {
			return nil, err
		}
		h := fnv.New64a()
		h.Write([]byte(engine))
		for i := range each {
			m := &pageMaker{r: rand.New(rand.NewPCG(seed, h.Sum64()+uint64(i))), filler: filler, stories: stories}
			p, err := m.page(t, fmt.Sprintf("%s-%02d", engine, i))
			if err != nil {
				return nil, fmt.Errorf("page %s-%02d: %w", engine, i, err)
			}
			out = append(out, p)
		}
	}
	return out, nil
}

// readFiller reads filler.tsv: texts by language and kind.
func readFiller() (map[string][]string, error) {
	rows, err := data.Rows(pageFiles, "testdata/pages/filler.tsv", 3)
	if err != nil {
		return nil, err
	}
	out := map[string][]string{}
	for _, r := range rows {
		key := r.Cells[0] + " " + r.Cells[1]
		out[key] = append(out[key], r.Cells[2])
	}
	return out, nil
}

// story is a text for a page.
type story struct {
	title      string
	paragraphs []string
}

// readStories reads the example dispatches, without what their reader drops.
func readStories() ([]story, error) {
	files, err := examples.FS.ReadDir(".")
	if err != nil {
		return nil, err
	}
	var out []story
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".txt") {
			continue
		}
		raw, err := examples.FS.ReadFile(f.Name())
		if err != nil {
			return nil, err
		}
		a, err := read.Text(f.Name(), raw, read.Options{})
		if err != nil {
			return nil, err
		}
		s := story{title: a.Title}
		for p := range strings.SplitSeq(a.Text, "\n\n") {
			if p != a.Title {
				s.paragraphs = append(s.paragraphs, p)
			}
		}
		if s.title != "" && len(s.paragraphs) > 2 {
			out = append(out, s)
		}
	}
	return out, nil
}

// pageMaker holds what one page is made of; the templates read it.
type pageMaker struct {
	r       *rand.Rand
	filler  map[string][]string
	stories []story

	Lang, Tag, TagLow, Short, Locale, Charset string
	Title, Suffix, Outlet, Author, URL, Lead  string
	Number, Year                              int
	LD, Meta, Time, Shown, Near               string
	Changed, ChangedShown                     string
	Today, Other, OtherISO                    string
	Level                                     string
	Breaks                                    bool
	Parts                                     []pagePart
	Teasers                                   []string

	at       time.Time // there
	zone     string
	hasTime  bool // a place states the moment
	host     string
	optional []string
	truth    []string
}

// pagePart is a piece of an article's body in a template.
type pagePart struct {
	Kind, HTML string
	Items      []string
}

// Chance is true in so many of a hundred cases.
func (m *pageMaker) Chance(percent int) bool { return m.r.IntN(100) < percent }

// One returns one of its arguments.
func (m *pageMaker) One(of ...string) string { return of[m.r.IntN(len(of))] }

// Word returns a filler of a kind in the page's language, for markup.
func (m *pageMaker) Word(kind string) string { return html.EscapeString(m.plain(kind)) }

func (m *pageMaker) plain(kind string) string {
	list := m.filler[m.Lang+" "+kind]
	return list[m.r.IntN(len(list))]
}

func (m *pageMaker) page(t *template.Template, name string) (MadePage, error) {
	m.choose()
	m.body()
	m.dates()
	m.linked()
	m.TagLow, m.Level = strings.ToLower(m.Tag), m.One("h2", "h3", "h4")
	m.Breaks = m.Chance(30)
	title := m.Title
	m.Title = html.EscapeString(m.Title)
	m.Author = html.EscapeString(m.Author)
	var b bytes.Buffer
	if err := t.Execute(&b, m); err != nil {
		return MadePage{}, err
	}
	p := MadePage{Name: name, Engine: t.Name(), URL: m.URL, Title: title, Outlet: m.Outlet, Paragraphs: m.truth, Optional: m.optional,
		Day: time.Date(m.at.Year(), m.at.Month(), m.at.Day(), 0, 0, 0, 0, time.UTC)}
	if m.hasTime {
		p.At = m.at.UTC()
	}
	p.Body, p.MediaType = b.Bytes(), m.One("text/html", "text/html; charset="+m.Charset, "")
	if enc, _ := charset.Lookup(m.Charset); m.Charset != "utf-8" {
		coded, err := enc.NewEncoder().Bytes(p.Body)
		if err != nil { // a letter that the old encoding has not
			p.Body = bytes.ReplaceAll(p.Body, []byte(m.Charset), []byte("utf-8"))
			p.MediaType = strings.ReplaceAll(p.MediaType, m.Charset, "utf-8")
			return p, nil
		}
		p.Body = coded
	}
	return p, nil
}

// choose takes the language, the outlet and the rest of the frame.
func (m *pageMaker) choose() {
	kinds := []struct{ lang, tag, locale, charset string }{
		{"en", "en", "en_US", "utf-8"}, {"en", "en-GB", "en_GB", "utf-8"}, {"en", "en-US", "en_US", "utf-8"}, {"en", "en-KE", "en_GB", "utf-8"},
		{"en", "en-GB", "en_GB", "windows-1252"}, {"en", "en", "en_US", "utf-8"}, {"fr", "fr-FR", "fr_FR", "utf-8"}, {"fr", "fr", "fr_FR", "iso-8859-1"},
		{"es", "es-ES", "es_ES", "utf-8"}, {"es", "es", "es_LA", "windows-1252"}, {"ar", "ar", "ar_AR", "utf-8"}, {"ar", "ar-EG", "ar_AR", "windows-1256"},
	}
	k := kinds[m.r.IntN(len(kinds))]
	m.Lang, m.Tag, m.Locale, m.Charset = k.lang, k.tag, k.locale, k.charset
	m.Short = m.Lang
	m.Outlet = m.One("Belun Courier", "The Canal Times", "Tarvos Daily", "Ostrava Bay Post", "Radio Lantern", "Harrow Observer")
	m.host = "www." + strings.ToLower(strings.ReplaceAll(strings.TrimPrefix(m.Outlet, "The "), " ", "")) + ".example"
	m.Suffix = html.EscapeString(m.One(" | ", " - ", " – ", " — ", " | World | ", " » ") + m.Outlet)
	m.Author = m.One("Ana Ruiz", "Tomas Hale", "Mirela Donst and Tomas Hale", "Li Wei")
	m.Number = 100 + m.r.IntN(90000)
	for range 2 + m.r.IntN(3) {
		m.Teasers = append(m.Teasers, m.Word("teaser"))
	}
}

// body makes the paragraphs, and what stands between them.
func (m *pageMaker) body() {
	var s story
	if m.Lang == "en" && m.Chance(70) {
		s = m.stories[m.r.IntN(len(m.stories))]
	} else {
		s.title = m.plain("title")
		list := m.filler[m.Lang+" para"]
		for _, i := range m.r.Perm(len(list))[:4+m.r.IntN(len(list)-4)] {
			s.paragraphs = append(s.paragraphs, list[i])
		}
	}
	m.Title = s.title
	if m.Chance(30) {
		m.Lead = m.plain("para")
		if slices.Contains(s.paragraphs, m.Lead) {
			m.Lead = ""
		}
		m.optional = append(m.optional, m.Lead)
		m.Lead = html.EscapeString(m.Lead)
	}
	for i, p := range s.paragraphs {
		if i > 0 && m.Chance(45) {
			m.insert(s.paragraphs)
		}
		if len(p) < 120 && !strings.HasSuffix(p, ".") && !strings.HasSuffix(p, "”") {
			m.optional = append(m.optional, p) // a line of the example that is no sentence
		} else {
			m.truth = append(m.truth, p)
		}
		text := m.markup(p)
		if i == 0 && m.Lang == "en" && m.Chance(25) {
			dateline := m.One("BELUN, Tarvos (Lantern) — ", "OSTRAVA BAY, April 3 (Lantern) - ")
			m.optional = append(m.optional, dateline)
			text = dateline + text
		}
		m.Parts = append(m.Parts, pagePart{Kind: "p", HTML: text})
	}
	if m.Chance(25) {
		c := m.plain("correction")
		m.optional = append(m.optional, c)
		m.Parts = append(m.Parts, pagePart{Kind: "correction", HTML: html.EscapeString(c)})
	}
}

// insert puts something between two paragraphs: of the article, or not.
func (m *pageMaker) insert(paragraphs []string) {
	kind := m.One("head", "head", "quote", "list", "figure", "figure", "pull", "ad", "newsletter", "readalso", "related", "tweet")
	part := pagePart{Kind: kind}
	switch kind {
	case "head", "quote":
		text := m.plain(kind)
		if slices.Contains(m.truth, text) {
			return
		}
		m.truth = append(m.truth, text)
		part.HTML = html.EscapeString(text)
	case "list":
		for _, text := range m.filler[m.Lang+" li"] {
			if slices.Contains(m.truth, text) {
				return
			}
			m.truth = append(m.truth, text)
			part.Items = append(part.Items, html.EscapeString(text))
		}
	case "related":
		for range 2 + m.r.IntN(2) {
			part.Items = append(part.Items, m.Word("teaser"))
		}
	case "pull":
		words := strings.Fields(paragraphs[m.r.IntN(len(paragraphs))])
		if len(words) < 12 {
			return
		}
		at := m.r.IntN(len(words) - 10)
		part.HTML = html.EscapeString(strings.Trim(strings.Join(words[at:at+10], " "), ".,“”\"«» "))
	case "figure":
		part.HTML = m.Word("caption")
	case "readalso":
		part.HTML = m.Word("teaser")
	case "newsletter", "tweet":
		part.HTML = m.Word(kind)
	}
	m.Parts = append(m.Parts, part)
}

// markup writes a paragraph with some of the marks that writers put into one.
func (m *pageMaker) markup(p string) string {
	words := strings.Fields(p)
	for i := range words {
		words[i] = html.EscapeString(words[i])
	}
	if len(words) > 3 && m.Chance(20) {
		words = append([]string{words[0] + "&nbsp;" + words[1]}, words[2:]...)
	}
	if n := len(words); n > 8 && m.Chance(50) {
		from := m.r.IntN(n - 4)
		to := from + 1 + m.r.IntN(3)
		open := m.One(`<a href="/topic/x">`, `<strong>`, `<em>`, `<span style="font-weight:400">`, `<a href="https://other.example/y" target="_blank">`)
		tag, _, _ := strings.Cut(strings.Trim(open, "<>"), " ")
		words[from] = open + words[from]
		words[to] += "</" + tag + ">"
	}
	out := strings.Join(words, m.One(" ", " ", " ", "\n"))
	if m.Chance(30) {
		out = strings.ReplaceAll(out, "’", "&rsquo;")
	}
	return out
}
