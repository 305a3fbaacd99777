package when

import (
	"time"

	"parley/internal/doc"
)

// want tells which way from the day of publication a date without a year is
// to be looked for.
func (g *ground) want(e *expr) direction {
	if e.dir != dirNone {
		return e.dir
	}
	switch e.relation {
	case doc.RelationBy, doc.RelationUntil, doc.RelationBefore, doc.RelationFrom:
		if e.tense != dirPast {
			return dirFuture
		}
	case doc.RelationSince:
		return dirPast
	}
	if e.tense == dirFuture || e.tense == dirThis && !e.adnominal && e.relation != doc.RelationAfter {
		return dirFuture // "the truce expires on Friday"
	}
	return dirPast
}

// towards says in words where a date was looked for.
func towards(dir direction) string {
	switch dir {
	case dirFuture:
		return "the first on or after the article's date"
	case dirThis:
		return "the one around the article's date"
	}
	return "the last on or before the article's date"
}

// yearFor returns the year of a date that names none, given what its period
// is in a year; 0 if it does not follow. It looks towards want from the day of
// publication; without that day, and in a sentence that is about a year of its
// own, in the year that the text is at.
func (g *ground) yearFor(a *answer, k int, want direction, at func(year int) (start, end time.Time)) int {
	e := &g.exprs[k]
	if y := g.storyYear(k, at); y > 0 {
		a.anchor = g.spanAt
		a.how = "the year that the text is at"
		return y
	}
	if g.now.IsZero() {
		return 0
	}
	a.how = towards(want)
	y := g.now.Year()
	switch want {
	case dirThis:
		return y
	case dirFuture:
		for y--; ; y++ {
			start, end := at(y)
			if e.dir == dirFuture && start.After(g.now) || e.dir != dirFuture && !end.Before(g.now) {
				return g.earlier(a, e, y, at)
			}
			if y > g.now.Year()+2 {
				return g.now.Year()
			}
		}
	}
	for y++; y > g.now.Year()-2; y-- {
		start, end := at(y)
		if e.dir == dirPast && end.Before(g.now) || e.dir != dirPast && !start.After(g.now) {
			break
		}
	}
	return g.nearer(a, e, y, at)
}

// nearer prefers the coming date to one nearly a year back where no verb in
// the past governs it: "a June 3 hearing".
func (g *ground) nearer(a *answer, e *expr, y int, at func(year int) (start, end time.Time)) int {
	if e.dir != dirNone || e.tense == dirPast && !(e.perfect && e.prenominal) || e.relation == doc.RelationSince {
		return y
	}
	start, _ := at(y)
	next, _ := at(y + 1)
	if g.now.Sub(start) > 290*24*time.Hour && next.Sub(g.now) < 70*24*time.Hour {
		a.how = "the nearest to the article's date"
		return y + 1
	}
	return y
}

// earlier prefers the date just past to one nearly a year ahead where the
// clause is not plainly in the future: "to condemn the 31 October attack".
func (g *ground) earlier(a *answer, e *expr, y int, at func(year int) (start, end time.Time)) int {
	if e.dir != dirNone || e.will && !e.adnominal {
		return y
	}
	switch e.relation {
	case doc.RelationBy, doc.RelationUntil, doc.RelationBefore, doc.RelationFrom:
		return y
	}
	start, _ := at(y)
	_, end := at(y - 1)
	if start.Sub(g.now) > 290*24*time.Hour && g.now.Sub(end) < 70*24*time.Hour {
		a.how = "the nearest to the article's date"
		return y - 1
	}
	return y
}

// storyYear returns the year of a date earlier in the sentence that was
// written with its year, if the date in question does not lie before it.
func (g *ground) storyYear(k int, at func(year int) (start, end time.Time)) int {
	j := g.spanAt
	if j == doc.None || g.of[j] != g.of[k] || g.exprs[k].dir != dirNone {
		return 0
	}
	if f := &g.exprs[j]; f.kind != kindCalendar || f.year == 0 || f.month == 0 || f.yearTo > 0 {
		return 0
	}
	y := g.span.year
	if !g.now.IsZero() && y == g.now.Year() {
		return 0
	}
	if start, _ := at(y); start.Before(g.span.start) {
		return 0
	}
	return y
}

