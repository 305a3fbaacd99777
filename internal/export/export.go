// Package export writes the record in the columns and formats of others.
//
// Every format streams: a page of a listing is read, set out and written before
// the next is read, so that memory does not grow with the store. The same store,
// filter and format give the same bytes.
package export

import (
	"parley"
)

// Profile is a table that others know: named columns, and how an incident
// becomes rows of them. It is a pure function: no clock, no store.
type Profile struct {
	// Name is that of the format ("acled").
	Name string
	// Title says in one line whose columns they are and of which version.
	Title string
	// Columns are the names of the head line, in order and to the letter.
	Columns []string
	// Second is a second head line (HXL tags); nil for none. It is written as it
	// stands, and has as many cells as Columns.
	Second []string
	// Comma parts the cells: ',' or '\t'.
	Comma rune
	// Extension is that of its files, with the dot (".csv").
	Extension string
	// Needs says what Rows reads of an incident.
	Needs Need
	// Rows returns the rows of one incident, each with a cell for each of Columns,
	// empty for what is not known; and why parts of it, or all, gave none. d is not
	// to be changed or kept. Cells are plain text: the writer quotes them and makes
	// those safe that a spreadsheet would run.
	Rows func(d *parley.IncidentDetail) ([][]string, []Left)
	// Join makes one row of those that the data set takes for one event; nil where
	// each row stands alone.
	Join *Join
}

// Need is what a table reads of an incident.
type Need int

// The needs.
const (
	// NeedIncident: IncidentDetail.Incident alone; all else is nil.
	NeedIncident Need = iota
	// NeedDetail: all of IncidentDetail but Links.
	NeedDetail
)

// Left counts what an export leaves out, for one reason.
type Left struct {
	// Reason is in plain words and of few kinds ("no date", "nobody was killed"):
	// the sidecar counts by it.
	Reason string `json:"reason"`
	// Count is how many incidents (or other items).
	Count int `json:"count"`
}
