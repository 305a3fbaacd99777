package sqlite

import (
	"context"
	"fmt"

	"parley"
)

// PutFeed implements parley.FeedWriter.
func (t *tx) PutFeed(ctx context.Context, f parley.Feed) error {
	if f.URL == "" {
		return fmt.Errorf("%w: a feed without a URL", parley.ErrQuery)
	}
	if err := plain(f.URL); err != nil {
		return err
	}
	f.Added, f.Polled, f.Succeeded, f.Next = f.Added.UTC(), f.Polled.UTC(), f.Succeeded.UTC(), f.Next.UTC()
	body, err := seal(f)
	if err != nil {
		return fmt.Errorf("feed %s: %w", f.URL, err)
	}
	_, err = t.s.exec(ctx, `INSERT INTO feed (url, paused, body) VALUES ($1, $2, $3)
		ON CONFLICT (url) DO UPDATE SET paused = excluded.paused, body = excluded.body`, f.URL, f.Paused, body)
	return err
}

// feedNumber returns the number of a feed; ErrNotFound.
func (s *session) feedNumber(ctx context.Context, url string) (int64, error) {
	var n int64
	err := s.row(ctx, []any{&n}, "SELECT n FROM feed WHERE url = $1", url)
	if errNoRows(err) {
		err = fmt.Errorf("%w: there is no feed %q", parley.ErrNotFound, url)
	}
	return n, err
}

// MoveFeed implements parley.FeedWriter.
func (t *tx) MoveFeed(ctx context.Context, from, to string) error {
	f, err := t.s.feed(ctx, from)
	if err != nil || from == to {
		return err
	}
	n, err := t.s.feedNumber(ctx, from)
	if err != nil {
		return err
	}
	f.URL = to
	// PutFeed writes over the feed that is there, or makes one.
	if err := t.PutFeed(ctx, f); err != nil {
		return err
	}
	there, err := t.s.feedNumber(ctx, to)
	if err != nil {
		return err
	}
	for _, text := range []string{
		// Of two visits of one key, one that is done stays before one that is due.
		`DELETE FROM visit WHERE feed = $2 AND key IN (SELECT key FROM visit WHERE feed = $1)
			AND (due IS NOT NULL OR (SELECT v.due FROM visit v WHERE v.feed = $1 AND v.key = visit.key) IS NULL)`,
		"DELETE FROM visit WHERE feed = $1 AND key IN (SELECT key FROM visit WHERE feed = $2)",
		"UPDATE visit SET feed = $2 WHERE feed = $1",
	} {
		if _, err := t.s.exec(ctx, text, n, there); err != nil {
			return err
		}
	}
	_, err = t.s.exec(ctx, "DELETE FROM feed WHERE n = $1", n)
	return err
}

// DropFeed implements parley.FeedWriter.
func (t *tx) DropFeed(ctx context.Context, url string) error {
	n, err := t.s.feedNumber(ctx, url)
	if err != nil {
		return err
	}
	if _, err := t.s.exec(ctx, "DELETE FROM visit WHERE feed = $1", n); err != nil {
		return err
	}
	_, err = t.s.exec(ctx, "DELETE FROM feed WHERE n = $1", n)
	return err
}

// feed returns one feed.
func (s *session) feed(ctx context.Context, url string) (parley.Feed, error) {
	list, err := s.feedsBy(ctx, "SELECT url, body FROM feed WHERE url = $1", url)
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("%w: there is no feed %q", parley.ErrNotFound, url)
	}
	if err != nil {
		return parley.Feed{}, err
	}
	return list[0], nil
}

// feeds returns all feeds.
func (s *session) feeds(ctx context.Context) ([]parley.Feed, error) {
	return s.feedsBy(ctx, "SELECT url, body FROM feed ORDER BY url")
}

// feedsBy reads feeds.
func (s *session) feedsBy(ctx context.Context, text string, args ...any) ([]parley.Feed, error) {
	var list []parley.Feed
	err := s.each(ctx, text, args, func(scan func(...any) error) error {
		var url string
		var body []byte
		if err := scan(&url, &body); err != nil {
			return err
		}
		var f parley.Feed
		if err := unseal(body, &f); err != nil {
			return fmt.Errorf("feed %s: %w", url, err)
		}
		if f.URL != url {
			return fmt.Errorf("%w: the row of feed %s holds that of %s", parley.ErrDamaged, url, f.URL)
		}
		list = append(list, f)
		return nil
	})
	return list, err
}
