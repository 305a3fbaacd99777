package sqlite

import (
	"cmp"
	"context"
	"slices"

	"parley"
)

// putAddresses writes the addresses of a visit over those that it had.
func (t *tx) putAddresses(ctx context.Context, feed int64, v parley.Visit, key string) error {
	var n int64
	if err := t.s.row(ctx, []any{&n}, "SELECT n FROM visit WHERE feed = $1 AND key = $2", feed, key); err != nil {
		return err
	}
	if _, err := t.s.exec(ctx, "DELETE FROM visit_address WHERE visit = $1", n); err != nil {
		return err
	}
	if len(v.Addresses) == 0 {
		return nil
	}
	_, err := t.s.exec(ctx, "INSERT OR IGNORE INTO visit_address (address, visit) SELECT value, $2 FROM json_each($1)", jsonList(v.Addresses), n)
	return err
}

// At implements parley.AddressReader.
func (q *reading) At(ctx context.Context, addresses []string) (map[string][]parley.Visit, error) {
	return read(ctx, q, func(s *session) (map[string][]parley.Visit, error) { return s.at(ctx, addresses) })
}

// ArticlesAt implements parley.AddressReader.
func (q *reading) ArticlesAt(ctx context.Context, urls []string) (map[string]string, error) {
	return read(ctx, q, func(s *session) (map[string]string, error) { return s.articlesAt(ctx, urls) })
}

// Counts implements parley.AddressReader.
func (q *reading) Counts(ctx context.Context) (map[string]map[parley.VisitState]int, error) {
	return read(ctx, q, func(s *session) (map[string]map[parley.VisitState]int, error) { return s.visitCounts(ctx) })
}

// at returns the visits of each address, those found first first.
func (s *session) at(ctx context.Context, addresses []string) (map[string][]parley.Visit, error) {
	list, err := s.visitsBy(ctx, `SELECT v.n, f.url, v.key, v.body FROM visit v CROSS JOIN feed f ON f.n = v.feed
		WHERE v.n IN (SELECT a.visit FROM json_each($1) j CROSS JOIN visit_address a ON a.address = j.value)`, jsonList(addresses))
	if err != nil {
		return nil, err
	}
	slices.SortFunc(list, func(a, b numberedVisit) int { return cmp.Or(a.Found.Compare(b.Found), cmp.Compare(a.n, b.n)) })
	found := make(map[string][]parley.Visit)
	for _, v := range list {
		for i, address := range v.Addresses {
			if slices.Contains(addresses, address) && !slices.Contains(v.Addresses[:i], address) {
				found[address] = append(found[address], v.Visit)
			}
		}
	}
	return found, nil
}

// articlesAt returns the least ID of the articles of each URL.
func (s *session) articlesAt(ctx context.Context, urls []string) (map[string]string, error) {
	found := make(map[string]string)
	err := s.each(ctx, `SELECT a.url, min(n.id) FROM json_each($1) j CROSS JOIN article a ON a.url = j.value AND a.url IS NOT NULL
		CROSS JOIN name n ON n.n = a.n GROUP BY a.url`, []any{jsonList(urls)}, func(scan func(...any) error) error {
		var url, id string
		err := scan(&url, &id)
		found[url] = id
		return err
	})
	return found, err
}

// visitCounts counts the visits of each feed by their state.
func (s *session) visitCounts(ctx context.Context) (map[string]map[parley.VisitState]int, error) {
	counts := make(map[string]map[parley.VisitState]int)
	err := s.each(ctx, `SELECT f.url, v.state, count(*) FROM visit v CROSS JOIN feed f ON f.n = v.feed
		GROUP BY v.feed, v.state`, nil, func(scan func(...any) error) error {
		var url, state string
		var n int
		if err := scan(&url, &state, &n); err != nil {
			return err
		}
		if counts[url] == nil {
			counts[url] = make(map[parley.VisitState]int)
		}
		counts[url][parley.VisitState(state)] = n
		return nil
	})
	return counts, err
}
