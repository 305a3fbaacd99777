package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"parley"
)

// fault says which of the root's errors a driver's error is, with the store's
// path; other errors come back as they are.
func (st *Store) fault(err error) error { return fault(st.path, err, st.options.ReadOnly) }

// fault is Store.fault for a store that is not open yet. Where readOnly, it
// writes nothing to find out the cause.
func fault(path string, err error, readOnly bool) error {
	code := codeOf(err) // 0 for nil
	if mapped(err) || code == 0 {
		return err
	}
	kind := kindOf(code, path, readOnly)
	if errors.Is(kind, context.Canceled) {
		return kind
	}
	return fmt.Errorf("%s: %w: %w", path, kind, err)
}

// codeOf returns the result code of SQLite in an error, 0 for none.
func codeOf(err error) int {
	var driver *sqlite.Error
	if errors.As(err, &driver) {
		return driver.Code()
	}
	return 0
}

// mapped reports whether err says already what it is.
func mapped(err error) bool {
	for _, kind := range []error{parley.ErrNotFound, parley.ErrQuery, parley.ErrStore, parley.ErrReadOnly,
		parley.ErrFull, parley.ErrNewer, parley.ErrDamaged, parley.ErrBusy, context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, kind) {
			return true
		}
	}
	return false
}

// kindOf maps a result code of SQLite.
func kindOf(code int, path string, readOnly bool) error {
	switch code {
	case lib.SQLITE_IOERR_SHMSIZE:
		return parley.ErrFull // the index of the log could not grow
	case lib.SQLITE_IOERR_CORRUPTFS, lib.SQLITE_IOERR_DATA, lib.SQLITE_IOERR_SHORT_READ:
		return parley.ErrDamaged
	}
	switch code & 0xff {
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return parley.ErrBusy
	case lib.SQLITE_READONLY, lib.SQLITE_PERM:
		return parley.ErrReadOnly
	case lib.SQLITE_FULL:
		return parley.ErrFull
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB, lib.SQLITE_FORMAT:
		return parley.ErrDamaged
	case lib.SQLITE_CANTOPEN:
		if !readOnly && !writable(filepath.Dir(path)) {
			return parley.ErrReadOnly
		}
	case lib.SQLITE_INTERRUPT:
		return context.Canceled
	}
	return parley.ErrStore
}

// writable reports whether files can be made in a folder. It tries: permission
// bits tell nothing of a disk that is mounted read-only.
func writable(folder string) bool {
	f, err := os.CreateTemp(folder, ".parley-*")
	if err != nil {
		return !isReadOnly(err)
	}
	f.Close()
	return os.Remove(f.Name()) == nil
}

// isReadOnly reports whether the system refuses to write there.
func isReadOnly(err error) bool {
	return errors.Is(err, os.ErrPermission) || errors.Is(err, syscall.EROFS)
}

// isFull reports whether the system has no room left there.
func isFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC)
}
