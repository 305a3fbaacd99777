package watch

import (
	"context"
	"errors"
	"time"

	"parley"
)

// How long a watch waits for another program that writes to the store. The store
// itself waits some seconds each time.
const (
	busyTries = 60
	busyPause = 2 * time.Second
)

// patiently runs f again while another program holds the store: a watch of weeks
// must not end because somebody adds an archive.
func (w *Watcher) patiently(ctx context.Context, f func() error) error {
	for n := 1; ; n++ {
		err := f()
		if err == nil || !errors.Is(err, parley.ErrBusy) || n == busyTries {
			return err
		}
		if _, _, fault := w.o.clock.wait(ctx, w.o.clock.now().Add(busyPause), true, nil); fault != nil {
			return errors.Join(err, fault)
		}
	}
}

// update changes the store.
func (w *Watcher) update(ctx context.Context, f func(tx parley.Tx) error) error {
	return w.patiently(ctx, func() error { return w.store.Update(ctx, f) })
}
