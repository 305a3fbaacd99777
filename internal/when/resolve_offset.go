package when

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"parley"
	"parley/internal/doc"
)

// vagueUnits is how many units "several" and "recent" reach at most; a
// convention.
const vagueUnits = 6

// baseDay returns the day that an offset is counted from; zero if it is not
// known.
func (g *ground) baseDay(a *answer, k int) (time.Time, string) {
	e := &g.exprs[k]
	if e.base == baseArticle {
		return g.now, "the article's date"
	}
	if e.unit == unitWeekend && e.dir == dirThis && g.spanAt > g.dayAt && g.of[g.spanAt] != g.of[k] {
		return g.now, "the article's date" // a month named before it does not say which weekend
	}
	if e.base == baseStory && (e.unit > unitDay || e.unit == unitNone) && g.spanAt > g.dayAt {
		switch {
		case g.span.unit <= e.unit || e.dir == dirThis:
			a.anchor = g.spanAt
			return g.span.start, "the time that the text is at"
		case g.of[g.spanAt] == g.of[k]:
			return time.Time{}, "" // "in 1976 and two weeks later"
		}
	}
	if e.rule == "dir.again" && (g.dayAt == doc.None || g.dayAt != k-1 || g.of[g.dayAt] != g.of[k]) {
		return g.now, "the article's date"
	}
	if e.tense == dirFuture && g.aheadAt > g.dayAt {
		a.anchor = g.aheadAt
		return g.ahead, "the day that the text is at"
	}
	if !g.day.IsZero() {
		a.anchor = g.dayAt
		return g.day, "the day that the text is at"
	}
	if e.unit > unitDay && (e.dir == dirThis || e.rule == "dir.previous") {
		return g.now, "the article's date"
	}
	return time.Time{}, ""
}

// offset resolves what is counted in units from the article's date or from
// the time that the text is at.
func (g *ground) offset(a *answer, k int) {
	e := &g.exprs[k]
	base, name := g.baseDay(a, k)
	n := int(e.n)
	if e.dir == dirPast {
		n = -n
	}
	if e.vague && e.nth == 0 {
		g.vagueOffset(a, e, base, name)
		return
	}
	if base.IsZero() {
		g.finish(a, e, slot{unit: max(e.unit, unitDay)})
		return
	}
	switch {
	case e.back > 0:
		s := unitSlot(max(e.unit, g.span.unit, unitDay), shift(base, unitYear, -e.back))
		a.how = away(-float64(e.back), unitYear, name)
		g.finish(a, e, s)
		return
	case n == 0:
		a.how = "that of " + name
	default:
		a.how = away(float64(n), e.unit, name)
	}
	to, size := shift(base, e.unit, n), e.unit
	if e.n != float64(int(e.n)) {
		to = base.AddDate(0, 0, int(days(e.n, e.unit))*sign(e.dir))
		a.how = away(e.n*float64(sign(e.dir)), e.unit, name)
		size = smaller(e.unit)
	}
	s := unitSlot(size, to)
	switch {
	case e.unit == unitNone && g.saidAt != doc.None:
		s, a.anchor, a.how = g.said, g.saidAt, "the time mentioned last" // "that time"
	case e.unit < unitDay:
		a.value = s.fields() + "TXX:XX"
		a.period = parley.Period{From: to, To: to, Precision: parley.PrecisionTime}
		if e.n >= 12 && e.dir == dirPast {
			a.period.From = to.AddDate(0, 0, -int((e.n+12)/24))
		}
		a.slot = daySlot(to)
		return
	case e.unit == unitWeekend:
		s = g.weekend(e, base)
	case e.unit == unitYear && (e.month > 0 || e.season > 0 || e.quarter > 0 || e.half > 0 || e.holiday != ""):
		s = g.inYear(a, e, s.year)
	case e.weekday > 0:
		s = daySlot(s.start.AddDate(0, 0, e.weekday-1))
	case e.unit == unitWeek && e.n > 0 && !strings.HasPrefix(e.rule, "dir.") && !strings.Contains(e.rule, ".dir."):
		s = daySlot(to)
		s.start, s.end = to.AddDate(0, 0, -3), to.AddDate(0, 0, 3)
		s.unit = unitWeek
		s.text = daySlot(to).fields()
	}
	s.fiscal = e.fiscal
	g.finish(a, e, s)
}

