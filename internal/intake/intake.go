// Package intake takes records into a store: families, stories, incidents and
// the ledger are brought up to date with each batch, in one transaction.
//
// # What follows from what
//
//	articles ── near ──> families, stories
//	events ── resolve ──> incidents          (count families)
//	commitments ── process ──> undertakings  (count families; incidents bear on them)
//	incidents, agreements ── talks ──> talks
//
// A batch makes anew only what it can have changed: the groups that got or lost a
// member, those whose articles changed their family, the undertakings on which a
// changed incident bears or bore, and the talks of which one is a round.
// What is stored is a function of the records, agreements and decisions in the
// store: the order and the batches in which they came do not show.
package intake

import (
	"context"
	"fmt"
	"io/fs"
	"time"

	"parley"
	"parley/internal/process"
	"parley/internal/resolve"
	"parley/internal/resolve/near"
)

// Intake adds to a store. It is safe for several goroutines at a time.
type Intake struct {
	store    parley.Updater
	articles *near.Articles
	resolver *resolve.Resolver
	ledger   *process.Ledger
	now      func() time.Time // for decisions alone
}

// New returns an intake into store, with weights, themes and lists from fsys.
func New(fsys fs.FS, store parley.Updater) (*Intake, error) {
	in := &Intake{store: store, now: func() time.Time { return time.Now().UTC() }}
	var err error
	if in.articles, err = near.New(fsys); err != nil {
		return nil, err
	}
	if in.resolver, err = resolve.New(fsys); err != nil {
		return nil, err
	}
	if in.ledger, err = process.New(fsys); err != nil {
		return nil, err
	}
	return in, nil
}

// Added tells what a batch did.
type Added struct {
	Articles, Known                      int // new, and those that the store had
	Events, Commitments                  int
	IncidentsNew, IncidentsChanged       int
	UndertakingsNew, UndertakingsChanged int
	// Uncoded counts the new articles that hold a language that is not coded; nil
	// for none.
	Uncoded map[string]int
}

// Batch is what goes into the store in one transaction.
type Batch struct {
	Records []*parley.Record
	// Raws are what articles of the records, or of the store, were read from.
	Raws []parley.Raw
	// Visits are the items of feeds that brought them.
	Visits []parley.Visit
}

// Add takes records in one transaction. Records that the store has change nothing.
func (in *Intake) Add(ctx context.Context, records []*parley.Record) (Added, error) {
	return in.AddBatch(ctx, Batch{Records: records})
}

// AddBatch takes a batch in one transaction. Records and raws that the store has
// change nothing.
func (in *Intake) AddBatch(ctx context.Context, b Batch) (Added, error) {
	var added Added
	err := in.update(ctx, func(s *step) error {
		news, err := s.put(b.Records)
		if err != nil {
			return err
		}
		if err := s.putSources(b); err != nil {
			return err
		}
		err = s.follow(news)
		added = s.added
		return err
	})
	if err != nil {
		return Added{}, err
	}
	return added, nil
}

// AddAgreement takes an agreement with the record of its provisions; r may be nil
// for an agreement without any. An agreement of the same ID is written over.
func (in *Intake) AddAgreement(ctx context.Context, a parley.Agreement, r *parley.Record) (Added, error) {
	var added Added
	err := in.update(ctx, func(s *step) error {
		if err := s.tx.PutAgreement(ctx, a); err != nil {
			return fmt.Errorf("adding agreement %s: %w", a.ID, err)
		}
		var records []*parley.Record
		if r != nil {
			records = append(records, r)
		}
		news, err := s.put(records)
		if err != nil {
			return err
		}
		// Any undertaking may stand in it, and any talks may have led to it.
		s.everyUndertaking = true
		if err := s.touchAllTalks(); err != nil {
			return err
		}
		err = s.follow(news)
		added = s.added
		return err
	})
	if err != nil {
		return Added{}, err
	}
	return added, nil
}

// update runs f over one transaction.
func (in *Intake) update(ctx context.Context, f func(s *step) error) error {
	return in.store.Update(ctx, func(tx parley.Tx) error { return f(in.step(ctx, tx)) })
}
