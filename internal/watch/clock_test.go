package watch

import (
	"context"
	"errors"
	"time"
)

// errEnd is how the fake clock ends a watch.
var errEnd = errors.New("the end of time")

func (c *fakeClock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *fakeClock) wait(ctx context.Context, until time.Time, idle bool, done <-chan ended) (ended, bool, error) {
	if !idle {
		select {
		case e := <-done:
			return e, true, nil
		case <-ctx.Done():
			return ended{}, false, ctx.Err()
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if until.After(c.at) {
		c.at = until
	}
	if c.at.After(c.end) {
		return ended{}, false, errEnd
	}
	return ended{}, false, nil
}
