package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"runtime/debug"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"parley"
	"parley/internal/intake"
	"parley/internal/pipeline"
	"parley/internal/read"
	"parley/internal/sqlite"
	"parley/internal/what"
)

// A batch of records goes into the store in one transaction: when it is full, or
// when its first article has waited so long.
const (
	batchArticles = 256
	batchWait     = 2 * time.Second
)

// addingGC is the percentage of garbage collection while articles are added:
// memory is spent for a third of the time.
const addingGC = 400

type addOptions struct {
	codeOptions
	store storeOptions
	batch int // articles a transaction
}

func (m *Main) addCommand() *cobra.Command {
	var o addOptions
	c := &cobra.Command{
		Use:   "add FILE…",
		Short: "code articles and keep them in the store, with what they add up to",
		Long: "Add codes articles as 'parley code' does and keeps them in the store. Accounts of\n" +
			"one happening become one incident, promises that are the same become one entry of\n" +
			"the ledger, and what later articles tell changes both. A FILE is a text, JSON\n" +
			"Lines (.jsonl), a folder of them, or - for standard input.\n\n" +
			"The store is one file: --store, else " + storeVariable + ", else ./" + defaultStore + ". It is made\n" +
			"if it is not there.\n\n" +
			"An article that the store has is passed over, so that a run over the same files\n" +
			"adds only what is new. Add may be stopped or killed at any moment: what was\n" +
			"added so far is kept whole, and the next run does the rest. The order in which\n" +
			"articles come does not change what they add up to." +
			exitHelp(exitArticles, exitNotFound, exitStore, exitInterrupted),
		Example: "  parley add examples/\n  parley add --store news.db --verbose archive/*.jsonl",
		Args:    needArgs(cobra.MinimumNArgs(1)),
		RunE:    func(c *cobra.Command, args []string) error { return m.add(c.Context(), args, o) },
	}
	addWorkers(c, &o.workers)
	o.store.addFile(c)
	c.Flags().BoolVarP(&o.verbose, "verbose", "v", false, "a line on standard error for each article and each transaction")
	c.Flags().BoolVar(&o.json, "json", false, "print what was added as one JSON object")
	c.Flags().IntVar(&o.batch, "batch", batchArticles, "how many articles to keep in one transaction; what they add up to is the same")
	addDataDir(c.Flags(), &o.data)
	c.Flags().StringVar(&o.places, "gazetteer", "", "a places file, in place of the one that is built in (default: "+gazetteerVariable+")")
	return c
}

func (m *Main) add(ctx context.Context, paths []string, o addOptions) (err error) {
	if err := checkWorkers(o.workers); err != nil {
		return err
	}
	if o.batch < 1 {
		return usage(fmt.Errorf("--batch %d: must be at least 1", o.batch))
	}
	st, err := o.store.make(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	a, err := m.newAdding(st, o)
	if err != nil {
		return err
	}
	err = a.run(ctx, read.Files(paths, read.Options{Stdin: m.Stdin}), o.workers)
	if errors.Is(err, context.Canceled) {
		err = fmt.Errorf("interrupted; what was added is kept, and the next run does the rest: %w", context.Canceled)
	}
	return errors.Join(err, a.end(m.Stdout, o.json))
}

// adding is one run of add.
type adding struct {
	pipeline *pipeline.Pipeline
	store    *sqlite.Store
	intake   *intake.Intake
	report   batch
	sum      addedSum
	known    int // passed over before they were coded
	size     int // articles a batch
	batches  int
	log      *locked
}

// locked is a writer for several goroutines at a time.
type locked struct {
	mu sync.Mutex
	w  io.Writer
}

func (l *locked) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.w.Write(b)
}

// addedSum is what a run added, as --json prints it.
type addedSum struct {
	Articles            int `json:"articles"` // added
	Known               int `json:"known"`
	Skipped             int `json:"skipped"`
	Failed              int `json:"failed"`
	Events              int `json:"events"`
	Commitments         int `json:"commitments"`
	IncidentsNew        int `json:"incidents_new"`
	IncidentsChanged    int `json:"incidents_changed"`
	UndertakingsNew     int `json:"undertakings_new"`
	UndertakingsChanged int `json:"undertakings_changed"`
}

