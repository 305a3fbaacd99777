package sqlite

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"parley"
)

// tally is what incidents are summed up by, kept up to date on writing.
type tally int

// The tallies. They stand in the store.
const (
	tallyWeek        tally = 1 // week, mix
	tallyAdmin1      tally = 2 // country and admin1 as one number, mix
	tallyMix         tally = 3 // country, mix
	tallyActor       tally = 4 // actor, mix
	tallyCountryWeek tally = 5 // country, week
)

// admin1Bits is how many bits the number of an admin1 takes beside its country's.
const admin1Bits = 32

// noWeek is the week of incidents of no known day.
const noWeek = -1 << 31

// tallyKey is one figure of a tally.
type tallyKey struct {
	what tally
	a, b int64
}

// figures are what is summed up.
type figures struct{ incidents, low, best, high, families int }

func (f figures) plus(r *listRow, sign int) figures {
	return figures{f.incidents + sign, f.low + sign*given(r.low), f.best + sign*given(r.best), f.high + sign*given(r.high),
		f.families + sign*int(r.families)}
}

func (f figures) sum(g figures) figures {
	return figures{f.incidents + g.incidents, f.low + g.low, f.best + g.best, f.high + g.high, f.families + g.families}
}

// given is a figure, 0 for one that is not known.
func given(n int32) int { return int(max(0, n)) }

// weekOf is the number of the week of a day; weeks begin on Monday.
func weekOf(day int32) int64 {
	if day == noDay {
		return noWeek
	}
	const mondayBefore = 3 // 1970-01-01 was a Thursday
	return int64(floorDiv(int(day)+mondayBefore, 7))
}

// mondayOf is the first day of a week.
func mondayOf(week int64) int32 { return int32(week*7 - 3) }

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// tallyIncident adds an incident to the tallies, or takes it out.
func (t *tx) tallyIncident(ctx context.Context, r *listRow, country uint32, sign int) error {
	l := t.list
	c := counted{l.words.number(word{fieldStatus, string(parley.Happened)}), l.words.number(word{fieldStatus, string(parley.Alleged)})}
	if !c.pass(r) {
		return nil
	}
	if err := l.mixes.learn(ctx, t.s, []mixed{mixOf(r)}); err != nil {
		return err
	}
	mix := int64(l.mixes.number(mixOf(r)))
	add := func(what tally, a, b int64) {
		k := tallyKey{what, a, b}
		l.tallies[k] = l.tallies[k].plus(r, sign)
	}
	week := weekOf(r.countDay())
	add(tallyWeek, week, mix)
	add(tallyCountryWeek, int64(country), week)
	add(tallyAdmin1, int64(country)<<admin1Bits|int64(r.slots[slotAdmin1]), mix)
	add(tallyMix, int64(country), mix)
	for _, a := range l.actorsIn(r) {
		add(tallyActor, int64(a), mix)
	}
	return nil
}

// actorsIn returns the actors that stand on a side of a row, each once; 0 where
// there is none.
func (l *lists) actorsIn(r *listRow) []uint32 {
	var list []uint32
	for _, p := range r.parties {
		if a := l.actorOf[p.party]; p.role != roleNone && a != 0 && !slices.Contains(list, a) {
			list = append(list, a)
		}
	}
	if list == nil {
		return []uint32{0}
	}
	return list
}

// coverageKey is the articles of an outlet in a week.
type coverageKey struct {
	week   int64
	outlet uint32
}

// cover counts an article on the day of its publication.
func (t *tx) cover(article *listRow) {
	if article.day == noDay {
		return
	}
	k := coverageKey{week: weekOf(article.day)}
	if len(article.outlets) > 0 {
		k.outlet = article.outlets[0]
	}
	days := t.list.coverage[k]
	if days == nil {
		days = new([7]int)
		t.list.coverage[k] = days
	}
	days[article.day-mondayOf(k.week)]++
}

// flushFigures writes tallies, coverage and counters.
func (t *tx) flushFigures(ctx context.Context) error {
	l := t.list
	var flat []any
	for _, k := range slices.SortedFunc(maps.Keys(l.tallies), func(a, b tallyKey) int {
		return cmp.Or(cmp.Compare(a.what, b.what), cmp.Compare(a.a, b.a), cmp.Compare(a.b, b.b))
	}) {
		if f := l.tallies[k]; f != (figures{}) {
			flat = append(flat, int64(k.what), k.a, k.b, int64(f.incidents), int64(f.low), int64(f.best), int64(f.high), int64(f.families))
		}
	}
	if err := t.s.insertAll(ctx, "INSERT INTO tally (what, a, b, incidents, low, best, high, families)", ` ON CONFLICT DO UPDATE SET
		incidents = incidents + excluded.incidents, low = low + excluded.low, best = best + excluded.best, high = high + excluded.high,
		families = families + excluded.families`, 8, flat); err != nil {
		return fmt.Errorf("tally: %w", err)
	}
	for k, d := range l.coverage {
		if _, err := t.s.exec(ctx, `INSERT INTO coverage (week, outlet, d0, d1, d2, d3, d4, d5, d6) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
			ON CONFLICT DO UPDATE SET d0 = d0 + $3, d1 = d1 + $4, d2 = d2 + $5, d3 = d3 + $6, d4 = d4 + $7, d5 = d5 + $8, d6 = d6 + $9`,
			k.week, k.outlet, d[0], d[1], d[2], d[3], d[4], d[5], d[6]); err != nil {
			return fmt.Errorf("coverage: %w", err)
		}
	}
	for name, n := range l.figures {
		if err := t.bump(ctx, name, n); err != nil {
			return err
		}
	}
	clear(l.tallies)
	clear(l.coverage)
	clear(l.figures)
	return nil
}

// bump adds to a counter.
func (t *tx) bump(ctx context.Context, name string, n int) error {
	if n == 0 {
		return nil
	}
	_, err := t.s.exec(ctx, "INSERT INTO counter (name, value) VALUES ($1, $2) ON CONFLICT DO UPDATE SET value = value + $2", name, n)
	return err
}
