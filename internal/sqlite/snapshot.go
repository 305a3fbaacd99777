package sqlite

import (
	"context"
	"fmt"
	"sync"

	"parley"
)

// reading has the methods of parley.Reader (reader.go), over whatever ask reads.
type reading struct {
	// ask runs f over a session that reads one state of the store.
	ask func(ctx context.Context, f func(s *session) error) error
}

// read asks one question.
func read[T any](ctx context.Context, q *reading, f func(s *session) (T, error)) (T, error) {
	var got, none T
	if err := q.ask(ctx, func(s *session) (err error) { got, err = f(s); return err }); err != nil {
		return none, err
	}
	return got, nil
}

// once runs f over the state of the store as it is now.
func (st *Store) once(ctx context.Context, f func(s *session) error) error {
	s, err := st.reader(ctx)
	if err != nil {
		return err
	}
	defer st.release(s)
	if err := s.begin(ctx, "DEFERRED"); err != nil {
		return st.fault(err)
	}
	defer s.rollback()
	return st.fault(f(s))
}

// snapshots is how many snapshots are open at a time, of the sessions that read:
// the others go on answering what takes no time.
const snapshots = readers / 2

// snapshot is a reading that was begun and not ended.
type snapshot struct {
	reading
	st    *Store
	mutex sync.Mutex
	s     *session // nil once it is closed
}

// Snapshot implements parley.Store.
func (st *Store) Snapshot(ctx context.Context) (parley.Snapshot, error) {
	select {
	case st.long <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-st.closed:
		return nil, errClosed(st.path)
	}
	s, err := st.reader(ctx)
	if err != nil {
		<-st.long
		return nil, err
	}
	snap := &snapshot{st: st, s: s}
	s.long = &longLists{}
	snap.ask = snap.within
	err = s.begin(ctx, "DEFERRED")
	if err == nil {
		// Only a reading settles which state it is.
		var tables int
		err = s.row(ctx, []any{&tables}, "SELECT count(*) FROM sqlite_schema")
	}
	if err != nil {
		_ = snap.Close() // err says what matters
		return nil, st.fault(err)
	}
	return snap, nil
}

// within asks a question of the snapshot.
func (x *snapshot) within(ctx context.Context, f func(s *session) error) error {
	x.mutex.Lock()
	defer x.mutex.Unlock()
	if x.s == nil {
		return fmt.Errorf("%w: the snapshot was closed", parley.ErrStore)
	}
	return x.st.fault(f(x.s))
}

// Close implements parley.Snapshot.
func (x *snapshot) Close() error {
	x.mutex.Lock()
	defer x.mutex.Unlock()
	if x.s == nil {
		return nil
	}
	x.s.rollback()
	x.s.long = nil
	x.st.release(x.s)
	x.s = nil
	<-x.st.long
	return nil
}
