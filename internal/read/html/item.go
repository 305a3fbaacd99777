package html

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html/atom"

	"parley"
)

// Item reads a page that holds the text of one item of a feed and nothing else:
// all of it is the article but its first heading of level one, what its marks say
// is a caption and the like, and links at its end that lead on. Short lines stay,
// which on other pages are furniture. The error wraps parley.ErrEmpty.
func Item(text string) (paragraphs []string, dropped []Dropped, err error) {
	root, err := parse(text, false)
	if err != nil {
		return nil, nil, err
	}
	l := outlineOf(root)
	// Marks only: what tells furniture on a page would take short items for it.
	l.inherit()
	unmarked := func(b block) bool { return b.why == "" && b.tag != atom.H1 && hasLetter(b.text) }
	if !slices.ContainsFunc(l.blocks, unmarked) {
		// Marks that leave no word promise too much.
		for i := range l.boxes {
			l.boxes[i].why = ""
		}
		l.inherit()
	}
	titled := false
	kept := make([]*block, 0, len(l.blocks))
	for i := range l.blocks {
		b := &l.blocks[i]
		switch {
		case b.tag == atom.H1 && !titled:
			titled = true
		case b.why != "" && b.why != "head":
			dropped = append(dropped, Dropped{Text: b.text, Why: b.why})
		case hasLetter(b.text):
			kept = append(kept, b)
		}
	}
	end := len(kept)
	for end > 0 && kept[end-1].leadsOn() {
		end--
	}
	for _, b := range kept[:end] {
		paragraphs = append(paragraphs, b.text)
	}
	for _, b := range kept[end:] {
		dropped = append(dropped, Dropped{Text: b.text, Why: string(parley.WhyLink)})
	}
	if len(paragraphs) == 0 {
		return nil, dropped, fmt.Errorf("%w: the item holds none", parley.ErrEmpty)
	}
	return paragraphs, dropped, nil
}

// leadsOn reports whether a block is a link and hardly anything else ("Continue reading").
func (b *block) leadsOn() bool {
	const most = 8 // words
	return b.links*10 >= len(b.text)*8 && (len(strings.Fields(b.text)) <= most || !endsSentence(b.text))
}
