package eval

import (
	"math"
	"testing"
)

func TestBCubed(t *testing.T) {
	for _, c := range []struct {
		name         string
		gold, system string // one letter an item
		p, r         float64
	}{
		{"the same", "aabbc", "xxyyz", 1, 1},
		{"all apart", "aabb", "1234", 1, 0.5},
		{"all one", "aabb", "xxxx", 0.5, 1},
		// The first example of the paper's kind: one item strays.
		{"one strays", "aaabb", "xxyyy", (1 + 1 + 1.0/3 + 2.0/3 + 2.0/3) / 5, (2.0/3 + 2.0/3 + 1.0/3 + 1 + 1) / 5},
		{"nothing", "", "", 0, 0},
	} {
		b := BCubedOf([]byte(c.gold), []byte(c.system))
		if math.Abs(b.Precision-c.p) > 1e-12 || math.Abs(b.Recall-c.r) > 1e-12 {
			t.Errorf("%s: precision %v, recall %v, want %v and %v", c.name, b.Precision, b.Recall, c.p, c.r)
		}
	}
	b := BCubedOf([]int{1, 1, 2}, []string{"x", "x", "x"})
	if b.Items != 3 || b.Gold != 2 || b.System != 1 {
		t.Errorf("counts of %+v", b)
	}
	if want := 2 * b.Precision * b.Recall / (b.Precision + b.Recall); b.F1() != want {
		t.Errorf("F1 %v, want %v", b.F1(), want)
	}
	if (BCubed{}).F1() != 0 {
		t.Error("F1 of nothing is not 0")
	}
}
