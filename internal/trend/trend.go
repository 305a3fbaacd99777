// Package trend compares counts: violence before and after a day as a rate ratio
// with its interval, and whether what was read changed as well.
package trend

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"parley"
)

// Confidence is that of the intervals.
const Confidence = 0.95

// Bounds of coverage: where more was read than this many times the other side's
// share a day, or fewer outlets than this share, a change in what is told may be
// one in what was read. A convention, set where a change of the rate of that size
// would be news by itself.
const (
	readChange    = 1.5
	outletsChange = 1.5
)

// Side is what was counted before or after the day.
type Side struct {
	Incidents int     `json:"incidents"`
	Days      int     `json:"days"`
	PerDay    float64 `json:"per_day"` // incidents
	// ArticlesPerDay and OutletsPerWeek are what was read, as means over the
	// weeks of the window; Unread counts its weeks without any article.
	ArticlesPerDay float64 `json:"articles_per_day"`
	OutletsPerWeek float64 `json:"outlets_per_week"`
	Unread         int     `json:"unread_weeks"`
}

// Comparison is the rate of incidents after a day against the rate before it.
type Comparison struct {
	Before Side `json:"before"`
	After  Side `json:"after"`
	// Ratio is After's rate over Before's; nil where Before has no incident or
	// either has no day. Low and High bound it; nil for no bound.
	Ratio *float64 `json:"ratio"`
	Low   *float64 `json:"low"`
	High  *float64 `json:"high"`
	// Dispersion is the variance of the weekly counts over what a Poisson process
	// would have, at least 1: violence comes in waves, and the interval is
	// widened by its root.
	Dispersion float64 `json:"dispersion"`
	// Warnings say why the ratio may be about the reading and not the conflict.
	Warnings []string `json:"warnings"`
}

// Compare compares the incidents of each day before with those of each day
// after; the coverage is that of the weeks of either window.
//
// The interval is the exact conditional one for the ratio of two Poisson rates
// (Przyborowski and Wilenski 1940, by the beta quantiles of Clopper and Pearson
// 1934), or the one on the log scale widened by Dispersion, whichever is wider.
func Compare(before, after []int, coverageBefore, coverageAfter []parley.Coverage) Comparison {
	c := Comparison{
		Before:     side(before, coverageBefore),
		After:      side(after, coverageAfter),
		Dispersion: dispersion(before, after),
		Warnings:   []string{},
	}
	c.Warnings = append(c.Warnings, warnings(c.Before, c.After)...)
	if c.Before.Days == 0 || c.After.Days == 0 {
		return c
	}
	if c.Before.Incidents > 0 {
		ratio := c.After.PerDay / c.Before.PerDay
		c.Ratio = &ratio
	}
	c.Low, c.High = interval(c.Before, c.After, c.Dispersion)
	return c
}

func side(days []int, coverage []parley.Coverage) Side {
	s := Side{Days: len(days)}
	for _, n := range days {
		s.Incidents += n
	}
	if s.Days > 0 {
		s.PerDay = float64(s.Incidents) / float64(s.Days)
	}
	for _, w := range coverage {
		s.ArticlesPerDay += float64(w.Articles)
		s.OutletsPerWeek += float64(w.Outlets)
		if w.Articles == 0 {
			s.Unread++
		}
	}
	if n := float64(len(coverage)); n > 0 {
		s.ArticlesPerDay /= 7 * n
		s.OutletsPerWeek /= n
	}
	return s
}

// interval returns the bounds of the ratio; nil for none.
func interval(before, after Side, dispersion float64) (low, high *float64) {
	a, b := float64(after.Incidents), float64(before.Incidents)
	if a+b == 0 {
		return nil, nil
	}
	exposure := float64(before.Days) / float64(after.Days)
	tail := (1 - Confidence) / 2
	lowest, highest := 0.0, math.Inf(1)
	if a > 0 { // the share of After in all incidents, from below
		p := distuv.Beta{Alpha: a, Beta: b + 1}.Quantile(tail)
		lowest = exposure * p / (1 - p)
	}
	if b > 0 {
		p := distuv.Beta{Alpha: a + 1, Beta: b}.Quantile(1 - tail)
		highest = exposure * p / (1 - p)
	}
	if a > 0 && b > 0 {
		spread := distuv.UnitNormal.Quantile(1-tail) * math.Sqrt(dispersion*(1/a+1/b))
		ratio := exposure * a / b
		lowest, highest = min(lowest, ratio*math.Exp(-spread)), max(highest, ratio*math.Exp(spread))
	}
	if math.IsInf(highest, 1) {
		return &lowest, nil
	}
	return &lowest, &highest
}

// dispersion returns Pearson's statistic over its degrees of freedom for the
// weekly counts about the mean of their side, at least 1. Days that make up no
// whole week are left out, as are sides of less than two weeks.
func dispersion(sides ...[]int) float64 {
	sum, free := 0.0, 0
	for _, days := range sides {
		weeks := len(days) / 7
		if weeks < 2 {
			continue
		}
		counts, mean := make([]float64, weeks), 0.0
		for i := range weeks * 7 {
			counts[i/7] += float64(days[i])
			mean += float64(days[i]) / float64(weeks)
		}
		if mean == 0 {
			continue
		}
		for _, n := range counts {
			sum += (n - mean) * (n - mean) / mean
		}
		free += weeks - 1
	}
	if free == 0 {
		return 1
	}
	return max(1, sum/float64(free))
}

// warnings says what changed in the reading.
func warnings(before, after Side) []string {
	var all []string
	if more, times := apart(before.ArticlesPerDay, after.ArticlesPerDay, readChange); more != "" {
		all = append(all, fmt.Sprintf("%s articles were read after than before (%s): %.1f a day against %.1f", more, times, after.ArticlesPerDay, before.ArticlesPerDay))
	}
	if more, times := apart(before.OutletsPerWeek, after.OutletsPerWeek, outletsChange); more != "" {
		all = append(all, fmt.Sprintf("%s outlets were read after than before (%s): %.1f a week against %.1f", more, times, after.OutletsPerWeek, before.OutletsPerWeek))
	}
	for _, s := range []struct {
		side Side
		when string
	}{{before, "before"}, {after, "after"}} {
		if s.side.Unread > 0 {
			all = append(all, fmt.Sprintf("nothing was read in %d of the weeks %s", s.side.Unread, s.when))
		}
	}
	if n := before.Incidents + after.Incidents; n == 0 {
		all = append(all, "no incident in either window")
	} else if n < leastIncidents {
		all = append(all, fmt.Sprintf("few incidents (%d in all): the interval says more than the ratio", n))
	}
	return all
}

// leastIncidents is how few incidents earn a warning.
const leastIncidents = 10

// apart returns "more" or "fewer" if after is not within a factor of before,
// and the factor in words; empty if it is.
func apart(before, after, factor float64) (more, times string) {
	switch {
	case before == 0 && after == 0:
		return "", ""
	case before == 0:
		return "more", "none before"
	case after == 0:
		return "fewer", "none after"
	case after > before*factor:
		return "more", fmt.Sprintf("%.1f times as many", after/before)
	case after*factor < before:
		return "fewer", fmt.Sprintf("%.1f times as many", after/before)
	}
	return "", ""
}
