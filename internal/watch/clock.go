package watch

import (
	"context"
	"time"
)

// clock is the time, so that tests need not wait for it.
type clock interface {
	// now is the time, UTC.
	now() time.Time
	// wait returns when something comes over done, or until has come, or with the
	// error of ctx. idle is true where nothing is under way that done could tell of.
	wait(ctx context.Context, until time.Time, idle bool, done <-chan ended) (ended, bool, error)
}

type systemClock struct{}

func (systemClock) now() time.Time { return time.Now().UTC() }

func (systemClock) wait(ctx context.Context, until time.Time, _ bool, done <-chan ended) (ended, bool, error) {
	t := time.NewTimer(time.Until(until))
	defer t.Stop()
	select {
	case e := <-done:
		return e, true, nil
	case <-t.C:
		return ended{}, false, nil
	case <-ctx.Done():
		return ended{}, false, ctx.Err()
	}
}
