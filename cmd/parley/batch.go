package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"

	"parley/internal/doc"
	"parley/internal/pipeline"
	"parley/internal/read"
)

// progressEvery is how many articles go by between two lines of progress.
const progressEvery = 1000

// batchOptions are the flags that all verbs over articles share.
type batchOptions struct {
	workers int
	verbose bool
	in      inputFlags
	net     netOptions
	data    string // a folder laid over the built-in data, empty for none
}

// each takes the articles of paths through stages, and writes each one that is
// done to standard output with write, in the order of the input. What became of
// them is told on standard error. A write that fails ends the run.
func (m *Main) each(ctx context.Context, stages []doc.Stage, paths []string, o batchOptions, write func(io.Writer, *doc.Doc) error) error {
	in, err := o.in.options(m.Stdin)
	if err != nil {
		return err
	}
	p, err := pipeline.New(stages...)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(m.Stdout, 1<<16)
	report := batch{w: m.Stderr, verbose: o.verbose}
	for outcome := range p.Run(ctx, m.given(ctx, paths, o.data, o.net, in), o.workers) {
		report.add(outcome)
		if outcome.State != pipeline.Done {
			continue
		}
		if err := write(out, outcome.Doc); err != nil {
			return fmt.Errorf("writing %s: %w", outcome.Article.Ref, err)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing the output: %w", err)
	}
	return errors.Join(ctx.Err(), report.end())
}

// batch tells about the articles of a run on standard error: a line for each
// that was skipped or failed (for each at all if verbose), a line of progress
// now and then, and the sum at the end.
type batch struct {
	w       io.Writer
	verbose bool
	sum     pipeline.Sum
	causes  []error // of failures, one of each kind that has its exit code
}

// add reports one outcome.
func (b *batch) add(o pipeline.Outcome) {
	b.sum.Add(o)
	name, cause := place(o)
	switch {
	case o.State == pipeline.Done && b.verbose:
		fmt.Fprintf(b.w, "%s: done, %d sentences, %d tokens, %d names\n",
			name, len(o.Doc.Sentences), len(o.Doc.Tokens), len(o.Doc.Names))
	case o.State == pipeline.Skipped:
		fmt.Fprintf(b.w, "%s: skipped: %v\n", name, cause)
	case o.State == pipeline.Failed:
		fmt.Fprintf(b.w, "%s: failed in %s: %v\n", name, o.Stage, cause)
		var p *pipeline.PanicError
		if b.verbose && errors.As(o.Err, &p) {
			fmt.Fprintf(b.w, "%s\n", p.Stack)
		}
		b.keep(o.Err)
	}
	if n := b.sum.All(); n%progressEvery == 0 {
		fmt.Fprintf(b.w, "%s: %s\n", articles(n), b.sum)
	}
}

// place returns the name of an outcome's article, which is the input's if the
// article could not be read, and the cause without that name.
func place(o pipeline.Outcome) (name string, cause error) {
	var unread *read.Error
	switch {
	case o.Article != nil:
		return o.Article.Ref, o.Err
	case errors.As(o.Err, &unread) && unread.Line > 0:
		return fmt.Sprintf("%s:%d", unread.Ref, unread.Line), unread.Err
	case errors.As(o.Err, &unread):
		return unread.Ref, unread.Err
	}
	return "an input", o.Err
}

// keep remembers err if its exit code is new.
func (b *batch) keep(err error) {
	for _, c := range b.causes {
		if exitCode(c) == exitCode(err) {
			return
		}
	}
	b.causes = append(b.causes, err)
}

// end prints the sum and returns the error of the run: nil if nothing failed.
func (b *batch) end() error {
	fmt.Fprintf(b.w, "%s: %s\n", articles(b.sum.All()), b.sum)
	if b.sum.Failed == 0 {
		return nil
	}
	return &batchError{b.sum, b.causes}
}

// batchError is errArticles with the sum, and with the causes for the exit
// code; they have been printed and are not part of its text.
type batchError struct {
	sum    pipeline.Sum
	causes []error
}

func (e *batchError) Error() string {
	return fmt.Sprintf("%d of %d articles failed", e.sum.Failed, e.sum.All())
}

func (e *batchError) Unwrap() []error { return append([]error{errArticles}, e.causes...) }

func articles(n int) string {
	if n == 1 {
		return "1 article"
	}
	return fmt.Sprintf("%d articles", n)
}
