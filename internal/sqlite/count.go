package sqlite

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"

	"parley"
)

// count sums up incidents by what by names.
func (s *session) count(ctx context.Context, f parley.Filter, by parley.By) ([]parley.Cell, error) {
	switch by {
	case parley.ByWeek, parley.ByCountry, parley.ByAdmin1, parley.ByType, parley.ByActor:
	default:
		return nil, fmt.Errorf("%w: nothing is counted by %q", parley.ErrQuery, by)
	}
	if err := s.written(ctx); err != nil {
		return nil, err
	}
	q, err := s.countTest(ctx, f)
	if err != nil {
		return nil, err
	}
	sums, err := s.tallied(ctx, q, by)
	if err != nil {
		return nil, err
	}
	if sums == nil {
		if sums, err = s.added(ctx, q, by); err != nil {
			return nil, err
		}
	}
	return s.nameCells(ctx, sums, by)
}

// countTest is the test of a filter for what statistics count.
func (s *session) countTest(ctx context.Context, f parley.Filter) (*test, error) {
	q, err := s.test(ctx, listIncidents, f)
	if err != nil {
		return nil, err
	}
	q.dayOnly = true
	q.counted = &counted{}
	for status, into := range map[parley.Status]*uint32{parley.Happened: &q.counted.happened, parley.Alleged: &q.counted.alleged} {
		n, err := s.wordsOf(ctx, fieldStatus, []string{string(status)})
		if err != nil {
			return nil, err
		}
		if len(n) == 1 {
			*into = n[0]
		}
	}
	return q, nil
}

// sumKey is what a sum is of: the numbers of one or two words, a week, an actor.
type sumKey struct{ a, b int64 }

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
	case by == parley.ByAdmin1 && anyMix:
		return s.tallies(ctx, tallyAdmin1, q.countries, nil, everything, everything, "a, b")
	case by == parley.ByType:
		sums, err := s.tallies(ctx, tallyMix, q.countries, mixes, everything, everything, "b, 0")
		ofType := map[sumKey]figures{}
		for k, f := range sums {
			k.a = types[k.a]
			ofType[k] = ofType[k].sum(f)
		}
		return ofType, err
	case by == parley.ByActor && anyMix && q.countries == nil:
		return s.tallies(ctx, tallyActor, nil, nil, everything, everything, "a, 0")
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

// added sums up the rows of cells that pass.
func (s *session) added(ctx context.Context, q *test, by parley.By) (map[sumKey]figures, error) {
	if by == parley.ByActor {
		return s.addedByActor(ctx, q)
	}
	sums := map[sumKey]*figures{}
	var last sumKey // rows that follow one another are often of one cell
	var at *figures
	err := s.eachRow(ctx, q, false, func(r *listRow) {
		var k sumKey
		switch by {
		case parley.ByWeek:
			k.a = weekOf(r.countDay())
		case parley.ByCountry:
			k.a = int64(r.country)
		case parley.ByAdmin1:
			k = sumKey{int64(r.country), int64(r.slots[slotAdmin1])}
		case parley.ByType:
			k.a = int64(r.slots[slotType])
		}
		if at == nil || k != last {
			if at = sums[k]; at == nil {
				at = new(figures)
				sums[k] = at
			}
			last = k
		}
		*at = at.plus(r, 1)
	})
	flat := make(map[sumKey]figures, len(sums))
	for k, f := range sums {
		flat[k] = *f
	}
	return flat, err
}

// addedByActor sums up rows for each actor on one of their sides.
func (s *session) addedByActor(ctx context.Context, q *test) (map[sumKey]figures, error) {
	actorOf, most, err := s.actorsOfParties(ctx)
	if err != nil {
		return nil, err
	}
	sums := make([]figures, most+1)
	seen := make([]uint32, most+1) // number of the last row that an actor was in
	row := uint32(0)
	err = s.eachRow(ctx, q, true, func(r *listRow) {
		row++
		nobody := true
		for _, p := range r.parties {
			if p.role == roleNone || int(p.party) >= len(actorOf) || actorOf[p.party] == 0 {
				continue
			}
			nobody = false
			if a := actorOf[p.party]; seen[a] != row {
				seen[a] = row
				sums[a] = sums[a].plus(r, 1)
			}
		}
		if nobody {
			sums[0] = sums[0].plus(r, 1)
		}
	})
	flat := map[sumKey]figures{}
	for a, f := range sums {
		if f.incidents != 0 {
			flat[sumKey{a: int64(a)}] = f
		}
	}
	return flat, err
}

