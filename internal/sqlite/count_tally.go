package sqlite

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"parley"
)

// tallied reads the sums from the tallies, nil where none holds what q asks for.
func (s *session) tallied(ctx context.Context, q *test, by parley.By) (map[sumKey]figures, error) {
	if q.outlets != nil || q.parties != nil || q.articles != nil || q.killed || q.never || q.slots[slotAdmin1] != nil || q.slots[slotPlace] != nil {
		return nil, nil
	}
	mixes, types, err := s.mixesOf(ctx, q)
	if err != nil {
		return nil, err
	}
	anyMix := mixes == nil
	weeks := everything
	if q.period {
		weeks = [2]int64{noWeek + 1, weekOf(q.to)}
		if q.from != openFrom {
			weeks[0] = weekOf(q.from)
		}
	}
	switch {
	case by == parley.ByWeek && q.countries == nil && q.wholeWeeks():
		return s.tallies(ctx, tallyWeek, nil, mixes, weeks, everything, "a, 0")
	case by == parley.ByWeek && anyMix && q.wholeWeeks():
		return s.tallies(ctx, tallyCountryWeek, q.countries, nil, everything, weeks, "b, 0")
	case by == parley.ByCountry && anyMix && q.period && q.wholeWeeks():
		return s.tallies(ctx, tallyCountryWeek, q.countries, nil, everything, weeks, "a, 0")
	case q.period:
		return nil, nil
	case by == parley.ByCountry:
		return s.tallies(ctx, tallyMix, q.countries, mixes, everything, everything, "a, 0")
	case by == parley.ByAdmin1:
		return s.tallies(ctx, tallyAdmin1, q.countries, mixes, everything, everything, "a >> 32, a & 4294967295")
	case by == parley.ByType:
		sums, err := s.tallies(ctx, tallyMix, q.countries, mixes, everything, everything, "b, 0")
		ofType := map[sumKey]figures{}
		for k, f := range sums {
			k.a = types[k.a]
			ofType[k] = ofType[k].sum(f)
		}
		return ofType, err
	case by == parley.ByActor && q.countries == nil:
		return s.tallies(ctx, tallyActor, nil, mixes, everything, everything, "a, 0")
	}
	return nil, nil
}

// everything is the bounds that let all numbers through.
var everything = [2]int64{math.MinInt64, math.MaxInt64}

// mixesOf returns the mixes that a test lets through, nil for all, and the type
// of each.
func (s *session) mixesOf(ctx context.Context, q *test) (mixes []int64, types map[int64]int64, err error) {
	types = map[int64]int64{}
	narrow := false
	for _, slot := range q.slots[:mixedSlots] {
		narrow = narrow || slot != nil
	}
	if narrow {
		mixes = []int64{}
	}
	err = s.each(ctx, "SELECT n, kind, type, mode, status, standing FROM mix", nil, func(scan func(...any) error) error {
		var n int64
		var m mixed
		if err := scan(&n, &m[slotKind], &m[slotType], &m[slotMode], &m[slotStatus], &m[slotStanding]); err != nil {
			return err
		}
		types[n] = int64(m[slotType])
		for i, slot := range q.slots[:mixedSlots] {
			if slot != nil && !slices.Contains(slot, m[i]) {
				return nil
			}
		}
		if narrow {
			mixes = append(mixes, n)
		}
		return nil
	})
	return mixes, types, err
}

// wholeWeeks reports whether the period of a test, if there is one, begins on a
// Monday and ends on a Sunday.
func (q *test) wholeWeeks() bool {
	return !q.period || (q.from == openFrom || mondayOf(weekOf(q.from)) == q.from) && (q.to == openTo || mondayOf(weekOf(q.to))+6 == q.to)
}

// tallies sums up the rows of a tally whose numbers lie within bounds; of
// countries, if a is one and they are given, and of mixes, if b is one. key is
// what of, in SQL.
func (s *session) tallies(ctx context.Context, what tally, countries []uint32, mixes []int64, a, b [2]int64, key string) (map[sumKey]figures, error) {
	from, where := "tally t", ""
	args := []any{int(what), a[0], a[1], b[0], b[1]}
	if countries != nil {
		list, err := json.Marshal(countries)
		if err != nil {
			return nil, err
		}
		from, where, args = "json_each($6) j CROSS JOIN tally t", " AND t.a = j.value", append(args, string(list))
		if what == tallyAdmin1 {
			where = " AND t.a BETWEEN j.value << 32 AND (j.value << 32) + 4294967295"
		}
	}
	if mixes != nil {
		args = append(args, jsonList(mixes))
		where += fmt.Sprintf(" AND t.b IN (SELECT value FROM json_each($%d))", len(args))
	}
	text := "SELECT " + key + ", sum(incidents), sum(low), sum(best), sum(high), sum(families) FROM " + from +
		" WHERE t.what = $1 AND a BETWEEN $2 AND $3 AND b BETWEEN $4 AND $5 " + where + " GROUP BY 1, 2"
	sums := map[sumKey]figures{}
	err := s.each(ctx, text, args, func(scan func(...any) error) error {
		var k sumKey
		var f figures
		if err := scan(&k.a, &k.b, &f.incidents, &f.low, &f.best, &f.high, &f.families); err != nil {
			return err
		}
		if f.incidents != 0 {
			sums[k] = f
		}
		return nil
	})
	return sums, err
}
