package html

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"

	"golang.org/x/net/html/atom"
)

// times gathers what a page says of its times, the surest place first.
type times struct {
	published, modified []Moment
}

func (t *times) add(what string, m Moment, how string) {
	if m.Stated == "" {
		return
	}
	m.How = how
	if what == "modified" {
		t.modified = append(t.modified, m)
	} else {
		t.published = append(t.published, m)
	}
}

// dates fills in when a page was published and changed. headline is the block
// of the headline, box the one that holds the article.
func (p *Page) dates(h *head, l *layout, headline, box int) {
	var t times
	t.add("published", momentOf(h.ld.published, p.Language), "JSON-LD datePublished")
	t.add("modified", momentOf(h.ld.modified, p.Language), "JSON-LD dateModified")
	for _, what := range []string{"published", "modified"} {
		for _, m := range h.metas[what] {
			t.add(what, momentOf(m.value, p.Language), m.how)
		}
	}
	l.timeElements(&t, headline, box, p.Language)
	if m, ok := dateInAddress(h.address); ok {
		t.add("published", m, "the URL")
	}
	h.markedDates(&t)
	l.visibleDates(&t, headline, box, p.Language)
	p.Published, p.Notes = first(t.published, p.Notes)
	p.Modified, _ = first(t.modified, nil)
}

// markedDates adds the date that microdata state in the body, if it is one.
func (h *head) markedDates(t *times) {
	var all []Moment
	for _, m := range h.marked {
		x := momentOf(m.value, "")
		if len(all) > 0 && !x.Day.Equal(all[0].Day) {
			return
		}
		all = append(all, x)
	}
	if len(all) > 0 {
		t.add("published", all[0], h.marked[0].how)
	}
}

// first returns the first moment that can be read, with a note on those that
// say another day. One without a time of day takes it from one of the same day.
func first(all []Moment, notes []string) (Moment, []string) {
	best := -1
	for i, m := range all {
		if !m.Day.IsZero() {
			best = i
			break
		}
	}
	if best < 0 {
		if len(all) == 0 {
			return Moment{}, notes
		}
		return all[0], notes
	}
	out := all[best]
	for _, m := range all[best+1:] {
		if m.Day.IsZero() || m.Day.Equal(out.Day) {
			continue
		}
		days := m.Day.Sub(out.Day).Abs() / (24 * time.Hour)
		if days > 1 || m.At.IsZero() && out.At.IsZero() {
			notes = append(notes, fmt.Sprintf("%s says %s, %s says %s", out.How, out.Day.Format(time.DateOnly), m.How, m.Day.Format(time.DateOnly)))
			break
		}
	}
	if out.At.IsZero() {
		for _, m := range all[best+1:] {
			if m.Day.Equal(out.Day) && !m.At.IsZero() {
				return m, notes
			}
		}
	}
	return out, notes
}

// inHead is the blocks near the headline in which the page's own dates and
// names stand: from a few above it to a few below, but not beyond the text's
// third paragraph.
func (l *layout) inHead(headline, box int) (from, to int) {
	const above, below = 6, 16
	b := &l.boxes[box]
	at := headline
	if at < 0 {
		at = b.first
	}
	from, to = max(0, at-above), min(len(l.blocks), max(at, b.first)+below)
	prose := 0
	for i := max(at, 0); i < to; i++ {
		if l.blocks[i].why == "" && l.blocks[i].isProse() && i >= b.first {
			if prose++; prose == 3 {
				to = i
			}
		}
	}
	return from, to
}

// ofArticle reports whether a block near the headline may state something of
// the article: it is not of a list, a bar or a side column.
func (l *layout) ofArticle(i int) bool {
	b := &l.blocks[i]
	if b.links*2 > len(b.text) && b.why != "head" && b.why != "date" {
		return false
	}
	return statesDate(b.why)
}

// timeElements reads the time elements, and those that microdata and RDFa mark,
// of the article's head.
func (l *layout) timeElements(t *times, headline, box int, language string) {
	from, to := l.inHead(headline, box)
	for _, d := range l.dates {
		if d.block < from || d.block > to || !statesDate(d.why) || d.node.DataAtom == atom.Meta {
			continue
		}
		n := d.node
		prop := strings.ToLower(attr(n, "itemprop") + attr(n, "property"))
		stated := attr(n, "datetime")
		if stated == "" {
			stated = attr(n, "content")
		}
		what, before := "published", ""
		class := strings.ToLower(attr(n, "class") + " " + prop)
		if n.Parent != nil {
			class += " " + strings.ToLower(attr(n.Parent, "class"))
		}
		if d.block < len(l.blocks) {
			class += " " + l.namesAround(d.block)
			if s, ok := visibleDate(l.blocks[d.block].text, language); ok {
				before = s.what
			}
		}
		if isChange(class) || before == "modified" && !strings.Contains(class, "publi") {
			what = "modified"
		}
		if headline >= 0 && d.block < headline-3 && what == "published" && prop == "" {
			continue
		}
		t.add(what, momentOf(stated, language), "time element")
	}
}