// eachRow goes through the rows that pass, in no order.
func (s *session) eachRow(ctx context.Context, q *test, full bool, use func(r *listRow)) error {
	cells, err := s.cells(ctx, q, "")
	if err != nil {
		return err
	}
	return s.walk(ctx, q, cells, full, nil, use)
}

// actorsOfParties returns the actor of each party, 0 for none, and the highest
// number of an actor.
func (s *session) actorsOfParties(ctx context.Context) (actorOf []uint32, most uint32, err error) {
	err = s.each(ctx, "SELECT p.n, a.n FROM party p CROSS JOIN actor a ON a.id = p.actor WHERE p.actor <> '' ORDER BY p.n", nil,
		func(scan func(...any) error) error {
			var party, actor uint32
			err := scan(&party, &actor)
			for int(party) >= len(actorOf) {
				actorOf = append(actorOf, 0)
			}
			actorOf[party], most = actor, max(most, actor)
			return err
		})
	return actorOf, most, err
}

// nameCells gives sums their keys and names, by key.
func (s *session) nameCells(ctx context.Context, sums map[sumKey]figures, by parley.By) ([]parley.Cell, error) {
	var words map[int64]string
	var actors map[uint32]parley.ActorInfo
	var err error
	switch by {
	case parley.ByActor:
		var numbers []uint32
		for k := range sums {
			numbers = append(numbers, uint32(k.a))
		}
		slices.Sort(numbers)
		actors, err = s.namesOf(ctx, numbers)
	case parley.ByCountry, parley.ByAdmin1, parley.ByType:
		words, err = s.wordTexts(ctx, sums)
	}
	if err != nil {
		return nil, err
	}
	cells := make([]parley.Cell, 0, len(sums))
	for k, f := range sums {
		c := parley.Cell{Incidents: f.incidents, Low: f.low, Best: f.best, High: f.high, Families: f.families}
		switch by {
		case parley.ByWeek:
			if k.a != noWeek {
				monday := dayTime(dayNull(mondayOf(k.a)))
				c.Key, c.Name = string(parley.DayOf(monday)), "week of "+monday.Format("2 January 2006")
			}
		case parley.ByActor:
			c.Key, c.Name = actors[uint32(k.a)].ID, actors[uint32(k.a)].Name
		case parley.ByAdmin1:
			c.Key, c.Name = words[k.a]+"/"+words[k.b], strings.Join(append(some(words[k.b]), some(words[k.a])...), ", ")
			if c.Name == "" {
				c.Key = ""
			}
		default:
			c.Key, c.Name = words[k.a], words[k.a]
		}
		c.Name = cmp.Or(c.Name, "not known")
		cells = append(cells, c)
	}
	slices.SortFunc(cells, func(a, b parley.Cell) int { return cmp.Compare(a.Key, b.Key) })
	return cells, nil
}

// wordTexts returns the texts of the words that sums are of.
func (s *session) wordTexts(ctx context.Context, sums map[sumKey]figures) (map[int64]string, error) {
	wanted := map[int64]bool{}
	for k := range sums {
		wanted[k.a], wanted[k.b] = true, true
	}
	texts := make(map[int64]string, len(wanted))
	err := s.each(ctx, "SELECT w.n, w.text FROM json_each($1) j CROSS JOIN word w ON w.n = j.value", []any{jsonList(numbersIn(wanted))},
		func(scan func(...any) error) error {
			var n int64
			var text string
			err := scan(&n, &text)
			texts[n] = text
			return err
		})
	return texts, err
}

// daily counts incidents day by day.
func (s *session) daily(ctx context.Context, f parley.Filter) ([]int, error) {
	if f.Period.From.IsZero() || f.Period.To.IsZero() {
		return nil, fmt.Errorf("%w: counting by day needs a period with both ends", parley.ErrQuery)
	}
	if err := s.written(ctx); err != nil {
		return nil, err
	}
	q, err := s.countTest(ctx, f)
	if err != nil {
		return nil, err
	}
	const most = 200_000 // days: some five centuries
	if int(q.to)-int(q.from) >= most {
		return nil, fmt.Errorf("%w: counting by day of more than %d days", parley.ErrQuery, most)
	}
	counts := make([]int, q.to-q.from+1)
	err = s.eachRow(ctx, q, false, func(r *listRow) { counts[r.countDay()-q.from]++ })
	return counts, err
}
