package resolve

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"parley"
)

// Labelled is two events of which it is known whether they are one happening.
type Labelled struct {
	A, B parley.Node
	Same bool
	// Weight is how much the pair counts; 1 for a plain one.
	Weight float64
	// Set names where the pair comes from.
	Set string
}

// FitOptions bound the fitting.
type FitOptions struct {
	// Pull is how strongly a weight is held to the one that was set by hand: the
	// inverse variance of a Gaussian around it.
	Pull float64
	// Steps is how many steps of descent are made.
	Steps int
}

// Fit returns the resolver with weights fitted to pairs: logistic regression by
// gradient descent around the weights that were set by hand, which also fix each
// weight's sign. The same pairs in the same order give the same weights.
func (r *Resolver) Fit(pairs []Labelled, o FitOptions) (*Resolver, error) {
	out := *r
	w := *r.weights
	out.weights = &w
	for _, kind := range []parley.EventKind{parley.Violence, parley.Process} {
		samples, err := r.samples(pairs, kind)
		if err != nil {
			return nil, err
		}
		k := w.kind(kind)
		k.fitted = k.start
		descend(samples, &k.start, &k.fitted, o)
	}
	return &out, nil
}

// sample is a pair as its features.
type sample struct {
	values vector
	same   float64
	weight float64
}

func (r *Resolver) samples(pairs []Labelled, kind parley.EventKind) ([]sample, error) {
	var out []sample
	m := &model{r.weights}
	for _, l := range pairs {
		a, err := m.Decode(l.A)
		if err != nil {
			return nil, err
		}
		b, err := m.Decode(l.B)
		if err != nil {
			return nil, err
		}
		if a.Kind != kind || !canBeOne(a, b) {
			continue
		}
		p, _ := m.score(a, b)
		s := sample{values: p.values, weight: l.Weight}
		if l.Same {
			s.same = 1
		}
		out = append(out, s)
	}
	return out, nil
}

// descend moves w from start down the gradient of the loss, with the step of each
// weight scaled by what the loss curves at most.
func descend(samples []sample, start, w *vector, o FitOptions) {
	var curve vector
	for i := range samples {
		sum := 0.0
		for _, x := range samples[i].values {
			sum += math.Abs(x)
		}
		for f, x := range samples[i].values {
			curve[f] += samples[i].weight * math.Abs(x) * sum / 4
		}
	}
	for range o.Steps {
		var slope vector
		for i := range samples {
			s := &samples[i]
			miss := s.weight * (logistic(dot(w, &s.values)) - s.same)
			for f, x := range s.values {
				slope[f] += miss * x
			}
		}
		for f := range w {
			g := slope[f] + o.Pull*(w[f]-start[f])
			w[f] -= g / (curve[f] + o.Pull)
			if w[f]*start[f] < 0 {
				w[f] = 0
			}
		}
	}
	for f := range w {
		w[f] = math.Round(w[f]*100) / 100
	}
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

func dot(w, x *vector) float64 {
	sum := 0.0
	for f := range w {
		sum += w[f] * x[f]
	}
	return sum
}

// Score returns the log-odds of a pair, and false where the two are never compared.
func (r *Resolver) Score(l Labelled) (float64, bool, error) {
	m := &model{r.weights}
	a, err := m.Decode(l.A)
	if err != nil {
		return 0, false, err
	}
	b, err := m.Decode(l.B)
	if err != nil {
		return 0, false, err
	}
	if !canBeOne(a, b) {
		return unlinked, false, nil
	}
	_, score := m.score(a, b)
	return score, true, nil
}

// Weights writes the resolver's weights over the numbers in table, the text of
// WeightsFile, whose other columns and head stay as they are.
func (r *Resolver) Weights(table string) (string, error) {
	lines := strings.Split(table, "\n")
	for i, line := range lines {
		cells := strings.Split(line, "\t")
		if strings.HasPrefix(line, "#") || len(cells) < 3 {
			continue
		}
		f, ok := featureByName(cells[1])
		if !ok {
			return "", fmt.Errorf("%s:%d: %q is no feature", WeightsFile, i+1, cells[1])
		}
		cells[2] = strconv.FormatFloat(r.weights.of(parley.EventKind(cells[0]))[f], 'f', -1, 64)
		lines[i] = strings.Join(cells, "\t")
	}
	return strings.Join(lines, "\n"), nil
}
