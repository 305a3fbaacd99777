package watch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"parley"
	"parley/internal/read"
	"parley/internal/read/feed"
)

// Bounds of items.
const (
	// maxText is the longest text of an item that is kept for a page that cannot be
	// had.
	maxText = 1 << 20
	// reviseAfter is the least time between two fetches of an item for a change.
	reviseAfter = time.Hour
)

// items are the items of a feed's answer with the ways in which they are known.
func (w *Watcher) items(f *feed.Feed) []item {
	items := make([]item, 0, len(f.Items))
	for _, it := range f.Items {
		x := item{Item: it, key: strings.TrimSpace(it.Key)}
		if it.URL != "" {
			x.address = w.addrs.of(it.URL)
		}
		if x.key == "" {
			x.key = or(x.address, x.digest())
		}
		items = append(items, x)
	}
	return items
}

// here returns the visits of a feed at the addresses of items, by address. A feed
// that moves has two URLs, and its visits get the new one.
func (w *Watcher) here(ctx context.Context, items []item, was, is string) (map[string]parley.Visit, error) {
	var at []string
	for _, x := range items {
		at = append(at, x.address)
	}
	listed, err := w.store.At(ctx, compact(at))
	here := make(map[string]parley.Visit)
	for address, all := range listed {
		if i := slices.IndexFunc(all, func(v parley.Visit) bool { return v.Feed == is || v.Feed == was }); i >= 0 {
			v := all[i]
			v.Feed = is
			here[address] = v
		}
	}
	return here, err
}

// newVisits returns the visits that a feed's answer makes: for items that are new,
// with how many those are, and for known ones that are to be fetched again. here has
// the visits of the feed at their addresses.
func (w *Watcher) newVisits(ctx context.Context, tx parley.FeedReader, f parley.Feed, a answer, items []item, here map[string]parley.Visit) (visits []parley.Visit, news int, err error) {
	var keys []string
	for _, x := range items {
		keys = append(keys, x.key, x.ownKey())
	}
	known, err := tx.Visits(ctx, f.URL, keys)
	if err != nil {
		return nil, 0, err
	}
	taken := make(map[string]bool) // keys and addresses of this answer
	for _, x := range items {
		v, ok := x.known(here, known)
		switch {
		case taken[x.address] || taken[v.Key] && ok:
		case ok:
			if w.revise(&v, x, a) {
				visits = append(visits, v)
			}
		default:
			key := x.key
			if _, old := known[key]; old || taken[key] {
				key = x.ownKey()
			}
			if _, old := known[key]; old || taken[key] {
				continue
			}
			v = x.visit(f, a, key)
			visits = append(visits, v)
			news++
		}
		taken[v.Key] = true
		if x.address != "" {
			taken[x.address] = true
		}
	}
	return visits, news, nil
}

// item is an item of a feed with the ways in which it is known.
type item struct {
	feed.Item
	key, address string
}

// digest stands for what an item says.
func (x item) digest() string {
	h := sha256.Sum256([]byte(x.Title + "\x00" + x.HTML))
	return hex.EncodeToString(h[:8])
}

// ownKey is the key of an item whose key another item has too: some feeds give all
// of their items one guid.
func (x item) ownKey() string { return x.key + " " + or(x.address, x.digest()) }

// known returns the visit of an item that was listed before. It is the one of its
// address; an item without an address is the one of its key and title.
func (x item) known(here, known map[string]parley.Visit) (parley.Visit, bool) {
	if x.address != "" {
		v, ok := here[x.address]
		return v, ok
	}
	if v, ok := known[x.ownKey()]; ok {
		return v, true
	}
	v, ok := known[x.key]
	return v, ok && v.Stated.Title == x.Title
}

// visit makes the visit of a new item.
func (x item) visit(f parley.Feed, a answer, key string) parley.Visit {
	v := parley.Visit{
		Feed: f.URL, Key: key, URL: x.URL, State: parley.VisitDue, Found: a.at, Next: a.at, Updated: x.Updated, Text: x.text(),
		Stated: read.ItemStated(a.feed, x.Item),
	}
	v.Stated.Outlet = or(f.Outlet, or(v.Stated.Outlet, f.Title))
	if x.address != "" {
		v.Addresses = []string{x.address}
	}
	return v
}

// text is what the feed gives of the item, if that is all of it.
func (x item) text() string {
	if !x.Full || len(x.HTML) > maxText {
		return ""
	}
	return x.HTML
}

// revise makes a known visit due again if the feed says that its item was changed,
// or brings its text up to date while it is due; false for nothing to do. Some feeds
// date all items anew at each poll: an item is fetched again a few times at most.
func (w *Watcher) revise(v *parley.Visit, x item, a answer) bool {
	if x.Updated == "" || x.Updated == v.Updated {
		return false
	}
	if v.State == parley.VisitDue {
		v.Updated, v.Text = x.Updated, or(x.text(), v.Text)
		return true
	}
	if v.Revisions >= w.o.Revisions {
		return false
	}
	v.State, v.Revisions, v.Updated, v.Text, v.Tries = parley.VisitDue, v.Revisions+1, x.Updated, x.text(), 0
	v.Next = a.at
	if soon := v.At.Add(reviseAfter); soon.After(v.Next) {
		v.Next = soon
	}
	return true
}

// compact returns texts sorted, each once, without empty ones.
func compact(texts []string) []string {
	out := slices.DeleteFunc(slices.Clone(texts), func(s string) bool { return s == "" })
	slices.Sort(out)
	return slices.Compact(out)
}
