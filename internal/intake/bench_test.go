package intake

import (
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"parley"
	"parley/data"
	"parley/internal/cluster"
	"parley/internal/sqlite"
)

// phases are where the time of adding goes.
type phases struct {
	incidents bool // only: no copies, stories, ledger and talks
	names     []string
	wall      map[string]time.Duration
	cpu       map[string]time.Duration
}

func (p *phases) time(name string, f func() error) func() error {
	return func() error {
		wall, cpu := time.Now(), used()
		err := f()
		if p.wall == nil {
			p.wall, p.cpu = map[string]time.Duration{}, map[string]time.Duration{}
		}
		if _, ok := p.wall[name]; !ok {
			p.names = append(p.names, name)
		}
		p.wall[name] += time.Since(wall)
		p.cpu[name] += used() - cpu
		return err
	}
}

// used is the processor time that the process has used.
func used() time.Duration {
	var r syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &r) != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

// String gives microseconds an event: on the clock, and of the processors.
func (p *phases) over(events int) string {
	var out []string
	for _, n := range p.names {
		out = append(out, fmt.Sprintf("%s %.0f (%.0f)", n, float64(p.wall[n].Nanoseconds())/1e3/float64(events), float64(p.cpu[n].Nanoseconds())/1e3/float64(events)))
	}
	return strings.Join(out, ", ")
}

// TestMillion adds made-up events to a store on disk and tells what an event
// costs as the store grows, phase by phase, and how much memory it takes.
// PARLEY_EVENTS is how many events there are to be, PARLEY_BENCH_DIR where the store
// is; with PARLEY_ONLY=incidents nothing is done but keeping records and resolving.
func TestMillion(t *testing.T) {
	events := 1500
	if s := os.Getenv("PARLEY_EVENTS"); s != "" {
		var err error
		if events, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
	}
	dir := t.TempDir()
	if d := os.Getenv("PARLEY_BENCH_DIR"); d != "" {
		dir = d
	}
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // as "parley add" does
	store, err := sqlite.Open(t.Context(), filepath.Join(dir, "war.db"), sqlite.Options{})
	must(t, err)
	defer func() { must(t, store.Close()) }()
	in, err := New(data.FS, store)
	must(t, err)
	// Always the beginning of one great archive, so that as much happens on a day
	// of a small store as on one of a large store.
	next, stop := iter.Pull(archive(1_200_000))
	defer stop()
	// Processor microseconds of resolving an event, of the first 10 000, the next
	// 90 000 … A few thousand would not do: the archive has heavy weeks.
	var costs []float64
	for done, mark := 0, min(events, 10_000); done < events; {
		p := phases{incidents: os.Getenv("PARLEY_ONLY") == "incidents"}
		from := done
		for done < mark {
			done += addTimed(t, in, next, &p)
		}
		sums, err := store.Sums(t.Context())
		must(t, err)
		costs = append(costs, float64(p.cpu["resolve"].Microseconds())/float64(done-from))
		if sums.Events != done || sums.Incidents == 0 || sums.Incidents >= done {
			t.Errorf("%d events made %+v", done, sums)
		}
		t.Logf("%d events, %d incidents: resolving %.0f events/s, adding %.0f events/s; microseconds an event (processor): %s; peak memory %d MB",
			done, sums.Incidents, float64(done-from)/p.wall["resolve"].Seconds(), float64(done-from)/p.wall["all"].Seconds(), p.over(done-from), peakMB())
		mark = min(events, mark*10)
	}
	growth := costs[len(costs)-1] / costs[0]
	t.Logf("resolving an event at the end over one at the start: %.2f", growth)
	if growth > 2 {
		t.Errorf("resolving an event costs %.1f times as much at the end as at the start", growth)
	}
	if events <= 10_000 {
		clean(t, in)
	}
}

// addTimed adds a batch as Add does and returns how many events it held.
func addTimed(t *testing.T, in *Intake, next func() (*parley.Record, bool), p *phases) int {
	var records []*parley.Record
	for range 500 {
		r, ok := next()
		if !ok {
			t.Fatal("the archive is at its end")
		}
		records = append(records, r)
	}
	told := 0
	must(t, p.time("all", func() error {
		return in.update(t.Context(), func(s *step) error {
			var news []made
			for _, f := range []func() error{
				p.time("records", func() (err error) {
					news, err = s.put(records)
					return err
				}),
				p.unless("copies", func() error { return s.groupArticles(news) }),
				p.time("resolve", func() (err error) {
					told = s.added.Events
					if s.incidents, err = cluster.Add(s.ctx, s.tx, s.resolver.Model(), events(news)); err != nil {
						return err
					}
					if err := s.markMoved(); err != nil {
						return err
					}
					return s.refreshIncidents()
				}),
				p.unless("ledger", func() error {
					c, err := cluster.Add(s.ctx, s.tx, s.ledger.Model(), commitments(news))
					if err != nil {
						return err
					}
					s.undertakings = join(s.undertakings, c)
					return s.refreshLedger()
				}),
				p.unless("talks", s.putTalks),
			} {
				if err := f(); err != nil {
					return err
				}
			}
			return nil
		})
	})())
	return told
}

// unless times a step that is left out where only incidents are resolved.
func (p *phases) unless(name string, f func() error) func() error {
	if p.incidents {
		return func() error { return nil }
	}
	return p.time(name, f)
}

// peakMB is the most memory that the process has held.
func peakMB() int {
	b, err := os.ReadFile("/proc/self/status")
	if err != nil {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int(m.Sys >> 20)
	}
	_, after, _ := strings.Cut(string(b), "VmHWM:")
	kb, _ := strconv.Atoi(strings.Fields(after)[0])
	return kb >> 10
}
