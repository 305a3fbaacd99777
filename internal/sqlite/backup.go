package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"parley"
)

// Backup writes the store as it is now to a new file at path, while others go on
// reading and writing. The file is a store like any other. It stands at path only
// when it is whole and on the disk; a file that is there is replaced only where
// over is true.
//
// It is written by VACUUM INTO rather than by SQLite's copying of pages: that
// reads every row, so that a store that is damaged gives an error and not a
// damaged backup; it leaves out free room; and it can be interrupted.
func (st *Store) Backup(ctx context.Context, path string, over bool) error {
	if err := mayWrite(path, over); err != nil {
		return err
	}
	temp, err := tempName(path)
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(temp) }() // it is gone if all went well
	s, err := st.reader(ctx)
	if err != nil {
		return err
	}
	err = s.copyTo(ctx, temp)
	st.release(s)
	if err != nil {
		return fmt.Errorf("backup to %s: %w", path, st.fault(err))
	}
	if err := errors.Join(likeFile(temp, st.path), putInPlace(temp, path, over)); err != nil {
		return fmt.Errorf("backup to %s: %w", path, err)
	}
	return nil
}

// mayWrite refuses a path that is in use, and a folder that is not there.
func mayWrite(path string, over bool) error {
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		return fmt.Errorf("%w: %s is a folder", parley.ErrStore, path)
	}
	if err == nil && !over {
		return fmt.Errorf("%w: %s: %w", parley.ErrStore, path, fs.ErrExist)
	}
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		return fmt.Errorf("%w: %s: there is no folder %s: %w", parley.ErrStore, path, filepath.Dir(path), fs.ErrNotExist)
	}
	return nil
}

// tempName returns the name of a file that is not there, beside path.
func tempName(path string) (string, error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.new")
	if err != nil {
		return "", onDisk(err)
	}
	f.Close()
	// SQLite takes an empty file for a new one.
	return f.Name(), nil
}

// likeFile gives a file the permissions of another, if that is there.
func likeFile(path, other string) error {
	info, err := os.Stat(other)
	if err != nil {
		return nil // a store in memory, or a new one: its owner alone may read it
	}
	return onDisk(os.Chmod(path, info.Mode().Perm()))
}

// copyTo writes the whole store to an empty file.
func (s *session) copyTo(ctx context.Context, path string) error {
	// The only statement that writes on a session that reads: and not to the store.
	if err := s.set(ctx, []string{"query_only = OFF"}); err != nil {
		return err
	}
	_, err := s.conn.ExecContext(ctx, "VACUUM INTO $1", path)
	return errors.Join(err, s.set(context.WithoutCancel(ctx), []string{"query_only = ON"}))
}

// putInPlace puts a finished file at path: its bytes are on the disk before its name
// is, so that a loss of power leaves the old file, the new one or none.
func putInPlace(temp, path string, over bool) error {
	if err := flushFile(temp); err != nil {
		return onDisk(err)
	}
	move := os.Rename
	if !over {
		move = moveIfFree
	}
	if err := move(temp, path); err != nil {
		return onDisk(err)
	}
	return onDisk(flushFolder(filepath.Dir(path)))
}

// moveIfFree renames a file unless there is one of the new name.
func moveIfFree(from, to string) error {
	err := os.Link(from, to)
	if err == nil {
		return os.Remove(from)
	}
	if errors.Is(err, fs.ErrExist) {
		return err
	}
	// The file system knows no links: then there is a moment between the look and
	// the move.
	if _, err := os.Lstat(to); err == nil {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: fs.ErrExist}
	}
	return os.Rename(from, to)
}

// flushFile waits until a file's bytes are on the disk.
func flushFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// flushFolder waits until the names in a folder are on the disk. Systems that
// cannot do it for a folder do it with the rename.
func flushFolder(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, fs.ErrInvalid) && !errors.Is(err, fs.ErrPermission) {
		return err
	}
	return nil
}

// onDisk says which of the root's errors an error of the system is.
func onDisk(err error) error {
	switch {
	case err == nil:
		return nil
	case isFull(err):
		return fmt.Errorf("%w: %w", parley.ErrFull, err)
	case isReadOnly(err):
		return fmt.Errorf("%w: %w", parley.ErrReadOnly, err)
	}
	return fmt.Errorf("%w: %w", parley.ErrStore, err)
}
