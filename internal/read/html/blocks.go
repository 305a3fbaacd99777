package html

import (
	"strings"
	"unicode"
	"unicode/utf8"

	dom "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// box is an element that stands by itself, with the blocks in it.
type box struct {
	node        *dom.Node
	up          int    // the box around it; -1 for the outermost
	why         string // what its own marks say that it is; empty for nothing
	first, last int    // its blocks
	depth       int
	body        int  // how sure its marks are that it holds the article: 0 to 3
	mass        int  // bytes of sentences in it that no mark takes away
	form        bool // a form to fill in stands right in it
	image       bool // a picture stands in it
}

// block is a run of words that nothing interrupts: a paragraph, a heading, an
// item of a list, or a line of the page's furniture.
type block struct {
	text  string
	box   int // the innermost box
	tag   atom.Atom
	links int    // bytes of text that stand in links
	why   string // what the marks around it say that it is; empty for nothing
	first int    // the number of the first node of it, to find what stands near
}

// layout is a page as boxes and blocks.
type layout struct {
	boxes  []box
	blocks []block
	title  string // the letters of the headline
	dates  []machineDate
}

// machineDate is an element that states a time for programs: a time element, or
// one that microdata or RDFa mark.
type machineDate struct {
	node  *dom.Node
	box   int
	block int    // the block that it stands in or before
	why   string // what the marks around it say that it is
}

// outline walks the body of a page.
type outline struct {
	layout
	t     *tables
	buf   strings.Builder
	link  int // how many links are open
	pre   int // how many elements are open in which line ends count
	links int // bytes in links in buf
	nodes int
	start int // number of the first node in buf
}

// outlineOf returns the boxes and blocks of a tree.
func outlineOf(root *dom.Node) *layout {
	o := &outline{t: lists()}
	o.walkBox(root, -1, 0)
	return &o.layout
}

// walkBox opens a box for n and walks what is in it.
func (o *outline) walkBox(n *dom.Node, up, depth int) {
	at := len(o.boxes)
	b := box{node: n, up: up, first: len(o.blocks), depth: depth}
	if n.Type == dom.ElementNode {
		b.why, b.body = o.mark(n), o.bodyMark(n)
	}
	o.boxes = append(o.boxes, b)
	o.walk(n, at, depth)
	o.flush(at)
	o.boxes[at].last = len(o.blocks)
}

// walk reads the children of n, which are in box at.
func (o *outline) walk(n *dom.Node, at, depth int) {
	if depth > 2*maxDepth {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if o.nodes++; o.nodes > maxNodes {
			return
		}
		switch c.Type {
		case dom.TextNode:
			if o.pre > 0 {
				o.lines(c.Data, at)
				continue
			}
			o.text(c.Data)
		case dom.ElementNode:
			o.element(c, at, depth+1)
		}
	}
}

func (o *outline) element(n *dom.Node, at, depth int) {
	if isDated(n) && len(o.dates) < 500 {
		o.dates = append(o.dates, machineDate{node: n, box: at, block: len(o.blocks)})
	}
	switch {
	case n.DataAtom == atom.Input && strings.EqualFold(attr(n, "type"), "email"):
		o.boxes[at].form = true
	case silent(n.DataAtom) && !(n.DataAtom == atom.Noscript && n.FirstChild != nil && n.FirstChild.Type == dom.ElementNode):
	case n.DataAtom == atom.Form && o.short(n):
		o.boxes[at].form = true
		o.flush(at)
		o.walkBox(n, at, depth)
	case n.DataAtom == atom.Br:
		o.breakLine(n, at)
	case n.DataAtom == atom.Hr:
		o.flush(at)
	case n.DataAtom == atom.Img:
		const levels = 3
		for i := at; i >= 0 && i > at-64 && o.boxes[at].depth-o.boxes[i].depth <= levels; i = o.boxes[i].up {
			o.boxes[i].image = true
		}
	case isInline(n) && o.inlineWhy(n) == "":
		o.inline(n, at, depth)
	default:
		link := n.DataAtom == atom.A
		if link {
			o.link++
		}
		if n.DataAtom == atom.Pre {
			o.pre++
		}
		o.flush(at)
		o.walkBox(n, at, depth)
		if n.DataAtom == atom.Pre {
			o.pre--
		}
		if link {
			o.link--
		}
	}
}

// isDated reports whether an element may state a time for programs.
func isDated(n *dom.Node) bool {
	if n.DataAtom == atom.Time {
		return attr(n, "datetime") != ""
	}
	prop := strings.ToLower(attr(n, "itemprop") + attr(n, "property"))
	return prop != "" && attr(n, "content") != "" && (strings.Contains(prop, "date") || strings.Contains(prop, "created"))
}

// short reports whether an element holds few words.
func (o *outline) short(n *dom.Node) bool { return len(textOf(n)) < someBytes }

// inlineWhy is what marks say of an element within a line.
func (o *outline) inlineWhy(n *dom.Node) string {
	if n.DataAtom == atom.A || n.DataAtom == atom.Time {
		if attr(n, "aria-hidden") == "true" || hasAttr(n, "hidden") {
			return "hidden"
		}
		return ""
	}
	if len(n.Attr) == 0 {
		return ""
	}
	return o.mark(n)
}

func (o *outline) inline(n *dom.Node, at, depth int) {
	switch n.DataAtom {
	case atom.A:
		o.link++
		o.walk(n, at, depth)
		o.link--
	case atom.Q:
		o.text("“")
		o.walk(n, at, depth)
		o.text("”")
	default:
		o.walk(n, at, depth)
	}
}

func (o *outline) text(s string) {
	if o.buf.Len() == 0 {
		if strings.TrimSpace(s) == "" {
			return
		}
		o.start = o.nodes
	}
	o.buf.WriteString(s)
	if o.link > 0 {
		o.links += len(strings.TrimSpace(s))
	}
}

// lines reads text in which line ends count: a blank line parts paragraphs.
func (o *outline) lines(s string, at int) {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	for i, part := range strings.Split(s, "\n\n") {
		if i > 0 {
			o.flush(at)
		}
		o.text(part)
	}
}

// breakLine ends a paragraph at a break that another follows, or behind a full
// stop; else it is a blank.
func (o *outline) breakLine(br *dom.Node, at int) {
	next := br.NextSibling
	for next != nil && next.Type == dom.TextNode && strings.TrimSpace(next.Data) == "" {
		next = next.NextSibling
	}
	double := next != nil && next.DataAtom == atom.Br
	if double || endsSentence(strings.TrimSpace(o.buf.String())) {
		o.flush(at)
		return
	}
	o.buf.WriteByte('\n')
}

// flush makes a block of the words gathered.
func (o *outline) flush(at int) {
	text := cleanLine(o.buf.String())
	links := o.links
	o.buf.Reset()
	o.links = 0
	if text == "" {
		return
	}
	tag := atom.Atom(0)
	if n := o.boxes[at].node; n.Type == dom.ElementNode {
		tag = n.DataAtom
	}
	o.blocks = append(o.blocks, block{text: text, box: at, tag: tag, links: min(links, len(text)), first: o.start})
}

// cleanLine puts words in one line, without characters that show nothing.
func cleanLine(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\u00ad' || r == '\u200b' || r == '\ufeff' || r == '\u2060':
			return -1
		case r == utf8.RuneError:
			return r
		case unicode.IsSpace(r) || r == 0:
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
	return oneLine(s)
}

// silent tells elements whose text is not shown or is no words of a person.
func silent(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Svg, atom.Iframe, atom.Object, atom.Embed,
		atom.Video, atom.Audio, atom.Canvas, atom.Select, atom.Textarea, atom.Button, atom.Input, atom.Head,
		atom.Title, atom.Math, atom.Map, atom.Noembed, atom.Noframes, atom.Del, atom.S, atom.Strike, atom.Rt,
		atom.Rp, atom.Datalist, atom.Progress, atom.Meter, atom.Applet, atom.Link, atom.Meta:
		return true
	}
	return false
}