// inYear resolves "March last year" and "Eid of this year".
func (g *ground) inYear(a *answer, e *expr, year int) slot {
	f := *e
	f.year = year
	switch {
	case e.holiday != "":
		return g.feastSlot(a, &f)
	case e.day > 0:
		return dated(e, year, e.month, e.day)
	}
	return yearly(&f, year)
}

// weekend resolves weekends: the one in the week of the base, or the one that
// was, where the tense or the words say so.
func (g *ground) weekend(e *expr, base time.Time) slot {
	s := unitSlot(unitWeekend, base)
	switch {
	case e.dir == dirPast && e.base == baseArticle && !s.end.Before(base),
		e.dir == dirThis && e.tense != dirFuture && e.tense != dirThis && s.start.After(base):
		s = unitSlot(unitWeekend, base.AddDate(0, 0, -7))
	case e.dir == dirFuture && !s.start.After(base):
		s = unitSlot(unitWeekend, base.AddDate(0, 0, 7))
	}
	return s
}

// vagueOffset resolves "several days ago", "weeks later".
func (g *ground) vagueOffset(a *answer, e *expr, base time.Time, name string) {
	a.value = "PAST_REF"
	if e.dir == dirFuture {
		a.value = "FUTURE_REF"
	}
	if base.IsZero() || e.unit < unitDay || e.unit > unitYear {
		return
	}
	near, far := shift(base, e.unit, 2*sign(e.dir)), shift(base, e.unit, vagueUnits*sign(e.dir))
	a.period = parley.Period{From: far, To: near, Precision: parley.PrecisionVague}
	if e.dir == dirFuture {
		a.period.From, a.period.To = near, far
	}
	a.how = fmt.Sprintf("two to six %s from %s, by convention", unitWords[e.unit], name)
}

// rolling resolves "the past three years" and "the next 14 months".
func (g *ground) rolling(a *answer, k int) {
	e := &g.exprs[k]
	a.value = "P" + amount(e.n, e.unit)
	n := e.n
	if e.vague {
		a.value = "P" + amount(0, e.unit)
		n = vagueUnits
	}
	if e.unit < unitDay {
		a.value = "PT" + a.value[1:]
	}
	base, name := g.baseDay(a, k)
	if base.IsZero() {
		return
	}
	far := shift(base, e.unit, int(n)*sign(e.dir))
	if n != float64(int(n)) {
		far = base.AddDate(0, 0, int(days(n, e.unit))*sign(e.dir))
	}
	if e.unit < unitDay {
		far = base.AddDate(0, 0, int(days(n, e.unit)+0.99)*sign(e.dir))
	}
	a.period = parley.Period{From: far, To: base, Precision: precisions[max(e.unit, unitDay)]}
	if e.dir == dirFuture {
		a.period.From, a.period.To = base, far
	}
	if e.vague {
		a.period.Precision = parley.PrecisionVague
	}
	a.how = "up to " + name
	if e.dir == dirFuture {
		a.how = "from " + name
	}
}

// duration resolves a length of time. It has days of its own where it is
// counted from a date, is a deadline, or lasts to the day of publication.
func (g *ground) duration(a *answer, k int) {
	e := &g.exprs[k]
	a.value = "P"
	if e.unit < unitDay {
		a.value = "PT"
	}
	a.value += amount(e.n, e.unit)
	if e.unit2 != unitNone {
		if e.unit2 < unitDay && e.unit >= unitDay {
			a.value += "T"
		}
		a.value += amount(e.n2, e.unit2)
	}
	if e.vague || e.unit < unitDay {
		return
	}
	if e.base == baseTime && e.to != doc.None {
		b := g.answer(e.to)
		a.anchor = e.to
		if b.slot.start.IsZero() || b.slot.unit > unitMonth && b.slot.unit > e.unit {
			return
		}
		s := e.from(b.slot)
		a.period = parley.Period{From: s.start, To: s.end, Precision: precisions[max(b.slot.unit, e.unit)]}
		a.how = "counted from " + b.value
		return
	}
	if g.now.IsZero() || e.base == baseEvent {
		return
	}
	switch {
	case e.relation == doc.RelationWithin && (e.tense == dirFuture || e.tense == dirThis && !e.adnominal):
		a.period = parley.Period{From: g.now, To: e.far(g.now, 1), Precision: precisions[e.unit]}
		a.how = "from the article's date"
	case e.relation == doc.RelationFor && e.perfect:
		a.period = parley.Period{From: e.far(g.now, -1), To: g.now, Precision: precisions[e.unit]}
		a.how = "up to the article's date"
	}
}

