package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"parley"
)

// incidents lists incidents.
func (s *session) incidents(ctx context.Context, f parley.Filter) (parley.Page[parley.Incident], error) {
	none := parley.Page[parley.Incident]{}
	p, err := page("incidents", f, parley.OrderNewest, parley.OrderOldest, parley.OrderKilled, parley.OrderReports)
	if err != nil {
		return none, err
	}
	list, next, err := s.list(ctx, listIncidents, f, p, incidentPrefix)
	if err != nil {
		return none, err
	}
	items, err := bodiesOf[parley.Incident](ctx, s, "SELECT j.key, i.body FROM json_each($1) j CROSS JOIN incident i ON i.n = j.value", list)
	return parley.Page[parley.Incident]{Items: items, Next: next}, err
}

// list finds a page of a listing that is kept in cells.
func (s *session) list(ctx context.Context, what listing, f parley.Filter, p paging, prefix string) ([]found, string, error) {
	if err := p.resume(f.After); err != nil {
		return nil, "", err
	}
	if page, next, ok, err := s.findAgain(ctx, p, prefix); ok || err != nil {
		return page, next, err
	}
	if err := s.written(ctx); err != nil {
		return nil, "", err
	}
	q, err := s.test(ctx, what, f)
	if err != nil {
		return nil, "", err
	}
	return s.find(ctx, q, p, prefix)
}

// written makes sure that what the transaction has changed can be read.
func (s *session) written(ctx context.Context) error {
	if s.before == nil {
		return nil
	}
	return s.before(ctx)
}

// bodiesOf reads the sealed bodies of what was found, in its order.
func bodiesOf[T any](ctx context.Context, s *session, text string, list []found) ([]T, error) {
	items := make([]T, len(list))
	numbers := make([]int64, len(list))
	for i, f := range list {
		numbers[i] = int64(f.n)
	}
	read := 0
	var body sql.RawBytes
	err := s.each(ctx, text, []any{jsonList(numbers)}, func(scan func(...any) error) error {
		var at int
		if err := scan(&at, &body); err != nil {
			return err
		}
		read++
		return unseal(body, &items[at])
	})
	if err == nil && read != len(list) {
		err = fmt.Errorf("%w: %d of %d rows are there", parley.ErrDamaged, read, len(list))
	}
	return items, err
}

// incident returns the incident of an ID or of one of its events.
func (s *session) incident(ctx context.Context, id string) (parley.Incident, error) {
	var x parley.Incident
	if err := s.written(ctx); err != nil {
		return x, err
	}
	body, err := s.groupBody(ctx, `SELECT i.body FROM name a CROSS JOIN incident i ON i.n = a.n WHERE a.id = $1`,
		`SELECT g.grp FROM name a CROSS JOIN incident_node g ON g.n = a.n WHERE a.id = $1 AND g.grp IS NOT NULL`, incidentPrefix, id)
	if err != nil {
		return x, err
	}
	return x, unseal(body, &x)
}

// groupBody reads the sealed body of a group, by its ID or that of a member.
func (s *session) groupBody(ctx context.Context, own, group, prefix, id string) ([]byte, error) {
	missing := fmt.Errorf("%w: there is no %q", parley.ErrNotFound, id)
	member, ok := strings.CutPrefix(id, prefix)
	if !ok {
		return nil, missing
	}
	for range 2 {
		var body []byte
		err := s.row(ctx, []any{&body}, own, member)
		if !errNoRows(err) {
			return body, err
		}
		var grp string
		if err := s.row(ctx, []any{&grp}, group, member); errNoRows(err) {
			return nil, missing
		} else if err != nil {
			return nil, err
		}
		member = strings.TrimPrefix(grp, prefix)
	}
	return nil, missing
}
