package main

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parley"
	"parley/internal/page"
	"parley/internal/sqlite"
	"parley/internal/watch"
)

func (m *Main) feedsCommand() *cobra.Command {
	var o storeOptions
	c := &cobra.Command{
		Use:   "feeds",
		Short: "list the feeds and folders that are watched, and how each does",
		Long: "Feeds lists what 'parley watch' polls, and how each feed does: ok; new, if it was\n" +
			"not asked yet; failing, with how often in a row and why; late, if nobody watched when\n" +
			"it was due; gone, if it said that it is no more; paused. ITEMS counts what a feed has\n" +
			"listed, ARTICLES what of that was kept. Times are UTC." +
			exitHelp(exitNotFound, exitStore, exitInterrupted),
		Example: "  parley feeds\n  parley feeds add https://example.org/news\n  parley feeds items --state failed",
		Args:    unknownVerb,
		RunE: func(c *cobra.Command, _ []string) error {
			return o.with(c.Context(), func(st *sqlite.Store) error {
				feeds, err := feedStates(c.Context(), st, time.Now())
				if err != nil {
					return err
				}
				return list(m, o.json, parley.Page[feedState]{Items: feeds}, feedTable)
			})
		},
	}
	o.add(c)
	c.AddCommand(m.feedsAddCommand(), m.feedsRemoveCommand(), m.feedsPauseCommand(), m.feedsResumeCommand(), m.feedsCheckCommand(),
		m.feedsImportCommand(), m.feedsExportCommand(), m.feedsItemsCommand(), m.feedsRetryCommand())
	return c
}

// feedState is a feed as the list shows it.
type feedState struct {
	parley.Feed
	State watch.Health `json:"state"`
}

// feedStates returns the feeds of a store with what became of their items.
func feedStates(ctx context.Context, st *sqlite.Store, at time.Time) ([]feedState, error) {
	feeds, err := st.Feeds(ctx)
	if err != nil {
		return nil, err
	}
	counts, err := st.Counts(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]feedState, len(feeds))
	for i, f := range feeds {
		f.Items, f.Articles = 0, counts[f.URL][parley.VisitKept]
		for _, n := range counts[f.URL] {
			f.Items += n
		}
		out[i] = feedState{f, watch.HealthOf(f, at)}
	}
	return out, nil
}

// feedTable writes feeds for a person.
func feedTable(w io.Writer, s page.Style, feeds []feedState) error {
	rows := make([][]string, len(feeds))
	for i, f := range feeds {
		next := moment(f.Next)
		if f.State == watch.Paused || f.State == watch.Gone {
			next = "-"
		}
		rows[i] = []string{
			string(f.State), f.URL, moment(f.Succeeded), strconv.Itoa(f.Failures), strconv.Itoa(f.Items), strconv.Itoa(f.Articles), next, f.Fault,
		}
	}
	return page.Table(w, s, []page.Column{
		{Head: "STATE"},
		{Head: "FEED", Shrinks: true},
		{Head: "LAST OK"},
		{Head: "FAILED", Right: true},
		{Head: "ITEMS", Right: true},
		{Head: "ARTICLES", Right: true},
		{Head: "NEXT"},
		{Head: "FAULT", Shrinks: true},
	}, rows)
}

// moment writes a time to the minute, a dash for none.
func moment(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.UTC().Format("2006-01-02 15:04")
}

// findFeed returns the feed that is meant: by its URL, or by a part of URL or title
// that no other has.
func findFeed(ctx context.Context, st parley.FeedReader, given string) (parley.Feed, error) {
	feeds, err := st.Feeds(ctx)
	if err != nil {
		return parley.Feed{}, err
	}
	folder, _ := watch.FolderURL(given)
	part := strings.ToLower(given)
	var near []parley.Feed
	for _, f := range feeds {
		switch {
		case f.URL == given || f.URL == folder:
			return f, nil
		case strings.Contains(strings.ToLower(f.URL), part), strings.Contains(strings.ToLower(f.Title), part):
			near = append(near, f)
		}
	}
	switch len(near) {
	case 0:
		return parley.Feed{}, fmt.Errorf("feed %s: %w", given, parley.ErrNotFound)
	case 1:
		return near[0], nil
	}
	return parley.Feed{}, usage(fmt.Errorf("%s may be %s or %s; give its whole URL", given, near[0].URL, near[1].URL))
}

