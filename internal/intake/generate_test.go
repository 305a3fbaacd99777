package intake

import (
	"fmt"
	"iter"

	"parley"
	"parley/internal/storetest"
)

// archive returns records with n made-up events or a few more, in order of
// publication. Each fifth article tells of a promise as well.
func archive(n int) iter.Seq[*parley.Record] {
	return func(yield func(*parley.Record) bool) {
		i := 0
		for r := range storetest.Events(n, 7) {
			if i++; i%5 == 0 {
				promise(r, i/5)
			}
			if !yield(r) {
				return
			}
		}
	}
}

// madeUp returns the first records of a crowded archive.
func madeUp(articles int) []*parley.Record {
	var out []*parley.Record
	for r := range archive(200_000) {
		if out = append(out, r); len(out) == articles {
			break
		}
	}
	return out
}

// promise adds a sentence in which the source of the first event makes a promise,
// and the commitment that it tells.
func promise(r *parley.Record, n int) {
	if len(r.Events) == 0 {
		return
	}
	by := r.Events[0].Sources[0]
	what := []string{"release the prisoners", "withdraw its troops", "observe a ceasefire for a month", "let aid into the town", "open the road"}[n%5]
	start := len(r.Article.Text)
	r.Article.Text += fmt.Sprintf("%s promised to %s.\n", by.Text, what)
	trigger := start + len(by.Text) + 1
	r.Commitments = append(r.Commitments, parley.Commitment{ID: fmt.Sprintf("%sc", r.Article.ID), Kind: parley.Pledge, By: &by, What: what, Status: parley.Pending,
		Evidence: []parley.Evidence{
			{Role: "by", Start: start, End: trigger - 1, Quote: by.Text, Rule: "made-up"},
			{Role: "trigger", Start: trigger, End: trigger + len("promised"), Quote: "promised", Rule: "made-up"},
			{Role: "what", Start: trigger + len("promised to "), End: trigger + len("promised to ") + len(what), Quote: what, Rule: "made-up"}}})
}
