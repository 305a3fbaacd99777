package sqlite

import (
	"context"
	"fmt"

	"parley"
)

// PutRaw implements parley.RawWriter.
func (t *tx) PutRaw(ctx context.Context, r parley.Raw) error {
	n, err := t.articleNumber(ctx, r.Article)
	if err != nil {
		return err
	}
	var known bool
	if err := t.s.row(ctx, []any{&known}, "SELECT EXISTS (SELECT 1 FROM raw WHERE n = $1)", n); err != nil || known {
		return err
	}
	head := r
	head.Article, head.Body, head.Fetched = "", nil, r.Fetched.UTC()
	sealed, err := seal(head)
	if err != nil {
		return fmt.Errorf("what article %s was read from: %w", r.Article, err)
	}
	body := sealRaw(r.Body)
	if _, err := t.s.exec(ctx, "INSERT INTO raw (n, size, head, body) VALUES ($1, $2, $3, $4)", n, len(r.Body), sealed, body); err != nil {
		return fmt.Errorf("what article %s was read from: %w", r.Article, err)
	}
	l := t.changes()
	l.figures["raws"]++
	l.figures["raw bytes"] += len(r.Body)
	l.figures["raw kept"] += len(body)
	return nil
}

// articleNumber returns the number of an article; ErrNotFound if there is none.
func (t *tx) articleNumber(ctx context.Context, id string) (int64, error) {
	if err := t.learn(ctx, []string{id}); err != nil {
		return 0, err
	}
	n, ok := t.numbers[id]
	if ok {
		if err := t.s.row(ctx, []any{&ok}, "SELECT EXISTS (SELECT 1 FROM article WHERE n = $1)", n); err != nil {
			return 0, err
		}
	}
	if !ok {
		return 0, fmt.Errorf("%w: there is no article %q", parley.ErrNotFound, id)
	}
	return n, nil
}

// raw returns what an article was read from.
func (s *session) raw(ctx context.Context, article string) (parley.Raw, error) {
	var head, body []byte
	var size int
	err := s.row(ctx, []any{&size, &head, &body},
		"SELECT r.size, r.head, r.body FROM name a CROSS JOIN raw r ON r.n = a.n WHERE a.id = $1", article)
	if errNoRows(err) {
		return parley.Raw{}, fmt.Errorf("%w: what article %q was read from was not kept", parley.ErrNotFound, article)
	}
	if err != nil {
		return parley.Raw{}, err
	}
	r, err := rawOf(head, body, size)
	if err != nil {
		return parley.Raw{}, fmt.Errorf("what article %s was read from: %w", article, err)
	}
	r.Article = article
	return r, nil
}

// rawOf unpacks a row of the table raw. ErrDamaged if it is not what was written.
func rawOf(head, body []byte, size int) (parley.Raw, error) {
	var r parley.Raw
	err := unseal(head, &r)
	if err == nil {
		r.Body, err = unsealBytes(body)
	}
	if err == nil && len(r.Body) != size {
		err = fmt.Errorf("%w: %d of %d bytes", parley.ErrDamaged, len(r.Body), size)
	}
	if err != nil {
		return parley.Raw{}, err
	}
	return r, nil
}