// statesDate reports whether a part of a page that its marks call by why may state
// the article's date.
func statesDate(why string) bool {
	switch why {
	case "", "head", "date", "byline", "tags", "bio", "social":
		return true
	}
	return false
}

// isChange reports whether names of classes say that a date is of a change.
func isChange(class string) bool {
	return strings.Contains(class, "modif") || strings.Contains(class, "updat") && !strings.Contains(class, "publi")
}

// namesAround returns the classes of the box of a block, if nothing else is in it.
func (l *layout) namesAround(i int) string {
	names := ""
	for at := l.blocks[i].box; at > 0 && l.boxes[at].last-l.boxes[at].first == 1; at = l.boxes[at].up {
		names += " " + strings.ToLower(attr(l.boxes[at].node, "class")+" "+attr(l.boxes[at].node, "itemprop"))
		if len(names) > 400 {
			break
		}
	}
	return names
}

// visibleDates reads the lines near the headline.
func (l *layout) visibleDates(t *times, headline, box int, language string) {
	from, to := l.inHead(headline, box)
	const mostWords = 20 // of a line that states a date
	var plain, above []Moment
	for i := from; i < to; i++ {
		b := &l.blocks[i]
		if i == headline || b.tag == atom.H1 || len(strings.Fields(b.text)) > mostWords {
			continue // a day in a headline is that of what happened
		}
		near := headline >= 0 && i >= headline-2 && i <= headline+2 && b.links == 0 && len(b.text) < 40 && b.why != "hidden" && b.why != "comments"
		aside := b.why == "link" || b.why == "comments" || b.why == "hidden" || b.why == "navigation"
		if !l.ofArticle(i) && !near && (aside || !announces(b.text)) || b.why == "" && b.isProse() && len(b.text) > 120 {
			continue
		}
		for _, s := range shownDates(b.text, language) {
			switch {
			case s.what == "modified", !s.loud && isChange(l.namesAround(i)):
				t.add("modified", s.Moment, "a line at the headline")
			case s.loud && i >= headline:
				t.add("published", s.Moment, "a line at the headline")
			case i >= headline || l.boxes[box].first <= i:
				plain = append(plain, s.Moment)
			case b.why == "date" || near || s.loud:
				above = append(above, s.Moment)
			}
		}
	}
	for _, m := range append(plain, above...) {
		t.add("published", m, "a line at the headline")
	}
	if len(t.published) == 0 {
		l.datesBelow(t, box, language)
	}
}

// announces reports whether a short line says that a date in it is the article's.
func announces(line string) bool {
	s, ok := visibleDate(line, "xx")
	return ok && s.loud && len(line) < 80
}

// datesBelow reads the lines in and right below the text that say that they are
// the date of publication.
func (l *layout) datesBelow(t *times, box int, language string) {
	const below = 10
	b := &l.boxes[box]
	for i := b.first; i < min(len(l.blocks), b.last+below); i++ {
		if !l.ofArticle(i) || len(l.blocks[i].text) > 100 || l.blocks[i].why == "" && l.blocks[i].isProse() {
			continue
		}
		for _, s := range shownDates(l.blocks[i].text, language) {
			if s.loud {
				t.add(s.what, s.Moment, "a line at the end")
			}
		}
	}
}

// datePath finds a day in the path of an address: /2023/04/15/, /2023-04-15-,
// /20230415/, /2023/apr/15/.
var datePath = regexp.MustCompile(`[/_-]((?:19|20)\d\d)([/_-]?)(\d{1,2}|[a-z]{3})([/_-]?)(\d{1,2})(?:[/_.-]|$)`)

// dateInAddress reads the day in an address.
func dateInAddress(address string) (Moment, bool) {
	u, err := url.Parse(address)
	if err != nil || len(u.Path) > 2000 {
		return Moment{}, false
	}
	m := datePath.FindStringSubmatch(strings.ToLower(u.Path))
	if m == nil || (m[2] == "") != (m[4] == "") || m[2] == "" && (len(m[3]) != 2 || len(m[5]) != 2) {
		return Moment{}, false
	}
	month := lists().months[m[3]]
	if month == 0 {
		month = wordsOf(m[3])[0].value
	}
	d, n := whole(wordsOf(m[1])[0], month, wordsOf(m[5])[0].value, 1)
	if n == 0 {
		return Moment{}, false
	}
	return Moment{Stated: m[1] + m[2] + m[3] + m[4] + m[5], Day: d}, true
}
