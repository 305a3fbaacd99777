package html

import (
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"

	"parley"
)

// sifted is what becomes of the blocks of the chosen box: why is what each is
// instead of article, empty for those that stay.
type sifted struct {
	l        *layout
	box      int
	title    string
	why      []string // by block from the first of the box
	sections map[string]string
}

// sift decides which blocks of a box are the article's.
func (l *layout) sift(at int, title string) *sifted {
	b := &l.boxes[at]
	s := &sifted{l: l, box: at, title: letters(title), why: make([]string, b.last-b.first), sections: lists().sections}
	for i := range s.why {
		s.why[i] = s.judge(s.block(i))
	}
	s.cutSections()
	s.trim()
	s.dropRepeats()
	s.dropHeadings()
	return s
}

func (s *sifted) block(i int) *block { return &s.l.blocks[s.l.boxes[s.box].first+i] }

// judge looks at one block alone.
func (s *sifted) judge(b *block) string {
	switch {
	case b.why == "head" && !b.isLead():
		return string(parley.WhyNavigation)
	case b.why == "head":
		return ""
	case b.why != "":
		return b.why
	case b.tag == atom.H1 || s.title != "" && letters(b.text) == s.title:
		return "title"
	case !hasLetter(b.text):
		return string(parley.WhyNavigation)
	}
	words := len(strings.Fields(b.text))
	linked := b.links*10 >= len(b.text)*8
	switch {
	case linked && !endsSentence(b.text):
		return string(parley.WhyLink)
	case linked && words < 6:
		return string(parley.WhyLink)
	case heading(b.tag) > 0 || b.isProse() || words >= 12:
		return ""
	}
	if d, ok := visibleDate(b.text, ""); ok && (words <= 6 || d.loud && words <= 12) {
		return string(parley.WhyDate)
	}
	switch b.tag {
	case atom.P, atom.Li, atom.Blockquote, atom.Dd, atom.Dt, atom.Td, atom.Th, atom.Pre:
		return ""
	}
	if words < 5 && !endsSentence(b.text) {
		return string(parley.WhyNavigation)
	}
	return ""
}

