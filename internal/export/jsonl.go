package export

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"parley"
)

// jsonl is the writing of lines.
type jsonl struct {
	*run
	enc *json.Encoder
	// What the incidents and undertakings of a filter lead to: only of these are
	// there lines. Nil where all is written. An article costs 16 bytes and a bit.
	articles  map[[16]byte]struct{}
	odd       map[string]struct{} // articles whose ID is no hash
	decisions map[int64]parley.Decision
}

func writeJSONL(ctx context.Context, x *run) error {
	w := &jsonl{run: x, enc: json.NewEncoder(x.out)}
	w.enc.SetEscapeHTML(false)
	whole := x.What == All && x.Limit == 0 && noFilter(x.Filter)
	if err := w.line(Line{Kind: LineHead, Head: &Head{Version: jsonlVersion, What: x.What, Whole: whole}}); err != nil {
		return err
	}
	switch x.What {
	case Incidents:
		return w.incidents(ctx)
	case Events:
		return w.events(ctx)
	case Articles:
		return w.listedArticles(ctx)
	case Ledger:
		return w.undertakings(ctx)
	case Actors:
		return w.actors(ctx)
	}
	if whole {
		x.Filter.Background = true
		return w.all(ctx, w.everyDecision, w.everyArticle, w.feeds)
	}
	w.articles, w.odd, w.decisions = map[[16]byte]struct{}{}, map[string]struct{}{}, map[int64]parley.Decision{}
	return w.all(ctx, w.theirDecisions, w.theirArticles)
}

// noFilter reports whether a filter narrows nothing; its order does not matter.
func noFilter(f parley.Filter) bool {
	f.Order, f.Background, f.Limit, f.After = "", false, 0, ""
	return reflect.DeepEqual(f, parley.Filter{})
}

// all writes incidents and the ledger, then what rest writes.
func (w *jsonl) all(ctx context.Context, rest ...func(context.Context) error) error {
	for _, part := range append([]func(context.Context) error{w.incidents, w.undertakings, w.agreements, w.talks}, rest...) {
		if err := part(ctx); err != nil {
			return err
		}
	}
	return nil
}

// line writes one line.
func (w *jsonl) line(l Line) error {
	if err := w.enc.Encode(&l); err != nil {
		return fmt.Errorf("writing a line of %s: %w", l.Kind, err)
	}
	if l.Kind != LineHead {
		w.sum.Rows++
	}
	return nil
}

func (w *jsonl) incidents(ctx context.Context) error {
	for d, err := range w.run.incidents(ctx, NeedDetail, true) {
		if err != nil {
			return err
		}
		if err := w.line(Line{Kind: LineIncident, Incident: d}); err != nil {
			return err
		}
		w.sum.Items++
		for i := range d.Tellings {
			w.keep(d.Tellings[i].Article.ID)
		}
		w.keepDecisions(d.Decisions)
	}
	return nil
}

func (w *jsonl) events(ctx context.Context) error {
	for t, err := range w.run.events(ctx) {
		if err != nil {
			return err
		}
		if err := w.line(Line{Kind: LineEvent, Event: t}); err != nil {
			return err
		}
		w.sum.Items++
	}
	return nil
}

func (w *jsonl) actors(ctx context.Context) error {
	for a, err := range w.run.actors(ctx) {
		if err != nil {
			return err
		}
		if err := w.line(Line{Kind: LineActor, Actor: a}); err != nil {
			return err
		}
		w.sum.Items++
	}
	return nil
}

// undertakings writes the ledger, and with all of it what people decided and
// settled of each.
func (w *jsonl) undertakings(ctx context.Context) error {
	for d, err := range w.undertakingsWith(ctx, func(*parley.Undertaking) bool { return true }) {
		if err != nil {
			return err
		}
		if err := w.line(Line{Kind: LineUndertaking, Undertaking: d}); err != nil {
			return err
		}
		w.sum.Items++
		if w.What != All {
			continue
		}
		for i := range d.Tellings {
			w.keep(d.Tellings[i].Article.ID)
		}
		if err := w.settled(ctx, d.Commitments); err != nil {
			return err
		}
		if w.decisions != nil {
			ds, err := w.src.Decisions(ctx, parley.Undertakings, d.Commitments)
			if err != nil {
				return fmt.Errorf("reading decisions: %w", err)
			}
			w.keepDecisions(ds)
		}
	}
	return nil
}

func (w *jsonl) settled(ctx context.Context, commitments []string) error {
	settled, err := w.src.Settled(ctx, commitments)
	if err != nil {
		return fmt.Errorf("reading what was settled: %w", err)
	}
	for _, c := range slices.Sorted(maps.Keys(settled)) {
		if err := w.line(Line{Kind: LineSettled, Settled: &Settled{c, settled[c]}}); err != nil {
			return err
		}
	}
	return nil
}

func (w *jsonl) agreements(ctx context.Context) error {
	for a, err := range oneByOne(pages(ctx, w.dealFilter(), 0, w.src.Agreements)) {
		if err != nil {
			return err
		}
		if err := w.line(Line{Kind: LineAgreement, Agreement: a}); err != nil {
			return err
		}
	}
	return nil
}

func (w *jsonl) talks(ctx context.Context) error {
	for t, err := range oneByOne(pages(ctx, w.dealFilter(), 0, w.src.Talks)) {
		if err != nil {
			return err
		}
		if err := w.line(Line{Kind: LineTalks, Talks: t}); err != nil {
			return err
		}
	}
	return nil
}

// dealFilter is the filter in an order that agreements and talks know.
func (w *jsonl) dealFilter() parley.Filter {
	f := w.Filter
	f.Order = parley.OrderOldest
	return f
}

// everyDecision writes all that people decided, in the order of time.
func (w *jsonl) everyDecision(ctx context.Context) error {
	var all []parley.Decision
	for _, g := range []parley.Grouping{parley.Incidents, parley.Undertakings} {
		ds, err := w.src.Decisions(ctx, g, nil)
		if err != nil {
			return fmt.Errorf("reading decisions: %w", err)
		}
		all = append(all, ds...)
	}
	return w.putDecisions(all)
}

// theirDecisions writes those on what was written.
func (w *jsonl) theirDecisions(context.Context) error {
	return w.putDecisions(slices.Collect(maps.Values(w.decisions)))
}

func (w *jsonl) putDecisions(all []parley.Decision) error {
	slices.SortFunc(all, func(a, b parley.Decision) int { return int(a.ID - b.ID) })
	for i := range all {
		if err := w.line(Line{Kind: LineDecision, Decision: &all[i]}); err != nil {
			return err
		}
	}
	return nil
}

func (w *jsonl) feeds(ctx context.Context) error {
	feeds, err := w.src.Feeds(ctx)
	if err != nil {
		return fmt.Errorf("reading feeds: %w", err)
	}
	for i := range feeds {
		if err := w.line(Line{Kind: LineFeed, Feed: &feeds[i]}); err != nil {
			return err
		}
	}
	return nil
}

// raw writes what an article was read from, where that was kept and is wanted.
func (w *jsonl) raw(ctx context.Context, article string) error {
	if !w.Raw {
		return nil
	}
	r, err := w.src.Raw(ctx, article)
	if errors.Is(err, parley.ErrNotFound) {
		w.leave([]Left{{"what an article was read from was not kept", 1}})
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading what %s was read from: %w", article, err)
	}
	return w.line(Line{Kind: LineRaw, Raw: &r})
}
