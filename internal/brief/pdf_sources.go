package brief

// sources draws the list of what was cited.
func (p *pdf) sources() {
	if len(p.b.Sources) == 0 {
		return
	}
	p.heading("Sources")
	const indent = 11.0
	for i := range p.b.Sources {
		s := &p.b.Sources[i]
		n := digits(i + 1)
		head := []piece{{text: sourceLine(s), size: smallSize, color: ink}}
		if link := safeURL(s.URL); link != "" {
			head = append(head, piece{text: " ", size: smallSize}, piece{text: link, size: smallSize, color: blue, url: link})
		}
		lines := p.wrap(head, p.right-p.left-indent)
		first := p.quote(s, 0, n, indent)
		p.need(p.height(lines) + p.height(first[:min(2, len(first))]) + 1)
		p.f.SetLink(p.targets["s"+n], p.y, -1)
		p.at(p.left, p.y+smallSize*mmPerPoint*1.05, piece{text: "[" + n + "]", bold: true, size: smallSize, color: ink}, indent)
		p.broken(lines, p.left+indent)
		for q := range s.Quotes {
			set := p.quote(s, q, n, indent)
			if len(set) <= 8 {
				p.need(p.height(set))
			}
			if link, ok := p.targets["s"+n+letter(q)]; ok {
				p.f.SetLink(link, p.y, -1)
			}
			y, page := p.y, p.f.PageNo()
			p.broken(set, p.left+indent+3)
			if p.f.PageNo() == page {
				p.fill(p.left+indent, y+0.4, 0.4, p.y-y-0.8, rules)
			}
		}
		p.y += 2
	}
}

// quote sets a quote of a source.
func (p *pdf) quote(s *Source, q int, n string, indent float64) []setLine {
	if q >= len(s.Quotes) {
		return nil
	}
	text := "“" + oneLine(s.Quotes[q].Text) + "”"
	if len(s.Quotes) > 1 {
		text = "[" + n + letter(q) + "] " + text
	}
	return p.wrap([]piece{
		{text: text, size: smallSize, color: soft},
		{text: " (bytes " + digits(s.Quotes[q].Start) + " to " + digits(s.Quotes[q].End) + ")", size: smallSize - 1, color: soft},
	}, p.right-p.left-indent-3)
}

// queries draws how counts were made.
func (p *pdf) queries() {
	if len(p.b.Queries) == 0 {
		return
	}
	p.heading("How the counts were made")
	p.text([]piece{{text: countNote, size: smallSize, color: soft}}, p.left, p.right, keepSome)
	p.y++
	for _, q := range p.b.Queries {
		text := q.What
		if q.Command != "" {
			text += "; " + q.Command
		}
		lines := p.wrap([]piece{{text: text, size: smallSize, color: soft}}, p.right-p.left-11)
		p.need(p.height(lines))
		p.at(p.left, p.y+smallSize*mmPerPoint*1.05, piece{text: q.Name, bold: true, size: smallSize, color: soft}, 11)
		p.broken(lines, p.left+11)
		p.y += 0.6
	}
}
