package nn

import (
	"math"
	"math/rand/v2"
	"testing"
)

func random(r *rand.Rand, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(r.NormFloat64())
	}
	return x
}

// TestMulAgainstSums holds both paths against a product written out plainly:
// to the bit, because the order of the sums is part of the contract.
func TestMulAgainstSums(t *testing.T) {
	defer ForcePlain(false)
	r := rand.New(rand.NewPCG(1, 2))
	for _, size := range [][3]int{{1, 1, 1}, {3, 5, 7}, {4, 64, 16}, {9, 33, 100}, {6, 160, 256}, {1, 64, 70}} {
		n, rows, cols := size[0], size[1], size[2]
		a, w := random(r, n*rows), random(r, rows*cols)
		var m Matrix
		m.Pack(w, rows, cols)
		start := random(r, n*m.Stride())
		for _, on := range []bool{true, false} {
			ForcePlain(on)
			c := append([]float32(nil), start...)
			m.Mul(c, m.Stride(), a, rows, n)
			for i := range n {
				for j := range cols {
					want := start[i*m.Stride()+j]
					for k := range rows {
						want += float32(a[i*rows+k] * w[k*cols+j])
					}
					if got := c[i*m.Stride()+j]; math.Float32bits(got) != math.Float32bits(want) {
						t.Fatalf("%v plain=%v: c[%d][%d] = %v, want %v", size, on, i, j, got, want)
					}
				}
			}
		}
	}
}

func TestTanh(t *testing.T) {
	defer ForcePlain(false)
	var x []float32
	for v := float32(-12); v < 12; v += 0.003 {
		x = append(x, v)
	}
	x = append(x[:len(x)/8*8], 0, float32(math.Inf(1)), float32(math.Inf(-1)), 1e-30, -1e-30, 5, -5, 4.9699)
	plainOut, fastOut := append([]float32(nil), x...), append([]float32(nil), x...)
	ForcePlain(true)
	Tanh(plainOut)
	ForcePlain(false)
	Tanh(fastOut)
	for i, v := range x {
		if math.Float32bits(plainOut[i]) != math.Float32bits(fastOut[i]) {
			t.Fatalf("tanh(%v): plain %v, fast %v", v, plainOut[i], fastOut[i])
		}
		if d := math.Abs(float64(plainOut[i]) - math.Tanh(float64(v))); d > 2e-4 {
			t.Fatalf("tanh(%v) = %v, off by %v", v, plainOut[i], d)
		}
	}
}

// BenchmarkMul gives the rate of each path in the shapes the engine uses.
func BenchmarkMul(b *testing.B) {
	defer ForcePlain(false)
	r := rand.New(rand.NewPCG(1, 2))
	for _, c := range []struct {
		name string
		n    int
		on   bool
	}{{"rows=256", 256, false}, {"rows=1", 1, false}, {"rows=256/plain", 256, true}, {"rows=1/plain", 1, true}} {
		b.Run(c.name, func(b *testing.B) {
			ForcePlain(c.on)
			var m Matrix
			m.Pack(random(r, 64*256), 64, 256)
			in, out := random(r, c.n*64), make([]float32, c.n*256)
			for b.Loop() {
				m.Mul(out, 256, in, 64, c.n)
			}
			b.ReportMetric(float64(c.n*64*256)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
		})
	}
}
