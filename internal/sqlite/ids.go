package sqlite

import (
	"context"
	"fmt"
)

// Known implements parley.ArticleReader.
func (q *reading) Known(ctx context.Context, articles []string) (map[string]bool, error) {
	return read(ctx, q, func(s *session) (map[string]bool, error) { return s.known(ctx, articles) })
}

// known tells which of the articles there are.
func (s *session) known(ctx context.Context, articles []string) (map[string]bool, error) {
	known := map[string]bool{}
	err := s.each(ctx, `SELECT name.id FROM json_each($1) AS want
		CROSS JOIN name ON name.id = want.value CROSS JOIN article ON article.n = name.n`, []any{jsonList(articles)},
		func(scan func(...any) error) error {
			var id string
			err := scan(&id)
			known[id] = true
			return err
		})
	return known, err
}

// Named is an ID with what it is of.
type Named struct {
	ID string
	// What is article, event, commitment, agreement, talks or actor.
	What string
}

// afterID sorts behind every character of an ID.
const afterID = "\U0010FFFF"

// Named returns the IDs that begin with a prefix, by ID, limit at most. Incidents
// and undertakings are known by their events and commitments: they have no entry
// of their own.
func (q *reading) Named(ctx context.Context, prefix string, limit int) ([]Named, error) {
	if err := plain(prefix); err != nil {
		return nil, err
	}
	return read(ctx, q, func(s *session) ([]Named, error) {
		var all []Named
		// A number without a row anywhere is that of an ID that a decision names.
		err := s.each(ctx, `SELECT id, what FROM (
			SELECT id, CASE WHEN EXISTS (SELECT 1 FROM article WHERE article.n = name.n) THEN 'article'
				WHEN EXISTS (SELECT 1 FROM event WHERE event.n = name.n) THEN 'event'
				WHEN EXISTS (SELECT 1 FROM commitment WHERE commitment.n = name.n) THEN 'commitment' END AS what
				FROM name WHERE id >= $1 AND id < $2
			UNION ALL SELECT id, 'agreement' FROM agreement WHERE id >= $1 AND id < $2
			UNION ALL SELECT id, 'talks' FROM talks WHERE id >= $1 AND id < $2
			UNION ALL SELECT id, 'actor' FROM actor WHERE id >= $1 AND id < $2 AND uses > 0)
			WHERE what IS NOT NULL ORDER BY id, what LIMIT $3`, []any{prefix, prefix + afterID, limit},
			func(scan func(...any) error) error {
				var n Named
				err := scan(&n.ID, &n.What)
				all = append(all, n)
				return err
			})
		if err != nil {
			return nil, fmt.Errorf("IDs that begin with %q: %w", prefix, err)
		}
		return all, nil
	})
}
