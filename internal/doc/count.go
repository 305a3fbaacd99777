package doc

import "parley"

// Count is a number of people, things or units in the text: tokens [First,
// Last) hold the number with its qualifiers and, if it directly follows, the
// counted noun. Counts are in order and do not overlap.
type Count struct {
	First, Last int
	// Low and High bound the figure, ends included; High is Unbounded for "at
	// least 28". A fraction or a percentage is in Unit's terms (14 percent is 14).
	Low, High float64
	// Figure is the number itself, without what the qualifier does to it ("about
	// 24" is 24); of a range and of a vague word the lower end.
	Figure float64
	// Vague is true where only a word such as "dozens" gives it.
	Vague bool
	// Word is the qualifier as written in lower case ("at least", "nearly",
	// "dozens"); empty for a bare number.
	Word string
	Kind CountKind
	// Noun is the token of the counted noun ("officers"), None if it is left out.
	Noun int
	// Unit is the lemma of what is counted, with "percent of" in front for a
	// share ("officer", "year", "percent of district").
	Unit string
	// Outcome is what befell the counted people; empty if nothing of the kind.
	Outcome Outcome
	// Group is who they are, as a key of the groups' list ("police",
	// "soldiers", "militants", "civilians", "children" …); empty if not told.
	Group string
	// Cause is the token of the word that tells the outcome ("killed",
	// "dead", "toll"), None if there is none.
	Cause int
	// PartOf is the index in Counts of the whole that this is a part of ("28,
	// among them five civilians"), None otherwise. A part is never added to it.
	PartOf int
	// Attackers is true where the counted are the attackers' own ("the two
	// bombers died").
	Attackers bool
	// Rule is the id of the rule that read it.
	Rule string
}

// Unbounded is the High of a count with no upper bound.
const Unbounded = 1e18

// CountKind is what a number counts.
type CountKind string

// The kinds of counts.
const (
	CountPeople   CountKind = "people"
	CountThings   CountKind = "things"   // attacks, posts, houses, tonnes
	CountShare    CountKind = "share"    // percent, "one in five", "half of"
	CountMoney    CountKind = "money"    // an amount with a currency
	CountDistance CountKind = "distance" // kilometres, miles
	CountAge      CountKind = "age"
	CountTime     CountKind = "time"    // a number of days, years …
	CountOrdinal  CountKind = "ordinal" // "the second round": a rank, no amount
)

// Outcome is what befell counted people.
type Outcome string

// The outcomes of a toll.
const (
	Killed    Outcome = "killed"
	Injured   Outcome = "injured"
	Captured  Outcome = "captured" // taken prisoner, arrested, kidnapped, held
	Missing   Outcome = "missing"
	Displaced Outcome = "displaced"
	Freed     Outcome = "freed"
	Escaped   Outcome = "escaped" // got away alive
	Surrender Outcome = "surrendered"
	// Casualties are killed and injured together, where the text does not part
	// them.
	Casualties Outcome = "casualties"
)

// Indicator is a state or a standing figure that the article gives: "2,500 US
// soldiers remain", "violence is at a record".
type Indicator struct {
	// Count is the index in Counts of the figure, None where only a word gives it.
	Count int
	// Word is the token of the word that gives it without a figure
	// ("escalated", "record"), None where Count is set.
	Word int
	// First and Last bound the tokens that say what it is: [First, Last).
	First, Last int
	// What is the thing measured in the words of the text ("districts under the
	// control or influence of the Taliban").
	What string
	// AsOf is when it holds; zero where the text does not say, which means the
	// article's date.
	AsOf parley.Period
	// Place is the index in Places where it holds, None if not told.
	Place int
	Rule  string
}
