package brief

import (
	"io"

	"codeberg.org/go-pdf/fpdf"
)

// Paper is a size of paper.
type Paper string

// The papers.
const (
	A4     Paper = "A4"
	Letter Paper = "Letter"
)

// PDF writes a report as a document to print: with an outline, links from each
// citation to its source and from a source to its page, and numbered pages. Its
// date is the last day of the period, so that the same report gives the same
// bytes. Characters that its fonts lack are named; see printable.
func PDF(w io.Writer, b *Brief, paper Paper) error {
	first := newPDF(b, paper, 0)
	first.draw()
	if err := first.f.Error(); err != nil {
		return err
	}
	p := newPDF(b, paper, first.f.PageCount()) // the number of pages is known now
	p.draw()
	return p.f.Output(w)
}

// pdf draws one report. Lengths are millimetres, sizes of type are points.
type pdf struct {
	f     *fpdf.Fpdf
	b     *Brief
	pages int // 0 while not known
	// left and right bound the text, top and bottom the page's part for it; y is
	// where the next line begins.
	left, right, top, bottom, y float64
	targets                     map[string]int // links to sources, by label
}

// The measures of a page.
const (
	margin     = 18.0
	footMargin = 20.0
	textSize   = 9.5
	smallSize  = 8.0
	lineHeight = 1.42 // times the size
	mmPerPoint = 25.4 / 72
)

// rgb is a colour.
type rgb struct{ r, g, b int }

var (
	ink   = rgb{27, 31, 36}
	soft  = rgb{77, 85, 96}
	blue  = rgb{11, 79, 156}
	rules = rgb{195, 201, 209}
	tint  = rgb{242, 244, 247}
)

func newPDF(b *Brief, paper Paper, pages int) *pdf {
	f := fpdf.New("P", "mm", string(paper), "")
	f.AddUTF8FontFromBytes("dejavu", "", regularFont)
	f.AddUTF8FontFromBytes("dejavu", "B", boldFont)
	f.SetCompression(true)
	f.SetCatalogSort(true)
	f.SetAutoPageBreak(false, 0)
	f.SetMargins(margin, margin, margin)
	f.SetCellMargin(0)
	day := b.To.Time()
	f.SetCreationDate(day)
	f.SetModificationDate(day)
	f.SetTitle(printable(b.Title), true)
	f.SetSubject("Situation report, every sentence with its proof", true)
	f.SetCreator("Parley", true)
	f.SetProducer("Parley", true)
	f.SetLang("en")
	width, height := f.GetPageSize()
	p := &pdf{
		f: f, b: b, pages: pages, left: margin, right: width - margin, top: margin, bottom: height - footMargin, targets: map[string]int{},
	}
	for i, s := range b.Sources {
		p.targets["s"+digits(i+1)] = f.AddLink()
		if len(s.Quotes) > 1 {
			for q := range s.Quotes {
				p.targets["s"+digits(i+1)+letter(q)] = f.AddLink()
			}
		}
	}
	return p
}

// draw draws all pages.
func (p *pdf) draw() {
	p.newPage()
	p.f.Bookmark(printable(p.b.Title), 0, 0)
	p.text([]piece{{text: p.b.Title, bold: true, size: 17, color: ink}}, p.left, p.right, keepWhole)
	p.y += 2
	p.head()
	for _, s := range p.b.Sections {
		p.heading(s.Title)
		for i := range s.Blocks {
			p.block(&s.Blocks[i])
		}
	}
	p.sources()
	p.queries()
}

// newPage begins a page, with the title above all but the first, and the number
// below.
func (p *pdf) newPage() {
	p.f.AddPage()
	p.y = p.top
	n := p.f.PageNo()
	if n > 1 {
		p.at(p.left, margin-6, piece{text: p.b.Title, size: smallSize, color: soft}, p.right-p.left)
		p.line(p.left, margin-4, p.right)
		p.y += 1
	}
	foot := "Page " + digits(n)
	if p.pages > 0 {
		foot += " of " + digits(p.pages)
	}
	p.line(p.left, p.bottom+6, p.right)
	p.at(p.left, p.bottom+10, piece{text: foot, size: smallSize, color: soft}, 60)
	made := piece{text: "Made by Parley from news reports; every sentence names its proof", size: smallSize, color: soft}
	p.at(p.right-p.width(made), p.bottom+10, made, p.right-p.left)
}

// need begins a page unless there is room for so much.
func (p *pdf) need(height float64) {
	if p.y+height > p.bottom && p.y > p.top+2 {
		p.newPage()
	}
}

// heading draws the heading of a section, with room for what comes next.
func (p *pdf) heading(title string) {
	p.need(30)
	p.y += 4
	p.f.Bookmark(printable(title), 0, p.y)
	p.text([]piece{{text: title, bold: true, size: 12.5, color: ink}}, p.left, p.right, keepWhole)
	p.y += 0.5
	p.line(p.left, p.y, p.right)
	p.y += 2.5
}

// head draws what was read, on a ground of its own.
func (p *pdf) head() {
	var all []piece
	for i, s := range p.b.Head {
		if i > 0 {
			all = append(all, piece{text: " ", size: textSize})
		}
		all = append(all, p.sentence(s, textSize)...)
	}
	lines := p.wrap(all, p.right-p.left-8)
	height := float64(len(lines))*textSize*mmPerPoint*lineHeight + 5
	p.fill(p.left, p.y, p.right-p.left, height, tint)
	p.fill(p.left, p.y, 1.2, height, blue)
	p.y += 2.5
	p.lines(lines, p.left+5)
	p.y += 3
}

// block draws a block.
func (p *pdf) block(b *Block) {
	switch b.Kind {
	case Table:
		p.table(b)
	case List:
		if b.Caption != nil {
			p.need(16)
			p.y += 1.5
			p.text(bolded(p.sentence(*b.Caption, textSize)), p.left, p.right, keepWhole)
			p.y += 1
		}
		for _, item := range b.Items {
			p.item(item)
		}
		p.y += 1.5
	default:
		for _, item := range b.Items {
			p.text(p.sentences(item), p.left, p.right, keepSome)
			p.y += 2
		}
	}
}

// item draws an item of a list.
func (p *pdf) item(sentences []Sentence) {
	lines := p.wrap(p.sentences(sentences), p.right-p.left-5)
	height := p.height(lines)
	if len(lines) <= 8 {
		p.need(height)
	} else {
		p.need(p.height(lines[:3]))
	}
	p.at(p.left+1, p.y+textSize*mmPerPoint*1.05, piece{text: "•", size: textSize, color: soft}, 4)
	p.broken(lines, p.left+5)
	p.y += 1.1
}

// sentences are the pieces of sentences that follow one another.
func (p *pdf) sentences(list []Sentence) []piece {
	var all []piece
	for i, s := range list {
		if i > 0 {
			all = append(all, piece{text: " ", size: textSize})
		}
		all = append(all, p.sentence(s, textSize)...)
	}
	return all
}

// sentence is the pieces of one sentence, its citations as links.
func (p *pdf) sentence(s Sentence, size float64) []piece {
	out := []piece{{text: s.Text(), size: size, color: ink}}
	for i, c := range s.Cites {
		label := p.b.label(c)
		text := "[" + label + "]"
		if i == 0 {
			text = " " + text
		}
		out = append(out, piece{text: text, size: size - 1.7, color: blue, link: p.targets["s"+label]})
	}
	return out
}

func bolded(list []piece) []piece {
	for i := range list {
		if list[i].link == 0 {
			list[i].bold = true
		}
	}
	return list
}
