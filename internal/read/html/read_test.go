package html

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"parley"
)

// Sentences of the tests' articles; long enough to be an article together.
const (
	lead   = "Mediators in Belun said on Tuesday that both delegations had agreed to keep talking until the end of the week."
	second = "The defence ministry denied that its gunners had fired first and promised to publish the radio traffic of that night."
	third  = "Schools in the four eastern districts will stay shut until Monday, according to the provincial office."
)

// article is a plain page with a body between head and foot.
func article(head, body string) string {
	return "<!DOCTYPE html><html><head>" + head + "</head><body><div><h1>Talks go on in Belun</h1>" + body + "</div></body></html>"
}

func paras(s ...string) string { return "<p>" + strings.Join(s, "</p>\n<p>") + "</p>" }

func mustRead(t *testing.T, page, url string) *Page {
	t.Helper()
	p, err := Read([]byte(page), "text/html; charset=utf-8", url)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestParagraphs(t *testing.T) {
	all := []string{lead, second, third}
	for name, c := range map[string]struct {
		body string
		want []string
	}{
		"plain":              {paras(lead, second, third), all},
		"two breaks":         {lead + "<br><br>" + second + "<br/>\n<br/>" + third, all},
		"one break":          {lead + "<br>" + second + "<br>" + third, all},
		"plain text":         {"<pre>" + strings.Replace(lead, " that", "\nthat", 1) + "\r\n\r\n" + second + "\n\n\n" + third + "</pre>", all},
		"break in sentence":  {paras(strings.Replace(lead, "Tuesday ", "Tuesday<br>", 1), second, third), all},
		"no end tags":        {"<p>" + lead + "<p>" + second + "<p>" + third, all},
		"divs":               {"<div><div>" + lead + "</div><div>" + second + "</div><div>" + third + "</div></div>", all},
		"table for layout":   {"<table><tr><td>" + paras(all...) + "</td></tr></table>", all},
		"form around all":    {"<form id=aspnetForm>" + paras(all...) + "</form>", all},
		"script":             {paras(lead) + `<script>document.write("<p>Never shown, whatever it says of the talks in Belun.</p>")</script>` + paras(second, third), all},
		"hidden":             {paras(lead) + `<p style="display: none">A hidden sentence that nobody is meant to read here.</p><p hidden>Another hidden sentence of some length.</p>` + paras(second, third), all},
		"aria-hidden":        {paras(lead) + `<div aria-hidden="true"><p>A copy for the eye alone, with words of its own in it.</p></div>` + paras(second, third), all},
		"hidden on phones":   {`<div class="hidden md:block">` + paras(all...) + `</div>`, all},
		"label-hidden":       {`<div class="field field--label-hidden">` + paras(all...) + `</div>`, all},
		"caption":            {`<figure><img src=a><figcaption>Soldiers rest near the canal at Belun on Sunday.</figcaption></figure>` + paras(all...), all},
		"picture line":       {paras(lead) + `<div class=x><div><img src=a></div><div>Soldiers rest near the canal</div></div>` + paras(second, third), all},
		"aside":              {paras(lead) + `<aside><p>Our letter comes every morning and costs nothing at all.</p></aside>` + paras(second, third), all},
		"newsletter":         {paras(lead) + `<div class=xy><p>Get the morning briefing in your inbox every day.</p><form><input type=email></form></div>` + paras(second, third), all},
		"related list":       {paras(lead, second, third) + `<h3>Related stories</h3><ul><li><a href=/a>Ferry sails again</a></li><li><a href=/b>Harvest fails</a></li></ul>`, all},
		"related with texts": {paras(lead, second, third) + `<div><h3>More on this story</h3><div><a href=/a>Ferry sails again</a><p>The first ferry left the port on Sunday with two hundred people.</p></div></div>`, all},
		"link of its own":    {paras(lead) + `<p><a href=/x>Ten questions about the canal treaty</a></p>` + paras(second, third), all},
		"about the author":   {paras(lead, second, third) + `<h4>About the author</h4><p>Ana Ruiz has covered the war since it began.</p>`, all},
		"pull quote":         {paras(lead) + `<blockquote>promised to publish the radio traffic of that night</blockquote>` + paras(second, third), all},
		"second copy":        {paras(all...) + `<div class=print>` + paras(second) + `</div>`, all},
		"tweet":              {paras(lead) + `<blockquote class="twitter-tweet"><p>Our convoy reached Belun this evening with flour for nine days.</p></blockquote>` + paras(second, third), all},
		"ins and del":        {paras("<del>Old words stood here.</del> "+lead, second, third), all},
		"inline marks":       {paras(strings.Replace(lead, "Tuesday", `<a href="/t">Tues<b>day</b></a>`, 1), second, third), all},
		"unknown element":    {paras(strings.Replace(lead, "Belun", `<st1:place>Belun</st1:place>`, 1), second, third), all},
		"soft hyphen":        {paras(strings.Replace(lead, "Mediators", "Media&shy;tors", 1), second, third), all},
		"odd blanks":         {paras(strings.Replace(lead, "in Belun", "in&nbsp;\u2003Belun\u200b", 1), second, third), all},
		"noscript":           {`<noscript>` + paras(all...) + `</noscript>`, all},
		"heading kept":       {paras(lead) + "<h2>What the mediators want</h2>" + paras(second, third), []string{lead, "What the mediators want", second, third}},
		"heading of nothing": {paras(all...) + "<h2>Comments</h2>", all},
		"list":               {paras(lead, second) + "<ul><li>The release of all prisoners</li><li>Free passage for flour</li></ul>" + paras(third), []string{lead, second, "The release of all prisoners", "Free passage for flour", third}},
		"real quote":         {paras(lead) + "<blockquote><p>We came to sign a paper that somebody will keep.</p></blockquote>" + paras(second), []string{lead, "We came to sign a paper that somebody will keep.", second}},
		"title again":        {"<p>Talks go on in Belun</p>" + paras(all...), all},
		"comments":           {paras(all...) + `<div id="comments"><h3>Two comments</h3><p>` + strings.Repeat("A long comment of a reader who has much to say. ", 30) + `</p></div>`, all},
		"cookies":            {`<div class="cookie-banner"><p>We use cookies to give you the best experience on our site, as all do.</p></div>` + paras(all...), all},
		"a correction":       {paras(all...) + `<p class="correction">Correction: An earlier version gave a wrong number of the dead.</p>`, all},
		"one stamp a post":   {`<div><span>14:05</span>` + paras(lead) + `</div><div><span>13:40</span>` + paras(second) + `</div>`, []string{lead, second}},
	} {
		t.Run(name, func(t *testing.T) {
			p := mustRead(t, article("<title>Talks go on in Belun</title>", c.body), "")
			if !slices.Equal(p.Paragraphs, c.want) {
				t.Errorf("got %s\nwant %s\ndropped %v", strings.Join(p.Paragraphs, "\n    "), strings.Join(c.want, "\n     "), p.Dropped)
			}
		})
	}
}

// TestParts has a text whose parts stand in frames of their own.
func TestParts(t *testing.T) {
	part := func(head, text string) string {
		return "<div class=frame>" + head + `<div class="story-text x">` + paras(text) + "</div><div>Share</div></div>"
	}
	p := mustRead(t, article("", "<section>"+part("<p>World</p>", lead)+part("<h2>Related stories</h2>", second)+part("", third)+"</section>"), "")
	if !slices.Contains(p.Paragraphs, lead) || !slices.Contains(p.Paragraphs, third) {
		t.Errorf("got %q", p.Paragraphs)
	}
}

func TestSeveralArticles(t *testing.T) {
	page := `<html><head><title>Talks go on in Belun</title></head><body>
<article><h1>Talks go on in Belun</h1>` + paras(lead, second, third) + `</article>
<article><h1>Ferry sails again</h1>` + paras(strings.Repeat("The first ferry left the port on Sunday with two hundred people. ", 9)) + `</article></body></html>`
	if p := mustRead(t, page, ""); !slices.Equal(p.Paragraphs, []string{lead, second, third}) {
		t.Errorf("got %q", p.Paragraphs)
	}
}

func TestPublished(t *testing.T) {
	ld := func(s string) string { return `<script type="application/ld+json">` + s + `</script>` }
	for name, c := range map[string]struct {
		head, body, url string
		day, at, how    string
	}{
		"json-ld":        {head: ld(`{"@type":"NewsArticle","headline":"Talks go on in Belun","datePublished":"2023-04-15T23:30:00+03:00"}`), day: "2023-04-15", at: "2023-04-15T20:30:00Z", how: "JSON-LD datePublished"},
		"graph":          {head: ld(`{"@graph":[{"@type":"WebSite"},{"@type":["Article","ScholarlyArticle"],"headline":"x","datePublished":"2023-04-15"}]}`), day: "2023-04-15", how: "JSON-LD datePublished"},
		"other article":  {head: ld(`[{"@type":"NewsArticle","headline":"Ferry","datePublished":"2020-01-01"},{"@type":"NewsArticle","headline":"Talks go on in Belun","datePublished":"2023-04-15"}]`), day: "2023-04-15"},
		"trailing comma": {head: ld(`{"@type":"NewsArticle","datePublished":"2023-04-15",}`), day: "2023-04-15"},
		"beyond mending": {head: ld(`{"@type":"NewsArticle" "headline":"x, "datePublished" : "2023-04-15T10:00:00Z"`), day: "2023-04-15", at: "2023-04-15T10:00:00Z"},
		"meta":           {head: `<meta property="article:published_time" content="2023-04-15T10:00:00+0530">`, day: "2023-04-15", at: "2023-04-15T04:30:00Z", how: "meta article:published_time"},
		"dublin core":    {head: `<meta name="DC.date.issued" content="2023-04-15">`, day: "2023-04-15", how: "meta dc.date.issued"},
		"seconds":        {head: `<meta name="parsely-pub-date" content="1681545600">`, day: "2023-04-15", at: "2023-04-15T08:00:00Z"},
		"ld before meta": {head: ld(`{"@type":"NewsArticle","datePublished":"2023-04-15"}`) + `<meta name="date" content="2023-05-20">`, day: "2023-04-15"},
		"time element":   {body: `<time datetime="2023-04-15T10:00:00Z">2 hours ago</time>`, day: "2023-04-15", at: "2023-04-15T10:00:00Z", how: "time element"},
		"updated is not": {body: `<time class="updated" datetime="2023-05-20">20 May 2023</time><time class="published" datetime="2023-04-15">15 April 2023</time>`, day: "2023-04-15"},
		"address":        {url: "https://daily.example/2023/04/15/talks", day: "2023-04-15", how: "the URL"},
		"address short":  {url: "https://daily.example/news/20230415-talks", day: "2023-04-15"},
		"address no day": {url: "https://daily.example/2023/04/talks-20230"},
		"visible":        {body: `<div class=meta>By Ana Ruiz | 15 April 2023, 14:05 EAT</div>`, day: "2023-04-15", at: "2023-04-15T11:05:00Z", how: "a line at the headline"},
		"visible pm":     {body: `<p>Published: April 15, 2023 2:05 p.m. GMT</p>`, day: "2023-04-15", at: "2023-04-15T14:05:00Z"},
		"both":           {body: `<p>Updated 20 May 2023 10:00 GMT, first published 15 April 2023</p>`, day: "2023-04-15"},
		"relative":       {body: `<p>2 hours ago</p>`},
		"French":         {head: `<meta property="og:locale" content="fr_FR">`, body: `<span>Publié le 1er avril 2023 à 14h05</span>`, day: "2023-04-01"},
		"day first":      {head: `<meta property="og:locale" content="es_ES">`, body: `<span>03/04/2023</span>`, day: "2023-04-03"},
		"nobody knows":   {body: `<span>03/04/2023</span>`},
		"Arabic":         {body: `<div class=date>نشر في ١٥ نيسان/أبريل ٢٠٢٣</div>`, day: "2023-04-15"},
		"in related":     {body: paras(lead, second) + `<div class="related"><h4><a href=/a>Ferry</a></h4><div class="post-date"><time class="published" datetime="2020-01-02">2 January 2020</time></div></div>`},
		"in headline":    {body: `</div><h1>Report of 2 January 2020</h1><div>`, head: `<meta property="og:title" content="Report of 2 January 2020">`},
		"microdata":      {body: `<abbr itemprop="datePublished" title="2023-04-15T10:00:00Z">x</abbr>`, day: "2023-04-15", at: "2023-04-15T10:00:00Z"},
	} {
		t.Run(name, func(t *testing.T) {
			side := `<aside><time datetime="2019-01-02">2 January 2019</time> Published 2 January 2019</aside>`
			p := mustRead(t, article("<title>Talks go on in Belun</title>"+c.head, c.body+paras(lead, second, third)+side), c.url)
			if got := day(p.Published.Day); got != c.day {
				t.Errorf("day %q (%+v), want %q", got, p.Published, c.day)
			}
			at := ""
			if !p.Published.At.IsZero() {
				at = p.Published.At.Format(time.RFC3339)
			}
			if at != c.at || c.how != "" && p.Published.How != c.how {
				t.Errorf("moment %q by %q, want %q by %q", at, p.Published.How, c.at, c.how)
			}
		})
	}
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

func TestModifiedAndNotes(t *testing.T) {
	p := mustRead(t, article(`<title>Talks go on in Belun</title><meta property="article:modified_time" content="2023-04-17T09:00:00Z">
<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2023-04-15"}</script><meta name="date" content="2023-03-01">`, paras(lead, second)), "")
	if day(p.Modified.Day) != "2023-04-17" || p.Modified.How != "meta article:modified_time" {
		t.Errorf("modified %+v", p.Modified)
	}
	if len(p.Notes) != 1 || !strings.Contains(p.Notes[0], "2023-03-01") {
		t.Errorf("notes %q", p.Notes)
	}
	p = mustRead(t, article(`<meta property="article:modified_time" content="2023-04-17T09:00:00Z">`, paras(lead, second)), "")
	if !p.Published.Day.IsZero() {
		t.Errorf("a change is no publication: %+v", p.Published)
	}
}

func TestStated(t *testing.T) {
	for name, c := range map[string]struct{ page, url, title, outlet, byline, language, own string }{
		"h1 and suffix": {page: article(`<title>Talks go on in Belun - World | Daily Sun</title><meta property="og:site_name" content="Daily Sun">`, paras(lead, second)),
			title: "Talks go on in Belun", outlet: "Daily Sun"},
		"h1 is the outlet": {page: `<html lang="en_GB"><head><title>Talks go on | Daily Sun</title><meta property="og:title" content="Talks go on"><meta property="og:site_name" content="Daily Sun"></head><body><h1>Daily Sun</h1><h2>Talks go on</h2>` + paras(lead, second),
			title: "Talks go on", outlet: "Daily Sun", language: "en-GB"},
		"outlet before": {page: `<title>Daily Sun: Talks go on in the north</title><body>` + paras(lead, second), url: "https://www.dailysun.example/x",
			title: "Talks go on in the north", outlet: "Daily Sun"},
		"a dash is no outlet": {page: `<title>Belun – a town between two armies</title>` + paras(lead, second), title: "Belun – a town between two armies"},
		"graph": {page: article(`<script type="application/ld+json">{"@graph":[{"@type":"Organization","@id":"#o","name":"Daily &amp; Sun"},{"@type":"NewsArticle","headline":"Talks go on in Belun","publisher":{"@id":"#o"},"author":[{"name":"Ana Ruiz"},{"name":"Li Wei"}],"inLanguage":"en"}]}</script>`, paras(lead, second)),
			title: "Talks go on in Belun", outlet: "Daily & Sun", byline: "Ana Ruiz, Li Wei", language: "en"},
		"byline shown":   {page: article("", "<p class=byline>By Ana Ruiz and Li Wei | 15 April 2023</p>"+paras(lead, second)), title: "Talks go on in Belun", byline: "By Ana Ruiz and Li Wei"},
		"canonical":      {page: article(`<link rel=canonical href="https://daily.example/a#top">`, paras(lead, second)), url: "https://www.daily.example/a?utm=1", title: "Talks go on in Belun", own: "https://daily.example/a"},
		"canonical else": {page: article(`<link rel=canonical href="https://wire.example/a">`, paras(lead, second)), url: "https://daily.example/a", title: "Talks go on in Belun"},
		"canonical root": {page: article(`<link rel=canonical href="https://daily.example/">`, paras(lead, second)), url: "https://daily.example/a", title: "Talks go on in Belun"},
		"saved":          {page: "<!-- saved from url=(0030)https://daily.example/2023/a -->" + article("", paras(lead, second)), title: "Talks go on in Belun", own: "https://daily.example/2023/a"},
		"wrong language": {page: `<html lang="en-US"><title>محادثات قناة بيلون</title><h1>محادثات قناة بيلون</h1>` + paras("قال الوسطاء في خليج أوسترافا يوم الثلاثاء إن الوفدين اتفقا على مواصلة المحادثات حتى نهاية الأسبوع.", "وفي سوق بيلون كنس الباعة الزجاج المكسور وانتظروا شاحنات لم تصل."), title: "محادثات قناة بيلون"},
	} {
		t.Run(name, func(t *testing.T) {
			p := mustRead(t, c.page, c.url)
			got := []string{p.Title, p.Outlet, p.Byline, p.Language, p.URL}
			if want := []string{c.title, c.outlet, c.byline, c.language, c.own}; !slices.Equal(got, want) {
				t.Errorf("got  %q\nwant %q", got, want)
			}
			for k, v := range map[string]string{"title": p.Title, "outlet": p.Outlet, "byline": p.Byline, "language": p.Language, "url": p.URL} {
				if (p.How[k] == "") != (v == "") {
					t.Errorf("%s is %q, how %q", k, v, p.How[k])
				}
			}
		})
	}
}

func TestCharsets(t *testing.T) {
	latin := func(s string) []byte { b, _ := charmap.Windows1252.NewEncoder().String(s); return []byte(b) }
	cyrillic := func(s string) []byte { b, _ := charmap.Windows1251.NewEncoder().String(s); return []byte(b) }
	wide := func(s string) []byte {
		b, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(s)
		return []byte(b)
	}
	french := "Les médiateurs réunis à Bélun ont déclaré que les pourparlers « continueraient » jusqu’à vendredi."
	russian := "Посредники заявили во вторник, что обе делегации продолжат переговоры до конца недели."
	filler := strings.Repeat("<meta name=x content=y>", 200)
	for name, c := range map[string]struct {
		raw             []byte
		served, charset string
		want            string
	}{
		"utf-8":            {[]byte(article("", paras(french, "Ils se retrouveront à huit heures, a dit un porte-parole."))), "", "utf-8", french},
		"mark":             {[]byte("\xef\xbb\xbf" + article(`<meta charset="iso-8859-1">`, paras(french, "Ils se retrouveront à huit heures, a dit un porte-parole."))), "", "utf-8", french},
		"served":           {latin(article("", paras(french, "Ils se retrouveront à huit heures, a dit un porte-parole."))), "text/html; charset=ISO-8859-1", "windows-1252", french},
		"meta":             {cyrillic(article(`<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">`, paras(russian, "Школы в восточных районах останутся закрытыми до понедельника."))), "text/html", "windows-1251", russian},
		"meta far down":    {cyrillic(article(filler+`<meta charset=windows-1251>`, paras(russian, "Школы в восточных районах останутся закрытыми до понедельника."))), "", "windows-1251", russian},
		"says utf-8":       {latin(article(`<meta charset="utf-8">`, paras(french, "Ils se retrouveront à huit heures, a dit un porte-parole."))), "", "windows-1252", french},
		"says latin":       {[]byte(article(`<meta charset="iso-8859-1">`, paras(french, "Ils se retrouveront à huit heures, a dit un porte-parole."))), "text/html; charset=windows-1252", "utf-8", french},
		"by language":      {cyrillic(`<html lang="ru"><h1>x</h1>` + paras(russian, "Школы в восточных районах останутся закрытыми до понедельника.")), "", "windows-1251", russian},
		"utf-16":           {wide(article("", paras(french, "Ils se retrouveront à huit heures, a dit un porte-parole."))), "", "utf-16le", french},
		"unknown charset":  {[]byte(article(`<meta charset="x-none">`, paras(french, "Ils se retrouveront à huit heures, a dit un porte-parole."))), "text/html; charset=foo", "utf-8", french},
		"one broken piece": {append([]byte(article("", paras(french, "Ils se retrouveront à huit heures, a dit un porte-parole."))), "<p>caf\xe9</p>"...), "", "utf-8 and windows-1252", french},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := Read(c.raw, c.served, "")
			if err != nil {
				t.Fatal(err)
			}
			if p.Charset != c.charset || len(p.Paragraphs) == 0 || p.Paragraphs[0] != c.want {
				t.Errorf("charset %q, %q; want %q", p.Charset, p.Paragraphs, c.charset)
			}
		})
	}
}

