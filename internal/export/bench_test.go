package export

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"parley"
	"parley/data"
	"parley/internal/sqlite"
	"parley/internal/storetest"
)

// Names of the environment that sizes the benchmark: how many incidents the store
// has (2,000 if not set), and the folder in which it is kept for the next run, which
// may be that of the benchmark of lists in internal/sqlite.
const (
	envIncidents = "PARLEY_BENCH_INCIDENTS"
	envFolder    = "PARLEY_BENCH_FOLDER"
	envChild     = "PARLEY_BENCH_CHILD" // "format what store", of the process that exports
)

// measured is what one process that exported tells.
type measured struct {
	Rows    int
	Size    int64
	Seconds float64
	CPU     float64 // seconds of processors: what other programs take does not show
	PeakMB  int     // the most memory that the process has held
}

// BenchmarkExport exports a great store in each format, each in a process of its
// own, and reports rows a second and the most memory that the process has held.
func BenchmarkExport(b *testing.B) {
	file := benchStore(b)
	formats, err := Formats(data.FS)
	must(b, err)
	for _, f := range formats {
		what := []What{f.What[0]}
		if f.Name == "jsonl" || f.Name == "parquet" {
			what = f.What[:2]
		}
		for _, w := range what {
			b.Run(fmt.Sprintf("%s-%s", f.Name, w), func(b *testing.B) {
				for b.Loop() {
					m := inChild(b, fmt.Sprintf("%s %s %s", f.Name, w, file))
					b.ReportMetric(float64(m.Rows)/m.Seconds, "rows/s")
					b.ReportMetric(float64(m.Rows)/m.CPU, "rows/cpu-s")
					b.ReportMetric(float64(m.Rows), "rows")
					b.ReportMetric(float64(m.Size)/(1<<20), "MB")
					b.ReportMetric(float64(m.PeakMB), "peak-MB")
				}
			})
		}
	}
}

// inChild exports in a process of its own.
func inChild(b *testing.B, job string) measured {
	b.Helper()
	c := exec.Command(os.Args[0], "-test.run=^TestExportChild$", "-test.v")
	c.Env = append(os.Environ(), envChild+"="+job)
	out, err := c.CombinedOutput()
	if err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	_, out, ok := bytes.Cut(out, []byte("measured "))
	var m measured
	if !ok || json.NewDecoder(bytes.NewReader(out)).Decode(&m) != nil {
		b.Fatalf("the process that exports said %q", out)
	}
	return m
}

// TestExportChild is the process that exports, where the benchmark starts it.
func TestExportChild(t *testing.T) {
	var format, file string
	var w What
	if _, err := fmt.Sscan(os.Getenv(envChild), &format, &w, &file); err != nil {
		t.Skip("no benchmark runs")
	}
	st, err := sqlite.Open(t.Context(), file, sqlite.Options{ReadOnly: true, MustExist: true})
	must(t, err)
	src, err := st.Snapshot(t.Context())
	must(t, err)
	f, err := FormatNamed(data.FS, format)
	must(t, err)
	start, used := time.Now(), cpuSeconds()
	sum, err := Write(t.Context(), data.FS, src, Options{Format: f, What: w}, io.Discard)
	must(t, err)
	m := measured{sum.Rows, sum.Size, time.Since(start).Seconds(), cpuSeconds() - used, peakMB()}
	must(t, src.Close())
	must(t, st.Close())
	line, err := json.Marshal(m)
	must(t, err)
	fmt.Printf("measured %s\n", line)
}

// cpuSeconds is the processor time that the process has used.
func cpuSeconds() float64 {
	var r syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &r) != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano()).Seconds()
}

// peakMB is the most memory that the process has held; 0 where the system does not say.
func peakMB() int {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, after, _ := bytes.Cut(status, []byte("VmHWM:"))
	var kB int
	if _, err := fmt.Sscan(string(after), &kB); err != nil {
		return 0
	}
	return kB >> 10
}

// benchStore returns the file of the store of the benchmark, filled if it is not yet.
func benchStore(b *testing.B) string {
	n := 2000
	if s := os.Getenv(envIncidents); s != "" {
		var err error
		n, err = strconv.Atoi(s)
		must(b, err)
	}
	folder := os.Getenv(envFolder)
	if folder == "" {
		folder = b.TempDir()
	}
	file := filepath.Join(folder, fmt.Sprintf("incidents-%d.db", n))
	if _, err := os.Stat(file); err != nil {
		fillStore(b, file, n)
	}
	if n <= mostLedger {
		fillLedger(b, file)
	}
	return file
}

// mostLedger is the greatest store that gets a ledger: to make one of a million
// entries takes longer than all that is measured.
const mostLedger = 200_000

// fillStore makes a store of about n incidents, as the benchmark of lists does.
func fillStore(b *testing.B, file string, n int) {
	ctx := context.Background()
	st, err := sqlite.Open(ctx, file+".part", sqlite.Options{})
	must(b, err)
	const tellings = 1.4
	var fill storetest.Filler
	var records []*parley.Record
	var truth [][]int
	add := func() {
		must(b, fill.Add(ctx, st, records, truth))
		records, truth = nil, nil
	}
	for r, t := range (storetest.Archive{Events: int(float64(n) * tellings), Seed: 1, Tellings: tellings}).Records() {
		if records, truth = append(records, r), append(truth, t); len(records) == 2000 {
			add()
		}
	}
	add()
	must(b, st.Close())
	must(b, os.Rename(file+".part", file))
}

// fillLedger makes an entry for each article, due 30 days behind it, where the
// store has none: the archive that is made up holds no promises.
func fillLedger(b *testing.B, file string) {
	ctx := context.Background()
	st, err := sqlite.Open(ctx, file, sqlite.Options{})
	must(b, err)
	defer func() { must(b, st.Close()) }()
	sums, err := st.Sums(ctx)
	must(b, err)
	if sums.Undertakings > 0 {
		return
	}
	for after := ""; ; {
		records, err := st.Records(ctx, after, 2000)
		must(b, err)
		if len(records) == 0 {
			return
		}
		var us []parley.Undertaking
		for _, r := range records {
			told := r.Article.Published.To
			due := told.AddDate(0, 0, 30)
			us = append(us, parley.Undertaking{
				ID: "u-" + r.Article.ID, Kind: parley.Pledge, What: r.Article.Text[:min(len(r.Article.Text), 60)], Status: parley.Pending, Articles: 1, Families: 1,
				Deadline:      &parley.Date{Period: parley.Period{From: due, To: due, Precision: parley.PrecisionDay}},
				FirstReported: parley.DayOf(told), LastReported: parley.DayOf(told),
			})
		}
		must(b, st.Update(ctx, func(tx parley.Tx) error { return tx.PutUndertakings(ctx, us, nil, nil) }))
		after = records[len(records)-1].Article.ID
	}
}
