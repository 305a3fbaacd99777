package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"

	"parley"
)

// deal is what lists of agreements and talks compare: a few hundred at most.
type deal struct {
	id       string
	country  string
	from, to sql.NullInt64
	parties  []parley.Party
}

// PutAgreement implements parley.LedgerWriter.
func (t *tx) PutAgreement(ctx context.Context, a parley.Agreement) error {
	if a.ID == "" {
		return fmt.Errorf("%w: an agreement without an ID", parley.ErrQuery)
	}
	signed := dateOf(a.Signed)
	return t.putDeal(ctx, `INSERT INTO agreement (id, country, day_from, day_to, parties, body) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (id) DO UPDATE SET country = $2, day_from = $3, day_to = $4, parties = $5, body = $6`, a.ID, a.Country, signed, a.Parties, a)
}

// PutTalks implements parley.LedgerWriter.
func (t *tx) PutTalks(ctx context.Context, talks []parley.Talks, gone []string) error {
	if _, err := t.s.exec(ctx, "DELETE FROM talks WHERE id IN (SELECT value FROM json_each($1))", jsonList(gone)); err != nil {
		return err
	}
	for _, x := range talks {
		if x.ID == "" {
			return fmt.Errorf("%w: talks without an ID", parley.ErrQuery)
		}
		held := parley.Period{From: x.First.Time(), To: x.Last.Time()}
		if err := t.putDeal(ctx, `INSERT INTO talks (id, country, day_from, day_to, parties, body) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (id) DO UPDATE SET country = $2, day_from = $3, day_to = $4, parties = $5, body = $6`,
			x.ID, x.Country, held, append(slices.Clone(x.Parties), x.Mediators...), x); err != nil {
			return err
		}
	}
	return nil
}

// putDeal writes an agreement or talks.
func (t *tx) putDeal(ctx context.Context, text, id, country string, when parley.Period, parties []parley.Party, whole any) error {
	if err := plain(id); err != nil {
		return err
	}
	b, err := json.Marshal(parties)
	if err != nil {
		return err
	}
	body, err := seal(whole)
	if err != nil {
		return err
	}
	_, err = t.s.exec(ctx, text, id, country, dayNumber(when.From), dayNumber(when.To), string(b), body)
	return err
}

// agreements lists agreements by the day of signing.
func (s *session) agreements(ctx context.Context, f parley.Filter) (parley.Page[parley.Agreement], error) {
	return deals[parley.Agreement](ctx, s, "agreements", f, "SELECT id, country, day_from, day_to, parties FROM agreement",
		"SELECT j.key, x.body FROM json_each($1) j CROSS JOIN agreement x ON x.id = j.value")
}

// talks lists talks by their first day.
func (s *session) talks(ctx context.Context, f parley.Filter) (parley.Page[parley.Talks], error) {
	return deals[parley.Talks](ctx, s, "talks", f, "SELECT id, country, day_from, day_to, parties FROM talks",
		"SELECT j.key, x.body FROM json_each($1) j CROSS JOIN talks x ON x.id = j.value")
}

// agreement returns one agreement.
func (s *session) agreement(ctx context.Context, id string) (parley.Agreement, error) {
	list, err := dealBodies[parley.Agreement](ctx, s, "SELECT j.key, x.body FROM json_each($1) j CROSS JOIN agreement x ON x.id = j.value", []string{id})
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("%w: there is no agreement %q", parley.ErrNotFound, id)
	}
	if err != nil {
		return parley.Agreement{}, err
	}
	return list[0], nil
}

// deals lists agreements or talks: all narrow rows are read and sorted here, the
// bodies of one page then.
func deals[T any](ctx context.Context, s *session, name string, f parley.Filter, rows, bodies string) (parley.Page[T], error) {
	none := parley.Page[T]{}
	p, err := page(name, f, parley.OrderNewest, parley.OrderOldest)
	if err != nil {
		return none, err
	}
	if err := p.resume(f.After); err != nil {
		return none, err
	}
	if err := sense(f); err != nil {
		return none, err
	}
	var list []found
	if err := s.each(ctx, rows, nil, func(scan func(...any) error) error {
		var d deal
		var parties string
		if err := scan(&d.id, &d.country, &d.from, &d.to, &parties); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(parties), &d.parties); err != nil {
			return fmt.Errorf("%w: %s: %w", parley.ErrDamaged, d.id, err)
		}
		if x := (found{key: d.key(p.order), id: d.id}); d.pass(f) && (p.after == nil || x.compare(found{key: p.after.Key, id: p.after.ID}) > 0) {
			list = append(list, x)
		}
		return nil
	}); err != nil {
		return none, err
	}
	slices.SortFunc(list, found.compare)
	next := ""
	if len(list) > p.limit {
		list = list[:p.limit]
		next = p.next(list[p.limit-1].key, list[p.limit-1].id)
	}
	ids := make([]string, len(list))
	for i, x := range list {
		ids[i] = x.id
	}
	items, err := dealBodies[T](ctx, s, bodies, ids)
	return parley.Page[T]{Items: items, Next: next}, err
}

// dealBodies reads agreements or talks in the order of ids.
func dealBodies[T any](ctx context.Context, s *session, text string, ids []string) ([]T, error) {
	items := make([]T, len(ids))
	read := 0
	err := s.each(ctx, text, []any{jsonList(ids)}, func(scan func(...any) error) error {
		var at int
		var body sql.RawBytes
		if err := scan(&at, &body); err != nil {
			return err
		}
		read++
		return unseal(body, &items[at])
	})
	return items[:min(read, len(items))], err
}

// key is what an order sorts a deal by; one of no known day comes last.
func (d *deal) key(order parley.Order) int64 {
	day := d.from
	if !day.Valid {
		day = d.to
	}
	switch {
	case !day.Valid:
		return math.MaxInt64
	case order == parley.OrderNewest:
		return -day.Int64
	}
	return day.Int64
}

// pass reports whether a deal passes a filter's period, countries, agreement and
// actor.
func (d *deal) pass(f parley.Filter) bool {
	when := parley.Period{From: dayTime(d.from), To: dayTime(d.to)}
	switch {
	case !f.Period.IsZero() && !when.Overlaps(f.Period),
		len(f.Countries) > 0 && !slices.Contains(f.Countries, d.country),
		f.Agreement != "" && f.Agreement != d.id,
		f.Actor != "" && !slices.ContainsFunc(d.parties, func(p parley.Party) bool { return isActor(p, f.Actor) }):
		return false
	}
	return true
}

// isActor reports whether a party is the actor that a filter names, or belongs
// to it.
func isActor(p parley.Party, actor string) bool {
	name := fold(actor)
	return p.Actor == actor || p.Side == actor || name != "" && strings.Contains(fold(p.Name), name)
}
