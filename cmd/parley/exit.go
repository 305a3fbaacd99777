package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"parley"
)

var (
	// errUsage marks errors in flags and arguments.
	errUsage = errors.New("usage")
	// errArticles marks the end of a batch in which some articles failed.
	errArticles = errors.New("some articles failed")
	// errFaults marks a store in which something is wrong.
	errFaults = errors.New("the store has faults")
)

// Exit codes.
const (
	exitOK          = 0
	exitArticles    = 1
	exitUsage       = 2
	exitNotFound    = 3
	exitOther       = 4
	exitRules       = 5
	exitStore       = 6
	exitFaults      = 7
	exitInterrupted = 130 // as shells report a program ended by Ctrl-C
)

// exits is the one place that maps errors to exit codes. The first row whose
// error matches decides; the row without an error is for all others.
var exits = []struct {
	code    int
	err     error
	meaning string
}{
	{exitOK, nil, "all went well; inputs that hold no text were skipped"},
	{exitUsage, errUsage, usageMeaning},
	{exitUsage, parley.ErrQuery, usageMeaning},
	{exitInterrupted, context.Canceled, "interrupted"},
	{exitStore, parley.ErrReadOnly, storeMeaning},
	{exitStore, parley.ErrFull, storeMeaning},
	{exitStore, parley.ErrNewer, storeMeaning},
	{exitStore, parley.ErrDamaged, storeMeaning},
	{exitStore, parley.ErrBusy, storeMeaning},
	{exitNotFound, fs.ErrNotExist, notFoundMeaning},
	{exitNotFound, parley.ErrNotFound, notFoundMeaning},
	{exitStore, parley.ErrStore, storeMeaning},
	{exitArticles, errArticles, "some articles failed"},
	{exitRules, errRules, "rules are wrong, or do not keep their examples"},
	{exitFaults, errFaults, "the store has faults"},
	{exitOther, nil, "any other error; the message says which"},
}

// Meanings of codes that several errors have.
const (
	usageMeaning    = "flags or arguments that make no sense"
	notFoundMeaning = "a file or folder was not found, or an ID by the store"
)

// storeMeaning is that of all faults of stores; the message says which it is.
const storeMeaning = "the store cannot be used: read-only, full, damaged, busy, or of a newer Parley"

// exitCode returns the code for the error of a run; nil is exitOK.
func exitCode(err error) int {
	if err == nil {
		return exitOK
	}
	for _, e := range exits {
		if e.err != nil && errors.Is(err, e.err) {
			return e.code
		}
	}
	return exitOther
}

// exitHelp returns the paragraph on exit codes for the help of a verb that
// may end with the codes given, besides the three that every verb has.
func exitHelp(codes ...int) string {
	var b strings.Builder
	b.WriteString("\n\nExit codes:")
	codes = append(codes, exitOK, exitUsage, exitOther)
	slices.Sort(codes)
	for _, code := range codes {
		// Rows of one code have one meaning.
		for _, e := range exits {
			if e.code == code {
				fmt.Fprintf(&b, "\n  %-4d%s", e.code, e.meaning)
				break
			}
		}
	}
	return b.String()
}

// usageError is an error of usage; its text is only the cause's.
type usageError struct{ cause error }

func usage(cause error) error { return &usageError{cause} }

func (e *usageError) Error() string   { return e.cause.Error() }
func (e *usageError) Unwrap() []error { return []error{errUsage, e.cause} }
