package sqlite

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"parley"
)

// rankCursor is where a page of a search ended. Ranks move with every new
// article, so it counts; articles newer than Last are left out of later pages.
type rankCursor struct {
	Of   uint64 `json:"q"`
	Skip int    `json:"s"`
	Last int64  `json:"l"`
}

// scored is an article with its rank, the best least.
type scored struct {
	n     int64
	score float64
	id    string
}

// ranked finds a page of a search by rank.
func (s *session) ranked(ctx context.Context, f parley.Filter, p paging, query textQuery) ([]found, string, error) {
	c := rankCursor{Of: p.of, Last: 1 << 62}
	if f.After != "" {
		b, err := base64.RawURLEncoding.DecodeString(f.After)
		if err == nil {
			err = json.Unmarshal(b, &c)
		}
		if err != nil || c.Of != p.of || c.Skip < 0 {
			return nil, "", fmt.Errorf("%w: %q is no cursor of this search", parley.ErrQuery, f.After)
		}
	}
	if err := s.written(ctx); err != nil {
		return nil, "", err
	}
	words := f.Text
	f.Text = ""
	q, err := s.articleTest(ctx, f)
	if err != nil || q.never {
		return nil, "", err
	}
	f.Text = words
	passes, err := s.passing(ctx, q)
	if err != nil {
		return nil, "", err
	}
	list, last, err := s.scores(ctx, query, passes, c.Last, c.Skip+p.limit+1)
	if err != nil {
		return nil, "", err
	}
	list, err = s.bestScored(ctx, list, c.Skip+p.limit+1)
	if err != nil {
		return nil, "", err
	}
	list = list[min(c.Skip, len(list)):]
	next := ""
	if len(list) > p.limit {
		list = list[:p.limit]
		b, err := json.Marshal(rankCursor{p.of, c.Skip + p.limit, min(last, c.Last)})
		if err != nil {
			return nil, "", err
		}
		next = base64.RawURLEncoding.EncodeToString(b)
	}
	page := make([]found, len(list))
	for i, x := range list {
		page[i] = found{n: uint32(x.n), id: x.id}
	}
	return page, next, nil
}

// passing returns the articles that pass the rest of a search's filter; nil for
// all.
func (s *session) passing(ctx context.Context, q *test) (*numberSet, error) {
	if !q.period && q.outlets == nil && q.slots[slotLanguage] == nil {
		return q.articles, nil
	}
	set := &numberSet{}
	return set, s.eachRow(ctx, q, false, func(r *listRow) { set.add(int64(r.n)) })
}

// Limits of ranking. To rank an article takes far longer than to find it, and of
// words that are everywhere the rank says little.
const (
	rankedMost = 5_000  // articles that are ranked, those added last
	rankedFrom = 20_000 // matches that are looked at for them
)

// unranked is the score of matches that are not ranked: they follow the others,
// those added last first.
const unranked = math.MaxFloat64

// scores ranks the articles that a query finds, up to number last; a word in the
// title counts for four. need is how many are needed. It also returns the highest
// number that it met.
func (s *session) scores(ctx context.Context, query textQuery, passes *numberSet, last int64, need int) ([]scored, int64, error) {
	match := query.match()
	if passes == nil {
		list, top, err := s.bm25(ctx, match, nil, 0, last)
		if err != nil || len(list) < rankedMost || need <= rankedMost {
			return list, top, err
		}
	}
	set, err := s.matching(ctx, match)
	if err != nil {
		return nil, 0, err
	}
	numbers := set.upTo(last)
	passing := numbers
	if passes != nil {
		passing = slices.DeleteFunc(slices.Clone(numbers), func(n int64) bool { return !passes.has(n) })
	}
	if len(passing) == 0 {
		return nil, 0, nil
	}
	var list []scored
	from := passing[max(0, len(passing)-rankedMost)]
	if at, _ := slices.BinarySearch(numbers, from); passes == nil || len(numbers)-at <= rankedFrom {
		if list, _, err = s.bm25(ctx, match, passes, from, last); err != nil {
			return nil, 0, err
		}
	}
	ranked := len(list)
	for _, n := range slices.Backward(passing[:len(passing)-ranked]) {
		list = append(list, scored{n: n, score: unranked})
	}
	return list, passing[len(passing)-1], nil
}

// bm25 ranks matches with numbers from from to last that pass; where all do, only
// the last rankedMost of them.
func (s *session) bm25(ctx context.Context, match string, passes *numberSet, from, last int64) ([]scored, int64, error) {
	limit := rankedMost
	if passes != nil {
		limit = -1
	}
	var list []scored
	top := int64(0)
	err := s.each(ctx, `SELECT rowid, bm25(article_words, 4.0, 1.0) FROM article_words
		WHERE article_words MATCH $1 AND rowid BETWEEN $2 AND $3 ORDER BY rowid DESC LIMIT $4`,
		[]any{match, from, last, limit}, func(scan func(...any) error) error {
			var x scored
			if err := scan(&x.n, &x.score); err != nil {
				return err
			}
			if passes == nil || passes.has(x.n) {
				list = append(list, x)
				top = max(top, x.n)
			}
			return nil
		})
	return list, top, err
}

// compare sorts by rank; ties go by ID, matches that are not ranked by number.
func (a scored) compare(b scored) int {
	if a.score == unranked && b.score == unranked {
		return cmp.Compare(b.n, a.n)
	}
	return cmp.Or(cmp.Compare(a.score, b.score), cmp.Compare(a.id, b.id))
}

// bestScored returns the first n by rank, ties by ID.
func (s *session) bestScored(ctx context.Context, list []scored, n int) ([]scored, error) {
	slices.SortFunc(list, scored.compare)
	if end := n; end < len(list) {
		for end < len(list) && list[end].score == list[n-1].score && list[end].score != unranked {
			end++
		}
		list = list[:end]
	}
	named := make([]found, len(list))
	for i, x := range list {
		named[i].n = uint32(x.n)
	}
	if err := s.nameFound(ctx, named, ""); err != nil {
		return nil, err
	}
	for i := range list {
		list[i].id = named[i].id
	}
	slices.SortFunc(list, scored.compare)
	return list[:min(n, len(list))], nil
}
