package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strings"

	"parley"
)

// Restore puts the store of the backup at from in the place of the one at to, or
// makes it. The backup is checked first, row by row, and copied beside to; the
// old store is there until the new one takes its place in one step. ErrBusy if
// any program has the old one open. Where the old one is damaged, it is kept as
// to with ".damaged" behind.
func Restore(ctx context.Context, from, to string) error {
	if err := mayWrite(to, true); err != nil {
		return err
	}
	if info, err := os.Stat(from); err == nil {
		if there, err := os.Stat(to); err == nil && os.SameFile(info, there) {
			return fmt.Errorf("%w: %s and %s are one file", parley.ErrStore, from, to)
		}
	}
	temp, err := tempName(to)
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(temp) }() // it is gone if all went well
	if err := copyChecked(ctx, from, temp); err != nil {
		return fmt.Errorf("backup %s: %w", from, err)
	}
	let, err := seize(ctx, to)
	if err != nil {
		return err
	}
	defer let()
	if runtime.GOOS == "windows" {
		let() // where a file that is open cannot be replaced
	}
	if err := likeFile(temp, to); err != nil {
		return err
	}
	return putInPlace(temp, to, true)
}

// copyChecked copies a backup to an empty file if nothing is wrong with it. It
// may be of an older version: it is brought up to date when it is next opened.
func copyChecked(ctx context.Context, from, temp string) error {
	st, err := Open(ctx, from, Options{ReadOnly: true, older: true})
	if err != nil {
		return err
	}
	defer func() { _ = st.Close() }() // it was only read
	s, err := st.reader(ctx)
	if err != nil {
		return err
	}
	defer st.release(s)
	wrong, err := s.integrity(ctx)
	if err == nil && len(wrong) == 0 {
		wrong, err = s.recordsStand(ctx)
	}
	if err == nil && len(wrong) > 0 {
		err = fmt.Errorf("%w: %s", parley.ErrDamaged, wrong[0])
	}
	if err == nil {
		err = s.copyTo(ctx, temp)
	}
	return st.fault(err)
}

// seize makes sure that nobody has the store at path open, and that nobody can
// until let is called: what is in its log is put into it, the log is removed, and
// the file is locked. A store that is damaged is linked to another name instead.
func seize(ctx context.Context, path string) (let func(), err error) {
	let = func() {}
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return let, dropLog(path)
	}
	st, err := Open(ctx, path, Options{MustExist: true, Wait: turn})
	if err == nil {
		if let, err = st.seize(ctx); err == nil {
			return let, nil
		}
	}
	if !errors.Is(err, parley.ErrDamaged) {
		return nil, err
	}
	kept := path + ".damaged"
	if err := os.Link(path, kept); err != nil {
		return nil, onDisk(err)
	}
	return func() {}, dropLog(path)
}

// seize locks the store as the function seize says. It closes the store.
func (st *Store) seize(ctx context.Context) (let func(), err error) {
	path := st.path
	if err := st.Close(); err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", address(path, Options{MustExist: true}))
	if err != nil {
		return nil, err
	}
	s, err := newSession(ctx, db)
	if err != nil {
		return nil, errors.Join(fault(path, err, false), db.Close())
	}
	let = func() { _, _ = s.close(), db.Close() } // the file is replaced, or stays as it is
	// Only who is alone can leave the log, and takes it away.
	var mode string
	err = s.conn.QueryRowContext(ctx, "PRAGMA journal_mode = DELETE").Scan(&mode)
	if err == nil && !strings.EqualFold(mode, "delete") {
		err = fmt.Errorf("%w: %s is open elsewhere", parley.ErrBusy, path)
	}
	if err == nil {
		err = s.begin(ctx, "EXCLUSIVE")
	}
	if err != nil {
		let()
		return nil, fault(path, err, false)
	}
	return let, nil
}

// dropLog removes the log of a store that is not there any more: SQLite would
// take it for that of the new one.
func dropLog(path string) error {
	for _, end := range []string{"-wal", "-shm", "-journal"} {
		if err := os.Remove(path + end); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return onDisk(err)
		}
	}
	return nil
}
