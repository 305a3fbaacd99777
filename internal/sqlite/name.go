package sqlite

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"parley"
)

// numbersOf returns the numbers of IDs in their order, and gives a number to
// those that have none.
func (t *tx) numbersOf(ctx context.Context, ids []string) ([]int64, error) {
	if err := t.learn(ctx, ids); err != nil {
		return nil, err
	}
	return t.nameAll(ctx, ids)
}

// nameAll is numbersOf for IDs of which most have no number.
func (t *tx) nameAll(ctx context.Context, ids []string) ([]int64, error) {
	numbers := make([]int64, len(ids))
	for i, id := range ids {
		n, ok := t.numbers[id]
		if !ok {
			var err error
			if n, err = t.name(ctx, id); err != nil {
				return nil, err
			}
		}
		numbers[i] = n
	}
	return numbers, nil
}

// learn looks up the numbers of those IDs that were not met in this transaction.
func (t *tx) learn(ctx context.Context, ids []string) error {
	var strange []string
	for _, id := range ids {
		if _, ok := t.numbers[id]; !ok {
			strange = append(strange, id)
		}
	}
	if len(strange) == 0 {
		return nil
	}
	found, err := t.s.lookup(ctx, strange)
	if err != nil {
		return err
	}
	for id, n := range found {
		t.numbers[id] = n
	}
	return nil
}

// name gives a number to an ID that seems to have none.
func (t *tx) name(ctx context.Context, id string) (int64, error) {
	if err := plain(id); err != nil {
		return 0, err
	}
	r, err := t.s.exec(ctx, "INSERT INTO name (id) VALUES ($1) ON CONFLICT (id) DO NOTHING", id)
	if err != nil {
		return 0, fmt.Errorf("name %q: %w", id, err)
	}
	added, err := r.RowsAffected()
	if err != nil {
		return 0, err
	}
	var n int64
	if added == 0 {
		err = t.s.row(ctx, []any{&n}, "SELECT n FROM name WHERE id = $1", id)
	} else {
		n, err = r.LastInsertId()
	}
	if err != nil {
		return 0, err
	}
	t.numbers[id] = n
	return n, nil
}

// plain refuses an ID or a key that would not come back from JSON as it was.
func plain(id string) error {
	if !utf8.ValidString(id) || strings.IndexByte(id, 0) >= 0 {
		return fmt.Errorf("%w: %q is no ID", parley.ErrQuery, id)
	}
	return nil
}

// lookup returns the numbers of those IDs that have one.
func (s *session) lookup(ctx context.Context, ids []string) (map[string]int64, error) {
	found := make(map[string]int64, len(ids))
	err := s.each(ctx, "SELECT a.id, a.n FROM json_each($1) j CROSS JOIN name a ON a.id = j.value",
		[]any{jsonList(ids)}, func(scan func(...any) error) error {
			var id string
			var n int64
			if err := scan(&id, &n); err != nil {
				return err
			}
			found[id] = n
			return nil
		})
	return found, err
}
