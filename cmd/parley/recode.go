package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"parley/internal/adding"
	"parley/internal/read"
	"parley/internal/sqlite"
)

type recodeOptions struct {
	codeOptions
	store storeOptions
	to    string // another file, empty for the store itself
}

func (m *Main) recodeCommand() *cobra.Command {
	var o recodeOptions
	c := &cobra.Command{
		Use:   "recode",
		Short: "read and code all articles of the store again",
		Long: "Recode reads each article again from the bytes that were kept of it, cleans and\n" +
			"codes it as this version does, and makes a new store of it all: with agreements,\n" +
			"feeds, and what people decided, which goes to the same events as they are coded\n" +
			"now. An article of which nothing was kept, or that cannot be read now, stays as it\n" +
			"was and is counted.\n\n" +
			"The store is replaced at the end, in one step: a run that is stopped changes\n" +
			"nothing. With --to the new store is another file and the old one stays." +
			exitHelp(exitArticles, exitNotFound, exitStore, exitInterrupted),
		Example: "  parley recode\n  parley recode --store news.db --to better.db",
		Args:    needArgs(cobra.NoArgs),
		RunE:    func(c *cobra.Command, _ []string) error { return m.recode(c.Context(), o) },
	}
	addWorkers(c, &o.workers)
	o.store.addFile(c)
	c.Flags().StringVar(&o.to, "to", "", "write the new store to this file, which must not be there")
	c.Flags().BoolVar(&o.json, "json", false, "print what was done as one JSON object")
	addDataDir(c.Flags(), &o.data)
	c.Flags().StringVar(&o.places, "gazetteer", "", "a places file, in place of the one that is built in (default: "+gazetteerVariable+")")
	return c
}

func (m *Main) recode(ctx context.Context, o recodeOptions) error {
	if err := checkWorkers(o.workers); err != nil {
		return err
	}
	to := o.to
	if to == "" {
		to = o.store.path() + ".recoding"
		if err := sqlite.Drop(ctx, to); err != nil { // of a run that was stopped
			return err
		}
	} else if _, err := os.Stat(to); err == nil {
		return usage(fmt.Errorf("--to %s: there is such a file", to))
	}
	// Nobody may add to a store that is to be replaced.
	old, err := sqlite.Open(ctx, o.store.path(), sqlite.Options{MustExist: true, Alone: o.to == ""})
	if err != nil {
		return err
	}
	sum, err := m.recodeInto(ctx, old, to, o)
	switch {
	case err != nil:
		err = errors.Join(err, old.Close())
		// What was made is of no use without its end.
		return errors.Join(err, sqlite.Drop(context.WithoutCancel(ctx), to))
	case o.to == "":
		err = old.Replace(ctx, to)
	default:
		err = old.Close()
	}
	if err != nil {
		return err
	}
	return m.tellRecoded(sum, o.json)
}

// tellRecoded prints what was done, and returns the error of articles that failed.
func (m *Main) tellRecoded(sum adding.RecodeSum, asJSON bool) error {
	fmt.Fprintf(m.Stderr, "%s coded again: %d with another text, %d kept as they were, %d failed; %d events, %d before\n",
		articles(sum.Articles), sum.Changed, sum.Kept, sum.Failed, sum.Events, sum.EventsBefore)
	if sum.Decisions+sum.Settled > 0 {
		fmt.Fprintf(m.Stderr, "%d decisions and %d settled entries carried over; %d name what is no longer told\n", sum.Decisions, sum.Settled, sum.Lost)
	}
	if asJSON {
		if err := json.NewEncoder(m.Stdout).Encode(sum); err != nil {
			return fmt.Errorf("writing the output: %w", err)
		}
	}
	if sum.Failed > 0 {
		return fmt.Errorf("%w: %d of %d stay as they were", errArticles, sum.Failed, sum.Articles)
	}
	return nil
}

// recodeInto makes the new store at a path.
func (m *Main) recodeInto(ctx context.Context, old *sqlite.Store, path string, o recodeOptions) (sum adding.RecodeSum, err error) {
	from, err := old.Snapshot(ctx)
	if err != nil {
		return sum, err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	target := storeOptions{file: path}
	to, err := target.make(ctx)
	if err != nil {
		return sum, err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	a, err := m.newAdder(to, addOptions{codeOptions: o.codeOptions})
	if err != nil {
		return sum, err
	}
	return a.Recode(ctx, from, to, read.Options{}, func(err error) { fmt.Fprintf(a.log, "%v\n", err) })
}
