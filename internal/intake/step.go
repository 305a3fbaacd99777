package intake

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"parley"
	"parley/internal/cluster"
	"parley/internal/process/talks"
)

// step is one transaction. Its fields gather what has changed and wants to be
// made anew.
type step struct {
	*Intake
	ctx   context.Context
	tx    parley.Tx
	added Added

	// moved are articles that were there before and are of another family now.
	moved        []string
	incidents    cluster.Changes
	undertakings cluster.Changes
	// everyUndertaking is set where no undertaking can be left as it is.
	everyUndertaking bool
	// pairs are those whose talks may have changed.
	pairs map[talks.Pair]bool

	agreements []parley.Agreement // nil until asked for

	// changed are the incidents as this step has made them; touched are those and
	// what they and those that are gone were before; stale are the IDs of touched.
	changed, touched []parley.Incident
	stale            map[string]bool
	tellings         map[string][]parley.Telling // of changed, as far as they were read
}

func (in *Intake) step(ctx context.Context, tx parley.Tx) *step {
	return &step{Intake: in, ctx: ctx, tx: tx, pairs: map[talks.Pair]bool{}, tellings: map[string][]parley.Telling{}}
}

// put adds records and returns the nodes of those that the store did not have.
func (s *step) put(records []*parley.Record) ([]made, error) {
	// The nodes are made while the store writes.
	var nodes []made
	var nodesErr error
	done := make(chan struct{})
	go func() {
		defer close(done)
		nodes, nodesErr = s.nodesOf(records)
	}()
	isNew, err := s.putRecords(records)
	<-done
	if err := errors.Join(err, nodesErr); err != nil {
		return nil, err
	}
	var news []made
	for i, m := range nodes {
		if isNew[i] {
			news = append(news, m)
		}
	}
	return news, nil
}

// putRecords adds records and tells which the store did not have.
func (s *step) putRecords(records []*parley.Record) ([]bool, error) {
	isNew := make([]bool, len(records))
	for i, r := range records {
		var err error
		if isNew[i], err = s.tx.PutRecord(s.ctx, r); err != nil {
			return nil, fmt.Errorf("adding %s: %w", r.Article.Ref, err)
		}
		if !isNew[i] {
			s.added.Known++
			continue
		}
		s.added.Articles++
		s.added.Events += len(r.Events)
		s.added.Commitments += len(r.Commitments)
		if tag := r.Article.Language; tag != "" && !parley.Coded(tag) {
			if s.added.Uncoded == nil {
				s.added.Uncoded = make(map[string]int)
			}
			s.added.Uncoded[parley.Language(tag)]++
		}
	}
	return isNew, nil
}

// follow groups what is new and makes anew all that hangs on it.
func (s *step) follow(news []made) error {
	if err := s.groupArticles(news); err != nil {
		return err
	}
	var err error
	if s.incidents, err = cluster.Add(s.ctx, s.tx, s.resolver.Model(), events(news)); err != nil {
		return err
	}
	if s.undertakings, err = cluster.Add(s.ctx, s.tx, s.ledger.Model(), commitments(news)); err != nil {
		return err
	}
	if err := s.markMoved(); err != nil {
		return err
	}
	return s.refresh()
}

// groupArticles groups articles into families and stories and notes those that
// were there before and are of another family now.
func (s *step) groupArticles(news []made) error {
	c, err := cluster.Add(s.ctx, s.tx, s.articles.Families(), families(news))
	if err != nil {
		return err
	}
	isNew := make(map[string]bool, len(news))
	for _, m := range news {
		isNew[m.family.ID] = true
	}
	s.moved = slices.DeleteFunc(c.Moved, func(id string) bool { return isNew[id] })
	_, err = cluster.Add(s.ctx, s.tx, s.articles.Stories(), stories(news))
	return err
}

// markMoved marks as changed what the articles tell that moved to another family:
// it counts families.
func (s *step) markMoved() error {
	var events, commitments []string
	for _, article := range s.moved {
		f := parley.Filter{Article: article, Background: true, Limit: pageSize}
		for in, err := range all(s.ctx, f, s.tx.Incidents) {
			if err != nil {
				return err
			}
			events = append(events, in.Events...)
		}
		for u, err := range all(s.ctx, f, s.tx.Undertakings) {
			if err != nil {
				return err
			}
			commitments = append(commitments, u.Commitments...)
		}
	}
	if err := s.markEvents(events); err != nil {
		return err
	}
	return s.markCommitments(commitments)
}

// markEvents groups anew what the events reach and marks their incidents as changed.
func (s *step) markEvents(events []string) error {
	c, err := regroup(s, s.resolver.Model(), &s.incidents, events)
	s.incidents = c
	return err
}

// markCommitments does for commitments what markEvents does for events.
func (s *step) markCommitments(commitments []string) error {
	c, err := regroup(s, s.ledger.Model(), &s.undertakings, commitments)
	s.undertakings = c
	return err
}

// regroup groups anew what ids reach and joins the changes to those before.
func regroup[D any](s *step, m cluster.Model[D], before *cluster.Changes, ids []string) (cluster.Changes, error) {
	if len(ids) == 0 {
		return *before, nil
	}
	c, err := cluster.Regroup(s.ctx, s.tx, m, ids)
	return join(*before, c), err
}

// join returns the changes of two steps, one after the other, as one.
func join(first, then cluster.Changes) cluster.Changes {
	now, gone, moved := map[string]cluster.Group{}, map[string]bool{}, map[string]bool{}
	for _, c := range []cluster.Changes{first, then} {
		for _, id := range c.Gone {
			gone[id] = true
			delete(now, id)
		}
		for _, g := range c.Now {
			now[g.ID] = g
			delete(gone, g.ID)
		}
		for _, id := range c.Moved {
			moved[id] = true
		}
	}
	var out cluster.Changes
	for _, id := range slices.Sorted(maps.Keys(now)) {
		out.Now = append(out.Now, now[id])
	}
	out.Gone, out.Moved = slices.Sorted(maps.Keys(gone)), slices.Sorted(maps.Keys(moved))
	return out
}

// putSources keeps what articles were read from and what became of the items that
// brought them.
func (s *step) putSources(b Batch) error {
	for _, raw := range b.Raws {
		if err := s.tx.PutRaw(s.ctx, raw); err != nil {
			return fmt.Errorf("keeping what %s was read from: %w", raw.Ref, err)
		}
	}
	if len(b.Visits) == 0 {
		return nil
	}
	if err := s.tx.PutVisits(s.ctx, b.Visits); err != nil {
		return fmt.Errorf("keeping what became of items: %w", err)
	}
	return nil
}
