package sqlite

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"

	"parley"
)

// uses is how often parties, spellings and actors occur more, or less, than is
// written.
type uses struct {
	parties, spellings map[uint32]int
	actors             map[uint32]*actorUse
}

// actorUse is what changes of an actor.
type actorUse struct {
	incidents, source, target, promises, uses int
	days                                      map[int32]int // incidents by day
}

func newUses() uses {
	return uses{map[uint32]int{}, map[uint32]int{}, map[uint32]*actorUse{}}
}

// useRow counts the parties of an incident's row, or takes them out.
func (t *tx) useRow(r *listRow, sign int) {
	l := t.list
	seen := map[uint32]uint8{}
	for _, p := range r.parties {
		l.uses.parties[p.party] += sign
		if p.spelling != 0 {
			l.uses.spellings[p.spelling] += sign
		}
		if a := l.actorOf[p.party]; a != 0 {
			seen[a] |= p.role
		}
	}
	day := r.countDay()
	for a, roles := range seen {
		u := l.useOf(a)
		u.incidents += sign
		u.uses += sign
		if roles&roleSource != 0 {
			u.source += sign
		}
		if roles&roleTarget != 0 {
			u.target += sign
		}
		if day != noDay {
			u.days[day] += sign
		}
	}
}

// usePromise does the same for an undertaking's row.
func (t *tx) usePromise(r *listRow, sign int) {
	l := t.list
	seen := map[uint32]uint8{}
	for _, p := range r.parties {
		l.uses.parties[p.party] += sign
		if p.spelling != 0 {
			l.uses.spellings[p.spelling] += sign
		}
		if a := l.actorOf[p.party]; a != 0 {
			seen[a] |= p.role
		}
	}
	for a, roles := range seen {
		u := l.useOf(a)
		u.uses += sign
		if roles&roleSource != 0 {
			u.promises += sign
		}
	}
}

// useOf returns what changes of an actor.
func (l *lists) useOf(actor uint32) *actorUse {
	u := l.uses.actors[actor]
	if u == nil {
		u = &actorUse{days: map[int32]int{}}
		l.uses.actors[actor] = u
	}
	return u
}

// learnActors looks up the actors of the parties of old rows.
func (t *tx) learnActors(ctx context.Context, old map[int64]*oldRow) error {
	l := t.list
	strange := map[int64]bool{}
	for _, x := range old {
		for _, p := range x.parties {
			if _, ok := l.actorOf[p.party]; !ok {
				strange[int64(p.party)] = true
			}
		}
	}
	if len(strange) == 0 {
		return t.learnStatuses(ctx)
	}
	if err := t.s.each(ctx, `SELECT p.n, coalesce(a.n, 0) FROM json_each($1) j CROSS JOIN party p ON p.n = j.value
		LEFT JOIN actor a ON a.id = p.actor AND p.actor <> ''`, []any{jsonList(numbersIn(strange))}, func(scan func(...any) error) error {
		var party, actor uint32
		err := scan(&party, &actor)
		l.actorOf[party] = actor
		return err
	}); err != nil {
		return err
	}
	return t.learnStatuses(ctx)
}

// learnStatuses makes sure that the statuses that statistics count have numbers.
func (t *tx) learnStatuses(ctx context.Context) error {
	return t.list.words.learn(ctx, t.s, []word{{fieldStatus, string(parley.Happened)}, {fieldStatus, string(parley.Alleged)}})
}

// flushUses writes the uses.
func (t *tx) flushUses(ctx context.Context) error {
	u := t.list.uses
	for _, x := range []struct {
		text string
		of   map[uint32]int
	}{
		{"UPDATE party SET uses = uses + $2 WHERE n = $1", u.parties},
		{"UPDATE spelling SET uses = uses + $2 WHERE n = $1", u.spellings},
	} {
		for _, n := range slices.Sorted(maps.Keys(x.of)) {
			if x.of[n] == 0 {
				continue
			}
			if _, err := t.s.exec(ctx, x.text, n, x.of[n]); err != nil {
				return err
			}
		}
	}
	for _, n := range slices.Sorted(maps.Keys(u.actors)) {
		if err := t.flushActor(ctx, n, u.actors[n]); err != nil {
			return err
		}
	}
	t.list.uses = newUses()
	return nil
}

// flushActor writes what changed of an actor. Its first and last day are looked
// for anew only where an incident of one of these days is gone.
func (t *tx) flushActor(ctx context.Context, n uint32, u *actorUse) error {
	var first, last *int32
	var id string
	if err := t.s.row(ctx, []any{&id, &first, &last}, "SELECT id, first_day, last_day FROM actor WHERE n = $1", n); err != nil {
		return err
	}
	again := false
	for day, more := range u.days {
		switch {
		case more > 0:
			if first == nil || day < *first {
				first = &day
			}
			if last == nil || day > *last {
				last = &day
			}
		case more < 0 && (first != nil && day == *first || last != nil && day == *last):
			again = true
		}
	}
	if again {
		var err error
		if first, last, err = t.s.actorDays(ctx, id); err != nil {
			return err
		}
	}
	_, err := t.s.exec(ctx, `UPDATE actor SET incidents = incidents + $2, as_source = as_source + $3, as_target = as_target + $4,
		promises = promises + $5, uses = uses + $6, first_day = $7, last_day = $8 WHERE n = $1`,
		n, u.incidents, u.source, u.target, u.promises, u.uses, first, last)
	return err
}

// actorDays looks for the first and last day of an actor's incidents. Cells are
// written by then.
func (s *session) actorDays(ctx context.Context, id string) (first, last *int32, err error) {
	list, err := s.numbers(ctx, "SELECT n FROM party WHERE actor = $1", id)
	if err != nil {
		return nil, nil, err
	}
	q := &test{what: listIncidents, worst: math.MaxInt64, background: true, parties: &numberSet{}}
	for _, n := range list {
		q.parties.add(int64(n))
	}
	for _, order := range []parley.Order{parley.OrderOldest, parley.OrderNewest} {
		cells, err := s.cells(ctx, q, order, nil)
		if err != nil {
			return nil, nil, err
		}
		var end *int32
		// The day of counting, where there is one, is the day of sorting.
		err = s.walk(ctx, q, cells, false, func(bound int64) bool {
			return end == nil || order == parley.OrderOldest && bound <= int64(*end) || order == parley.OrderNewest && -bound >= int64(*end)
		}, func(r *listRow) {
			day := r.countDay()
			if day != noDay && (end == nil || cmp.Compare(day, *end)*map[parley.Order]int{parley.OrderOldest: -1, parley.OrderNewest: 1}[order] > 0) {
				end = &day
			}
		})
		if err != nil {
			return nil, nil, err
		}
		if order == parley.OrderOldest {
			first = end
		} else {
			last = end
		}
	}
	return first, last, nil
}
