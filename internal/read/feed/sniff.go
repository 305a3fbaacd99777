package feed

import (
	"fmt"
	"strings"
	"unicode"

	"parley"
)

// kind is the family of a feed.
type kind uint8

const (
	kindJSON kind = iota + 1
	kindRSS       // of RDF too
	kindAtom
)

// maxJunk is how many bytes before a feed are passed over.
const maxJunk = 64 << 10

// sniff finds where a feed starts in text and of which family it is. junk says
// what stood before it, empty for nothing.
func sniff(text string) (rest, junk string, k kind, err error) {
	rest = strings.TrimLeftFunc(text, isBlank)
	if rest == "" {
		return "", "", 0, fmt.Errorf("%w: the feed has no bytes", parley.ErrEmpty)
	}
	if rest[0] == '{' {
		return rest, "", kindJSON, nil
	}
	at, k := findRoot(rest)
	if at < 0 {
		return "", "", 0, fmt.Errorf("%w: %s, not a feed", parley.ErrFormat, whatCame(rest))
	}
	// As many line ends as before, so that errors name the right line.
	return strings.Repeat("\n", strings.Count(text[:len(text)-len(rest)+at], "\n")) + rest[at:], nameJunk(rest[:at]), k, nil
}

func isBlank(r rune) bool { return unicode.IsSpace(r) || r == 0 || r == '\ufeff' }

// findRoot finds the start tag of a feed's root, in front of which stand only
// declarations, comments and what some servers print by mistake.
func findRoot(text string) (int, kind) {
	head := text[:min(len(text), maxJunk)]
	for at := 0; at < len(head); {
		i := strings.IndexByte(head[at:], '<')
		if i < 0 {
			return -1, 0
		}
		at += i
		if end := skipSpecial(text, at); end > at {
			at = end
			continue
		}
		name := strings.ToLower(tagName(text[at+1:]))
		if _, local, ok := strings.Cut(name, ":"); ok {
			name = local
		}
		switch name {
		case "rss", "rdf":
			return at, kindRSS
		case "feed":
			return at, kindAtom
		case "html", "head", "body", "opml", "urlset", "sitemapindex", "svg":
			return -1, 0
		}
		at++
	}
	return -1, 0
}

// nameJunk quotes what text stands before a root; empty for what may stand there.
func nameJunk(before string) string {
	const shown = 60 // bytes
	var b strings.Builder
	for at := 0; at < len(before) && b.Len() <= shown; {
		if end := skipSpecial(before, at); end > at {
			at = end
			continue
		}
		b.WriteByte(before[at])
		at++
	}
	junk := strings.Join(strings.Fields(strings.ToValidUTF8(b.String(), "")), " ")
	if junk == "" {
		return ""
	}
	return fmt.Sprintf("%q stands", junk)
}

// whatCame names what was served instead of a feed.
func whatCame(text string) string {
	head := strings.ToLower(text[:min(len(text), 2048)])
	for _, k := range []struct{ mark, name string }{
		{"<!doctype html", "an HTML page"}, {"<html", "an HTML page"}, {"<opml", "a list of feeds (OPML)"},
		{"<urlset", "a sitemap"}, {"<sitemapindex", "a sitemap"}, {"%pdf-", "a PDF"}, {"\x1f\x8b", "gzip"},
		{"<body", "an HTML page"}, {"<head", "an HTML page"}, {"<svg", "a picture"},
	} {
		if strings.Contains(head, k.mark) {
			return k.name
		}
	}
	if text[0] == '<' {
		return "XML of another kind"
	}
	if text[0] == '[' {
		return "JSON of another kind"
	}
	return "text"
}

// tagName is the name at the start of text.
func tagName(text string) string {
	for i := 0; i < len(text); i++ {
		if c := text[i]; !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80 ||
			i > 0 && (c >= '0' && c <= '9' || c == ':' || c == '-' || c == '.')) {
			return text[:i]
		}
	}
	return text
}

// skipSpecial returns the end of the comment, CDATA section, instruction or
// declaration that starts at at, or at if none does. One without an end ends with
// text.
func skipSpecial(text string, at int) int {
	rest := text[at:]
	for _, s := range []struct{ start, end string }{{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}} {
		if strings.HasPrefix(rest, s.start) {
			if i := strings.Index(rest[len(s.start):], s.end); i >= 0 {
				return at + len(s.start) + i + len(s.end)
			}
			return len(text)
		}
	}
	if !strings.HasPrefix(rest, "<!") {
		return at
	}
	depth := 0 // of the brackets of a DOCTYPE that declares something
	for i := range len(rest) {
		switch rest[i] {
		case '[':
			depth++
		case ']':
			depth--
		case '>':
			if depth <= 0 {
				return at + i + 1
			}
		}
	}
	return len(text)
}
