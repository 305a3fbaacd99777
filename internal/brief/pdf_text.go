package brief

import "strings"

// piece is a run of text of one look.
type piece struct {
	text  string
	bold  bool
	size  float64
	color rgb
	link  int    // a link of the document; 0 for none
	url   string // an address; empty for none
}

// placed is a piece on a line.
type placed struct {
	piece
	x, width float64 // from the beginning of the line
}

// setLine is a line that was set.
type setLine struct {
	parts []placed
	size  float64 // the largest of its pieces
}

// keep says whether a paragraph may be broken over pages.
type keep bool

const (
	keepWhole keep = true
	keepSome  keep = false
)

func (p *pdf) style(x piece) {
	style := ""
	if x.bold {
		style = "B"
	}
	p.f.SetFont("dejavu", style, x.size)
}

// width is how wide a piece of printable text is.
func (p *pdf) width(x piece) float64 {
	p.style(x)
	return p.f.GetStringWidth(x.text)
}

// wrap sets pieces in lines of a width, broken at blanks; a word that is too long
// for a line is broken anywhere.
func (p *pdf) wrap(pieces []piece, width float64) []setLine {
	var lines []setLine
	line := setLine{}
	x := 0.0
	end := func() {
		if len(line.parts) > 0 {
			lines = append(lines, line)
		}
		line, x = setLine{}, 0
	}
	put := func(w piece, wide float64) {
		line.parts = append(line.parts, placed{w, x, wide})
		line.size = max(line.size, w.size)
		x += wide
	}
	for _, from := range pieces {
		for _, word := range wordsOf(printable(from.text)) {
			w := from
			w.text = word
			wide := p.width(w)
			if word == " " {
				if x > 0 && x+wide <= width {
					put(w, wide)
				}
				continue
			}
			if x+wide > width {
				last := line.tail(w)
				end()
				for _, l := range last {
					put(l.piece, l.width)
				}
			}
			for wide > width {
				head := p.fitting(w, width)
				rest := w
				w.text, rest.text = w.text[:head], w.text[head:]
				put(w, p.width(w))
				end()
				w, wide = rest, p.width(rest)
			}
			if w.text != "" {
				put(w, wide)
			}
		}
	}
	end()
	return lines
}

// tail takes the word before a citation off a line, and the blank, so that the
// citation does not begin a line; nothing where it would leave the line empty.
func (l *setLine) tail(next piece) []placed {
	n := len(l.parts)
	if next.link == 0 || n < 4 || l.parts[n-1].text != " " || l.parts[n-2].link != 0 {
		return nil
	}
	last := l.parts[n-2 : n : n]
	l.parts = l.parts[:n-2]
	return last
}

// fitting is how many bytes of a word fit into a width; one character at least.
func (p *pdf) fitting(w piece, width float64) int {
	p.style(w)
	used := 0.0
	for at, r := range w.text {
		if used += p.f.GetStringWidth(string(r)); used > width && at > 0 {
			return at
		}
	}
	return len(w.text)
}

// wordsOf parts text into words and single blanks.
func wordsOf(s string) []string {
	var out []string
	for s != "" {
		n := strings.IndexByte(s, ' ')
		switch n {
		case -1:
			return append(out, s)
		case 0:
			out = append(out, " ")
			s = strings.TrimLeft(s, " ")
			continue
		}
		out = append(out, s[:n])
		s = s[n:]
	}
	return out
}

// height is how high lines are.
func (p *pdf) height(lines []setLine) float64 {
	h := 0.0
	for _, l := range lines {
		h += l.size * mmPerPoint * lineHeight
	}
	return h
}

// lines draws lines where there is room for them.
func (p *pdf) lines(lines []setLine, left float64) {
	for _, l := range lines {
		base := p.y + l.size*mmPerPoint*1.05
		for _, part := range l.parts {
			p.draw1(left+part.x, base, part.piece, part.width)
		}
		p.y += l.size * mmPerPoint * lineHeight
	}
}

// broken draws lines over as many pages as they need; no line of them is left
// alone at the foot or the head of a page.
func (p *pdf) broken(lines []setLine, left float64) {
	for len(lines) > 0 {
		n, h := 0, 0.0
		for n < len(lines) && p.y+h+lines[n].size*mmPerPoint*lineHeight <= p.bottom {
			h += lines[n].size * mmPerPoint * lineHeight
			n++
		}
		if rest := len(lines) - n; rest == 1 && n > 2 {
			n-- // two lines go over
		}
		if n < len(lines) && n < 2 && p.y > p.top+2 {
			p.newPage()
			continue
		}
		p.lines(lines[:max(n, 1)], left)
		lines = lines[max(n, 1):]
		if len(lines) > 0 {
			p.newPage()
		}
	}
}

// text draws a paragraph.
func (p *pdf) text(pieces []piece, left, right float64, whole keep) {
	lines := p.wrap(pieces, right-left)
	if whole {
		p.need(p.height(lines))
	}
	p.broken(lines, left)
}

// at draws a piece on a base line, cut to a width.
func (p *pdf) at(x, base float64, w piece, width float64) {
	w.text = printable(w.text)
	wide := p.width(w)
	if wide > width {
		dots := w
		dots.text = "…"
		w.text = w.text[:p.fitting(w, width-p.width(dots))] + dots.text
		wide = p.width(w)
	}
	p.draw1(x, base, w, wide)
}

// draw1 draws a piece, with its link.
func (p *pdf) draw1(x, base float64, w piece, wide float64) {
	p.style(w)
	p.f.SetTextColor(w.color.r, w.color.g, w.color.b)
	if w.text != " " {
		p.f.Text(x, base, w.text)
	}
	top, height := base-w.size*mmPerPoint, w.size*mmPerPoint*1.3
	switch {
	case w.link != 0:
		p.f.Link(x, top, wide, height, w.link)
	case w.url != "":
		p.f.LinkString(x, top, wide, height, w.url)
	}
}

func (p *pdf) line(x, y, to float64) {
	p.f.SetDrawColor(rules.r, rules.g, rules.b)
	p.f.SetLineWidth(0.2)
	p.f.Line(x, y, to, y)
}

func (p *pdf) fill(x, y, w, h float64, c rgb) {
	p.f.SetFillColor(c.r, c.g, c.b)
	p.f.Rect(x, y, w, h, "F")
}
