package when

import "strings"

// urlDate reads the date in the path or the query of an address: whole dates
// before months alone ("/2020/03/05/", "2020-03-05", "20200305", "/05-Mar-2020/",
// "/2020/mar/05/", "/01/25/14/", "/2020/03/"). ok is false where there is none.
func (cw *calendarWords) urlDate(url string) (written, bool) {
	path := 0
	if at := strings.Index(url, "://"); at >= 0 {
		path = at + len("://")
	}
	if at := strings.IndexByte(url[path:], '/'); at >= 0 {
		path += at
	} else {
		return written{}, false
	}
	c := cutter{cw, pieces(url[path:])}
	best, found := written{}, false
	for i := range c.ps {
		w, ok := c.urlPart(i)
		if !ok {
			continue
		}
		w.start, w.end = w.start+path, w.end+path
		if w.whole() {
			return w, true
		}
		if !found {
			best, found = w, true
		}
	}
	return best, found
}

// urlPart reads a date of an address at piece i: a whole one, or a month
// between slashes.
func (c *cutter) urlPart(i int) (written, bool) {
	w := written{start: c.ps[i].start, end: c.ps[i].end}
	if y, m, d, ok := c.packed(i); ok {
		w.year, w.month, w.day = y, m, d
		return w, true
	}
	if y := newsYear(c.year(i, false)); y > 0 && c.separates(i+1) {
		if m := c.urlMonth(i + 2); m > 0 {
			w.year, w.month, w.end = y, m, c.ps[i+2].end
			if d := c.urlDay(i + 4); c.separates(i+3) && exists(y, m, d) {
				w.day, w.end = d, c.ps[i+4].end
				return w, true
			}
			return w, c.text(i-1) == "/" && c.text(i+1) == "/" && (c.text(i+3) == "/" || i+3 >= len(c.ps))
		}
	}
	if !c.separates(i+1) || !c.separates(i+3) {
		return w, false
	}
	w.year, w.month, w.day = newsYear(c.year(i+4, false)), c.words.month[c.text(i+2)], c.urlDay(i)
	if w.month == 0 && w.day > 12 { // "/25/01/2014/"; "/05/01/2014/" is of May or January
		w.month = c.urlMonth(i + 2)
	}
	if y := newsYear(c.year(i+4, true)); w.month == 0 && c.text(i-1) == "/" && c.text(i+5) == "/" && c.urlDay(i+2) > 12 {
		w.year, w.month, w.day = y, c.urlMonth(i), c.urlDay(i+2) // "/01/25/14/"
	}
	if w.year == 0 || !exists(w.year, w.month, w.day) {
		return w, false
	}
	w.end = c.ps[i+4].end
	return w, true
}

// separates tells whether piece i parts the numbers of a date in an address.
func (c *cutter) separates(i int) bool {
	switch c.text(i) {
	case "/", "-", "_", ".":
		return true
	}
	return false
}

// urlMonth reads a month in figures or by its name, 0 for none.
func (c *cutter) urlMonth(i int) int {
	if n := c.urlDay(i); n > 0 && n <= 12 {
		return n
	}
	return c.words.month[c.text(i)]
}

// urlDay reads a number of one or two digits, 0 for none.
func (c *cutter) urlDay(i int) int {
	if c.digits(i) > 0 && c.digits(i) <= 2 {
		return c.number(i)
	}
	return 0
}

// newsYear returns y if an article with an address can be of that year, else 0:
// there were none before 1990.
func newsYear(y int) int {
	if y < 1990 || y > 2099 {
		return 0
	}
	return y
}

// packed reads a date at the start of a run of 8, 12 or 14 digits ("20200305",
// "20200305173600"), or of more where a number of the article is glued to it.
func (c *cutter) packed(i int) (y, m, d int, ok bool) {
	t := c.text(i)
	if len(t) < 8 || t[0] < '0' || t[0] > '9' {
		return 0, 0, 0, false
	}
	for k, width := range []int{4, 2, 2} {
		n := 0
		from := []int{0, 4, 6}[k]
		for _, b := range []byte(t[from : from+width]) {
			n = n*10 + int(b-'0')
		}
		switch k {
		case 0:
			y = newsYear(n)
		case 1:
			m = n
		default:
			d = n
		}
	}
	return y, m, d, y > 0 && exists(y, m, d)
}
