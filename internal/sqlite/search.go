package sqlite

import (
	"context"
	"database/sql"
	"slices"

	"parley"
)

// matching returns the articles whose words a query finds. They come as one text:
// a row for each would cost twice as much as the search.
func (s *session) matching(ctx context.Context, match string) (*numberSet, error) {
	set := &numberSet{}
	var list sql.RawBytes
	err := s.each(ctx, "SELECT group_concat(rowid) FROM article_words WHERE article_words MATCH $1", []any{match}, func(scan func(...any) error) error {
		err := scan(&list)
		n := int64(0)
		for _, c := range list {
			if c == ',' {
				set.add(n)
				n = 0
				continue
			}
			n = n*10 + int64(c-'0')
		}
		if len(list) > 0 {
			set.add(n)
		}
		return err
	})
	return set, err
}

// search lists articles by their words.
func (s *session) search(ctx context.Context, f parley.Filter) (parley.Page[parley.Hit], error) {
	none := parley.Page[parley.Hit]{}
	p, err := page("searches", f, parley.OrderRank, parley.OrderNewest, parley.OrderOldest)
	if err != nil {
		return none, err
	}
	query, err := parseQuery(f.Text)
	if err != nil {
		return none, err
	}
	var list []found
	var next string
	if p.order == parley.OrderRank {
		list, next, err = s.ranked(ctx, f, p, query)
	} else if err = p.resume(f.After); err == nil {
		list, next, err = s.findArticles(ctx, f, p)
	}
	if err != nil {
		return none, err
	}
	items, err := s.hits(ctx, list, query)
	return parley.Page[parley.Hit]{Items: items, Next: next}, err
}

// hits makes what a search shows of the articles that it found.
func (s *session) hits(ctx context.Context, list []found, query textQuery) ([]parley.Hit, error) {
	infos, err := s.infosOf(ctx, list)
	if err != nil {
		return nil, err
	}
	told, err := s.incidentsOf(ctx, list)
	if err != nil {
		return nil, err
	}
	texts, err := bodiesOf[struct {
		Article struct {
			Text string `json:"text"`
		} `json:"article"`
	}](ctx, s, "SELECT j.key, b.body FROM json_each($1) j CROSS JOIN article_body b ON b.n = j.value", list)
	if err != nil {
		return nil, err
	}
	hits := make([]parley.Hit, len(list))
	for i, f := range list {
		hits[i] = parley.Hit{Article: infos[i], Snippet: query.snippet(texts[i].Article.Text), Incidents: told[f.n]}
	}
	return hits, nil
}

// incidentsOf returns the incidents that articles tell, in the order of telling.
func (s *session) incidentsOf(ctx context.Context, list []found) (map[uint32][]string, error) {
	told := make(map[uint32][]string, len(list))
	numbers := make([]int64, len(list))
	for i, f := range list {
		numbers[i], told[f.n] = int64(f.n), []string{}
	}
	err := s.each(ctx, `SELECT e.article, g.grp FROM json_each($1) j CROSS JOIN event e ON e.article = j.value
		CROSS JOIN incident_node g ON g.n = e.n WHERE g.grp IS NOT NULL ORDER BY e.article, e.place_in`, []any{jsonList(numbers)},
		func(scan func(...any) error) error {
			var n uint32
			var id string
			err := scan(&n, &id)
			if !slices.Contains(told[n], id) {
				told[n] = append(told[n], id)
			}
			return err
		})
	return told, err
}
