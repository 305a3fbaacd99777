package when

import (
	"math"
	"slices"
	"time"

	"parley"
)

// span is the days [from, to], counted from 1 January 1970; openPast and
// openFuture are ends that are not known.
type span struct{ from, to int }

const (
	openPast   = math.MinInt32
	openFuture = math.MaxInt32
)

// spans is a set of days: spans in order that do not touch. nil is no day.
type spans []span

// everyDay is the set of all days.
func everyDay() spans { return spans{{openPast, openFuture}} }

// dayOf returns the number of a day; days past the end of a month count on.
func dayOf(year, month, day int) int {
	return dayOfTime(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC))
}

func dayOfTime(t time.Time) int { return int(math.Floor(float64(t.Unix()) / 86400)) }

// timeOf returns midnight UTC of a day, zero for an open end.
func timeOf(day int) time.Time {
	if day == openPast || day == openFuture {
		return time.Time{}
	}
	return time.Unix(int64(day)*86400, 0).UTC()
}

// weekdayOf returns the weekday of a day, 1 for Monday to 7.
func weekdayOf(day int) int { return ((day+3)%7+7)%7 + 1 }

func yearOfDay(day int) int { return timeOf(day).Year() }

// exists tells whether a month has the day.
func exists(year, month, day int) bool {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return month >= 1 && month <= 12 && day >= 1 && t.Day() == day
}

// plus moves a day, but no open end.
func plus(day, n int) int {
	if day == openPast || day == openFuture {
		return day
	}
	return day + n
}

// and returns the days of both sets.
func (a spans) and(b spans) spans {
	out := make(spans, 0, max(len(a), len(b)))
	for i, j := 0, 0; i < len(a) && j < len(b); {
		from, to := max(a[i].from, b[j].from), min(a[i].to, b[j].to)
		if from <= to {
			out = append(out, span{from, to})
		}
		if a[i].to < b[j].to {
			i++
		} else {
			j++
		}
	}
	return out
}

// apart tells whether the sets share no day.
func (a spans) apart(b spans) bool {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].to < b[j].from:
			i++
		case b[j].to < a[i].from:
			j++
		default:
			return false
		}
	}
	return true
}

// united puts spans in any order into a set.
func united(in []span) spans {
	slices.SortFunc(in, func(a, b span) int { return a.from - b.from })
	var out spans
	for _, s := range in {
		if s.from > s.to {
			continue
		}
		if n := len(out); n > 0 && s.from <= plus(out[n-1].to, 1) {
			out[n-1].to = max(out[n-1].to, s.to)
		} else {
			out = append(out, s)
		}
	}
	return out
}

// hull returns the first and the last day of a set that is not empty.
func (a spans) hull() span { return span{a[0].from, a[len(a)-1].to} }

// period returns the days from the first to the last of a span, with the
// precision that their number comes to.
func (s span) period() parley.Period {
	p := parley.Period{From: timeOf(s.from), To: timeOf(s.to)}
	switch n := s.to - s.from; {
	case s.from == openPast && s.to == openFuture:
		return parley.Period{}
	case s.from == openPast || s.to == openFuture || n > 366:
		p.Precision = parley.PrecisionLong
	case n == 0:
		p.Precision = parley.PrecisionDay
	case n < 7:
		p.Precision = parley.PrecisionWeek
	case n < 31:
		p.Precision = parley.PrecisionMonth
	case n < 93:
		p.Precision = parley.PrecisionSeason
	default:
		p.Precision = parley.PrecisionYear
	}
	return p
}
