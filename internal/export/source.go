package export

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"parley"
)

// An export holds a page of a listing in memory, and of incidents all that is known
// of a few: a great one has hundreds of events. Finding a page costs the more the
// larger the store is, so that pages are large.
const (
	pageSize  = 1000
	detailsOf = 200
)

// pages returns a listing page by page, limit items at most (0 for all). An error
// is the last.
func pages[T any](ctx context.Context, f parley.Filter, limit int, list func(context.Context, parley.Filter) (parley.Page[T], error)) iter.Seq2[[]T, error] {
	return func(yield func([]T, error) bool) {
		f.After = ""
		for n := 0; limit == 0 || n < limit; {
			f.Limit = pageSize
			if limit > 0 {
				f.Limit = min(pageSize, limit-n)
			}
			page, err := list(ctx, f)
			if err != nil {
				yield(nil, err)
				return
			}
			n += len(page.Items)
			if len(page.Items) > 0 && !yield(page.Items, nil) || page.Next == "" {
				return
			}
			f.After = page.Next
		}
	}
}

// oneByOne returns what pages hold, one by one.
func oneByOne[T any](in iter.Seq2[[]T, error]) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		for page, err := range in {
			if err != nil {
				yield(nil, err)
				return
			}
			for i := range page {
				if !yield(&page[i], nil) {
					return
				}
			}
		}
	}
}

// ordered is the filter with the order that exports have where none is asked for.
func (x *run) ordered(def parley.Order) parley.Filter {
	f := x.Filter
	if f.Order == "" {
		f.Order = def
	}
	return f
}

// incidents returns the incidents of the filter, set out as far as need asks,
// with links where links is true. A detail is good until the next.
func (x *run) incidents(ctx context.Context, need Need, links bool) iter.Seq2[*parley.IncidentDetail, error] {
	in := pages(ctx, x.ordered(parley.OrderOldest), x.Limit, x.src.Incidents)
	return oneByOne(func(yield func([]parley.IncidentDetail, error) bool) {
		for page, err := range in {
			if err != nil {
				yield(nil, err)
				return
			}
			for part := range slices.Chunk(page, detailsOf) {
				details, err := x.details(ctx, part, need, links)
				if !yield(details, err) || err != nil {
					return
				}
			}
		}
	})
}

// details sets out a page of incidents.
func (x *run) details(ctx context.Context, page []parley.Incident, need Need, withLinks bool) ([]parley.IncidentDetail, error) {
	out := make([]parley.IncidentDetail, len(page))
	if need == NeedIncident {
		for i := range page {
			out[i].Incident = page[i]
		}
		return out, nil
	}
	var events []string
	of := map[string]int{} // the incident of an event
	for i := range page {
		events = append(events, page[i].Events...)
		for _, e := range page[i].Events {
			of[e] = i
		}
	}
	tellings, err := x.src.Tellings(ctx, events)
	if err != nil {
		return nil, fmt.Errorf("reading what incidents are made of: %w", err)
	}
	decisions, err := x.decisions(ctx, page, events, of)
	if err != nil {
		return nil, err
	}
	links := make([][]parley.Link, len(page))
	if withLinks {
		all, err := x.src.Links(ctx, parley.Incidents, events)
		if err != nil {
			return nil, fmt.Errorf("reading why incidents are one: %w", err)
		}
		for _, l := range all {
			// A link between two incidents of the page belongs to neither.
			if i := of[l.A]; i == of[l.B] {
				links[i] = append(links[i], l)
			}
		}
	}
	for i := range page {
		n := len(page[i].Events)
		out[i] = x.resolver.Detail(page[i], tellings[:n:n], links[i], decisions[i])
		tellings = tellings[n:]
	}
	return out, nil
}

