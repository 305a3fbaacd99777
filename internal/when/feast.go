package when

import "time"

// feast is a holiday: when it is, and for how many days.
type feast struct {
	id    string
	rule  string // the first word of the rule
	a, b  int    // month and day, or days after Easter
	nth   int
	other []string // for rule either
	dates []time.Time
	days  int
}

// exact tells whether the reckoning gives the day itself, and not one that
// the moon's being seen may move.
func (f *feast) exact() bool { return f.rule != "islamic" && f.rule != "either" }

// in returns the first days of the feast in a year of our calendar, in order.
func (f *feast) in(year int, feasts map[string]*feast) []time.Time {
	switch f.rule {
	case "fixed":
		return []time.Time{day(year, f.a, f.b)}
	case "easter":
		return []time.Time{easter(year).AddDate(0, 0, f.a)}
	case "orthodox":
		return []time.Time{orthodoxEaster(year).AddDate(0, 0, f.a)}
	case "nth":
		first := day(year, f.a, 1)
		ahead := (f.b - isoWeekday(first) + 7) % 7
		return []time.Time{first.AddDate(0, 0, ahead+7*(f.nth-1))}
	case "islamic":
		return within(year, (year-622)*33/32-1, func(y int) time.Time { return islamic(y, f.a, f.b) })
	case "hebrew":
		return within(year, year+3759, func(y int) time.Time { return hebrew(y, f.a, f.b) })
	case "either":
		var all []time.Time
		for _, id := range f.other {
			all = append(all, feasts[id].in(year, feasts)...)
		}
		return all
	}
	var all []time.Time
	for _, t := range f.dates {
		if t.Year() == year {
			all = append(all, t)
		}
	}
	return all
}

// within returns those dates of the four years of another calendar from first
// on that fall into a year of ours.
func within(year, first int, date func(y int) time.Time) []time.Time {
	var all []time.Time
	for y := first; y < first+4; y++ {
		if t := date(y); t.Year() == year {
			all = append(all, t)
		}
	}
	return all
}

// day returns midnight UTC of a day.
func day(year, month, d int) time.Time {
	return time.Date(year, time.Month(month), d, 0, 0, 0, 0, time.UTC)
}

// isoWeekday returns the weekday from 1, Monday, to 7.
func isoWeekday(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

// easter returns Easter Sunday of the western churches, by the anonymous
// Gregorian algorithm (Nature, 1876).
func easter(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	month := (h + l - 7*m + 90) / 25
	return day(year, month, (h+l-7*m+33*month+19)%32)
}

// orthodoxEaster returns Easter Sunday of the eastern churches, by Meeus's
// Julian algorithm, in our calendar; right from 1900 to 2099.
func orthodoxEaster(year int) time.Time {
	a, b, c := year%4, year%7, year%19
	d := (19*c + 15) % 30
	e := (2*a + 4*b - d + 34) % 7
	month := (d + e + 114) / 31
	return day(year, month, (d+e+114)%31+1).AddDate(0, 0, 13)
}

// islamic returns a day of the tabular Islamic calendar, civil epoch (16 July
// 622 of the Julian calendar), leap years as Microsoft and most tables have
// them (2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29 of 30).
func islamic(year, month, d int) time.Time {
	epoch := day(622, 7, 19) // of the Gregorian calendar reckoned back
	days := d + (59*(month-1)+1)/2 + (year-1)*354 + (3+11*year)/30 - 1
	return epoch.AddDate(0, 0, days)
}

// hebrew returns a day of the Hebrew calendar, Nisan being month 1 and Tishri 7.
// The day begins on the evening before.
func hebrew(year, month, d int) time.Time {
	newYear := hebrewNewYear(year)
	next := hebrewNewYear(year + 1)
	length := next - newYear
	days := 0
	if month >= 7 {
		for m := 7; m < month; m++ {
			days += hebrewMonth(m, length)
		}
		return hebrewDay(newYear + days + d - 1)
	}
	for m := 6; m > month; m-- {
		days += hebrewMonth(m, length)
	}
	return hebrewDay(next - days - hebrewMonth(month, length) + d - 1)
}

// hebrewMonth returns the length of a month from Nisan (1) to Kislev (9) in a
// year of so many days.
func hebrewMonth(month, length int) int {
	switch {
	case month == 8 && length%10 == 5, month == 9 && length%10 != 3:
		return 30
	case month == 8 || month == 9 || month == 2 || month == 4 || month == 6:
		return 29
	}
	return 30
}

// hebrewNewYear returns the days from the epoch of the Hebrew calendar to the
// first of Tishri.
func hebrewNewYear(year int) int {
	days := hebrewElapsed(year)
	switch {
	case hebrewElapsed(year+1)-days == 356:
		return days + 2
	case days-hebrewElapsed(year-1) == 382:
		return days + 1
	}
	return days
}

// hebrewElapsed counts days to the mean new moon of Tishri, put off where the
// new year must not be a Sunday, Wednesday or Friday.
func hebrewElapsed(year int) int {
	months := (235*year - 234) / 19
	parts := 12084 + 13753*months
	days := 29*months + parts/25920
	if (3*(days+1))%7 < 3 {
		days++
	}
	return days
}

// hebrewDay turns days since the epoch, 7 October 3761 BC of the Julian
// calendar, into our calendar.
func hebrewDay(days int) time.Time {
	return day(2000, 1, 1).AddDate(0, 0, days-hebrewTo2000)
}

// hebrewTo2000 is the days from the Hebrew epoch to 1 January 2000.
const hebrewTo2000 = 730120 + 1373427
