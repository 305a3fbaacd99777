package read

import (
	"strconv"
	"strings"
	"time"

	"parley"
)

// months are the names of the months; their first three letters and "sept"
// are read too.
var months = [12]string{"january", "february", "march", "april", "may", "june", "july",
	"august", "september", "october", "november", "december"}

var weekdays = [7]string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}

// day is a date as written: month and day are 0 where not given, and so is year.
type day struct{ year, month, day int }

// date reads a date at the start of ps, pieces of s, and returns how many of
// them it takes, 0 for none: "March 5th, 2020", "5 March", "3 JAN 90",
// "Tuesday, 5 Mar. 2020", "March 2020", "2020-03-05". A year or weekday alone
// is none.
func date(s string, ps []piece) (day, int) {
	at := func(i int) string {
		if i < len(ps) {
			return s[ps[i].start:ps[i].end]
		}
		return ""
	}
	i := 0
	if isWeekday(at(0)) {
		i = 1
		if at(i) == "," || at(i) == "." {
			i++
		}
	}
	if d, n := isoDate(at, i); n > 0 {
		return d, i + n
	}
	var d day
	if d.day = dayOf(at(i)); d.day > 0 {
		i++
		if strings.EqualFold(at(i), "of") {
			i++
		}
	}
	if d.month = monthOf(at(i)); d.month == 0 {
		return day{}, 0
	}
	i++
	if at(i) == "." && len(at(i-1)) <= 4 {
		i++ // "Nov."
	}
	if d.day == 0 {
		if d.day = dayOf(at(i)); d.day > 0 {
			i++
		}
	}
	comma := 0
	if at(i) == "," {
		comma = 1
	}
	if y := yearOf(at(i+comma), comma == 0 && d.day > 0); y > 0 {
		d.year = y
		i += comma + 1
	}
	if d.day == 0 && d.year == 0 {
		return day{}, 0 // "May" alone is a verb or a name
	}
	return d, i
}

// isoDate reads year-month-day from the i-th piece on.
func isoDate(at func(int) string, i int) (day, int) {
	y, m, d := at(i), at(i+2), at(i+4)
	if len(y) != 4 || at(i+1) != "-" || len(m) != 2 || at(i+3) != "-" || len(d) < 2 {
		return day{}, 0
	}
	month, err := strconv.Atoi(m)
	if err != nil || month < 1 || month > 12 || yearOf(y, false) == 0 || dayOf(d) == 0 {
		return day{}, 0
	}
	return day{yearOf(y, false), month, dayOf(d)}, 5
}

func isWeekday(w string) bool {
	w = strings.ToLower(w)
	for _, name := range weekdays {
		if w == name || w == name[:3] {
			return true
		}
	}
	return false
}

func monthOf(w string) int {
	w = strings.ToLower(w)
	for i, name := range months {
		if w == name || w == name[:3] || w == "sept" && i == 8 {
			return i + 1
		}
	}
	return 0
}

// dayOf reads a day of the month with or without its ending, 0 for none.
func dayOf(w string) int {
	if len(w) > 2 {
		switch strings.ToLower(w[len(w)-2:]) {
		case "st", "nd", "rd", "th":
			w = w[:len(w)-2]
		}
	}
	n, err := strconv.Atoi(w)
	if err != nil || n < 1 || n > 31 || len(w) > 2 {
		return 0
	}
	return n
}

// yearOf reads a year of the news age, 0 for none. Short years, as old wires
// have them, are of 1970 to 2069 like those of POSIX.
func yearOf(w string, short bool) int {
	n, err := strconv.Atoi(w)
	switch {
	case err != nil:
		return 0
	case len(w) == 4 && n >= 1800 && n < 2200:
		return n
	case short && len(w) == 2 && n >= 70:
		return 1900 + n
	case short && len(w) == 2:
		return 2000 + n
	}
	return 0
}

