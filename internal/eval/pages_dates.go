package eval

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// pageZones are the zones of made outlets, in minutes east of Greenwich.
var pageZones = []struct {
	name    string
	minutes int
}{{"GMT", 0}, {"EAT", 180}, {"CET", 60}, {"GMT+3", 180}, {"EST", -300}, {"WAT", 60}, {"", 330}, {"", -180}}

// dates decides what a page tells of its date, and where. It tells it in one
// place at least.
func (m *pageMaker) dates() {
	z := pageZones[m.r.IntN(len(pageZones))]
	loc := time.FixedZone(z.name, z.minutes*60)
	m.zone = z.name
	m.at = time.Date(2014+m.r.IntN(10), time.Month(1+m.r.IntN(12)), 1+m.r.IntN(28), 8+m.r.IntN(9), m.r.IntN(60), 0, 0, loc)
	m.Year = m.at.Year() + 1
	slug := strings.Trim(strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r
		}
		return '-'
	}, strings.ToLower(m.Title)), "-")
	if slug == "" {
		slug = "a"
	}
	m.URL = fmt.Sprintf("https://%s/%s/%d", m.host, slug, m.Number)
	some := false
	if m.Chance(30) {
		m.URL, some = "https://"+m.host+m.at.Format("/2006/01/02/")+slug+"/", true
	}
	if m.Chance(45) {
		m.Meta, some = m.machine(true), true
	}
	if m.Chance(45) {
		m.Time, some = m.machine(false), true
	}
	m.Near = m.One(m.shown(m.at, false), "3 hours ago", m.at.Format("2 January 2006"))
	if m.LD = m.One("", "", "article", "graph", "array", "broken", "body"); m.LD != "" {
		some, m.hasTime = true, true
	}
	if !some || m.Chance(30) {
		m.Shown = m.shown(m.at, true)
		m.Near = m.Shown
	}
	later := m.at.AddDate(0, 0, 1+m.r.IntN(9))
	if m.Chance(40) {
		m.Changed, m.ChangedShown = later.Format(time.RFC3339), m.shown(later, false)
	}
	m.Today = m.shown(m.at.AddDate(0, 1, 3), false)
	other := m.at.AddDate(0, 0, -20-m.r.IntN(200))
	m.Other, m.OtherISO = m.shown(other, false), other.Format(time.RFC3339)
}

// machine writes the moment as programs do; the day alone only where asked.
func (m *pageMaker) machine(dayToo bool) string {
	layouts := []string{time.RFC3339, time.RFC3339, "2006-01-02T15:04:05-0700", "2006-01-02T15:04:05.000Z07:00"}
	if dayToo {
		layouts = append(layouts, time.DateOnly, "2006-01-02 15:04:05")
	}
	l := m.One(layouts...)
	if strings.Contains(l, "07") || strings.Contains(l, "Z") {
		m.hasTime = true
		if m.Chance(30) {
			return m.at.UTC().Format(l)
		}
	}
	return m.at.Format(l)
}

var pageMonths = map[string][]string{
	"fr": {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
	"es": {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"},
	"ar": {"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"},
}

// shown writes a day as a page shows it in its language; stated is true for the
// page's own, which may have a time and a zone.
func (m *pageMaker) shown(t time.Time, stated bool) string {
	clock := func(layout string) string {
		if !stated || m.zone == "" || !m.Chance(50) {
			return ""
		}
		m.hasTime = true
		return t.Format(layout) + " " + m.zone
	}
	day := func(format string) string {
		return fmt.Sprintf(format, t.Day(), pageMonths[m.Lang][t.Month()-1], t.Year())
	}
	if !stated && m.Lang != "en" {
		return m.One(day(map[string]string{"fr": "%d %s %d", "es": "%d de %s de %d", "ar": "%d %s %d"}[m.Lang]), t.Format("02/01/2006"))
	}
	switch m.Lang {
	case "fr":
		return m.One(day("%d %s %d"), day("Publié le %d %s %d"), day("%d %s %d à ")+t.Format("15h04"), t.Format("02/01/2006")) + clock(" - 15:04")
	case "es":
		return m.One(day("%d de %s de %d"), day("%d %s %d"), day("Publicado el %d de %s de %d"), t.Format("02/01/2006")) + clock(", 15:04")
	case "ar":
		return m.One(day("%d %s %d"), day("نشر في %d %s %d"), day("%d %s، %d"))
	}
	layouts := []string{"January 2, 2006", "2 January 2006", "2 Jan 2006", "Mon, 2 Jan 2006", "Monday 2 January 2006", "Jan. 2, 2006", "2006-01-02"}
	if m.Tag == "en-GB" || m.Tag == "en-KE" {
		layouts = append(layouts, "02/01/2006", "2.1.2006")
	}
	return t.Format(m.One(layouts...)) + clock(m.One(" 15:04", ", 3:04 pm", " at 15:04", " | 3:04PM"))
}

// linked writes the JSON-LD of a page: the article alone, in a graph, beside a
// list of others, with a fault, or with the whole text.
func (m *pageMaker) linked() {
	kind := m.LD
	if kind == "" {
		return
	}
	stamp := m.at.Format(m.One(time.RFC3339, "2006-01-02T15:04:05-0700", "2006-01-02T15:04:05.000Z07:00"))
	article := map[string]any{"@context": "https://schema.org", "@type": m.One("NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting"),
		"headline": m.Title, "datePublished": stamp, "mainEntityOfPage": m.URL,
		"author": map[string]any{"@type": "Person", "name": m.Author}, "publisher": map[string]any{"@type": "Organization", "name": m.Outlet}}
	if m.Changed != "" {
		article["dateModified"] = m.Changed
	}
	other := map[string]any{"@type": "NewsArticle", "headline": m.plain("teaser"), "datePublished": m.OtherISO, "url": "https://" + m.host + "/other"}
	var v any = article
	switch kind {
	case "graph":
		delete(article, "@context")
		article["publisher"] = map[string]any{"@id": "https://" + m.host + "/#org"}
		v = map[string]any{"@context": "https://schema.org", "@graph": []any{
			map[string]any{"@type": "Organization", "@id": "https://" + m.host + "/#org", "name": m.Outlet},
			map[string]any{"@type": "WebSite", "name": m.Outlet}, article,
			map[string]any{"@type": "BreadcrumbList", "itemListElement": []any{map[string]any{"@type": "ListItem", "name": "Home"}}}}}
	case "array":
		v = []any{other, article}
		if m.Chance(50) {
			v = []any{article, map[string]any{"@type": "ItemList", "itemListElement": []any{other}}}
		}
	case "body":
		article["articleBody"] = strings.Join(m.truth, "\n")
	}
	text, err := json.Marshal(v)
	if err != nil {
		return
	}
	if kind == "broken" {
		text = []byte(strings.Replace(string(text), `","`, "\",\n  ,\"", 1))
		text = append(text[:len(text)-1], ",}\n"...)
	}
	m.LD = `<script type="application/ld+json">` + string(text) + `</script>`
}
