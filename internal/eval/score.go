package eval

// Score counts what gold has, what a system gave and what of that is correct.
type Score struct{ Gold, System, Correct int }

// P is the precision, from 0 to 1; 0 for a system that gave nothing.
func (s Score) P() float64 { return part(s.Correct, s.System) }

// R is the recall, from 0 to 1; 0 if gold has nothing.
func (s Score) R() float64 { return part(s.Correct, s.Gold) }

// F1 is the harmonic mean of precision and recall, from 0 to 1.
func (s Score) F1() float64 { return part(2*s.Correct, s.Gold+s.System) }

func part(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}
