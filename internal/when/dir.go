package when

import "parley/internal/doc"

// pointing is what a word of class dir makes of the date behind it.
type pointing struct {
	dir     direction
	base    base
	rolling bool // units up to the base, not of the calendar
	vague   bool
}

// pointings are the words of class dir by their values.
var pointings = map[string]pointing{
	"last":      {dir: dirPast},
	"past":      {dir: dirPast, rolling: true},
	"this":      {dir: dirThis},
	"current":   {dir: dirThis},
	"next":      {dir: dirFuture},
	"coming":    {dir: dirFuture, rolling: true},
	"previous":  {dir: dirPast, base: baseStory},
	"following": {dir: dirFuture, base: baseStory},
	"same":      {dir: dirThis, base: baseStory},
	"that":      {dir: dirThis, base: baseStory},
	"recent":    {dir: dirPast, vague: true},
}

// matchDir finds what a pointing word and a unit, a weekday, a month, a season
// or a part of the day make: "last week", "the past three years", "next
// Monday", "that night", "recent months".
func (s *scan) matchDir(i int) (expr, bool) {
	j := s.skip(i, "the", "its", "their", "our")
	side := dirNone
	switch {
	case j > i:
	case s.is(i, "earlier"):
		j, side = i+1, dirPast
	case s.is(i, "later"):
		j, side = i+1, dirFuture
	}
	name := s.at(j).direction
	if name == "" || name == "current" && j == i {
		return expr{}, false
	}
	if name == "that" && s.is(j, "that") && s.d.Tokens[j].XPOS == "IN" {
		return expr{}, false // "said that Monday's raid"
	}
	p := pointings[name]
	the := j > i && side == dirNone
	e := newExpr(i, j+1, kindOffset, doc.TimeDate, "dir."+name)
	e.dir, e.base, e.rolling, e.vague, e.side = p.dir, p.base, p.rolling, p.vague, side
	k := s.skip(j+1, "very")
	if (name == "same" || name == "that") && s.samePeriod(&e, k) {
		return e, true
	}
	if s.named(&e, k) {
		return e, true
	}
	return e, s.units(&e, k, name, the)
}

// named reads a weekday, a month, a season, a holiday or a part of the day
// behind a pointing word.
func (s *scan) named(e *expr, k int) bool {
	if e.vague || e.base == baseStory && s.is(k-1, "prior") {
		return false
	}
	w := s.at(k)
	switch {
	case s.weekday(k) > 0:
		e.weekday, e.last = w.weekday, k+1
	case s.month(k) > 0:
		m, ok := s.monthDate(k)
		if !ok || m.year > 0 {
			return false
		}
		e.month, e.day, e.last = m.month, m.day, m.last
	case w.season > 0:
		e.season, e.last = w.season, k+1
	case w.part != "" && !w.plural:
		e.part, e.unit, e.typ, e.last = w.part, unitDay, doc.TimeTime, k+1
		if s.is(k, "midnight", "noon") || e.rolling {
			return false
		}
		if e.dir == dirPast && e.base == baseArticle {
			e.n = 1 // "last night"
		}
		if e.dir == dirFuture || e.dir == dirPast && e.base == baseStory {
			e.base, e.n = baseStory, 1 // "the next morning"
		}
		return true
	default:
		if h, ok := s.matchHoliday(k); ok && h.year == 0 && h.first == k {
			e.holiday, e.last = h.holiday, h.last
			break
		}
		return false
	}
	e.kind, e.rolling = kindCalendar, false
	return true
}

// units reads the number and the unit behind a pointing word.
func (s *scan) units(e *expr, k int, name string, the bool) bool {
	q, ok := s.number(k)
	if ok && q.a {
		return false
	}
	j, n := k, 1.0
	if ok {
		j, n = q.next, q.n
		if s.hyphen(j) {
			j++
		}
		e.vague = e.vague || q.vague
		if q.mod != "" {
			e.mod = q.mod
		}
	}
	j = s.adjectives(j)
	w := s.at(j)
	if w.unit == unitNone || w.unit < unitDay && !ok && !w.plural || s.tag(j) == "VBZ" {
		return false
	}
	if e.dir == dirThis && (ok || w.plural) {
		return false // "this two-day visit", "said that two days ago"
	}
	e.unit, e.n, e.last = w.unit, n, j+1
	if w.fortnight {
		e.n *= 2
	}
	plural := w.plural && !ok
	switch {
	case e.vague && !ok || plural && e.base == baseStory:
		s.refer(e)
		return w.plural
	case plural:
		e.vague, e.rolling = true, true
	}
	s.unitDir(e, name, the, ok || plural)
	return !s.is(e.last, "of") || name != "last" && name != "next" // "the last day of the talks"
}