// isInline tells elements that do not end a line. One that HTML does not know is
// such, as in a browser (Word writes "o:p", "st1:place"), but for those of scripts,
// which have a dash in their names and lay out whole parts of pages.
func isInline(n *dom.Node) bool {
	if n.DataAtom == 0 && n.Type == dom.ElementNode {
		return !strings.Contains(n.Data, "-")
	}
	switch n.DataAtom {
	case atom.A, atom.Abbr, atom.Acronym, atom.B, atom.Bdi, atom.Bdo, atom.Big, atom.Cite, atom.Code, atom.Data,
		atom.Dfn, atom.Em, atom.Font, atom.I, atom.Ins, atom.Kbd, atom.Label, atom.Mark, atom.Nobr, atom.Q,
		atom.Samp, atom.Small, atom.Span, atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.Tt, atom.U, atom.Var,
		atom.Wbr, atom.Ruby, atom.Rb, atom.Img:
		return true
	}
	return false
}

// endsSentence reports whether s ends like a sentence, its marks closed.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’»«)] \u200f\u200e」』")
	if s == "" {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	switch r {
	case '.', '!', '?', '…', '؟', '۔', '।', '。', '！', '？', '።', '՜', '։':
		return true
	}
	return false
}

// isProse reports whether a block reads like sentences.
func (b *block) isProse() bool {
	if heading(b.tag) > 0 || b.links*10 > len(b.text)*6 {
		return false
	}
	const long, least = 120, 24 // bytes
	return len(b.text) >= long || len(b.text) >= least && endsSentence(b.text)
}

// heading returns the level of a heading, 0 for none.
func heading(a atom.Atom) int {
	switch a {
	case atom.H1:
		return 1
	case atom.H2:
		return 2
	case atom.H3:
		return 3
	case atom.H4:
		return 4
	case atom.H5:
		return 5
	case atom.H6:
		return 6
	}
	return 0
}
