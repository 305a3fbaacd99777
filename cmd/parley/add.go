package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"runtime/debug"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"parley"
	"parley/internal/adding"
	"parley/internal/intake"
	"parley/internal/pipeline"
	"parley/internal/sqlite"
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
		Use:   "add FILE|URL…",
		Short: "code articles and keep them in the store, with what they add up to",
		Long: "Add codes articles as 'parley code' does and keeps them in the store. Accounts of\n" +
			"one happening become one incident, promises that are the same become one entry of\n" +
			"the ledger, and what later articles tell changes both.\n\n" + inputHelp +
			"'parley watch' polls feeds and folders.\n\n" +
			"What an article was read from is kept beside it, so that 'parley recode' can read\n" +
			"and code it again. An article in another language than English is kept, with its\n" +
			"language, and not coded.\n\n" +
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
	o.in.add(c)
	o.net.add(c)
	o.store.addFile(c)
	c.Flags().BoolVarP(&o.verbose, "verbose", "v", false, "a line on standard error for each article and each transaction")
	c.Flags().BoolVar(&o.json, "json", false, "print what was added as one JSON object")
	c.Flags().IntVar(&o.batch, "batch", adding.DefaultBatch, "how many articles to keep in one transaction; what they add up to is the same")
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
	in, err := o.in.options(m.Stdin)
	if err != nil {
		return err
	}
	in.KeepRaw = true
	st, err := o.store.make(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	a, err := m.newAdder(st, o)
	if err != nil {
		return err
	}
	err = a.Articles(ctx, m.given(ctx, paths, o.data, o.net, in))
	if errors.Is(err, context.Canceled) {
		err = fmt.Errorf("interrupted; what was added is kept, and the next run does the rest: %w", context.Canceled)
	}
	return errors.Join(err, a.end(m.Stdout, o.json))
}

// adder is a run of adding that tells about itself.
type adder struct {
	*adding.Run
	pipeline *pipeline.Pipeline
	intake   *intake.Intake
	report   batch
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

// newAdder makes a run ready. The collector of garbage stays as it is set here:
// the program ends with the run.
func (m *Main) newAdder(st *sqlite.Store, o addOptions) (*adder, error) {
	debug.SetGCPercent(addingGC)
	fsys, err := dataFS(o.data)
	if err != nil {
		return nil, err
	}
	stages, err := m.codingStages(o.codeOptions)
	if err != nil {
		return nil, err
	}
	a := &adder{log: &locked{w: m.Stderr}}
	a.report = batch{w: a.log, verbose: o.verbose}
	if a.pipeline, err = pipeline.New(stages...); err != nil {
		return nil, err
	}
	if a.intake, err = intake.New(fsys, st); err != nil {
		return nil, err
	}
	a.Run = adding.New(a.pipeline, a.intake, st, adding.Options{
		Batch: o.batch, Workers: o.workers, Told: a.told, Kept: a.kept,
	})
	return a, nil
}

// told tells of an article.
func (a *adder) told(o pipeline.Outcome) {
	if o.State == pipeline.Skipped && o.Article != nil && errors.Is(o.Err, parley.ErrLanguage) {
		fmt.Fprintf(a.log, "%s: kept, not coded: %v\n", o.Article.Ref, o.Err)
		return
	}
	a.report.add(o)
}

// kept tells of a batch that is in the store.
func (a *adder) kept(number int, got intake.Added) {
	if a.report.verbose {
		fmt.Fprintf(a.log, "batch %d: %s, %d events; kept\n", number, articles(got.Articles), got.Events)
	}
}

// end prints what was added, and returns the error of articles that failed.
func (a *adder) end(w io.Writer, asJSON bool) error {
	s := a.Sum()
	fmt.Fprintf(a.log, "%d added, %d known, %d skipped, %d failed\n", s.Articles, s.Known, s.Skipped, s.Failed)
	fmt.Fprintf(a.log, "%d events: %d incidents new, %d changed; %d commitments: %d undertakings new, %d changed\n",
		s.Events, s.IncidentsNew, s.IncidentsChanged, s.Commitments, s.UndertakingsNew, s.UndertakingsChanged)
	if len(s.Uncoded) > 0 {
		fmt.Fprintf(a.log, "kept and not coded, being in other languages: %s\n", byLanguage(s.Uncoded))
	}
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

// byLanguage lists how many articles are in each language, most first.
func byLanguage(counts map[string]int) string {
	tags := slices.SortedFunc(maps.Keys(counts), func(x, y string) int {
		return cmp.Or(counts[y]-counts[x], strings.Compare(x, y))
	})
	for i, tag := range tags {
		tags[i] = fmt.Sprintf("%s %d", tag, counts[tag])
	}
	return strings.Join(tags, ", ")
}
