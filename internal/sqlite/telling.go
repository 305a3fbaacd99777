package sqlite

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"parley"
)

// article returns an article with all that was coded from it.
func (s *session) article(ctx context.Context, id string) (*parley.Record, parley.ArticleInfo, error) {
	var n int64
	err := s.row(ctx, []any{&n}, "SELECT r.n FROM name a CROSS JOIN article r ON r.n = a.n WHERE a.id = $1", id)
	if errNoRows(err) {
		return nil, parley.ArticleInfo{}, fmt.Errorf("%w: there is no article %q", parley.ErrNotFound, id)
	}
	if err != nil {
		return nil, parley.ArticleInfo{}, err
	}
	infos, err := s.articleInfos(ctx, []int64{n})
	if err != nil {
		return nil, parley.ArticleInfo{}, err
	}
	r, err := s.record(ctx, n)
	if err != nil {
		return nil, parley.ArticleInfo{}, fmt.Errorf("article %s: %w", id, err)
	}
	return r, infos[n], nil
}

// record puts the record of an article together again. ErrDamaged if a part is
// missing, or is not what was written.
func (s *session) record(ctx context.Context, n int64) (*parley.Record, error) {
	var body []byte
	var events, commitments int
	if err := s.row(ctx, []any{&body, &events, &commitments}, `SELECT b.body, r.events, r.commitments
		FROM article r CROSS JOIN article_body b ON b.n = r.n WHERE r.n = $1`, n); err != nil {
		if errNoRows(err) {
			err = fmt.Errorf("%w: its text is missing", parley.ErrDamaged)
		}
		return nil, err
	}
	r := new(parley.Record)
	if err := unseal(body, r); err != nil {
		return nil, err
	}
	p := &pieces{s: s}
	if err := readEach(ctx, p, &r.Events, "SELECT piece, start, size FROM event WHERE article = $1 ORDER BY place_in", n); err != nil {
		return nil, err
	}
	if err := readEach(ctx, p, &r.Commitments, "SELECT piece, start, size FROM commitment WHERE article = $1 ORDER BY place_in", n); err != nil {
		return nil, err
	}
	if len(r.Events) != events || len(r.Commitments) != commitments {
		return nil, fmt.Errorf("%w: %d of %d events and %d of %d commitments are there", parley.ErrDamaged,
			len(r.Events), events, len(r.Commitments), commitments)
	}
	return r, nil
}

// readEach appends what lies at the spots of a query.
func readEach[T any](ctx context.Context, p *pieces, to *[]T, text string, args ...any) error {
	return p.s.each(ctx, text, args, func(scan func(...any) error) error {
		var at spot
		if err := scan(&at.piece, &at.start, &at.size); err != nil {
			return err
		}
		var v T
		if err := p.read(ctx, at, &v); err != nil {
			return err
		}
		*to = append(*to, v)
		return nil
	})
}

// tellings returns the events of the IDs, in the order of ids.
func (s *session) tellings(ctx context.Context, ids []string) ([]parley.Telling, error) {
	return tellings(ctx, s, "event", `SELECT j.key, e.article, e.piece, e.start, e.size
		FROM json_each($1) j CROSS JOIN name a ON a.id = j.value CROSS JOIN event e ON e.n = a.n`, ids,
		func(e parley.Event, a parley.ArticleInfo) parley.Telling { return parley.Telling{Event: e, Article: a} })
}

// commitmentTellings does the same for commitments.
func (s *session) commitmentTellings(ctx context.Context, ids []string) ([]parley.CommitmentTelling, error) {
	return tellings(ctx, s, "commitment", `SELECT j.key, c.article, c.piece, c.start, c.size
		FROM json_each($1) j CROSS JOIN name a ON a.id = j.value CROSS JOIN commitment c ON c.n = a.n`, ids,
		func(c parley.Commitment, a parley.ArticleInfo) parley.CommitmentTelling {
			return parley.CommitmentTelling{Commitment: c, Article: a}
		})
}

// tellings reads what text finds for ids and joins it with its articles.
func tellings[E, T any](ctx context.Context, s *session, what, text string, ids []string, join func(E, parley.ArticleInfo) T) ([]T, error) {
	at := make([]spot, len(ids))
	article := make([]int64, len(ids)) // 0 for what is not there
	err := s.each(ctx, text, []any{jsonList(ids)}, func(scan func(...any) error) error {
		var i int
		var n int64
		var one spot
		err := scan(&i, &n, &one.piece, &one.start, &one.size)
		at[i], article[i] = one, n
		return err
	})
	if err != nil {
		return nil, err
	}
	for i, n := range article {
		if n == 0 {
			return nil, fmt.Errorf("%w: there is no %s %q", parley.ErrNotFound, what, ids[i])
		}
	}
	infos, err := s.articleInfos(ctx, article)
	if err != nil {
		return nil, err
	}
	order := make([]int, len(ids)) // by piece, so that each is unpacked once
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(at[i].piece, at[j].piece) })
	p := &pieces{s: s}
	out := make([]T, len(ids))
	for _, i := range order {
		var e E
		if err := p.read(ctx, at[i], &e); err != nil {
			return nil, fmt.Errorf("%s %s: %w", what, ids[i], err)
		}
		out[i] = join(e, infos[article[i]])
	}
	return out, nil
}

// articleInfos returns articles by number, as lists show them. An article that
// is in no group yet is a group of its own.
func (s *session) articleInfos(ctx context.Context, numbers []int64) (map[int64]parley.ArticleInfo, error) {
	wanted := make(map[int64]bool, len(numbers))
	for _, n := range numbers {
		wanted[n] = true
	}
	infos := make(map[int64]parley.ArticleInfo, len(wanted))
	err := s.each(ctx, `SELECT r.n, a.id, r.ref, coalesce(r.url, ''), coalesce(r.outlet, ''), coalesce(r.title, ''), r.language, r.published,
		coalesce(f.grp, 'f-' || a.id), coalesce(s.grp, 's-' || a.id), r.events, r.commitments
		FROM json_each($1) j CROSS JOIN article r ON r.n = j.value CROSS JOIN name a ON a.n = r.n
		LEFT JOIN family_node f ON f.n = r.n LEFT JOIN story_node s ON s.n = r.n`,
		[]any{jsonList(numbersIn(wanted))}, func(scan func(...any) error) error {
			var n int64
			var i parley.ArticleInfo
			var published string
			if err := scan(&n, &i.ID, &i.Ref, &i.URL, &i.Outlet, &i.Title, &i.Language, &published,
				&i.Family, &i.Story, &i.Events, &i.Commitments); err != nil {
				return err
			}
			if err := json.Unmarshal([]byte(published), &i.Published); err != nil {
				return fmt.Errorf("%w: article %s: %w", parley.ErrDamaged, i.ID, err)
			}
			infos[n] = i
			return nil
		})
	return infos, err
}
