package parley

import "time"

// Period is the days that something can have been on, or lasted. From and To
// are midnight UTC of the first and the last day, ends included; a zero From
// or To is an end that is not known ("since March", "until further notice").
// The zero Period is a time that is not known at all.
type Period struct {
	From, To time.Time
	// Precision says how exact the words were; empty for the zero Period.
	Precision Precision
}

// Precision is the unit in which a time was given.
type Precision string

// The precisions, finest first.
const (
	PrecisionTime   Precision = "time" // a part of a day: an hour, a morning, a night
	PrecisionDay    Precision = "day"
	PrecisionWeek   Precision = "week" // a week, a weekend, a fortnight
	PrecisionMonth  Precision = "month"
	PrecisionSeason Precision = "season" // a quarter, a season, a half-year, a holy month
	PrecisionYear   Precision = "year"
	PrecisionLong   Precision = "long"  // a decade, a century
	PrecisionVague  Precision = "vague" // "recently", "in recent weeks": the bounds are a convention
)

// IsZero reports whether nothing is known of the time.
func (p Period) IsZero() bool { return p.From.IsZero() && p.To.IsZero() }

// Overlaps reports whether the two periods share a day; an open end reaches
// for ever, and a zero period overlaps nothing.
func (p Period) Overlaps(q Period) bool {
	if p.IsZero() || q.IsZero() {
		return false
	}
	return !endsBefore(p, q) && !endsBefore(q, p)
}

// endsBefore reports whether p ends before q begins.
func endsBefore(p, q Period) bool {
	return !p.To.IsZero() && !q.From.IsZero() && p.To.Before(q.From)
}

// Day is a day as ISO 8601 ("2020-03-05"), so that days compare and sort as
// strings; empty where not known.
type Day string

// DayOf returns the day of a time; empty for the zero time.
func DayOf(t time.Time) Day {
	if t.IsZero() {
		return ""
	}
	return Day(t.Format(time.DateOnly))
}

// Time returns midnight UTC of the day; zero for one that is empty or no day.
func (d Day) Time() time.Time {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return time.Time{}
	}
	return t
}
