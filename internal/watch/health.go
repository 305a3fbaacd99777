package watch

import (
	"time"

	"parley"
)

// Health is how a feed does.
type Health string

// The states of a feed.
const (
	Unasked Health = "new"     // not asked yet
	OK      Health = "ok"      // its last poll gave what could be used
	Late    Health = "late"    // it should have been asked long ago: nobody watches
	Failing Health = "failing" // its last poll failed
	Gone    Health = "gone"    // it answered that it is no more; it is not asked
	Paused  Health = "paused"  // a person stopped it
)

// HealthOf returns how a feed does at a time.
func HealthOf(f parley.Feed, at time.Time) Health {
	switch {
	case f.Paused:
		return Paused
	case f.Gone:
		return Gone
	case f.Polled.IsZero():
		return Unasked
	case f.Failures > 0:
		return Failing
	case at.After(f.Next.Add(lateAfter(f))):
		return Late
	}
	return OK
}

// lateAfter is how long a poll may be late: as long as the feed waits between two,
// and a quarter of an hour at least.
func lateAfter(f parley.Feed) time.Duration { return max(f.Every, 15*time.Minute) }
