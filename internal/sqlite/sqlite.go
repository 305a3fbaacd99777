// Package sqlite keeps a store in one SQLite file.
//
// One connection writes, a few others read: each reading sees the store as one
// transaction left it, and does not wait for the one that is under way. The file
// keeps a log beside it (-wal, -shm) while it is open. docs/store.md has what
// is in the file and what is promised of it.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"parley"
)

// readers is how many readings run at the same time; more wait for their turn.
const readers = 4

// memory is the path of a store without a file.
const memory = ":memory:"

// wait is Options.Wait where that is zero.
const wait = 10 * time.Second

// Store is a store in one file. It is safe for several goroutines at a time.
type Store struct {
	reading
	path    string
	options Options
	db      *sql.DB
	// writer is the one session that writes, nil if nobody may; who holds the
	// token of writing uses it.
	writer  *session
	writing chan struct{}
	memo    *memo // what the last transaction knew; nil for nothing
	// idle holds the sessions that read and are not in use. A store of a single
	// session has one for all, which is the writer too: then idle is writing's token.
	idle chan *session
	// stood is the file as it was before it was opened; nil where there was none.
	stood os.FileInfo
	// long holds a token for each snapshot that is open.
	long   chan struct{}
	closed chan struct{}
}

// Options are how to open a store.
type Options struct {
	// ReadOnly opens without writing anything, not even a migration.
	ReadOnly bool
	// MustExist refuses to make a new file.
	MustExist bool
	// Alone keeps every other program from opening the store, even to read it; ErrBusy
	// if one has it open. All questions then wait for one another, for Update, and for
	// a snapshot to be closed.
	Alone bool
	// Wait is how long to wait for another program that writes before ErrBusy;
	// zero is 10 seconds.
	Wait time.Duration

	// older lets an older version be read, to copy it.
	older bool
	// pages is the most pages that the file may have, to test a full disk; zero
	// is no limit.
	pages int
}

// Open opens the store in the file at path, ":memory:" for one that is gone with
// the process, makes it if it is not there, and brings it up to date. Errors are
// those of parley.Store.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	if o.Wait == 0 {
		o.Wait = wait
	}
	if path != memory {
		if err := lookAt(path, o); err != nil {
			return nil, err
		}
	}
	st, err := open(ctx, path, o, address(path, o))
	if !o.ReadOnly || !errors.Is(err, parley.ErrStore) && !errors.Is(err, parley.ErrReadOnly) {
		return st, err
	}
	// SQLite keeps an index of the log beside the file, even to read. In a folder
	// that cannot be written nobody else writes either, so that there is no need
	// of it, unless there is a log.
	if hasLog(path) {
		return nil, fmt.Errorf("%w: it was not closed, and its log is read only where its folder can be written: %w", parley.ErrReadOnly, err)
	}
	return open(ctx, path, o, address(path, o)+"&immutable=1")
}

// lookAt refuses what cannot be a store before SQLite looks at it, since it
// calls all of it "unable to open".
func lookAt(path string, o Options) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if o.ReadOnly || o.MustExist {
			return fmt.Errorf("%w: there is none at %s: %w", parley.ErrStore, path, fs.ErrNotExist)
		}
		folder := filepath.Dir(path)
		if info, err := os.Stat(folder); err != nil || !info.IsDir() {
			return fmt.Errorf("%w: %s: there is no folder %s: %w", parley.ErrStore, path, folder, fs.ErrNotExist)
		}
	case err != nil:
		return fmt.Errorf("%w: %w", parley.ErrStore, err)
	case info.IsDir():
		return fmt.Errorf("%w: %s is a folder", parley.ErrStore, path)
	case !info.Mode().IsRegular():
		return fmt.Errorf("%w: %s is no file", parley.ErrStore, path)
	}
	return nil
}

// single reports whether one session does all: a store in memory is that of its
// connection, and one that is open alone keeps other connections out.
func (st *Store) single() bool { return st.path == memory || st.options.Alone }

// reader waits for a session to read with.
func (st *Store) reader(ctx context.Context) (*session, error) {
	select {
	case <-st.closed:
		return nil, errClosed(st.path)
	default:
	}
	select {
	case s := <-st.idle:
		return s, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-st.closed:
		return nil, errClosed(st.path)
	}
}

// release gives a session back.
func (st *Store) release(s *session) { st.idle <- s }

// errClosed is the error of a store that was closed.
func errClosed(path string) error {
	return fmt.Errorf("%w: %s was closed", parley.ErrStore, path)
}

// Close waits for what is under way and closes the store. All was kept before:
// a program that dies without Close loses nothing. Closing twice is no error.
func (st *Store) Close() error {
	st.writing <- struct{}{}
	defer func() { <-st.writing }()
	select {
	case <-st.closed:
		return nil
	default:
		close(st.closed)
	}
	n := cap(st.idle)
	if st.single() {
		n = 1
	}
	var back []*session
	for range n { // wait for those that are in use
		back = append(back, <-st.idle)
	}
	for _, s := range back {
		st.idle <- s
	}
	return st.fault(st.disconnect())
}
