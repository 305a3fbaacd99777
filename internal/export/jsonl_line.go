package export

import (
	"parley"
)

// jsonlVersion is that of the lines. A reader refuses a later one.
const jsonlVersion = 1

// LineKind says what a line of jsonl holds.
type LineKind string

// The kinds of lines. A file begins with a head. Articles, raws, agreements,
// decisions, what was settled and feeds are what a store is made of; the others
// follow from them, and are for whoever reads the file without Parley.
const (
	LineHead        LineKind = "head"
	LineIncident    LineKind = "incident"
	LineUndertaking LineKind = "undertaking"
	LineAgreement   LineKind = "agreement"
	LineTalks       LineKind = "talks"
	LineArticle     LineKind = "article"
	LineRaw         LineKind = "raw"
	LineDecision    LineKind = "decision"
	LineSettled     LineKind = "settled"
	LineFeed        LineKind = "feed"
	LineEvent       LineKind = "event"
	LineActor       LineKind = "actor"
)

// Known reports whether k is a kind that this program writes.
func (k LineKind) Known() bool {
	switch k {
	case LineHead, LineIncident, LineUndertaking, LineAgreement, LineTalks, LineArticle, LineRaw, LineDecision, LineSettled,
		LineFeed, LineEvent, LineActor:
		return true
	}
	return false
}

// Line is one line of jsonl: its kind, and the one field that is of that kind.
type Line struct {
	Kind LineKind `json:"kind"`

	Head        *Head                     `json:"head,omitempty"`
	Incident    *parley.IncidentDetail    `json:"incident,omitempty"`
	Undertaking *parley.UndertakingDetail `json:"undertaking,omitempty"`
	Agreement   *parley.Agreement         `json:"agreement,omitempty"`
	Talks       *parley.Talks             `json:"talks,omitempty"`
	// Record is an article with all that was coded from it, and Annotations its
	// evidence as W3C Web Annotations; both are of LineArticle.
	Record      *parley.Record    `json:"record,omitempty"`
	Annotations *Annotations      `json:"annotations,omitempty"`
	Raw         *parley.Raw       `json:"raw,omitempty"`
	Decision    *parley.Decision  `json:"decision,omitempty"`
	Settled     *Settled          `json:"settled,omitempty"`
	Feed        *parley.Feed      `json:"feed,omitempty"`
	Event       *parley.Telling   `json:"event,omitempty"`
	Actor       *parley.ActorInfo `json:"actor,omitempty"`
}

// Head says how the lines are to be read.
type Head struct {
	// Version is 1.
	Version int  `json:"version"`
	What    What `json:"what"`
	// Whole is true where nothing was left out of the store, so that a store made of
	// the file is the same.
	Whole bool `json:"whole"`
}

// Settled is what a person settled of a commitment.
type Settled struct {
	Commitment string     `json:"commitment"`
	PAM        parley.PAM `json:"pam"`
}
