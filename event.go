package parley

// Event is one happening as one article tells it, with all that the article
// says of it. Violence and talks are the same type.
type Event struct {
	// ID is a hash of the article's ID, the type and the trigger's bytes.
	ID   string    `json:"id"`
	Kind EventKind `json:"kind"`
	Type EventType `json:"type"`
	// Mode is one of the type's modes, or empty.
	Mode   Mode   `json:"mode"`
	Status Status `json:"status"`
	// Background is true for history and context told beside the news: no event
	// of the days that the article is about.
	Background bool `json:"background,omitempty"`
	// Aggregate is true for a standing total or a trend ("76 attacks since the
	// signing"): its toll is never added to another's.
	Aggregate bool `json:"aggregate,omitempty"`
	// Date is nil where the article does not tell.
	Date *Date `json:"date"`
	// Place is nil where the article does not tell.
	Place   *EventPlace `json:"place"`
	Sources []Party     `json:"sources"`
	Targets []Party     `json:"targets"`
	Weapons []Weapon    `json:"weapons"`
	// Killed and Injured sum up Tolls over everybody's accounts: the lowest and
	// the highest figure that anybody gives for the attacked side (both sides
	// for a clash). Nil where no figure is given.
	Killed   *Range    `json:"killed"`
	Injured  *Range    `json:"injured"`
	Tolls    []Toll    `json:"tolls"`
	Claims   []Claim   `json:"claims"`
	Accounts []Account `json:"accounts"`
	// CAMEO is the most exact code that the rule supports, Goldstein its score
	// between -10 and 10, ACLED "event type/sub-event type" or empty.
	CAMEO      string  `json:"cameo"`
	Goldstein  float64 `json:"goldstein"`
	ACLED      string  `json:"acled"`
	Confidence float64 `json:"confidence"` // 0 to 1
	// Evidence shows every value above in the words of the article.
	Evidence []Evidence `json:"evidence"`
}

// EventKind parts violence from the rest.
type EventKind string

// The kinds of events. Violence is ASSAULT, and COERCE with seizure by force.
const (
	Violence EventKind = "violence"
	Process  EventKind = "process"
)

// Status is how far an event is told as a fact.
type Status string

// The statuses. A negated or hypothetical clause never becomes Happened.
const (
	Happened   Status = "happened"
	Alleged    Status = "alleged" // one side's word on the other side's deed, or a hedge
	Denied     Status = "denied"
	Planned    Status = "planned" // fixed, intended, expected, or an option
	Threatened Status = "threatened"
	Demanded   Status = "demanded"
	Offered    Status = "offered"
	Refused    Status = "refused"
)

// Evidence is words of the article that show a value of the record.
type Evidence struct {
	// Role names the value: trigger, source, target, date, place, weapon,
	// killed, injured, toll, status, claim, account, by, to, what, condition,
	// deadline, speaker, value …
	Role string `json:"role"`
	// In is the part of the article, empty for its text: title, dateline,
	// dropped, url, published.
	In string `json:"in,omitempty"`
	// Line is the index of the dropped line where In is "dropped".
	Line int `json:"line,omitempty"`
	// Start and End are bytes of that part, half-open; Quote is what stands there.
	Start int    `json:"start"`
	End   int    `json:"end"`
	Quote string `json:"quote"`
	// Rule is the id of the rule or table row that used the words.
	Rule string `json:"rule,omitempty"`
	// Inferred is true where the words do not say the value but it was inferred
	// from them (a province from its governor's spokesman).
	Inferred bool `json:"inferred,omitempty"`
}

// Party is somebody who acts or is acted upon.
type Party struct {
	// Actor is the actor's id, Name the standard name.
	Actor string `json:"actor"`
	Name  string `json:"name"`
	Kind  string `json:"kind"` // person, group, organisation, thing
	// Country is ISO 3166-1 alpha-3, Sector a PLOVER sector, Side the id of the
	// party that the actor belongs to; empty where not known.
	Country string `json:"country,omitempty"`
	Sector  string `json:"sector,omitempty"`
	Side    string `json:"side,omitempty"`
	// Text is how the article puts it at the place of the evidence.
	Text string `json:"text"`
	// Effect is what befell a target; empty for none told.
	Effect Effect `json:"effect,omitempty"`
	// Blamed is true for a source that only somebody's accusation names.
	Blamed bool `json:"blamed,omitempty"`
}

// Effect is what befell a target.
type Effect string

// The effects.
const (
	EffectKilled    Effect = "killed"
	EffectInjured   Effect = "injured"
	EffectCaptured  Effect = "captured"
	EffectDestroyed Effect = "destroyed"
	EffectDamaged   Effect = "damaged"
	EffectNone      Effect = "none" // told to be unhurt
)

// Weapon is an instrument of violence.
type Weapon struct {
	Text string `json:"text"`
	// Kind is the mode of ASSAULT that it makes: explosives, firearms, aerial,
	// drone, heavy-weapons, suicide-attack, primitive, unconventional.
	Kind string `json:"kind"`
}

// EventPlace is where an event was.
type EventPlace struct {
	Name    string `json:"name"`
	Country string `json:"country,omitempty"`
	Admin1  string `json:"admin1,omitempty"`
	Admin2  string `json:"admin2,omitempty"`
	// Lat and Lon are nil where no coordinates are known.
	Lat       *float64       `json:"lat"`
	Lon       *float64       `json:"lon"`
	Precision PlacePrecision `json:"precision,omitempty"`
	// ID names the entry of the gazetteer; empty for a place that it lacks.
	ID string `json:"id,omitempty"`
	// Near is the words that put it beside the place ("near", "outskirts").
	Near string `json:"near,omitempty"`
	// How tells what the choice rests on.
	How string `json:"how,omitempty"`
}

// Date is when something was, with the words that say so. As JSON it is an
// object with from and to as days (null for an open end), text and how.
type Date struct {
	Period
	// Text is the words of the article; empty where the day follows from the
	// article's date alone.
	Text string
	// How tells what the days rest on.
	How string
}
