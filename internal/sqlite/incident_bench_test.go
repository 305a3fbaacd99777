package sqlite

import (
	"context"
	"maps"
	"path/filepath"
	"slices"
	"testing"

	"parley"
	"parley/internal/storetest"
)

// BenchmarkPutIncidents writes incidents, a thousand in a transaction: new ones,
// and then the same again with other tolls.
func BenchmarkPutIncidents(b *testing.B) {
	ctx := context.Background()
	told := map[int][]parley.Telling{}
	var records []*parley.Record
	for r, truth := range (storetest.Archive{Events: 15_000, Seed: 1, Tellings: 1.5}).Records() {
		records = append(records, r)
		for i, e := range r.Events {
			told[truth[i]] = append(told[truth[i]], parley.Telling{Event: e, Article: parley.ArticleInfo{ID: r.Article.ID, Published: r.Article.Published}})
		}
	}
	var incidents []parley.Incident
	for _, n := range slices.Sorted(maps.Keys(told)) {
		incidents = append(incidents, storetest.Sum(told[n]))
	}
	for b.Loop() {
		b.StopTimer()
		st, err := Open(ctx, filepath.Join(b.TempDir(), "put.db"), Options{})
		if err != nil {
			b.Fatal(err)
		}
		if err := st.Update(ctx, func(tx parley.Tx) error {
			for _, r := range records {
				if _, err := tx.PutRecord(ctx, r); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		for round := range 2 {
			for part := range slices.Chunk(incidents, 1000) {
				for i := range part {
					part[i].Families += round
				}
				if err := st.Update(ctx, func(tx parley.Tx) error { return tx.PutIncidents(ctx, part, nil) }); err != nil {
					b.Fatal(err)
				}
			}
		}
		b.StopTimer()
		_ = st.Close()
		b.StartTimer()
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(2*len(incidents)*b.N), "µs/incident")
}
