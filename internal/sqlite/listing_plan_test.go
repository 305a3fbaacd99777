package sqlite

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley"
	"parley/internal/storetest"
)

// TestPlans asks all that the benchmark asks and then looks how SQLite runs each
// statement that was prepared on the way: none may read a big table from end to
// end.
func TestPlans(t *testing.T) {
	ctx := context.Background()
	st, err := Open(ctx, filepath.Join(t.TempDir(), "plans.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	var f storetest.Filler
	var records []*parley.Record
	var truth [][]int
	for r, n := range (storetest.Archive{Events: 150, Seed: 1}).Records() {
		records, truth = append(records, r), append(truth, n)
	}
	half := len(records) / 2
	for _, part := range [][2]int{{0, half}, {half, len(records)}} {
		if err := f.Add(ctx, st, records[part[0]:part[1]], truth[part[0]:part[1]]); err != nil {
			t.Fatal(err)
		}
	}
	values := sampled()
	for i, q := range questions() {
		if err := q.ask(ctx, st, values[i*31%len(values)]); err != nil && q.name != "one actor" {
			t.Fatalf("%s: %v", q.name, err)
		}
	}
	bring(t, st, 1_000_000, 1_000_000) // no record is there: a feed alone
	askFeeds(t, st, records[0].Article.ID)
	checked := 0
	look := func(s *session) {
		for text := range s.kept {
			if upper := strings.ToUpper(text); strings.HasPrefix(upper, "SELECT") || strings.HasPrefix(upper, "WITH") ||
				strings.HasPrefix(upper, "UPDATE") || strings.HasPrefix(upper, "DELETE") || strings.HasPrefix(upper, "INSERT") {
				checked++
				noScan(t, s, text)
			}
		}
	}
	look(st.writer)
	for range readers {
		s := <-st.idle
		look(s)
		defer st.release(s)
	}
	if checked < 60 {
		t.Errorf("only %d statements were looked at", checked)
	}
}

// askFeeds asks all that can be asked of raws, feeds and visits.
func askFeeds(t *testing.T, st *Store, article string) {
	t.Helper()
	ctx := t.Context()
	const feed = "https://post.example/feed"
	if err := st.Update(ctx, func(tx parley.Tx) error {
		return errors.Join(tx.PutRaw(ctx, parley.Raw{Article: article, Body: []byte("x")}),
			tx.PutVisits(ctx, []parley.Visit{{Feed: feed, Key: "k", State: parley.VisitKept, Articles: []string{article}}}),
			tx.MoveFeed(ctx, feed, feed+"2"), tx.PutFeed(ctx, parley.Feed{URL: feed}), tx.DropFeed(ctx, feed))
	}); err != nil {
		t.Fatal(err)
	}
	_, err := st.Raw(ctx, article)
	_, err2 := st.Records(ctx, article, 10)
	_, err3 := st.Visits(ctx, feed, []string{"k"})
	_, err4 := st.VisitsBehind(ctx, feed, "a", 10)
	_, err5 := st.Due(ctx, time.Now(), 10)
	_, err6 := st.Visited(ctx, feed+"2", "", 10)
	_, err7 := st.Visited(ctx, "", "", 10)
	_, err8 := st.Feeds(ctx)
	_, err9 := st.Articles(ctx, parley.Filter{Languages: []string{"fr", "en"}})
	_, err10 := st.Search(ctx, parley.Filter{Text: "convoy", Languages: []string{"en"}})
	_, err11 := st.Sums(ctx)
	_, err12 := st.At(ctx, []string{"post.example/a"})
	_, err13 := st.ArticlesAt(ctx, []string{"https://post.example/a"})
	_, err14 := st.VisitsBehind(ctx, feed+"2", "a", 10)
	if err := errors.Join(err, err2, err3, err4, err5, err6, err7, err8, err9, err10, err11, err12, err13, err14); err != nil {
		t.Fatal(err)
	}
}

// noScan fails if a statement scans a table that grows with the archive.
func noScan(t *testing.T, s *session, text string) {
	t.Helper()
	args := []any{}
	for n := 1; strings.Contains(text, fmt.Sprintf("$%d", n)); n++ {
		args = append(args, nil)
	}
	rows, err := s.conn.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+text, args...)
	if err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var id, parent, unused int
		var detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			t.Fatal(err)
		}
		if isBigScan(detail) {
			t.Errorf("%s\n in %s", detail, text)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}

// isBigScan reports whether a step of a plan reads a whole table or index, but
// those of which there are few rows, lists in JSON and what the statement made
// itself. Parties, actors and words grow with the world, not with the archive.
func isBigScan(detail string) bool {
	rest, ok := strings.CutPrefix(detail, "SCAN ")
	if !ok {
		return false
	}
	if strings.Contains(rest, "VIRTUAL TABLE") || strings.Contains(rest, "VALUES CLAUSE") {
		return false
	}
	switch name := strings.Fields(rest)[0]; name {
	case "party", "p", "mix", "actor", "counter", "agreement", "talks", "decision", "feed", "hit", "x", "CONSTANT":
		return false
	}
	return true
}

func TestIsBigScan(t *testing.T) {
	for detail, want := range map[string]bool{
		"SCAN event": true, "SCAN e USING COVERING INDEX event_article": true, "SEARCH e USING INTEGER PRIMARY KEY (rowid=?)": false,
		"SCAN j VIRTUAL TABLE INDEX 1:": false, "SCAN party": false, "SCAN CONSTANT ROW": false, "SCAN 64-ROW VALUES CLAUSE": false, "SCAN cell USING INDEX cell_list": true,
	} {
		if isBigScan(detail) != want {
			t.Errorf("isBigScan(%s) is not %t", detail, want)
		}
	}
}
