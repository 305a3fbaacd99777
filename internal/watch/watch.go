// Package watch polls feeds and folders, and hands on what is new.
//
// # What is kept where
//
// A poll asks a feed for what has changed. New items are written as visits that are
// due, in the same transaction as the feed's new ETag: a program that dies between
// two steps has either both or asks again. Due visits are then fetched, and what
// they give goes to a Sink, which keeps the articles and the visit in one
// transaction. So nothing is lost and nothing is taken twice, whenever the program
// is killed.
//
// # What is one article
//
// An item is known by its key, or by its address though the key changed; an
// address that another feed listed is not fetched again; a page that leads to an
// address that is known is compared with the article from there. docs/watching.md
// says how, and what happens at each fault.
//
// # Polling politely
//
// One loop starts polls and visits as they fall due, several at a time, few of one
// host. Package fetch keeps to robots.txt and waits between visits to a host; here
// it is decided how often a feed is asked, and when an item is tried again.
package watch

import (
	"context"
	"io/fs"
	"sync"
	"time"

	"parley"
	"parley/internal/fetch"
	"parley/internal/read"
)

// Getter gets pages and feeds; *fetch.Client is one.
type Getter interface {
	Get(ctx context.Context, r fetch.Request) (*fetch.Response, error)
}

// Sink takes what was found into the store.
type Sink interface {
	// Take codes articles and keeps them with their visits, all in one transaction.
	// It fills in Visit.Articles, and Visit.State where that is due: kept, or failed
	// with the fault. A visit without a feed is not written: more articles of the
	// same file follow. An error ends the watch.
	Take(ctx context.Context, found []Found) error
}

// Found is what an item gave.
type Found struct {
	// Articles is never empty.
	Articles []*parley.Article
	// Visit is complete but for Articles and State.
	Visit parley.Visit
}

// Store is what watching needs of a store.
type Store interface {
	parley.Updater
	parley.FeedReader
	parley.AddressReader
	// Known tells which of the articles the store has.
	Known(ctx context.Context, articles []string) (map[string]bool, error)
	// Article returns an article; of the record its Article is used alone.
	Article(ctx context.Context, id string) (*parley.Record, parley.ArticleInfo, error)
}

// Options say how to watch. The zero value is ready to use.
type Options struct {
	// Every is the time between two polls of a feed; zero adapts it to how often
	// there is news, between 5 minutes and a day. A feed that fails, or asks for
	// more time, waits longer.
	Every time.Duration
	// FolderEvery is the time between two looks into a folder; 5 s.
	FolderEvery time.Duration
	// Workers is how many feeds, and how many pages besides, are fetched at a time; 8.
	Workers int
	// Revisions is how often an item is fetched again because its feed says that it
	// was changed; 2, below zero never.
	Revisions int
	// Retry replaces the waits between tries of an item, for tests; tries are one
	// more. Empty is the usual ones.
	Retry []time.Duration
	// Seed spreads the times of polls and tries.
	Seed uint64
	// Read are the limits of reading pages and files.
	Read read.Options
	// Polled is told of each poll with how many items were new, Visited of each
	// visit that was tried. Both may be nil; they are called one at a time.
	Polled  func(f parley.Feed, news int)
	Visited func(v parley.Visit)

	clock clock // nil for the system's
	// refresh is the longest time between two readings of the feeds, which other
	// programs may change; 30 s.
	refresh time.Duration
}

// withDefaults fills in what is not set.
func (o Options) withDefaults() Options {
	if o.FolderEvery <= 0 {
		o.FolderEvery = 5 * time.Second
	}
	if o.Workers < 1 {
		o.Workers = 8
	}
	if o.Revisions == 0 {
		o.Revisions = 2
	}
	o.Revisions = max(0, o.Revisions)
	if len(o.Retry) == 0 {
		o.Retry = waits[:]
	}
	if o.refresh <= 0 {
		o.refresh = 30 * time.Second
	}
	if o.clock == nil {
		o.clock = systemClock{}
	}
	o.Read.KeepRaw = true
	return o
}

// Watcher polls the feeds of one store. Run and Once are not called together.
type Watcher struct {
	get   Getter
	store Store
	sink  Sink
	o     Options
	pages *Pages
	reach reach
	addrs *addresses

	telling sync.Mutex // Polled and Visited are called one at a time
	looking sync.Mutex // guards looks
	looks   map[string]look
	moving  sync.Mutex // guards moves
	moves   map[string]string
}

// New returns a watcher of the feeds of store. fsys is Parley's data.
func New(fsys fs.FS, get Getter, store Store, sink Sink, o Options) (*Watcher, error) {
	o = o.withDefaults()
	pages, err := NewPages(fsys, o.Read)
	if err != nil {
		return nil, err
	}
	return &Watcher{
		get: get, store: store, sink: sink, o: o, pages: pages, addrs: pages.addrs,
		looks: make(map[string]look), moves: make(map[string]string),
	}, nil
}

// Run watches until ctx ends, and returns its error, or that of the store.
func (w *Watcher) Run(ctx context.Context) error { return w.run(ctx, false) }

// Once polls the feeds that are due, looks into all folders, fetches what is due,
// and returns.
func (w *Watcher) Once(ctx context.Context) error { return w.run(ctx, true) }

// polled tells of a poll.
func (w *Watcher) polled(f parley.Feed, news int) {
	if w.o.Polled != nil {
		w.telling.Lock()
		defer w.telling.Unlock()
		w.o.Polled(f, news)
	}
}

// visited tells of visits.
func (w *Watcher) visited(visits ...parley.Visit) {
	if w.o.Visited != nil {
		w.telling.Lock()
		defer w.telling.Unlock()
		for _, v := range visits {
			w.o.Visited(v)
		}
	}
}

// Check polls one feed of the store at once. It returns the feed as it is then and
// how many items are new; the error is that of the store or of ctx, and what is
// wrong with the feed is its Fault.
func (w *Watcher) Check(ctx context.Context, url string) (parley.Feed, int, error) {
	if _, ok := IsFolder(url); ok {
		return w.lookInto(ctx, parley.Feed{URL: url})
	}
	return w.poll(ctx, parley.Feed{URL: url})
}
