package watch

import (
	"container/heap"
	"context"
	"errors"
	"maps"
	"net/url"
	"slices"
	"sync"
	"time"

	"parley"
)

// Bounds of the loop.
const (
	// queueLength is how many due visits are read at a time.
	queueLength = 2000
	// perHost is how many pages of one host are under way at a time: one is
	// fetched, one waits its turn.
	perHost = 2
)

// ended tells that something has come to its end.
type ended struct {
	feed    string         // the feed that was asked, as it was asked
	now     parley.Feed    // as it is then; without URL if it is no more
	visits  []parley.Visit // that were settled
	started []visitKey     // under what they were started
	holds   map[string]time.Time
	err     error // which ends the watch
}

// visitKey is a visit that is under way.
type visitKey struct{ feed, key string }

// loop starts polls and visits as they fall due. Its fields belong to one goroutine.
type loop struct {
	w    *Watcher
	once bool

	feeds   feedHeap             // not under way
	asking  map[string]bool      // feeds under way
	asked   map[string]bool      // feeds that Once has asked
	queue   []parley.Visit       // due, not started
	stale   bool                 // the queue is to be read again
	next    time.Time            // when the next visit falls due that is not yet; zero for unknown
	going   map[visitKey]started // visits under way
	taken   map[string]bool      // addresses under way
	hosts   map[string]int
	held    map[string]time.Time // hosts that are not asked before
	polls   int
	checked time.Time // when the feeds were read

	done  chan ended
	hauls chan haul
	wg    sync.WaitGroup
}

// started is what a visit under way takes up.
type started struct {
	host      string
	addresses []string
}

// run runs the loop until ctx ends, or, for once, nothing is due.
func (w *Watcher) run(ctx context.Context, once bool) (err error) {
	ctx, cancel := context.WithCancel(ctx)
	l := &loop{
		w: w, once: once, stale: true, asking: make(map[string]bool), asked: make(map[string]bool),
		going: make(map[visitKey]started), taken: make(map[string]bool), hosts: make(map[string]int), held: make(map[string]time.Time),
		done: make(chan ended, w.o.Workers), hauls: make(chan haul, w.o.Workers),
	}
	settled := make(chan struct{})
	go func() {
		defer close(settled)
		l.settleAll(ctx)
	}()
	defer func() {
		cancel()
		go func() {
			l.wg.Wait()
			close(l.hauls)
		}()
		for { // let them all send what they have
			select {
			case <-l.done:
			case <-settled:
				return
			}
		}
	}()
	for {
		now := w.o.clock.now()
		if err := l.look(ctx, now); err != nil {
			return err
		}
		l.startPolls(ctx, now)
		if err := l.startVisits(ctx, now); err != nil {
			return err
		}
		idle := l.polls == 0 && len(l.going) == 0
		if once && idle {
			return ctx.Err()
		}
		e, ok, err := w.o.clock.wait(ctx, l.until(now), idle, l.done)
		if err != nil {
			return err
		}
		if ok {
			if e.err != nil {
				return e.err
			}
			l.end(e)
		}
	}
}

// look reads the feeds if that was long ago.
func (l *loop) look(ctx context.Context, now time.Time) error {
	if !l.checked.IsZero() && (l.once || now.Sub(l.checked) < l.w.o.refresh) {
		return nil
	}
	all, err := l.w.store.Feeds(ctx)
	if err != nil {
		return err
	}
	before := make(map[string]time.Time)
	for _, f := range l.feeds {
		before[f.url] = f.at
	}
	l.feeds = l.feeds[:0]
	for _, f := range all {
		if f.Paused || f.Gone || l.asking[f.URL] {
			continue
		}
		at := f.Next
		if _, ok := IsFolder(f.URL); ok { // it is looked into at once, and its Next is not written each time
			at = before[f.URL]
		}
		l.feeds = append(l.feeds, feedAt{f.URL, at, f})
	}
	heap.Init(&l.feeds)
	l.checked = now
	l.stale = true
	return nil
}

// until is when the loop has to look again at the latest.
func (l *loop) until(now time.Time) time.Time {
	at := now.Add(l.w.o.refresh)
	if len(l.feeds) > 0 && l.polls < l.w.o.Workers && l.feeds[0].at.Before(at) {
		at = l.feeds[0].at
	}
	if !l.next.IsZero() && l.next.Before(at) {
		at = l.next
	}
	return at
}

// startPolls starts the polls that are due.
func (l *loop) startPolls(ctx context.Context, now time.Time) {
	for len(l.feeds) > 0 && l.polls < l.w.o.Workers && !l.feeds[0].at.After(now) {
		f := heap.Pop(&l.feeds).(feedAt)
		if l.once && l.asked[f.url] {
			continue
		}
		l.asked[f.url], l.asking[f.url] = true, true
		l.polls++
		l.wg.Go(func() {
			e := ended{feed: f.url}
			var news int
			e.now, news, e.err = l.pollOne(ctx, f.feed)
			switch {
			case errors.Is(e.err, parley.ErrNotFound): // removed meanwhile
				e.now, e.err = parley.Feed{}, nil
			case e.err == nil:
				l.w.polled(e.now, news)
			}
			l.done <- e
		})
	}
}

