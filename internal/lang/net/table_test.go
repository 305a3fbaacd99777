package net

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestTableKeepsRows saves and loads rows of both roundings and holds what
// comes back against what went in.
func TestTableKeepsRows(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	c := Config{16, 16, 16, 16, 16, 16, 16}
	w := NewWeights(c, Labels{[]string{"X"}, []string{"FW"}, [][2]uint8{{0, 0}}, []string{"root", "dep"}})
	const rows = 300
	w.Words = Rows{Fine: 200}
	for i := range rows {
		w.Words.Hashes = append(w.Words.Hashes, HashWord(string([]byte{'a' + byte(i%26), 'a' + byte(i/26)})))
		for range c.Embed {
			w.Words.Values = append(w.Words.Values, float32(rng.NormFloat64()))
		}
	}
	b, err := w.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	n, err := Load(b)
	if err != nil {
		t.Fatal(err)
	}
	for i, h := range w.Words.Hashes {
		got := make([]float32, c.Embed)
		if !n.words.add(got, h) {
			t.Fatalf("row %d is lost", i)
		}
		step := 1.0 / 127
		if i >= w.Words.Fine {
			step = 1.0 / 7
		}
		row, top := w.Words.Values[i*c.Embed:(i+1)*c.Embed], 0.0
		for _, v := range row {
			top = math.Max(top, math.Abs(float64(v)))
		}
		for j, v := range row {
			if d := math.Abs(float64(v - got[j])); d > 0.51*step*top {
				t.Errorf("row %d: value %v came back as %v", i, v, got[j])
			}
		}
	}
	if n.words.add(make([]float32, c.Embed), HashWord("not there")) {
		t.Error("found a row that no one put there")
	}
}
