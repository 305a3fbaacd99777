package net

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestTreeAgainstAllTrees holds the search against every projective tree of
// up to six tokens, for random scores.
func TestTreeAgainstAllTrees(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var search treeSearch
	for round := range 300 {
		n := 1 + round%6
		ld := n + 1
		score := make([]float32, n*ld)
		for i := range score {
			score[i] = float32(rng.NormFloat64())
		}
		got := make([]int, n)
		search.decode(got, score, ld)
		if !isProjectiveTree(got) {
			t.Fatalf("%v is not a projective tree with one root", got)
		}
		best := math.Inf(-1)
		heads := make([]int, n)
		everyTree(heads, 0, func() {
			if isProjectiveTree(heads) {
				best = math.Max(best, treeScore(heads, score, ld))
			}
		})
		if s := treeScore(got, score, ld); math.Abs(s-best) > 1e-4 {
			t.Fatalf("%d tokens: tree %v scores %v, the best %v", n, got, s, best)
		}
	}
}

func everyTree(heads []int, i int, visit func()) {
	if i == len(heads) {
		visit()
		return
	}
	for h := -1; h < len(heads); h++ {
		if h != i {
			heads[i] = h
			everyTree(heads, i+1, visit)
		}
	}
}

func treeScore(heads []int, score []float32, ld int) float64 {
	sum := 0.0
	for d, h := range heads {
		if h < 0 {
			h = len(heads)
		}
		sum += float64(score[d*ld+h])
	}
	return sum
}

func isProjectiveTree(heads []int) bool {
	roots := 0
	for d, h := range heads {
		if h < 0 {
			roots++
		}
		at := d
		for range len(heads) {
			if at = heads[at]; at < 0 {
				break
			}
		}
		if at >= 0 {
			return false // a cycle
		}
		for e, g := range heads {
			if h >= 0 && g >= 0 && crosses(d, h, e, g) {
				return false
			}
			// No arc may pass over the root.
			if h < 0 && g >= 0 && min(e, g) < d && d < max(e, g) {
				return false
			}
		}
	}
	return roots == 1
}

func crosses(a, b, c, d int) bool {
	a, b, c, d = min(a, b), max(a, b), min(c, d), max(c, d)
	return a < c && c < b && b < d
}

func TestExp(t *testing.T) {
	for x := float32(0); x > -100; x -= 0.0137 {
		want := math.Exp(float64(x))
		if d := math.Abs(float64(exp(x)) - want); d > 2e-6*want+1e-34 {
			t.Fatalf("exp(%v) = %v, want %v", x, exp(x), want)
		}
	}
}

func TestBatchLaysEveryTokenOnce(t *testing.T) {
	var b Batch
	lengths := []int{3, 1, 5, 3}
	b.Lay(lengths)
	for name, rows := range map[string][]int32{"forward": b.Forward, "backward": b.Backward} {
		seen := map[int32]bool{}
		for _, r := range rows {
			seen[r] = true
		}
		if len(seen) != 12 || len(rows) != 12 {
			t.Errorf("%s: %v does not hold the 12 tokens once each", name, rows)
		}
	}
	// The longest sentence is the third: its tokens are 4 to 8.
	if b.Forward[0] != 4 || b.Backward[0] != 8 {
		t.Errorf("first rows: %d forward, %d backward; want 4 and 8", b.Forward[0], b.Backward[0])
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte(magic))
	f.Add([]byte(magic + "\x02\x00\x00\x00{}"))
	w := NewWeights(Config{16, 16, 16, 16, 16, 16, 16}, Labels{[]string{"X"}, []string{"FW"}, [][2]uint8{{0, 0}}, []string{"root", "dep"}})
	b, err := w.Marshal()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Fuzz(func(_ *testing.T, b []byte) {
		Load(b) //nolint:errcheck // any answer will do but a crash
	})
}
