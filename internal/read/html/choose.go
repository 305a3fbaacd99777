package html

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// Bytes of sentences: below few a part of a page holds no article to speak of,
// from some on it does.
const (
	fewBytes  = 140
	someBytes = 280
)

// choose returns the box that holds the article. headline is the block of the
// headline, -1 if it is not known.
func (l *layout) choose(headline int) int {
	best := l.dense(0)
	if l.boxes[0].mass == 0 {
		return best
	}
	for level := 3; level >= 1; level-- {
		at := l.named(level, headline)
		if at < 0 {
			continue
		}
		share := 4 // tenths of what the densest box holds
		if b := &l.boxes[at]; headline >= b.first && headline < b.last {
			share = 1
		}
		if l.boxes[at].mass*10 >= l.boxes[best].mass*share {
			if level > 1 {
				return l.widen(at, headline)
			}
			return l.widen(l.denseIn(at), headline)
		}
	}
	return l.widen(best, headline)
}

// named returns the box that its marks name as the text's, or the smallest
// around several of them; -1 if there is none.
func (l *layout) named(level, headline int) int {
	var group []int
	total, best := 0, -1
	covered := 0
	for i := range l.boxes {
		b := &l.boxes[i]
		if b.body != level || b.mass == 0 || b.first < covered || l.hasInner(i, level) {
			continue
		}
		covered = b.last
		group = append(group, i)
		total += b.mass
		if best < 0 || b.mass > l.boxes[best].mass {
			best = i
		}
	}
	if len(group) < 2 {
		return best
	}
	if at := l.pieces(group); at >= 0 {
		return at
	}
	for _, i := range group { // one of several articles on a page
		b := &l.boxes[i]
		if headline >= b.first && headline < b.last && b.mass >= fewBytes {
			return i
		}
	}
	around := group[0]
	for _, i := range group[1:] {
		around = l.common(around, i)
	}
	if at := l.parts(group, around, total); at >= 0 {
		return at
	}
	if l.boxes[best].mass*10 >= total*7 {
		return best
	}
	if b := &l.boxes[around]; b.node.DataAtom == atom.Body || b.node.DataAtom == 0 || b.node.DataAtom == atom.Html ||
		b.mass*10 > total*14 {
		return l.firstBelow(group, headline, best)
	}
	return around
}

// hasInner reports whether a box of the same level that holds most of it stands
// in a box, so that its own name says less.
func (l *layout) hasInner(at, level int) bool {
	for i := at + 1; i < len(l.boxes) && l.boxes[i].first < l.boxes[at].last; i++ {
		if b := &l.boxes[i]; b.body == level && b.mass*2 >= l.boxes[at].mass {
			return true
		}
	}
	return false
}

// pieces returns a box made of a group of boxes of one kind that stand side by
// side, such as the parts of a text between advertisements; -1 if they do not.
func (l *layout) pieces(group []int) int {
	a := &l.boxes[group[0]]
	z := &l.boxes[group[len(group)-1]]
	class, mass := attr(a.node, "class"), 0
	for _, i := range group {
		b := &l.boxes[i]
		if b.up != a.up || b.node.Data != a.node.Data || attr(b.node, "class") != class {
			return -1
		}
		for j := b.first; j < b.last; j++ {
			if h := heading(l.blocks[j].tag); h == 1 {
				return -1
			}
		}
		mass += b.mass
	}
	if class == "" {
		return -1
	}
	return l.join(a.up, a.first, z.last, a.body, mass)
}

