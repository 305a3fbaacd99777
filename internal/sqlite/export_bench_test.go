package sqlite

import (
	"context"
	"testing"
	"time"

	"parley"
)

// allPages is a reader's whole listing of incidents, page by page; each gets the
// pages.
func allPages(ctx context.Context, st parley.Reader, f parley.Filter, each func([]parley.Incident) error) (int, error) {
	n := 0
	for f.Limit = 1000; ; {
		p, err := st.Incidents(ctx, f)
		if err != nil {
			return n, err
		}
		n += len(p.Items)
		if err := each(p.Items); err != nil {
			return n, err
		}
		if f.After = p.Next; p.Next == "" {
			return n, nil
		}
	}
}

// BenchmarkEverything reads a whole store as exports do: rows alone, and rows with
// their tellings. It reports rows a second, of the first and of the last tenth of
// the pages too. PARLEY_BENCH_INCIDENTS sizes the store.
func BenchmarkEverything(b *testing.B) {
	st, _ := benchStore(b)
	ctx := context.Background()
	tellings := func(from parley.Reader, told *int) func([]parley.Incident) error {
		return func(list []parley.Incident) error {
			var ids []string
			for i := range list {
				ids = append(ids, list[i].Events...)
			}
			got, err := from.Tellings(ctx, ids)
			*told += len(got)
			return err
		}
	}
	run := func(name string, from parley.Reader, f parley.Filter, withTellings bool) {
		b.Run(name, func(b *testing.B) {
			rows, told := 0, 0
			var pages []time.Duration
			for b.Loop() {
				pages = pages[:0]
				each := func([]parley.Incident) error { return nil }
				if withTellings {
					each = tellings(from, &told)
				}
				last := time.Now()
				n, err := allPages(ctx, from, f, func(list []parley.Incident) error {
					err := each(list)
					pages = append(pages, time.Since(last))
					last = time.Now()
					return err
				})
				if err != nil {
					b.Fatal(err)
				}
				rows += n
			}
			tenth := max(1, len(pages)/10)
			sum := func(list []time.Duration) (d time.Duration) {
				for _, x := range list {
					d += x
				}
				return d
			}
			b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "incidents/s")
			b.ReportMetric(float64(told)/b.Elapsed().Seconds(), "tellings/s")
			b.ReportMetric(1000*sum(pages[:tenth]).Seconds()/float64(tenth), "first-ms/page")
			b.ReportMetric(1000*sum(pages[len(pages)-tenth:]).Seconds()/float64(tenth), "last-ms/page")
			b.ReportMetric(0, "ns/op")
		})
	}
	run("pages", st, parley.Filter{}, false)
	run("pages, one country", st, parley.Filter{Countries: []string{"XAA"}}, false)
	snap, err := st.Snapshot(ctx)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = snap.Close() }()
	run("snapshot", snap, parley.Filter{}, false)
	run("snapshot, most killed first", snap, parley.Filter{Order: parley.OrderKilled}, false)
	run("snapshot, with tellings", snap, parley.Filter{}, true)
}
