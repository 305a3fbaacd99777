package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"parley"
)

// turn is how long SQLite waits by itself for another writer: then it is asked
// again, so that a context that ends is seen.
const turn = 100 * time.Millisecond

// open opens a store by its data source name. Two programs that make one file at
// the same time get in each other's way: then it tries again.
func open(ctx context.Context, path string, o Options, name string) (*Store, error) {
	for last := time.Now().Add(o.Wait); ; {
		st, err := openOnce(ctx, path, o, name)
		if err == nil || !errors.Is(err, parley.ErrBusy) || time.Now().After(last) {
			return st, err
		}
		if err := pause(ctx, turn/4); err != nil {
			return nil, err
		}
	}
}

// pause waits, or returns the error of a context that ends meanwhile.
func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// hasLog reports whether there is a log beside a store with something in it.
func hasLog(path string) bool {
	info, err := os.Stat(path + "-wal")
	return err == nil && info.Size() > 0
}

// openOnce makes the connections of a store.
func openOnce(ctx context.Context, path string, o Options, name string) (*Store, error) {
	db, err := sql.Open("sqlite", name)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", parley.ErrStore, err)
	}
	st := &Store{path: path, options: o, db: db,
		writing: make(chan struct{}, 1), idle: make(chan *session, readers), long: make(chan struct{}, snapshots), closed: make(chan struct{})}
	st.ask = st.once
	if path != memory {
		if st.stood, err = os.Stat(path); err != nil {
			st.stood = nil // it is made now
		}
	}
	if err = st.connect(ctx); err == nil {
		err = st.stands()
	}
	if err != nil {
		_ = st.disconnect() // err says what matters
		if codeOf(err) == 0 || mapped(err) {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		return nil, fault(path, err, o.ReadOnly)
	}
	return st, nil
}

// stands gives ErrBusy if another file has taken the place of the one that was
// opened. Who waits for a store while it is replaced would get the old one, and
// what is written to that is lost; so it is opened again.
func (st *Store) stands() error {
	if st.stood == nil {
		return nil
	}
	if now, err := os.Stat(st.path); err != nil || !os.SameFile(st.stood, now) {
		return fmt.Errorf("%w: %s was replaced", parley.ErrBusy, st.path)
	}
	return nil
}

// disconnect closes the connections that are there and not in use.
func (st *Store) disconnect() error {
	var faults []error
	for len(st.idle) > 0 {
		if s := <-st.idle; s != st.writer {
			faults = append(faults, s.close())
		}
	}
	if st.writer != nil {
		faults = append(faults, st.writer.close())
	}
	return errors.Join(append(faults, st.db.Close())...)
}

// address is the data source name of a path.
func address(path string, o Options) string {
	if path == memory {
		return memory
	}
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/x
	}
	mode := "rwc"
	switch {
	case o.ReadOnly:
		mode = "ro"
	case o.MustExist:
		mode = "rw"
	}
	return (&url.URL{Scheme: "file", Path: path}).String() + "?mode=" + mode
}

// connect makes the sessions and brings the store up to date.
func (st *Store) connect(ctx context.Context) error {
	if st.options.ReadOnly {
		return st.connectReaders(ctx)
	}
	s, err := newSession(ctx, st.db)
	if err != nil {
		return err
	}
	st.writer = s
	if err := st.prepareWriter(ctx, s); err != nil {
		return err
	}
	if st.single() {
		st.idle <- s
		return nil
	}
	return st.connectReaders(ctx)
}

// connectReaders makes the sessions that read.
func (st *Store) connectReaders(ctx context.Context) error {
	for range readers {
		s, err := newSession(ctx, st.db)
		if err != nil {
			return err
		}
		st.idle <- s
		if err := prepareReader(ctx, s, st.options); err != nil {
			return err
		}
	}
	return nil
}

// prepareWriter sets up a session that writes. Nothing is written before the
// file is known to be a store, or empty.
func (st *Store) prepareWriter(ctx context.Context, s *session) error {
	o := st.options
	mode := "NORMAL"
	if o.Alone {
		mode = "EXCLUSIVE"
	}
	if err := s.set(ctx, []string{
		"locking_mode = " + mode,
		fmt.Sprintf("busy_timeout = %d", min(o.Wait, turn).Milliseconds()),
		"trusted_schema = OFF",
		"cell_size_check = ON",
		"temp_store = MEMORY",
		"cache_size = -65536", // KiB
		"foreign_keys = ON",
	}); err != nil {
		return err
	}
	list, err := migrations()
	if err != nil {
		return err
	}
	version, err := check(ctx, s, list)
	if err == nil {
		err = st.stands() // before a log is made beside it
	}
	if err != nil {
		return err
	}
	if err := s.set(ctx, []string{
		"page_size = 4096", // holds for a new file only
		"journal_mode = WAL",
		// Each transaction is on the disk before it counts as done: what people
		// decided must outlast the power. One batch is one wait for the disk.
		"synchronous = FULL",
		"fullfsync = ON", // the same on macOS
		"wal_autocheckpoint = 4000",
		"journal_size_limit = 67108864",
		fmt.Sprintf("max_page_count = %d", cmp.Or(o.pages, 4294967294)),
	}); err != nil {
		return err
	}
	if version == len(list) {
		return nil
	}
	return migrate(ctx, s, list, o.Wait)
}

// prepareReader sets up a session that reads.
func prepareReader(ctx context.Context, s *session, o Options) error {
	if err := s.set(ctx, []string{
		fmt.Sprintf("busy_timeout = %d", o.Wait.Milliseconds()),
		"trusted_schema = OFF",
		"cell_size_check = ON",
		"temp_store = MEMORY",
		"cache_size = -16384",
		"query_only = ON",
	}); err != nil {
		return err
	}
	if !o.ReadOnly {
		return nil // the writer has looked
	}
	list, err := migrations()
	if err != nil {
		return err
	}
	version, err := check(ctx, s, list)
	switch {
	case err == nil && version == 0:
		err = fmt.Errorf("%w: the file is empty", parley.ErrDamaged)
	case err == nil && version < len(list) && !o.older:
		err = fmt.Errorf("%w: it is of an older version; open it for writing once", parley.ErrStore)
	}
	return err
}

// set runs pragmas.
func (s *session) set(ctx context.Context, pragmas []string) error {
	for _, p := range pragmas {
		if _, err := s.conn.ExecContext(ctx, "PRAGMA "+p); err != nil {
			return err
		}
	}
	return nil
}