// refer makes "recent months" and "previous years" a reference to the past.
func (s *scan) refer(e *expr) {
	e.kind, e.typ, e.ref, e.vague = kindRef, doc.TimeDate, "PAST_REF", true
	if e.dir == dirFuture {
		e.ref = "FUTURE_REF"
	}
}

// unitDir settles how a unit behind a pointing word counts: one of the
// calendar, or as many as are told up to the base.
func (s *scan) unitDir(e *expr, name string, the, counted bool) {
	e.typ = doc.TimeDate
	switch {
	case e.dir == dirThis:
		e.n = 0
		if e.base == baseArticle && e.unit < unitDay {
			e.typ = doc.TimeTime
		}
		return
	case counted:
		e.rolling = true
	case name == "last" && the && e.unit != unitQuarter && e.unit != unitWeekend && e.unit >= unitDay:
		e.rolling = true
	case name == "next" && the && e.unit == unitDay:
		e.base = baseStory
	case name == "next" && e.unit == unitDay:
		e.base = baseStory
	case name == "next" && the && e.unit != unitQuarter && e.unit != unitWeekend:
		e.rolling = true
	case name == "coming" && e.unit != unitDay:
		e.rolling = e.unit >= unitDecade
	}
	if e.rolling {
		e.typ = doc.TimeDuration
	}
}

// samePeriod reads "the same period last year", "the same month a year ago":
// what the text is at, years before.
func (s *scan) samePeriod(e *expr, k int) bool {
	w := s.at(k)
	period := s.is(k, "period", "time", "point", "moment")
	if !period && w.unit < unitDay {
		return false
	}
	e.unit = w.unit
	j := s.skip(k+1, "of", "in")
	if o, ok := s.longest(j, (*scan).matchMeasure, (*scan).matchDir); ok && o.kind == kindOffset && o.unit == unitYear &&
		o.dir == dirPast && o.first == j {
		e.back, e.last, e.rule = int(max(1, o.n)), o.last, "dir.same-back"
		return true
	}
	if s.is(k, "time") && s.is(k-1, "that") && s.is(k-2, "by", "until", "since", "before", "after", "at", "to", "from", "around") ||
		s.is(k, "period") && s.is(k-1, "same") || s.is(k, "period") && s.is(k-2, "in", "during", "over") && s.is(k-1, "that") {
		e.last = k + 1
		return true
	}
	return false
}

// matchTheUnit finds "the day", "the year": the one that the text is at.
func (s *scan) matchTheUnit(i int) (expr, bool) {
	if e, ok := s.again(i); ok {
		return e, true
	}
	w := s.at(i + 1)
	if s.is(i, "the") && s.is(i+1, "entire", "whole", "full") && s.at(i+2).unit >= unitDay && !s.at(i+2).plural &&
		!s.is(i+3, "of") && s.governed(i) {
		e := newExpr(i, i+3, kindOffset, doc.TimeDate, "dir.the")
		e.dir, e.base, e.unit = dirThis, baseStory, s.at(i+2).unit
		return e, true
	}
	if !s.is(i, "the") || w.unit < unitDay || w.plural || w.unit == unitQuarter && !s.is(i-1, "of", "in", "for") ||
		w.unit > unitYear || s.tag(i+1) != "NN" {
		return expr{}, false
	}
	e := newExpr(i, i+2, kindOffset, doc.TimeDate, "dir.the")
	e.dir, e.base, e.unit = dirThis, baseStory, w.unit
	switch {
	case s.is(i+2, "before", "earlier", "previously", "previous", "prior") && !s.noun(i+3):
		e.dir, e.n, e.last = dirPast, 1, i+3
	case s.is(i+2, "after", "following") && !s.noun(i+3):
		e.dir, e.n, e.last = dirFuture, 1, i+3
	case s.is(i+2, "before", "after") && !s.is(i-1, "in", "of"):
		d, b := dirPast, baseEvent
		if s.is(i+2, "after") {
			d = dirFuture
		}
		e.dir, e.base, e.n, e.event = d, b, 1, s.event(i+2)
		return e, e.event != doc.None
	case s.is(i+2, "of", "that", "when", "since", "'s", "on", "he", "she", "they", "it", "-", "the", "i", "we", "for"):
		return expr{}, false
	}
	if len(s.tag(i+2)) > 1 && s.tag(i + 2)[:2] == "NN" || w.unit != unitDay && w.unit != unitWeekend && !s.governed(i) {
		return expr{}, false
	}
	return e, true
}

