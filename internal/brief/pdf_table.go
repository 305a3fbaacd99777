package brief

// cell is a cell of a table, set in lines.
type cell struct {
	lines   []setLine
	numeric bool
}

// Measures of tables.
const (
	tableSize = 8.8
	cellPad   = 1.6
)

// table draws a table; its head is drawn again on each page, and no row is broken
// that fits on a page.
func (p *pdf) table(b *Block) {
	widths := p.columns(b)
	var caption []setLine
	if b.Caption != nil {
		caption = p.wrap(bolded(p.sentence(*b.Caption, textSize)), p.right-p.left)
	}
	head := p.row(b, -1, widths)
	rows := make([][]cell, len(b.Rows))
	for i := range b.Rows {
		rows[i] = p.row(b, i, widths)
	}
	first := p.rowHeight(head)
	for _, r := range rows[:min(3, len(rows))] {
		first += p.rowHeight(r)
	}
	p.need(p.height(caption) + first + 3)
	p.y++
	p.lines(caption, p.left)
	p.y++
	p.drawRow(head, widths, true)
	for i, r := range rows {
		h := p.rowHeight(r)
		if rest := len(rows) - i; rest == 2 {
			h += p.rowHeight(rows[i+1]) // the last row is not left alone on a page
		}
		if p.y+h > p.bottom && i > 0 {
			p.newPage()
			p.drawRow(head, widths, true)
		}
		p.drawRow(r, widths, false)
	}
	p.y += 3
}

// columns shares out the width: what each column needs, and to columns of words what
// is left over; where there is too little, columns of counts have it and the others share the rest by what
// they need.
func (p *pdf) columns(b *Block) []float64 {
	total := p.right - p.left
	need := make([]float64, len(b.Head))
	sum := 0.0
	for c := range b.Head {
		need[c] = p.width(piece{text: printable(b.Head[c]), bold: true, size: tableSize})
		for _, row := range b.Rows {
			if c < len(row) {
				w := 0.0
				for _, x := range p.sentence(row[c], tableSize) {
					x.text = printable(x.text)
					w += p.width(x)
				}
				need[c] = max(need[c], w)
			}
		}
		need[c] += 2*cellPad + 0.5
		sum += need[c]
	}
	if sum <= total {
		loose := 0
		for c := range need {
			if !numeric(b, c) {
				loose++
			}
		}
		for c := range need {
			if !numeric(b, c) {
				need[c] += (total - sum) / float64(loose)
			} else if loose == 0 {
				need[c] += (total - sum) / float64(len(need))
			}
		}
		return need
	}
	fixed, loose := 0.0, 0.0
	for c := range need {
		if numeric(b, c) {
			need[c] = min(need[c], total/5)
			fixed += need[c]
		} else {
			need[c] = min(need[c], total)
			loose += need[c]
		}
	}
	for c := range need {
		if !numeric(b, c) {
			need[c] *= (total - fixed) / loose
		}
	}
	return need
}

// row sets the cells of a row; row -1 is the head.
func (p *pdf) row(b *Block, row int, widths []float64) []cell {
	out := make([]cell, len(widths))
	for c := range widths {
		var pieces []piece
		switch {
		case row < 0:
			pieces = []piece{{text: b.Head[c], bold: true, size: tableSize, color: ink}}
		case c < len(b.Rows[row]):
			pieces = p.sentence(b.Rows[row][c], tableSize)
		}
		out[c] = cell{p.wrap(pieces, widths[c]-2*cellPad), numeric(b, c)}
	}
	return out
}

func (p *pdf) rowHeight(r []cell) float64 {
	h := 0.0
	for _, c := range r {
		h = max(h, p.height(c.lines))
	}
	return h + 2*cellPad*0.6
}

func (p *pdf) drawRow(r []cell, widths []float64, head bool) {
	h := p.rowHeight(r)
	if head {
		p.fill(p.left, p.y, p.right-p.left, h, tint)
	}
	y, x := p.y, p.left
	for c := range r {
		p.y = y + cellPad*0.6
		for _, l := range r[c].lines {
			shift := cellPad
			if n := len(l.parts); r[c].numeric && n > 0 {
				last := l.parts[n-1]
				shift = widths[c] - cellPad - last.x - last.width
			}
			p.lines([]setLine{l}, x+shift)
		}
		x += widths[c]
	}
	p.y = y + h
	p.line(p.left, p.y, p.right)
}
