package trend

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parley"
)

// steady returns days with one count each.
func steady(days, each int) []int {
	all := make([]int, days)
	for i := range all {
		all[i] = each
	}
	return all
}

func weeks(n, articles, outlets int) []parley.Coverage {
	all := make([]parley.Coverage, n)
	for i := range all {
		all[i] = parley.Coverage{Articles: articles, Outlets: outlets}
	}
	return all
}

func near(t *testing.T, what string, got *float64, want, within float64) {
	t.Helper()
	if got == nil {
		t.Errorf("%s is not given, want %g", what, want)
	} else if math.Abs(*got-want) > within {
		t.Errorf("%s is %g, want %g", what, *got, want)
	}
}

// TestExactInterval holds the interval to figures that follow from tables: 10
// of 30 events gives a share between 0.1729 and 0.5281 (Clopper and Pearson).
func TestExactInterval(t *testing.T) {
	before, after := make([]int, 10), make([]int, 10)
	before[3], after[4] = 20, 10
	c := Compare(before, after, nil, nil)
	near(t, "the ratio", c.Ratio, 0.5, 1e-12)
	near(t, "its lower bound", c.Low, 0.1729/(1-0.1729), 1e-3)
	near(t, "its upper bound", c.High, 0.5281/(1-0.5281), 1e-3)
}

func TestWindowsOfDifferentLength(t *testing.T) {
	c := Compare(steady(10, 3), steady(40, 3), nil, nil)
	near(t, "the ratio", c.Ratio, 1, 1e-12)
	if *c.Low > 1 || *c.High < 1 {
		t.Errorf("the interval %g to %g leaves out 1", *c.Low, *c.High)
	}
}

// TestNothingCounted holds what is not known to be left open.
func TestNothingCounted(t *testing.T) {
	for _, c := range []struct {
		name             string
		before, after    []int
		ratio, low, high bool
	}{
		{"nothing at all", steady(30, 0), steady(30, 0), false, false, false},
		{"none before", steady(30, 0), steady(30, 1), false, true, false},
		{"none after", steady(30, 1), steady(30, 0), true, true, true},
		{"no days", nil, steady(30, 1), false, false, false},
	} {
		got := Compare(c.before, c.after, nil, nil)
		if (got.Ratio != nil) != c.ratio || (got.Low != nil) != c.low || (got.High != nil) != c.high {
			t.Errorf("%s: ratio %v, low %v, high %v", c.name, got.Ratio, got.Low, got.High)
		}
	}
}

// TestWavesWidenTheInterval holds that the same sums in bursts prove less.
func TestWavesWidenTheInterval(t *testing.T) {
	bursts := make([]int, 70)
	bursts[2], bursts[40] = 35, 35
	even, waves := Compare(steady(70, 1), steady(70, 1), nil, nil), Compare(steady(70, 1), bursts, nil, nil)
	if even.Dispersion != 1 || waves.Dispersion < 5 {
		t.Errorf("dispersion %g for even days, %g for bursts", even.Dispersion, waves.Dispersion)
	}
	if *waves.High-*waves.Low <= *even.High-*even.Low {
		t.Errorf("bursts give %g to %g, even days %g to %g", *waves.Low, *waves.High, *even.Low, *even.High)
	}
}

func TestWarnings(t *testing.T) {
	days := steady(28, 1)
	for _, c := range []struct {
		name          string
		before, after []parley.Coverage
		want          string // part of the only warning; empty for none
	}{
		{"the same reading", weeks(4, 20, 5), weeks(4, 24, 6), ""},
		{"more articles", weeks(4, 20, 5), weeks(4, 60, 5), "more articles"},
		{"fewer articles", weeks(4, 60, 5), weeks(4, 20, 5), "fewer articles"},
		{"more outlets", weeks(4, 20, 2), weeks(4, 20, 5), "more outlets"},
		{"a gap", append(weeks(3, 27, 6), parley.Coverage{}), weeks(4, 20, 5), "nothing was read in 1 of the weeks before"},
	} {
		got := Compare(days, days, c.before, c.after).Warnings
		switch {
		case c.want == "" && len(got) > 0, c.want != "" && len(got) != 1:
			t.Errorf("%s: %q", c.name, got)
		case c.want != "" && !strings.Contains(got[0], c.want):
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	if got := Compare(steady(5, 1), steady(4, 1), nil, nil).Warnings; len(got) != 1 || !strings.Contains(got[0], "few incidents (9 in all)") {
		t.Errorf("few incidents: %q", got)
	}
}

// TestIntervalHoldsTheRatio takes any counts: the bounds are in order, about the
// ratio, and turn over when the sides are exchanged.
func TestIntervalHoldsTheRatio(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.SliceOfN(rapid.IntRange(0, 30), 1, 60)
		before, after := days.Draw(t, "before"), days.Draw(t, "after")
		c, turned := Compare(before, after, nil, nil), Compare(after, before, nil, nil)
		if c.Ratio != nil && c.Low != nil && *c.Low > *c.Ratio+1e-9 {
			t.Fatalf("low %g above %g", *c.Low, *c.Ratio)
		}
		if c.Ratio != nil && c.High != nil && *c.High < *c.Ratio-1e-9 {
			t.Fatalf("high %g below %g", *c.High, *c.Ratio)
		}
		if c.High != nil && turned.Low != nil && *c.High > 0 && math.Abs(*c.High**turned.Low-1) > 1e-6 {
			t.Fatalf("high %g, and low %g the other way round", *c.High, *turned.Low)
		}
	})
}
