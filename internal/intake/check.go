package intake

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"parley"
	"parley/internal/cluster"
)

// mostFaults is how many faults Check tells.
const mostFaults = 100

// Check compares all that was made of the records in the store with what a fresh
// run would make of them, a few records at a time, and returns what differs, in
// words; none in a sound store. It changes nothing, but holds the store as a
// writer does.
func (in *Intake) Check(ctx context.Context) ([]string, error) {
	var faults []string
	err := in.update(ctx, func(s *step) error {
		return s.eachPage(func(page []made) error {
			for _, check := range []func([]made) ([]string, error){s.checkArticles, s.checkEvents, s.checkCommitments} {
				found, err := check(page)
				if err != nil {
					return err
				}
				if faults = append(faults, found...); len(faults) >= mostFaults {
					faults = append(faults[:mostFaults], "and more")
					return errEnough
				}
			}
			return nil
		})
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return faults, err
}

// errEnough ends a check early.
var errEnough = errors.New("enough faults")

func (s *step) checkArticles(page []made) ([]string, error) {
	faults, _, err := cluster.Check(s.ctx, s.tx, s.articles.Families(), families(page))
	if err != nil {
		return nil, err
	}
	more, _, err := cluster.Check(s.ctx, s.tx, s.articles.Stories(), stories(page))
	return append(faults, more...), err
}

func (s *step) checkEvents(page []made) ([]string, error) {
	faults, groups, err := cluster.Check(s.ctx, s.tx, s.resolver.Model(), events(page))
	if err != nil {
		return nil, err
	}
	articles, err := articlesOf(s.resolver.Model(), eventArticle, groups)
	if err != nil {
		return nil, err
	}
	family, err := s.familyOf(articles)
	if err != nil {
		return nil, err
	}
	for _, g := range groups {
		want, err := s.resolver.Incident(g, family)
		if err != nil {
			return nil, fmt.Errorf("summing up %s: %w", g.ID, err)
		}
		has, err := s.tx.Incident(s.ctx, g.ID)
		if faults, err = differs(faults, "incident "+g.ID, want, has, err); err != nil {
			return nil, err
		}
	}
	return faults, nil
}

func (s *step) checkCommitments(page []made) ([]string, error) {
	faults, groups, err := cluster.Check(s.ctx, s.tx, s.ledger.Model(), commitments(page))
	if err != nil {
		return nil, err
	}
	about, err := s.about(groups)
	if err != nil {
		return nil, err
	}
	for _, g := range groups {
		want, bearing, err := s.undertaking(g, about, false)
		if err != nil {
			return nil, err
		}
		has, borne, err := s.tx.Undertaking(s.ctx, g.ID)
		if faults, err = differs(faults, "undertaking "+g.ID, want, has, err); err != nil {
			return nil, err
		}
		if faults, err = differs(faults, "what bears on "+g.ID, bearing, borne, nil); err != nil {
			return nil, err
		}
	}
	return faults, nil
}

// differs adds a fault if has is not want, or err is that it is not there.
func differs[T any](faults []string, what string, want, has T, err error) ([]string, error) {
	if errors.Is(err, parley.ErrNotFound) {
		return append(faults, what+" is missing"), nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", what, err)
	}
	a, err := json.Marshal(want)
	if err != nil {
		return nil, err
	}
	b, err := json.Marshal(has)
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(a, b) {
		faults = append(faults, what+" is stored otherwise than it would be made now")
	}
	return faults, nil
}
