package net

import "math"

// exp returns e to the x for x of at most 0, within 1e-6 of the value's size,
// by single-precision steps that are the same on every machine. The standard
// library's differs between architectures in the last bit.
func exp(x float32) float32 {
	if x < -80 {
		return 0
	}
	// e^x = 2^k * e^r with r within half of log 2: a Taylor sum of degree 6.
	k := float32(math.Floor(float64(float32(x*math.Log2E) + 0.5)))
	r := x - float32(k*0.693359375)
	r -= float32(k * -2.12194440e-4)
	s := float32(r*(1.0/720)) + 1.0/120
	s = float32(s*r) + 1.0/24
	s = float32(s*r) + 1.0/6
	s = float32(s*r) + 0.5
	s = float32(s*r) + 1
	s = float32(s*r) + 1
	return s * math.Float32frombits(uint32(127+int32(k))<<23)
}
