package when

import (
	"strings"

	"parley/internal/doc"
)

// matchPart finds parts of days: "Friday morning", "the night of 3 March",
// "the early hours of Thursday", "the morning", "one night".
func (s *scan) matchPart(i int) (expr, bool) {
	return s.longest(i, (*scan).datePart, (*scan).partOf, (*scan).lonePart, (*scan).hoursOf)
}

// datePart finds a date with a part of the day behind it.
func (s *scan) datePart(i int) (expr, bool) {
	j, mod := i, ""
	if s.at(i).mod != "" {
		j, mod = s.skip(i+1, "on"), s.at(i).mod
	}
	e, ok := s.longest(j, (*scan).matchDate, (*scan).matchDir, (*scan).matchDay)
	if !ok || e.part != "" || e.weekday == 0 && e.day == 0 && e.unit != unitDay || e.rolling || e.kind == kindRef {
		return e, false
	}
	k := e.last
	if s.at(k).mod != "" { // "Friday early morning"
		mod, k = s.at(k).mod, k+1
	}
	w := s.at(k)
	if w.part == "" || w.plural {
		return e, false
	}
	e.first, e.last, e.part, e.typ, e.mod, e.rule = i, k+1, w.part, doc.TimeTime, mod, "part."+e.rule
	return e, true
}

// partOf finds "[the] [early] morning of X", "dawn on X", "the night of 3-4
// March".
func (s *scan) partOf(i int) (expr, bool) {
	j := s.skip(i, "the")
	mod := s.at(j).mod
	if mod != "" {
		j++
		if s.hyphen(j) {
			j++
		}
	}
	w := s.at(j)
	night := s.is(j, "night") && s.is(j+1, "from", "between")
	if w.part == "" || w.plural || !s.is(j+1, "of", "on") && !night {
		return expr{}, false
	}
	e, ok := s.longest(j+2, (*scan).matchDate, (*scan).matchFigures, (*scan).matchDir, (*scan).matchDay, (*scan).matchHoliday)
	if !ok || e.part != "" || e.weekday == 0 && e.day == 0 && e.unit != unitDay && e.holiday == "" {
		return e, false
	}
	e.first, e.part, e.typ, e.mod, e.rule = i, w.part, doc.TimeTime, mod, "part."+e.rule
	s.pointOfDay(&e, j)
	if next := s.weekday(e.last + 1); w.part == "NI" && next > 0 && next == e.weekday%7+1 &&
		(s.is(e.last, "to", "into", "and") || s.hyphen(e.last)) {
		e.twoDays, e.last = true, e.last+2
	}
	return e, true
}

// pointOfDay makes a time of the clock of noon and midnight at token j.
func (s *scan) pointOfDay(e *expr, j int) {
	switch {
	case s.is(j, "midnight"):
		e.clock, e.hour, e.part = true, 24, ""
	case s.is(j, "noon", "midday"):
		e.clock, e.hour, e.part = true, 12, ""
	}
}

// hoursOf finds "the early hours of Thursday" and "the early hours".
func (s *scan) hoursOf(i int) (expr, bool) {
	j := s.skip(i, "the")
	mod := s.at(j).mod
	if s.is(j, "small", "wee") {
		mod = "START"
	}
	if mod == "" {
		return expr{}, false
	}
	k := s.skip(j+1, "morning", "evening", "night")
	if !s.is(k, "hours") {
		return expr{}, false
	}
	part := s.at(k - 1).part
	switch {
	case part == "" && mod == "START":
		part = "MO"
	case part == "":
		part = "NI"
	}
	if s.is(k+1, "of", "on") {
		e, ok := s.longest(k+2, (*scan).datePart, (*scan).matchDate, (*scan).matchDir, (*scan).matchDay)
		if ok && (e.weekday > 0 || e.day > 0 || e.unit == unitDay) && !e.rolling {
			e.first, e.part, e.mod, e.typ, e.rule = i, part, mod, doc.TimeTime, "hours."+e.rule
			return e, true
		}
	}
	e := newExpr(i, k+1, kindCalendar, doc.TimeTime, "hours")
	e.part, e.mod = part, mod
	return e, j > i
}

// lonePart finds a part of a day that names no day: "in the morning", "at
// dawn", "that morning's raid", "one night".
func (s *scan) lonePart(i int) (expr, bool) {
	j := s.skip(i, "the", "one")
	mod := s.at(j).mod
	if mod != "" {
		j++
		if s.hyphen(j) {
			j++
		}
	}
	w := s.at(j)
	if w.part == "" || w.plural {
		return expr{}, false
	}
	e := newExpr(i, j+1, kindCalendar, doc.TimeTime, "part")
	e.part, e.mod = w.part, mod
	s.pointOfDay(&e, j)
	if e.clock {
		s.zone(&e)
	}
	if s.is(i, "the") && j == i+1 && s.is(j+1, "before", "after", "earlier") && !s.noun(j+2) {
		return s.nightBefore(e, j+1), true
	}
	attributive := len(s.tag(j+1)) > 1 && s.tag(j + 1)[:2] == "NN"
	switch {
	case s.is(j, "night") && (s.hyphen(j+1) || attributive), s.tag(j) != "NN" && s.tag(j) != "NNP" && s.tag(j) != "JJ":
		return e, false
	case j > i && !attributive, mod != "" && s.at(i).mod != "":
		return e, true
	case j == i && !attributive:
		return e, s.is(i-1, "at", "by", "between", "before", "after", "until", "around", "since", "about", "from", "towards", "till", "near")
	case j == i:
		return e, s.is(i-1, "a", "the", "in", "during")
	}
	return e, false
}

