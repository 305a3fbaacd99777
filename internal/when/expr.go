package when

import "parley/internal/doc"

// expr is an expression of time as its words give it, before the article's
// date is known: what is not said is zero. Expressions are in order and do not
// overlap.
type expr struct {
	first, last int // tokens, half-open, as doc.Time
	typ         doc.TimeType
	kind        exprKind
	// The calendar's fields, 0 where not given. A weekday is 1 (Monday) to 7.
	// century is 20 for "the 20th century"; decade 199 for the 1990s; a decade
	// without its century ("the 80s") is 8, and two digits of a year ("'82") make
	// the year they mean.
	year, month, day, weekday int
	decade, century           int
	// quarter and half of a year are 1 to 4 and 1 to 2; of the fiscal year if
	// fiscal is true.
	quarter, half int
	fiscal        bool
	season        season
	// holiday is the id of a holiday of data/when/holidays.tsv.
	holiday string
	// dayTo and yearTo are the end of a span in one expression: "3-4
	// March", "2018-19".
	dayTo, yearTo int
	// numeric tells a date in figures with both readings open: month and day
	// can change places ("3/4/2020").
	numeric bool
	// hour and minute are of the clock, where clock is true; zone as written,
	// lower case ("gmt", "local").
	clock        bool
	hour, minute int
	zone         string
	// twoDays tells of a night that is named by both its days.
	twoDays bool
	// part of a day as TIMEX3 has it: MO MI AF EV NI DT, or empty. early and
	// late go into mod.
	part string
	// unit and n are the size of a duration and the distance of an offset: "two
	// weeks ago" is n 2, unit week, dir past. A vague number ("several") has n 0
	// and vague true.
	unit  unit
	n     float64
	vague bool
	// n2 and unit2 add a smaller part: "one year and two months".
	n2    float64
	unit2 unit
	// nth counts units inside what stands around them, nthCount of them: "the
	// first three weeks of March" is nth 1, nthCount 3, nthUnit week, month 3; -1
	// is the last. "The week of 3 March" has the unit alone.
	nth      int
	nthCount float64
	nthUnit  unit
	// dir is where the words point: "last Friday" past, "this" and "today"
	// this, "next month" future; none for a bare "Friday", where tense decides.
	dir direction
	// rolling tells that n units up to the base are meant and not a unit of the
	// calendar: "the past week", "the next 14 months".
	rolling bool
	// perfect tells that the clause is in a perfect tense ("has fought for
	// three years"): what it tells lasts to the day of publication.
	perfect bool
	// side keeps the part of the period before or after the base: "earlier this
	// year" past, "later today" future.
	side direction
	// back is a number of years to go back from what the rest means: 1 in "the
	// same period last year".
	back int
	// base is what an offset is counted from.
	base base
	// tense is that of the clause around it; adnominal tells that it hangs on a
	// noun and not on the verb ("Tuesday's attack"), prenominal that the noun
	// stands behind it, will that the clause has a verb such as "will" and not
	// only an infinitive or a present.
	tense                       direction
	adnominal, prenominal, will bool
	// coming tells that the noun is something that is set ahead, such as an
	// election.
	coming bool
	// relation is that of the words in front, as doc.Time has it.
	relation doc.TimeRelation
	// mod is the TIMEX3 modifier.
	mod string
	// ref is PAST_REF, PRESENT_REF or FUTURE_REF for kindRef, else empty.
	ref string
	// event is the head token of the event that an offset is counted from, or
	// None.
	event int
	// to is the index of the expression that ends a span that this one begins
	// ("from 2001 to 2021", "between March and May"), or None.
	to int
	// rule is the id of the rule or data row that made it.
	rule string
}

// exprKind says which fields of an expr give its meaning.
type exprKind int

// The kinds.
const (
	kindCalendar exprKind = iota // year … weekday, holiday, part, clock: a place in the calendar, dir for weekdays, months, seasons, holidays
	kindOffset                   // dir, n and unit, counted from base: "yesterday", "last week", "two days later"
	kindDuration                 // n and unit
	kindSet                      // each unit or weekday: "every Friday", "daily"
	kindRef                      // ref: "recently", "now"
)

// direction is a way in time.
type direction int

// The directions; for tense, none is a clause whose tense is not known.
const (
	dirNone direction = iota
	dirPast
	dirThis
	dirFuture
)

// base is what an offset is counted from.
type base int

// The bases.
const (
	baseArticle base = iota // the day of publication
	baseStory               // the last time that the text was at: "the following day"
	baseEvent               // the event at expr.event
	baseTime                // the next expression of the same sentence: "four days after 3 March"
)

// unit is a unit of the calendar or the clock.
type unit int

// The units, the smallest first.
const (
	unitNone unit = iota
	unitSecond
	unitMinute
	unitHour
	unitDay
	unitWeekend
	unitWeek
	unitMonth
	unitQuarter
	unitSeason
	unitYear
	unitDecade
	unitCentury
)

// season is a season of the year, of the northern half of the world.
type season int

// The seasons.
const (
	seasonNone season = iota
	seasonSpring
	seasonSummer
	seasonAutumn
	seasonWinter
)

// newExpr returns an expression without links.
func newExpr(first, last int, kind exprKind, typ doc.TimeType, rule string) expr {
	return expr{first: first, last: last, kind: kind, typ: typ, event: doc.None, to: doc.None, rule: rule}
}
