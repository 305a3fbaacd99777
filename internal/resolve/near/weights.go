package near

import (
	"cmp"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strconv"

	"parley"
	"parley/data"
)

// weights are the weights of a model's features, one for each, in their order.
type weights []float64

// readWeights reads a table "feature, weight" of fsys, whose rows must be the
// features, each once, in any order.
func readWeights(fsys fs.FS, file string, features []string) (weights, error) {
	rows, err := data.Rows(fsys, file, 2)
	if err != nil {
		return nil, err
	}
	w, seen := make(weights, len(features)), make([]bool, len(features))
	for _, r := range rows {
		i := slices.Index(features, r.Cells[0])
		x, err := strconv.ParseFloat(r.Cells[1], 64)
		switch {
		case i < 0 || seen[i]:
			return nil, fmt.Errorf("%s:%d: %q is no feature, or there twice", file, r.Line, r.Cells[0])
		case err != nil || !(math.Abs(x) < 100):
			return nil, fmt.Errorf("%s:%d: weight %q is no number from -100 to 100", file, r.Line, r.Cells[1])
		}
		w[i], seen[i] = x, true
	}
	if i := slices.Index(seen, false); i >= 0 {
		return nil, fmt.Errorf("%s: no row %q", file, features[i])
	}
	return w, nil
}

// score returns the sum of weights times values.
func (w weights) score(values []float64) float64 {
	sum := 0.0
	for i, v := range values {
		sum += w[i] * v
	}
	return sum
}

// reasons says what a score is made of, the weightiest first. detail tells what
// a feature saw, in words.
func (w weights) reasons(features []string, values []float64, detail func(feature int) string) []parley.Reason {
	out := make([]parley.Reason, 0, len(values))
	for i, v := range values {
		if x := w[i] * v; x != 0 {
			out = append(out, parley.Reason{Feature: features[i], Detail: detail(i), Weight: x})
		}
	}
	slices.SortStableFunc(out, func(a, b parley.Reason) int {
		return cmp.Compare(math.Abs(b.Weight), math.Abs(a.Weight))
	})
	return out
}
