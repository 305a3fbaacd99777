package when

import "parley/internal/doc"

// matchEdge finds a part of a longer time: "the end of 2019", "early March",
// "the first week of May", "the third quarter", "late on Monday".
func (s *scan) matchEdge(i int) (expr, bool) {
	return s.longest(i, (*scan).edgeOf, (*scan).modified, (*scan).nthOf, (*scan).quarter, (*scan).yearsEnd)
}

// edgeOf finds "[the] beginning of X".
func (s *scan) edgeOf(i int) (expr, bool) {
	j := s.skip(i, "the", "its")
	j = s.skip(j, "very")
	w := s.at(j)
	if w.edge == "" || !s.is(j+1, "of") {
		return expr{}, false
	}
	e, ok := s.longest(j+2, (*scan).matchBase, (*scan).nthOf, (*scan).quarter, (*scan).financialYear)
	if !ok || e.mod != "" {
		return e, false
	}
	e.first, e.mod, e.rule = i, w.edge, "edge."+e.rule
	return e, true
}

// financialYear finds "the financial year", which only an edge makes a date.
func (s *scan) financialYear(i int) (expr, bool) {
	j := s.skip(i, "the")
	if !s.is(j, "financial", "fiscal") || !s.is(j+1, "year") {
		return expr{}, false
	}
	e := newExpr(i, j+2, kindOffset, doc.TimeDate, "dir.fiscal")
	e.unit, e.dir, e.fiscal = unitYear, dirThis, true
	return e, true
}

// modified finds "early March", "late last year", "mid-2011", "late on
// Monday", "later in the day".
func (s *scan) modified(i int) (expr, bool) {
	mod, j, side := s.at(i).mod, i+1, dirNone
	if mod == "" {
		switch {
		case s.is(i, "earlier") && s.is(i+1, "in", "on"):
			side = dirPast
		case s.is(i, "later") && s.is(i+1, "in", "on"):
			side = dirFuture
		case s.is(i, "earlier") && s.weekday(i+1) > 0:
			side = dirPast
		default:
			return s.midWord(i)
		}
	}
	if s.hyphen(j) {
		j++
	}
	if s.is(i, "mid") || s.is(i, "late", "early", "earlier", "later") {
		j = s.skip(j, "on", "in")
	}
	if mod == "MID" && s.is(j, "-") {
		j++
	}
	e, ok := s.matchBase(j)
	if !ok || e.kind == kindDuration || e.mod != "" {
		return e, false
	}
	if s.is(j, "the") && s.is(j-1, "in") && e.unit == unitNone && e.decade == 0 && e.season == 0 {
		return e, false
	}
	e.first, e.mod, e.side, e.rule = i, mod, side, "mod."+e.rule
	return e, true
}

// midWord finds "mid-March", which is one word.
func (s *scan) midWord(i int) (expr, bool) {
	t := s.text(i)
	if len(t) < 6 || t[:3] != "mid" || t[3] != '-' {
		return expr{}, false
	}
	e := newExpr(i, i+1, kindCalendar, doc.TimeDate, "mod.mid")
	e.mod = "MID"
	rest := t[4:]
	if w := s.lex.words[rest]; w != nil && (w.month > 0 || w.season > 0 || w.weekday > 0) {
		e.month, e.season, e.weekday = w.month, w.season, w.weekday
		if w.month > 0 {
			s.addYear(&e)
		}
		return e, true
	}
	if w := s.lex.words[rest]; w != nil && w.part != "" {
		e.part, e.typ = w.part, doc.TimeTime
		return e, true
	}
	if y, ok := digits(rest, 4, 4); ok && y > 1500 && y < 2100 {
		e.year = y
		return e, true
	}
	if len(rest) == 5 && rest[4] == 's' {
		n, ok := digits(rest[:4], 4, 4)
		e.decade = n / 10
		return e, ok && n%10 == 0
	}
	return e, false
}

