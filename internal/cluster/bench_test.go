package cluster

import (
	"context"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"testing"
	"time"

	"parley"
)

// points is a model of points on a line: two are the same if they lie near one
// another. A digest is the point.
type points struct{}

func (points) Grouping() parley.Grouping { return parley.Incidents }
func (points) Unlinked() float64         { return -2 }
func (points) Decode(n parley.Node) (int, error) {
	return int(binary.LittleEndian.Uint64(n.Digest)), nil
}
func (points) Compare(a, b int) (float64, []parley.Reason, bool) {
	s := 3 - float64(max(a-b, b-a))/10
	if s <= 0 {
		return s, nil, s > -2
	}
	return s, []parley.Reason{{Feature: "distance", Weight: s}}, true
}

// generated returns nodes from..to of a long war: three reports of each happening,
// forty happenings a day, each report in the blocks of its day and the next.
func generated(from, to int) []parley.Node {
	var nodes []parley.Node
	for i := from; i < to; i++ {
		r := rand.New(rand.NewPCG(uint64(i), 1))
		happening := i/3 - i/3%40 + r.IntN(40)
		day := happening / 40
		n := parley.Node{ID: fmt.Sprintf("%016x", r.Uint64()), Order: fmt.Sprintf("%08d", i),
			Keys: []string{strconv.Itoa(day), strconv.Itoa(day + 1)}}
		n.Digest = binary.LittleEndian.AppendUint64(nil, uint64(happening*50+r.IntN(20)))
		nodes = append(nodes, n)
	}
	return nodes
}

func TestLargeBatches(t *testing.T) {
	nodes := generated(0, 6000)
	want, _, err := Fresh(points{}, nodes, nil)
	if err != nil || len(want) < 1200 || len(want) > 2500 {
		t.Fatalf("%d groups, %v", len(want), err)
	}
	for _, size := range []int{1000, 6000} {
		mixed := slices.Clone(nodes)
		r := rand.New(rand.NewPCG(uint64(size), 2))
		r.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		s, got := newMemory(), reader{}
		for batch := range slices.Chunk(mixed, size) {
			before := len(s.groups)
			c, err := Add(context.Background(), s, points{}, batch)
			if err != nil || len(s.groups) != before+len(batch) {
				t.Fatal(err)
			}
			for _, id := range c.Gone {
				delete(got, id)
			}
			for _, g := range c.Now {
				got[g.ID] = g
			}
		}
		if show(got.groups()) != show(want) {
			t.Errorf("batches of %d give other groups than a fresh run", size)
		}
	}
}

// TestLongChain: what hangs together over a long way is neither slow nor large.
func TestLongChain(t *testing.T) {
	const n = 5000
	var nodes []parley.Node
	for i := range n {
		nodes = append(nodes, parley.Node{ID: fmt.Sprintf("%08d", i), Keys: []string{"x"},
			Digest: binary.LittleEndian.AppendUint64(nil, uint64(i*11))})
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	groups, links, err := Fresh(points{}, nodes, nil)
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	if err != nil || len(links) != 2*n-3 || len(groups) < n/6 || len(groups) > n/2 {
		t.Fatalf("%d groups, %d links, %v", len(groups), len(links), err)
	}
	if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 64 || took > 20*time.Second {
		t.Errorf("a chain of %d took %v and %d MB", n, took, mb)
	}
}

// TestFarNodesAreLeftAlone: a node in the midst of a long chain of groups that hang
// together has its neighbours read, and no more.
func TestFarNodesAreLeftAlone(t *testing.T) {
	const n = 3000
	at := func(i, place int) parley.Node {
		return parley.Node{ID: fmt.Sprintf("%08d", i), Order: fmt.Sprintf("%08d", i), Keys: []string{strconv.Itoa(place / 100), strconv.Itoa(place/100 + 1)},
			Digest: binary.LittleEndian.AppendUint64(nil, uint64(place))}
	}
	var nodes []parley.Node
	r := rand.New(rand.NewPCG(4, 4))
	places := []int{0}
	for i := range n {
		nodes = append(nodes, at(i, places[i]))
		places = append(places, places[i]+6+r.IntN(12)) // of even steps one more would shift all behind it
	}
	s := newMemory()
	for batch := range slices.Chunk(nodes, 500) {
		if _, err := Add(context.Background(), s, points{}, batch); err != nil {
			t.Fatal(err)
		}
	}
	s.read = 0
	c, err := Add(context.Background(), s, points{}, []parley.Node{at(n, places[n/2]+2)})
	if err != nil || s.read > 60 || len(c.Now) == 0 {
		t.Errorf("%d nodes read for one, %d groups changed, %v", s.read, len(c.Now), err)
	}
	want, _, err := Fresh(points{}, append(nodes, at(n, places[n/2]+2)), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range want {
		for _, x := range g.Nodes {
			if s.groups[x.ID] != g.ID {
				t.Fatalf("%s is in %s, want %s", x.ID, s.groups[x.ID], g.ID)
			}
		}
	}
}

// BenchmarkAdd: what a node costs must not depend on how many there are. The
// collector waits, since it would walk the store, which other stores keep on disk.
func BenchmarkAdd(b *testing.B) {
	const batch = 2000
	for _, have := range []int{10_000, 100_000, 1_000_000} {
		b.Run(strconv.Itoa(have), func(b *testing.B) {
			s := newMemory()
			for at := 0; at < have; at += batch {
				if _, err := Add(context.Background(), s, points{}, generated(at, at+batch)); err != nil {
					b.Fatal(err)
				}
			}
			runtime.GC()
			defer debug.SetGCPercent(debug.SetGCPercent(-1))
			b.ResetTimer()
			at := have
			for b.Loop() {
				if _, err := Add(context.Background(), s, points{}, generated(at, at+batch)); err != nil {
					b.Fatal(err)
				}
				at += batch
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(at-have), "ns/node")
		})
	}
}
