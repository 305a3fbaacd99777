package resolve

import (
	"math"
	"strings"

	"parley"
)

// measureDays compares when two events were.
func (p *pair) measureDays() {
	a, b := p.a, p.b
	if a.Date.IsZero() || b.Date.IsZero() {
		p.values[dayUnknown] = 1
		return
	}
	x, y := a.when(), b.when()
	switch days := gap(x, y); days {
	case 0:
		p.values[daySame] = exact(max(x.days(), y.days()))
		if a.DateText != "" && strings.EqualFold(a.DateText, b.DateText) {
			// Where the article's own day is not known, one word in both says more
			// than the span.
			p.values[daySame] = max(p.values[daySame], .6*exact(max(unit(x.Precision), unit(y.Precision))))
		}
		if a.Status == parley.Planned && b.Status == parley.Planned && min(x.days(), y.days()) > termDays && abs(x.To-y.To) <= termDays {
			p.values[daySame] = max(p.values[daySame], .5) // one term, told from two days
		}
	case 1:
		p.values[dayNext] = 1
	default:
		p.values[dayApart] = min(1, math.Log(float64(days))/math.Log(week))
	}
}

// week is the days from which on a misreckoned date no longer explains a gap.
const week = 7

// termDays is how far the ends of one term lie apart that two articles reckon from
// two days.
const termDays = 10

func abs(d DayNumber) DayNumber { return max(d, -d) }

// unit is the days of the unit in which a time was given.
func unit(p parley.Precision) int {
	switch p {
	case parley.PrecisionTime, parley.PrecisionDay:
		return 1
	case parley.PrecisionWeek:
		return 7
	case parley.PrecisionMonth:
		return 30
	}
	return 366
}

// gap returns how many days the closer ends of two closed spans are apart; 0 for
// spans that share a day.
func gap(x, y Span) int {
	switch {
	case x.To < y.From:
		return int(y.From - x.To)
	case y.To < x.From:
		return int(x.From - y.To)
	}
	return 0
}

// exact says how much a span of days tells: 1 for a day, 0 for a year or more.
func exact(days int) float64 {
	return max(0, 1-math.Log(float64(max(days, 1)))/math.Log(366))
}

// near reports whether at most days lie between two spans; an unknown span is
// near to nothing.
func near(x, y Span, days int) bool {
	if x.IsZero() || y.IsZero() {
		return false
	}
	return gap(x.closed(), y.closed()) <= days
}

// closed puts the other end for an open one.
func (s Span) closed() Span {
	if s.From == 0 {
		s.From = s.To
	}
	if s.To == 0 {
		s.To = s.From
	}
	return s
}

// reach is how many days the span may lie on; a year for an open one.
func (s Span) reach() int {
	if s.From == 0 || s.To == 0 {
		return 366
	}
	return s.days()
}
