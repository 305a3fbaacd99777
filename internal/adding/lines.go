package adding

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"parley"
	"parley/internal/export"
	"parley/internal/intake"
	"parley/internal/what"
)

// LineStore is what Lines needs of a store besides the intake.
type LineStore interface {
	parley.Updater
	parley.Reader
}

// LinesSum is what Lines brought in.
type LinesSum struct {
	Articles   int `json:"articles"` // added
	Known      int `json:"known"`    // were in the store
	Raws       int `json:"raws"`
	Agreements int `json:"agreements"`
	Decisions  int `json:"decisions"` // those that the store has already left out
	Settled    int `json:"settled"`
	Feeds      int `json:"feeds"` // those that the store has already left out
	// Faults counts the lines that could not be read.
	Faults int `json:"faults"`
}

// Lines makes a store of what 'parley export --format jsonl' wrote, or adds it to
// one: articles with what was coded from them, what they were read from,
// agreements, decisions, what was settled, and feeds. Incidents and the ledger are
// made anew, and so come out the same. open is called twice. Articles go in
// batches, so that a run that was killed may be run again. bad gets each line that
// cannot be read; the others go on.
func Lines(ctx context.Context, in *intake.Intake, store LineStore, open func() (io.ReadCloser, error), bad func(error)) (LinesSum, error) {
	l := lines{in: in, store: store, bad: bad}
	before, err := store.Sums(ctx)
	if err != nil {
		return l.sum, err
	}
	// What people decided goes first: it holds for whatever comes after it.
	if err := l.each(ctx, open, true, l.small, export.LineAgreement, export.LineDecision, export.LineSettled, export.LineFeed); err != nil {
		return l.sum, err
	}
	changed, err := l.putSmall(ctx)
	if err != nil {
		return l.sum, err
	}
	if err := l.each(ctx, open, false, l.large, export.LineArticle, export.LineRaw); err != nil {
		return l.sum, err
	}
	if err := l.flush(ctx); err != nil {
		return l.sum, err
	}
	if changed && before.Articles > 0 {
		// Decisions were put beside groups that stood already.
		return l.sum, in.Rebuild(ctx)
	}
	return l.sum, nil
}

// lines is one run of Lines.
type lines struct {
	in    *intake.Intake
	store LineStore
	bad   func(error)
	sum   LinesSum

	agreements []parley.Agreement
	decisions  []parley.Decision
	settled    []export.Settled
	feeds      []parley.Feed
	batch      intake.Batch
}

// each calls use for the lines of the kinds. Lines of no known kind are told as
// faults where odd is true: in one of two passes.
func (l *lines) each(ctx context.Context, open func() (io.ReadCloser, error), odd bool, use func(context.Context, *export.Line) error, kinds ...export.LineKind) (err error) {
	r, err := open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	want := func(k export.LineKind) bool { return slices.Contains(kinds, k) || odd && !k.Known() }
	for line, fault := range export.ReadLines(r, want) {
		if err := ctx.Err(); err != nil {
			return err
		}
		switch {
		case errors.Is(fault, parley.ErrSyntax), errors.Is(fault, parley.ErrTooLarge), errors.Is(fault, parley.ErrNoText):
			if odd || line.Kind.Known() {
				l.sum.Faults++
				l.bad(fault)
			}
		case fault != nil:
			return fault
		default:
			if err := use(ctx, &line); err != nil {
				return err
			}
		}
	}
	return nil
}

// small takes a line of what people made; there are few.
func (l *lines) small(_ context.Context, line *export.Line) error {
	switch {
	case line.Agreement != nil:
		l.agreements = append(l.agreements, *line.Agreement)
	case line.Decision != nil:
		l.decisions = append(l.decisions, *line.Decision)
	case line.Settled != nil:
		l.settled = append(l.settled, *line.Settled)
	case line.Feed != nil:
		l.feeds = append(l.feeds, *line.Feed)
	}
	return nil
}

