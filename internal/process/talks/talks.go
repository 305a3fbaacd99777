// Package talks makes negotiations of incidents: who talks with whom, where, with
// whose help, in which rounds, and what they agreed.
package talks

import "parley"

// Of groups incidents of talks and agreements into negotiations, by the sides
// that talk. incidents are the process incidents of one country, in any order.
func Of(incidents []parley.Incident, agreements []parley.Agreement) []parley.Talks { return nil }
