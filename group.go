package parley

import "time"

// Grouping names what is grouped, and into what.
type Grouping string

// The groupings.
const (
	Families     Grouping = "family"      // articles that are near-copies of one another
	Stories      Grouping = "story"       // articles on the same main happening
	Incidents    Grouping = "incident"    // events that are the same happening
	Undertakings Grouping = "undertaking" // commitments that are the same promise
)

// Node is one member of a grouping: an article, an event or a commitment.
type Node struct {
	ID string
	// Keys are the blocks that it lies in; only nodes that share one are ever
	// compared.
	Keys []string
	// Order sorts the members of a group; ties go by ID. The first names the group.
	Order string
	// Digest is what the grouping's model compares, in the model's own encoding.
	Digest []byte
}

// Link is what a model says of two nodes. A < B.
type Link struct {
	A string `json:"a"`
	B string `json:"b"`
	// Score is the log-odds that they are the same: above 0 for rather the same.
	Score float64 `json:"score"`
	// Reasons add up to Score, the weightiest first.
	Reasons []Reason `json:"reasons"`
}

// Reason is one feature of a pair and what it weighs.
type Reason struct {
	Feature string `json:"feature"` // a row of the model's weights
	// Detail is what the two have in common, or where they differ, in words.
	Detail string  `json:"detail,omitempty"`
	Weight float64 `json:"weight"`
}

// Decision is a person's word on groups. It is about nodes, not groups, so that
// it holds whatever comes later. Of two decisions on one pair the later holds.
type Decision struct {
	// ID counts from 1, in order of time.
	ID       int64    `json:"id"`
	Grouping Grouping `json:"grouping"`
	// Verdict is Same or Apart.
	Verdict Verdict `json:"verdict"`
	// Left and Right are the nodes that are the same as, or apart from, one
	// another: for Same, each of Left with each of Right.
	Left  []string  `json:"left"`
	Right []string  `json:"right"`
	By    string    `json:"by,omitempty"`
	Note  string    `json:"note,omitempty"`
	At    time.Time `json:"at"`
	// Undone is when it was taken back, and UndoneBy by whom; zero if it stands.
	Undone   time.Time `json:"undone,omitzero"`
	UndoneBy string    `json:"undone_by,omitempty"`
}

// Verdict is what a decision says.
type Verdict string

// The verdicts.
const (
	Same  Verdict = "same"
	Apart Verdict = "apart"
)