// newAdding makes a run ready. The collector of garbage stays as it is set
// here: the program ends with the run.
func (m *Main) newAdding(st *sqlite.Store, o addOptions) (*adding, error) {
	debug.SetGCPercent(addingGC)
	fsys, err := dataFS(o.data)
	if err != nil {
		return nil, err
	}
	stages, err := m.codingStages(o.codeOptions)
	if err != nil {
		return nil, err
	}
	p, err := pipeline.New(stages...)
	if err != nil {
		return nil, err
	}
	in, err := intake.New(fsys, st)
	if err != nil {
		return nil, err
	}
	log := &locked{w: m.Stderr}
	return &adding{
		pipeline: p, store: st, intake: in, report: batch{w: log, verbose: o.verbose}, log: log, size: o.batch,
	}, nil
}

// run codes the articles that the store lacks and adds them, batch by batch,
// while the next ones are coded.
func (a *adding) run(ctx context.Context, articles iter.Seq2[*parley.Article, error], workers int) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	batches := make(chan []*parley.Record)
	written := make(chan error, 1)
	go func() {
		err := a.write(ctx, batches)
		if err != nil {
			cancel(err) // no use in coding more
		}
		for range batches {
		}
		written <- err
	}()
	var records []*parley.Record
	var since time.Time
	for outcome := range a.pipeline.Run(ctx, a.unknown(ctx, articles, cancel), workers) {
		a.report.add(outcome)
		if outcome.State == pipeline.Done {
			if len(records) == 0 {
				since = time.Now()
			}
			r := what.Record(outcome.Doc)
			records = append(records, &r)
		}
		if len(records) >= a.size || len(records) > 0 && time.Since(since) > batchWait {
			batches <- records
			records = nil
		}
	}
	if len(records) > 0 && ctx.Err() == nil {
		batches <- records
	}
	close(batches)
	if err := <-written; err != nil {
		return err
	}
	return context.Cause(ctx)
}

// unknown leaves out the articles that the store has.
func (a *adding) unknown(ctx context.Context, articles iter.Seq2[*parley.Article, error], stop context.CancelCauseFunc) iter.Seq2[*parley.Article, error] {
	return func(yield func(*parley.Article, error) bool) {
		for article, err := range articles {
			if err == nil {
				known, fault := a.store.Known(ctx, []string{article.ID})
				if fault != nil {
					stop(fault)
					return
				}
				if known[article.ID] {
					a.known++
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
func (a *adding) write(ctx context.Context, batches <-chan []*parley.Record) error {
	for records := range batches {
		got, err := a.intake.Add(ctx, records)
		if err != nil {
			return err
		}
		a.batches++
		a.sum.Articles += got.Articles
		a.sum.Known += got.Known
		a.sum.Events += got.Events
		a.sum.Commitments += got.Commitments
		a.sum.IncidentsNew += got.IncidentsNew
		a.sum.IncidentsChanged += got.IncidentsChanged
		a.sum.UndertakingsNew += got.UndertakingsNew
		a.sum.UndertakingsChanged += got.UndertakingsChanged
		if a.report.verbose {
			fmt.Fprintf(a.log, "batch %d: %s, %d events; kept\n", a.batches, articles(got.Articles), got.Events)
		}
	}
	return nil
}

// end prints what was added, and returns the error of articles that failed.
func (a *adding) end(w io.Writer, asJSON bool) error {
	a.sum.Skipped, a.sum.Failed = a.report.sum.Skipped, a.report.sum.Failed
	a.sum.Known += a.known
	s := a.sum
	fmt.Fprintf(a.report.w, "%d added, %d known, %d skipped, %d failed\n", s.Articles, s.Known, s.Skipped, s.Failed)
	fmt.Fprintf(a.report.w, "%d events: %d incidents new, %d changed; %d commitments: %d undertakings new, %d changed\n",
		s.Events, s.IncidentsNew, s.IncidentsChanged, s.Commitments, s.UndertakingsNew, s.UndertakingsChanged)
	if asJSON {
		if err := json.NewEncoder(w).Encode(s); err != nil {
			return fmt.Errorf("writing the output: %w", err)
		}
	}
	if s.Failed > 0 {
		return &batchError{a.report.sum, a.report.causes}
	}
	return nil
}
