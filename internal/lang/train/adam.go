package train

import "math"

// adam is the optimizer of Kingma and Ba (2015) with running averages of the
// parameters beside them; what is saved are the averages.
type adam struct {
	beta1, beta2 float64
	step         int
	rate         float64 // of this step
	fix1, fix2   float64 // bias corrections of this step
}

// moments are the optimizer's memory of one array of parameters.
type moments struct{ m, v, avg []float32 }

func newMoments(w []float32) moments {
	avg := make([]float32, len(w))
	copy(avg, w)
	return moments{make([]float32, len(w)), make([]float32, len(w)), avg}
}

// begin opens the next step, with the given learning rate.
func (a *adam) begin(rate float64) {
	a.step++
	a.rate = rate
	a.fix1 = 1 / (1 - math.Pow(a.beta1, float64(a.step)))
	a.fix2 = 1 / (1 - math.Pow(a.beta2, float64(a.step)))
}

// update moves w against the gradient g, scaled, and clears g.
func (a *adam) update(w, g []float32, s moments, scale float32) {
	b1, b2 := float32(a.beta1), float32(a.beta2)
	rate, fix2 := float32(a.rate*a.fix1), float32(a.fix2)
	g, m, v := g[:len(w)], s.m[:len(w)], s.v[:len(w)]
	for i, x := range g {
		if x == 0 && m[i] == 0 {
			continue
		}
		x *= scale
		m[i] = b1*m[i] + (1-b1)*x
		v[i] = b2*v[i] + (1-b2)*x*x
		w[i] -= rate * m[i] / (float32(math.Sqrt(float64(v[i]*fix2))) + 1e-8)
	}
	clear(g)
}

// average moves the running averages toward w by the share 1-keep.
func (s moments) average(w []float32, keep float32) {
	for i, x := range w {
		s.avg[i] += (1 - keep) * (x - s.avg[i])
	}
}
