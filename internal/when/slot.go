package when

import (
	"fmt"
	"strings"
	"time"

	"parley"
)

// slot is a place in the calendar: a day, a week, a month and so on. Fields
// that are not known are 0; start and end are its first and last day, zero
// where they do not follow.
type slot struct {
	unit             unit
	year, month, day int
	quarter, half    int
	season           season
	fiscal           bool
	text             string // a value that the fields do not make
	start, end       time.Time
}

func daySlot(t time.Time) slot {
	return slot{unit: unitDay, year: t.Year(), month: int(t.Month()), day: t.Day(), start: t, end: t}
}

// unitSlot returns the day, week, weekend, month, … around a day.
func unitSlot(u unit, t time.Time) slot {
	y, m := t.Year(), int(t.Month())
	s := slot{unit: u, year: y}
	switch u {
	case unitWeek:
		s.start = t.AddDate(0, 0, 1-isoWeekday(t))
		s.end = s.start.AddDate(0, 0, 6)
	case unitWeekend:
		s.start = t.AddDate(0, 0, 6-isoWeekday(t))
		s.end = s.start.AddDate(0, 0, 1)
	case unitMonth:
		s.month = m
		s.start, s.end = day(y, m, 1), day(y, m+1, 0)
	case unitQuarter:
		s.quarter = (m + 2) / 3
		s.start, s.end = day(y, s.quarter*3-2, 1), day(y, s.quarter*3+1, 0)
	case unitYear:
		s.start, s.end = day(y, 1, 1), day(y, 12, 31)
	case unitDecade:
		s.text = fmt.Sprint(y / 10)
		s.start, s.end = day(y/10*10, 1, 1), day(y/10*10+9, 12, 31)
	case unitCentury:
		s.text = fmt.Sprint(y / 100)
		s.start, s.end = day(y/100*100, 1, 1), day(y/100*100+99, 12, 31)
	default:
		return daySlot(t)
	}
	return s
}

// shift moves a day by n units of the calendar. Days that a month lacks become
// its last.
func shift(t time.Time, u unit, n int) time.Time {
	switch u {
	case unitHour, unitMinute, unitSecond:
		return t
	case unitDay:
		return t.AddDate(0, 0, n)
	case unitWeek, unitWeekend:
		return t.AddDate(0, 0, 7*n)
	case unitMonth:
		return months(t, n)
	case unitQuarter, unitSeason:
		return months(t, 3*n)
	case unitYear:
		return months(t, 12*n)
	case unitDecade:
		return months(t, 120*n)
	case unitCentury:
		return months(t, 1200*n)
	}
	return t
}

func months(t time.Time, n int) time.Time {
	to := t.AddDate(0, n, 0)
	if to.Day() != t.Day() {
		to = to.AddDate(0, 0, -to.Day())
	}
	return to
}

// seasonMonths are the first months of the seasons of the northern half.
var seasonMonths = [...]int{0, 3, 6, 9, 12}

// seasonCodes are the seasons as TIMEX3 has them.
var seasonCodes = [...]string{"", "SP", "SU", "FA", "WI"}

// yearly returns the month, season, quarter, half or whole of a year that e
// names; year 0 leaves the bounds open.
func yearly(e *expr, year int) slot {
	s := slot{unit: unitYear, year: year, fiscal: e.fiscal, month: e.month, quarter: e.quarter, half: e.half, season: e.season}
	first, length := 1, 12
	switch {
	case e.month > 0:
		s.unit, first, length = unitMonth, e.month, 1
		s.quarter, s.half, s.season = 0, 0, seasonNone
	case e.quarter > 0:
		s.unit, first, length = unitQuarter, e.quarter*3-2, 3
	case e.season > 0:
		s.unit, first, length = unitSeason, seasonMonths[e.season], 3
	case e.half > 0:
		s.unit, first, length = unitSeason, e.half*6-5, 6
	}
	if year > 0 {
		s.start, s.end = day(year, first, 1), day(year, first+length, 0)
		if e.half > 0 && e.month > 0 {
			s.halve(e.half)
		}
		if e.fiscal {
			s.start, s.end = months(s.start, -3), months(s.start, -3+length).AddDate(0, 0, -1)
		}
	}
	return s
}

// halve keeps the first or second half of the days.
func (s *slot) halve(half int) {
	mid := s.start.AddDate(0, 0, int(s.end.Sub(s.start).Hours()/48))
	if half == 1 {
		s.end = mid
	} else {
		s.start = mid.AddDate(0, 0, 1)
	}
}

// longSlot returns a century, a decade or a span of years.
func longSlot(e *expr) slot {
	switch {
	case e.century > 0:
		s := unitSlot(unitCentury, day(e.century*100-100, 1, 1))
		return s
	case e.decade > 0:
		return unitSlot(unitDecade, day(e.decade*10, 1, 1))
	}
	s := slot{unit: unitYear, year: e.year, start: day(e.year, 1, 1), end: day(e.yearTo, 12, 31)}
	s.text = fmt.Sprintf("%04d/%04d", e.year, e.yearTo)
	if e.season > 0 {
		s.text = fmt.Sprintf("%04d-%s", e.year, seasonCodes[e.season])
		s.start, s.end = day(e.year, seasonMonths[e.season], 1), day(e.year, seasonMonths[e.season]+3, 0)
	}
	return s
}

