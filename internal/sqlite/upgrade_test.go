package sqlite

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley"
)

// version2 unpacks a store that the program of version 2 of the schema made: four
// examples and an agreement, with decisions, one of them taken back, and a promise
// that a person settled.
func version2(t *testing.T) string {
	t.Helper()
	packed, err := os.Open(filepath.Join("testdata", "version2.db.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer ended(t, packed.Close)
	r, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "old.db")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// holdings is all that a store of any version holds, as JSON.
func holdings(t *testing.T, st *Store) string {
	t.Helper()
	ctx := t.Context()
	all := parley.Filter{Background: true, Limit: 1000}
	records, err := st.Records(ctx, "", 1000)
	incidents, err2 := st.Incidents(ctx, all)
	undertakings, err3 := st.Undertakings(ctx, parley.Filter{Limit: 1000})
	agreements, err4 := st.Agreements(ctx, all)
	decisions, err5 := st.Decisions(ctx, parley.Incidents, nil)
	articles, err6 := st.Articles(ctx, all)
	hits, err7 := st.Search(ctx, parley.Filter{Text: "kunduz"})
	var commitments []string
	for _, r := range records {
		for _, c := range r.Commitments {
			commitments = append(commitments, c.ID)
		}
	}
	settled, err8 := st.Settled(ctx, commitments)
	weeks, err9 := st.Count(ctx, parley.Filter{}, parley.ByWeek)
	coverage, err10 := st.Coverage(ctx, parley.Filter{})
	if err := errors.Join(err, err2, err3, err4, err5, err6, err7, err8, err9, err10); err != nil {
		t.Fatal(err)
	}
	if len(records) != 5 || len(incidents.Items) != 12 || len(undertakings.Items) != 11 || len(agreements.Items) != 1 || len(decisions) != 2 ||
		len(articles.Items) != 5 || len(hits.Items) == 0 || len(settled) != 1 || len(weeks) == 0 || len(coverage) == 0 {
		t.Fatalf("%d records, %d incidents, %d undertakings, %d agreements, %d decisions, %d articles, %d hits, %d settled",
			len(records), len(incidents.Items), len(undertakings.Items), len(agreements.Items), len(decisions), len(articles.Items), len(hits.Items), len(settled))
	}
	b, err := json.Marshal([]any{records, incidents, undertakings, agreements, decisions, articles, hits, settled, weeks, coverage})
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// sound fails if Verify finds anything.
func sound(t *testing.T, st *Store) {
	t.Helper()
	found, err := st.Verify(t.Context())
	if err != nil || len(found) > 0 {
		t.Errorf("Verify: %v, %v", found, err)
	}
}

// TestUpgrade opens a store of version 2: it keeps all that it held, and takes what
// is new.
func TestUpgrade(t *testing.T) {
	ctx := t.Context()
	path := version2(t)
	if _, err := Open(ctx, path, Options{ReadOnly: true}); !errors.Is(err, parley.ErrStore) || !strings.Contains(err.Error(), "older") {
		t.Errorf("Open to read: %v", err)
	}
	old, err := Open(ctx, path, Options{ReadOnly: true, older: true})
	if err != nil {
		t.Fatal(err)
	}
	want := holdings(t, old)
	ended(t, old.Close)
	for range 2 {
		st, err := Open(ctx, path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := holdings(t, st); got != want {
			t.Errorf("the store holds something else:\n got %s\nwant %s", got, want)
		}
		sound(t, st)
		ended(t, st.Close)
	}
	st, err := Open(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer ended(t, st.Close)
	sums, err := st.Sums(ctx)
	if err != nil || sums.Languages["en"] != 5 || len(sums.Languages) != 1 || sums.Uncoded != 0 || sums.Raws != (parley.RawSums{}) || sums.Feeds != 0 {
		t.Errorf("sums: %+v, %v", sums, err)
	}
	english, err := st.Articles(ctx, parley.Filter{Languages: []string{"en"}})
	if err != nil || len(english.Items) != 5 {
		t.Fatalf("articles in English: %+v, %v", english, err)
	}
	id := english.Items[0].ID
	if _, err := st.Raw(ctx, id); !errors.Is(err, parley.ErrNotFound) {
		t.Errorf("Raw: %v", err)
	}
	if err := st.Update(ctx, func(tx parley.Tx) error {
		return errors.Join(tx.PutRaw(ctx, parley.Raw{Article: id, MediaType: "text/plain", Body: []byte("bytes")}),
			tx.PutFeed(ctx, parley.Feed{URL: "https://post.example/feed"}),
			tx.PutVisits(ctx, []parley.Visit{{Feed: "https://post.example/feed", Key: "k", State: parley.VisitKept, Articles: []string{id}}}))
	}); err != nil {
		t.Fatal(err)
	}
	sound(t, st)
}

// A backup of an older version can be restored.
func TestRestoreVersion2(t *testing.T) {
	ctx := t.Context()
	from, to := version2(t), filepath.Join(t.TempDir(), "store.db")
	if err := Restore(ctx, from, to); err != nil {
		t.Fatal(err)
	}
	st, err := Open(ctx, to, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer ended(t, st.Close)
	holdings(t, st)
	sound(t, st)
}
