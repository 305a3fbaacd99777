package parley

// Commitment is what somebody promised or is asked to do.
type Commitment struct {
	ID   string         `json:"id"` // a hash of the article's ID and the trigger's bytes
	Kind CommitmentKind `json:"kind"`
	// By is who has to do it, To to whom it is owed; nil if not told.
	By *Party `json:"by"`
	To *Party `json:"to"`
	// SaidBy is who demands, offers or tells it; nil for the article.
	SaidBy *Party `json:"said_by"`
	// What is the thing to be done, in the words of the article.
	What string `json:"what"`
	// Count is how many people or things it is about; nil if not told.
	Count *Range `json:"count"`
	// Condition is what it hangs on, in the words of the article; empty for none.
	Condition string `json:"condition"`
	// Deadline is nil for none.
	Deadline *Date            `json:"deadline"`
	Status   CommitmentStatus `json:"status"`
	// Agreement is the name of the agreement that it stands in, in the words of
	// the article; empty if not told.
	Agreement string `json:"agreement"`
	// Event is the ID of the event of the record that is the same act of
	// promising, asking or refusing; empty for none.
	Event    string     `json:"event,omitempty"`
	Evidence []Evidence `json:"evidence"`
}

// CommitmentKind is the sort of a commitment.
type CommitmentKind string

// The kinds of commitments.
const (
	Pledge    CommitmentKind = "pledge"
	Demand    CommitmentKind = "demand"
	Offer     CommitmentKind = "offer"
	Condition CommitmentKind = "condition"
	Option    CommitmentKind = "option"
	Aim       CommitmentKind = "aim"
	Threat    CommitmentKind = "threat"
	Swap      CommitmentKind = "swap" // this for that, both sides bound
)

// CommitmentStatus is what came of a commitment, as the article tells it.
type CommitmentStatus string

// The statuses of commitments.
const (
	Pending   CommitmentStatus = "pending"
	UnderWay  CommitmentStatus = "under way"
	Met       CommitmentStatus = "met"
	PartlyMet CommitmentStatus = "partly met"
	Broken    CommitmentStatus = "broken"
	Rejected  CommitmentStatus = "refused"
	Disputed  CommitmentStatus = "disputed"
	Withdrawn CommitmentStatus = "withdrawn"
	Lapsed    CommitmentStatus = "lapsed"
)

// Statement is what a speaker says in an article.
type Statement struct {
	// Speaker is the standard name, the words of the text for who is not named, or
	// "unnamed" where the text has no word for who says it.
	Speaker string `json:"speaker"`
	Actor   string `json:"actor,omitempty"`
	Role    string `json:"role,omitempty"`
	// For is the party on whose behalf it is said; nil if not known.
	For       *Party `json:"for"`
	Channel   string `json:"channel,omitempty"`
	Via       string `json:"via,omitempty"`
	Anonymous bool   `json:"anonymous,omitempty"`
	Stance    string `json:"stance"`
	Direct    bool   `json:"direct"`
	// Quote is the words said, as they stand in the article.
	Quote    string     `json:"quote"`
	Evidence []Evidence `json:"evidence"`
}

// Indicator is a state given as a figure or a word.
type Indicator struct {
	What string `json:"what"`
	// Value is the figure; nil where only a word gives it, which is Word.
	Value *float64 `json:"value"`
	// High is the upper end of a range, nil for none.
	High     *float64    `json:"high,omitempty"`
	Word     string      `json:"word,omitempty"`
	Unit     string      `json:"unit,omitempty"`
	AsOf     *Date       `json:"as_of"`
	Place    *EventPlace `json:"place"`
	Evidence []Evidence  `json:"evidence"`
}
