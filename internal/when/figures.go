package when

import (
	"strings"

	"parley/internal/doc"
)

// matchFigures finds dates in figures: "2020-03-04", "03.04.2020", "3/4/2020".
func (s *scan) matchFigures(i int) (expr, bool) {
	t := s.text(i)
	if len(t) < 6 || len(t) > 19 || !figures(t) {
		return expr{}, false
	}
	e := newExpr(i, i+1, kindCalendar, doc.TimeDate, "date.figures")
	if at := strings.IndexByte(t, 't'); at > 0 {
		if h, m, ok := clockFigures(t[at+1:], ":"); ok {
			e.clock, e.hour, e.minute, e.typ = true, h, m, doc.TimeTime
			t = t[:at]
		}
	}
	for _, mark := range []string{"-", "/", "."} {
		parts := strings.Split(t, mark)
		if len(parts) != 3 {
			continue
		}
		if e.figures(parts, mark) {
			return e, true
		}
	}
	return expr{}, false
}

// figures sets the date that three groups of figures give. Between full
// stops the day comes first, as it is written on the Continent; a year in front
// is ISO 8601; with strokes either order is in use, and numeric is set where
// both can be meant.
func (e *expr) figures(parts []string, mark string) bool {
	if y, ok := digits(parts[0], 4, 4); ok {
		m, ok1 := digits(parts[1], 1, 2)
		d, ok2 := digits(parts[2], 1, 2)
		e.year, e.month, e.day = y, m, d
		return ok1 && ok2 && validDate(e)
	}
	a, ok1 := digits(parts[0], 1, 2)
	b, ok2 := digits(parts[1], 1, 2)
	y, ok3 := digits(parts[2], 2, 4)
	if !ok1 || !ok2 || !ok3 || len(parts[2]) == 3 {
		return false
	}
	if y < 100 && mark == "." {
		return false // a version or a section
	}
	e.year = fullYear(y)
	switch {
	case mark == "." || a > 12:
		e.day, e.month = a, b
	case b > 12:
		e.month, e.day = a, b
	default:
		e.month, e.day = a, b
		e.numeric = a != b
	}
	return validDate(e)
}

// fullYear adds the century to a year in two figures: up to 50 it is the
// 21st.
func fullYear(y int) int {
	switch {
	case y >= 100:
		return y
	case y <= 50:
		return 2000 + y
	}
	return 1900 + y
}

func validDate(e *expr) bool {
	return e.year >= 1000 && e.year <= 2200 && e.month >= 1 && e.month <= 12 && e.day >= 1 && e.day <= 31
}

// matchYear finds years, spans of years, fiscal years, decades and centuries.
func (s *scan) matchYear(i int) (expr, bool) {
	if e, ok := s.decade(i); ok {
		return e, true
	}
	if e, ok := s.fiscal(i); ok {
		return e, true
	}
	y, ok := s.yearNumber(i)
	if !ok {
		return s.shortYear(i)
	}
	if !s.yearHere(i) {
		return expr{}, false
	}
	e := newExpr(i, i+1, kindCalendar, doc.TimeDate, "date.year")
	e.year = y
	s.yearEnd(&e)
	return e, true
}

// yearEnd reads the end of a span of years: "2018-19", "2001–2021".
func (s *scan) yearEnd(e *expr) {
	if !s.hyphen(e.last) && !s.is(e.last, "/") {
		return
	}
	to, ok := digits(s.text(e.last+1), 2, 4)
	if !ok || s.is(e.last+1, "000") {
		return
	}
	if to < 100 {
		to += e.year / 100 * 100
	}
	if to > e.year && to < e.year+100 {
		e.yearTo, e.last, e.rule = to, e.last+2, "date.years"
	}
}

