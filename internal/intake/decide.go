package intake

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"parley"
	"parley/internal/cluster"
)

// Merge joins incidents or undertakings (by any of their IDs) and returns the ID
// of the group that holds them now, and the decision. Errors wrap ErrNotFound, or
// ErrQuery where there is nothing to join.
func (in *Intake) Merge(ctx context.Context, ids []string, by, note string) (string, parley.Decision, error) {
	var holder string
	var d parley.Decision
	err := in.update(ctx, func(s *step) error {
		groups, g, err := s.named(ids)
		if err != nil {
			return err
		}
		if len(groups) < 2 {
			return question("there are no two groups to merge")
		}
		d = parley.Decision{Grouping: g, Verdict: parley.Same, Left: groups[0], Right: slices.Concat(groups[1:]...), By: by, Note: note}
		var holders []string
		if d, holders, err = s.decide(d); err == nil {
			holder = holders[0]
		}
		return err
	})
	return holder, d, err
}

// Split parts members (events or commitments) from the rest of their group and
// returns the IDs of the groups that hold the two parts, those of members first.
// A part that only the other held together comes apart too, so that there may be
// more than two. Errors wrap ErrNotFound, or ErrQuery where there is nothing to part.
func (in *Intake) Split(ctx context.Context, id string, members []string, by, note string) ([]string, parley.Decision, error) {
	var holders []string
	var d parley.Decision
	err := in.update(ctx, func(s *step) error {
		groups, g, err := s.named([]string{id})
		if err != nil {
			return err
		}
		part := map[string]bool{}
		for _, m := range members {
			m = strings.TrimPrefix(m, cluster.Prefix(g))
			if !slices.Contains(groups[0], m) {
				return fmt.Errorf("%s is no part of %s: %w", m, id, parley.ErrNotFound)
			}
			part[m] = true
		}
		d = parley.Decision{Grouping: g, Verdict: parley.Apart, By: by, Note: note}
		for _, m := range groups[0] {
			if part[m] {
				d.Left = append(d.Left, m)
			} else {
				d.Right = append(d.Right, m)
			}
		}
		if len(d.Left) == 0 || len(d.Right) == 0 {
			return question("there is nothing to part from the rest of %s", id)
		}
		d, holders, err = s.decide(d)
		return err
	})
	return holders, d, err
}

// Undo takes a decision back. Errors wrap ErrNotFound, or ErrQuery for one that
// was taken back before.
func (in *Intake) Undo(ctx context.Context, decision int64, by string) (parley.Decision, error) {
	var d parley.Decision
	err := in.update(ctx, func(s *step) error {
		var err error
		if d, err = s.tx.Undo(ctx, parley.Decision{ID: decision, Undone: s.now(), UndoneBy: by}); err != nil {
			return fmt.Errorf("taking back decision %d: %w", decision, err)
		}
		return s.apply(d)
	})
	return d, err
}

// Settle puts a person's word on the scale on an undertaking, by any of its IDs;
// an empty p.By takes it back. Errors wrap ErrNotFound, or ErrQuery for a level
// that is not on the scale.
func (in *Intake) Settle(ctx context.Context, id string, p parley.PAM) (parley.Undertaking, error) {
	var u parley.Undertaking
	if p.Level < 0 || p.Level > 3 {
		return u, question("level %d is not on the scale from 0 to 3", p.Level)
	}
	err := in.update(ctx, func(s *step) error {
		groups, g, err := s.named([]string{id})
		if err != nil {
			return err
		}
		if g != parley.Undertakings {
			return question("%s is no undertaking", id)
		}
		// What was put on a part of it before a merge gives way too.
		settled, err := s.tx.Settled(ctx, groups[0])
		if err != nil {
			return fmt.Errorf("reading what was settled: %w", err)
		}
		for i, c := range groups[0] {
			if _, ok := settled[c]; ok || i == 0 {
				if err := s.tx.Settle(ctx, c, p); err != nil {
					return fmt.Errorf("settling %s: %w", id, err)
				}
			}
		}
		if err := s.markCommitments(groups[0]); err != nil {
			return err
		}
		if err := s.refresh(); err != nil {
			return err
		}
		u, _, err = s.tx.Undertaking(ctx, id)
		return err
	})
	return u, err
}

// decide logs d, brings the groups up to date, and returns the IDs of those that
// hold its nodes, Left's first, each once.
func (s *step) decide(d parley.Decision) (parley.Decision, []string, error) {
	d.At = s.now()
	d, err := s.tx.Decide(s.ctx, d)
	if err != nil {
		return d, nil, fmt.Errorf("logging the decision: %w", err)
	}
	if err := s.apply(d); err != nil {
		return d, nil, err
	}
	named := slices.Concat(d.Left, d.Right)
	of, err := s.tx.GroupsOf(s.ctx, d.Grouping, named)
	if err != nil {
		return d, nil, fmt.Errorf("reading groups: %w", err)
	}
	var holders []string
	for _, id := range named {
		if !slices.Contains(holders, of[id]) {
			holders = append(holders, of[id])
		}
	}
	return d, holders, nil
}

// apply brings the groups that d names up to date.
func (s *step) apply(d parley.Decision) error {
	named := slices.Concat(d.Left, d.Right)
	var err error
	switch d.Grouping {
	case parley.Incidents:
		err = s.markEvents(named)
	case parley.Undertakings:
		err = s.markCommitments(named)
	default:
		err = question("groups of %s are not decided by hand", d.Grouping)
	}
	if err != nil {
		return err
	}
	return s.refresh()
}

// named returns the members of the groups that ids name, each group once, all of
// one grouping.
func (s *step) named(ids []string) ([][]string, parley.Grouping, error) {
	var groups [][]string
	var grouping parley.Grouping
	seen := map[string]bool{}
	for _, id := range ids {
		var g parley.Grouping
		var members []string
		switch {
		case strings.HasPrefix(id, cluster.Prefix(parley.Incidents)):
			in, err := s.tx.Incident(s.ctx, id)
			if err != nil {
				return nil, "", fmt.Errorf("incident %s: %w", id, err)
			}
			g, id, members = parley.Incidents, in.ID, in.Events
		case strings.HasPrefix(id, cluster.Prefix(parley.Undertakings)):
			u, _, err := s.tx.Undertaking(s.ctx, id)
			if err != nil {
				return nil, "", fmt.Errorf("undertaking %s: %w", id, err)
			}
			g, id, members = parley.Undertakings, u.ID, u.Commitments
		default:
			return nil, "", fmt.Errorf("%q names no incident or undertaking: %w", id, parley.ErrNotFound)
		}
		if grouping != "" && g != grouping {
			return nil, "", question("an incident and an undertaking cannot be one")
		}
		grouping = g
		if !seen[id] {
			seen[id] = true
			groups = append(groups, members)
		}
	}
	return groups, grouping, nil
}
