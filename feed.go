package parley

import (
	"context"
	"time"
)

// Feed is a source that is polled: a feed of the web or a watched folder.
type Feed struct {
	// URL is its address, after redirects that are said to be for good; of a
	// folder "file:" and its path.
	URL string `json:"url"`
	// Title, Site and Language are as the feed states them; Outlet is the name
	// that its articles get where they do not tell, empty for Title.
	Title    string `json:"title,omitempty"`
	Site     string `json:"site,omitempty"`
	Language string `json:"language,omitempty"`
	Outlet   string `json:"outlet,omitempty"`
	// Folder is where it stands in an OPML list ("Sudan/Wires").
	Folder string    `json:"folder,omitempty"`
	Added  time.Time `json:"added"`
	// ETag and LastModified are those of the answer that was read last.
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"last_modified,omitempty"`
	// Polled is when it was asked last, Succeeded when it last gave an answer that
	// could be used (also "nothing new"), Next when it is asked again; zero for never.
	Polled    time.Time `json:"polled,omitzero"`
	Succeeded time.Time `json:"succeeded,omitzero"`
	Next      time.Time `json:"next,omitzero"`
	// Every is the time between two polls as it is now, after what the feed asks
	// for and how often it has something new.
	Every time.Duration `json:"every"`
	// TTL is how long the feed asks to wait between two polls; zero for not told.
	TTL time.Duration `json:"ttl,omitempty"`
	// SkipHours are the hours of the day, UTC, 0 to 23, in which it is not asked.
	SkipHours []int `json:"skip_hours,omitempty"`
	// Polls counts all, Failures those that failed since Succeeded, and Fault is
	// what was wrong with the last one; empty for nothing.
	Polls    int    `json:"polls"`
	Failures int    `json:"failures"`
	Fault    string `json:"fault,omitempty"`
	// Items counts its visits, Articles those that are kept. They are filled in
	// from AddressReader.Counts where feeds are listed, and not kept up to date in
	// the store.
	Items    int `json:"items"`
	Articles int `json:"articles"`
	// Paused is true where a person stopped it, Gone where it answered 410.
	Paused bool `json:"paused,omitempty"`
	Gone   bool `json:"gone,omitempty"`
}

// Visit is what became of one item of a feed: a page to fetch, or a file of a
// folder to read.
type Visit struct {
	Feed string `json:"feed"` // Feed.URL
	// Key is the item's own: its guid, else its link; of a file its path, size and
	// time of change.
	Key string `json:"key"`
	// URL is the page or file, Addresses the forms under which it is known (those
	// of URL and, once it was fetched, of where it led), as addresses are compared:
	// by them it is found though its key or its feed is another.
	URL       string     `json:"url"`
	Addresses []string   `json:"addresses,omitempty"`
	State     VisitState `json:"state"`
	Stated    Stated     `json:"stated,omitzero"`
	// Text is what the feed itself gives of the item (HTML), for a page that
	// cannot be had; empty once the item is done.
	Text string `json:"text,omitempty"`
	// Found is when the feed listed it first, At when it was last tried, Next when
	// it is tried again; zero for never.
	Found time.Time `json:"found"`
	At    time.Time `json:"at,omitzero"`
	Next  time.Time `json:"next,omitzero"`
	Tries int       `json:"tries"`
	// Updated is when the feed says that the item was changed last, as written, and
	// Revisions how often it was fetched again for that.
	Updated   string `json:"updated,omitempty"`
	Revisions int    `json:"revisions,omitempty"`
	// Articles are the IDs of what it gave, Fault why it gave none or was late.
	Articles []string `json:"articles,omitempty"`
	Fault    string   `json:"fault,omitempty"`
}

// VisitState is how far an item has come.
type VisitState string

// The states of a visit.
const (
	VisitDue     VisitState = "due"     // to be fetched, for the first time or again
	VisitKept    VisitState = "kept"    // its article is in the store
	VisitSkipped VisitState = "skipped" // it holds no article, or robots.txt forbids it
	VisitFailed  VisitState = "failed"  // given up after several tries
)

// FeedWriter keeps feeds and what became of their items. ErrQuery for a feed
// without a URL, and for a visit without a key or in no State. Times come back in
// UTC.
type FeedWriter interface {
	// PutFeed writes a feed over the one of the same URL.
	PutFeed(ctx context.Context, f Feed) error
	// MoveFeed gives a feed another URL; its visits go with it. A feed of that URL
	// is written over; its visits stay, but for keys that both have: there one that
	// is done stays before one that is due, else the one that moves. ErrNotFound if
	// there is none at from.
	MoveFeed(ctx context.Context, from, to string) error
	// DropFeed forgets a feed and its visits; its articles stay. ErrNotFound.
	DropFeed(ctx context.Context, url string) error
	// PutVisits writes visits over those of the same feed and key. ErrNotFound if
	// one names a feed or an article that the store lacks; nothing is written then.
	PutVisits(ctx context.Context, visits []Visit) error
}

// FeedReader lists feeds and their items.
type FeedReader interface {
	// Feeds returns all feeds, by URL.
	Feeds(ctx context.Context) ([]Feed, error)
	// Feed returns the feed of a URL; ErrNotFound.
	Feed(ctx context.Context, url string) (Feed, error)
	// Visits returns the visits of a feed that have one of the keys, by key.
	Visits(ctx context.Context, feed string, keys []string) (map[string]Visit, error)
	// VisitsBehind returns visits of a feed in the order of their keys, those behind
	// after, limit at most; none at the end. Start with "".
	VisitsBehind(ctx context.Context, feed, after string, limit int) ([]Visit, error)
	// Due returns visits that are due at a time, those due longest first, limit at
	// most. One is due from Next on, or from Found where that is zero. Those of a
	// feed that is paused are left out.
	Due(ctx context.Context, at time.Time, limit int) ([]Visit, error)
	// Visited returns the newest visits of a feed ("" for all) in a state ("" for
	// any), limit at most: those last that were tried, or found and not tried yet,
	// before the others.
	Visited(ctx context.Context, feed string, state VisitState, limit int) ([]Visit, error)
}

// AddressReader finds what is known of addresses, so that a page is not fetched
// twice though its item has another key or stands in another feed too.
type AddressReader interface {
	// At returns the visits of all feeds that have one of the addresses among their
	// Addresses, by that address, those found first first.
	At(ctx context.Context, addresses []string) (map[string][]Visit, error)
	// ArticlesAt returns the IDs of articles by their URL, for the URLs given as
	// they are written; of several articles the least ID.
	ArticlesAt(ctx context.Context, urls []string) (map[string]string, error)
	// Counts returns how many visits of each feed are in each state.
	Counts(ctx context.Context) (map[string]map[VisitState]int, error)
}
