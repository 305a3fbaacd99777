package sqlite

import (
	"context"

	"parley"
)

// Tellings implements parley.Tellings.
func (t *tx) Tellings(ctx context.Context, events []string) ([]parley.Telling, error) {
	return t.s.tellings(ctx, events)
}

// CommitmentTellings implements parley.Tellings.
func (t *tx) CommitmentTellings(ctx context.Context, commitments []string) ([]parley.CommitmentTelling, error) {
	return t.s.commitmentTellings(ctx, commitments)
}

// Events implements parley.IncidentReader.
func (t *tx) Events(ctx context.Context, f parley.Filter) (parley.Page[parley.Telling], error) {
	return t.s.events(ctx, f)
}

// Incidents implements parley.IncidentReader.
func (t *tx) Incidents(ctx context.Context, f parley.Filter) (parley.Page[parley.Incident], error) {
	return t.s.incidents(ctx, f)
}

// Incident implements parley.IncidentReader.
func (t *tx) Incident(ctx context.Context, id string) (parley.Incident, error) {
	return t.s.incident(ctx, id)
}

// Undertakings implements parley.LedgerReader.
func (t *tx) Undertakings(ctx context.Context, f parley.Filter) (parley.Page[parley.Undertaking], error) {
	return t.s.undertakings(ctx, f)
}

// Undertaking implements parley.LedgerReader.
func (t *tx) Undertaking(ctx context.Context, id string) (parley.Undertaking, []parley.Bearing, error) {
	return t.s.undertaking(ctx, id)
}

// Agreements implements parley.LedgerReader.
func (t *tx) Agreements(ctx context.Context, f parley.Filter) (parley.Page[parley.Agreement], error) {
	return t.s.agreements(ctx, f)
}

// Agreement implements parley.LedgerReader.
func (t *tx) Agreement(ctx context.Context, id string) (parley.Agreement, error) {
	return t.s.agreement(ctx, id)
}

// Talks implements parley.LedgerReader.
func (t *tx) Talks(ctx context.Context, f parley.Filter) (parley.Page[parley.Talks], error) {
	return t.s.talks(ctx, f)
}

// Settled implements parley.LedgerReader.
func (t *tx) Settled(ctx context.Context, commitments []string) (map[string]parley.PAM, error) {
	return t.s.settled(ctx, commitments)
}