// yearHere tells whether the four figures at token i are a year and not a
// count, a price or the number of a thing.
func (s *scan) yearHere(i int) bool {
	n, _ := s.yearNumber(i)
	prev := s.at(i - 1)
	switch {
	case prev.numbered, prev.approx != "" && s.counts(i), s.is(i-1, "least", "than", "minus", "plus"):
		return false
	case s.at(i+1).zone != "" || s.is(i+1, "hours", "hrs", "h", "%", "-pound"):
		return false
	case n > 2060 || n < 1700 && !s.is(i-1, "in", "since", "of", "from"):
		return false
	case s.is(i-1, "to", "by", "at") && s.growing(i):
		return false
	}
	t := s.d.Tokens[i]
	if t.Head <= i || t.Head >= s.last || t.Deprel != "nummod" && t.Deprel != "compound" {
		return !s.counted(i+1) && !s.measured(i+1)
	}
	if s.counted(t.Head) || s.at(t.Head).unit > 0 || s.counted(i+1) || s.measured(i+1) {
		return false
	}
	return n%100 != 0 || s.d.Tokens[t.Head].XPOS != "NNS"
}

// growing tells whether the number at token i is what a toll rose to.
func (s *scan) growing(i int) bool {
	for hops := 0; hops < 6 && i >= s.first && i < s.last; hops++ {
		if s.lex.growing[s.d.Tokens[i].Lemma] {
			return true
		}
		i = s.d.Tokens[i].Head
	}
	return false
}

// shortYear finds "'82".
func (s *scan) shortYear(i int) (expr, bool) {
	t := s.text(i)
	if len(t) != 3 || t[0] != '\'' {
		return expr{}, false
	}
	n, ok := digits(t[1:], 2, 2)
	if !ok {
		return expr{}, false
	}
	e := newExpr(i, i+1, kindCalendar, doc.TimeDate, "date.year")
	e.year = fullYear(n)
	return e, true
}

// decade finds "the 1990s", "the '90s", "the 80s" and "the 19th century".
func (s *scan) decade(i int) (expr, bool) {
	j := s.skip(i, "the")
	t := s.text(j)
	e := newExpr(i, j+1, kindCalendar, doc.TimeDate, "date.decade")
	if w := s.at(j); figures(t) || w.ordinal > 0 {
		k := j + 1
		if s.hyphen(k) {
			k++
		}
		if n, ok := s.dayNumber(j); ok && s.at(k).unit == unitCentury {
			e.century, e.last, e.rule = n, k+1, "date.century"
			return e, true
		}
	}
	t = strings.TrimSuffix(strings.TrimSuffix(t, "s"), "'")
	if t == s.text(j) || !figures(t) {
		return expr{}, false
	}
	t = strings.TrimPrefix(t, "'")
	n, ok := digits(t, 2, 4)
	switch {
	case !ok || len(t) == 3 || n%10 != 0:
		return expr{}, false
	case len(t) == 4 && n >= 1500 && n <= 2100:
		e.decade = n / 10
	case len(t) == 2 && (s.is(j-1, "the", "late", "early", "mid", "and", "mid-") || t != s.text(j)[:2]):
		if s.is(j-1, "his", "her", "their", "my", "in") {
			return expr{}, false // the age of a person, degrees
		}
		e.decade = fullYear(n) / 10
		if n <= 10 {
			return expr{}, false
		}
	default:
		return expr{}, false
	}
	return e, true
}

// fiscal finds "FY2019", "FY 2019", "fiscal [year] 2019[-20]" and "the
// financial year".
func (s *scan) fiscal(i int) (expr, bool) {
	t := s.text(i)
	e := newExpr(i, i+1, kindCalendar, doc.TimeDate, "date.fiscal")
	e.fiscal = true
	if len(t) == 6 && t[:2] == "fy" {
		y, ok := digits(t[2:], 4, 4)
		e.year = y
		return e, ok && y >= 1900 && y <= 2100
	}
	j := s.skip(i, "the")
	switch {
	case s.is(j, "fy"):
		j++
	case s.is(j, "fiscal", "financial"):
		j = s.skip(j+1, "year")
	default:
		return expr{}, false
	}
	if y, ok := s.yearNumber(j); ok {
		e.year, e.last = y, j+1
		s.yearEnd(&e)
		return e, true
	}
	return expr{}, false
}
