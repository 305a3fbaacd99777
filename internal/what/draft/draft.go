// Package draft holds an event in the making: the value that the steps of the
// coder fill in one after another, in tokens and indexes of the document's
// layers, before it is written as a parley.Event.
package draft

import (
	"parley"
	"parley/internal/doc"
)

// Event is one happening as one trigger, or after fusing several, tells it.
// doc.None is an index or token that points at nothing.
type Event struct {
	Type parley.EventType
	Mode parley.Mode
	// Matches are indexes in Doc.Matches of the rules that made it, the one that
	// decides type and mode first.
	Matches []int
	// Head is the trigger's head token, Sentence its index in Doc.Sentences.
	Head, Sentence int
	// Heads are the triggers of everything fused into it, Head among them, in order.
	Heads []int

	Status   parley.Status
	StatusAt int    // the token that decides the status, None for plain happened
	StatusBy string // the id of the row or rule that decided; empty if none
	// Negated is true where the status comes from a plain negation ("did not
	// attack"): no event worth a record, but for a denial.
	Negated bool
	// Anaphoric is true for a trigger that points back at something told
	// elsewhere ("the attack", "the assault").
	Anaphoric bool
	// Generic is true where no single happening is meant ("the group often
	// attacks police"; "talks are the only way out").
	Generic bool
	// Aggregate is true for a standing total or trend.
	Aggregate bool
	// Background is true for history and context told beside the news.
	Background bool
	// Quote is the index in Doc.Quotes of the innermost quote around Head, None
	// if the article itself tells it.
	Quote int

	Sources, Targets []Party
	When             When
	Where            Where
	Weapons          []Weapon
	Tolls            []Toll
	Claims           []Claim
	Accounts         []Account
	// Evidence is what further shows the event and is in none of the fields above.
	Evidence []Evidence
}

// Party is somebody on one side of an event.
type Party struct {
	// Token is the head of the words, Mention the index in Doc.Mentions (None:
	// no actor known, the words alone), Actor the index in Doc.Actors or None.
	Token, Mention, Actor int
	// Words are the noun phrase as evidence shows it, without what hangs on it
	// as a clause.
	Words  doc.Range
	Effect parley.Effect
	// Thing is true for words without an actor that name a thing ("the church").
	Thing bool
	// Blamed is true where only an accusation names it.
	Blamed bool
	// Inferred is true where the words name it for another event of the same
	// happening, or not at all.
	Inferred bool
	Rule     string
}

// When is the time of an event.
type When struct {
	Period parley.Period
	// Time is the index in Doc.Times that gives it, None where it was inferred.
	Time int
	// How tells what the days rest on; Inferred is true where no time of the
	// event's own clause gives them. Published is true where they follow from
	// the article's date alone.
	How                 string
	Inferred, Published bool
}

// Where is the place of an event.
type Where struct {
	// Place is zero (no Name) where none is known; At is the index in
	// Doc.Places that gives it, None where it was inferred from something else.
	Place parley.Place
	At    int
	// From is the evidence of an inferred place that no mention of Doc.Places
	// gives (a dateline, a spokesman's office); the zero value for none.
	From     doc.Evidence
	How      string
	Near     string
	Inferred bool
}

// Weapon is an instrument, at the token that heads its words.
type Weapon struct {
	Token int
	Words doc.Range
	Kind  string // as parley.Weapon.Kind
	Rule  string
}

// Toll is a figure of the event.
type Toll struct {
	// Count is the index in Doc.Counts, None for persons who are named or
	// described without a number ("killed the mayor", "a soldier"); then Token is the head.
	Count, Token int
	Outcome      doc.Outcome
	Group        string
	// Low and High are as in doc.Count.
	Low, High float64
	Figure    float64
	Vague     bool
	Part      bool // of another toll of the event
	// More is true where the words add it to what was told before ("another
	// nine", "his driver").
	More      bool
	Attackers bool
	// Quote is the index in Doc.Quotes of who gives it, None for the article.
	Quote int
}

// Claim is a taking or denying of responsibility.
type Claim struct {
	Stance string // claimed, denied, none
	Head   int    // the token that says it
	// Actor is the index in Doc.Actors of the party (of the speaker's side where
	// a person speaks for one), None if not known; Speaker that of the person.
	Actor, Speaker int
	Rule           string
}

// Account is what one speaker says of the event.
type Account struct {
	Quote  int // index in Doc.Quotes
	Stance doc.Stance
	Tolls  []int // indexes in Tolls of the event
}

// Evidence is words that show a value: the role as in parley.Evidence.
type Evidence struct {
	Role     string
	Words    doc.Range
	Rule     string
	Inferred bool
}