func TestForms(t *testing.T) {
	page := article("<title>Talks go on in Belun</title>", paras(lead, second, third))
	var lines strings.Builder
	for i, l := range strings.Split(strings.ReplaceAll(page, "><", ">\n<"), "\n") {
		fmt.Fprintf(&lines, `<tr><td class="line-number" value="%d"></td><td class="line-content"><span class="html-tag">%s</span></td></tr>`, i+1, strings.NewReplacer("<", "&lt;", ">", "&gt;").Replace(l))
	}
	mhtml := "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://daily.example/a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----B\"\r\n\r\n\r\n" +
		"------B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://daily.example/a\r\n\r\n" + strings.ReplaceAll(page, "=", "=3D") + "\r\n------B--\r\n"
	for name, raw := range map[string]string{
		"no frame":    "<title>Talks go on in Belun</title><h1>Talks go on in Belun</h1>" + paras(lead, second, third),
		"xhtml":       `<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Talks go on in Belun</title></head><body><h1>Talks go on in Belun</h1>` + paras(lead, second, third) + `</body></html>`,
		"amp":         `<html ⚡><head><title>Talks go on in Belun</title></head><body><amp-sidebar><p>A menu with a sentence in it, of no use at all.</p></amp-sidebar><article><h1>Talks go on in Belun</h1><amp-img src=x><p>Not a caption of use.</p></amp-img>` + paras(lead, second, third) + `</article>`,
		"view-source": `<html><body><table><tbody>` + lines.String() + `</tbody></table></body></html>`,
		"mhtml":       mhtml,
		"deep":        "<title>Talks go on in Belun</title><h1>Talks go on in Belun</h1>" + strings.Repeat("<div>", 3000) + paras(lead, second, third) + strings.Repeat("</div>", 3000),
		"deep inline": "<title>Talks go on in Belun</title><h1>Talks go on in Belun</h1>" + strings.Repeat("<b><i>", 2000) + paras(lead, second, third),
	} {
		t.Run(name, func(t *testing.T) {
			p, err := Read([]byte(raw), "", "")
			if err != nil {
				t.Fatal(err)
			}
			if p.Title != "Talks go on in Belun" || !slices.Equal(p.Paragraphs, []string{lead, second, third}) {
				t.Errorf("%q, %q", p.Title, p.Paragraphs)
			}
		})
	}
}

