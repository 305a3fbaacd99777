package sqlite

import (
	"context"
	"time"

	"parley"
)

// Every question can be asked of a Store, which then reads the state that it has,
// or of a snapshot of it, and many within a transaction, which then sees what it
// wrote. All come to the same method of a session.

var _ parley.Store = (*Store)(nil)
var _ parley.Snapshot = (*snapshot)(nil)
var _ parley.Tx = (*tx)(nil)

// two carries a pair of results through read.
type two[A, B any] struct {
	a A
	b B
}

// Article implements parley.ArticleReader.
func (q *reading) Article(ctx context.Context, id string) (*parley.Record, parley.ArticleInfo, error) {
	got, err := read(ctx, q, func(s *session) (two[*parley.Record, parley.ArticleInfo], error) {
		r, info, err := s.article(ctx, id)
		return two[*parley.Record, parley.ArticleInfo]{r, info}, err
	})
	return got.a, got.b, err
}

// Articles implements parley.ArticleReader.
func (q *reading) Articles(ctx context.Context, f parley.Filter) (parley.Page[parley.ArticleInfo], error) {
	return read(ctx, q, func(s *session) (parley.Page[parley.ArticleInfo], error) { return s.articles(ctx, f) })
}

// Search implements parley.ArticleReader.
func (q *reading) Search(ctx context.Context, f parley.Filter) (parley.Page[parley.Hit], error) {
	return read(ctx, q, func(s *session) (parley.Page[parley.Hit], error) { return s.search(ctx, f) })
}

// Events implements parley.IncidentReader.
func (q *reading) Events(ctx context.Context, f parley.Filter) (parley.Page[parley.Telling], error) {
	return read(ctx, q, func(s *session) (parley.Page[parley.Telling], error) { return s.events(ctx, f) })
}

// Incidents implements parley.IncidentReader.
func (q *reading) Incidents(ctx context.Context, f parley.Filter) (parley.Page[parley.Incident], error) {
	return read(ctx, q, func(s *session) (parley.Page[parley.Incident], error) { return s.incidents(ctx, f) })
}

// Incident implements parley.IncidentReader.
func (q *reading) Incident(ctx context.Context, id string) (parley.Incident, error) {
	return read(ctx, q, func(s *session) (parley.Incident, error) { return s.incident(ctx, id) })
}

// Undertakings implements parley.LedgerReader.
func (q *reading) Undertakings(ctx context.Context, f parley.Filter) (parley.Page[parley.Undertaking], error) {
	return read(ctx, q, func(s *session) (parley.Page[parley.Undertaking], error) { return s.undertakings(ctx, f) })
}

// Undertaking implements parley.LedgerReader.
func (q *reading) Undertaking(ctx context.Context, id string) (parley.Undertaking, []parley.Bearing, error) {
	got, err := read(ctx, q, func(s *session) (two[parley.Undertaking, []parley.Bearing], error) {
		u, bearing, err := s.undertaking(ctx, id)
		return two[parley.Undertaking, []parley.Bearing]{u, bearing}, err
	})
	return got.a, got.b, err
}

// Agreements implements parley.LedgerReader.
func (q *reading) Agreements(ctx context.Context, f parley.Filter) (parley.Page[parley.Agreement], error) {
	return read(ctx, q, func(s *session) (parley.Page[parley.Agreement], error) { return s.agreements(ctx, f) })
}

// Agreement implements parley.LedgerReader.
func (q *reading) Agreement(ctx context.Context, id string) (parley.Agreement, error) {
	return read(ctx, q, func(s *session) (parley.Agreement, error) { return s.agreement(ctx, id) })
}

// Talks implements parley.LedgerReader.
func (q *reading) Talks(ctx context.Context, f parley.Filter) (parley.Page[parley.Talks], error) {
	return read(ctx, q, func(s *session) (parley.Page[parley.Talks], error) { return s.talks(ctx, f) })
}

// Settled implements parley.LedgerReader.
func (q *reading) Settled(ctx context.Context, commitments []string) (map[string]parley.PAM, error) {
	return read(ctx, q, func(s *session) (map[string]parley.PAM, error) { return s.settled(ctx, commitments) })
}

// AllSettled implements parley.LedgerReader.
func (q *reading) AllSettled(ctx context.Context) (map[string]parley.PAM, error) {
	return read(ctx, q, func(s *session) (map[string]parley.PAM, error) { return s.allSettled(ctx) })
}

// Actors implements parley.ActorReader.
func (q *reading) Actors(ctx context.Context, f parley.Filter) (parley.Page[parley.ActorInfo], error) {
	return read(ctx, q, func(s *session) (parley.Page[parley.ActorInfo], error) { return s.actors(ctx, f) })
}

