// Package term reckons terms: from a day and a length to the day on which a
// promise is due.
package term

import (
	"strconv"
	"strings"
	"time"
)

// Length is a length of time as calendars count it.
type Length struct{ Years, Months, Days int }

// Parse reads a TIMEX3 duration of whole years, months, weeks or days ("P14M",
// "P1Y6M", "P135D", "P2W"). It fails for what has no fixed end: "PXD", hours,
// "P.5Y".
func Parse(value string) (Length, bool) {
	rest, ok := strings.CutPrefix(value, "P")
	if !ok || rest == "" {
		return Length{}, false
	}
	var l Length
	for rest != "" {
		end := strings.IndexFunc(rest, func(r rune) bool { return r < '0' || r > '9' })
		if end <= 0 {
			return Length{}, false
		}
		n, err := strconv.Atoi(rest[:end])
		if err != nil || n > most {
			return Length{}, false
		}
		switch rest[end] {
		case 'Y':
			l.Years += n
		case 'M':
			l.Months += n
		case 'W':
			l.Days += 7 * n
		case 'D':
			l.Days += n
		default:
			return Length{}, false
		}
		rest = rest[end+1:]
	}
	return l, true
}

// most is the largest number of a unit that is taken for a term.
const most = 100_000

// After returns the day l after day: 29 February 2020 and 14 months make 29 April
// 2021. Where the month is too short its last day counts: 31 January and one
// month make the last of February, as in most laws on terms (BGB § 188 (3),
// Regulation (EEC) 1182/71 Art. 3 (2) c).
func After(day time.Time, l Length) time.Time {
	months := l.Years*12 + l.Months
	first := time.Date(day.Year(), day.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(day.Day(), last)-1+l.Days)
}
