package watch

import (
	"encoding/binary"
	"hash/fnv"
	"time"
)

// How often feeds are polled and items tried again.
const (
	leastEvery = 5 * time.Minute
	mostEvery  = 24 * time.Hour
	firstEvery = 15 * time.Minute
	// maxTries is how often an item is tried: after the waits below, about two days.
	maxTries = 6
	// triesNotFound is how often a page that is not there is asked for: some feeds list a
	// page a little before it is served.
	triesNotFound = 2
)

// waits are the times between tries of an item; the last one is the longest.
var waits = [maxTries - 1]time.Duration{10 * time.Minute, time.Hour, 4 * time.Hour, 12 * time.Hour, 30 * time.Hour}

// jitter returns d and up to a tenth more, by the seed, what it is about and how
// often it was tried: many items that failed together do not come back together,
// and the same run waits the same times.
func jitter(d time.Duration, seed uint64, about string, n int) time.Duration {
	h := fnv.New64a()
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], seed)
	binary.BigEndian.PutUint64(b[8:], uint64(n))
	h.Write(b[:])
	h.Write([]byte(about))
	const steps = 1 << 20
	return d + time.Duration(float64(h.Sum64()%steps)/steps*float64(d)/10)
}

// afterFailures is how long a feed waits that failed n times in a row: twice as
// long each time, a day at most.
func afterFailures(every time.Duration, n int) time.Duration {
	for range n {
		if every *= 2; every >= mostEvery {
			return mostEvery
		}
	}
	return every
}

// nextEvery is the time between polls after one that brought news items: half as
// long with news, a quarter longer without. ttl is what the feed asks for, zero
// for nothing.
func nextEvery(every time.Duration, news int, ttl time.Duration) time.Duration {
	switch {
	case every <= 0:
		every = firstEvery
	case news > 0:
		every /= 2
	default:
		every += every / 4
	}
	return min(max(every, leastEvery, ttl), mostEvery)
}