// changeFeeds returns a verb that does something to feeds named by its arguments.
func (m *Main) changeFeeds(use, short, long, done string, change func(ctx context.Context, tx parley.Tx, f parley.Feed) error) *cobra.Command {
	var o storeOptions
	c := &cobra.Command{
		Use:   use + " URL…",
		Short: short,
		Long:  long + "\n\nURL may be a part of the address or of the title that no other feed has." + exitHelp(exitNotFound, exitStore, exitInterrupted),
		Args:  needArgs(cobra.MinimumNArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			return o.use(c.Context(), false, func(st *sqlite.Store) error {
				for _, given := range args {
					f, err := findFeed(c.Context(), st, given)
					if err != nil {
						return err
					}
					if err := st.Update(c.Context(), func(tx parley.Tx) error { return change(c.Context(), tx, f) }); err != nil {
						return err
					}
					fmt.Fprintf(m.Stderr, "%s: %s\n", f.URL, done)
				}
				return nil
			})
		},
	}
	o.addFile(c)
	return c
}

func (m *Main) feedsRemoveCommand() *cobra.Command {
	return m.changeFeeds("remove", "forget a feed; its articles stay",
		"Remove forgets feeds and what became of their items. The articles that they brought\nstay in the store.", "removed",
		func(ctx context.Context, tx parley.Tx, f parley.Feed) error { return tx.DropFeed(ctx, f.URL) })
}

func (m *Main) feedsPauseCommand() *cobra.Command {
	return m.changeFeeds("pause", "stop polling a feed", "Pause stops the polling of feeds and the fetching of their items, until 'parley feeds\nresume'.", "paused",
		func(ctx context.Context, tx parley.Tx, f parley.Feed) error {
			f.Paused = true
			return tx.PutFeed(ctx, f)
		})
}

func (m *Main) feedsResumeCommand() *cobra.Command {
	return m.changeFeeds("resume", "poll a feed again that was paused or is gone", "Resume takes feeds up again that were paused, or that answered that they are no more.\nThey are polled at the next chance.", "resumed",
		func(ctx context.Context, tx parley.Tx, f parley.Feed) error {
			f.Paused, f.Gone, f.Next = false, false, time.Now().UTC()
			return tx.PutFeed(ctx, f)
		})
}

type itemsOptions struct {
	storeOptions
	state string
	limit int
}

func (m *Main) feedsItemsCommand() *cobra.Command {
	var o itemsOptions
	c := &cobra.Command{
		Use:   "items [URL]",
		Short: "what became of the items of a feed, or of all",
		Long: "Items lists what feeds have listed, the newest first, and what became of it: kept, with\n" +
			"its articles in the store; due, to be fetched for the first time or again; skipped,\n" +
			"where robots.txt forbids it or there is no article; failed, after several tries." +
			exitHelp(exitNotFound, exitStore, exitInterrupted),
		Example: "  parley feeds items --state failed",
		Args:    needArgs(cobra.MaximumNArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			state, err := oneOf("--state", strings.Fields(o.state), parley.VisitDue, parley.VisitKept, parley.VisitSkipped, parley.VisitFailed)
			if err != nil {
				return err
			}
			if o.limit < 1 {
				return usage(fmt.Errorf("--limit %d: must be at least 1", o.limit))
			}
			return o.with(c.Context(), func(st *sqlite.Store) error { return m.feedsItems(c.Context(), st, args, state, o) })
		},
	}
	o.add(c)
	c.Flags().StringVar(&o.state, "state", "", "due, kept, skipped or failed")
	c.Flags().IntVar(&o.limit, "limit", 100, "how many at most")
	return c
}

func (m *Main) feedsItems(ctx context.Context, st *sqlite.Store, args []string, state []parley.VisitState, o itemsOptions) error {
	feed, in := "", parley.VisitState("")
	if len(args) > 0 {
		f, err := findFeed(ctx, st, args[0])
		if err != nil {
			return err
		}
		feed = f.URL
	}
	if len(state) > 0 {
		in = state[0]
	}
	visits, err := st.Visited(ctx, feed, in, o.limit)
	if err != nil {
		return err
	}
	return list(m, o.json, parley.Page[parley.Visit]{Items: visits}, visitTable)
}

// visitTable writes items for a person.
func visitTable(w io.Writer, s page.Style, visits []parley.Visit) error {
	rows := make([][]string, len(visits))
	for i, v := range visits {
		tried := v.At
		if tried.IsZero() {
			tried = v.Found
		}
		article := ""
		if len(v.Articles) > 0 {
			article = page.Short(v.Articles[0])
		}
		name := v.URL
		if name == "" {
			name = v.Stated.Title
		}
		rows[i] = []string{string(v.State), moment(tried), strconv.Itoa(v.Tries), article, name, v.Fault}
	}
	return page.Table(w, s, []page.Column{
		{Head: "STATE"}, {Head: "TRIED"}, {Head: "TRIES", Right: true}, {Head: "ARTICLE"}, {Head: "ITEM", Shrinks: true}, {Head: "FAULT", Shrinks: true},
	}, rows)
}
