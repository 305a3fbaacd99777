package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"parley"
)

// Decide implements parley.DecisionWriter. ErrQuery for a decision that says nothing.
func (t *tx) Decide(ctx context.Context, d parley.Decision) (parley.Decision, error) {
	if err := saysSomething(d); err != nil {
		return parley.Decision{}, err
	}
	if err := t.s.row(ctx, []any{&d.ID}, "SELECT coalesce(max(id), 0) + 1 FROM decision"); err != nil {
		return parley.Decision{}, err
	}
	d.At, d.Undone, d.UndoneBy = d.At.UTC(), time.Time{}, ""
	return d, t.putDecision(ctx, d)
}

// PutDecision implements parley.DecisionWriter. ErrQuery for a decision that says
// nothing.
func (t *tx) PutDecision(ctx context.Context, d parley.Decision) error {
	if err := saysSomething(d); err != nil {
		return err
	}
	var used bool
	if err := t.s.row(ctx, []any{&used}, "SELECT EXISTS (SELECT 1 FROM decision WHERE id = $1)", d.ID); err != nil {
		return err
	}
	if used || d.ID < 1 {
		return fmt.Errorf("%w: a decision cannot have the ID %d, or there is one", parley.ErrQuery, d.ID)
	}
	return t.putDecision(ctx, d)
}

// saysSomething gives ErrQuery for a decision that says nothing.
func saysSomething(d parley.Decision) error {
	if _, err := sqlFor(d.Grouping, ""); err != nil {
		return err
	}
	if d.Verdict != parley.Same && d.Verdict != parley.Apart || len(d.Left) == 0 || len(d.Right) == 0 {
		return fmt.Errorf("%w: a decision needs a verdict and nodes on both sides", parley.ErrQuery)
	}
	return nil
}

// putDecision writes a decision with its nodes.
func (t *tx) putDecision(ctx context.Context, d parley.Decision) error {
	named := slices.Concat(d.Left, d.Right)
	slices.Sort(named)
	numbers, err := t.numbersOf(ctx, slices.Compact(named))
	if err != nil {
		return err
	}
	var undone any
	if !d.Undone.IsZero() {
		undone = d.Undone.UTC().Format(time.RFC3339Nano)
	}
	if _, err := t.s.exec(ctx, `INSERT INTO decision (id, grouping, verdict, left_nodes, right_nodes, made_by, note, made_at, undone_at, undone_by)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, d.ID, string(d.Grouping), string(d.Verdict),
		jsonList(d.Left), jsonList(d.Right), d.By, d.Note, d.At.UTC().Format(time.RFC3339Nano), undone, d.UndoneBy); err != nil {
		return fmt.Errorf("decision: %w", err)
	}
	for _, n := range numbers {
		if _, err := t.s.exec(ctx, "INSERT INTO decision_node (n, decision) VALUES ($1, $2)", n, d.ID); err != nil {
			return fmt.Errorf("decision: %w", err)
		}
	}
	return nil
}

// Undo implements parley.DecisionWriter.
func (t *tx) Undo(ctx context.Context, d parley.Decision) (parley.Decision, error) {
	if d.Undone.IsZero() {
		return parley.Decision{}, fmt.Errorf("%w: when is decision %d taken back?", parley.ErrQuery, d.ID)
	}
	found, err := t.s.decided(ctx, "SELECT "+decisionColumns+" FROM decision c WHERE c.id = $1", d.ID)
	if err != nil {
		return parley.Decision{}, err
	}
	if len(found) == 0 {
		return parley.Decision{}, fmt.Errorf("%w: there is no decision %d", parley.ErrNotFound, d.ID)
	}
	if !found[0].Undone.IsZero() {
		return parley.Decision{}, fmt.Errorf("%w: decision %d was taken back before", parley.ErrQuery, d.ID)
	}
	found[0].Undone, found[0].UndoneBy = d.Undone.UTC(), d.UndoneBy
	_, err = t.s.exec(ctx, "UPDATE decision SET undone_at = $2, undone_by = $3 WHERE id = $1", d.ID, found[0].Undone.Format(time.RFC3339Nano), d.UndoneBy)
	return found[0], err
}

// decisionColumns are what decided reads.
const decisionColumns = "c.id, c.grouping, c.verdict, c.left_nodes, c.right_nodes, c.made_by, c.note, c.made_at, c.undone_at, c.undone_by"

// anyStanding reports whether any decision on a grouping stands.
func (s *session) anyStanding(ctx context.Context, g parley.Grouping) (bool, error) {
	var some bool
	err := s.row(ctx, []any{&some}, "SELECT EXISTS (SELECT 1 FROM decision WHERE grouping = $1 AND undone_at IS NULL)", string(g))
	return some, err
}

// standing returns the decisions that name any of nodes and stand, by ID.
func (s *session) standing(ctx context.Context, g parley.Grouping, ids map[int64]string) ([]parley.Decision, error) {
	return s.decided(ctx, "SELECT DISTINCT "+decisionColumns+` FROM json_each($1) j CROSS JOIN decision_node d ON d.n = j.value
		CROSS JOIN decision c ON c.id = d.decision WHERE c.grouping = $2 AND c.undone_at IS NULL ORDER BY c.id`,
		jsonList(numbersIn(ids)), string(g))
}

// decisions returns the decisions that name any of nodes, all for nil, by ID.
func (s *session) decisions(ctx context.Context, g parley.Grouping, nodes []string) ([]parley.Decision, error) {
	if _, err := sqlFor(g, ""); err != nil {
		return nil, err
	}
	if nodes == nil {
		return s.decided(ctx, "SELECT "+decisionColumns+" FROM decision c WHERE c.grouping = $1 ORDER BY c.id", string(g))
	}
	return s.decided(ctx, "SELECT DISTINCT "+decisionColumns+` FROM json_each($1) j CROSS JOIN name a ON a.id = j.value
		CROSS JOIN decision_node d ON d.n = a.n CROSS JOIN decision c ON c.id = d.decision
		WHERE c.grouping = $2 ORDER BY c.id`, jsonList(nodes), string(g))
}

// decided reads decisions.
func (s *session) decided(ctx context.Context, text string, args ...any) ([]parley.Decision, error) {
	var found []parley.Decision
	err := s.each(ctx, text, args, func(scan func(...any) error) error {
		var d parley.Decision
		var left, right, at string
		var undone sql.NullString
		if err := scan(&d.ID, &d.Grouping, &d.Verdict, &left, &right, &d.By, &d.Note, &at, &undone, &d.UndoneBy); err != nil {
			return err
		}
		var err error
		if d.At, err = time.Parse(time.RFC3339Nano, at); err == nil && undone.Valid {
			d.Undone, err = time.Parse(time.RFC3339Nano, undone.String)
		}
		if err == nil {
			err = json.Unmarshal([]byte(left), &d.Left)
		}
		if err == nil {
			err = json.Unmarshal([]byte(right), &d.Right)
		}
		if err != nil {
			return fmt.Errorf("%w: decision %d: %w", parley.ErrDamaged, d.ID, err)
		}
		found = append(found, d)
		return nil
	})
	return found, err
}
