package when

import (
	"time"

	"parley"
	"parley/internal/doc"
)

// resolve gives every expression its value and its period, as seen from the
// days on which the article can have been published. Where these are several,
// each expression is resolved from the first and from the last of them, and
// its period spans what either gives; what the two do not share is left open
// in its value.
func resolve(lex *lexicon, d *doc.Doc, exprs []expr, pub doc.Published) []doc.Time {
	if len(exprs) == 0 {
		return nil
	}
	from, to := pub.Period.From, pub.Period.To
	first := resolveAt(lex, d, exprs, from)
	if from.Equal(to) {
		return first
	}
	last := resolveAt(lex, d, exprs, to)
	open := resolveAt(lex, d, exprs, time.Time{})
	for i := range first {
		first[i] = merge(first[i], last[i], open[i].Value, from.IsZero(), to.IsZero())
	}
	return first
}

// ground is what expressions are resolved on: the day of publication, and
// where the text has got to.
type ground struct {
	lex     *lexicon
	d       *doc.Doc
	exprs   []expr
	now     time.Time // the day of publication; zero if it is not known
	day     time.Time // the last day that the text was at, or zero
	dayAt   int       // the expression that it is from
	ahead   time.Time // the last day that lies ahead
	aheadAt int
	span    slot // the last date of any size
	spanAt  int
	said    slot // the last date mentioned, deadlines included
	saidAt  int
	of      []int // the sentence of each expression
	out     []doc.Time
}

// resolveAt resolves the expressions as if the article were of one day; a zero
// day is one that is not known.
func resolveAt(lex *lexicon, d *doc.Doc, exprs []expr, now time.Time) []doc.Time {
	g := &ground{lex: lex, d: d, exprs: exprs, now: now, dayAt: doc.None, spanAt: doc.None, saidAt: doc.None, aheadAt: doc.None,
		of: make([]int, len(exprs)), out: make([]doc.Time, len(exprs))}
	k := 0
	for i, s := range d.Sentences {
		for ; k < len(exprs) && exprs[k].first < s.Last; k++ {
			g.of[k] = i
		}
	}
	for k := range exprs {
		e := &exprs[k]
		a := g.answer(k)
		g.out[k] = doc.Time{
			First: e.first, Last: e.last, Type: a.typ, Value: a.value, Mod: e.mod, Period: a.period,
			Relation: e.relation, Anchor: a.anchor, Event: e.event, How: a.how, Rule: e.rule,
		}
		if g.out[k].Period.IsZero() {
			g.out[k].How = ""
		}
		g.move(k, a)
	}
	return g.out
}

// answer is what an expression comes to.
type answer struct {
	typ    doc.TimeType
	value  string
	period parley.Period
	how    string
	anchor int
	slot   slot // of the calendar, if it is a date; else the zero slot
}

// answer resolves expression k.
func (g *ground) answer(k int) answer {
	e := &g.exprs[k]
	a := answer{typ: e.typ, anchor: doc.None}
	switch e.kind {
	case kindCalendar:
		g.calendar(&a, k)
	case kindOffset:
		if e.rolling {
			g.rolling(&a, k)
		} else {
			g.offset(&a, k)
		}
	case kindDuration:
		g.duration(&a, k)
	case kindSet:
		a.value = setValue(e)
	case kindRef:
		g.reference(&a, e)
	}
	return a
}

// move sets where the text has got to after expression k.
func (g *ground) move(k int, a answer) {
	e := &g.exprs[k]
	if e.kind != kindCalendar && e.kind != kindOffset || a.slot.start.IsZero() || e.rolling {
		return
	}
	g.said, g.saidAt = a.slot, k
	switch e.relation {
	case doc.RelationBy, doc.RelationWithin, doc.RelationSince, doc.RelationFor:
		return
	}
	switch {
	case a.slot.unit != unitDay:
	case e.tense == dirFuture && !a.slot.start.Before(g.now):
		g.ahead, g.aheadAt = a.slot.start, k
	default:
		g.day, g.dayAt = a.slot.start, k
	}
	g.span, g.spanAt = a.slot, k
}

// calendar resolves a date whose fields the words name.
func (g *ground) calendar(a *answer, k int) {
	e := &g.exprs[k]
	var s slot
	switch {
	case e.holiday != "":
		s = g.feastSlot(a, e)
	case e.century > 0 || e.decade > 0 || e.yearTo > 0:
		s = longSlot(e)
		a.how = "as written"
	case e.month > 0 && e.day > 0:
		s = g.daySlot(a, k)
	case e.weekday > 0:
		s = g.weekdaySlot(a, e)
	case e.day > 0:
		s = g.loneDaySlot(a, k)
	case e.part != "" || e.clock:
		s = g.partSlot(a, k)
	default:
		s = g.yearlySlot(a, k)
	}
	g.finish(a, e, s)
}

// finish makes value and period of a slot, with what the expression adds to
// it: a part of the day, a modifier, a part of the year.
func (g *ground) finish(a *answer, e *expr, s slot) {
	if e.n == 1 && e.rule == "day.overnight-date" && !s.start.IsZero() {
		s.start, s.end = s.start.AddDate(0, 0, -1), s.end.AddDate(0, 0, -1)
		s.day--
		if s.day == 0 {
			s.year, s.month, s.day = s.start.Year(), int(s.start.Month()), s.start.Day()
		}
	}
	if e.nthUnit != unitNone {
		s = s.nth(e)
		if e.nthCount > 1 {
			a.typ = doc.TimeDuration
		}
	}
	a.slot = s
	a.value = s.value(e)
	a.period = s.period(e, g.now)
	if !a.period.IsZero() && (e.twoDays || e.rule == "day.overnight-date" && e.n == 1) {
		a.period.To = a.period.To.AddDate(0, 0, 1)
	}
}

// merge joins what an expression comes to from the first and from the last
// day of publication that are possible; written is its value without either,
// and openFrom and openTo tell that a bound is not known.
func merge(a, b doc.Time, written string, openFrom, openTo bool) doc.Time {
	switch {
	case openFrom && openTo, a.Value == b.Value && a.Period == b.Period:
		return a
	case openFrom:
		a, b = b, a
	}
	m := a
	m.Value = common(a.Value, b.Value, written)
	switch {
	case openFrom:
		m.Period.From = time.Time{}
	case openTo:
		m.Period.To = time.Time{}
	default:
		if b.Period.From.Before(m.Period.From) {
			m.Period.From = b.Period.From
		}
		if m.Period.To.Before(b.Period.To) {
			m.Period.To = b.Period.To
		}
	}
	if m.Period.IsZero() {
		m.Period, m.How = parley.Period{}, ""
	}
	return m
}
