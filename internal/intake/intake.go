// Package intake takes records into a store: families, stories, incidents and
// the ledger are brought up to date with each batch, in one transaction.
package intake

import (
	"context"
	"io/fs"

	"parley"
)

// Intake adds to a store. It is safe for several goroutines at a time.
type Intake struct{ store parley.Store }

// New returns an intake into store, with weights, themes and lists from fsys.
func New(fsys fs.FS, store parley.Store) (*Intake, error) { return &Intake{store}, nil }

// Added tells what a batch did.
type Added struct {
	Articles, Known                      int // new, and those that the store had
	Events, Commitments                  int
	IncidentsNew, IncidentsChanged       int
	UndertakingsNew, UndertakingsChanged int
}

// Add takes records in one transaction. Records that the store has change nothing.
func (in *Intake) Add(ctx context.Context, records []*parley.Record) (Added, error) {
	return Added{}, nil
}

// AddAgreement takes an agreement with the record of its provisions.
func (in *Intake) AddAgreement(ctx context.Context, a parley.Agreement, r *parley.Record) (Added, error) {
	return Added{}, nil
}

// Merge joins incidents or undertakings (by any of their IDs) and returns the ID
// of the group that holds them now, and the decision.
func (in *Intake) Merge(ctx context.Context, ids []string, by, note string) (string, parley.Decision, error) {
	return "", parley.Decision{}, nil
}

// Split parts members (events or commitments) from the rest of their group and
// returns the IDs of the groups that hold the two parts.
func (in *Intake) Split(ctx context.Context, id string, members []string, by, note string) ([]string, parley.Decision, error) {
	return nil, parley.Decision{}, nil
}

// Undo takes a decision back.
func (in *Intake) Undo(ctx context.Context, decision int64, by string) (parley.Decision, error) {
	return parley.Decision{}, nil
}

// Settle puts a person's word on the scale on an undertaking.
func (in *Intake) Settle(ctx context.Context, id string, p parley.PAM) (parley.Undertaking, error) {
	return parley.Undertaking{}, nil
}
