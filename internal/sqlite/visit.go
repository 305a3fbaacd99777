package sqlite

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"parley"
)

// PutVisits implements parley.FeedWriter.
func (t *tx) PutVisits(ctx context.Context, visits []parley.Visit) error {
	feeds, err := t.visitsStand(ctx, visits)
	if err != nil {
		return err
	}
	for i := range visits {
		v := visits[i]
		v.Found, v.At, v.Next = v.Found.UTC(), v.At.UTC(), v.Next.UTC()
		due, tried := visitTimes(v)
		feed, key := feeds[v.Feed], v.Key
		v.Feed, v.Key = "", ""
		body, err := seal(v)
		if err != nil {
			return fmt.Errorf("visit %s: %w", key, err)
		}
		if _, err := t.s.exec(ctx, `INSERT INTO visit (feed, key, state, due, tried, body) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (feed, key) DO UPDATE SET state = excluded.state, due = excluded.due, tried = excluded.tried, body = excluded.body`,
			feed, key, string(v.State), due, tried, body); err != nil {
			return fmt.Errorf("visit %s: %w", key, err)
		}
		if err := t.putAddresses(ctx, feed, v, key); err != nil {
			return fmt.Errorf("visit %s: %w", key, err)
		}
	}
	return nil
}

// visitsStand looks whether visits make sense, and returns the numbers of the feeds
// that they name.
func (t *tx) visitsStand(ctx context.Context, visits []parley.Visit) (map[string]int64, error) {
	feeds := map[string]int64{}
	told := map[string]bool{}
	for _, v := range visits {
		if !slices.Contains(visitStates(), v.State) || v.Key == "" {
			return nil, fmt.Errorf("%w: visit %q in state %q", parley.ErrQuery, v.Key, v.State)
		}
		if err := plain(v.Key); err != nil {
			return nil, err
		}
		if _, ok := feeds[v.Feed]; !ok {
			n, err := t.s.feedNumber(ctx, v.Feed)
			if err != nil {
				return nil, err
			}
			feeds[v.Feed] = n
		}
		for _, id := range v.Articles {
			if told[id] {
				continue
			}
			if _, err := t.articleNumber(ctx, id); err != nil {
				return nil, fmt.Errorf("visit %s: %w", v.Key, err)
			}
			told[id] = true
		}
	}
	return feeds, nil
}

// visitStates are the states that there are.
func visitStates() []parley.VisitState {
	return []parley.VisitState{parley.VisitDue, parley.VisitKept, parley.VisitSkipped, parley.VisitFailed}
}

// visitTimes are the columns of a visit: when it is due, nil for never, and when it
// was tried last or else found.
func visitTimes(v parley.Visit) (due any, tried int64) {
	if tried = nanos(v.At); v.At.IsZero() {
		tried = nanos(v.Found)
	}
	switch {
	case v.State != parley.VisitDue:
	case v.Next.IsZero():
		due = nanos(v.Found)
	default:
		due = nanos(v.Next)
	}
	return due, tried
}

// nanos counts nanoseconds since 1970; times before or after what fits are the
// first or the last.
func nanos(t time.Time) int64 {
	switch year := t.UTC().Year(); {
	case year < 1680:
		return math.MinInt64
	case year > 2260:
		return math.MaxInt64
	}
	return t.UnixNano()
}

// visitColumns are what visitsBy reads.
const visitColumns = "v.n, f.url, v.key, v.body FROM visit v CROSS JOIN feed f ON f.n = v.feed"

// visits returns the visits of a feed that have one of the keys.
func (s *session) visits(ctx context.Context, feed string, keys []string) (map[string]parley.Visit, error) {
	list, err := s.visitsBy(ctx, `SELECT v.n, f.url, v.key, v.body FROM json_each($2) j CROSS JOIN feed f ON f.url = $1
		CROSS JOIN visit v ON v.feed = f.n AND v.key = j.value`, feed, jsonList(keys))
	if err != nil {
		return nil, err
	}
	found := make(map[string]parley.Visit, len(list))
	for _, v := range list {
		found[v.Key] = v.Visit
	}
	return found, nil
}

