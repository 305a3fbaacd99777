// Package pipeline takes articles through the stages of reading: in order
// within an article, several articles at a time, with one Outcome for each.
//
// # Outcome
//
// A bad article never stops a batch. It ends as Done, Skipped (why) or Failed
// (stage and cause); a panic in a stage is a failure of that article alone.
//
// # Order
//
// Outcomes come in the order of the articles, whatever the number of workers,
// so that the same input gives the same output.
package pipeline

import (
	"context"
	"errors"
	"iter"
	"sync"

	"parley"
	"parley/internal/doc"
)

// Pipeline is a list of stages that follow from one another. It holds no
// state of a run and may be used by several goroutines if its stages may.
type Pipeline struct{ stages []doc.Stage }

// New returns a pipeline of stages, or the error of doc.CheckOrder if their
// order leaves a need unmet.
func New(stages ...doc.Stage) (*Pipeline, error) {
	if err := doc.CheckOrder(stages); err != nil {
		return nil, err
	}
	return &Pipeline{stages: stages}, nil
}

// Run takes every article through the stages, workers of them at a time (at
// least one), and yields one Outcome for each in the order of articles. An
// error in articles is an article that could not be read.
//
// Articles are pulled as they are needed, a few more than there are workers.
// When ctx ends the sequence ends early: ask ctx.Err() afterwards. No goroutine
// outlives the sequence.
func (p *Pipeline) Run(ctx context.Context, articles iter.Seq2[*parley.Article, error], workers int) iter.Seq[Outcome] {
	workers = max(1, workers)
	return func(yield func(Outcome) bool) {
		var running sync.WaitGroup
		defer running.Wait()
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()

		jobs := make(chan job)
		queue := make(chan chan Outcome, workers) // the order of the articles
		running.Go(func() {
			defer close(jobs)
			defer close(queue)
			feed(ctx, articles, jobs, queue)
		})
		for range workers {
			running.Go(func() {
				for j := range jobs {
					j.out <- p.one(j.article, j.err)
				}
			})
		}
		for out := range queue {
			select {
			case o := <-out:
				if ctx.Err() != nil || !yield(o) {
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}
}

// job is one article on its way to a worker; out has room for its outcome.
type job struct {
	article *parley.Article
	err     error
	out     chan Outcome
}

// feed hands the articles to the workers and their places to the queue.
func feed(ctx context.Context, articles iter.Seq2[*parley.Article, error], jobs chan<- job, queue chan<- chan Outcome) {
	send := func(a *parley.Article, err error) bool {
		out := make(chan Outcome, 1)
		select {
		case queue <- out:
		case <-ctx.Done():
			return false
		}
		select {
		case jobs <- job{a, err, out}:
			return true
		case <-ctx.Done():
			return false
		}
	}
	// A reader that panics ends the batch: there is no next article to ask it
	// for. What it had read is kept.
	err := guard(func() error {
		for a, err := range articles {
			if !send(a, err) {
				break
			}
		}
		return nil
	})
	if err != nil {
		send(nil, err)
	}
}

// one takes one article through the stages.
func (p *Pipeline) one(a *parley.Article, err error) Outcome {
	if err != nil {
		return unread(err)
	}
	d := &doc.Doc{ID: a.Ref, Text: a.Text, Article: a}
	for _, s := range p.stages {
		if err := guard(func() error { return s.Run(d) }); err != nil {
			if errors.Is(err, parley.ErrLanguage) {
				return Outcome{Article: a, State: Skipped, Err: err}
			}
			return Outcome{Article: a, State: Failed, Stage: s.Name, Err: err}
		}
	}
	if err := guard(d.Check); err != nil {
		return Outcome{Article: a, State: Failed, Stage: StageCheck, Err: err}
	}
	return Outcome{Article: a, Doc: d, State: Done}
}
