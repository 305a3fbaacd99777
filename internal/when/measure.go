package when

import "parley/internal/doc"

// measure is a number of units: "nearly four years", "20-year", "days".
type measure struct {
	quantity
	unit   unit
	at     int // the token of the unit
	hyphen bool
	n2     float64
	unit2  unit
}

// measure reads a number of units that begins at token i.
func (s *scan) measure(i int) (measure, bool) {
	j, mod := s.approx(i)
	m := measure{}
	q, ok := s.number(j)
	if ok {
		m.quantity, j = q, q.next
		if s.hyphen(j) {
			m.hyphen, j = true, j+1
		} else {
			j = s.adjectives(j)
		}
	} else {
		m.bare, m.vague = true, s.at(j).plural
		if !m.vague {
			m.n = 1 // "week-long"
		}
	}
	if mod != "" {
		m.mod = mod
	}
	w := s.at(j)
	if w.unit == unitNone || !s.countable(m, j) {
		return m, false
	}
	m.unit, m.at, m.next = w.unit, j, j+1
	if w.fortnight {
		m.n *= 2
	}
	s.more(&m)
	return m, true
}

// approx skips what makes a number less exact and returns the modifier.
func (s *scan) approx(i int) (int, string) {
	switch {
	case s.is(i, "more") && s.is(i+1, "than"), s.is(i, "upwards") && s.is(i+1, "of"):
		return i + 2, "MORE_THAN"
	case s.is(i, "less", "fewer") && s.is(i+1, "than"):
		return i + 2, "LESS_THAN"
	case s.is(i, "at") && s.is(i+1, "least"):
		return i + 2, "EQUAL_OR_MORE"
	case s.is(i, "at") && s.is(i+1, "most"), s.is(i, "up") && s.is(i+1, "to"):
		return i + 2, "EQUAL_OR_LESS"
	case s.is(i, "as") && s.is(i+1, "many", "long", "much") && s.is(i+2, "as"):
		return i + 3, "EQUAL_OR_LESS"
	case s.at(i).approx != "":
		if s.d.Tokens[i].Deprel == "case" && !s.is(i, "some") {
			return i, "" // "over 14 months" as a preposition
		}
		return i + 1, s.at(i).approx
	}
	return i, ""
}

// adjectives skips adjectives between a number and its unit.
func (s *scan) adjectives(j int) int {
	k := j
	for k < j+3 && (s.at(k).between || s.tag(k) == "JJ" && *s.at(k) == notTime) {
		k++
	}
	if s.at(k).unit > 0 {
		return k
	}
	return j
}

// countable tells whether the unit at token j can be counted with what stands
// in front of it.
func (s *scan) countable(m measure, j int) bool {
	w, tag := s.at(j), s.tag(j)
	switch {
	case tag == "VBZ" || tag == "VB" || tag == "VBD" || tag == "VBP":
		return false
	case m.bare:
		return w.plural && w.unit != unitQuarter && w.unit != unitSecond && w.unit != unitWeekend ||
			s.hyphen(j+1) && s.is(j+2, "long", "old") || s.is(j, "day", "month", "year", "week", "decade") && s.is(j+1, "long")
	case m.vague:
		return w.plural
	case w.unit == unitSecond && !w.plural, w.unit == unitQuarter && m.a:
		return m.hyphen
	case w.unit == unitQuarter && m.n == 3 && s.is(j+1, "of"), m.a && s.tag(j-1) == "JJ" && !s.at(j-1).between:
		return false // a share; "a difficult day"
	}
	return m.n <= 1 || w.plural || m.hyphen || s.tag(j+1) != "" && !s.is(j+1, ".", ",")
}

// more reads what is added behind the unit: "-long", "and a half", "and two
// months".
func (s *scan) more(m *measure) {
	j := m.next
	switch {
	case s.hyphen(j) && s.is(j+1, "long"):
		m.next = j + 2
	case s.is(j, "long") && (m.bare || m.hyphen):
		m.next = j + 1
	case s.is(j, "and") && s.is(j+1, "a") && s.is(j+2, "half"):
		m.n, m.next = m.n+0.5, j+3
	case s.is(j, "and", ",") && !m.bare && !m.vague:
		q, ok := s.simple(s.skip(j+1, "and"))
		if !ok || q.vague || s.at(q.next).unit == unitNone || s.at(q.next).unit >= m.unit {
			return
		}
		if !s.suffix(q.next + 1) {
			m.n2, m.unit2, m.next = q.n, s.at(q.next).unit, q.next+1
		}
	}
}

// suffix tells whether token i makes an offset of a measure before it and so
// parts it from another one.
func (s *scan) suffix(i int) bool { return s.is(i, "before", "after") }

// matchMeasure finds durations and what is counted with them: "14 months",
// "two weeks ago", "three hours later", "four days after the deal".
func (s *scan) matchMeasure(i int) (expr, bool) {
	from := i
	if s.is(i, "the") && s.at(i+1).plural && s.at(i+1).unit > 0 && s.opens(i+2) {
		i++ // "in the hours after the attack"
	}
	m, ok := s.measure(i)
	if !ok || s.age(m) || s.fixed(m, i) || m.a && s.is(m.next-1, "long") {
		return expr{}, false
	}
	e := expr{
		first: from, last: m.next, typ: doc.TimeDuration, kind: kindDuration,
		n: m.n, vague: m.vague, unit: m.unit, mod: m.mod, n2: m.n2, unit2: m.unit2,
		event: doc.None, to: doc.None, rule: "duration",
	}
	s.offset(&e)
	if e.kind == kindDuration && !m.hyphen && s.firstIn(i) {
		e.kind, e.dir, e.rolling, e.rule = kindOffset, dirPast, true, "duration.first-in"
	}
	if e.kind == kindDuration && m.a && s.rate(i) {
		e.kind, e.typ, e.rule = kindSet, doc.TimeSet, "set.rate"
	}
	return e, true
}

