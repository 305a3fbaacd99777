package sqlite

import (
	"context"
	"time"

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

// AllSettled implements parley.LedgerReader.
func (t *tx) AllSettled(ctx context.Context) (map[string]parley.PAM, error) {
	return t.s.allSettled(ctx)
}

// Feeds implements parley.FeedReader.
func (t *tx) Feeds(ctx context.Context) ([]parley.Feed, error) { return t.s.feeds(ctx) }

// Feed implements parley.FeedReader.
func (t *tx) Feed(ctx context.Context, url string) (parley.Feed, error) { return t.s.feed(ctx, url) }

// Visits implements parley.FeedReader.
func (t *tx) Visits(ctx context.Context, feed string, keys []string) (map[string]parley.Visit, error) {
	return t.s.visits(ctx, feed, keys)
}

// VisitsBehind implements parley.FeedReader.
func (t *tx) VisitsBehind(ctx context.Context, feed, after string, limit int) ([]parley.Visit, error) {
	return t.s.visitsBehind(ctx, feed, after, limit)
}

// Due implements parley.FeedReader.
func (t *tx) Due(ctx context.Context, at time.Time, limit int) ([]parley.Visit, error) {
	return t.s.due(ctx, at, limit)
}

// Visited implements parley.FeedReader.
func (t *tx) Visited(ctx context.Context, feed string, state parley.VisitState, limit int) ([]parley.Visit, error) {
	return t.s.visited(ctx, feed, state, limit)
}
