package html

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// byline returns the writers of a page and where they are stated. outlet is no
// writer.
func (h *head) byline(l *layout, headline, box int, outlet string) (string, string) {
	if line := l.bylineShown(headline, box, outlet); line != "" {
		return line, "a line at the headline"
	}
	var names []string
	for _, n := range h.ld.authors {
		if isWriter(n, outlet) {
			names = append(names, n)
		}
	}
	if len(names) > 0 {
		return strings.Join(names, ", "), "JSON-LD author"
	}
	for _, m := range h.metas["byline"] {
		if isWriter(m.value, outlet) {
			return m.value, m.how
		}
	}
	return "", ""
}

// isWriter reports whether a value can name writers.
func isWriter(s, outlet string) bool {
	if s == "" || len(s) > 200 || strings.Contains(s, "://") || strings.ContainsAny(s, "@{}<>") || letters(s) == letters(outlet) {
		return false
	}
	switch letters(s) {
	case "admin", "administrator", "editor", "webmaster", "staff", "author", "root", "user", "unknown", "none", "null", "guest", "superuser":
		return false
	}
	return hasLetter(s)
}

// bylineShown returns the line near the headline that says "By …", without the
// date behind it.
func (l *layout) bylineShown(headline, box int, outlet string) string {
	from, to := l.inHead(headline, box)
	for i := max(from, headline); i < to; i++ {
		b := &l.blocks[i]
		if b.why != "" && b.why != "byline" && b.why != "head" && b.why != "date" && b.why != "bio" || len(b.text) > 160 || b.tag == atom.H1 {
			continue
		}
		ws := wordsOf(asciiDigits(b.text))
		if len(ws) < 2 || !isBy(ws[0].text) || b.why == "" && b.isProse() {
			continue
		}
		end := len(ws)
		for j := 1; j < len(ws); j++ {
			if ws[j].kind == number || ws[j].text == "|" || ws[j].text == "•" || ws[j].text == "·" || ws[j].text == "—" ||
				lists().dateWords[strings.ToLower(ws[j].text)] != "" && j > 2 && len(ws[j].text) > 2 {
				end = j
				break
			}
			if _, n := dateAt(ws[j:], ""); n > 0 {
				end = j
				break
			}
		}
		line := strings.TrimRight(b.text[:min(len(b.text), lineEnd(b.text, ws, end))], " ,|-–—·•/")
		if end > 1 && end <= 14 && isWriter(line, outlet) {
			return line
		}
	}
	return ""
}

// isBy tells the words that start a line with the writers.
func isBy(w string) bool {
	switch strings.ToLower(w) {
	case "by", "par", "por", "von", "di", "door", "بقلم":
		return true
	}
	return false
}