// nightBefore makes an offset of "the night before", with nothing behind it.
func (s *scan) nightBefore(e expr, j int) expr {
	e.kind, e.unit, e.n, e.dir, e.base, e.last, e.rule = kindOffset, unitDay, 1, dirPast, baseStory, j+1, "part.before"
	if s.is(j, "after") {
		e.dir = dirFuture
	}
	return e
}

// matchClock finds times of the clock, with the date behind them: "5 p.m.",
// "09:30 GMT", "0400 local time", "17h30", "16:00 UTC today".
func (s *scan) matchClock(i int) (expr, bool) {
	e, ok := s.clockTime(i)
	if !ok {
		return e, false
	}
	j := e.last
	if s.is(j, "on") {
		j++
	}
	if s.is(j, "in") && s.is(j+1, "the") && s.at(j+2).part != "" {
		e.last = j + 3
		if p := s.at(j + 2).part; (p == "AF" || p == "EV") && e.hour < 12 {
			e.hour += 12
		}
		return e, true
	}
	d, ok := s.longest(j, (*scan).matchDate, (*scan).matchFigures, (*scan).matchDay, (*scan).matchDir)
	if ok && !d.rolling && d.part == "" && (d.weekday > 0 || d.day > 0 || d.unit == unitDay) && d.kind != kindDuration {
		d.first, d.typ, d.rule = i, doc.TimeTime, "clock."+d.rule
		d.clock, d.hour, d.minute, d.zone = true, e.hour, e.minute, e.zone
		return d, true
	}
	return e, true
}

// clockTime reads a time of the clock without its date.
func (s *scan) clockTime(i int) (expr, bool) {
	t := s.text(i)
	e := newExpr(i, i+1, kindCalendar, doc.TimeTime, "clock")
	e.clock = true
	if !figures(t) {
		w := s.at(i)
		if w.number == 0 || w.number > 12 || !s.is(i+1, "o'clock") && s.at(i+1).clock == "" {
			return expr{}, false
		}
		e.hour = w.number
	}
	sure := s.is(i-1, "at", "around", "about", "by", "since", "until", "till", "before", "after", "between", "from", "to")
	switch {
	case e.hour > 0:
	case e.colon(t):
	case e.glued(t):
		sure = true
	default:
		n, ok := digits(t, 1, 4)
		if !ok || len(t) == 3 {
			return expr{}, false
		}
		e.hour, e.minute = n, 0
		if len(t) == 4 {
			e.hour, e.minute = n/100, n%100
		}
		// "at 0300", "at 1145 (1745 GMT)"
		sure = sure && len(t) == 4 && (t[0] == '0' || s.is(i+1, "(") && s.at(i+3).zone != "" ||
			s.is(i-1, "at") && s.is(i+1, "on") && (s.isDay(i+2) || s.weekday(i+2) > 0))
	}
	if e.hour > 24 || e.minute > 59 {
		return expr{}, false
	}
	return e, s.clockMark(&e) || sure
}

// clockMark reads "p.m.", "o'clock", "hours" and the zone behind a time, and
// tells whether one is there.
func (s *scan) clockMark(e *expr) bool {
	marked := false
	if c := s.at(e.last).clock; c != "" && e.hour <= 12 {
		marked = true
		e.last++
		switch {
		case c == "pm" && e.hour < 12:
			e.hour += 12
		case c == "am" && e.hour == 12:
			e.hour = 0
		}
	} else if s.is(e.last, "o'clock") {
		marked, e.last = true, e.last+1
	} else if s.is(e.last, "hours", "hrs", "h") && len(s.text(e.last-1)) == 4 {
		marked, e.last = true, e.last+1
	}
	return s.zone(e) || marked
}

// zone reads the zone behind a time: "GMT", "local time", "(GMT+8)".
func (s *scan) zone(e *expr) bool {
	j := s.skip(e.last, "(")
	w := s.at(j)
	if w.zone == "" || s.is(j, "local") && !s.is(j+1, "time") {
		return false
	}
	if !s.capital(j) && !s.is(j, "local") {
		return false
	}
	if w.zone == "Z" {
		e.zone = "Z"
	} else {
		e.zone = s.text(j)
	}
	k := s.skip(j+1, "time")
	if s.is(k, "+", "-") && figures(s.text(k+1)) {
		k += 2
		e.zone = "offset"
	}
	if j > e.last {
		if !s.is(k, ")") {
			return false
		}
		k++
	}
	e.last = k
	return true
}

// colon reads "09:30" and "9.30" (the second only before a mark of the clock).
func (e *expr) colon(t string) bool {
	h, m, ok := clockFigures(t, ":")
	if !ok {
		return false
	}
	e.hour, e.minute = h, m
	return true
}

// glued reads "17h30" and "9pm".
func (e *expr) glued(t string) bool {
	if h, m, ok := clockFigures(t, "h"); ok {
		e.hour, e.minute = h, m
		return true
	}
	for _, mark := range []string{"am", "pm"} {
		head, ok := strings.CutSuffix(t, mark)
		if !ok {
			continue
		}
		h, m, ok := clockFigures(head, ":")
		if !ok {
			h, ok = digits(head, 1, 2)
		}
		if !ok || h > 12 {
			return false
		}
		e.hour, e.minute = h%12, m
		if mark == "pm" {
			e.hour += 12
		}
		return true
	}
	return false
}

// clockFigures reads hours and minutes with a mark between, seconds behind
// them left out.
func clockFigures(t, mark string) (hour, minute int, ok bool) {
	head, tail, found := strings.Cut(t, mark)
	if !found {
		return 0, 0, false
	}
	tail, _, _ = strings.Cut(tail, mark)
	tail = strings.TrimSuffix(tail, "z")
	h, ok1 := digits(head, 1, 2)
	m, ok2 := digits(tail, 2, 2)
	return h, m, ok1 && ok2 && h <= 24 && m < 60
}
