package intake

import (
	"context"
	"fmt"

	"parley"
	"parley/internal/cluster"
)

// recordsAtATime is how many records Rebuild and Check hold.
const recordsAtATime = 200

// Rebuild makes all groups and what follows from them anew from the records,
// agreements and decisions of the store, in one transaction, a few records at a
// time: after new weights or lists.
func (in *Intake) Rebuild(ctx context.Context) error {
	return in.update(ctx, func(s *step) error {
		if err := s.touchAllTalks(); err != nil {
			return err
		}
		for _, g := range []parley.Grouping{parley.Families, parley.Stories, parley.Incidents, parley.Undertakings} {
			if err := s.tx.Clear(ctx, g); err != nil {
				return fmt.Errorf("clearing groups of %s: %w", g, err)
			}
		}
		if _, err := s.allAgreements(); err != nil {
			return err
		}
		// Each round stands on those before it: when incidents are counted all
		// families are known, and when bearing is looked for all incidents are.
		for _, round := range []func(*step, []made) error{(*step).groupArticles, addEvents, addCommitments} {
			if err := s.eachPage(func(nodes []made) error {
				page := in.step(ctx, s.tx)
				page.agreements, page.pairs = s.agreements, s.pairs
				return round(page, nodes)
			}); err != nil {
				return err
			}
		}
		return s.putTalks()
	})
}

// eachPage calls f with the nodes of all records of the store, a few at a time.
func (s *step) eachPage(f func([]made) error) error {
	after := ""
	for {
		records, err := s.tx.Records(s.ctx, after, recordsAtATime)
		if err != nil {
			return fmt.Errorf("reading records: %w", err)
		}
		if len(records) == 0 {
			return nil
		}
		nodes, err := s.nodesOf(records)
		if err != nil {
			return err
		}
		if err := f(nodes); err != nil {
			return err
		}
		after = records[len(records)-1].Article.ID
	}
}

// addEvents groups events into incidents.
func addEvents(s *step, page []made) error {
	var err error
	if s.incidents, err = cluster.Add(s.ctx, s.tx, s.resolver.Model(), events(page)); err != nil {
		return err
	}
	now, err := s.putIncidents()
	if err != nil {
		return err
	}
	return s.touchTalks(nil, now)
}

// addCommitments groups commitments into undertakings.
func addCommitments(s *step, page []made) error {
	var err error
	if s.undertakings, err = cluster.Add(s.ctx, s.tx, s.ledger.Model(), commitments(page)); err != nil {
		return err
	}
	return s.putUndertakings()
}
