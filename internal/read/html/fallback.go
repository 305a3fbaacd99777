package html

import (
	"fmt"
	"strings"
	"unicode"

	dom "golang.org/x/net/html"
)

// takeLinked takes the text that JSON-LD gives in place of what the page shows
// where that lacks or is much shorter: behind a paywall, or where a script
// would write it.
func (p *Page) takeLinked(body string) {
	const least = 200 // bytes
	if len(body) < least {
		return
	}
	shown := p.size()
	paragraphs := bodyParagraphs(body)
	size := 0
	for _, s := range paragraphs {
		size += len(s)
	}
	if shown*10 >= size*6 || size < least {
		return
	}
	for _, s := range p.Paragraphs {
		if !strings.Contains(letters(body), letters(s)) {
			p.Dropped = append(p.Dropped, Dropped{Text: s, Why: "navigation"})
		}
	}
	p.Paragraphs = paragraphs
	p.Notes = append(p.Notes, fmt.Sprintf("the page shows %d bytes of text, so that of JSON-LD articleBody was taken", shown))
}

// bodyParagraphs cuts articleBody into paragraphs: by its markup, if it has
// any, else by its lines.
func bodyParagraphs(body string) []string {
	if len(body) > maxLD {
		return nil
	}
	if strings.Contains(body, "&lt;p") || strings.Contains(body, "&lt;br") {
		body = dom.UnescapeString(body)
	}
	var out []string
	if strings.Contains(body, "</p>") || strings.Contains(body, "<br") {
		if root, err := parse(body, false); err == nil {
			for _, b := range outlineOf(root).blocks {
				out = append(out, b.text)
			}
			return out
		}
	}
	for line := range strings.Lines(dom.UnescapeString(body)) {
		if s := cleanLine(line); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// viewedSource returns the page that a browser's view of its source shows;
// empty where a page is none such.
func viewedSource(root *dom.Node) string {
	var body *dom.Node
	each(root, func(n *dom.Node) bool {
		if n.Data == "body" {
			body = n
			return false
		}
		return true
	})
	if body == nil {
		return ""
	}
	var b strings.Builder
	sourceText(body, &b)
	text := strings.TrimSpace(b.String())
	start := strings.ToLower(text[:min(len(text), 40)])
	if !strings.HasPrefix(start, "<!doctype html") && !strings.HasPrefix(start, "<html") {
		return ""
	}
	return text
}

// sourceText writes the text below n as it stands, a line for a row.
func sourceText(n *dom.Node, b *strings.Builder) {
	if b.Len() > maxPage {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case dom.TextNode:
			b.WriteString(c.Data)
		case dom.ElementNode:
			if c.Data == "script" || c.Data == "style" {
				continue
			}
			if c.Data == "tr" || c.Data == "br" {
				b.WriteByte('\n')
			}
			sourceText(c, b)
		}
		if b.Len() > 64 && b.Len() < 4096 && !strings.HasPrefix(strings.TrimSpace(b.String()), "<") {
			return // no source: no need to read on
		}
	}
}

// checkLanguage takes back a language whose script the text has not: templates
// state the language of their makers.
func (p *Page) checkLanguage(h *head) {
	latin, other := 0, 0
	for _, s := range p.Paragraphs {
		for _, r := range s {
			switch {
			case unicode.Is(unicode.Latin, r):
				latin++
			case unicode.IsLetter(r):
				other++
			}
		}
		if latin+other > 4000 {
			break
		}
	}
	if p.Language == "" || latin+other < 40 || isLatin(p.Language) == (latin >= other) {
		return
	}
	was := p.Language
	p.Language, p.How["language"] = "", ""
	for _, m := range h.metas["language"] {
		if tag := languageTag(m.value); tag != "" && isLatin(tag) == (latin >= other) {
			p.Language, p.How["language"] = tag, m.how
			break
		}
	}
	if p.Language == "" {
		delete(p.How, "language")
	}
	p.Notes = append(p.Notes, fmt.Sprintf("the page states the language %q, which the script of its text is not of", was))
}

// isLatin reports whether a language is written in Latin letters.
func isLatin(tag string) bool {
	if strings.Contains(tag, "-Latn") {
		return true
	}
	base, _, _ := strings.Cut(tag, "-")
	switch base {
	case "ar", "fa", "ur", "ps", "he", "ru", "uk", "bg", "mk", "be", "el", "zh", "ja", "ko", "th", "my", "km", "hi", "bn",
		"ta", "te", "mr", "ne", "si", "am", "ti", "ka", "hy", "ckb", "sd", "ug", "dv", "kk", "ky", "mn", "tg":
		return false
	case "sr", "uz", "az", "ku", "ha", "ms", "pa", "kmr":
		return true
	}
	return true
}
