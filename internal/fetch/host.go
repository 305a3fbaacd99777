package fetch

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"
)

const (
	// maxWaiting is how many requests may wait for one host.
	maxWaiting = 10_000
	// maxHosts is how many hosts are remembered before those at rest are forgotten.
	maxHosts = 4096
)

// errBusy: too many requests wait for a host already.
var errBusy = errors.New("too many requests wait for this host")

// hosts lets one request at a time through to each host, in the order of asking
// and with a delay between them.
type hosts struct {
	clock clock
	mu    sync.Mutex
	byKey map[string]*host
}

// host is one host. All fields are guarded by hosts.mu.
type host struct {
	busy    bool
	waiting []chan struct{} // the first is closed when it is its turn
	free    time.Time       // when the next request may start
}

func newHosts(c clock) *hosts { return &hosts{clock: c, byKey: map[string]*host{}} }

// enter waits for the turn of the caller at a host. After success, leave must be called.
func (hs *hosts) enter(ctx context.Context, key string) error {
	turn, err := hs.queue(key)
	if err != nil {
		return err
	}
	if turn != nil {
		select {
		case <-turn:
		case <-ctx.Done():
			hs.giveUp(key, turn)
			return ctx.Err()
		}
	}
	hs.mu.Lock()
	wait := hs.byKey[key].free.Sub(hs.clock.now())
	hs.mu.Unlock()
	if wait > 0 {
		if err := hs.clock.sleep(ctx, wait); err != nil {
			hs.next(key)
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		hs.next(key)
		return err
	}
	return nil
}

// queue takes the host if nobody has it, else a place in its queue.
func (hs *hosts) queue(key string) (<-chan struct{}, error) {
	hs.mu.Lock()
	defer hs.mu.Unlock()
	h := hs.byKey[key]
	if h == nil {
		hs.forget()
		h = &host{}
		hs.byKey[key] = h
	}
	if !h.busy {
		h.busy = true
		return nil, nil
	}
	if len(h.waiting) >= maxWaiting {
		return nil, fmt.Errorf("%w: %d of them", errBusy, len(h.waiting))
	}
	turn := make(chan struct{})
	h.waiting = append(h.waiting, turn)
	return turn, nil
}

// leave ends a visit: the next one starts after delay.
func (hs *hosts) leave(key string, delay time.Duration) {
	hs.mu.Lock()
	h := hs.byKey[key]
	h.free = hs.clock.now().Add(delay)
	hs.mu.Unlock()
	hs.next(key)
}

// next hands the host to the first that waits.
func (hs *hosts) next(key string) {
	hs.mu.Lock()
	defer hs.mu.Unlock()
	h := hs.byKey[key]
	if len(h.waiting) == 0 {
		h.busy = false
		return
	}
	close(h.waiting[0])
	h.waiting = h.waiting[1:]
}

// giveUp takes turn out of the queue; if it had come meanwhile it is handed on.
func (hs *hosts) giveUp(key string, turn <-chan struct{}) {
	hs.mu.Lock()
	h := hs.byKey[key]
	i := slices.IndexFunc(h.waiting, func(c chan struct{}) bool { return c == turn })
	if i >= 0 {
		h.waiting = slices.Delete(h.waiting, i, i+1)
	}
	hs.mu.Unlock()
	if i < 0 {
		hs.next(key)
	}
}

// forget drops hosts at rest once there are many: they hold nothing any more.
func (hs *hosts) forget() {
	if len(hs.byKey) < maxHosts {
		return
	}
	now := hs.clock.now()
	for key, h := range hs.byKey {
		if !h.busy && !h.free.After(now) {
			delete(hs.byKey, key)
		}
	}
}
