// Package adding takes articles through the coder into a store, batch by batch, makes
// a store of the lines that another wrote, and codes a store again from what its
// articles were read from.
//
// Articles are coded while those before them are written. A batch is one
// transaction: its records, what they were read from and what became of the items
// of feeds that brought them are kept together or not at all, so that a run may be
// killed at any moment and the next one does the rest.
//
// An article in a language that is not coded is kept without events, with its
// language.
package adding

import (
	"context"
	"errors"
	"iter"
	"time"

	"parley"
	"parley/internal/intake"
	"parley/internal/pipeline"
	"parley/internal/what"
)

// A batch goes into the store when it is full, or when its first article has
// waited so long.
const (
	DefaultBatch = 256
	batchWait    = 2 * time.Second
)

// Store is what a run needs of a store besides the intake.
type Store interface {
	// Known tells which of the articles the store has.
	Known(ctx context.Context, articles []string) (map[string]bool, error)
}

// Options say how a run goes. The zero value is ready to use.
type Options struct {
	// Batch is how many articles go into one transaction; 0 means DefaultBatch.
	// What they add up to is the same.
	Batch int
	// Workers is how many articles are coded at a time; less than 1 means 1.
	Workers int
	// Told gets each outcome, in the order of the articles, and Kept each batch that
	// was kept. Both may be nil. They are called from different goroutines.
	Told func(pipeline.Outcome)
	Kept func(number int, added intake.Added)
}

// Sum is what a run added, as JSON prints it.
type Sum struct {
	Articles int `json:"articles"` // added
	Known    int `json:"known"`    // were in the store
	// Uncoded counts, of Articles, those of other languages, by language.
	Uncoded             map[string]int `json:"uncoded,omitempty"`
	Skipped             int            `json:"skipped"`
	Failed              int            `json:"failed"`
	Events              int            `json:"events"`
	Commitments         int            `json:"commitments"`
	IncidentsNew        int            `json:"incidents_new"`
	IncidentsChanged    int            `json:"incidents_changed"`
	UndertakingsNew     int            `json:"undertakings_new"`
	UndertakingsChanged int            `json:"undertakings_changed"`
}

// Run adds to one store. Its methods are called one at a time.
type Run struct {
	pipeline *pipeline.Pipeline
	intake   *intake.Intake
	store    Store
	o        Options
	sum      Sum
	batches  int
}

// New returns a run over the stages of p into the store of in.
func New(p *pipeline.Pipeline, in *intake.Intake, store Store, o Options) *Run {
	if o.Batch < 1 {
		o.Batch = DefaultBatch
	}
	return &Run{pipeline: p, intake: in, store: store, o: o, sum: Sum{Uncoded: map[string]int{}}}
}

// Sum returns what was added so far.
func (r *Run) Sum() Sum { return r.sum }

// Articles codes the articles that the store lacks and adds them. An error in the
// sequence is an article that could not be read. The error is that of the store or
// of ctx.
func (r *Run) Articles(ctx context.Context, articles iter.Seq2[*parley.Article, error]) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	batches := make(chan intake.Batch)
	written := make(chan error, 1)
	go func() {
		err := r.write(ctx, batches)
		if err != nil {
			cancel(err) // no use in coding more
		}
		for range batches {
		}
		written <- err
	}()
	var b intake.Batch
	var since time.Time
	for outcome := range r.pipeline.Run(ctx, r.unknown(ctx, articles, cancel), r.o.Workers) {
		r.tell(outcome)
		if len(b.Records) == 0 {
			since = time.Now()
		}
		put(&b, outcome)
		if len(b.Records) >= r.o.Batch || len(b.Records) > 0 && time.Since(since) > batchWait {
			batches <- b
			b = intake.Batch{}
		}
	}
	if len(b.Records) > 0 && ctx.Err() == nil {
		batches <- b
	}
	close(batches)
	if err := <-written; err != nil {
		return err
	}
	return context.Cause(ctx)
}

// tell reports an outcome, and counts those that were not kept.
func (r *Run) tell(o pipeline.Outcome) {
	if _, ok := uncoded(o); !ok {
		switch o.State {
		case pipeline.Skipped:
			r.sum.Skipped++
		case pipeline.Failed:
			r.sum.Failed++
		}
	}
	if r.o.Told != nil {
		r.o.Told(o)
	}
}

// put adds what an outcome gave to a batch; most give a record.
func put(b *intake.Batch, o pipeline.Outcome) {
	record, ok := recordOf(o)
	if !ok {
		return
	}
	b.Records = append(b.Records, &record)
	if raw := o.Article.Raw; raw != nil {
		b.Raws = append(b.Raws, *raw)
	}
}

// recordOf returns the record that an outcome gives, with events or without.
func recordOf(o pipeline.Outcome) (parley.Record, bool) {
	if o.State == pipeline.Done {
		return what.Record(o.Doc), true
	}
	if other, ok := uncoded(o); ok {
		return what.Uncoded(o.Article, other), true
	}
	return parley.Record{}, false
}

// uncoded reports whether an article was read and not coded for its language.
func uncoded(o pipeline.Outcome) (*parley.LanguageError, bool) {
	var other *parley.LanguageError
	ok := o.State == pipeline.Skipped && o.Article != nil && errors.As(o.Err, &other)
	return other, ok
}

// unknown leaves out the articles that the store has.
func (r *Run) unknown(ctx context.Context, articles iter.Seq2[*parley.Article, error], stop context.CancelCauseFunc) iter.Seq2[*parley.Article, error] {
	return func(yield func(*parley.Article, error) bool) {
		for article, err := range articles {
			if err == nil {
				known, fault := r.store.Known(ctx, []string{article.ID})
				if fault != nil {
					stop(fault)
					return
				}
				if known[article.ID] {
					r.sum.Known++
					continue
				}
			}
			if !yield(article, err) {
				return
			}
		}
	}
}

// write adds each batch in a transaction.
func (r *Run) write(ctx context.Context, batches <-chan intake.Batch) error {
	for b := range batches {
		if _, err := r.keep(ctx, b); err != nil {
			return err
		}
	}
	return nil
}
