package read

import "strings"

// A headline has at most so many words and stands in one of the first
// paragraphs that stay.
const (
	maxTitleWords   = 30
	titleParagraphs = 3
)

// findTitle takes the headline from the paragraphs that were kept; it stays
// among them. It is the first one if that is no sentence, or a short question
// or exclamation, and a text follows. A word or two above it, such as the name
// of a section, is passed over.
func (c *cleaner) findTitle() {
	if len(c.kept) < 2 {
		return
	}
	at := 0
	if countWords(c.kept[0].text, 3) <= 3 && len(c.kept) > 2 && !isHeadline(c.kept[0].text, c.kept[1].text) {
		return
	}
	if countWords(c.kept[0].text, 3) <= 3 && len(c.kept) > 2 &&
		!endsSentence(c.kept[1].text) && countWords(c.kept[1].text, 4) >= 4 {
		at = 1
	}
	if !isHeadline(c.kept[at].text, c.kept[at+1].text) {
		return
	}
	c.out.title = c.kept[at].text
	if title, outlet := splitOutlet(c.out.title); title != "" && isAgency(outlet) {
		c.out.title = title
		c.setOutlet(outlet, "the headline")
	}
}

// isHeadline reports whether s can be the headline over next.
func isHeadline(s, next string) bool {
	words := countWords(s, maxTitleWords)
	if words == 0 || words > maxTitleWords || strings.ContainsAny(s[len(s)-1:], ":,;") {
		return false
	}
	if !endsSentence(s) {
		return true
	}
	bare := strings.TrimRight(s, `"'”’»)] `)
	return !strings.HasSuffix(bare, ".") && len(next) > len(s)
}

// splitOutlet splits a headline before the name behind its last bar or dash
// ("Truce holds | Daily Sun"), of at most four words; both are "" without one.
func splitOutlet(s string) (title, outlet string) {
	for _, sep := range []string{" | ", " - ", " – ", " — "} {
		if i := strings.LastIndex(s, sep); i > 0 {
			title, outlet = s[:i], s[i+len(sep):]
			if n := countWords(outlet, 4); n >= 1 && n <= 4 {
				return title, outlet
			}
		}
	}
	return "", ""
}
