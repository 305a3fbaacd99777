package resolve

import "math"

// tollMatch is what two tolls have in common.
type tollMatch struct {
	outcome string // empty for none
	a, b    int32  // the figures that are nearest
	feature feature
	value   float64
}

// measureTolls compares how many suffered: the killed, and the injured where they
// agree or where the killed are not told. The injured are counted too loosely to
// speak against anything that the dead do not.
func (p *pair) measureTolls() {
	a, b := p.a, p.b
	killed := p.measureToll("killed", a.Killed, b.Killed)
	injured := p.measureToll("injured", a.Injured, b.Injured)
	if killed.outcome == "" || injured.feature == tollSame && killed.feature != tollSame {
		p.tolls = injured
	} else {
		p.tolls = killed
	}
	if p.tolls.outcome != "" {
		p.values[p.tolls.feature] = p.tolls.value
	}
	if p.tolls.outcome == "injured" && killed.feature == tollApart {
		p.values[tollApart] = killed.value
	}
}

// measureToll compares the figures of one outcome. A figure in both counts by its
// size: two attacks of a day may well kill one man each, but not 37. The zero match
// is for a figure that is not told.
func (p *pair) measureToll(outcome string, x, y Figure) tollMatch {
	if !x.Known || !y.Known {
		return tollMatch{}
	}
	best, ratio := tollMatch{outcome: outcome}, math.Inf(1)
	for _, m := range [2]int32{x.Low, x.High} {
		for _, n := range [2]int32{y.Low, y.High} {
			if m == noEnd || n == noEnd {
				continue
			}
			if r := float64(max(m, n)+1) / float64(min(m, n)+1); r < ratio {
				ratio, best.a, best.b = r, m, n
			}
		}
	}
	if meets(x, y) {
		ratio = min(ratio, nearRatio)
	}
	size := min(1, math.Log(float64(max(best.a, best.b)+1))/math.Log(40))
	switch {
	case math.IsInf(ratio, 1):
		return tollMatch{}
	case ratio == 1 && !x.Vague && !y.Vague:
		best.feature, best.value = tollSame, size
	case ratio <= nearRatio:
		best.feature, best.value = tollNear, size
	default:
		best.feature, best.value = tollApart, min(1, math.Log(ratio/nearRatio)/math.Log(farRatio/nearRatio))
		if p.a.boasts(outcome) != p.b.boasts(outcome) {
			best.value *= boastShare
		} else if p.rises(best.a, best.b) {
			best.value *= riseShare
		}
	}
	return best
}

// meets reports whether one number may be both figures.
func meets(x, y Figure) bool {
	xLow, xHigh := x.interval()
	yLow, yHigh := y.interval()
	return xLow <= yHigh && yLow <= xHigh && (x.Vague || y.Vague || x.Low != x.High && x.High != noEnd || y.Low != y.High && y.High != noEnd)
}

// rises reports whether the toll grew from one article to one of a later day.
func (p *pair) rises(a, b int32) bool {
	x, y := p.a.Published.closed(), p.b.Published.closed()
	if x.IsZero() || y.IsZero() {
		return false
	}
	return x.To < y.From && a < b || y.To < x.From && b < a
}

// boasts reports whether nobody but a party speaks of an outcome of the event: of
// losses of its enemy.
func (d *Digest) boasts(outcome string) bool {
	found := false
	for i := range d.Voices {
		if v := &d.Voices[i]; v.Outcome == outcome {
			if v.Sort != SortEnemy {
				return false
			}
			found = true
		}
	}
	return found
}

// What is left of the weight of two tolls far apart where one of them is a boast,
// and where the toll grew.
const (
	boastShare = .3
	riseShare  = .5
)

// Ratios of tolls: those of one attack grow by the hour within nearRatio, and
// seldom beyond farRatio.
const (
	nearRatio = 1.6
	farRatio  = 6
)
