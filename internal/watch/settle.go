package watch

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"parley"
)

// batchVisits is how many visits are settled in one transaction at most.
const batchVisits = 64

// settle writes what visits brought: those that gave articles through the sink, the
// others itself. It returns the visits as they are then. It is called by one
// goroutine, so that two pages that lead to one article do not both count as new.
func (w *Watcher) settle(ctx context.Context, hauls []haul) ([]parley.Visit, error) {
	var found []Found
	var closed []parley.Visit
	batch := make(map[string]bool) // article IDs and addresses in found
	var later []haul
	for _, h := range hauls {
		v := h.visit
		switch {
		case h.err != nil:
			closed = append(closed, w.failed(v, h.err))
			continue
		case h.known != nil:
			closed = append(closed, keptAs(h, h.known))
			continue
		case h.more:
			news, err := w.unknown(ctx, h.articles)
			if err != nil {
				return nil, err
			}
			if len(news) > 0 {
				found = append(found, Found{Articles: news})
			}
			continue
		}
		if slices.ContainsFunc(marksOf(h), func(m string) bool { return batch[m] }) {
			later = append(later, h) // after those before it are in the store
			continue
		}
		ids, err := w.same(ctx, h)
		if err != nil {
			return nil, err
		}
		if ids != nil {
			closed = append(closed, keptAs(h, ids))
			continue
		}
		for _, m := range marksOf(h) {
			batch[m] = true
		}
		v.Addresses = union(v.Addresses, h.led)
		v.Next, v.Fault, v.State = time.Time{}, h.remark, parley.VisitDue
		found = append(found, Found{Articles: h.articles, Visit: v})
	}
	settled, err := w.write(ctx, found, closed)
	if err != nil || len(later) == 0 {
		return settled, err
	}
	rest, err := w.settle(ctx, later)
	return append(settled, rest...), err
}

// marksOf are what two hauls have in common that may be one article.
func marksOf(h haul) []string {
	marks := slices.Concat(h.visit.Addresses, h.led)
	for _, a := range h.articles {
		marks = append(marks, a.ID)
	}
	return marks
}

// keptAs is a visit whose articles the store has.
func keptAs(h haul, articles []string) parley.Visit {
	v := h.visit
	v.State, v.Articles, v.Addresses = parley.VisitKept, articles, union(v.Addresses, h.led)
	v.Text, v.Fault, v.Next = "", h.remark, time.Time{}
	return v
}

// unknown returns the articles that the store lacks.
func (w *Watcher) unknown(ctx context.Context, articles []*parley.Article) ([]*parley.Article, error) {
	ids := make([]string, 0, len(articles))
	for _, a := range articles {
		ids = append(ids, a.ID)
	}
	known, err := w.store.Known(ctx, ids)
	return slices.DeleteFunc(slices.Clone(articles), func(a *parley.Article) bool { return known[a.ID] }), err
}

// same returns the articles of the store that a haul has again; nil for none. They
// are known by their IDs; the article of a page also by what else leads to it: the
// address where the page was in the end, and the key of its item.
func (w *Watcher) same(ctx context.Context, h haul) ([]string, error) {
	news, err := w.unknown(ctx, h.articles)
	if err != nil {
		return nil, err
	}
	if len(news) == 0 {
		var ids []string
		for _, a := range h.articles {
			ids = append(ids, a.ID)
		}
		return ids, nil
	}
	if len(h.articles) > 1 || strings.HasPrefix(h.visit.Feed, filePrefix) {
		return nil, nil
	}
	suspects, err := w.suspects(ctx, h)
	if err != nil {
		return nil, err
	}
	need := sameText
	if h.visit.Revisions > 0 {
		need = unchangedText
	}
	for _, id := range suspects {
		r, _, err := w.store.Article(ctx, id)
		switch {
		case errors.Is(err, parley.ErrNotFound):
		case err != nil:
			return nil, err
		case likeness(r.Article.Text, h.articles[0].Text) >= need:
			return []string{id}, nil
		}
	}
	return nil, nil
}

