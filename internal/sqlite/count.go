package sqlite

import (
	"cmp"
	"context"
	"fmt"
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
	cells, err := s.cells(ctx, q, "", nil)
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