// yearlySlot resolves years, months, seasons, quarters and halves.
func (g *ground) yearlySlot(a *answer, k int) slot {
	e := &g.exprs[k]
	y := e.year
	if y == 0 {
		want := g.want(e)
		if (e.quarter > 0 || e.half > 0) && e.dir == dirNone && e.month == 0 && want == dirPast {
			y = g.yearFor(a, k, want, func(y int) (time.Time, time.Time) {
				s := yearly(e, y)
				return s.end, s.end // a quarter is told of when it is over
			})
		} else {
			y = g.yearFor(a, k, want, func(y int) (time.Time, time.Time) {
				s := yearly(e, y)
				return s.start, s.end
			})
		}
	} else {
		a.how = "as written"
	}
	return yearly(e, y)
}

// daySlot resolves a day with its month.
func (g *ground) daySlot(a *answer, k int) slot {
	e := &g.exprs[k]
	month, d := e.month, e.day
	if e.numeric && g.dayFirst(e) {
		month, d = d, month
	}
	y := e.year
	if y == 0 {
		at := func(y int) (time.Time, time.Time) { return day(y, month, d), day(y, month, d) }
		y = g.yearFor(a, k, g.want(e), at)
		if e.weekday > 0 && y > 0 {
			y = g.matchingYear(e, y, at)
		}
	} else {
		a.how = "as written"
	}
	return dated(e, y, month, d)
}

// dated makes the slot of a day, or of a span of days in one month. A day that
// the month has not got leaves the month.
func dated(e *expr, y, month, d int) slot {
	s := slot{unit: unitDay, year: y, month: month, day: d}
	if y == 0 {
		return s
	}
	s.start = day(y, month, d)
	if int(s.start.Month()) != month {
		return yearly(&expr{month: month}, y)
	}
	s.end = s.start
	if e.dayTo > d {
		s.end = day(y, month, e.dayTo)
	}
	return s
}

// dayFirst decides an order that can be read both ways ("3/4/2020") by which
// reading is not after the day of publication, or nearer to it; without one,
// the month comes first.
func (g *ground) dayFirst(e *expr) bool {
	if g.now.IsZero() {
		return false
	}
	a, b := day(e.year, e.month, e.day), day(e.year, e.day, e.month)
	if a.After(g.now) != b.After(g.now) {
		return a.After(g.now)
	}
	return b.Sub(g.now).Abs() < a.Sub(g.now).Abs() && b.Sub(g.now).Abs() < 8*24*time.Hour
}

// matchingYear returns the year nearest to y, on the side of the day of
// publication that the tense asks for, in which the date falls on the weekday
// that is written with it; y if there is none near.
func (g *ground) matchingYear(e *expr, y int, at func(year int) (start, end time.Time)) int {
	want := g.want(e)
	for _, step := range []int{0, -1, 1, -2, 2, -3, 3} {
		start, _ := at(y + step)
		if isoWeekday(start) != e.weekday || want == dirPast && start.After(g.now) && e.tense == dirPast ||
			want == dirFuture && start.Before(g.now) {
			continue
		}
		return y + step
	}
	return y
}

// weekdaySlot resolves "Tuesday", "last Friday", "the following Monday".
func (g *ground) weekdaySlot(a *answer, e *expr) slot {
	base, want := g.now, g.want(e)
	name := "the article's date"
	if e.base == baseStory && !g.day.IsZero() {
		base, a.anchor = g.day, g.dayAt
		name = "the day that the text is at"
	} else if e.base == baseStory {
		base = time.Time{}
	}
	if base.IsZero() {
		return slot{unit: unitDay, text: "XXXX-WXX-" + string(rune('0'+e.weekday))}
	}
	ahead := (e.weekday - isoWeekday(base) + 7) % 7
	if want == dirThis && e.tense == dirPast {
		want = dirPast
	} else if want == dirThis {
		want = dirFuture
	}
	switch {
	case want == dirFuture && e.dir == dirFuture && ahead == 0:
		ahead = 7
	case want == dirPast && (ahead > 0 || e.dir == dirPast):
		ahead -= 7
	}
	if want == dirFuture {
		a.how = "the first such day after " + name
	} else {
		a.how = "the last such day before " + name
	}
	if ahead == 0 {
		a.how = "the same weekday as " + name
	}
	t := base.AddDate(0, 0, ahead)
	if e.day > 0 && t.Day() != e.day {
		return g.thirteenth(e, base)
	}
	return daySlot(t)
}

// thirteenth resolves "Friday the 13th": the last one up to the base.
func (g *ground) thirteenth(e *expr, base time.Time) slot {
	for m := 0; m < 36; m++ {
		t := day(base.Year(), int(base.Month())-m, e.day)
		if t.Day() == e.day && isoWeekday(t) == e.weekday && !t.After(base) {
			return daySlot(t)
		}
	}
	return slot{unit: unitDay, day: e.day}
}

