package brief

import (
	"strconv"
	"time"

	"parley"
)

// digits writes a number with commas from 10,000 on.
func digits(n int) string {
	s := strconv.Itoa(n)
	first := 1
	if n < 0 {
		first = 2
	}
	if len(s) < 4+first {
		return s
	}
	for i := len(s) - 3; i >= first; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// inWords writes numbers up to nine as words, as a sentence has them.
func inWords(n int) string {
	small := [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}
	if n >= 0 && n < len(small) {
		return small[n]
	}
	return digits(n)
}

// noneOr is inWords for a number that stands alone.
func noneOr(n int) string {
	if n == 0 {
		return "none"
	}
	return inWords(n)
}

// signed writes a difference with its sign.
func signed(n int) string {
	switch {
	case n > 0:
		return "+" + digits(n)
	case n < 0:
		return "\u2212" + digits(-n)
	}
	return "0"
}

// decimal writes a rate with one digit behind the point, two below one.
func decimal(x float64) string {
	if x < 1 {
		return strconv.FormatFloat(x, 'f', 2, 64)
	}
	return strconv.FormatFloat(x, 'f', 1, 64)
}

// plural chooses by number.
func plural(n int, one, more string) string {
	if n == 1 {
		return one
	}
	return more
}

// dayWords writes a day: "3 March 2020".
func dayWords(t time.Time) string { return t.Format("2 January 2006") }

// spanWords writes the days of a period without a preposition: "3 March 2020",
// "3 to 5 March 2020", "March 2020", "2020"; both ends must be known.
func spanWords(from, to time.Time) string {
	switch {
	case from.Equal(to):
		return dayWords(from)
	case wholeYears(from, to) && from.Year() == to.Year():
		return strconv.Itoa(from.Year())
	case wholeYears(from, to):
		return strconv.Itoa(from.Year()) + " to " + strconv.Itoa(to.Year())
	case wholeMonths(from, to) && from.Year() == to.Year() && from.Month() == to.Month():
		return from.Format("January 2006")
	case wholeMonths(from, to) && from.Year() == to.Year():
		return from.Format("January") + " to " + to.Format("January 2006")
	case wholeMonths(from, to):
		return from.Format("January 2006") + " to " + to.Format("January 2006")
	case from.Year() != to.Year():
		return dayWords(from) + " to " + dayWords(to)
	case from.Month() != to.Month():
		return from.Format("2 January") + " to " + dayWords(to)
	}
	return strconv.Itoa(from.Day()) + " to " + dayWords(to)
}

func wholeMonths(from, to time.Time) bool { return from.Day() == 1 && to.AddDate(0, 0, 1).Day() == 1 }

func wholeYears(from, to time.Time) bool {
	return wholeMonths(from, to) && from.Month() == time.January && to.Month() == time.December
}

// whenWords writes a date with its preposition: "on 3 March 2020", "on 3 or 4 March
// 2020", "between 3 and 5
// March 2020", "in March 2020", "before 3 March 2020"; empty for none.
func whenWords(d *parley.Date) string {
	if d == nil || d.IsZero() {
		return ""
	}
	from, to := d.From, d.To
	switch {
	case from.IsZero():
		return "by " + dayWords(to)
	case to.IsZero():
		return "since " + dayWords(from)
	case from.Equal(to):
		return "on " + dayWords(from)
	case from.AddDate(0, 0, 1).Equal(to) && from.Month() == to.Month():
		return "on " + strconv.Itoa(from.Day()) + " or " + dayWords(to)
	case wholeMonths(from, to) && from.Year() == to.Year() && (from.Month() == to.Month() || wholeYears(from, to)):
		return "in " + spanWords(from, to)
	case wholeYears(from, to), wholeMonths(from, to):
		return "in the time from " + spanWords(from, to)
	case from.Year() != to.Year():
		return "between " + dayWords(from) + " and " + dayWords(to)
	case from.Month() != to.Month():
		return "between " + from.Format("2 January") + " and " + dayWords(to)
	}
	return "between " + strconv.Itoa(from.Day()) + " and " + dayWords(to)
}

// upperFirst makes a capital of an ASCII letter at the beginning.
func upperFirst(s string) string {
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		return string(s[0]-'a'+'A') + s[1:]
	}
	return s
}
