package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"parley"
	"parley/internal/intake"
	"parley/internal/sqlite"
)

// storeVariable names the store where no flag does, and defaultStore is the file
// where neither does.
const (
	storeVariable = "PARLEY_STORE"
	defaultStore  = "parley.db"
)

// storeOptions are the flags of all verbs over a store.
type storeOptions struct {
	file  string
	json  bool
	lists string // a folder laid over the built-in data, empty for none
}

func (o *storeOptions) add(c *cobra.Command) {
	o.addFile(c)
	c.Flags().BoolVar(&o.json, "json", false, "print JSON, one object a line")
}

// addFile declares --store alone.
func (o *storeOptions) addFile(c *cobra.Command) {
	c.Flags().StringVar(&o.file, "store", "", "the file of the store (default: "+storeVariable+", else ./"+defaultStore+")")
}

// addLists declares --data, for verbs that make something anew of what is stored.
func (o *storeOptions) addLists(c *cobra.Command) { addDataDir(c.Flags(), &o.lists) }

// path returns the file that is meant.
func (o *storeOptions) path() string {
	if o.file != "" {
		return o.file
	}
	if v := os.Getenv(storeVariable); v != "" {
		return v
	}
	return defaultStore
}

// open opens the store that is there; it is an error that wraps fs.ErrNotExist if
// it is not. The caller closes it.
func (o *storeOptions) open(ctx context.Context, readOnly bool) (*sqlite.Store, error) {
	path := o.path()
	st, err := sqlite.Open(ctx, path, sqlite.Options{ReadOnly: readOnly, MustExist: true})
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("no store at %s: 'parley add' makes one, --store or %s names another: %w", path, storeVariable, fs.ErrNotExist)
	case err != nil && readOnly && !knownFault(err):
		// A store of an older version is brought up to date by opening it to write.
		if again, fault := sqlite.Open(ctx, path, sqlite.Options{MustExist: true}); fault == nil {
			return again, nil
		}
	}
	return st, err
}

// knownFault reports whether opening a store another way cannot help.
func knownFault(err error) bool {
	for _, fault := range []error{parley.ErrReadOnly, parley.ErrFull, parley.ErrNewer, parley.ErrDamaged, parley.ErrBusy, context.Canceled} {
		if errors.Is(err, fault) {
			return true
		}
	}
	return false
}

// make opens the store, or makes it.
func (o *storeOptions) make(ctx context.Context) (*sqlite.Store, error) {
	return sqlite.Open(ctx, o.path(), sqlite.Options{})
}

// with opens the store to read, and runs f.
func (o *storeOptions) with(ctx context.Context, f func(*sqlite.Store) error) (err error) {
	return o.use(ctx, true, f)
}

// use opens the store, runs f and closes it; the error of closing is not lost.
func (o *storeOptions) use(ctx context.Context, readOnly bool, f func(*sqlite.Store) error) (err error) {
	st, err := o.open(ctx, readOnly)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	return f(st)
}

// change opens the store and an intake into it, and runs f.
func (o *storeOptions) change(ctx context.Context, f func(*sqlite.Store, *intake.Intake) error) error {
	fsys, err := dataFS(o.lists)
	if err != nil {
		return err
	}
	return o.use(ctx, false, func(st *sqlite.Store) error {
		in, err := intake.New(fsys, st)
		if err != nil {
			return err
		}
		return f(st, in)
	})
}