// parts returns a box made of a group of boxes that share a name and between which
// hardly anything else is said, though each may stand in a frame of its own; -1 if
// they are none such.
func (l *layout) parts(group []int, around, total int) int {
	a, z := &l.boxes[group[0]], &l.boxes[group[len(group)-1]]
	if n := l.boxes[around].node; n.DataAtom == atom.Body || n.DataAtom == atom.Html || n.DataAtom == 0 {
		return -1
	}
	name, _, _ := strings.Cut(strings.TrimSpace(attr(a.node, "class")), " ")
	if name == "" {
		return -1
	}
	for _, i := range group {
		if first, _, _ := strings.Cut(strings.TrimSpace(attr(l.boxes[i].node, "class")), " "); first != name {
			return -1
		}
	}
	between := 0
	for i := a.first; i < z.last; i++ {
		b := &l.blocks[i]
		if heading(b.tag) == 1 {
			return -1
		}
		if b.why == "" && b.isProse() {
			between += len(b.text)
		}
	}
	if between*4 > total*5 {
		return -1
	}
	return l.join(around, a.first, z.last, a.body, between)
}

// join makes a box in up of the blocks from first to last.
func (l *layout) join(up, first, last, body, mass int) int {
	at := len(l.boxes)
	l.boxes = append(l.boxes, box{node: l.boxes[up].node, up: up, first: first, last: last, body: body, mass: mass})
	for i := range l.boxes[:at] {
		if b := &l.boxes[i]; b.up == up && b.first >= first && b.last <= last {
			b.up = at
		}
	}
	return at
}

// firstBelow returns the first box of a group that stands below the headline
// and holds more than a teaser, else best.
func (l *layout) firstBelow(group []int, headline, best int) int {
	for _, i := range group {
		if b := &l.boxes[i]; b.last > headline && b.mass*3 >= l.boxes[best].mass {
			return i
		}
	}
	return best
}

// common returns the innermost box around two.
func (l *layout) common(a, b int) int {
	for a != b {
		if a > b {
			a = l.boxes[a].up
		} else {
			b = l.boxes[b].up
		}
	}
	return a
}

// dense goes down from a box as long as one box in it holds most of its
// sentences.
func (l *layout) dense(at int) int { return l.descend(at, 8) }

func (l *layout) denseIn(at int) int { return l.descend(at, 9) }

func (l *layout) descend(at, tenths int) int {
	for {
		next := -1
		for i := at + 1; i < len(l.boxes) && l.boxes[i].first < l.boxes[at].last; i++ {
			b := &l.boxes[i]
			if b.up == at && b.mass*10 >= l.boxes[at].mass*tenths && b.mass > 0 {
				next = i
				break
			}
		}
		if next < 0 || isParagraph(l.boxes[next].node.DataAtom) {
			return at
		}
		at = next
	}
}

func isParagraph(a atom.Atom) bool {
	return a == atom.P || a == atom.Li || a == atom.Blockquote || a == atom.Ul || a == atom.Ol || a == atom.Td
}

// widen goes up while the box around holds more sentences of the article: such
// as stand between the headline and the text, or follow in the same kind of
// paragraph.
func (l *layout) widen(at, headline int) int {
	for {
		b := &l.boxes[at]
		if b.up < 0 {
			return at
		}
		up := &l.boxes[b.up]
		if up.node.DataAtom == atom.Body || up.node.DataAtom == 0 || up.mass == b.mass {
			return at
		}
		if !l.continues(at, b.up, headline) {
			return at
		}
		at = b.up
	}
}

// continues reports whether sentences that stand in up right beside at belong
// to the same text: paragraphs that are children of up itself.
func (l *layout) continues(at, up, headline int) bool {
	more := 0
	for i := l.boxes[up].first; i < l.boxes[up].last; i++ {
		b := &l.blocks[i]
		if i >= l.boxes[at].first && i < l.boxes[at].last || b.why != "" || !b.isProse() {
			continue
		}
		if l.boxes[b.box].depth > l.boxes[up].depth+2 || b.links*3 > len(b.text) || l.ofAnother(b.box, up) {
			return false
		}
		if i > headline {
			more += len(b.text)
		}
	}
	return more >= fewBytes/2
}

// ofAnother reports whether a box between one and the box up around it is marked as
// an article or its text: another one.
func (l *layout) ofAnother(at, up int) bool {
	for ; at > up; at = l.boxes[at].up {
		if l.boxes[at].body > 0 {
			return true
		}
	}
	return false
}
