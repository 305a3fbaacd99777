package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
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
	if real, err := filepath.EvalSymlinks(to); err == nil {
		to = real // a rename would take the place of a link
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
	if err == nil && len(wrong) == 0 {
		wrong, err = s.broughtStand(ctx)
	}
	if err == nil && len(wrong) > 0 {
		err = fmt.Errorf("%w: %s", parley.ErrDamaged, wrong[0])
	}
	if err == nil {
		err = s.copyTo(ctx, temp)
	}
	return st.fault(err)
}

// broughtStand is rawsStand and feedsStand, for a store of a version that has them.
func (s *session) broughtStand(ctx context.Context) ([]Finding, error) {
	var version int
	if err := s.row(ctx, []any{&version}, "PRAGMA user_version"); err != nil || version < 4 {
		return nil, err
	}
	wrong, err := s.rawsStand(ctx)
	if err == nil && len(wrong) == 0 {
		wrong, err = s.feedsStand(ctx)
	}
	return wrong, err
}

// seize makes sure that nobody has the store at path open, and that nobody can
// until let is called: what is in its log is put into it, the log is removed, and
// the file is locked. A store that is damaged is linked to another name instead.
func seize(ctx context.Context, path string) (let func(), err error) {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return func() {}, dropLog(path)
	}
	st, err := openAlone(ctx, path)
	if err == nil {
		return func() { _ = st.Close() }, nil // the file is replaced, or stays as it is
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

// openAlone opens a store that is there so that nobody else can, and puts its log
// into it.
func openAlone(ctx context.Context, path string) (*Store, error) {
	st, err := Open(ctx, path, Options{MustExist: true, Alone: true, Wait: turn})
	if err != nil {
		return nil, err
	}
	if err := st.shed(ctx); err != nil {
		return nil, errors.Join(err, st.Close())
	}
	return st, nil
}

// shed puts the log of a store that is open alone into its file, which then holds
// all, and takes the log away. The store may still be read.
func (st *Store) shed(ctx context.Context) error {
	if err := st.lock(ctx); err != nil {
		return err
	}
	defer st.unlock()
	var mode string
	err := st.writer.conn.QueryRowContext(ctx, "PRAGMA journal_mode = DELETE").Scan(&mode)
	if err == nil && !strings.EqualFold(mode, "delete") {
		err = fmt.Errorf("%w: %s is open elsewhere", parley.ErrBusy, st.path)
	}
	if err == nil {
		// The lock stays when the transaction is over: that is the mode of locking.
		err = st.writer.begin(ctx, "EXCLUSIVE")
	}
	if err == nil {
		st.writer.rollback()
	}
	return st.fault(err)
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
