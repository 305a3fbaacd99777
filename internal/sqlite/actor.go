package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"parley"
)

// actors lists actors, those in most incidents first.
func (s *session) actors(ctx context.Context, f parley.Filter) (parley.Page[parley.ActorInfo], error) {
	none := parley.Page[parley.ActorInfo]{}
	p, err := page("actors", f, parley.OrderReports)
	if err != nil {
		return none, err
	}
	if err := p.resume(f.After); err != nil {
		return none, err
	}
	if err := sense(f); err != nil {
		return none, err
	}
	if err := s.written(ctx); err != nil {
		return none, err
	}
	ids, keys, err := s.actorIDs(ctx, f, p)
	if err != nil {
		return none, err
	}
	next := ""
	if len(ids) > p.limit {
		ids = ids[:p.limit]
		next = p.next(keys[p.limit-1], ids[p.limit-1])
	}
	items, err := s.actorInfos(ctx, ids)
	return parley.Page[parley.ActorInfo]{Items: items, Next: next}, err
}

// Texts that list actors: all, and those whose parties a filter names.
const (
	actorsAll = `SELECT id, -incidents FROM actor
		WHERE uses > 0 AND incidents <= $2 AND (incidents < $2 OR id > $3) ORDER BY incidents DESC, id LIMIT $1`
	actorsOfParties = `SELECT a.id, -a.incidents
		FROM (SELECT DISTINCT p.actor AS id FROM json_each($4) j CROSS JOIN party p ON p.n = j.value) x CROSS JOIN actor a ON a.id = x.id
		WHERE a.uses > 0 AND a.incidents <= $2 AND (a.incidents < $2 OR a.id > $3) ORDER BY a.incidents DESC, a.id LIMIT $1`
)

// actorIDs returns the IDs of a page of actors and one more, with their keys.
func (s *session) actorIDs(ctx context.Context, f parley.Filter, p paging) (ids []string, keys []int64, err error) {
	text, args := actorsAll, []any{p.limit + 1, int64(1) << 62, ""}
	if p.after != nil {
		args[1], args[2] = -p.after.Key, p.after.ID
	}
	if f.Actor != "" || len(f.Countries) > 0 {
		parties, err := s.partiesFor(ctx, f)
		if err != nil {
			return nil, nil, err
		}
		text, args = actorsOfParties, append(args, jsonList(parties))
	}
	err = s.each(ctx, text, args, func(scan func(...any) error) error {
		var id string
		var key int64
		err := scan(&id, &key)
		ids, keys = append(ids, id), append(keys, key)
		return err
	})
	return ids, keys, err
}

// partiesFor returns the parties that a filter of actors names.
func (s *session) partiesFor(ctx context.Context, f parley.Filter) ([]int64, error) {
	var of *numberSet
	var err error
	if f.Actor != "" {
		if of, err = s.partiesOf(ctx, f.Actor); err != nil {
			return nil, err
		}
	}
	var list []int64
	err = s.each(ctx, `SELECT n FROM party WHERE uses > 0 AND ($1 = '[]' OR country IN (SELECT value FROM json_each($1)))`,
		[]any{jsonList(f.Countries)}, func(scan func(...any) error) error {
			var n int64
			err := scan(&n)
			if of == nil || of.has(n) {
				list = append(list, n)
			}
			return err
		})
	return list, err
}

// actor returns one actor.
func (s *session) actor(ctx context.Context, id string) (parley.ActorInfo, error) {
	if err := s.written(ctx); err != nil {
		return parley.ActorInfo{}, err
	}
	list, err := s.actorInfos(ctx, []string{id})
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("%w: there is no actor %q", parley.ErrNotFound, id)
	}
	if err != nil {
		return parley.ActorInfo{}, err
	}
	return list[0], nil
}

// actorInfos returns actors in the order of ids; those that nothing names any
// more are left out.
func (s *session) actorInfos(ctx context.Context, ids []string) ([]parley.ActorInfo, error) {
	list := jsonList(ids)
	var infos []parley.ActorInfo
	at := map[string]int{}
	if err := s.each(ctx, `SELECT a.id, as_source, as_target, promises, first_day, last_day FROM json_each($1) j
		CROSS JOIN actor a ON a.id = j.value WHERE a.uses > 0 ORDER BY j.key`, []any{list}, func(scan func(...any) error) error {
		var x parley.ActorInfo
		var first, last sql.NullInt64
		err := scan(&x.ID, &x.AsSource, &x.AsTarget, &x.Promises, &first, &last)
		x.First, x.Last = parley.DayOf(dayTime(first)), parley.DayOf(dayTime(last))
		x.Spellings = []parley.Spelling{}
		at[x.ID] = len(infos)
		infos = append(infos, x)
		return err
	}); err != nil {
		return nil, err
	}
	if err := s.describe(ctx, list, infos, at); err != nil {
		return nil, err
	}
	err := s.each(ctx, `SELECT s.actor, s.text, s.uses FROM json_each($1) j CROSS JOIN spelling s ON s.actor = j.value WHERE s.uses > 0`,
		[]any{list}, func(scan func(...any) error) error {
			var id string
			var x parley.Spelling
			err := scan(&id, &x.Text, &x.Count)
			if i, ok := at[id]; ok {
				infos[i].Spellings = append(infos[i].Spellings, x)
			}
			return err
		})
	for i := range infos {
		slices.SortFunc(infos[i].Spellings, func(a, b parley.Spelling) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Text, b.Text))
		})
	}
	return infos, err
}

// describe fills in what records say most often of actors.
func (s *session) describe(ctx context.Context, ids string, infos []parley.ActorInfo, at map[string]int) error {
	most := map[string]int{}
	return s.each(ctx, `SELECT p.actor, p.name, p.kind, p.country, p.sector, p.side, p.uses FROM json_each($1) j
		CROSS JOIN party p ON p.actor = j.value WHERE p.uses > 0 ORDER BY p.actor, p.uses DESC, p.name, p.kind, p.country, p.sector, p.side`,
		[]any{ids}, func(scan func(...any) error) error {
			var x parley.ActorInfo
			var uses int
			err := scan(&x.ID, &x.Name, &x.Kind, &x.Country, &x.Sector, &x.Side, &uses)
			i, ok := at[x.ID]
			if ok && most[x.ID] == 0 {
				most[x.ID] = uses
				to := &infos[i]
				to.Name, to.Kind, to.Country, to.Sector, to.Side = x.Name, x.Kind, x.Country, x.Sector, x.Side
			}
			return err
		})
}

// namesOf returns what records call actors most often, by number.
func (s *session) namesOf(ctx context.Context, numbers []uint32) (map[uint32]parley.ActorInfo, error) {
	b, err := json.Marshal(numbers)
	if err != nil {
		return nil, err
	}
	names := make(map[uint32]parley.ActorInfo, len(numbers))
	err = s.each(ctx, `SELECT a.n, a.id, p.name FROM json_each($1) j CROSS JOIN actor a ON a.n = j.value
		CROSS JOIN party p ON p.actor = a.id ORDER BY p.actor, p.uses DESC, p.name`, []any{string(b)}, func(scan func(...any) error) error {
		var n uint32
		var x parley.ActorInfo
		err := scan(&n, &x.ID, &x.Name)
		if _, ok := names[n]; !ok {
			names[n] = x
		}
		return err
	})
	return names, err
}
