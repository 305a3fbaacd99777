package storetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"parley"
)

// rawOf is what an article was read from.
func rawOf(article, body string) parley.Raw {
	return parley.Raw{Article: article, Ref: "news/" + article + ".html", URL: "https://post.example/" + article, Asked: "https://short.example/" + article,
		MediaType: "text/html; charset=utf-8", Fetched: time.Date(2026, 3, 5, 10, 30, 0, 5000, time.UTC), From: "https://post.example/feed",
		Stated: parley.Stated{Title: "Headline <of> it", Outlet: "The Test Post", Language: "en", Published: "5 March", Byline: "By a tester"},
		Body:   []byte(body)}
}

// putRaws keeps what articles were read from.
func putRaws(t testing.TB, st parley.Store, raws ...parley.Raw) {
	t.Helper()
	update(t, st, func(tx parley.Tx) error {
		for _, r := range raws {
			if err := tx.PutRaw(context.Background(), r); err != nil {
				return err
			}
		}
		return nil
	})
}

// rawsComeBack keeps bodies of many kinds; the first of an article stays.
func rawsComeBack(t *testing.T, st parley.Store) {
	ctx := context.Background()
	noise := make([]byte, 5000)
	chance := rand.NewChaCha8([32]byte{1})
	_, err := chance.Read(noise)
	check(t, err)
	bodies := []string{"", "x", "\x00\xff\xfe not text", string(noise), "<p>" + string(bytes.Repeat([]byte("The same words again. "), 5000)) + "</p>"}
	var want []parley.Raw
	total := 0
	for i, body := range bodies {
		id := fmt.Sprintf("a%d", i)
		put(t, st, record(id, "2020-03-05"))
		want = append(want, rawOf(id, body))
		total += len(body)
	}
	want = append(want, parley.Raw{Article: "bare", MediaType: "text/plain", Body: []byte("of a file")})
	total += len("of a file")
	put(t, st, bareRecord("bare"))
	putRaws(t, st, want...)
	for range 2 {
		other := rawOf("a1", "another")
		other.Ref = "elsewhere"
		putRaws(t, st, other, other)
	}
	for _, w := range want {
		same(t, "raw of "+w.Article, must[parley.Raw](t)(st.Raw(ctx, w.Article)), w)
	}
	sums := must[parley.Sums](t)(st.Sums(ctx)).Raws
	if sums.Articles != len(want) || sums.Bytes != int64(total) || sums.Kept <= 5000 || sums.Kept >= sums.Bytes/2 {
		t.Errorf("sums of %d raws with %d bytes: %+v", len(want), total, sums)
	}
	zoned := rawOf("z", "x")
	zoned.Fetched = time.Date(2026, 3, 5, 10, 30, 0, 0, time.FixedZone("", 5*3600))
	put(t, st, bareRecord("z"))
	putRaws(t, st, zoned)
	if got := must[parley.Raw](t)(st.Raw(ctx, "z")).Fetched; !got.Equal(zoned.Fetched) || got.Location() != time.UTC {
		t.Errorf("fetched at %v, not %v", got, zoned.Fetched)
	}
}

// bigRaws keeps a body of 20 MB.
func bigRaws(t *testing.T, st parley.Store) {
	put(t, st, bareRecord("big"))
	big := parley.Raw{Article: "big", MediaType: "text/html", Body: bytes.Repeat([]byte("<p>A long line of a page.</p>\n"), 20<<20/29)}
	chance := rand.New(rand.NewPCG(1, 2))
	for i := 0; i < len(big.Body); i += 40 {
		big.Body[i] = byte(chance.Uint32())
	}
	putRaws(t, st, big)
	if got := must[parley.Raw](t)(st.Raw(context.Background(), "big")); !bytes.Equal(got.Body, big.Body) || got.Article != "big" {
		t.Errorf("%d of %d bytes came back, or others", len(got.Body), len(big.Body))
	}
}

// rawsOfNothing are refused, and keep nothing of their transaction from being kept.
func rawsOfNothing(t *testing.T, st parley.Store) {
	ctx := context.Background()
	put(t, st, record("a1", "2020-03-05"))
	for _, id := range []string{"", "a1-e1", "none", "\xff"} {
		if r, err := st.Raw(ctx, id); !errors.Is(err, parley.ErrNotFound) {
			t.Errorf("Raw(%q) = %v, %v", id, r, err)
		}
	}
	if r, err := st.Raw(ctx, "a1"); !errors.Is(err, parley.ErrNotFound) {
		t.Errorf("what was not kept: %v, %v", r, err)
	}
	update(t, st, func(tx parley.Tx) error {
		for _, id := range []string{"", "a1-e1", "a1-c1", "none"} {
			if err := tx.PutRaw(ctx, rawOf(id, "x")); !errors.Is(err, parley.ErrNotFound) {
				t.Errorf("PutRaw of %q: %v", id, err)
			}
		}
		return tx.PutRaw(ctx, rawOf("a1", "kept"))
	})
	if got := must[parley.Raw](t)(st.Raw(ctx, "a1")); string(got.Body) != "kept" {
		t.Errorf("raw: %q", got.Body)
	}
}

// rawsAllOrNothing keeps an article with what it was read from, or neither.
func rawsAllOrNothing(t *testing.T, st parley.Store) {
	ctx := context.Background()
	for _, stop := range []bool{true, false} {
		err := st.Update(ctx, func(tx parley.Tx) error {
			if added, err := tx.PutRecord(ctx, record("a1", "2020-03-05")); err != nil || !added {
				t.Errorf("PutRecord: %v, %v", added, err)
			}
			check(t, tx.PutRaw(ctx, rawOf("a1", "body")))
			check(t, tx.PutFeed(ctx, feedOf("https://post.example/feed")))
			check(t, tx.PutVisits(ctx, []parley.Visit{visitOf("https://post.example/feed", "k", parley.VisitKept, "a1")}))
			if stop {
				return errStop
			}
			return nil
		})
		if stop != errors.Is(err, errStop) {
			t.Fatalf("Update: %v", err)
		}
		_, err = st.Raw(ctx, "a1")
		feeds := must[[]parley.Feed](t)(st.Feeds(ctx))
		visits := must[[]parley.Visit](t)(st.Visited(ctx, "", "", 9))
		sums := must[parley.Sums](t)(st.Sums(ctx))
		if gone := errors.Is(err, parley.ErrNotFound); gone != stop || (len(feeds) == 0) != stop || (len(visits) == 0) != stop || (sums.Raws.Articles == 0) != stop {
			t.Errorf("stopped %t: %v, %v, %v, %+v", stop, err, feeds, visits, sums)
		}
	}
}

// recordsOutside reads all records without a transaction, in the order of their
// articles.
func recordsOutside(t *testing.T, st parley.Store) {
	ctx := context.Background()
	for _, id := range []string{"c", "a", "e", "b", "d"} {
		put(t, st, record(id, "2020-03-05"))
	}
	ids := ""
	for after := ""; ; {
		page := must[[]*parley.Record](t)(st.Records(ctx, after, 2))
		if len(page) == 0 {
			break
		}
		for _, r := range page {
			same(t, "record", r, record(r.Article.ID, "2020-03-05"))
			after = r.Article.ID
			ids += after
		}
		ids += " "
	}
	if ids != "ab cd e " {
		t.Errorf("pages of records are %q", ids)
	}
	same(t, "known", must[map[string]bool](t)(st.Known(ctx, []string{"a", "x", "e", "a-e1"})), map[string]bool{"a": true, "e": true})
}
