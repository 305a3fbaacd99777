package sqlite

import (
	"context"
	"fmt"

	"parley"
)

// Records implements parley.Rebuilder.
func (t *tx) Records(ctx context.Context, after string, limit int) ([]*parley.Record, error) {
	return t.s.records(ctx, after, limit)
}

// records returns records in the order of their articles' IDs.
func (s *session) records(ctx context.Context, after string, limit int) ([]*parley.Record, error) {
	var numbers []int64
	err := s.each(ctx, `SELECT a.n FROM name a CROSS JOIN article r ON r.n = a.n WHERE a.id > $1 ORDER BY a.id LIMIT $2`,
		[]any{after, max(limit, 0)}, func(scan func(...any) error) error {
			var n int64
			err := scan(&n)
			numbers = append(numbers, n)
			return err
		})
	if err != nil {
		return nil, err
	}
	records := make([]*parley.Record, len(numbers))
	for i, n := range numbers {
		if records[i], err = s.record(ctx, n); err != nil {
			return nil, fmt.Errorf("article %d: %w", n, err)
		}
	}
	return records, nil
}

// Clear implements parley.Rebuilder.
func (t *tx) Clear(ctx context.Context, g parley.Grouping) error {
	sql, err := sqlsFor(g, "DELETE FROM ~_link", "DELETE FROM ~_block", "DELETE FROM ~_node")
	if err != nil {
		return err
	}
	if err := t.clearMade(ctx, g); err != nil {
		return err
	}
	delete(t.memo.nodes, g)
	for _, text := range sql {
		if _, err := t.s.exec(ctx, text); err != nil {
			return err
		}
	}
	return nil
}
