package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"parley"
)

// Replace puts the store in the file at with in the place of the one at path, in
// one step: a program that is killed at any moment leaves the old one there or the
// new one, whole. Nobody may have either open: else ErrBusy, and all is as it was.
// The file at with is gone then. It is best in the folder of the other; from
// elsewhere it is copied there first.
func Replace(ctx context.Context, path, with string) error {
	st, err := Open(ctx, path, Options{MustExist: true, Alone: true, Wait: turn})
	if err != nil {
		return err
	}
	return st.Replace(ctx, with)
}

// Replace is the function Replace for a store that was opened Alone, so that
// nothing can have been added to it since it was read. It closes the store, also
// where it fails.
func (st *Store) Replace(ctx context.Context, with string) error {
	return st.replace(ctx, with, func(string) {})
}

// replace calls at after each of its steps.
func (st *Store) replace(ctx context.Context, with string, at func(step string)) (err error) {
	defer func() { err = errors.Join(err, st.Close()) }()
	if st.writer == nil || !st.options.Alone {
		return fmt.Errorf("%w: %s is replaced only by who has opened it alone", parley.ErrStore, st.path)
	}
	path, err := realPath(st.path)
	if err != nil {
		return err
	}
	if with, err = realPath(with); err != nil {
		return err
	}
	if st.isAt(with) {
		return fmt.Errorf("%w: %s and %s are one file", parley.ErrStore, path, with)
	}
	other, err := openAlone(ctx, with)
	if err == nil {
		err = other.Close() // its log is in it
	}
	if err != nil {
		return fmt.Errorf("the store that replaces %s: %w", st.path, err)
	}
	at("new closed")
	if err := st.shed(ctx); err != nil {
		return err
	}
	at("old closed")
	if runtime.GOOS == "windows" { // where a file that is open cannot be replaced
		if err := st.Close(); err != nil {
			return err
		}
	}
	if with, err = broughtBeside(with, path); err != nil {
		return err
	}
	if err := errors.Join(likeFile(with, path), onDisk(flushFile(with))); err != nil {
		return err
	}
	at("flushed")
	if err := os.Rename(with, path); err != nil {
		return onDisk(err)
	}
	at("renamed")
	return onDisk(flushFolder(filepath.Dir(path)))
}

// isAt reports whether the file at a path is that of the store.
func (st *Store) isAt(path string) bool {
	there, err := os.Stat(path)
	return err == nil && st.stood != nil && os.SameFile(st.stood, there)
}

// realPath follows links to a file that is there: a rename would take the place of
// the link, and SQLite keeps the log beside the file itself.
func realPath(path string) (string, error) {
	path, err := filepath.EvalSymlinks(path)
	if err != nil {
		return "", fmt.Errorf("%w: %w", parley.ErrStore, err)
	}
	return path, nil
}

// broughtBeside returns the file at with itself if it is in the folder of path; else
// it is moved there under another name.
func broughtBeside(with, path string) (string, error) {
	a, err := os.Stat(filepath.Dir(path))
	b, err2 := os.Stat(filepath.Dir(with))
	if err := errors.Join(err, err2); err != nil || os.SameFile(a, b) {
		return with, onDisk(err)
	}
	temp, err := tempName(path)
	if err != nil {
		return "", err
	}
	if err := copyFile(with, temp); err != nil {
		return "", errors.Join(onDisk(err), os.Remove(temp))
	}
	return temp, onDisk(os.Remove(with))
}

// copyFile copies the bytes of a file to one that is there.
func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_TRUNC, 0)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}

// Drop removes the store at path with its log, or what a program that was killed
// left of one. ErrBusy if any program has it open; no error if there is none.
func Drop(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); err == nil {
		st, err := openAlone(ctx, path)
		if err == nil {
			defer func() { _ = st.Close() }() // nothing of it matters any more
		} else if !errors.Is(err, parley.ErrDamaged) {
			return err
		}
		if err == nil && runtime.GOOS == "windows" {
			_ = st.Close()
		}
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return onDisk(err)
	}
	return dropLog(path)
}
