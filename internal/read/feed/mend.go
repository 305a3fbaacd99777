package feed

import (
	"fmt"
	"slices"
	"strings"
)

const (
	// deepest is how deep elements may stand in one another: gofeed goes down
	// with them.
	deepest = 200
	// mostAttributes is how many attributes a tag may have: namespaces among them
	// are copied for each element within.
	mostAttributes = 100
	// mostTags is how many elements a document may have to be read as a whole, and
	// mostItemTags an item.
	mostTags     = 200_000
	mostItemTags = 20_000
)

// survey goes once over a document before it is given to gofeed, whose parser
// closes what does not match, wherever that leads.
type survey struct {
	item  string // name of the elements that are items, as written
	items int
	// wild is true for what is no good XML, and for what is too much.
	wild  bool
	langs []string // xml:lang of each item
}

func look(text string, k kind) survey {
	s := survey{item: k.itemName(text)}
	scan := scanner{text: text, item: s.item}
	var open []string
	for tags := 0; !s.wild; tags++ {
		t, edits, ok := scan.next()
		switch {
		case !ok || len(edits) > 0 || tags > mostTags || t.attributes(text) > mostAttributes || len(open) > deepest:
			s.wild = true
		case t.closing && (len(open) == 0 || open[len(open)-1] != t.name):
			s.wild = true
		case t.closing:
			if open = open[:len(open)-1]; len(open) == 0 {
				return s
			}
			continue
		case !t.isEmpty:
			open = append(open, t.name)
		}
		if t.name == s.item {
			s.items++
			s.langs = append(s.langs, t.lang(text))
		}
	}
	return s
}

// itemName is the element of an item in a document: with the prefix of the root,
// but that of RDF, whose items have none or that of RSS.
func (k kind) itemName(text string) string {
	root := tagName(strings.TrimLeft(text, "\n")[1:])
	prefix, local, ok := strings.Cut(root, ":")
	switch {
	case !ok && k == kindAtom:
		return "entry"
	case k == kindAtom:
		return prefix + ":entry"
	case ok && strings.EqualFold(local, "rss"):
		return prefix + ":item"
	case strings.Contains(text, "<rss:item"):
		return "rss:item"
	case !strings.Contains(text, "<item") && strings.Contains(text, "<ITEM"):
		return "ITEM"
	}
	return "item"
}

// mended is a broken document taken apart: each item with the start tags around
// it and all end tags, so that it can be read by itself.
type mended struct {
	text  string
	item  string // name of the elements that are items
	head  strings.Builder
	items []string
	langs []string
	more  int      // items behind the most that are read
	lost  []string // what is left out
	notes []string

	open   []tag // all that are open, from the root
	inside int   // how many of open stand around the item at hand
	now    *strings.Builder
	tags   int  // in the item at hand
	wild   bool // the item at hand cannot be read
	count  int  // of items so far
	lang   string
	stray  int // end tags without a start
	closed int // elements without an end
}

// mend takes a document apart. Items that end before the document breaks off are
// whole; the one in which it does is left out, since nobody can tell its rest.
func mend(text string, item string) *mended {
	m := &mended{text: text, item: item}
	scan := scanner{text: text, item: item}
	at, none := 0, 0
	for {
		t, edits, ok := scan.next()
		none += len(edits)
		if !ok {
			m.write(at, len(text), edits)
			break
		}
		m.write(at, t.start, edits)
		if t.closing {
			m.end(t)
		} else {
			m.start(t)
		}
		at = t.end
	}
	for _, n := range []struct {
		what  string
		count int
	}{{`"<" that starts no tag, or a section without an end`, none}, {"end tags without a start", m.stray}, {"elements without an end", m.closed}} {
		if n.count > 0 {
			m.notef("%s: %d", n.what, n.count)
		}
	}
	switch {
	case m.now != nil:
		m.losef("it breaks off in item %d, which is left out", m.count)
	case len(m.open) > 0 && m.count == 0:
		m.losef("it breaks off before its first item")
	case len(m.open) > 0:
		m.losef("it breaks off behind item %d", m.count)
	}
	m.close(&m.head, 0)
	return m
}

func (m *mended) losef(format string, args ...any) {
	m.lost = append(m.lost, fmt.Sprintf(format, args...))
}

func (m *mended) notef(format string, args ...any) {
	m.notes = append(m.notes, fmt.Sprintf(format, args...))
}

// write copies text from at to end, with edits.
func (m *mended) write(at, end int, edits []edit) {
	b := &m.head
	if m.now != nil {
		b = m.now
	}
	for _, e := range edits {
		b.WriteString(m.text[at:e.at])
		b.WriteString(e.with)
		at = e.end
	}
	b.WriteString(m.text[at:end])
}

// start takes a start tag.
func (m *mended) start(t tag) {
	if t.name == m.item && !t.isEmpty {
		if m.now != nil {
			m.notef("item %d has no end", m.count)
			m.finish()
		}
		m.count++
		m.inside, m.now, m.wild, m.tags, m.lang = len(m.open), &strings.Builder{}, false, 0, t.lang(m.text)
	}
	// Outside of an item such a tag is left out, and all within it up to the next.
	m.tags++
	if len(m.open) >= deepest || m.now != nil && m.tags > mostItemTags || t.attributes(m.text) > mostAttributes {
		m.wild = true
	}
	if m.wild {
		return
	}
	words := m.text[t.start:t.end]
	if m.now != nil && !t.isEmpty && isVoid(t.name) {
		words, t.isEmpty = strings.TrimSuffix(words, ">")+"/>", true
	}
	m.put(words)
	if !t.isEmpty {
		m.open = append(m.open, t)
	}
}

func (m *mended) put(s string) {
	if m.now != nil {
		m.now.WriteString(s)
	} else {
		m.head.WriteString(s)
	}
}

// end takes an end tag: it closes what stands open within, and one without a
// start is left out.
func (m *mended) end(t tag) {
	i := len(m.open) - 1
	for i >= 0 && m.open[i].name != t.name {
		i--
	}
	switch {
	case m.now != nil && (t.name == m.item || i >= 0 && i < m.inside):
		if t.name != m.item {
			m.notef("item %d has no end", m.count)
		}
		m.finish()
		if t.name == m.item {
			return
		}
	case i < 0 || m.wild:
		m.stray++
		return
	}
	b := &m.head
	if m.now != nil {
		b = m.now
	}
	m.closed += len(m.open) - i - 1
	m.close(b, i)
}

// close ends all that is open from the n-th on.
func (m *mended) close(b *strings.Builder, n int) {
	for _, t := range slices.Backward(m.open[n:]) {
		b.WriteString("</" + t.name + ">")
	}
	m.open = m.open[:n]
}

// finish ends the item at hand.
func (m *mended) finish() {
	switch {
	case m.wild:
		m.losef("item %d is left out: its elements stand too deep in one another, are too many or have too many attributes", m.count)
		m.open = m.open[:min(len(m.open), m.inside)]
	case len(m.items) >= MaxItems:
		m.more++
		m.open = m.open[:m.inside]
	default:
		m.closed += max(0, len(m.open)-m.inside-1)
		m.close(m.now, m.inside)
		m.items = append(m.items, m.around(m.now.String()))
		m.langs = append(m.langs, m.lang)
	}
	m.now, m.wild = nil, false
}

// around puts the tags that are open around an item.
func (m *mended) around(item string) string {
	var b strings.Builder
	for _, t := range m.open {
		b.WriteString(m.text[t.start:t.end])
	}
	b.WriteString(item)
	for _, t := range slices.Backward(m.open) {
		b.WriteString("</" + t.name + ">")
	}
	return b.String()
}
