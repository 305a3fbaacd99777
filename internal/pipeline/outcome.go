package pipeline

import (
	"errors"
	"fmt"
	"runtime/debug"

	"parley"
	"parley/internal/doc"
)

// State is how an article ended.
type State string

// The states of an article.
const (
	Done    State = "done"
	Skipped State = "skipped" // there was nothing to read in it
	Failed  State = "failed"
)

// Names of the steps that are no stages of the list.
const (
	StageRead  = "read"  // from bytes to an Article
	StageCheck = "check" // the invariants of doc.Doc.Check, after the last stage
)

// Outcome is how one article ended.
type Outcome struct {
	// Article is nil if it could not be read; Err then names the input.
	Article *parley.Article
	// Doc holds the layers of all stages; nil unless State is Done.
	Doc   *doc.Doc
	State State
	// Stage names where an article failed; empty otherwise.
	Stage string
	// Err is the reason for Skipped, the cause for Failed and nil for Done.
	Err error
}

// nothingToRead lists the reasons for which an input holds no article rather
// than a bad one.
var nothingToRead = []error{parley.ErrEmpty, parley.ErrNoText, parley.ErrBinary, parley.ErrFormat}

// unread returns the outcome of an input that gave no article, for err.
func unread(err error) Outcome {
	for _, reason := range nothingToRead {
		if errors.Is(err, reason) {
			return Outcome{State: Skipped, Err: err}
		}
	}
	return Outcome{State: Failed, Stage: StageRead, Err: err}
}

// Sum counts outcomes.
type Sum struct{ Done, Skipped, Failed int }

// Add counts o.
func (s *Sum) Add(o Outcome) {
	switch o.State {
	case Done:
		s.Done++
	case Skipped:
		s.Skipped++
	default:
		s.Failed++
	}
}

// All returns the number of outcomes counted.
func (s Sum) All() int { return s.Done + s.Skipped + s.Failed }

// String returns the sum as it is printed at the end of a batch.
func (s Sum) String() string {
	return fmt.Sprintf("%d done, %d skipped, %d failed", s.Done, s.Skipped, s.Failed)
}

// ErrPanic is wrapped by the cause of an article that failed by a panic.
var ErrPanic = errors.New("panic")

// PanicError is a panic caught in a stage. It unwraps to ErrPanic, and to the
// value of the panic if that is an error.
type PanicError struct {
	Value any
	Stack []byte // of the goroutine, for a bug report
}

func (e *PanicError) Error() string { return fmt.Sprintf("%v: %v", ErrPanic, e.Value) }

// Unwrap returns ErrPanic and, if it is an error, the value of the panic.
func (e *PanicError) Unwrap() []error {
	if err, ok := e.Value.(error); ok {
		return []error{ErrPanic, err}
	}
	return []error{ErrPanic}
}

// guard calls f and turns a panic into its error.
func guard(f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{Value: v, Stack: debug.Stack()}
		}
	}()
	return f()
}
