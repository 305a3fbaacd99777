package when

import "parley/internal/doc"

// pair ties the expressions of one sentence, those from begin on, to one
// another: the ends of a span, and what an offset is counted from.
func (s *scan) pair(begin int) {
	for k := begin; k < len(s.found); k++ {
		e := &s.found[k]
		if k+1 < len(s.found) {
			s.span(k)
		}
		if e.base == baseEvent && e.event != doc.None {
			s.anchor(e, k)
		}
	}
	for k := begin; k < len(s.found); k++ {
		s.borrow(k)
	}
}

// span ties "from A to B" and "between A and B".
func (s *scan) span(k int) {
	e, f := &s.found[k], &s.found[k+1]
	if e.kind == kindDuration || f.kind == kindDuration || e.kind == kindSet || f.kind == kindSet || f.first != e.last+1 {
		return
	}
	mid := e.last
	before := e.first - 1
	switch {
	case s.is(before, "from") && s.is(mid, "to", "until", "till", "through"),
		s.is(before, "between") && s.is(mid, "and"),
		s.hyphen(mid), s.is(mid, "to", "through") && e.kind == kindCalendar && f.kind == kindCalendar && !s.is(before, "by"):
		e.to, e.relation, f.relation = k+1, doc.RelationFrom, doc.RelationUntil
	}
}

// anchor finds the expression that belongs to what the offset e is counted
// from: "four days after 3 March", "two weeks after the May 5 attack".
func (s *scan) anchor(e *expr, k int) {
	if k+1 >= len(s.found) {
		return
	}
	f := &s.found[k+1]
	if f.kind == kindDuration || f.kind == kindSet || f.kind == kindRef {
		return
	}
	h := s.head(f)
	if e.event >= f.first && e.event < f.last || h != doc.None && s.d.Tokens[h].Head == e.event {
		e.base, e.to = baseTime, k+1
	}
}

// borrow gives a date the year or the month that the other one of its pair
// has: "between March and May 2019", "January and February 2020".
func (s *scan) borrow(k int) {
	e := &s.found[k]
	if e.kind != kindCalendar || e.month == 0 || e.year > 0 || e.dir != dirNone || k+1 >= len(s.found) {
		return
	}
	f := &s.found[k+1]
	if f.kind != kindCalendar || f.year == 0 || f.month == 0 || f.first != e.last+1 {
		return
	}
	if e.to == k+1 || s.is(e.last, "and", "or", ",", "to") || s.hyphen(e.last) {
		e.year = f.year
		if e.month > f.month || e.month == f.month && e.day > f.day {
			e.year--
			if e.to != k+1 {
				e.year = 0
			}
		}
	}
}
