package doc

import "parley"

// Time is an expression of time in the text, resolved against the article's
// date: tokens [First, Last), never overlapping another, in order. The extent
// is that of a TIMEX3: no preposition in front, determiners and modifiers in.
type Time struct {
	First, Last int
	Type        TimeType
	// Value is the TIMEX3 value: "2020-03-04", "2020-03-03TEV", "2020-W10",
	// "2020-02", "P14M", "PXD", "PAST_REF", "PRESENT_REF", "FUTURE_REF". What the
	// text leaves open is X ("XXXX-03-04").
	Value string
	// Mod is a TIMEX3 modifier (APPROX, START, MID, END, BEFORE, AFTER,
	// MORE_THAN, LESS_THAN, EQUAL_OR_MORE, EQUAL_OR_LESS), or empty.
	Mod string
	// Period is the days that the expression means, with Relation not applied;
	// for a duration those that it spans where that follows ("the past three
	// weeks", "within 14 months"), else zero.
	Period parley.Period
	// Relation is how the preposition or the phrase ties a clause to the period.
	Relation TimeRelation
	// Anchor is the index in Times of the time that this one is counted from
	// ("four days after 3 March"); None if there is none.
	Anchor int
	// Event is the head token of the event that this one is counted from ("four
	// days after the deal"); None if there is none. Period is zero where the day
	// of the event is not known.
	Event int
	// How tells in a short clause what the value rests on ("Tuesday before the
	// article's date"); never empty where Period is not zero.
	How string
	// Rule is the id of the rule or data row that made it.
	Rule string
}

// None is an index that points at nothing.
const None = -1

// TimeType is the type of a TIMEX3.
type TimeType string

// The types of TIMEX3.
const (
	TimeDate     TimeType = "DATE"
	TimeTime     TimeType = "TIME"
	TimeDuration TimeType = "DURATION"
	TimeSet      TimeType = "SET"
)

// TimeRelation ties what a clause tells to a period.
type TimeRelation string

// The relations.
const (
	RelationOn     TimeRelation = "on"     // in the period; the default
	RelationBy     TimeRelation = "by"     // a deadline: at the latest by its end
	RelationWithin TimeRelation = "within" // a deadline counted from now or an event
	RelationBefore TimeRelation = "before"
	RelationAfter  TimeRelation = "after"
	RelationSince  TimeRelation = "since"
	RelationUntil  TimeRelation = "until"
	RelationFrom   TimeRelation = "from" // the beginning; the end is not known or stands in another Time
	RelationFor    TimeRelation = "for"  // lasting so long
)