// loneDaySlot resolves "the 4th": of the month that the text is at, else next
// to the day of publication.
func (g *ground) loneDaySlot(a *answer, k int) slot {
	e := &g.exprs[k]
	if g.spanAt != doc.None && g.span.month > 0 && g.span.year > 0 && g.of[k]-g.of[g.spanAt] <= 3 {
		a.anchor, a.how = g.spanAt, "in the month that the text is at"
		s := dated(e, g.span.year, g.span.month, e.day)
		if next := months(day(g.span.year, g.span.month, 1), 1).AddDate(0, 0, e.day-1); e.day < g.span.day &&
			!g.now.IsZero() && (!next.After(g.now) || g.want(e) == dirFuture) && next.Day() == e.day {
			a.how = "the first one after the day that the text is at"
			return daySlot(next)
		}
		return s
	}
	if g.now.IsZero() {
		return slot{unit: unitDay, day: e.day}
	}
	want := g.want(e)
	a.how = towards(want)
	step := -1
	if want == dirFuture {
		step = 1
	}
	for m := 0; m < 3; m++ {
		t := day(g.now.Year(), int(g.now.Month())+m*step, e.day)
		if t.Day() == e.day && (step < 0 && !t.After(g.now) || step > 0 && !t.Before(g.now)) {
			return daySlot(t)
		}
	}
	return slot{unit: unitDay, day: e.day}
}

// partSlot resolves a part of a day or a time of the clock that names no day:
// that of a day in the same sentence, else the one that the text is at, else,
// for the clock, the day of publication.
func (g *ground) partSlot(a *answer, k int) slot {
	e := &g.exprs[k]
	for _, j := range []int{k + 1, k - 1, k + 2, k - 2} {
		if j < 0 || j >= len(g.exprs) || g.of[j] != g.of[k] {
			continue
		}
		f := &g.exprs[j]
		if f.kind != kindCalendar && f.kind != kindOffset || f.rolling || f.weekday == 0 && f.day == 0 && f.unit != unitDay {
			continue
		}
		if b := g.answer(j); b.slot.unit == unitDay && !b.slot.start.IsZero() {
			a.anchor, a.how = j, "the day in the same sentence"
			return b.slot
		}
	}
	switch {
	case e.tense == dirFuture && g.aheadAt > g.dayAt:
		a.anchor, a.how = g.aheadAt, "the day that the text is at"
		return daySlot(g.ahead)
	case !g.day.IsZero() && g.of[k]-g.of[g.dayAt] <= 3:
		a.anchor, a.how = g.dayAt, "the day that the text is at"
		return daySlot(g.day)
	case e.clock && !g.now.IsZero():
		a.how = "the article's date, as no other day is named"
		return daySlot(g.now)
	}
	return slot{unit: unitDay}
}

// feastSlot resolves a holiday.
func (g *ground) feastSlot(a *answer, e *expr) slot {
	f := g.lex.feasts[e.holiday]
	first, ok := g.feastDay(a, f, e)
	if !ok {
		return slot{unit: unitDay, year: e.year}
	}
	s := daySlot(first)
	s.end = first.AddDate(0, 0, f.days-1)
	if !f.exact() {
		s.start, s.end = s.start.AddDate(0, 0, -1), s.end.AddDate(0, 0, 1)
		a.how += "; the sight of the moon may move it by a day"
	}
	if f.days >= 20 {
		s.text, s.unit = s.fields(), unitSeason
	}
	return s
}

// feastDay chooses the first day of a holiday.
func (g *ground) feastDay(a *answer, f *feast, e *expr) (time.Time, bool) {
	if f.rule == "once" {
		a.how = "the day known by this name"
		return f.dates[0], true
	}
	a.how = "by the calendar of the holiday"
	if e.year > 0 {
		if all := f.in(e.year, g.lex.feasts); len(all) > 0 {
			return all[0], true
		}
		return time.Time{}, false
	}
	if g.now.IsZero() {
		return time.Time{}, false
	}
	want := g.want(e)
	var best time.Time
	for y := g.now.Year() - 1; y <= g.now.Year()+1; y++ {
		for _, t := range f.in(y, g.lex.feasts) {
			end := t.AddDate(0, 0, f.days)
			switch {
			case want == dirFuture && !end.Before(g.now) && (best.IsZero() || t.Before(best)),
				want == dirThis && (best.IsZero() || t.Sub(g.now).Abs() < best.Sub(g.now).Abs()),
				want == dirPast && !t.After(g.now.AddDate(0, 0, 1)) && t.After(best) && (e.dir != dirPast || end.Before(g.now)):
				best = t
			}
		}
	}
	a.how += ", " + towards(want)
	return best, !best.IsZero()
}