// again finds "a second consecutive day", "the third night in a row".
func (s *scan) again(i int) (expr, bool) {
	j := s.skip(i, "a", "the")
	if s.at(j).ordinal == 0 {
		return expr{}, false
	}
	k := s.skip(j+1, "consecutive", "straight", "successive", "running")
	w := s.at(k)
	row := s.is(k+1, "in") && s.is(k+2, "a") && s.is(k+3, "row") || s.is(k+1, "running")
	if w.unit < unitDay && w.part == "" || w.plural || k == j+1 && !row && (!s.is(i-1, "for") || s.is(k+1, "of", "in", "at")) {
		return expr{}, false
	}
	e := newExpr(i, k+1, kindOffset, doc.TimeDate, "dir.again")
	e.dir, e.base, e.unit = dirThis, baseStory, max(w.unit, unitDay)
	if w.part != "" {
		e.part, e.typ = w.part, doc.TimeTime
	}
	return e, true
}

// governed tells whether a preposition that places things in time stands
// before token i.
func (s *scan) governed(i int) bool {
	return s.is(i-1, "in", "during", "of", "for", "throughout", "over", "through", "this", "entire", "within", "by")
}

// noun tells whether a phrase or a clause can begin at token i.
func (s *scan) noun(i int) bool {
	switch s.tag(i) {
	case "", ".", ",", ":", "CC", "-RRB-", "''", "IN", "VBD", "MD":
		return false
	}
	return true
}

// matchDay finds "today", "yesterday", "tomorrow", "tonight" and "overnight",
// with "earlier" or "the day before" in front.
func (s *scan) matchDay(i int) (expr, bool) {
	j, side, shift := i, dirNone, 0
	switch {
	case s.is(i, "earlier"):
		j, side = i+1, dirPast
	case s.is(i, "later"):
		j, side = i+1, dirFuture
	case s.is(i, "the") && s.is(i+1, "day") && s.is(i+2, "before") && s.is(i+3, "yesterday"):
		j, shift = i+3, -1
	case s.is(i, "the") && s.is(i+1, "day") && s.is(i+2, "after") && s.is(i+3, "tomorrow"):
		j, shift = i+3, 1
	}
	w := s.at(j)
	if w.day == "" {
		return expr{}, false
	}
	e := newExpr(i, j+1, kindOffset, doc.TimeDate, "day."+s.text(j))
	e.unit, e.dir, e.side = unitDay, dirThis, side
	switch w.day {
	case "tonight":
		e.part, e.typ = "NI", doc.TimeTime
	case "overnight":
		return s.overnight(e)
	case "-1":
		e.dir, e.n = dirPast, float64(1-shift)
	case "1":
		e.dir, e.n = dirFuture, float64(1+shift)
	}
	return e, true
}

// overnight reads "overnight" with the weekday or date that it may have behind
// it. Without one it is the night before the day of publication.
func (s *scan) overnight(e expr) (expr, bool) {
	if s.tag(e.first) == "JJ" && s.is(e.last, "stay", "train", "bus", "flight") {
		return e, false
	}
	e.typ, e.part, e.dir, e.n, e.twoDays = doc.TimeTime, "NI", dirPast, 1, true
	into := s.is(e.last, "into", "to")
	j := s.skip(e.last, "on", "into", "to")
	if d, ok := s.matchDate(j); ok && (d.weekday > 0 || d.day > 0) {
		d.first, d.typ, d.part, d.rule = e.first, doc.TimeTime, "NI", "day.overnight-date"
		if s.hyphen(d.last) && s.weekday(d.last+1) > 0 {
			d.last += 2
			d.twoDays = true
		}
		if into {
			d.n = 1 // the night before
		}
		return d, true
	}
	return e, true
}

// matchSeason finds "spring 2020", "the winter of 2019", "the summer".
func (s *scan) matchSeason(i int) (expr, bool) {
	j := s.skip(i, "the")
	w := s.at(j)
	if w.season == seasonNone || s.tag(j) == "VB" || s.tag(j) == "VBD" || s.tag(j) == "VBP" || s.tag(j) == "VBZ" {
		return expr{}, false
	}
	e := newExpr(i, j+1, kindCalendar, doc.TimeDate, "season")
	e.season = w.season
	k := s.skip(s.skip(e.last, "of"), ",")
	if y, ok := s.yearNumber(k); ok && !s.counts(k) {
		e.year, e.last = y, k+1
		s.yearEnd(&e)
		return e, true
	}
	switch {
	case s.is(j, "fall") && (j == i || s.is(j+1, "of", "in") || !s.is(i-1, "in", "by", "during", "since", "until")):
		return expr{}, false
	case s.is(j+1, "of") && !s.governedDir(j+2):
		return expr{}, false
	case j > i || s.is(j-1, "in", "by", "since", "until", "early", "late", "mid", "during", "every", "each", "of"):
		return e, true
	}
	return e, s.is(j+1, "offensive", "campaign", "meetings", "meeting", "session")
}

// governedDir tells whether a pointing word stands at token i.
func (s *scan) governedDir(i int) bool { return s.at(i).direction != "" }
