package sqlite

import (
	"math"

	"parley"
)

// pass reports whether the row at which p stands passes; it is read into r, its
// lists only where full.
func (q *test) pass(p *packed, r *listRow, full bool) bool {
	flags, figures := p.head(r)
	if r.background && !q.background || !q.passRough(figures) || !p.slots(r, &q.slots) || q.counted != nil && !q.counted.pass(r) {
		return false
	}
	at := p.i
	if q.parties == nil && q.outlets == nil && q.articles == nil {
		p.skip()
	} else if !p.passLists(q) {
		return false
	}
	p.body(r, flags)
	switch {
	case q.period && !q.passPeriod(r),
		q.killed && (r.best == none || r.best < q.killedMin || r.best > q.killedMax),
		q.due && (r.due == noDay || r.due < q.dueFrom || r.due > q.dueTo):
		return false
	}
	if full {
		end := p.i
		p.i = at
		p.lists(r)
		p.i = end
	}
	return true
}

// passRough tests what can be told of a row by its rough figures.
func (q *test) passRough(x rough) bool {
	if q.killed && (x.best == 0 || x.best < roughBest && (x.best-1 < q.killedMin || x.best-1 > q.killedMax)) {
		return false
	}
	return q.worst == math.MaxInt64 || q.roughKey(x) <= q.worst
}

// roughKey is the least that a row's key in the order of the test can be.
func (q *test) roughKey(x rough) int64 {
	switch {
	case q.order == parley.OrderKilled && x.best < roughBest:
		return 1 - int64(x.best)
	case q.order == parley.OrderReports && x.families < roughFamilies:
		return -int64(x.families)
	}
	return math.MinInt64
}

// passPeriod reports whether a row was, or can have been, in the period.
func (q *test) passPeriod(r *listRow) bool {
	if !r.dated {
		return false
	}
	if q.dayOnly {
		day := r.countDay()
		return day >= q.from && day <= q.to
	}
	return r.from <= q.to && r.to >= q.from
}

// countDay is the day on which a row is counted: the first on which it can have
// been, or the last where only that is known; noDay if neither is.
func (r *listRow) countDay() int32 {
	switch {
	case !r.dated:
		return noDay
	case r.from != openFrom:
		return r.from
	}
	return r.to
}

// pass reports whether statistics count a row.
func (c *counted) pass(r *listRow) bool {
	status := r.slots[slotStatus]
	return !r.background && !r.aggregate && status != 0 && (status == c.happened || status == c.alleged)
}

// numberSet is a set of numbers, of articles or parties.
type numberSet struct {
	bits  []uint64
	count int
}

func (b *numberSet) add(n int64) {
	at := int(n >> 6)
	if at >= len(b.bits) {
		b.bits = append(b.bits, make([]uint64, at+1-len(b.bits)+at/2)...)
	}
	if b.bits[at]&(1<<(n&63)) == 0 {
		b.bits[at] |= 1 << (n & 63)
		b.count++
	}
}

func (b *numberSet) has(n int64) bool {
	at := int(n >> 6)
	return at < len(b.bits) && b.bits[at]&(1<<(n&63)) != 0
}

// keep drops what is not in o.
func (b *numberSet) keep(o *numberSet) {
	kept := &numberSet{}
	for n := range b.each {
		if o.has(n) {
			kept.add(n)
		}
	}
	*b = *kept
}

// upTo returns the numbers up to last, in order.
func (b *numberSet) upTo(last int64) []int64 {
	list := make([]int64, 0, b.count)
	for n := range b.each {
		if n <= last {
			list = append(list, n)
		}
	}
	return list
}

// each goes through the numbers in order.
func (b *numberSet) each(yield func(int64) bool) {
	for at, word := range b.bits {
		for bit := range 64 {
			if word&(1<<bit) != 0 && !yield(int64(at)<<6|int64(bit)) {
				return
			}
		}
	}
}
