package when

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// written is a date in a string: bytes [start, end). What is not written is 0.
type written struct {
	start, end                int
	year, month, day, weekday int
}

// whole tells that the date has year, month and day.
func (w written) whole() bool { return w.year > 0 && w.month > 0 && w.day > 0 }

// days returns what a date with a year means; ok is false without one, or
// where there is no such day.
func (w written) days() (span, bool) {
	switch {
	case w.year == 0 || w.day > 0 && !exists(w.year, w.month, w.day):
		return span{}, false
	case w.day > 0:
		n := dayOf(w.year, w.month, w.day)
		return span{n, n}, true
	case w.month > 0:
		return span{dayOf(w.year, w.month, 1), dayOf(w.year, w.month+1, 0)}, true
	}
	return span{dayOf(w.year, 1, 1), dayOf(w.year, 12, 31)}, true
}

// calendarWords are the names of months and weekdays in small letters.
type calendarWords struct{ month, weekday map[string]int }

// piece is a run of letters or digits of a string, or one other character but
// a blank.
type piece struct {
	start, end int
	text       string // in small letters
	number     int    // -1 for no number, or one above 99999999
}

// pieces cuts a string.
func pieces(s string) []piece {
	var out []piece
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		j := i + n
		switch {
		case unicode.IsSpace(r):
			i = j
			continue
		case unicode.IsDigit(r):
			for j < len(s) && '0' <= s[j] && s[j] <= '9' {
				j++
			}
		case unicode.IsLetter(r):
			for j < len(s) {
				r, n := utf8.DecodeRuneInString(s[j:])
				if !unicode.IsLetter(r) {
					break
				}
				j += n
			}
		}
		p := piece{start: i, end: j, text: strings.ToLower(s[i:j]), number: -1}
		if j-i <= 8 {
			if v, err := strconv.Atoi(p.text); err == nil && v >= 0 {
				p.number = v
			}
		}
		out = append(out, p)
		i = j
	}
	return out
}

// cutter reads dates from pieces.
type cutter struct {
	words *calendarWords
	ps    []piece
}

func (c *cutter) text(i int) string {
	if i >= 0 && i < len(c.ps) {
		return c.ps[i].text
	}
	return ""
}

func (c *cutter) number(i int) int {
	if i >= 0 && i < len(c.ps) {
		return c.ps[i].number
	}
	return -1
}

// digits tells how many digits piece i has, 0 if it is no number.
func (c *cutter) digits(i int) int {
	if c.number(i) < 0 {
		return 0
	}
	return c.ps[i].end - c.ps[i].start
}

// A year of publication lies between these.
const (
	firstYear = 1900
	lastYear  = 2199
)

// year reads piece i as a year of four digits, or of two where short is true.
func (c *cutter) year(i int, short bool) int {
	n := c.number(i)
	switch {
	case c.digits(i) == 4 && n >= firstYear && n <= lastYear:
		return n
	case short && c.digits(i) == 2 && n >= 70:
		return 1900 + n
	case short && c.digits(i) == 2:
		return 2000 + n
	}
	return 0
}

// dayNumber reads piece i as a day of a month, with or without its ending,
// and returns how many pieces it takes.
func (c *cutter) dayNumber(i int) (day, n int) {
	if c.digits(i) == 0 || c.digits(i) > 2 || c.number(i) < 1 || c.number(i) > 31 {
		return 0, 0
	}
	if i+1 < len(c.ps) && c.ps[i+1].start == c.ps[i].end {
		switch c.text(i + 1) {
		case "st", "nd", "rd", "th":
			return c.number(i), 2
		}
		if isLetter(c.text(i + 1)) {
			return 0, 0 // "5pm"
		}
	}
	return c.number(i), 1
}

func isLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

// date reads a date that begins with piece i and returns how many pieces it
// takes, 0 for none. A year or a weekday alone is none.
func (c *cutter) date(i int) (written, int) {
	var w written
	j := i
	if d := c.words.weekday[c.text(j)]; d > 0 {
		w.weekday = d
		j++
		for c.text(j) == "," || c.text(j) == "." {
			j++
		}
	}
	n := c.figures(j, &w)
	if n == 0 {
		n = c.named(j, &w)
	}
	if n == 0 {
		return written{}, 0
	}
	j += n
	w.start, w.end = c.ps[i].start, c.ps[j-1].end
	return w, j - i
}

// named reads a date with the name of a month: "5 March 2020", "March 5th",
// "3 JAN 90", "March 2020".
func (c *cutter) named(i int, w *written) int {
	j := i
	if day, n := c.dayNumber(j); n > 0 {
		w.day = day
		j += n
		if c.text(j) == "of" || c.text(j) == "-" || c.text(j) == "." {
			j++
		}
	}
	if w.month = c.words.month[c.text(j)]; w.month == 0 {
		return 0
	}
	j++
	if c.text(j) == "." || c.text(j) == "-" && w.day > 0 {
		j++
	}
	if w.day == 0 {
		if day, n := c.dayNumber(j); n > 0 {
			w.day = day
			j += n
		}
	}
	k := j
	if c.text(k) == "," {
		k++
	}
	if y := c.year(k, k == j && w.day > 0); y > 0 && !(c.digits(k) == 2 && c.text(k+1) == ":") {
		w.year = y
		return k + 1 - i
	}
	if w.day == 0 {
		return 0 // "May" alone is a verb or a name
	}
	if c.text(j-1) == "." || c.text(j-1) == "-" {
		j--
	}
	return j - i
}

// figures reads a date in figures: "2020-03-05", "2020/3/5", "05.03.2020" with
// one reading only, "20200305".
func (c *cutter) figures(i int, w *written) int {
	if c.digits(i) == 8 {
		y, m, d := c.number(i)/10000, c.number(i)/100%100, c.number(i)%100
		if y >= firstYear && y <= lastYear && exists(y, m, d) {
			w.year, w.month, w.day = y, m, d
			return 1
		}
		return 0
	}
	mark := c.text(i + 1)
	if mark != "-" && mark != "/" && mark != "." || c.text(i+3) != mark || c.digits(i+2) == 0 || c.digits(i+2) > 2 {
		return 0
	}
	a, b, z := c.number(i), c.number(i+2), c.number(i+4)
	switch {
	case c.year(i, false) > 0 && c.digits(i+4) > 0 && c.digits(i+4) <= 2 && exists(a, b, z):
		w.year, w.month, w.day = a, b, z
	case c.year(i+4, false) > 0 && c.digits(i) > 0 && c.digits(i) <= 2:
		switch {
		case exists(z, b, a) && (a > 12 || a == b):
			w.year, w.month, w.day = z, b, a
		case exists(z, a, b) && b > 12:
			w.year, w.month, w.day = z, a, b
		default:
			return 0 // nobody can tell which is the month
		}
	default:
		return 0
	}
	return 5
}

// dates returns the dates of a string, in order.
func (cw *calendarWords) dates(s string) []written {
	c := cutter{cw, pieces(s)}
	var out []written
	for i := 0; i < len(c.ps); {
		w, n := c.date(i)
		glued := i > 0 && c.ps[i].number >= 0 && c.ps[i-1].end == c.ps[i].start && isLetter(c.ps[i-1].text)
		if n > 0 && !glued && (w.year == 0 || w.day == 0 || exists(w.year, w.month, w.day)) {
			out = append(out, w)
		}
		i += max(n, 1)
	}
	return out
}
