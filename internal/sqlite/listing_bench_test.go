package sqlite

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"parley"
	"parley/internal/storetest"
)

// Names of the environment that sizes the benchmark of lists: how many incidents
// (20,000 if not set), and the folder in which the store is kept for the next
// run (a temporary one if not set).
const (
	envIncidents = "PARLEY_BENCH_INCIDENTS"
	envFolder    = "PARLEY_BENCH_FOLDER"
)

// benchStore opens the store of the benchmark, filled if it is not yet.
func benchStore(b *testing.B) (*Store, int) {
	n := 20_000
	if s := os.Getenv(envIncidents); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			b.Fatal(err)
		}
	}
	folder := os.Getenv(envFolder)
	if folder == "" {
		folder = b.TempDir()
	}
	path := filepath.Join(folder, fmt.Sprintf("incidents-%d.db", n))
	ctx := context.Background()
	if _, err := os.Stat(path); err != nil {
		fillStore(b, path+".part", n)
		if err := os.Rename(path+".part", path); err != nil {
			b.Fatal(err)
		}
	}
	st, err := Open(ctx, path, Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = st.Close() })
	return st, n
}

// fillStore makes a store of about n incidents.
func fillStore(b *testing.B, path string, n int) {
	ctx := context.Background()
	st, err := Open(ctx, path, Options{})
	if err != nil {
		b.Fatal(err)
	}
	const batch, tellings = 2000, 1.4
	start := time.Now()
	var f storetest.Filler
	var records []*parley.Record
	var truth [][]int
	add := func() {
		if err := f.Add(ctx, st, records, truth); err != nil {
			b.Fatal(err)
		}
		records, truth = nil, nil
	}
	events := 0
	for r, t := range (storetest.Archive{Events: int(float64(n) * tellings), Seed: 1, Tellings: tellings}).Records() {
		records, truth, events = append(records, r), append(truth, t), events+len(r.Events)
		if len(records) == batch {
			add()
		}
	}
	if len(records) > 0 {
		add()
	}
	took := time.Since(start)
	b.Logf("%d incidents of %d events in %v: %.0f events/s", f.Incidents, events, took, float64(events)/took.Seconds())
	if err := st.Close(); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkListing asks each question several times, with other values each time,
// and reports the median and the 95th percentile.
func BenchmarkListing(b *testing.B) {
	st, _ := benchStore(b)
	ctx := context.Background()
	values := sampled()
	for _, q := range questions() {
		b.Run(q.name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				for i := range 20 {
					start := time.Now()
					if err := q.ask(ctx, st, values[(len(took)+i)*37%len(values)]); err != nil {
						b.Fatal(err)
					}
					took = append(took, time.Since(start))
				}
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
			b.ReportMetric(0, "ns/op")
		})
	}
}