func hasLetter(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

// letters returns the letters and digits of s in lower case.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// cutSections drops what stands under a heading that is known to head no
// article ("Related stories"): to the end of its own box, or to the next heading.
func (s *sifted) cutSections() {
	const most = 200 // sections; a page with more is none
	for i, n := 0, 0; i < len(s.why) && n < most; i++ {
		b := s.block(i)
		if s.why[i] != "" || len(b.text) > 60 {
			continue
		}
		why := s.sections[sectionKey(b.text)]
		if why == "" {
			continue
		}
		n++
		end := s.sectionEnd(i)
		for j := i; j < end; j++ {
			if s.why[j] == "" {
				s.why[j] = why
			}
		}
	}
}

// sectionKey is a heading as sections.tsv writes it.
func sectionKey(text string) string {
	return strings.ToLower(strings.Trim(text, " :.…»«›>|–—-•*0123456789()!?؟&"))
}

// sectionEnd returns the end of the section that block i heads. Sentences that
// go on in the article's own manner are no part of it.
func (s *sifted) sectionEnd(i int) int {
	first := s.l.boxes[s.box].first
	at := s.block(i).box
	for at != s.box && at > 0 && s.l.boxes[at].up != s.box && s.alone(at, first+i) {
		at = s.l.boxes[at].up
	}
	if at != s.box && !s.alone(at, first+i) {
		if b := &s.l.boxes[at]; b.mass*2 < s.l.boxes[s.box].mass {
			return min(b.last-first, len(s.why))
		}
	}
	end := i + 1
	for end < len(s.why) {
		b := s.block(end)
		if heading(b.tag) > 0 || b.isProse() && s.plain(b) {
			break
		}
		end++
	}
	if heading(s.block(i).tag) > 0 && s.endsArticle(end) {
		return len(s.why)
	}
	return end
}

// alone reports whether a box holds one block only.
func (s *sifted) alone(box, block int) bool {
	b := &s.l.boxes[box]
	return b.first == block && b.last == block+1
}

// plain reports whether a block is a paragraph in the box of the article itself.
func (s *sifted) plain(b *block) bool {
	return b.tag == atom.P && (b.box == s.box || s.l.boxes[b.box].up == s.box) && b.links*3 < len(b.text)
}

// endsArticle reports whether hardly a sentence stands from block i on, set
// against what stands before.
func (s *sifted) endsArticle(i int) bool {
	before, after := 0, 0
	for j := range s.why {
		if b := s.block(j); s.why[j] == "" && b.isProse() {
			if j < i {
				before += len(b.text)
			} else {
				after += len(b.text)
			}
		}
	}
	return after*4 < before && after < 2*someBytes
}

// trim takes lines off both ends that are no sentences: sections, dates and
// names above a text, tags and links below it.
func (s *sifted) trim() {
	first, last := -1, -1
	for i := range s.why {
		if s.why[i] == "" && s.block(i).isProse() {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return
	}
	sure := s.l.boxes[s.box].body > 1
	for i := range s.why {
		if s.why[i] != "" || i >= first && i <= last {
			continue
		}
		b := s.block(i)
		text := b.tag == atom.P && len(strings.Fields(b.text)) >= 3
		if i > last && (text && sure || b.tag == atom.Li && s.listGoesOn(i, last)) {
			continue
		}
		s.why[i] = string(parley.WhyNavigation)
	}
}

// listGoesOn reports whether item i belongs to a list that starts right behind
// the last sentence and is no list of links.
func (s *sifted) listGoesOn(i, last int) bool {
	for j := last + 1; j <= i; j++ {
		if s.why[j] != "" || s.block(j).tag != atom.Li {
			return false
		}
	}
	return s.l.boxes[s.box].body > 0
}

// dropRepeats drops what is cut out of a sentence of the same text and set in
// large type, and second copies for other screens.
func (s *sifted) dropRepeats() {
	all := make([]string, len(s.why))
	for i := range s.why {
		if s.why[i] == "" {
			all[i] = letters(s.block(i).text)
		}
	}
	const least, most = 20, 400 // bytes of letters
	for i, text := range all {
		if len(text) < least || len(text) > most || len(all) > 2000 {
			continue
		}
		for j, other := range all {
			if i == j || s.why[j] != "" || len(other) < len(text) || !strings.Contains(other, text) {
				continue
			}
			if len(other) > len(text) || j < i {
				s.why[i] = string(parley.WhyRepeated)
				break
			}
		}
	}
}

// dropHeadings drops headings under which nothing stays.
func (s *sifted) dropHeadings() {
	first := s.l.boxes[s.box].first
	level := 9 // of the next heading or end that is reached without a text
	for i := len(s.why) - 1; i >= 0; i-- {
		if s.why[i] != "" {
			continue
		}
		h := heading(s.block(i).tag)
		if h == 0 {
			level = 0
			continue
		}
		if level >= 1 && h >= min(level, 9) || level == 9 || s.emptyBox(i, first) {
			s.why[i] = string(parley.WhyNavigation)
			continue
		}
		level = h
	}
}

// emptyBox reports whether the box around a heading holds other blocks below
// it and none of them stays.
func (s *sifted) emptyBox(i, first int) bool {
	const most = 500 // blocks of a part of a page that a heading heads
	at := s.block(i).box
	for at != s.box && at > 0 && s.alone(at, first+i) {
		at = s.l.boxes[at].up
	}
	end := min(s.l.boxes[at].last-first, len(s.why))
	if at == s.box || end <= i+1 || end > i+most {
		return false
	}
	for j := i + 1; j < end; j++ {
		if s.why[j] == "" {
			return false
		}
	}
	return true
}
