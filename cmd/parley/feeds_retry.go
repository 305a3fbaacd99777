package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"parley"
	"parley/internal/sqlite"
)

func (m *Main) feedsRetryCommand() *cobra.Command {
	var o storeOptions
	c := &cobra.Command{
		Use:   "retry [URL]",
		Short: "try items again that failed for good",
		Long: "Retry makes the items of a feed, or of all, due again that 'parley watch' gave up:\n" +
			"after an outlet was down for longer than two days, say." + exitHelp(exitNotFound, exitStore, exitInterrupted),
		Args: needArgs(cobra.MaximumNArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			return o.use(c.Context(), false, func(st *sqlite.Store) error { return m.feedsRetry(c.Context(), st, args) })
		},
	}
	o.addFile(c)
	return c
}

// retryAtOnce is how many items are made due in one transaction.
const retryAtOnce = 1000

func (m *Main) feedsRetry(ctx context.Context, st *sqlite.Store, args []string) error {
	feed := ""
	if len(args) > 0 {
		f, err := findFeed(ctx, st, args[0])
		if err != nil {
			return err
		}
		feed = f.URL
	}
	sum := 0
	for {
		visits, err := st.Visited(ctx, feed, parley.VisitFailed, retryAtOnce)
		if err != nil {
			return err
		}
		if len(visits) == 0 {
			fmt.Fprintf(m.Stderr, "%s to be tried again\n", plural(sum, "item"))
			return nil
		}
		now := time.Now().UTC()
		for i := range visits {
			visits[i].State, visits[i].Tries, visits[i].Next = parley.VisitDue, 0, now
		}
		if err := st.Update(ctx, func(tx parley.Tx) error { return tx.PutVisits(ctx, visits) }); err != nil {
			return err
		}
		sum += len(visits)
	}
}