// nth takes the units out of a slot that e counts: "the last week of March".
func (s slot) nth(e *expr) slot {
	if s.start.IsZero() {
		s.text = "XXXX"
		return s
	}
	if e.nth == 0 {
		return unitSlot(e.nthUnit, s.start)
	}
	n := int(e.nthCount)
	if e.vague {
		n = 2 // "the first days": two or more are meant, the bounds are a convention
	}
	whole := s
	if e.nth > 0 {
		s.start = shift(whole.start, e.nthUnit, e.nth-1)
		s.end = shift(s.start, e.nthUnit, n).AddDate(0, 0, -1)
	} else {
		next := whole.end.AddDate(0, 0, 1)
		s.start, s.end = shift(next, e.nthUnit, -n), whole.end
	}
	if e.vague && e.nthUnit == unitDay {
		s.end = later(s.end, s.start.AddDate(0, 0, 4))
		if e.nth < 0 {
			s.start, s.end = whole.end.AddDate(0, 0, -4), whole.end
		}
	}
	mid := s.start.AddDate(0, 0, int(s.end.Sub(s.start).Hours()/48))
	in := unitSlot(e.nthUnit, mid)
	if e.vague {
		in = slot{unit: e.nthUnit, text: whole.value(&expr{})}
	}
	if e.nthCount > 1 {
		in.text = "P" + amount(e.nthCount, e.nthUnit)
	}
	in.start, in.end = s.start, s.end
	return in
}

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

// value writes a slot as TIMEX3 does, with the part of the day that e gives.
func (s slot) value(e *expr) string {
	v := s.text
	if v == "" {
		v = s.fields()
	}
	switch {
	case e.clock:
		v += fmt.Sprintf("T%02d:%02d", e.hour, e.minute)
		if e.zone == "Z" {
			v += "Z"
		}
	case e.part != "":
		v += "T" + e.part
	}
	return v
}

// fields writes the date without a part of the day.
func (s slot) fields() string {
	y := pad(s.year, 4)
	switch s.unit {
	case unitWeek, unitWeekend:
		if s.start.IsZero() {
			y = "XXXX-WXX"
		} else {
			iso, week := s.start.ISOWeek()
			y = fmt.Sprintf("%04d-W%02d", iso, week)
		}
		if s.unit == unitWeekend {
			y += "-WE"
		}
		return y
	}
	switch {
	case s.unit == unitDay:
		return y + "-" + pad(s.month, 2) + "-" + pad(s.day, 2)
	case s.month > 0 || s.unit == unitMonth:
		return y + "-" + pad(s.month, 2)
	case s.quarter > 0:
		y += "-Q" + fmt.Sprint(s.quarter)
	case s.season > 0:
		y += "-" + seasonCodes[s.season]
	case s.half > 0:
		y += "-H" + fmt.Sprint(s.half)
	}
	if s.fiscal {
		y = "FY" + y
	}
	return y
}

// pad writes a number in so many figures, or as many X where it is 0.
func pad(n, width int) string {
	if n == 0 {
		return strings.Repeat("X", width)
	}
	return fmt.Sprintf("%0*d", width, n)
}

// period returns the days of a slot, narrowed by the modifier and the side
// that e gives: the beginning and the end are a third each. now is the day of
// publication or zero.
func (s slot) period(e *expr, now time.Time) parley.Period {
	if s.start.IsZero() {
		return parley.Period{}
	}
	p := parley.Period{From: s.start, To: s.end, Precision: precisions[s.unit]}
	if e.part != "" || e.clock {
		p.Precision = parley.PrecisionTime
	}
	if s.unit > unitDay {
		third := int(p.To.Sub(p.From).Hours()/24+1) / 3
		switch e.mod {
		case "START":
			p.To = p.From.AddDate(0, 0, max(third, 1)-1)
		case "MID":
			p.From, p.To = p.From.AddDate(0, 0, third), p.To.AddDate(0, 0, -third)
		case "END":
			p.From = p.To.AddDate(0, 0, 1-max(third, 1))
		}
	}
	if now.IsZero() || now.Before(p.From) || p.To.Before(now) {
		return p
	}
	switch e.side {
	case dirPast:
		p.To = now
	case dirFuture:
		p.From = now
	}
	return p
}

// precisions are the precisions of periods by unit.
var precisions = [...]parley.Precision{
	unitNone: parley.PrecisionVague, unitSecond: parley.PrecisionTime, unitMinute: parley.PrecisionTime, unitHour: parley.PrecisionTime,
	unitDay: parley.PrecisionDay, unitWeekend: parley.PrecisionWeek, unitWeek: parley.PrecisionWeek,
	unitMonth: parley.PrecisionMonth, unitQuarter: parley.PrecisionSeason, unitSeason: parley.PrecisionSeason,
	unitYear: parley.PrecisionYear, unitDecade: parley.PrecisionLong, unitCentury: parley.PrecisionLong,
}

// common keeps of two values the fields that they share, and those that are
// written; the rest is X.
func common(a, b, written string) string {
	if a == b {
		return a
	}
	if strings.Contains(written, "-WXX-") || len(a) != len(b) || len(written) != len(a) && strings.ContainsAny(written, "0123456789") {
		return written
	}
	out := []byte(a)
	open := false // from the first field on that differs
	for from := 0; from < len(out); {
		to := from
		for to < len(out) && (isDigit(a[to]) || a[to] == 'X') == (isDigit(a[from]) || a[from] == 'X') {
			to++
		}
		kept := len(written) == len(a) && isDigit(written[from])
		open = (open || a[from:to] != b[from:to]) && a[from] != 'T'
		for k := from; k < to && open && !kept && isDigit(out[k]); k++ {
			out[k] = 'X'
		}
		from = to
	}
	return string(out)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
