package html

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// isLead reports whether a block reads like the sentence or two that some pages
// set between the headline and the text.
func (b *block) isLead() bool {
	const least = 50 // bytes
	return heading(b.tag) == 0 && len(b.text) >= least && endsSentence(b.text) && b.links*10 < len(b.text)*3
}

// leads returns the leads that stand between the headline and the chosen box.
func (l *layout) leads(headline, at int, title string) []string {
	const most = 3
	var out []string
	b := &l.boxes[at]
	if headline < 0 || headline >= b.first || b.first-headline > 60 {
		return nil
	}
	for i := headline + 1; i < b.first; i++ {
		lead := &l.blocks[i]
		bare := lead.why == "" || lead.why == "head" || lead.why == "link" && lead.links == 0
		if !bare || !lead.isLead() && !l.subtitle(i, headline) || letters(lead.text) == letters(title) || l.repeated(i, at) {
			continue
		}
		if out = append(out, lead.text); len(out) > most {
			return nil // a list of something
		}
	}
	return out
}

// subtitle reports whether block i, which no full stop need end, is what stands
// right below the headline in a paragraph or as a heading that is a sentence.
func (l *layout) subtitle(i, headline int) bool {
	const least = 60 // bytes
	b := &l.blocks[i]
	if len(b.text) < least || b.links > 0 || i > headline+3 {
		return false
	}
	return i == headline+1 && b.tag == atom.P || heading(b.tag) > 1 && endsSentence(b.text)
}

// repeated reports whether the words of block i stand in a box too.
func (l *layout) repeated(i, at int) bool {
	key := letters(l.blocks[i].text)
	const most = 300 // blocks
	for j := l.boxes[at].first; j < min(l.boxes[at].last, l.boxes[at].first+most); j++ {
		if b := &l.blocks[j]; b.why == "" && len(b.text) >= len(key) && strings.Contains(letters(b.text), key) {
			return true
		}
	}
	return false
}