// span returns the first and last day that d can mean; ok is false without a
// year or for a day that its month has not.
func (d day) span() (from, to time.Time, ok bool) {
	if d.year == 0 || d.month == 0 {
		return from, to, false
	}
	from = time.Date(d.year, time.Month(d.month), max(1, d.day), 0, 0, 0, 0, time.UTC)
	if d.day == 0 {
		return from, from.AddDate(0, 1, -1), true
	}
	return from, from, from.Day() == d.day
}

// layouts are the forms of machine-made dates, most common first.
var layouts = []string{time.RFC3339Nano, time.DateOnly, "2006-01-02T15:04:05", "2006-01-02 15:04:05",
	"2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05Z07:00", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05-0700",
	"2006-01-02 15:04", time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "20060102", "20060102T150405Z",
	time.RubyDate, time.UnixDate, time.ANSIC}

// published reads a stated date of publication: one of layouts, a year, a year
// and month, or words as date reads them, with or without a time behind. From
// and To stay zero for all else, "03/04/2020" included: nobody can tell.
func published(stated string) parley.Published {
	p := parley.Published{Stated: stated}
	for _, l := range layouts {
		if t, err := time.Parse(l, stated); err == nil {
			day := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
			p.From, p.To = day, day
			return p
		}
	}
	if t, err := time.Parse("2006-01", stated); err == nil {
		p.From, p.To = t, t.AddDate(0, 1, -1)
		return p
	}
	if y := yearOf(stated, false); y > 0 {
		p.From = time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC)
		p.To = p.From.AddDate(1, 0, -1)
		return p
	}
	if len(stated) > maxDateLine {
		return p
	}
	if d, ok := dateOnly(stated, pieces(nil, stated)); ok {
		if from, to, ok := d.span(); ok {
			p.From, p.To = from, to
		}
	}
	return p
}

// maxDateLine is the length in bytes of the longest line that is looked at as
// a date: "Last updated on Wednesday, 23 September 2020 at 12:30 p.m. GMT+3".
const maxDateLine = 80

// dateOnly reads s as a date with nothing but a time of day before or behind.
func dateOnly(s string, ps []piece) (day, bool) {
	var d day
	for i := 0; i < len(ps); {
		if got, n := date(s, ps[i:]); n > 0 && d.month == 0 {
			d = got
			i += n
			continue
		}
		if !isTime(s, ps[i]) {
			return d, false
		}
		i++
	}
	return d, d.month > 0
}

// isTime reports whether p can be a part of a time of day.
func isTime(s string, p piece) bool {
	w := s[p.start:p.end]
	switch p.kind {
	case numberPiece:
		return true
	case markPiece:
		return isDash(firstRune(w)) || strings.ContainsAny(w, ":,.|+()/•·")
	}
	switch strings.ToLower(w) {
	case "at", "am", "pm", "a", "p", "m", "gmt", "utc", "ist", "est", "edt", "pst", "pdt", "cet", "cest", "bst", "t", "z", "h", "hrs", "hours":
		return true
	}
	return false
}

// dateLine reads a line that states when the article was published or
// updated, and nothing else. words is the date without what announces it;
// announced is true for "Published on …", updated for "Last updated …".
func dateLine(s string, ps []piece) (words string, announced, updated, ok bool) {
	if len(s) > maxDateLine || len(ps) == 0 {
		return "", false, false, false
	}
	i := 0
	for ; i < len(ps); i++ {
		switch strings.ToLower(s[ps[i].start:ps[i].end]) {
		case "updated", "modified":
			announced, updated = true, true
			continue
		case "published", "posted", "date":
			announced = true
			continue
		case "last", "on", ":", "at":
			continue
		}
		break
	}
	if i == len(ps) || i > 0 && !announced {
		return "", false, false, false
	}
	_, ok = dateOnly(s, ps[i:])
	return s[ps[i].start:], announced, updated, ok
}