// nthOf finds "the first week of March", "the last days of 2014", "the first
// three months of last year", "the second half of 2019".
func (s *scan) nthOf(i int) (expr, bool) {
	j := s.skip(i, "the", "its")
	nth := s.at(j).ordinal
	if s.is(j, "closing", "final") {
		nth = -1
	} else if s.is(j, "opening", "early") {
		nth = 1
	}
	if nth == 0 {
		return s.weekOf(i)
	}
	k, n := j+1, 1.0
	if s.hyphen(k) {
		k++
	}
	vague := false
	if q, ok := s.number(k); ok && !q.a {
		k, n, vague = q.next, q.n, q.vague
	}
	w := s.at(k)
	half := s.is(k, "half")
	if w.unit < unitDay && !half || w.unit > unitDecade || !s.is(k+1, "of", "in") {
		return expr{}, false
	}
	e, ok := s.longest(k+2, (*scan).matchBase)
	if !ok || e.kind != kindCalendar && e.kind != kindOffset || e.weekday > 0 || e.day > 0 {
		return e, false
	}
	e.first, e.rule = i, "nth."+e.rule
	switch {
	case half:
		e.half = max(nth, 1)
		if nth < 0 {
			e.half = 2
		}
	case w.unit == unitQuarter && n == 1:
		e.quarter = nth
		if nth < 0 {
			e.quarter = 4
		}
	default:
		e.nth, e.part, e.vague = nth, "", vague || w.plural && n == 1
		e.nthUnit, e.nthCount = w.unit, n
	}
	return e, true
}

// weekOf finds "the week of 3 March" and "the weekend of 3-4 March".
func (s *scan) weekOf(i int) (expr, bool) {
	j := s.skip(i, "the")
	w := s.at(j)
	if w.unit != unitWeek && w.unit != unitWeekend || w.plural || !s.is(j+1, "of", "beginning", "ending") {
		return expr{}, false
	}
	e, ok := s.matchDate(j + 2)
	if !ok || e.day == 0 {
		return e, false
	}
	e.first, e.nthUnit, e.rule = i, w.unit, "week-of."+e.rule
	return e, true
}

// quarter finds "the third quarter [of 2009]", "third-quarter", "Q3 2009".
func (s *scan) quarter(i int) (expr, bool) {
	j := s.skip(i, "the")
	t := s.text(j)
	e := newExpr(i, j+1, kindCalendar, doc.TimeDate, "date.quarter")
	if len(t) == 2 && (t[0] == 'q' && t[1] >= '1' && t[1] <= '4' || t[0] == 'h' && (t[1] == '1' || t[1] == '2')) && s.capital(j) {
		e.quarter = int(t[1] - '0')
		if t[0] == 'h' {
			e.half, e.quarter = e.quarter, 0
		}
		k := s.skip(j+1, "of", ",")
		if y, ok := s.yearNumber(k); ok {
			e.year, e.last = y, k+1
			return e, true
		}
		return e, t[0] == 'q'
	}
	nth := s.at(j).ordinal
	k := j + 1
	if s.hyphen(k) {
		k++
	}
	if nth == 0 || nth > 4 || s.at(k).unit != unitQuarter || s.at(k).plural {
		return expr{}, false
	}
	e.quarter, e.last = nth, k+1
	if s.is(j, "last") {
		return expr{}, false
	}
	if nth < 0 {
		e.quarter = 4
	}
	return e, true
}

// yearsEnd finds "year's end", "the year-end", "month's end".
func (s *scan) yearsEnd(i int) (expr, bool) {
	j := s.skip(i, "the")
	w := s.at(j)
	if w.unit < unitWeek || w.unit > unitYear || w.plural || !s.is(j+1, "'s") && !s.hyphen(j+1) || !s.is(j+2, "end") {
		return expr{}, false
	}
	e := newExpr(i, j+3, kindOffset, doc.TimeDate, "edge.end")
	e.unit, e.dir, e.mod = w.unit, dirThis, "END"
	return e, true
}
