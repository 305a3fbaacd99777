package when

import (
	"strings"

	"parley/internal/doc"
)

// matchBase finds a date by itself, without a modifier or a part of the day:
// "3 March 2020", "Tuesday", "last week", "October of next year".
func (s *scan) matchBase(i int) (expr, bool) {
	e, ok := s.longest(i, (*scan).matchHoliday, (*scan).matchDate, (*scan).matchFigures, (*scan).matchYear,
		(*scan).matchDir, (*scan).matchDay, (*scan).matchSeason, (*scan).matchTheUnit)
	if !ok {
		return e, false
	}
	return s.within(e), true
}

// within joins a date to the relative year or week behind it: "March last
// year", "Monday of this week".
func (s *scan) within(e expr) expr {
	need := unitYear
	switch {
	case e.kind != kindCalendar || e.year > 0 || e.dir != dirNone || e.decade > 0 || e.century > 0:
		return e
	case e.weekday > 0 && e.month == 0:
		need = unitWeek
	case e.month == 0 && e.season == seasonNone && e.holiday == "":
		return e
	}
	k := s.skip(s.skip(e.last, ","), "of", "in")
	o, ok := s.matchDir(k)
	if !ok || o.kind != kindOffset || o.unit != need || o.rolling || o.n > 1 {
		return e
	}
	e.kind, e.unit, e.n, e.dir, e.base = kindOffset, o.unit, o.n, o.dir, o.base
	e.last, e.rule = o.last, e.rule+"."+o.rule
	return e
}

// matchDate finds the dates that name a weekday or a month.
func (s *scan) matchDate(i int) (expr, bool) {
	if wd := s.weekday(i); wd > 0 {
		j := s.skip(s.skip(i+1, "."), ",")
		if e, ok := s.monthDate(j); ok && e.day > 0 {
			e.first, e.weekday, e.rule = i, wd, "date.weekday-"+e.rule[len("date."):]
			return e, true
		}
		e := newExpr(i, i+1, kindCalendar, doc.TimeDate, "weekday")
		e.weekday = wd
		if s.is(j, "the") {
			if d, ok := s.dayNumber(j + 1); ok && s.text(j + 1)[0] <= '9' {
				e.day, e.last = d, j+2
			}
		}
		return e, true
	}
	if e, ok := s.monthDate(i); ok {
		return e, true
	}
	return s.loneDay(i)
}

// weekday returns the weekday that token i names, or 0.
func (s *scan) weekday(i int) int {
	w := s.at(i)
	if w.weekday == 0 || w.plural || !s.capital(i) || s.at(i-1).namesDay && s.capital(i-1) {
		return 0
	}
	if w.abbreviated && !s.is(i-1, "on", "late", "early") && s.at(i+1).month == 0 && s.at(i+2).month == 0 &&
		s.at(i+3).month == 0 {
		return 0
	}
	return w.weekday
}

// monthDate finds "[the] 3[rd] [of] March[, 2020]", "March 3[rd][, 2020]",
// "March [of] 2020" and "March".
func (s *scan) monthDate(i int) (expr, bool) {
	j := s.skip(i, "the")
	if d, ok := s.dayNumber(j); ok {
		return s.dayMonth(i, j, d)
	}
	m := s.month(i)
	if m == 0 {
		return expr{}, false
	}
	e := newExpr(i, i+1, kindCalendar, doc.TimeDate, "date.month")
	e.month = m
	j = s.skip(s.skip(i+1, "."), "the")
	if d, ok := s.dayNumber(j); ok && !s.counts(j) && s.text(j)[0] <= '9' {
		e.day, e.last, e.rule = d, j+1, "date.month-day"
		s.dayEnd(&e)
	}
	s.addYear(&e)
	return e, true
}

// dayMonth finds a date that begins with the day, at token j.
func (s *scan) dayMonth(i, j, d int) (expr, bool) {
	k, to := j+1, 0
	for n := 0; n < 4 && (s.hyphen(k) || s.is(k, "and", "to", ",", "/")); n++ {
		next := s.skip(s.skip(k+1, "and"), "the")
		d2, ok := s.dayNumber(next)
		if !ok || d2 <= max(d, to) {
			break
		}
		k, to = next+1, d2
	}
	k = s.skip(k, "of")
	if s.hyphen(k) && to == 0 {
		k++ // "23-March"
	}
	m := s.month(k)
	if m == 0 {
		return expr{}, false
	}
	e := newExpr(i, k+1, kindCalendar, doc.TimeDate, "date.day-month")
	e.month, e.day, e.dayTo = m, d, to
	e.last = s.skip(e.last, ".")
	if e.last > k+1 && !s.at(k).abbreviated {
		e.last = k + 1
	}
	s.addYear(&e)
	return e, true
}

// dayEnd reads a second day behind the first: "March 3-4", "March 3 and 4".
func (s *scan) dayEnd(e *expr) {
	j := e.last
	if !s.hyphen(j) && !s.is(j, "and", "to") {
		return
	}
	if d, ok := s.dayNumber(j + 1); ok && d > e.day && !s.counts(j+1) && s.text(j + 1)[0] <= '9' {
		if s.at(j+2).month == 0 && s.at(j+2).clock == "" {
			e.dayTo, e.last = d, j+2
		}
	}
}