// decisions returns those on each incident of a page; most pages have none.
func (x *run) decisions(ctx context.Context, page []parley.Incident, events []string, of map[string]int) ([][]parley.Decision, error) {
	out := make([][]parley.Decision, len(page))
	all, err := x.src.Decisions(ctx, parley.Incidents, events)
	if err != nil {
		return nil, fmt.Errorf("reading decisions: %w", err)
	}
	for _, d := range all {
		on := map[int]bool{}
		for _, side := range [][]string{d.Left, d.Right} {
			for _, e := range side {
				if i, ok := of[e]; ok && !on[i] {
					on[i] = true
					out[i] = append(out[i], d)
				}
			}
		}
	}
	return out, nil
}

// events returns the events of the filter with their articles.
func (x *run) events(ctx context.Context) iter.Seq2[*parley.Telling, error] {
	return oneByOne(pages(ctx, x.ordered(parley.OrderOldest), x.Limit, x.src.Events))
}

// articles returns the articles of the filter without their texts.
func (x *run) articles(ctx context.Context) iter.Seq2[*parley.ArticleInfo, error] {
	return oneByOne(pages(ctx, x.ordered(parley.OrderOldest), x.Limit, x.src.Articles))
}

// actors returns the actors of the filter.
func (x *run) actors(ctx context.Context) iter.Seq2[*parley.ActorInfo, error] {
	return oneByOne(pages(ctx, x.ordered(parley.OrderReports), x.Limit, x.src.Actors))
}

// undertakings returns the ledger of the filter. Where it comes behind incidents
// the order that was asked for is theirs.
func (x *run) undertakings(ctx context.Context) iter.Seq2[[]parley.Undertaking, error] {
	f := x.ordered(parley.OrderDue)
	if x.What == All {
		f.Order = parley.OrderDue
	}
	return pages(ctx, f, x.Limit, x.src.Undertakings)
}

// undertakingsWith returns the undertakings of the filter that want lets through,
// set out. A detail is good until the next.
func (x *run) undertakingsWith(ctx context.Context, want func(*parley.Undertaking) bool) iter.Seq2[*parley.UndertakingDetail, error] {
	return oneByOne(func(yield func([]parley.UndertakingDetail, error) bool) {
		for page, err := range x.undertakings(ctx) {
			if err != nil {
				yield(nil, err)
				return
			}
			page = slices.DeleteFunc(page, func(u parley.Undertaking) bool { return !want(&u) })
			for part := range slices.Chunk(page, detailsOf) {
				details, err := x.undertakingDetails(ctx, part)
				if !yield(details, err) || err != nil {
					return
				}
			}
		}
	})
}

// undertakingDetails sets out a few undertakings.
func (x *run) undertakingDetails(ctx context.Context, part []parley.Undertaking) ([]parley.UndertakingDetail, error) {
	var commitments []string
	of := map[string]int{} // the undertaking of a commitment
	for i := range part {
		commitments = append(commitments, part[i].Commitments...)
		for _, c := range part[i].Commitments {
			of[c] = i
		}
	}
	tellings, err := x.src.CommitmentTellings(ctx, commitments)
	if err != nil {
		return nil, fmt.Errorf("reading what undertakings are made of: %w", err)
	}
	all, err := x.src.Links(ctx, parley.Undertakings, commitments)
	if err != nil {
		return nil, fmt.Errorf("reading why undertakings are one: %w", err)
	}
	links := make([][]parley.Link, len(part))
	for _, l := range all {
		if i := of[l.A]; i == of[l.B] {
			links[i] = append(links[i], l)
		}
	}
	out := make([]parley.UndertakingDetail, len(part))
	for i := range part {
		_, bearing, err := x.src.Undertaking(ctx, part[i].ID)
		if err != nil {
			return nil, fmt.Errorf("reading what bears on %s: %w", part[i].ID, err)
		}
		n := len(part[i].Commitments)
		out[i] = x.ledger.Detail(part[i], tellings[:n:n], bearing, links[i])
		tellings = tellings[n:]
	}
	return out, nil
}
