package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"parley"
	"parley/internal/intake"
	"parley/internal/sqlite"
)

func (m *Main) verifyCommand() *cobra.Command {
	var o storeOptions
	c := &cobra.Command{
		Use:   "verify",
		Short: "look for anything that is wrong in the store",
		Long: "Verify reads all of the store: the file, the checksums of what was written, whether\n" +
			"each piece of evidence stands in its article, and whether incidents and ledger are\n" +
			"what a fresh run over the articles would make of them. It prints a line for each\n" +
			"fault and changes nothing." + exitHelp(exitNotFound, exitStore, exitFaults, exitInterrupted),
		Args: needArgs(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error { return m.verify(c.Context(), o) },
	}
	o.add(c)
	o.addLists(c)
	return c
}

func (m *Main) verify(ctx context.Context, o storeOptions) error {
	var found []sqlite.Finding
	if err := o.with(ctx, func(st *sqlite.Store) (err error) {
		found, err = st.Verify(ctx)
		return err
	}); err != nil {
		return err
	}
	if len(found) == 0 { // else the records cannot be relied on
		var err error
		if found, err = m.verifyMade(ctx, o); err != nil {
			return err
		}
	}
	if o.json {
		if err := jsonLines(m.Stdout, found); err != nil {
			return err
		}
	} else {
		for _, f := range found {
			if _, err := fmt.Fprintln(m.Stdout, f); err != nil {
				return err
			}
		}
	}
	if len(found) > 0 {
		return fmt.Errorf("%s: %w: %d found", o.path(), errFaults, len(found))
	}
	fmt.Fprintf(m.Stderr, "%s: nothing is wrong\n", o.path())
	return nil
}

// verifyMade compares what was made of the records with a fresh run. It works
// within a transaction that is not kept, which takes a store that can be written.
func (m *Main) verifyMade(ctx context.Context, o storeOptions) (found []sqlite.Finding, err error) {
	err = o.change(ctx, func(_ *sqlite.Store, in *intake.Intake) error {
		differs, err := in.Check(ctx)
		for _, text := range differs {
			found = append(found, sqlite.Finding{What: "made", Text: text})
		}
		return err
	})
	if errors.Is(err, parley.ErrReadOnly) {
		fmt.Fprintf(m.Stderr, "%s cannot be written: incidents and ledger were not made anew to compare\n", o.path())
		return nil, nil
	}
	return found, err
}

func (m *Main) backupCommand() *cobra.Command {
	var o storeOptions
	var force bool
	c := &cobra.Command{
		Use:   "backup FILE",
		Short: "write the store as it is now to a new file",
		Long: "Backup writes a copy of the store, while others may go on reading and adding. The\n" +
			"copy is a store like any other, and stands at FILE only when it is whole." +
			exitHelp(exitNotFound, exitStore, exitInterrupted),
		Args: needArgs(cobra.ExactArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			return o.with(c.Context(), func(st *sqlite.Store) error { return st.Backup(c.Context(), args[0], force) })
		},
	}
	o.addFile(c)
	c.Flags().BoolVar(&force, "force", false, "replace a file that is there")
	return c
}

func (m *Main) restoreCommand() *cobra.Command {
	var o storeOptions
	var force bool
	c := &cobra.Command{
		Use:   "restore FILE",
		Short: "put a backup in the place of the store",
		Long: "Restore checks a backup, row by row, and puts it in the place of the store. The\n" +
			"store that is there stays until then; no program may have it open." +
			exitHelp(exitNotFound, exitStore, exitInterrupted),
		Args: needArgs(cobra.ExactArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			if _, err := os.Stat(o.path()); err == nil && !force {
				return usage(fmt.Errorf("%s is there; --force replaces it", o.path()))
			}
			return sqlite.Restore(c.Context(), args[0], o.path())
		},
	}
	o.addFile(c)
	c.Flags().BoolVar(&force, "force", false, "replace the store that is there")
	return c
}
