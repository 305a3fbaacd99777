package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"

	"parley/internal/adding"
	"parley/internal/intake"
)

func (m *Main) importJSONLCommand() *cobra.Command {
	var o storeOptions
	c := &cobra.Command{
		Use:   "jsonl FILE",
		Short: "make a store of what 'parley export --format jsonl' wrote, or add it to one",
		Long: "Jsonl takes articles with what was coded from them, what they were read from,\n" +
			"agreements, decisions, what was settled on the scale, and feeds. Incidents and the\n" +
			"ledger are made anew of them, and come out the same: a store that was exported\n" +
			"whole and brought into an empty one is the same store. What the store has already\n" +
			"changes nothing. Lines that 'parley code' printed are taken too.\n\n" +
			"A line that cannot be read is told, and the others go on. A run that was stopped\n" +
			"may be run again." + exitHelp(exitArticles, exitNotFound, exitStore, exitInterrupted),
		Example: "  parley export --format jsonl --raw -o all.jsonl\n  parley import jsonl all.jsonl --store copy.db",
		Args:    needArgs(cobra.ExactArgs(1)),
		RunE:    func(c *cobra.Command, args []string) error { return m.importJSONL(c.Context(), args[0], o) },
	}
	o.add(c)
	o.addLists(c)
	return c
}

func (m *Main) importJSONL(ctx context.Context, file string, o storeOptions) (err error) {
	if _, err := os.Stat(file); err != nil { // before a store is made
		return err
	}
	debug.SetGCPercent(addingGC)
	fsys, err := dataFS(o.lists)
	if err != nil {
		return err
	}
	st, err := o.make(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	in, err := intake.New(fsys, st)
	if err != nil {
		return err
	}
	sum, err := adding.Lines(ctx, in, st, func() (io.ReadCloser, error) { return os.Open(file) }, func(fault error) {
		fmt.Fprintf(m.Stderr, "%s: %v\n", file, fault)
	})
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	fmt.Fprintf(m.Stderr, "%s added, %d known, %d raws, %d agreements, %d decisions, %d settled, %d feeds, %d lines not read\n",
		articles(sum.Articles), sum.Known, sum.Raws, sum.Agreements, sum.Decisions, sum.Settled, sum.Feeds, sum.Faults)
	if o.json {
		if err := jsonLines(m.Stdout, []adding.LinesSum{sum}); err != nil {
			return err
		}
	}
	if sum.Faults > 0 {
		return fmt.Errorf("%s: %d lines were not read: %w", file, sum.Faults, errArticles)
	}
	return nil
}
