// Package trend compares counts: violence before and after a day as a rate ratio
// with its interval, and whether what was read changed as well.
package trend

import "parley"

// Comparison is the rate of incidents after a day against the rate before it.
type Comparison struct {
	Before        int     `json:"before"`
	BeforeDays    int     `json:"before_days"`
	After         int     `json:"after"`
	AfterDays     int     `json:"after_days"`
	Ratio         float64 `json:"ratio"` // NaN where Before is 0; JSON null
	Low           float64 `json:"low"`
	High          float64 `json:"high"`
	Confidence    float64 `json:"confidence"` // 0.95
	Warning       string  `json:"warning,omitempty"`
	ReadBefore    float64 `json:"read_before"` // articles a day
	ReadAfter     float64 `json:"read_after"`
	OutletsLeft   int     `json:"outlets_left"`
	OutletsNew    int     `json:"outlets_new"`
	Overdispersed bool    `json:"overdispersed"`
}

// Compare compares the incidents of each day before with those of each day after.
func Compare(before, after []int, coverageBefore, coverageAfter []parley.Coverage) Comparison {
	return Comparison{}
}