// addYear reads the year behind a date.
func (s *scan) addYear(e *expr) {
	j := e.last
	if s.is(j, "of") && e.day == 0 || s.is(j, ",") {
		j++
	}
	if y, ok := s.yearNumber(j); ok && !s.counts(j) {
		e.year, e.last = y, j+1
		e.rule += "-year"
	}
}

// month returns the month that token i names, or 0.
func (s *scan) month(i int) int {
	w := s.at(i)
	if w.month == 0 || i+1 < s.last && s.d.Tokens[i+1].Deprel == "flat" && s.d.Tokens[i+1].Head == i && s.capital(i+1) {
		return 0 // no month, or a person's first name
	}
	if !w.abbreviated && w.month != 3 && w.month != 5 && w.month != 8 {
		return w.month
	}
	if c := s.d.Tokens[i].Cased; c != "" && c[0] >= 'a' {
		return 0 // "the march", in a text set in capitals
	}
	dated := s.isDay(i-1) || s.isDay(i+1) || s.isYear(i+1) || s.is(i-1, "of") && s.isDay(i-2)
	if !s.capital(i) {
		return 0
	}
	if w.abbreviated {
		if dated || s.text(i)[len(s.text(i))-1] == '.' || s.is(i+1, ".") && s.isDay(i+2) {
			return w.month
		}
		return 0
	}
	if s.is(i-1, "the", "a") && !dated && !strings.HasPrefix(s.tag(i+1), "NN") && !strings.HasPrefix(s.tag(i+1), "JJ") {
		return 0 // "the March on the palace"
	}
	switch s.tag(i) {
	case "MD", "VB", "VBD", "VBP", "VBZ", "VBN":
		if !dated && !s.is(i-1, "in", "of", "by", "since", "until", "early", "late", "mid", "last", "next", "this", "during") {
			return 0
		}
	}
	return w.month
}

func (s *scan) isDay(i int) bool {
	_, ok := s.dayNumber(i)
	return ok && s.at(i).month == 0
}

func (s *scan) isYear(i int) bool {
	_, ok := s.yearNumber(i)
	return ok
}

// dayNumber reads a day of a month: "3", "03", "3rd", "third", "twenty-third".
func (s *scan) dayNumber(i int) (int, bool) {
	t := s.text(i)
	if w := s.at(i); w.ordinal > 0 {
		return w.ordinal, true
	}
	if !figures(t) {
		return 0, false
	}
	if len(t) > 2 {
		switch t[len(t)-2:] {
		case "st", "nd", "rd", "th":
			t = t[:len(t)-2]
		}
	}
	n, ok := digits(t, 1, 2)
	return n, ok && n >= 1 && n <= 31
}

// yearNumber reads a year in four figures, from 1500 to 2100.
func (s *scan) yearNumber(i int) (int, bool) {
	n, ok := digits(s.text(i), 4, 4)
	return n, ok && n >= 1500 && n <= 2100
}

// counts tells whether the number at token i counts what stands behind it: "in
// March 20 people died".
func (s *scan) counts(i int) bool {
	if i < s.first || i >= s.last {
		return false
	}
	next := s.at(i + 1)
	if s.counted(i+1) || next.clock != "" || next.unit > 0 && next.unit <= unitYear || s.is(i+1, "%", "per", "percent", "million", "thousand") {
		return true
	}
	t := s.d.Tokens[i]
	if t.Deprel != "nummod" || t.Head <= i || t.Head >= s.last {
		return false
	}
	head := s.d.Tokens[t.Head]
	return head.XPOS == "NNS" && s.at(t.Head).month == 0 && s.at(t.Head).weekday == 0 && s.at(t.Head).ordinal == 0
}

// counted tells whether token i is something that is counted, in the singular
// or the plural.
func (s *scan) counted(i int) bool {
	if s.at(i).counted {
		return true
	}
	if i < s.first || i >= s.last {
		return false
	}
	w := s.lex.words[s.d.Tokens[i].Lemma]
	return w != nil && w.counted
}

// loneDay finds "the 4th" where no noun follows.
func (s *scan) loneDay(i int) (expr, bool) {
	t := s.text(i + 1)
	if !s.is(i, "the") || !s.is(i-1, "on", "by", "until", "since", "from", "before", "after") || !figures(t) || len(t) < 3 {
		return expr{}, false
	}
	d, ok := s.dayNumber(i + 1)
	if !ok {
		return expr{}, false
	}
	switch tag := s.tag(i + 2); {
	case s.hyphen(i + 2), s.is(i+2, "of", "century"), len(tag) >= 2 && (tag[:2] == "NN" || tag[:2] == "JJ") && !s.is(i+2, "local"):
		return expr{}, false
	}
	if h := s.d.Tokens[i+1]; !s.is(i+2, "local") && h.Head > i+1 && (h.Deprel == "amod" || h.Deprel == "nummod") {
		return expr{}, false
	}
	e := newExpr(i, i+2, kindCalendar, doc.TimeDate, "date.day")
	e.day = d
	if s.is(i+2, "local") && s.is(i+3, "time") {
		e.last = i + 4
	}
	return e, true
}
