package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"parley"
	"parley/internal/adding"
	"parley/internal/fetch"
	"parley/internal/read"
	"parley/internal/sqlite"
	"parley/internal/watch"
)

// netOptions are the flags of all verbs that fetch from the net.
type netOptions struct {
	allowPrivate bool
	userAgent    string
	delay        time.Duration // between two requests to one host; hidden, for tests
}

func (o *netOptions) add(c *cobra.Command) {
	c.Flags().BoolVar(&o.allowPrivate, "allow-private", false, "fetch from the own machine and private networks too")
	c.Flags().StringVar(&o.userAgent, "user-agent", "", "how to name oneself to servers, with an address for complaints")
	c.Flags().DurationVar(&o.delay, "host-delay", 0, "the least time between two requests to one host (default: 2s)")
	_ = c.Flags().MarkHidden("host-delay") // the flag is there: it was declared above
}

// client returns what fetches. typed is true for addresses that a person gave,
// which robots.txt, made for robots, is not asked about.
func (o *netOptions) client(typed bool) *fetch.Client {
	return fetch.New(fetch.Options{UserAgent: o.userAgent, AllowPrivate: o.allowPrivate, Delay: o.delay, IgnoreRobots: typed})
}

type watchOptions struct {
	codeOptions
	netOptions
	store storeOptions
	once  bool
	every time.Duration
	retry []time.Duration // hidden, for tests
}

func (m *Main) watchCommand() *cobra.Command {
	var o watchOptions
	c := &cobra.Command{
		Use:   "watch [FOLDER…]",
		Short: "poll feeds and folders, and add what is new to the store",
		Long: "Watch polls the feeds of the store ('parley feeds add') and the folders given, and\n" +
			"adds each new article as 'parley add' does. A folder that was given once is a feed\n" +
			"of the store from then on; a file in it is read once it has stood still.\n\n" +
			"It asks politely: only for what has changed, with seconds between two requests to a\n" +
			"host, as robots.txt allows, more rarely where there is little news or much trouble.\n" +
			"What fails is tried again for about two days. 'parley feeds' shows how each feed\n" +
			"does, 'parley feeds items' what became of its items. docs/watching.md says more.\n\n" +
			"Watch may be stopped with Ctrl-C or killed at any moment: what was added is kept\n" +
			"whole, and the next run goes on from there." +
			exitHelp(exitNotFound, exitStore, exitInterrupted),
		Example: "  parley feeds add https://example.org/\n  parley watch --verbose\n  parley watch --once inbox/",
		RunE:    func(c *cobra.Command, args []string) error { return m.watch(c.Context(), args, o) },
	}
	addWorkers(c, &o.workers)
	o.store.addFile(c)
	o.netOptions.add(c)
	f := c.Flags()
	f.BoolVar(&o.once, "once", false, "poll what is due, fetch what is new, and end")
	f.DurationVar(&o.every, "every", 0, "the time between two polls of a feed (default: as often as it has news, 5m to 24h)")
	f.BoolVarP(&o.verbose, "verbose", "v", false, "a line on standard error for each poll and each article")
	f.DurationSliceVar(&o.retry, "retry", nil, "the waits between tries of an item")
	_ = f.MarkHidden("retry")
	addDataDir(f, &o.data)
	f.StringVar(&o.places, "gazetteer", "", "a places file, in place of the one that is built in (default: "+gazetteerVariable+")")
	return c
}

