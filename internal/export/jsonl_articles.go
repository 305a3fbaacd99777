package export

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"

	"parley"
)

// recordsAtATime is how many articles with all that was coded from them are read
// at a time.
const recordsAtATime = 100

// everyArticle writes all articles, by ID.
func (w *jsonl) everyArticle(ctx context.Context) error {
	after := ""
	for {
		records, err := w.src.Records(ctx, after, recordsAtATime)
		if err != nil {
			return fmt.Errorf("reading articles: %w", err)
		}
		if len(records) == 0 {
			return nil
		}
		for _, r := range records {
			if err := w.article(ctx, r); err != nil {
				return err
			}
		}
		after = records[len(records)-1].Article.ID
	}
}

// theirArticles writes the articles that were kept, by ID.
func (w *jsonl) theirArticles(ctx context.Context) error {
	ids := make([][16]byte, 0, len(w.articles))
	for id := range w.articles {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b [16]byte) int { return bytes.Compare(a[:], b[:]) })
	for _, id := range ids {
		if err := w.articleOf(ctx, hex.EncodeToString(id[:])); err != nil {
			return err
		}
	}
	for _, id := range slices.Sorted(maps.Keys(w.odd)) {
		if err := w.articleOf(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

// listedArticles writes the articles of the filter.
func (w *jsonl) listedArticles(ctx context.Context) error {
	for a, err := range w.run.articles(ctx) {
		if err != nil {
			return err
		}
		if err := w.articleOf(ctx, a.ID); err != nil {
			return err
		}
		w.sum.Items++
	}
	return nil
}

func (w *jsonl) articleOf(ctx context.Context, id string) error {
	r, _, err := w.src.Article(ctx, id)
	if err != nil {
		return fmt.Errorf("reading article %s: %w", id, err)
	}
	return w.article(ctx, r)
}

// article writes an article, its evidence as annotations, and what it was read from.
func (w *jsonl) article(ctx context.Context, r *parley.Record) error {
	l := Line{Kind: LineArticle, Record: r}
	if !w.NoAnnotations {
		l.Annotations = Annotate(r)
	}
	if err := w.line(l); err != nil {
		return err
	}
	return w.raw(ctx, r.Article.ID)
}

// keep remembers an article that has to be written.
func (w *jsonl) keep(article string) {
	if w.articles == nil {
		return
	}
	var id [16]byte
	if n, err := hex.Decode(id[:], []byte(article)); err != nil || n != len(id) || len(article) != 2*len(id) {
		w.odd[article] = struct{}{}
		return
	}
	w.articles[id] = struct{}{}
}

// keepDecisions remembers decisions that have to be written.
func (w *jsonl) keepDecisions(list []parley.Decision) {
	if w.decisions == nil {
		return
	}
	for _, d := range list {
		w.decisions[d.ID] = d
	}
}
