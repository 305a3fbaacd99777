package sqlite

import (
	"cmp"
	"context"
	"fmt"

	"parley"
)

// tx is one transaction of the writer. Its methods stand beside what they write.
type tx struct {
	s    *session
	memo *memo
	// numbers are the memo's: the numbers of IDs met so far.
	numbers map[string]int64
	// piece is the first number that is free for a piece; zero while nobody asked.
	piece int64
	// list is what is not written yet of lists and counts; nil for nothing.
	list *lists
}

// Update implements parley.Updater.
func (st *Store) Update(ctx context.Context, f func(parley.Tx) error) error {
	if st.writer == nil {
		return fmt.Errorf("%w: %s was opened to be read", parley.ErrReadOnly, st.path)
	}
	if err := st.lock(ctx); err != nil {
		return err
	}
	defer st.unlock()
	return st.fault(st.update(ctx, func(t *tx) error { return f(t) }))
}

// lock waits for the token of writing.
func (st *Store) lock(ctx context.Context) error {
	select {
	case st.writing <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case <-st.closed:
		<-st.writing
		return errClosed(st.path)
	default:
	}
	if st.single() {
		<-st.idle // the session that reads is the same
	}
	return nil
}

// unlock gives the token of writing back.
func (st *Store) unlock() {
	if st.single() {
		st.idle <- st.writer
	}
	<-st.writing
}

// update runs f over a transaction of the writer.
func (st *Store) update(ctx context.Context, f func(*tx) error) error {
	if err := st.writer.beginWriting(ctx, st.options.Wait); err != nil {
		return err
	}
	st.writer.failed = nil
	m, err := st.recall(ctx)
	if err != nil {
		st.writer.rollback()
		return err
	}
	t := &tx{s: st.writer, memo: m, numbers: m.numbers}
	kept := false
	defer func() {
		t.s = &session{} // what f kept of t is of no use any more
		st.writer.before = nil
		if !kept {
			st.writer.rollback() // after a panic too
		}
	}()
	st.writer.before = t.flush
	if err := f(t); err != nil {
		return err
	}
	if err := t.flush(ctx); err != nil {
		return err
	}
	if err := cmp.Or(st.writer.failed, ctx.Err()); err != nil {
		return err
	}
	if _, err := st.writer.exec(context.Background(), "COMMIT"); err != nil {
		return err
	}
	kept = true
	st.remember(m)
	return nil
}