// firstIn tells whether "in" before token i counts back: "for the first time in
// 11 days", "the deadliest attack in years".
func (s *scan) firstIn(i int) bool {
	if !s.is(i-1, "in") {
		return false
	}
	for k := i - 2; k > i-6 && k >= s.first; k-- {
		if s.is(k, "first", "time") || s.tag(k) == "JJS" {
			return true
		}
	}
	return false
}

// opens tells whether an event can follow that the units before it are
// counted from: "the days leading up to the vote".
func (s *scan) opens(i int) bool {
	return s.is(i, "after", "before", "following", "since", "leading", "preceding")
}

// fixed tells of measures that are no time: "the seconds", names such as "Six
// Days", "days" as an adverb of degree.
func (s *scan) fixed(m measure, i int) bool {
	return m.bare && (s.at(i-1).vague || s.is(i-1, "these", "those", "old", "early", "his", "her", "last", "final")) ||
		s.is(i-1, "$", "£", "€", "aged", "age")
}

// age tells whether a measure is somebody's age: "the 50-year-old widow", "two
// years of age". What is no person has an age that is a duration.
func (s *scan) age(m measure) bool {
	j := m.next
	if s.hyphen(j) {
		j++
	}
	switch {
	case s.is(j, "of") && s.is(j+1, "age"):
		return true
	case s.is(j, "old", "olds"):
		for k := j + 1; k <= j+4; k++ {
			if k >= s.last || s.tag(k) == "," || s.tag(k) == "." {
				break
			}
			if s.lex.lasting[s.text(k)] || s.lex.lasting[s.d.Tokens[k].Lemma] {
				return false
			}
		}
		return !m.bare || !m.vague
	case s.is(i2(m), "aged"):
		return true
	}
	return false
}

// i2 is the token before the measure's number, as far as that is one word.
func i2(m measure) int { return m.at - 2 }

// rate tells whether "a year" at token i counts what stands before it: "300
// people a year", "15 a day".
func (s *scan) rate(i int) bool {
	switch s.tag(i - 1) {
	case "CD", "NNS":
		return true
	}
	return s.is(i-1, "times", "once", "twice", "per")
}

// offset turns a duration into an offset where the words behind it say so.
func (s *scan) offset(e *expr) {
	j := e.last
	set := func(dir direction, b base, last int, rule string) {
		e.kind, e.dir, e.base, e.last, e.rule = kindOffset, dir, b, last, rule
		e.typ = doc.TimeDate
		if e.unit < unitDay {
			e.typ = doc.TimeTime
		}
	}
	switch {
	case s.is(j, "ago"):
		set(dirPast, baseArticle, j+1, "offset.ago")
	case s.is(j, "from") && s.is(j+1, "now", "today"):
		set(dirFuture, baseArticle, j+2, "offset.from-now")
	case s.is(j, "'", "'s") && s.is(j+1, "time"):
		set(dirFuture, baseArticle, j+2, "offset.time")
	case s.is(j, "earlier", "later") && s.is(j+1, "than"):
	case s.is(j, "earlier", "previously", "beforehand"):
		set(dirPast, baseStory, j+1, "offset.earlier")
	case s.is(j, "later", "afterwards", "afterward", "thereafter"):
		set(dirFuture, baseStory, j+1, "offset.later")
	case s.is(j, "after", "following"):
		s.fromEvent(e, j, dirFuture)
	case s.is(j, "before"):
		s.fromEvent(e, j, dirPast)
	case s.is(j, "prior") && s.is(j+1, "to"):
		s.fromEvent(e, j+1, dirPast)
	case s.is(j, "of") && s.is(e.first-1, "within") && s.event(j) != doc.None:
		s.fromEvent(e, j, dirFuture) // "within ten days of the signing"
	case s.is(j, "into") && e.unit >= unitDay && s.event(j) != doc.None:
		s.fromEvent(e, j, dirFuture)
	}
}

// fromEvent makes an offset from what follows the preposition at token j. With
// nothing behind it, it counts from the time the text is at.
func (s *scan) fromEvent(e *expr, j int, dir direction) {
	if ev := s.event(j); ev != doc.None {
		e.dir, e.base, e.event, e.rule = dir, baseEvent, ev, "offset.event"
		return
	}
	if s.text(j+1) == "" || s.is(j+1, ".", ",", ";", ":", ")", "\"", "and", "but", "when", "in", "at", "on") {
		e.kind, e.dir, e.base, e.last, e.typ, e.rule = kindOffset, dir, baseStory, j+1, doc.TimeDate, "offset.story"
		if e.unit < unitDay {
			e.typ = doc.TimeTime
		}
	}
}

// event returns the head of what the preposition or conjunction at token j
// governs, or None.
func (s *scan) event(j int) int {
	t := s.d.Tokens[j]
	if t.Head <= j || t.Head >= s.last {
		return doc.None
	}
	switch t.Deprel {
	case "case", "mark", "advmod":
		return t.Head
	}
	return doc.None
}
