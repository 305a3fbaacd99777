package intake

import (
	"errors"
	"fmt"
	"slices"

	"parley"
	"parley/internal/cluster"
)

// refresh makes anew what changed: incidents, then what they bear on, then talks.
func (s *step) refresh() error {
	if err := s.refreshIncidents(); err != nil {
		return err
	}
	if err := s.refreshLedger(); err != nil {
		return err
	}
	return s.putTalks()
}

// refreshIncidents makes the incidents that changed anew and notes what they were.
func (s *step) refreshIncidents() error {
	was, err := s.before(s.incidents)
	if err != nil {
		return err
	}
	if s.changed, err = s.putIncidents(); err != nil {
		return err
	}
	s.touched, s.stale = slices.Concat(was, s.changed), map[string]bool{}
	for _, in := range s.touched {
		s.stale[in.ID] = true
	}
	return s.touchTalks(was, s.changed)
}

// refreshLedger makes the undertakings that changed anew, and those on which the
// incidents bear that did.
func (s *step) refreshLedger() error {
	if err := s.markBorneOn(s.touched); err != nil {
		return err
	}
	return s.putUndertakings()
}

// existed reports whether a group of its ID was there before the step: a group
// goes by its first member, so it was if that member did not move.
func existed(c cluster.Changes, g cluster.Group) bool {
	_, moved := slices.BinarySearch(c.Moved, g.Nodes[0].ID)
	return !moved
}

// before returns the incidents as they were before the step that the changes are of.
func (s *step) before(c cluster.Changes) ([]parley.Incident, error) {
	old := slices.Clone(c.Gone)
	for _, g := range c.Now {
		if existed(c, g) {
			old = append(old, g.ID)
		}
	}
	var out []parley.Incident
	for _, id := range old {
		in, err := s.tx.Incident(s.ctx, id)
		if errors.Is(err, parley.ErrNotFound) {
			continue // Rebuild has cleared it
		}
		if err != nil {
			return nil, fmt.Errorf("reading incident %s: %w", id, err)
		}
		out = append(out, in)
	}
	return out, nil
}

// putIncidents sums up and writes the incidents that changed.
func (s *step) putIncidents() ([]parley.Incident, error) {
	c := s.incidents
	if len(c.Now)+len(c.Gone) == 0 {
		return nil, nil
	}
	articles, err := articlesOf(s.resolver.Model(), eventArticle, c.Now)
	if err != nil {
		return nil, err
	}
	family, err := s.familyOf(articles)
	if err != nil {
		return nil, err
	}
	out := make([]parley.Incident, len(c.Now))
	for i, g := range c.Now {
		if out[i], err = s.resolver.Incident(g, family); err != nil {
			return nil, fmt.Errorf("summing up %s: %w", g.ID, err)
		}
		if existed(c, g) {
			s.added.IncidentsChanged++
		} else {
			s.added.IncidentsNew++
		}
	}
	if err := s.tx.PutIncidents(s.ctx, out, c.Gone); err != nil {
		return nil, fmt.Errorf("writing incidents: %w", err)
	}
	return out, nil
}

// allAgreements returns the agreements of the store, by ID.
func (s *step) allAgreements() ([]parley.Agreement, error) {
	if s.agreements != nil {
		return s.agreements, nil
	}
	as, err := collect(all(s.ctx, parley.Filter{Limit: pageSize}, s.tx.Agreements))
	if err != nil {
		return nil, fmt.Errorf("reading agreements: %w", err)
	}
	s.agreements = slices.SortedFunc(slices.Values(as), func(a, b parley.Agreement) int { return compareIDs(a.ID, b.ID) })
	if s.agreements == nil {
		s.agreements = []parley.Agreement{}
	}
	return s.agreements, nil
}
