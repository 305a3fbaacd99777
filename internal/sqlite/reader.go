package sqlite

import (
	"context"

	"parley"
)

// Every question can be asked of a Store, which then reads a snapshot, and most
// within a transaction, which then sees what it wrote. Both come to the same
// method of a session.

var _ parley.Store = (*Store)(nil)
var _ parley.Tx = (*tx)(nil)

// two carries a pair of results through read.
type two[A, B any] struct {
	a A
	b B
}

// Article implements parley.ArticleReader.
func (st *Store) Article(ctx context.Context, id string) (*parley.Record, parley.ArticleInfo, error) {
	got, err := read(ctx, st, func(s *session) (two[*parley.Record, parley.ArticleInfo], error) {
		r, info, err := s.article(ctx, id)
		return two[*parley.Record, parley.ArticleInfo]{r, info}, err
	})
	return got.a, got.b, err
}

// Articles implements parley.ArticleReader.
func (st *Store) Articles(ctx context.Context, f parley.Filter) (parley.Page[parley.ArticleInfo], error) {
	return read(ctx, st, func(s *session) (parley.Page[parley.ArticleInfo], error) { return s.articles(ctx, f) })
}

// Search implements parley.ArticleReader.
func (st *Store) Search(ctx context.Context, f parley.Filter) (parley.Page[parley.Hit], error) {
	return read(ctx, st, func(s *session) (parley.Page[parley.Hit], error) { return s.search(ctx, f) })
}

// Events implements parley.IncidentReader.
func (st *Store) Events(ctx context.Context, f parley.Filter) (parley.Page[parley.Telling], error) {
	return read(ctx, st, func(s *session) (parley.Page[parley.Telling], error) { return s.events(ctx, f) })
}

// Incidents implements parley.IncidentReader.
func (st *Store) Incidents(ctx context.Context, f parley.Filter) (parley.Page[parley.Incident], error) {
	return read(ctx, st, func(s *session) (parley.Page[parley.Incident], error) { return s.incidents(ctx, f) })
}

// Incident implements parley.IncidentReader.
func (st *Store) Incident(ctx context.Context, id string) (parley.Incident, error) {
	return read(ctx, st, func(s *session) (parley.Incident, error) { return s.incident(ctx, id) })
}

// Undertakings implements parley.LedgerReader.
func (st *Store) Undertakings(ctx context.Context, f parley.Filter) (parley.Page[parley.Undertaking], error) {
	return read(ctx, st, func(s *session) (parley.Page[parley.Undertaking], error) { return s.undertakings(ctx, f) })
}

// Undertaking implements parley.LedgerReader.
func (st *Store) Undertaking(ctx context.Context, id string) (parley.Undertaking, []parley.Bearing, error) {
	got, err := read(ctx, st, func(s *session) (two[parley.Undertaking, []parley.Bearing], error) {
		u, bearing, err := s.undertaking(ctx, id)
		return two[parley.Undertaking, []parley.Bearing]{u, bearing}, err
	})
	return got.a, got.b, err
}

// Agreements implements parley.LedgerReader.
func (st *Store) Agreements(ctx context.Context, f parley.Filter) (parley.Page[parley.Agreement], error) {
	return read(ctx, st, func(s *session) (parley.Page[parley.Agreement], error) { return s.agreements(ctx, f) })
}

// Agreement implements parley.LedgerReader.
func (st *Store) Agreement(ctx context.Context, id string) (parley.Agreement, error) {
	return read(ctx, st, func(s *session) (parley.Agreement, error) { return s.agreement(ctx, id) })
}

// Talks implements parley.LedgerReader.
func (st *Store) Talks(ctx context.Context, f parley.Filter) (parley.Page[parley.Talks], error) {
	return read(ctx, st, func(s *session) (parley.Page[parley.Talks], error) { return s.talks(ctx, f) })
}

// Settled implements parley.LedgerReader.
func (st *Store) Settled(ctx context.Context, commitments []string) (map[string]parley.PAM, error) {
	return read(ctx, st, func(s *session) (map[string]parley.PAM, error) { return s.settled(ctx, commitments) })
}

// Actors implements parley.ActorReader.
func (st *Store) Actors(ctx context.Context, f parley.Filter) (parley.Page[parley.ActorInfo], error) {
	return read(ctx, st, func(s *session) (parley.Page[parley.ActorInfo], error) { return s.actors(ctx, f) })
}

// Actor implements parley.ActorReader.
func (st *Store) Actor(ctx context.Context, id string) (parley.ActorInfo, error) {
	return read(ctx, st, func(s *session) (parley.ActorInfo, error) { return s.actor(ctx, id) })
}

// Tellings implements parley.Tellings.
func (st *Store) Tellings(ctx context.Context, events []string) ([]parley.Telling, error) {
	return read(ctx, st, func(s *session) ([]parley.Telling, error) { return s.tellings(ctx, events) })
}

// CommitmentTellings implements parley.Tellings.
func (st *Store) CommitmentTellings(ctx context.Context, commitments []string) ([]parley.CommitmentTelling, error) {
	return read(ctx, st, func(s *session) ([]parley.CommitmentTelling, error) {
		return s.commitmentTellings(ctx, commitments)
	})
}

// Links implements parley.GroupReader.
func (st *Store) Links(ctx context.Context, g parley.Grouping, nodes []string) ([]parley.Link, error) {
	return read(ctx, st, func(s *session) ([]parley.Link, error) { return s.links(ctx, g, nodes) })
}

// Decisions implements parley.GroupReader.
func (st *Store) Decisions(ctx context.Context, g parley.Grouping, nodes []string) ([]parley.Decision, error) {
	return read(ctx, st, func(s *session) ([]parley.Decision, error) { return s.decisions(ctx, g, nodes) })
}

// Count implements parley.Counter.
func (st *Store) Count(ctx context.Context, f parley.Filter, by parley.By) ([]parley.Cell, error) {
	return read(ctx, st, func(s *session) ([]parley.Cell, error) { return s.count(ctx, f, by) })
}

// Daily implements parley.Counter.
func (st *Store) Daily(ctx context.Context, f parley.Filter) ([]int, error) {
	return read(ctx, st, func(s *session) ([]int, error) { return s.daily(ctx, f) })
}

// Coverage implements parley.Counter.
func (st *Store) Coverage(ctx context.Context, f parley.Filter) ([]parley.Coverage, error) {
	return read(ctx, st, func(s *session) ([]parley.Coverage, error) { return s.coverage(ctx, f) })
}

// Sums implements parley.Counter.
func (st *Store) Sums(ctx context.Context) (parley.Sums, error) {
	return read(ctx, st, func(s *session) (parley.Sums, error) { return s.sums(ctx) })
}