// pollOne polls a feed or looks into a folder.
func (l *loop) pollOne(ctx context.Context, f parley.Feed) (parley.Feed, int, error) {
	if _, ok := IsFolder(f.URL); !ok {
		return l.w.poll(ctx, f)
	}
	if !l.once {
		return l.w.lookInto(ctx, f)
	}
	if _, _, err := l.w.lookInto(ctx, f); err != nil {
		return f, 0, err
	}
	if _, _, err := l.w.o.clock.wait(ctx, l.w.o.clock.now().Add(onceSettle), true, nil); err != nil {
		return f, 0, err
	}
	return l.w.lookInto(ctx, f)
}

// startVisits starts visits that are due, as many as there is room for.
func (l *loop) startVisits(ctx context.Context, now time.Time) error {
	if !l.next.IsZero() && !l.next.After(now) {
		l.stale, l.next = true, time.Time{}
	}
	if l.stale && len(l.queue) < l.w.o.Workers {
		// The ones behind those that are due now tell when to look again.
		due, err := l.w.store.Due(ctx, now.Add(l.w.o.refresh), queueLength)
		if err != nil {
			return err
		}
		l.queue, l.next = l.queue[:0], time.Time{}
		for _, v := range due {
			if v.Next.After(now) {
				l.next = v.Next
				break
			}
			if _, ok := l.going[visitKey{v.Feed, v.Key}]; !ok {
				l.queue = append(l.queue, v)
			}
		}
		l.stale = len(due) == queueLength
	}
	l.queue = slices.DeleteFunc(l.queue, func(v parley.Visit) bool {
		if len(l.going) >= l.w.o.Workers || !l.free(v, now) {
			return false
		}
		l.start(ctx, v)
		return true
	})
	return nil
}

// free reports whether nothing stands against a visit: a host that asked to wait,
// too many of its pages under way, or a visit of the same address.
func (l *loop) free(v parley.Visit, now time.Time) bool {
	if until, ok := l.held[hostOf(v)]; ok && until.After(now) {
		if l.next.IsZero() || until.Before(l.next) {
			l.next = until
		}
		return false
	}
	most := perHost
	if _, ok := IsFolder(v.Feed); ok {
		most = l.w.o.Workers
	}
	return l.hosts[hostOf(v)] < most && !slices.ContainsFunc(v.Addresses, func(a string) bool { return l.taken[a] })
}

// hostOf is the host of a visit; all files count as one.
func hostOf(v parley.Visit) string {
	if _, ok := IsFolder(v.Feed); ok {
		return ""
	}
	u, err := url.Parse(v.URL)
	if err != nil {
		return v.URL
	}
	return u.Hostname()
}

// start starts a visit.
func (l *loop) start(ctx context.Context, v parley.Visit) {
	s := started{hostOf(v), v.Addresses}
	l.going[visitKey{v.Feed, v.Key}] = s
	l.hosts[s.host]++
	for _, a := range s.addresses {
		l.taken[a] = true
	}
	l.wg.Go(func() {
		h, err := l.visitOne(ctx, v)
		if err != nil {
			l.done <- ended{err: err}
			return
		}
		l.hauls <- h
	})
}

// visitOne fetches a page or reads a file.
func (l *loop) visitOne(ctx context.Context, v parley.Visit) (haul, error) {
	if _, ok := IsFolder(v.Feed); !ok {
		return l.w.visit(ctx, v)
	}
	return l.w.readFile(v, func(part haul) error {
		l.hauls <- part
		return ctx.Err()
	})
}

// settleAll settles what visits bring, several in one transaction where several
// have come. Once something has failed, it only empties the channel.
func (l *loop) settleAll(ctx context.Context) {
	failed := false
	for h := range l.hauls {
		hauls := []haul{h}
		// A part of a large file is a transaction of its own.
		for more := !h.more; more && len(hauls) < batchVisits; {
			select {
			case h, ok := <-l.hauls:
				if more = ok && !h.more; ok {
					hauls = append(hauls, h)
				}
			default:
				more = false
			}
		}
		if failed || ctx.Err() != nil {
			continue
		}
		e := ended{holds: make(map[string]time.Time)}
		for _, h := range hauls {
			if until := h.hold(); !until.IsZero() {
				e.holds[hostOf(h.visit)] = until
			}
			if !h.more {
				e.started = append(e.started, visitKey{h.visit.Feed, h.visit.Key})
			}
		}
		if e.visits, e.err = l.w.settle(ctx, hauls); e.err == nil {
			l.w.visited(e.visits...)
		}
		failed = e.err != nil
		l.done <- e
	}
}

// end takes note of what has ended.
func (l *loop) end(e ended) {
	if e.feed != "" {
		l.polls--
		delete(l.asking, e.feed)
		// One that has moved may have been read under its new address meanwhile.
		listed := slices.ContainsFunc(l.feeds, func(f feedAt) bool { return f.url == e.now.URL })
		if e.now.URL != "" && !e.now.Paused && !e.now.Gone && !listed {
			heap.Push(&l.feeds, feedAt{e.now.URL, e.now.Next, e.now})
		}
		l.stale = true
		return
	}
	maps.Copy(l.held, e.holds)
	for _, k := range e.started {
		s := l.going[k]
		delete(l.going, k)
		if l.hosts[s.host]--; l.hosts[s.host] == 0 {
			delete(l.hosts, s.host)
		}
		for _, a := range s.addresses {
			delete(l.taken, a)
		}
	}
	for _, v := range e.visits {
		if v.State == parley.VisitDue && (l.next.IsZero() || v.Next.Before(l.next)) {
			l.next = v.Next
		}
	}
}
