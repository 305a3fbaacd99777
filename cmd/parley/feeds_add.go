package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parley"
	"parley/internal/fetch"
	"parley/internal/read/feed"
	"parley/internal/sqlite"
	"parley/internal/watch"
)

type feedsAddOptions struct {
	netOptions
	store          storeOptions
	outlet, folder string
	all, unchecked bool
}

func (m *Main) feedsAddCommand() *cobra.Command {
	var o feedsAddOptions
	c := &cobra.Command{
		Use:   "add URL…",
		Short: "add feeds, by their address or that of a page that names them",
		Long: "Add takes the address of a feed (RSS, Atom, JSON Feed), or of a page that names its\n" +
			"feeds. A page that names several lists them, and --all adds all. 'parley watch' polls\n" +
			"the feeds of the store; it need not be stopped." + exitHelp(exitNotFound, exitStore, exitInterrupted),
		Example: "  parley feeds add https://example.org/rss.xml\n  parley feeds add https://example.org/ --all",
		Args:    needArgs(cobra.MinimumNArgs(1)),
		RunE:    func(c *cobra.Command, args []string) error { return m.feedsAdd(c.Context(), args, o) },
	}
	o.store.addFile(c)
	o.netOptions.add(c)
	f := c.Flags()
	f.StringVar(&o.outlet, "outlet", "", "the name of the outlet, for articles that do not tell (default: the title of the feed)")
	f.StringVar(&o.folder, "folder", "", "where it stands in an OPML list, as Sudan/Wires")
	f.BoolVar(&o.all, "all", false, "add all feeds that a page names")
	f.BoolVar(&o.unchecked, "unchecked", false, "add the addresses as they are, without asking")
	return c
}

func (m *Main) feedsAdd(ctx context.Context, urls []string, o feedsAddOptions) (err error) {
	for _, u := range urls {
		if err := webAddress(u); err != nil {
			return err
		}
	}
	client := o.client(true)
	defer client.Close()
	var feeds []parley.Feed
	for _, u := range urls {
		found := []parley.Feed{{URL: u}}
		if !o.unchecked {
			if found, err = m.feedsAt(ctx, client, u, o); err != nil {
				return err
			}
		}
		feeds = append(feeds, found...)
	}
	st, err := o.store.make(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	for i := range feeds {
		feeds[i].Outlet, feeds[i].Folder = o.outlet, o.folder
	}
	return m.putFeeds(ctx, st, feeds)
}

// webAddress is an error unless an argument is an address of the web.
func webAddress(arg string) error {
	if u, err := url.Parse(arg); err != nil || !isURL(arg) || u.Host == "" {
		return usage(fmt.Errorf("%s: no address of the web, such as https://example.org/feed", arg))
	}
	return nil
}

// feedsAt returns the feed at an address, or those that the page there names.
func (m *Main) feedsAt(ctx context.Context, client *fetch.Client, at string, o feedsAddOptions) ([]parley.Feed, error) {
	resp, err := client.Get(ctx, fetch.Request{URL: at, Accept: fetch.AcceptFeeds})
	switch {
	case errors.Is(err, fetch.ErrAddress) && !o.allowPrivate:
		return nil, fmt.Errorf("%w; --allow-private permits what is private or local, here and for 'parley watch'", err)
	case err != nil:
		return nil, fmt.Errorf("%w; --unchecked adds it all the same", err)
	}
	if resp.Moved != "" {
		at = resp.Moved
	}
	f, err := feed.Parse(resp.Body, resp.MediaType, resp.URL)
	if err == nil {
		return []parley.Feed{{URL: at, Title: f.Title, Site: f.Site, Language: f.Language}}, nil
	}
	named := feed.Find(resp.Body, resp.URL)
	switch {
	case len(named) == 0:
		return nil, fmt.Errorf("%s: neither a feed nor a page that names one: %w", at, err)
	case len(named) > 1 && !o.all:
		for _, u := range named {
			if _, err := fmt.Fprintln(m.Stdout, u); err != nil {
				return nil, err
			}
		}
		return nil, usage(fmt.Errorf("%s names %d feeds; give those that you want, or --all", at, len(named)))
	}
	var feeds []parley.Feed
	for _, u := range named {
		feeds = append(feeds, parley.Feed{URL: u, Site: resp.URL})
	}
	return feeds, nil
}

// putFeeds adds feeds that the store lacks, and tells of each.
func (m *Main) putFeeds(ctx context.Context, st *sqlite.Store, feeds []parley.Feed) error {
	now := time.Now().UTC()
	return st.Update(ctx, func(tx parley.Tx) error {
		for _, f := range feeds {
			switch _, err := tx.Feed(ctx, f.URL); {
			case err == nil:
				fmt.Fprintf(m.Stderr, "%s: known\n", f.URL)
				continue
			case !errors.Is(err, parley.ErrNotFound):
				return err
			}
			f.Added, f.Next = now, now
			if err := tx.PutFeed(ctx, f); err != nil {
				return err
			}
			fmt.Fprintf(m.Stderr, "%s: added\n", f.URL)
		}
		return nil
	})
}

func (m *Main) feedsCheckCommand() *cobra.Command {
	var store storeOptions
	var o netOptions
	c := &cobra.Command{
		Use:   "check URL…",
		Short: "poll feeds now and say how they do",
		Long: "Check polls feeds of the store at once, whenever they are due. New items are noted;\n" +
			"'parley watch' fetches them." + exitHelp(exitNotFound, exitStore, exitInterrupted),
		Args: needArgs(cobra.MinimumNArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			return store.use(c.Context(), false, func(st *sqlite.Store) error { return m.feedsCheck(c.Context(), st, args, o) })
		},
	}
	store.addFile(c)
	o.add(c)
	return c
}

func (m *Main) feedsCheck(ctx context.Context, st *sqlite.Store, given []string, o netOptions) error {
	fsys, err := dataFS("")
	if err != nil {
		return err
	}
	client := o.client(false)
	defer client.Close()
	w, err := watch.New(fsys, client, st, nil, watch.Options{})
	if err != nil {
		return err
	}
	for _, g := range given {
		f, err := findFeed(ctx, st, g)
		if err != nil {
			return err
		}
		if f.Paused {
			return usage(fmt.Errorf("%s is paused: 'parley feeds resume' takes it up again", f.URL))
		}
		news := 0
		if f, news, err = w.Check(ctx, f.URL); err != nil {
			return err
		}
		if _, err := fmt.Fprintln(m.Stdout, pollLine(f, news)); err != nil {
			return err
		}
	}
	return nil
}

func (m *Main) feedsImportCommand() *cobra.Command {
	var store storeOptions
	c := &cobra.Command{
		Use:   "import FILE…",
		Short: "add the feeds of an OPML list",
		Long: "Import adds the feeds of OPML lists, as feed readers export them. Folders are kept.\n" +
			"Feeds that the store has stay as they are." + exitHelp(exitNotFound, exitStore, exitInterrupted),
		Example: "  parley feeds import subscriptions.opml",
		Args:    needArgs(cobra.MinimumNArgs(1)),
		RunE: func(c *cobra.Command, args []string) (err error) {
			var feeds []parley.Feed
			for _, name := range args {
				found, err := opmlFeeds(name)
				if err != nil {
					return err
				}
				feeds = append(feeds, found...)
			}
			st, err := store.make(c.Context())
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, st.Close()) }()
			return m.putFeeds(c.Context(), st, feeds)
		},
	}
	store.addFile(c)
	return c
}