// visitsBehind returns visits of a feed in the order of their keys.
func (s *session) visitsBehind(ctx context.Context, feed, after string, limit int) ([]parley.Visit, error) {
	list, err := s.visitsBy(ctx, `SELECT v.n, f.url, v.key, v.body FROM feed f CROSS JOIN visit v ON v.feed = f.n AND v.key > $2
		WHERE f.url = $1 ORDER BY v.key LIMIT $3`, feed, after, max(limit, 0))
	return bare(list), err
}

// due returns visits that are due, those due longest first.
func (s *session) due(ctx context.Context, at time.Time, limit int) ([]parley.Visit, error) {
	list, err := s.visitsBy(ctx, "SELECT "+visitColumns+` WHERE v.due IS NOT NULL AND v.due <= $1 AND f.paused = 0
		ORDER BY v.due, v.n LIMIT $2`, nanos(at), max(limit, 0))
	return bare(list), err
}

// visited returns the newest visits of a feed and state.
func (s *session) visited(ctx context.Context, feed string, state parley.VisitState, limit int) ([]parley.Visit, error) {
	text, of := "SELECT v.n, v.tried FROM visit v WHERE v.state = $1 ORDER BY v.tried DESC, v.n DESC LIMIT $2", int64(0)
	if feed != "" {
		var err error
		if of, err = s.feedNumber(ctx, feed); err != nil {
			return nil, err
		}
		text = "SELECT v.n, v.tried FROM visit v WHERE v.state = $1 AND v.feed = $3 ORDER BY v.tried DESC, v.n DESC LIMIT $2"
	}
	states := visitStates()
	if state != "" {
		states = []parley.VisitState{state}
	}
	type row struct{ n, tried int64 }
	var rows []row
	for _, state := range states { // the newest of each, and of these the newest
		args := []any{string(state), max(limit, 0)}
		if feed != "" {
			args = append(args, of)
		}
		if err := s.each(ctx, text, args, func(scan func(...any) error) error {
			var r row
			err := scan(&r.n, &r.tried)
			rows = append(rows, r)
			return err
		}); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(rows, func(a, b row) int { return cmp.Or(cmp.Compare(b.tried, a.tried), cmp.Compare(b.n, a.n)) })
	rows = rows[:min(len(rows), max(limit, 0))]
	numbers := make([]int64, len(rows))
	place := make(map[int64]int, len(rows))
	for i, r := range rows {
		numbers[i], place[r.n] = r.n, i
	}
	list, err := s.visitsBy(ctx, `SELECT v.n, f.url, v.key, v.body FROM json_each($1) j CROSS JOIN visit v ON v.n = j.value
		CROSS JOIN feed f ON f.n = v.feed`, jsonList(numbers))
	slices.SortFunc(list, func(a, b numberedVisit) int { return cmp.Compare(place[a.n], place[b.n]) })
	return bare(list), err
}

// numberedVisit is a visit with the number of its row.
type numberedVisit struct {
	n int64
	parley.Visit
}

// bare drops the numbers.
func bare(list []numberedVisit) []parley.Visit {
	var visits []parley.Visit
	for _, v := range list {
		visits = append(visits, v.Visit)
	}
	return visits
}

// visitsBy reads visits.
func (s *session) visitsBy(ctx context.Context, text string, args ...any) ([]numberedVisit, error) {
	var list []numberedVisit
	err := s.each(ctx, text, args, func(scan func(...any) error) error {
		var v numberedVisit
		var url, key string
		var body []byte
		if err := scan(&v.n, &url, &key, &body); err != nil {
			return err
		}
		if err := unseal(body, &v.Visit); err != nil {
			return fmt.Errorf("visit %s of %s: %w", key, url, err)
		}
		v.Feed, v.Key = url, key
		list = append(list, v)
		return nil
	})
	return list, err
}
