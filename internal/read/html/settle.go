package html

import "golang.org/x/net/html/atom"

// settle gives every block what the marks around it say, and takes marks back
// that would leave the page without its article: names of classes promise
// little, and a page whose text stands in a "form" or "sidebar-wrap" is common.
func (l *layout) settle(title string) {
	l.title = letters(title)
	l.unmarkLines()
	l.markForms()
	l.markTeasers()
	l.markCaptions()
	for range 4 {
		l.inherit()
		if !l.takeBack() {
			return
		}
	}
	l.inherit()
}

// unmarkLines takes the marks of single lines (a date, names, buttons) off boxes
// that hold several paragraphs: those are named after one of the things in them.
func (l *layout) unmarkLines() {
	for i := range l.boxes {
		b := &l.boxes[i]
		switch b.why {
		case "date", "byline", "tags", "social", "head":
		default:
			continue
		}
		n := 0
		for j := b.first; j < b.last; j++ {
			if l.blocks[j].isProse() {
				n++
			}
		}
		if n > 2 && l.proseIn(b) >= someBytes {
			b.why = ""
		}
	}
}

// markForms marks the small boxes in which a form stands: to sign up for letters.
func (l *layout) markForms() {
	const small = 500 // bytes
	for i := range l.boxes {
		b := &l.boxes[i]
		if !b.form || b.why != "" || b.body > 0 || l.holdsTitle(b) {
			continue
		}
		size := 0
		for j := b.first; j < b.last; j++ {
			size += len(l.blocks[j].text)
		}
		if size < small {
			b.why = "subscribe"
		}
	}
}

// markTeasers marks boxes that lead to other articles: small, each with a heading
// that is a link, and several of a kind side by side.
func (l *layout) markTeasers() {
	const small = 500 // bytes
	type kind struct {
		up    int
		class string
	}
	groups := map[kind][]int{}
	for i := range l.boxes {
		b := &l.boxes[i]
		if b.why != "" || b.body > 1 || b.last-b.first < 1 || b.up < 0 || isParagraph(b.node.DataAtom) && b.node.DataAtom != atom.Li {
			continue
		}
		size, linked := 0, false
		for j := b.first; j < b.last && size < small; j++ {
			t := &l.blocks[j]
			size += len(t.text)
			linked = linked || heading(t.tag) > 1 && t.links*10 >= len(t.text)*8
		}
		if linked && size < small && !l.inBody(i) {
			k := kind{b.up, b.node.Data + " " + attr(b.node, "class")}
			groups[k] = append(groups[k], i)
		}
	}
	for _, g := range groups {
		for _, i := range g {
			if len(g) > 1 {
				l.boxes[i].why = "link"
			}
		}
	}
}

// inBody reports whether a box stands in one that its marks name as the text's.
func (l *layout) inBody(at int) bool {
	for ; at >= 0; at = l.boxes[at].up {
		if l.boxes[at].body > 1 {
			return true
		}
	}
	return false
}

// markCaptions marks the short lines that stand in one small box with a picture.
func (l *layout) markCaptions() {
	const small = 300 // bytes
	for i := range l.boxes {
		b := &l.boxes[i]
		if !b.image || b.why != "" || b.body > 0 || b.last-b.first < 1 || b.last-b.first > 3 || isParagraph(b.node.DataAtom) || heading(b.node.DataAtom) > 0 {
			continue
		}
		size, plain := 0, true
		for j := b.first; j < b.last; j++ {
			t := &l.blocks[j]
			size += len(t.text)
			plain = plain && heading(t.tag) == 0 && t.tag != atom.P && t.tag != atom.Li && t.box != i
		}
		if plain && size < small {
			b.why = "caption"
		}
	}
}

// inherit works out Why of each block and the mass of each box.
func (l *layout) inherit() {
	why := make([]string, len(l.boxes))
	for i := range l.boxes {
		b := &l.boxes[i]
		b.mass = 0
		if why[i] = b.why; b.up < 0 {
			continue
		}
		switch up := why[b.up]; up {
		case "link", "comments", "hidden", "advertisement", "embedded": // the date of another article is none of this one
			why[i] = up
		default:
			if why[i] == "" {
				why[i] = up
			}
		}
	}
	for i := range l.dates {
		l.dates[i].why = why[l.dates[i].box]
	}
	for i := range l.blocks {
		b := &l.blocks[i]
		b.why = why[b.box]
		if b.why != "" || !b.isProse() {
			continue
		}
		for at := b.box; at >= 0; at = l.boxes[at].up {
			l.boxes[at].mass += len(b.text)
		}
	}
}

// takeBack takes one mark back and reports whether there was one to take.
func (l *layout) takeBack() bool {
	free := l.boxes[0].mass
	best, most := -1, 0
	covered := 0 // blocks before it are in a marked box seen already
	for i := range l.boxes {
		b := &l.boxes[i]
		if b.why == "" || b.first < covered {
			continue
		}
		covered = b.last
		mass := l.proseIn(b)
		if mass <= most || b.why == "comments" && free > 0 {
			continue
		}
		held := mass >= free && mass >= fewBytes && l.holdsTitle(b)
		if held {
			best, most = i, 1<<30
			continue
		}
		if free < fewBytes && mass >= someBytes || b.body > 1 && mass > 2*free {
			best, most = i, mass
		}
	}
	if best >= 0 {
		l.boxes[best].why = ""
	}
	return best >= 0
}

// proseIn returns the bytes of sentences in a box, marks or not.
func (l *layout) proseIn(b *box) int {
	n := 0
	for i := b.first; i < b.last; i++ {
		if l.blocks[i].isProse() {
			n += len(l.blocks[i].text)
		}
	}
	return n
}

func (l *layout) holdsTitle(b *box) bool {
	for i := b.first; i < b.last; i++ {
		if t := &l.blocks[i]; t.tag == atom.H1 || heading(t.tag) > 0 && l.title != "" && letters(t.text) == l.title {
			return true
		}
	}
	return false
}