func TestErrors(t *testing.T) {
	for name, c := range map[string]struct {
		raw  string
		want error
	}{
		"nothing":   {"", parley.ErrEmpty},
		"blanks":    {" \n\t", parley.ErrEmpty},
		"no text":   {"<html><head><title>x</title></head><body><nav><a href=/>Home</a></nav></body></html>", parley.ErrEmpty},
		"frames":    {"<html><frameset cols=*><frame src=a></frameset></html>", parley.ErrEmpty},
		"pdf":       {"%PDF-1.4 ...", parley.ErrBinary},
		"picture":   {"\x89PNG\r\n\x1a\n", parley.ErrBinary},
		"zeros":     {"<p>" + strings.Repeat("\x00\x01\x02x", 100), parley.ErrBinary},
		"feed":      {`<?xml version="1.0"?><!-- x --><rss version="2.0"><channel></channel></rss>`, parley.ErrFormat},
		"json":      {`{"text":"<p>x</p>"}`, parley.ErrFormat},
		"no markup": {"Just words, and no page.", parley.ErrFormat},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := Read([]byte(c.raw), "", ""); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

func TestLinkedBody(t *testing.T) {
	body := strings.Join([]string{lead, second, third, "And a fourth paragraph says who pays for the flour and the fuel."}, `\n\n`)
	page := article(`<script type="application/ld+json">{"@type":"NewsArticle","headline":"Talks go on in Belun","articleBody":"`+body+`"}</script>`,
		paras(lead)+`<div class="paywall-message"><p>Subscribe now to read on.</p></div>`)
	p := mustRead(t, page, "")
	if len(p.Paragraphs) != 4 || p.Paragraphs[3] != "And a fourth paragraph says who pays for the flour and the fuel." || len(p.Notes) != 1 {
		t.Errorf("%q, %q", p.Paragraphs, p.Notes)
	}
}

// TestSlow has pages that make quadratic readers slow.
func TestSlow(t *testing.T) {
	for name, raw := range map[string]string{
		"many boxes":  "<h1>x</h1>" + strings.Repeat("<div><p>"+lead+"</p></div>", 5000),
		"one line":    "<p>" + strings.Repeat(lead+" ", 20000) + "</p>",
		"open tags":   strings.Repeat("<a href=x><b><font>", 20000) + lead,
		"attributes":  "<p " + strings.Repeat("a=b ", 50000) + ">" + lead + "</p>" + paras(second),
		"class words": `<p class="` + strings.Repeat("a-b ", 50000) + `">` + lead + "</p>" + paras(second),
		"headings":    "<h1>x</h1><div>" + paras(lead, second) + "<div>" + strings.Repeat("<h2>Related stories</h2>", 50000) + "</div></div>",
		"lines":       "<h1>x</h1>" + strings.Repeat("<p>A short line of the page number one.</p>", 50000),
		"bodies":      strings.Repeat(`<div class="entry-content">`, 250) + strings.Repeat(`<div class="entry-content"><p>`+lead+`</p></div>`, 3000),
		"tables":      strings.Repeat("<table><tr><td>", 300) + lead + second,
		"linked data": `<script type="application/ld+json">` + strings.Repeat(`{"a":[`, 4000) + `</script>` + paras(lead, second),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			if _, err := Read([]byte(raw), "text/html", ""); err != nil && !errors.Is(err, parley.ErrEmpty) {
				t.Error(err)
			}
			if d := time.Since(start); d > 20*time.Second {
				t.Errorf("took %v", d)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(article("<title>x</title>", paras(lead, second))), "text/html", "https://daily.example/2023/04/15/x")
	f.Add([]byte(`<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"<p>x</p>",}</script><frameset>`), "", "")
	f.Add([]byte("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>x\r\n--b--"), "", "")
	f.Add([]byte(`<div class="related"><h2><a href=x>y</a></h2></div><table><tr><td>&lt;!doctype html&gt;</table>`), "text/html; charset=utf-16", "x")
	f.Fuzz(func(t *testing.T, raw []byte, kind, url string) {
		p, err := Read(raw, kind, url)
		if err != nil {
			if !errors.Is(err, parley.ErrEmpty) && !errors.Is(err, parley.ErrBinary) && !errors.Is(err, parley.ErrFormat) {
				t.Fatalf("an error of no kind: %v", err)
			}
			return
		}
		if len(p.Paragraphs) == 0 {
			t.Fatal("no paragraph and no error")
		}
		for _, s := range append([]string{p.Title, p.Byline, p.Outlet}, p.Paragraphs...) {
			if !utf8.ValidString(s) || strings.ContainsAny(s, "\n\r") || s != strings.TrimSpace(s) {
				t.Fatalf("no clean line: %q", s)
			}
		}
		if !p.Published.At.IsZero() && p.Published.Day.IsZero() {
			t.Fatalf("a moment without a day: %+v", p.Published)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	page := []byte(article("<title>Talks go on in Belun</title>", strings.Repeat(`<div class="nav-list"><a href="/x">Ferry sails again</a></div>`, 100)+paras(lead, second, third)))
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		if _, err := Read(page, "text/html", ""); err != nil {
			b.Fatal(err)
		}
	}
}
