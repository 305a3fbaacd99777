package brief

import (
	"io"
	"path/filepath"
	"testing"
	"time"

	"parley"
	"parley/data"
	"parley/internal/sqlite"
	"parley/internal/storetest"
)

// archiveStore fills a store with made-up events and returns it; its incidents are
// made from what really happened.
func archiveStore(tb testing.TB, events int) *sqlite.Store {
	tb.Helper()
	st, err := sqlite.Open(tb.Context(), filepath.Join(tb.TempDir(), "archive.db"), sqlite.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = st.Close() })
	var filler storetest.Filler
	var records []*parley.Record
	var truth [][]int
	add := func() {
		if len(records) == 0 {
			return
		}
		if err := filler.Add(tb.Context(), st, records, truth); err != nil {
			tb.Fatal(err)
		}
		records, truth = nil, nil
	}
	for r, happenings := range (storetest.Archive{Events: events, Seed: 7}).Records() {
		records, truth = append(records, r), append(truth, happenings)
		if len(records) == 2000 {
			add()
		}
	}
	add()
	return st
}

// BenchmarkBrief measures the report of a month, of a year and of all, over an
// archive of 100,000 events.
func BenchmarkBrief(b *testing.B) {
	st := archiveStore(b, 100_000)
	m, err := New(data.FS)
	if err != nil {
		b.Fatal(err)
	}
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
	cells, err := st.Count(b.Context(), parley.Filter{}, parley.ByCountry)
	if err != nil {
		b.Fatal(err)
	}
	most := cells[0]
	for _, c := range cells {
		if c.Incidents > most.Incidents {
			most = c
		}
	}
	for _, c := range []struct {
		name      string
		from, to  time.Time
		countries []string
	}{
		{"month", day(2023, 3, 1), day(2023, 3, 31), nil},
		{"month-country", day(2023, 3, 1), day(2023, 3, 31), []string{most.Key}},
		{"year-country", day(2023, 1, 1), day(2023, 12, 31), []string{most.Key}},
		{"all", day(2010, 1, 1), day(2024, 12, 31), nil},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				report, err := m.Make(b.Context(), st, Options{Filter: parley.Filter{Period: parley.Period{From: c.from, To: c.to}, Countries: c.countries}})
				if err != nil {
					b.Fatal(err)
				}
				if err := PDF(io.Discard, report, A4); err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(len(report.Sources)), "sources")
			}
		})
	}
}