func (m *Main) watch(ctx context.Context, folders []string, o watchOptions) (err error) {
	if err := checkWorkers(o.workers); err != nil {
		return err
	}
	if o.every < 0 {
		return usage(fmt.Errorf("--every %v: must be above zero", o.every))
	}
	if o.every > 0 && o.every < time.Minute && !o.allowPrivate {
		return usage(fmt.Errorf("--every %v: feeds of others are not polled more than once a minute", o.every))
	}
	st, err := o.store.make(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	if err := addFolders(ctx, st, folders, time.Now().UTC()); err != nil {
		return err
	}
	feeds, err := st.Feeds(ctx)
	if err != nil {
		return err
	}
	if len(feeds) == 0 {
		return fmt.Errorf("no feeds in %s: 'parley feeds add URL' adds one, 'parley watch FOLDER' watches a folder: %w", o.store.path(), parley.ErrNotFound)
	}
	a, err := m.newAdder(st, addOptions{codeOptions: o.codeOptions, batch: adding.DefaultBatch})
	if err != nil {
		return err
	}
	a.report.verbose = false // the lines of items say it
	w, err := m.newWatcher(st, a, o)
	if err != nil {
		return err
	}
	if o.once {
		err = w.Once(ctx)
	} else {
		fmt.Fprintf(a.log, "watching %s; Ctrl-C ends it\n", plural(len(feeds), "feed"))
		err = w.Run(ctx)
	}
	if errors.Is(err, context.Canceled) {
		err = nil // that is how it is ended
		if o.once {
			err = fmt.Errorf("interrupted; what was added is kept, and the next run does the rest: %w", context.Canceled)
		}
	}
	_ = a.end(m.Stdout, false) // items that failed are told by 'parley feeds items'
	return err
}

// newWatcher returns a watcher that adds with a and tells about itself.
func (m *Main) newWatcher(st *sqlite.Store, a *adder, o watchOptions) (*watch.Watcher, error) {
	fsys, err := dataFS(o.data)
	if err != nil {
		return nil, err
	}
	opts := watch.Options{Every: o.every, Retry: o.retry, Read: read.Options{KeepRaw: true}, Seed: uint64(time.Now().UnixNano())}
	// What begins to fail, and what is given up, is told in any case.
	opts.Polled = func(f parley.Feed, news int) {
		if o.verbose || f.Failures == 1 {
			fmt.Fprintln(a.log, pollLine(f, news))
		}
	}
	opts.Visited = func(v parley.Visit) {
		if o.verbose || v.State == parley.VisitFailed {
			fmt.Fprintln(a.log, visitLine(v))
		}
	}
	return watch.New(fsys, o.client(false), st, watchSink{a.Run}, opts)
}

// watchSink takes what was found into the store.
type watchSink struct{ run *adding.Run }

// Take implements watch.Sink.
func (s watchSink) Take(ctx context.Context, found []watch.Found) error {
	var items []adding.Found
	for _, f := range found {
		if f.Visit.Feed != "" {
			items = append(items, adding.Found(f))
			continue
		}
		// A part of a large file: it is read again unless its last part is kept.
		err := s.run.Articles(ctx, func(yield func(*parley.Article, error) bool) {
			for _, a := range f.Articles {
				if !yield(a, nil) {
					return
				}
			}
		})
		if err != nil {
			return err
		}
	}
	if len(items) == 0 {
		return nil
	}
	_, err := s.run.Take(ctx, items)
	return err
}

// addFolders makes folders feeds of the store, and wakes those that were paused.
func addFolders(ctx context.Context, st *sqlite.Store, folders []string, now time.Time) error {
	if len(folders) == 0 {
		return nil
	}
	known, err := st.Feeds(ctx)
	if err != nil {
		return err
	}
	for _, dir := range folders {
		if err := isFolder(dir); err != nil {
			return err
		}
		url, err := watch.FolderURL(dir)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(known, func(f parley.Feed) bool { return f.URL == url })
		if i >= 0 && !known[i].Paused {
			continue
		}
		f := parley.Feed{URL: url, Added: now}
		if i >= 0 {
			f = known[i]
			f.Paused = false
		}
		if err := st.Update(ctx, func(tx parley.Tx) error { return tx.PutFeed(ctx, f) }); err != nil {
			return err
		}
	}
	return nil
}

// pollLine tells of a poll.
func pollLine(f parley.Feed, news int) string {
	at := f.Polled.Format("15:04:05")
	switch {
	case f.Gone:
		return fmt.Sprintf("%s %s: gone for good, not asked again: %s", at, f.URL, f.Fault)
	case f.Failures > 0:
		return fmt.Sprintf("%s %s: failed %d times, again at %s: %s", at, f.URL, f.Failures, f.Next.Format("15:04:05"), f.Fault)
	case f.Fault != "":
		return fmt.Sprintf("%s %s: %d new; %s", at, f.URL, news, f.Fault)
	}
	return fmt.Sprintf("%s %s: %d new, again at %s", at, f.URL, news, f.Next.Format("15:04:05"))
}

// visitLine tells of an item.
func visitLine(v parley.Visit) string {
	line := fmt.Sprintf("  %s %s", v.State, v.URL)
	if v.State == parley.VisitDue {
		line = fmt.Sprintf("  again at %s: %s", v.Next.Format("2006-01-02 15:04:05"), v.URL)
	}
	if v.Fault != "" {
		line += ": " + v.Fault
	}
	return line
}