// Actor implements parley.ActorReader.
func (q *reading) Actor(ctx context.Context, id string) (parley.ActorInfo, error) {
	return read(ctx, q, func(s *session) (parley.ActorInfo, error) { return s.actor(ctx, id) })
}

// Tellings implements parley.Tellings.
func (q *reading) Tellings(ctx context.Context, events []string) ([]parley.Telling, error) {
	return read(ctx, q, func(s *session) ([]parley.Telling, error) { return s.tellings(ctx, events) })
}

// CommitmentTellings implements parley.Tellings.
func (q *reading) CommitmentTellings(ctx context.Context, commitments []string) ([]parley.CommitmentTelling, error) {
	return read(ctx, q, func(s *session) ([]parley.CommitmentTelling, error) {
		return s.commitmentTellings(ctx, commitments)
	})
}

// Links implements parley.GroupReader.
func (q *reading) Links(ctx context.Context, g parley.Grouping, nodes []string) ([]parley.Link, error) {
	return read(ctx, q, func(s *session) ([]parley.Link, error) { return s.links(ctx, g, nodes) })
}

// Decisions implements parley.GroupReader.
func (q *reading) Decisions(ctx context.Context, g parley.Grouping, nodes []string) ([]parley.Decision, error) {
	return read(ctx, q, func(s *session) ([]parley.Decision, error) { return s.decisions(ctx, g, nodes) })
}

// Count implements parley.Counter.
func (q *reading) Count(ctx context.Context, f parley.Filter, by parley.By) ([]parley.Cell, error) {
	return read(ctx, q, func(s *session) ([]parley.Cell, error) { return s.count(ctx, f, by) })
}

// Daily implements parley.Counter.
func (q *reading) Daily(ctx context.Context, f parley.Filter) ([]int, error) {
	return read(ctx, q, func(s *session) ([]int, error) { return s.daily(ctx, f) })
}

// Coverage implements parley.Counter.
func (q *reading) Coverage(ctx context.Context, f parley.Filter) ([]parley.Coverage, error) {
	return read(ctx, q, func(s *session) ([]parley.Coverage, error) { return s.coverage(ctx, f) })
}

// Sums implements parley.Counter.
func (q *reading) Sums(ctx context.Context) (parley.Sums, error) {
	return read(ctx, q, func(s *session) (parley.Sums, error) { return s.sums(ctx) })
}

// Raw implements parley.RawReader.
func (q *reading) Raw(ctx context.Context, article string) (parley.Raw, error) {
	return read(ctx, q, func(s *session) (parley.Raw, error) { return s.raw(ctx, article) })
}

// Records implements parley.RawReader.
func (q *reading) Records(ctx context.Context, after string, limit int) ([]*parley.Record, error) {
	return read(ctx, q, func(s *session) ([]*parley.Record, error) { return s.records(ctx, after, limit) })
}

// Feeds implements parley.FeedReader.
func (q *reading) Feeds(ctx context.Context) ([]parley.Feed, error) {
	return read(ctx, q, func(s *session) ([]parley.Feed, error) { return s.feeds(ctx) })
}

// Feed implements parley.FeedReader.
func (q *reading) Feed(ctx context.Context, url string) (parley.Feed, error) {
	return read(ctx, q, func(s *session) (parley.Feed, error) { return s.feed(ctx, url) })
}

// Visits implements parley.FeedReader.
func (q *reading) Visits(ctx context.Context, feed string, keys []string) (map[string]parley.Visit, error) {
	return read(ctx, q, func(s *session) (map[string]parley.Visit, error) { return s.visits(ctx, feed, keys) })
}

// VisitsBehind implements parley.FeedReader.
func (q *reading) VisitsBehind(ctx context.Context, feed, after string, limit int) ([]parley.Visit, error) {
	return read(ctx, q, func(s *session) ([]parley.Visit, error) { return s.visitsBehind(ctx, feed, after, limit) })
}

// Due implements parley.FeedReader.
func (q *reading) Due(ctx context.Context, at time.Time, limit int) ([]parley.Visit, error) {
	return read(ctx, q, func(s *session) ([]parley.Visit, error) { return s.due(ctx, at, limit) })
}

// Visited implements parley.FeedReader.
func (q *reading) Visited(ctx context.Context, feed string, state parley.VisitState, limit int) ([]parley.Visit, error) {
	return read(ctx, q, func(s *session) ([]parley.Visit, error) { return s.visited(ctx, feed, state, limit) })
}