// suspects are articles of the store that may be the one that a page gave.
func (w *Watcher) suspects(ctx context.Context, h haul) ([]string, error) {
	v := h.visit
	out := slices.Clone(v.Articles)
	addresses := union(v.Addresses, h.led)
	listed, err := w.store.At(ctx, addresses)
	if err != nil {
		return nil, err
	}
	for _, address := range addresses {
		for _, other := range listed[address] {
			out = union(out, other.Articles)
		}
	}
	// An item that got another address has its key with the address behind it.
	for _, address := range union(v.Addresses, []string{v.URL}) {
		key, ok := strings.CutSuffix(v.Key, " "+address)
		if !ok {
			continue
		}
		first, err := w.store.Visits(ctx, v.Feed, []string{key})
		if err != nil {
			return nil, err
		}
		out = union(out, first[key].Articles)
	}
	at, err := w.articlesAt(ctx, h.articles[0].URL)
	return union(out, at), err
}

// write writes visits in one transaction, or in two: what goes through the sink has
// its own. Visits of feeds that were removed meanwhile are left out.
func (w *Watcher) write(ctx context.Context, found []Found, closed []parley.Visit) ([]parley.Visit, error) {
	for range 3 {
		err := w.drop(ctx, &found, &closed)
		if err == nil {
			err = w.keep(ctx, found, closed)
		}
		if err == nil {
			return w.reread(ctx, found, closed)
		}
		if !errors.Is(err, parley.ErrNotFound) {
			return nil, err
		}
	}
	return nil, fmt.Errorf("%w: the feeds of what was fetched come and go", parley.ErrStore)
}

func (w *Watcher) keep(ctx context.Context, found []Found, closed []parley.Visit) error {
	if len(closed) > 0 {
		if err := w.update(ctx, func(tx parley.Tx) error { return tx.PutVisits(ctx, closed) }); err != nil {
			return err
		}
	}
	if len(found) == 0 {
		return nil
	}
	return w.patiently(ctx, func() error { return w.sink.Take(ctx, found) })
}

// drop leaves out visits of feeds that are no more, and gives those of a feed that
// has moved its new address.
func (w *Watcher) drop(ctx context.Context, found *[]Found, closed *[]parley.Visit) error {
	now := make(map[string]string)
	var fault error
	where := func(v parley.Visit) string {
		if v.Feed == "" {
			return ""
		}
		at, ok := now[v.Feed]
		if !ok {
			at = w.movedTo(v.Feed)
			switch _, err := w.store.Feed(ctx, at); {
			case errors.Is(err, parley.ErrNotFound):
				at = ""
			case err != nil:
				fault = err
			}
			now[v.Feed] = at
		}
		return at
	}
	gone := func(v parley.Visit) bool { return v.Feed != "" && where(v) == "" }
	*found = slices.DeleteFunc(*found, func(f Found) bool { return gone(f.Visit) })
	*closed = slices.DeleteFunc(*closed, gone)
	for i := range *found {
		(*found)[i].Visit.Feed = where((*found)[i].Visit)
	}
	for i := range *closed {
		(*closed)[i].Feed = where((*closed)[i])
	}
	return fault
}

// reread returns visits as the sink left them.
func (w *Watcher) reread(ctx context.Context, found []Found, closed []parley.Visit) ([]parley.Visit, error) {
	out := slices.Clone(closed)
	for _, f := range found {
		if f.Visit.Feed == "" {
			continue
		}
		got, err := w.store.Visits(ctx, f.Visit.Feed, []string{f.Visit.Key})
		if err != nil {
			return nil, err
		}
		if v, ok := got[f.Visit.Key]; ok {
			out = append(out, v)
		}
	}
	return out, nil
}

// union returns a with what b has besides.
func union(a, b []string) []string {
	out := slices.Clone(a)
	for _, s := range b {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
