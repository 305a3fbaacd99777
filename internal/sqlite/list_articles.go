package sqlite

import (
	"context"

	"parley"
)

// articles lists articles.
func (s *session) articles(ctx context.Context, f parley.Filter) (parley.Page[parley.ArticleInfo], error) {
	none := parley.Page[parley.ArticleInfo]{}
	p, err := page("articles", f, parley.OrderNewest, parley.OrderOldest)
	if err != nil {
		return none, err
	}
	if err := p.resume(f.After); err != nil {
		return none, err
	}
	list, next, err := s.findArticles(ctx, f, p)
	if err != nil {
		return none, err
	}
	items, err := s.infosOf(ctx, list)
	return parley.Page[parley.ArticleInfo]{Items: items, Next: next}, err
}

// findArticles finds a page of articles.
func (s *session) findArticles(ctx context.Context, f parley.Filter, p paging) ([]found, string, error) {
	if page, next, ok, err := s.findAgain(ctx, p, ""); ok || err != nil {
		return page, next, err
	}
	if err := s.written(ctx); err != nil {
		return nil, "", err
	}
	q, err := s.articleTest(ctx, f)
	if err != nil {
		return nil, "", err
	}
	return s.find(ctx, q, p, "")
}

// articleTest is the test of a filter for articles. What the filter asks of
// happenings must hold for one event of the article.
func (s *session) articleTest(ctx context.Context, f parley.Filter) (*test, error) {
	q, err := s.test(ctx, listArticles, f)
	if err != nil || q.never || !asksEvents(f) {
		return q, err
	}
	f.Period, f.Text, f.Article = parley.Period{}, "", ""
	events, err := s.test(ctx, listEvents, f)
	if err != nil {
		return nil, err
	}
	told := &numberSet{}
	if err := s.eachRow(ctx, events, true, func(r *listRow) {
		for _, a := range r.articles {
			if q.articles == nil || q.articles.has(int64(a)) {
				told.add(int64(a))
			}
		}
	}); err != nil {
		return nil, err
	}
	q.articles, q.never = told, told.count == 0
	return q, nil
}

// asksEvents reports whether a filter asks something of happenings.
func asksEvents(f parley.Filter) bool {
	return len(f.Countries)+len(f.Kinds)+len(f.Types)+len(f.Modes)+len(f.Statuses) > 0 || f.Admin1 != "" || f.Place != "" || f.Actor != "" ||
		f.KilledMin != nil || f.KilledMax != nil
}

// infosOf returns articles that were found, in order.
func (s *session) infosOf(ctx context.Context, list []found) ([]parley.ArticleInfo, error) {
	numbers := make([]int64, len(list))
	for i, f := range list {
		numbers[i] = int64(f.n)
	}
	infos, err := s.articleInfos(ctx, numbers)
	if err != nil {
		return nil, err
	}
	items := make([]parley.ArticleInfo, len(list))
	for i, n := range numbers {
		items[i] = infos[n]
	}
	return items, nil
}

// events lists events.
func (s *session) events(ctx context.Context, f parley.Filter) (parley.Page[parley.Telling], error) {
	none := parley.Page[parley.Telling]{}
	p, err := page("events", f, parley.OrderNewest, parley.OrderOldest)
	if err != nil {
		return none, err
	}
	list, next, err := s.list(ctx, listEvents, f, p, "")
	if err != nil {
		return none, err
	}
	ids := make([]string, len(list))
	for i, x := range list {
		ids[i] = x.id
	}
	items, err := s.tellings(ctx, ids)
	return parley.Page[parley.Telling]{Items: items, Next: next}, err
}
