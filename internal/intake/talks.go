package intake

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"parley"
	"parley/internal/process/talks"
)

// touchTalks marks the talks of which incidents are or were rounds, but for those
// in which nothing changed that a round shows.
func (s *step) touchTalks(was, now []parley.Incident) error {
	before := map[string]*parley.Incident{}
	for i := range was {
		before[was[i].ID] = &was[i]
	}
	for i := range now {
		p, ok := talks.PairOf(now[i])
		old := before[now[i].ID]
		if ok && old != nil {
			same, err := sameRound(old, &now[i])
			if err != nil {
				return err
			}
			if same {
				delete(before, old.ID)
				continue
			}
		}
		if ok {
			s.pairs[p] = true
		}
	}
	for _, old := range before {
		if p, ok := talks.PairOf(*old); ok {
			s.pairs[p] = true
		}
	}
	return nil
}

// sameRound reports whether two states of an incident are the same as a round of
// talks: all that talks.Of may read but how often and by whom it is told.
func sameRound(a, b *parley.Incident) (bool, error) {
	shown := func(in *parley.Incident) ([]byte, error) {
		return json.Marshal(parley.Incident{ID: in.ID, Kind: in.Kind, Type: in.Type, Mode: in.Mode, Status: in.Status, Background: in.Background,
			Aggregate: in.Aggregate, Date: in.Date, Place: in.Place, Sources: in.Sources, Targets: in.Targets})
	}
	x, err := shown(a)
	if err != nil {
		return false, err
	}
	y, err := shown(b)
	return bytes.Equal(x, y), err
}

// putTalks makes the talks of the pairs touched anew.
func (s *step) putTalks() error {
	pairs := slices.SortedFunc(maps.Keys(s.pairs), byActors)
	for len(pairs) > 0 {
		// Pairs of one first actor are looked up at once: the filter is the same.
		n := 1
		for n < len(pairs) && pairs[n].A == pairs[0].A {
			n++
		}
		if err := s.putTalksOf(pairs[:n]); err != nil {
			return err
		}
		pairs = pairs[n:]
	}
	return nil
}

// putTalksOf makes the talks of pairs anew that share their first actor.
func (s *step) putTalksOf(pairs []talks.Pair) error {
	agreements, err := s.allAgreements()
	if err != nil {
		return err
	}
	actor := pairs[0].A
	rounds, gone := map[talks.Pair][]parley.Incident{}, map[string]bool{}
	for in, err := range all(s.ctx, talks.Wants(pairs[0]), s.tx.Incidents) {
		if err != nil {
			return fmt.Errorf("reading rounds of %s: %w", actor, err)
		}
		if p, ok := talks.PairOf(in); ok && slices.Contains(pairs, p) {
			rounds[p] = append(rounds[p], in)
		}
	}
	for t, err := range all(s.ctx, parley.Filter{Actor: actor, Limit: pageSize}, s.tx.Talks) {
		if err != nil {
			return fmt.Errorf("reading talks of %s: %w", actor, err)
		}
		if p, ok := pairOfTalks(t); ok && slices.Contains(pairs, p) {
			gone[t.ID] = true
		}
	}
	var now []parley.Talks
	for _, p := range pairs {
		now = append(now, talks.Of(rounds[p], agreements)...)
	}
	for _, t := range now {
		delete(gone, t.ID)
	}
	if err := s.tx.PutTalks(s.ctx, now, sortedKeys(gone)); err != nil {
		return fmt.Errorf("writing talks of %s: %w", actor, err)
	}
	return nil
}

func byActors(a, b talks.Pair) int { return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B)) }

// pairOfTalks returns the two sides of talks.
func pairOfTalks(t parley.Talks) (talks.Pair, bool) {
	if len(t.Parties) != 2 {
		return talks.Pair{}, false
	}
	a, b := t.Parties[0].Actor, t.Parties[1].Actor
	return talks.Pair{A: min(a, b), B: max(a, b)}, true
}

// touchAllTalks marks all talks of the store.
func (s *step) touchAllTalks() error {
	for t, err := range all(s.ctx, parley.Filter{Limit: pageSize}, s.tx.Talks) {
		if err != nil {
			return fmt.Errorf("reading talks: %w", err)
		}
		if p, ok := pairOfTalks(t); ok {
			s.pairs[p] = true
		}
	}
	return nil
}