// opmlFeeds reads the feeds of an OPML list.
func opmlFeeds(name string) ([]parley.Feed, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // nothing was written
	outlines, err := feed.ReadOPML(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	var feeds []parley.Feed
	for _, o := range outlines {
		if isURL(o.URL) && !slices.ContainsFunc(feeds, func(f parley.Feed) bool { return f.URL == o.URL }) {
			feeds = append(feeds, parley.Feed{URL: o.URL, Title: o.Title, Site: o.Site, Folder: o.Folder})
		}
	}
	if len(feeds) == 0 {
		return nil, fmt.Errorf("%s: %w: no feeds in it", name, parley.ErrEmpty)
	}
	return feeds, nil
}

func (m *Main) feedsExportCommand() *cobra.Command {
	var store storeOptions
	c := &cobra.Command{
		Use:   "export",
		Short: "write the feeds as an OPML list",
		Long:  "Export writes the feeds of the store as OPML 2.0, which feed readers take in. Watched\nfolders are left out." + exitHelp(exitNotFound, exitStore, exitInterrupted),
		Args:  needArgs(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			return store.with(c.Context(), func(st *sqlite.Store) error {
				feeds, err := st.Feeds(c.Context())
				if err != nil {
					return err
				}
				var outlines []feed.Outline
				for _, f := range feeds {
					if _, folder := watch.IsFolder(f.URL); !folder {
						title := f.Title
						if title == "" {
							title = strings.TrimPrefix(strings.TrimPrefix(f.URL, "https://"), "http://")
						}
						outlines = append(outlines, feed.Outline{Title: title, URL: f.URL, Site: f.Site, Folder: f.Folder})
					}
				}
				return feed.WriteOPML(m.Stdout, "Feeds of Parley", outlines)
			})
		},
	}
	store.addFile(c)
	return c
}
