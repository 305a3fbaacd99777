package process

import "parley"

// Watched returns the filters that find the undertakings on which something may
// bear that was in a period, whose ends must be known: those made not too long
// before, and those with a deadline that was not too long before or is still to
// come. They narrow what Touches gives; MayBear decides.
func Watched(p parley.Period) []parley.Filter {
	return []parley.Filter{
		{Period: parley.Period{From: p.From.AddDate(0, 0, -max(windowDays, againDays, onceDays, graceDays)), To: p.To}},
		{Due: parley.Period{From: p.From.AddDate(0, 0, -max(windowDays, graceDays))}},
	}
}