// putSmall puts what people made into the store; changed is true where that may
// change what is in it.
func (l *lines) putSmall(ctx context.Context) (changed bool, err error) {
	for _, a := range l.agreements {
		if _, err := l.in.AddAgreement(ctx, a, nil); err != nil {
			return false, err
		}
		l.sum.Agreements++
	}
	known, err := l.known(ctx)
	if err != nil {
		return false, err
	}
	feeds, err := l.store.Feeds(ctx)
	if err != nil {
		return false, err
	}
	err = l.store.Update(ctx, func(tx parley.Tx) error {
		for _, d := range l.decisions {
			if slices.ContainsFunc(known, func(k parley.Decision) bool { return sameDecision(k, d) }) {
				continue
			}
			if err := decide(ctx, tx, d); err != nil {
				return err
			}
			l.sum.Decisions++
		}
		for _, s := range l.settled {
			if err := tx.Settle(ctx, s.Commitment, s.PAM); err != nil {
				return fmt.Errorf("settling %s: %w", s.Commitment, err)
			}
			l.sum.Settled++
		}
		for _, f := range l.feeds {
			if slices.ContainsFunc(feeds, func(k parley.Feed) bool { return k.URL == f.URL }) {
				continue
			}
			if err := tx.PutFeed(ctx, f); err != nil {
				return fmt.Errorf("feed %s: %w", f.URL, err)
			}
			l.sum.Feeds++
		}
		return nil
	})
	return l.sum.Decisions > 0 || l.sum.Settled > 0, err
}

// known returns the decisions that the store has.
func (l *lines) known(ctx context.Context) ([]parley.Decision, error) {
	var all []parley.Decision
	for _, g := range []parley.Grouping{parley.Incidents, parley.Undertakings} {
		ds, err := l.store.Decisions(ctx, g, nil)
		if err != nil {
			return nil, fmt.Errorf("reading decisions: %w", err)
		}
		all = append(all, ds...)
	}
	return all, nil
}

// sameDecision reports whether two decisions are one, whatever their numbers.
func sameDecision(a, b parley.Decision) bool {
	return a.Grouping == b.Grouping && a.Verdict == b.Verdict && slices.Equal(a.Left, b.Left) && slices.Equal(a.Right, b.Right) &&
		a.By == b.By && a.Note == b.Note && a.At.Equal(b.At)
}

// decide logs a decision, and that it was taken back if it was.
func decide(ctx context.Context, tx parley.Tx, d parley.Decision) error {
	made, err := tx.Decide(ctx, d)
	if err != nil {
		return fmt.Errorf("decision %d: %w", d.ID, err)
	}
	if d.Undone.IsZero() {
		return nil
	}
	made.Undone, made.UndoneBy = d.Undone, d.UndoneBy
	if _, err := tx.Undo(ctx, made); err != nil {
		return fmt.Errorf("taking back decision %d: %w", d.ID, err)
	}
	return nil
}

// large takes an article or what one was read from.
func (l *lines) large(ctx context.Context, line *export.Line) error {
	if line.Record != nil {
		if len(l.batch.Records) >= DefaultBatch {
			if err := l.flush(ctx); err != nil {
				return err
			}
		}
		what.Fill(line.Record) // another program may have left lists out
		l.batch.Records = append(l.batch.Records, line.Record)
	}
	if line.Raw != nil {
		l.batch.Raws = append(l.batch.Raws, *line.Raw)
		l.sum.Raws++
		if len(l.batch.Raws) > DefaultBatch {
			return l.flush(ctx)
		}
	}
	return nil
}

// flush puts the batch into the store.
func (l *lines) flush(ctx context.Context) error {
	added, err := l.in.AddBatch(ctx, l.batch)
	if err != nil {
		return err
	}
	l.sum.Articles += added.Articles
	l.sum.Known += added.Known
	l.batch = intake.Batch{}
	return nil
}
