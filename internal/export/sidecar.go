package export

import (
	"encoding/json"
	"io"
	"time"

	"parley"
)

// Sidecar says what a file of an export is, for whom the file alone is not enough:
// it is written beside it as FILE.meta.json.
type Sidecar struct {
	// File is the name of the file without its folder; empty for standard output.
	File      string `json:"file,omitempty"`
	Format    string `json:"format"`
	MediaType string `json:"media_type"`
	About     string `json:"about"`
	What      What   `json:"what"`
	// Filter is what was asked for, in words, and Fields the same as values.
	Filter string       `json:"filter"`
	Fields FilterFields `json:"filter_fields"`
	// Items is how many incidents (or other items) fitted, Rows how many rows,
	// lines, features or entries stand in the file.
	Items int `json:"items"`
	Rows  int `json:"rows"`
	// Left is what was left out, by reason.
	Left []Left `json:"left_out"`
	// Columns are the head line of a table.
	Columns []string `json:"columns,omitempty"`
	Second  []string `json:"second_line,omitempty"`
	// Guarded is true where text that a spreadsheet would run has an apostrophe
	// before it.
	Guarded bool      `json:"formulas_made_safe"`
	Parley  string    `json:"parley"`  // the version that wrote it
	Written time.Time `json:"written"` // UTC
	// Licence is that of the data, as whoever wrote it states it.
	Licence string `json:"licence"`
	Size    int64  `json:"bytes"`
	SHA256  string `json:"sha256"`
}

// NotStated is the licence of data for which nobody states one: what a store
// holds was read from the texts of others.
const NotStated = "not stated"

// NewSidecar returns the sidecar of what Write wrote. Who calls it adds File,
// Parley, Written and Licence.
func NewSidecar(s Summary, f Format) Sidecar {
	return Sidecar{
		Format: s.Format, MediaType: f.MediaType, About: f.Title, What: s.What,
		Filter: Words(s.Filter, s.What, s.Limit), Fields: fieldsOf(s.Filter, s.Limit),
		Items: s.Items, Rows: s.Rows, Left: s.Left, Columns: s.Columns, Second: s.Second,
		Guarded: f.guarded, Licence: NotStated, Size: s.Size, SHA256: s.SHA256,
	}
}

// Write writes the sidecar as JSON that people can read.
func (s Sidecar) Write(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(s)
}

// FilterFields are the fields of a filter as a sidecar shows them; those that do
// not narrow are left out. Their meaning is that of parley.Filter.
type FilterFields struct {
	From               parley.Day                `json:"from,omitempty"`
	To                 parley.Day                `json:"to,omitempty"`
	Countries          []string                  `json:"countries,omitempty"`
	Admin1             string                    `json:"admin1,omitempty"`
	Place              string                    `json:"place,omitempty"`
	Kinds              []parley.EventKind        `json:"kinds,omitempty"`
	Types              []parley.EventType        `json:"types,omitempty"`
	Modes              []parley.Mode             `json:"modes,omitempty"`
	Statuses           []parley.Status           `json:"statuses,omitempty"`
	Standings          []parley.Standing         `json:"standings,omitempty"`
	Actor              string                    `json:"actor,omitempty"`
	Role               parley.Role               `json:"role,omitempty"`
	KilledMin          *int                      `json:"killed_min,omitempty"`
	KilledMax          *int                      `json:"killed_max,omitempty"`
	Outlet             string                    `json:"outlet,omitempty"`
	Article            string                    `json:"article,omitempty"`
	Text               string                    `json:"text,omitempty"`
	Background         bool                      `json:"background"`
	Themes             []string                  `json:"themes,omitempty"`
	Agreement          string                    `json:"agreement,omitempty"`
	CommitmentKinds    []parley.CommitmentKind   `json:"commitment_kinds,omitempty"`
	CommitmentStatuses []parley.CommitmentStatus `json:"commitment_statuses,omitempty"`
	DueFrom            parley.Day                `json:"due_from,omitempty"`
	DueTo              parley.Day                `json:"due_to,omitempty"`
	Order              parley.Order              `json:"order,omitempty"`
	Limit              int                       `json:"limit,omitempty"`
}

func fieldsOf(f parley.Filter, limit int) FilterFields {
	return FilterFields{
		From: parley.DayOf(f.Period.From), To: parley.DayOf(f.Period.To), Countries: f.Countries, Admin1: f.Admin1, Place: f.Place,
		Kinds: f.Kinds, Types: f.Types, Modes: f.Modes, Statuses: f.Statuses, Standings: f.Standings, Actor: f.Actor, Role: f.Role,
		KilledMin: f.KilledMin, KilledMax: f.KilledMax, Outlet: f.Outlet, Article: f.Article, Text: f.Text, Background: f.Background,
		Themes: f.Themes, Agreement: f.Agreement, CommitmentKinds: f.CommitmentKinds, CommitmentStatuses: f.CommitmentStatuses,
		DueFrom: parley.DayOf(f.Due.From), DueTo: parley.DayOf(f.Due.To), Order: f.Order, Limit: limit,
	}
}
