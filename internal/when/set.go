package when

import "parley/internal/doc"

// matchSet finds what comes again: "every Friday", "daily", "twice a week",
// "on Fridays".
func (s *scan) matchSet(i int) (expr, bool) {
	return s.longest(i, (*scan).every, (*scan).times, (*scan).often, (*scan).weekdays)
}

// every finds "every Friday", "each month", "every two weeks".
func (s *scan) every(i int) (expr, bool) {
	if !s.is(i, "every", "each") {
		return expr{}, false
	}
	e := newExpr(i, i+1, kindSet, doc.TimeSet, "set.every")
	j, n := s.skip(i+1, "single"), 1.0
	switch {
	case s.is(j, "other"):
		j, n = j+1, 2
	case s.at(j).ordinal > 1 && s.at(j+1).unit > 0:
		j, n = j+1, float64(s.at(j).ordinal)
	default:
		if q, ok := s.number(j); ok && !q.a {
			j, n, e.vague = q.next, q.n, q.vague
		}
	}
	w := s.at(j)
	e.n, e.last = n, j+1
	switch {
	case w.unit > 0:
		e.unit = w.unit
	case s.weekday(j) > 0:
		e.weekday = w.weekday
	case s.month(j) > 0:
		e.month = w.month
	case w.part != "":
		e.part = w.part
	case w.season > 0:
		e.season = w.season
	default:
		return e, false
	}
	if e.weekday > 0 && s.at(j+1).part != "" {
		e.part, e.last = s.at(j+1).part, j+2
	}
	return e, true
}

// times finds "twice a week", "three times a day", "once every two months".
func (s *scan) times(i int) (expr, bool) {
	j := i + 1
	if !s.is(i, "once", "twice") {
		q, ok := s.number(i)
		if !ok || q.a || !s.is(q.next, "times") {
			return expr{}, false
		}
		j = q.next + 1
	}
	if !s.is(j, "a", "an", "per", "each", "every", "in") {
		return expr{}, false
	}
	e := newExpr(i, j+2, kindSet, doc.TimeSet, "set.times")
	e.n = 1
	if s.is(j, "every") {
		if q, ok := s.number(j + 1); ok {
			e.n, j = q.n, q.next-1
		}
	}
	if s.is(j, "in") {
		return e, false
	}
	e.unit, e.last = s.at(j+1).unit, j+2
	return e, e.unit > 0
}

// often finds "daily", "annual", "weekly".
func (s *scan) often(i int) (expr, bool) {
	name := s.at(i).often
	if name == "" {
		return expr{}, false
	}
	e := newExpr(i, i+1, kindSet, doc.TimeSet, "set.often")
	e.n = 1
	if name == "night" {
		e.part = "NI"
	} else {
		e.unit = unitNames[name]
	}
	return e, !s.capital(i) || i == s.first || !s.capital(i+1)
}

// weekdays finds "Fridays".
func (s *scan) weekdays(i int) (expr, bool) {
	w := s.at(i)
	if w.weekday == 0 || !w.plural {
		return expr{}, false
	}
	e := newExpr(i, i+1, kindSet, doc.TimeSet, "set.weekdays")
	e.weekday, e.n = w.weekday, 1
	return e, true
}