// far returns the day that lies a duration away.
func (e *expr) far(t time.Time, way int) time.Time {
	if e.n != float64(int(e.n)) || e.unit2 != unitNone {
		return t.AddDate(0, 0, way*int(days(e.n, e.unit)+days(e.n2, e.unit2)))
	}
	return shift(t, e.unit, way*int(e.n))
}

// from returns the slot that lies a duration away from another one.
func (e *expr) from(s slot) slot {
	way := sign(e.dir)
	s.start, s.end = e.far(s.start, way), e.far(s.end, way)
	if e.unit == unitYear || e.unit == unitMonth {
		s.start, s.end = s.start.AddDate(0, 0, -7), s.end.AddDate(0, 0, 7)
	}
	return s
}

// reference resolves "recently", "recent months", "now".
func (g *ground) reference(a *answer, e *expr) {
	a.value = e.ref
	if g.now.IsZero() {
		return
	}
	p := parley.Period{From: g.now, To: g.now, Precision: parley.PrecisionVague}
	switch {
	case e.unit >= unitDay && e.unit <= unitYear && e.ref == "PAST_REF":
		p.From = shift(g.now, e.unit, -vagueUnits)
	case e.ref == "PRESENT_REF":
	case strings.Contains(e.rule, "recent") || strings.HasSuffix(e.rule, "lately"):
		p.From = shift(g.now, unitMonth, -1)
	default:
		return
	}
	a.period, a.how = p, "by convention, up to the article's date"
}

// smaller is the unit in which a broken number of units is exact.
func smaller(u unit) unit {
	switch {
	case u >= unitCentury:
		return unitDecade
	case u == unitDecade:
		return unitYear
	case u >= unitQuarter:
		return unitMonth
	case u == unitMonth:
		return unitWeek
	case u > unitDay:
		return unitDay
	}
	return u
}

func sign(dir direction) int {
	if dir == dirPast {
		return -1
	}
	return 1
}

// away says in words how far from a day something is: "2 weeks before the
// article's date".
func away(n float64, u unit, from string) string {
	word, side := unitWords[u], "after"
	if n < 0 {
		n, side = -n, "before"
	}
	if n == 1 {
		word = strings.Replace(strings.TrimSuffix(word, "s"), "centurie", "century", 1)
	}
	return fmt.Sprintf("%g %s %s %s", n, word, side, from)
}

// unitWords are the units as words.
var unitWords = [...]string{"", "seconds", "minutes", "hours", "days", "weekends", "weeks", "months", "quarters", "seasons", "years", "decades", "centuries"}

// days returns how many days a number of units has, about.
func days(n float64, u unit) float64 {
	switch u {
	case unitSecond:
		return n / 86400
	case unitMinute:
		return n / 1440
	case unitHour:
		return n / 24
	case unitWeek, unitWeekend:
		return n * 7
	case unitMonth:
		return n * 30.44
	case unitQuarter, unitSeason:
		return n * 91.3
	case unitYear:
		return n * 365.25
	case unitDecade:
		return n * 3652.5
	case unitCentury:
		return n * 36525
	}
	return n
}

// amount writes a number of units as TIMEX3 does, without the P in front; 0
// is X. Decades and centuries are years where the number is known.
func amount(n float64, u unit) string {
	code := unitCodes[u]
	switch {
	case n == 0:
		return "X" + code
	case u == unitDecade:
		n, code = n*10, "Y"
	case u == unitCentury:
		n, code = n*100, "Y"
	case u == unitWeekend:
		code = "WE"
	}
	return strconv.FormatFloat(n, 'f', -1, 64) + code
}

// unitCodes are the units as TIMEX3 has them.
var unitCodes = [...]string{"", "S", "M", "H", "D", "WE", "W", "M", "Q", "Q", "Y", "DE", "CE"}

// setValue writes the value of what comes again.
func setValue(e *expr) string {
	switch {
	case e.weekday > 0:
		v := fmt.Sprintf("XXXX-WXX-%d", e.weekday)
		if e.part != "" {
			v += "T" + e.part
		}
		return v
	case e.month > 0:
		return fmt.Sprintf("XXXX-%02d", e.month)
	case e.season > 0:
		return "XXXX-" + seasonCodes[e.season]
	case e.part != "":
		return "XXXX-XX-XXT" + e.part
	}
	p := "P"
	if e.unit < unitDay {
		p = "PT"
	}
	if e.vague {
		return p + amount(0, e.unit)
	}
	return p + amount(e.n, e.unit)
}
