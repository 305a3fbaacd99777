package watch

import (
	"context"
	"errors"
	"net/url"
	"sync"
	"time"

	"parley/internal/fetch"
)

// The own net is taken to be down when so many hosts could not be reached, one
// after another, and none answered. Then nothing is counted as a try.
const (
	offlineHosts = 3
	offlineWait  = 10 * time.Minute
)

// reach remembers which hosts could not be reached since one answered.
type reach struct {
	mu     sync.Mutex
	silent map[string]bool
}

// note takes note of how a request ended.
func (r *reach) note(address string, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !errors.Is(err, fetch.ErrConnect) {
		if !errors.Is(err, context.Canceled) && !errors.Is(err, fetch.ErrAddress) {
			r.silent = nil
		}
		return
	}
	if r.silent == nil {
		r.silent = make(map[string]bool)
	}
	if u, fault := url.Parse(address); fault == nil {
		r.silent[u.Hostname()] = true
	}
}

// fetch gets a page or a feed.
func (w *Watcher) fetch(ctx context.Context, r fetch.Request) (*fetch.Response, error) {
	resp, err := w.get.Get(ctx, r)
	w.reach.note(r.URL, err)
	return resp, err
}

// offline reports whether a fault is that of the own net.
func (w *Watcher) offline(err error) bool {
	w.reach.mu.Lock()
	defer w.reach.mu.Unlock()
	return errors.Is(err, fetch.ErrConnect) && len(w.reach.silent) >= offlineHosts
}
