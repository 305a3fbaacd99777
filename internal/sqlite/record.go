package sqlite

import (
	"context"
	"encoding/json"
	"fmt"

	"parley"
)

// PutRecord implements parley.RecordWriter. The article's row, its text, its
// events and its commitments are kept apart; Article puts them together again.
func (t *tx) PutRecord(ctx context.Context, r *parley.Record) (bool, error) {
	if r.Article.ID == "" {
		return false, fmt.Errorf("%w: an article without an ID", parley.ErrQuery)
	}
	ids := recordIDs(r)
	if err := t.learn(ctx, ids[:1]); err != nil {
		return false, err
	}
	if n, ok := t.numbers[r.Article.ID]; ok {
		var known int
		if err := t.s.row(ctx, []any{&known}, "SELECT EXISTS (SELECT 1 FROM article WHERE n = $1)", n); err != nil || known == 1 {
			return false, err
		}
	}
	numbers, err := t.nameAll(ctx, ids)
	if err != nil {
		return false, err
	}
	if err := t.putArticle(ctx, numbers[0], r); err != nil {
		return false, fmt.Errorf("article %s: %w", r.Article.ID, err)
	}
	spots, err := t.putPieces(ctx, r)
	if err != nil {
		return false, fmt.Errorf("article %s: %w", r.Article.ID, err)
	}
	for i, at := range spots {
		text, place := "INSERT INTO event (n, article, place_in, piece, start, size) VALUES ($1, $2, $3, $4, $5, $6)", i
		if i >= len(r.Events) {
			text = "INSERT INTO commitment (n, article, place_in, piece, start, size) VALUES ($1, $2, $3, $4, $5, $6)"
			place = i - len(r.Events)
		}
		if _, err := t.s.exec(ctx, text, numbers[1+i], numbers[0], place, at.piece, at.start, at.size); err != nil {
			return false, fmt.Errorf("%s: %w", ids[1+i], err)
		}
	}
	return true, t.indexRecord(ctx, r, func(id string) int64 { return t.numbers[id] })
}

// recordIDs returns the IDs of an article, its events and its commitments.
func recordIDs(r *parley.Record) []string {
	ids := make([]string, 0, 1+len(r.Events)+len(r.Commitments))
	ids = append(ids, r.Article.ID)
	for _, e := range r.Events {
		ids = append(ids, e.ID)
	}
	for _, c := range r.Commitments {
		ids = append(ids, c.ID)
	}
	return ids
}

// putArticle writes an article's row, and its record without what has rows of
// its own.
func (t *tx) putArticle(ctx context.Context, n int64, r *parley.Record) error {
	a := r.Article
	published, err := json.Marshal(a.Published)
	if err != nil {
		return err
	}
	outlet := ""
	if a.Outlet != nil {
		outlet = fold(*a.Outlet)
	}
	if _, err := t.s.exec(ctx, `INSERT INTO article (n, ref, url, outlet, title, language, outlet_key,
		published, events, commitments)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		n, a.Ref, text(a.URL), text(a.Outlet), text(a.Title), a.Language, outlet,
		string(published), len(r.Events), len(r.Commitments)); err != nil {
		return err
	}
	head := *r
	// Cut, not dropped: an empty list stays empty, and none stays none.
	head.Events, head.Commitments = r.Events[:0], r.Commitments[:0]
	body, err := seal(head)
	if err != nil {
		return err
	}
	_, err = t.s.exec(ctx, "INSERT INTO article_body (n, body) VALUES ($1, $2)", n, body)
	return err
}

// text is a string for a column that may be NULL.
func text(s *string) any {
	if s == nil {
		return nil
	}
	return *s
}
