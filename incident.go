package parley

// Incident is the same happening over all articles: a group of events, at most
// one of each telling. It is what a list shows; IncidentDetail has all the rest.
type Incident struct {
	// ID is "i-" and the ID of the event that comes first by publication. Any
	// event's ID behind "i-" leads to the incident that holds it, so that an ID
	// stays good after a merge.
	ID   string    `json:"id"`
	Kind EventKind `json:"kind"`
	Type EventType `json:"type"`
	Mode Mode      `json:"mode"`
	// Status is the furthest that any event tells it as a fact; Standing is how
	// the accounts stand to one another.
	Status   Status   `json:"status"`
	Standing Standing `json:"standing"`
	// Background is true where every event is, Aggregate where most are.
	Background bool `json:"background,omitempty"`
	Aggregate  bool `json:"aggregate,omitempty"`
	// Title is one line made of the values below, for lists.
	Title string `json:"title"`
	// Date is the most exact that its events agree on; nil where none tells.
	Date  *Date       `json:"date"`
	Place *EventPlace `json:"place"` // nil where no event tells
	// Sources and Targets are the parties, each once, the best attested first.
	Sources []Party  `json:"sources"`
	Targets []Party  `json:"targets"`
	Killed  Estimate `json:"killed"`
	Injured Estimate `json:"injured"`
	CAMEO   string   `json:"cameo"`
	// Goldstein is between -10 and 10; ACLED "event type/sub-event type" or empty.
	Goldstein float64 `json:"goldstein"`
	ACLED     string  `json:"acled"`
	// Events are the IDs of its events, in order of publication.
	Events []string `json:"events"`
	// Articles counts the articles that tell it, Outlets their outlets, and
	// Families the texts that are no copies of one another: corroboration is
	// counted in families.
	Articles int `json:"articles"`
	Outlets  int `json:"outlets"`
	Families int `json:"families"`
	// FirstReported and LastReported are days of publication; empty where not known.
	FirstReported Day `json:"first_reported"`
	LastReported  Day `json:"last_reported"`
	// Decided is true where a person merged or split it.
	Decided bool `json:"decided,omitempty"`
}

// Standing is how the accounts of an incident stand to one another.
type Standing string

// The standings.
const (
	// Agreed: two families or more tell it, and no account contradicts another.
	Agreed Standing = "agreed"
	// Contested: two accounts cannot both be right, or a party denies it.
	Contested Standing = "disputed"
	// Unconfirmed: one family alone tells it, or nobody tells it as a fact.
	Unconfirmed Standing = "unconfirmed"
)

// Estimate is how many people suffered something, over all accounts.
type Estimate struct {
	// Low, Best and High are nil where no account gives a figure.
	Low  *int `json:"low"`
	Best *int `json:"best"`
	High *int `json:"high"`
	// Vague is true where Best comes from a word such as "dozens".
	Vague bool `json:"vague,omitempty"`
	// Rule is the name of the rule that gave Best; internal/resolve has the list.
	Rule string `json:"rule,omitempty"`
}

// Telling is one event with the article that tells it.
type Telling struct {
	Event   Event       `json:"event"`
	Article ArticleInfo `json:"article"`
}

// ArticleInfo is an article as lists show it: without its text.
type ArticleInfo struct {
	ID        string        `json:"id"`
	Ref       string        `json:"ref"`
	URL       string        `json:"url,omitempty"`
	Outlet    string        `json:"outlet,omitempty"`
	Title     string        `json:"title,omitempty"`
	Language  string        `json:"language"`
	Published PublishedDate `json:"published"`
	// Family is the ID of the group of near-copies, Story that of the articles
	// on the same main happening; an article alone is a group of its own.
	Family string `json:"family"`
	Story  string `json:"story"`
	// Events and Commitments count what was coded from it.
	Events      int `json:"events"`
	Commitments int `json:"commitments"`
}

// IncidentDetail is all that is known of an incident.
type IncidentDetail struct {
	Incident
	Tellings []Telling         `json:"tellings"`
	Accounts []IncidentAccount `json:"accounts"`
	Claims   []IncidentClaim   `json:"claims"`
	// History is how the toll moved, by publication.
	History []TollStep `json:"history"`
	// Clashes name the values on which accounts contradict one another.
	Clashes []Clash `json:"clashes"`
	// Links say why its events are one, the strongest first.
	Links []Link `json:"links"`
	// Decisions are those of people on it, in order.
	Decisions []Decision `json:"decisions"`
}

// IncidentAccount is one speaker's word on an incident, in one article. An
// article that tells in its own voice is an account too: Speaker is empty.
type IncidentAccount struct {
	Account
	Event   string `json:"event"`
	Article string `json:"article"`
	Outlet  string `json:"outlet,omitempty"`
	Family  string `json:"family"`
	// Published is the article's day of publication; empty where not known.
	Published Day        `json:"published"`
	Evidence  []Evidence `json:"evidence"`
}

// IncidentClaim is a party's word on its responsibility, in one article.
type IncidentClaim struct {
	Claim
	Event   string `json:"event"`
	Article string `json:"article"`
	Outlet  string `json:"outlet,omitempty"`
	// Family is the article's, so that a claim in ten copies is seen to be one.
	Family    string     `json:"family"`
	Published Day        `json:"published"`
	Evidence  []Evidence `json:"evidence"`
}

// TollStep is the toll as it stood with one telling.
type TollStep struct {
	Published Day        `json:"published"`
	Event     string     `json:"event"`
	Article   string     `json:"article"`
	Outlet    string     `json:"outlet,omitempty"`
	By        string     `json:"by,omitempty"` // the speaker; empty for the article
	Killed    *Range     `json:"killed"`
	Injured   *Range     `json:"injured"`
	Evidence  []Evidence `json:"evidence"`
	// Change is rise, fall, same, first, or clash for figures of one day that
	// do not fit one another.
	Change string `json:"change"`
}

// Clash is a value on which accounts contradict one another.
type Clash struct {
	// Value is killed, injured, source, date, place or happened.
	Value string `json:"value"`
	// Sides are the accounts, in words, each with who gives it.
	Sides []ClashSide `json:"sides"`
}

// ClashSide is one side of a clash.
type ClashSide struct {
	By       string   `json:"by"`     // the speaker, or the outlet for an article's own voice
	Says     string   `json:"says"`   // the value, in words
	Events   []string `json:"events"` // IDs of the events that show it
	Families int      `json:"families"`
}
