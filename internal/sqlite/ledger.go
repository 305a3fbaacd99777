package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"parley"
)

// PutUndertakings implements parley.LedgerWriter.
func (t *tx) PutUndertakings(ctx context.Context, us []parley.Undertaking, bearing map[string][]parley.Bearing, gone []string) error {
	l := t.changes()
	ids := make([]string, len(us))
	var commitments []string
	for i := range us {
		ids[i] = us[i].ID
		commitments = append(commitments, us[i].Commitments...)
	}
	numbers, err := t.groupNumbers(ctx, undertakingPrefix, ids)
	if err != nil {
		return err
	}
	old, err := t.takeOld(ctx, "undertaking", undertakingPrefix, numbers, gone)
	if err != nil {
		return err
	}
	if err := t.toldBy(ctx, toldCommitments, commitments); err != nil {
		return err
	}
	list := make([]values, len(us))
	told := make([][]uint32, len(us))
	for i := range us {
		list[i] = promise(&us[i])
		told[i], list[i].outlets = t.articlesOf(us[i].Commitments)
	}
	if err := t.learnValues(ctx, list, true); err != nil {
		return err
	}
	for i := range us {
		u := &us[i]
		row, country := l.row(strings.TrimPrefix(u.ID, undertakingPrefix), numbers[i], &list[i])
		row.whenMade(u)
		row.families, row.articles = uint32(max(0, u.Families)), told[i]
		before := old[numbers[i]]
		delete(old, numbers[i])
		if err := t.putUndertaking(ctx, u, bearing[u.ID], numbers[i], country, &row, before); err != nil {
			return fmt.Errorf("undertaking %s: %w", u.ID, err)
		}
	}
	for _, x := range old {
		t.usePromise(&x.listRow, -1)
		l.figures["undertakings"]--
	}
	return nil
}

// promise returns the values of an undertaking.
func promise(u *parley.Undertaking) values {
	v := values{country: u.Country, slots: [slots]word{
		slotKind: {fieldKind, string(u.Kind)}, slotStatus: {fieldStatus, string(u.Status)},
		slotTheme: {fieldTheme, u.Theme}, slotAgreement: {fieldAgreement, u.Agreement},
	}}
	for _, p := range []struct {
		party *parley.Party
		role  uint8
	}{{u.By, roleSource}, {u.To, roleTarget}, {u.SaidBy, roleNone}} {
		if p.party != nil {
			v.parties = append(v.parties, party{*p.party, p.role})
		}
	}
	return v
}

// whenMade sets the days of an undertaking: when it was made, for which the first
// report stands in, and when it is due.
func (r *listRow) whenMade(u *parley.Undertaking) {
	made := u.Made
	if made == nil || made.IsZero() {
		first := u.FirstReported.Time()
		made = &parley.Date{Period: parley.Period{From: first, To: first}}
	}
	r.when(made, parley.Period{})
	if u.Deadline != nil && !u.Deadline.To.IsZero() {
		r.due = dayOf(u.Deadline.To)
	}
}

// putUndertaking writes one undertaking.
func (t *tx) putUndertaking(ctx context.Context, u *parley.Undertaking, bearing []parley.Bearing, n int64, country uint32, row *listRow, before *oldRow) error {
	var old *listRow
	var cell int64
	if before != nil {
		old, cell = &before.listRow, before.cell
		t.usePromise(old, -1)
	} else {
		t.list.figures["undertakings"]++
	}
	t.usePromise(row, 1)
	cell, err := t.add(ctx, listUndertakings, country, row, old, cell)
	if err != nil {
		return err
	}
	body, err := seal(u)
	if err != nil {
		return err
	}
	bears, err := seal(bearing)
	if err != nil {
		return err
	}
	_, err = t.s.exec(ctx, `INSERT INTO undertaking (n, cell, body, bearing) VALUES ($1, $2, $3, $4)
		ON CONFLICT (n) DO UPDATE SET cell = excluded.cell, body = excluded.body, bearing = excluded.bearing`, n, cell, body, bears)
	return err
}

// Settle implements parley.LedgerWriter.
func (t *tx) Settle(ctx context.Context, commitment string, p parley.PAM) error {
	if p.By == "" {
		found, err := t.s.lookup(ctx, []string{commitment})
		if err == nil {
			_, err = t.s.exec(ctx, "DELETE FROM settled WHERE n = $1", found[commitment])
		}
		return err
	}
	if p.Level < 0 || p.Level > 3 {
		return fmt.Errorf("%w: %d is no level of the scale from 0 to 3", parley.ErrQuery, p.Level)
	}
	n, err := t.numbersOf(ctx, []string{commitment})
	if err != nil {
		return err
	}
	b, err := json.Marshal(p)
	if err != nil {
		return err
	}
	_, err = t.s.exec(ctx, "INSERT INTO settled (n, pam) VALUES ($1, $2) ON CONFLICT (n) DO UPDATE SET pam = excluded.pam", n[0], string(b))
	return err
}

// settled returns what people settled, by commitment.
func (s *session) settled(ctx context.Context, commitments []string) (map[string]parley.PAM, error) {
	return s.settledBy(ctx, `SELECT a.id, x.pam FROM json_each($1) j CROSS JOIN name a ON a.id = j.value CROSS JOIN settled x ON x.n = a.n`,
		jsonList(commitments))
}

// allSettled returns all that people settled.
func (s *session) allSettled(ctx context.Context) (map[string]parley.PAM, error) {
	return s.settledBy(ctx, "SELECT a.id, x.pam FROM settled x CROSS JOIN name a ON a.n = x.n")
}

// settledBy reads what people settled.
func (s *session) settledBy(ctx context.Context, text string, args ...any) (map[string]parley.PAM, error) {
	got := map[string]parley.PAM{}
	err := s.each(ctx, text, args, func(scan func(...any) error) error {
		var id, text string
		if err := scan(&id, &text); err != nil {
			return err
		}
		var p parley.PAM
		if err := json.Unmarshal([]byte(text), &p); err != nil {
			return fmt.Errorf("%w: what was settled of %s: %w", parley.ErrDamaged, id, err)
		}
		got[id] = p
		return nil
	})
	return got, err
}

// undertakings lists the ledger.
func (s *session) undertakings(ctx context.Context, f parley.Filter) (parley.Page[parley.Undertaking], error) {
	none := parley.Page[parley.Undertaking]{}
	p, err := page("undertakings", f, parley.OrderDue, parley.OrderNewest, parley.OrderOldest)
	if err != nil {
		return none, err
	}
	list, next, err := s.list(ctx, listUndertakings, f, p, undertakingPrefix)
	if err != nil {
		return none, err
	}
	items, err := bodiesOf[parley.Undertaking](ctx, s, "SELECT j.key, u.body FROM json_each($1) j CROSS JOIN undertaking u ON u.n = j.value", list)
	return parley.Page[parley.Undertaking]{Items: items, Next: next}, err
}

// undertaking returns an undertaking, by its ID or that of one of its
// commitments, and what bears on it.
func (s *session) undertaking(ctx context.Context, id string) (parley.Undertaking, []parley.Bearing, error) {
	var u parley.Undertaking
	if err := s.written(ctx); err != nil {
		return u, nil, err
	}
	body, err := s.groupBody(ctx, `SELECT u.body FROM name a CROSS JOIN undertaking u ON u.n = a.n WHERE a.id = $1`,
		`SELECT g.grp FROM name a CROSS JOIN undertaking_node g ON g.n = a.n WHERE a.id = $1 AND g.grp IS NOT NULL`, undertakingPrefix, id)
	if err != nil {
		return u, nil, err
	}
	if err := unseal(body, &u); err != nil {
		return u, nil, err
	}
	var bears sql.RawBytes
	var bearing []parley.Bearing
	err = s.each(ctx, `SELECT u.bearing FROM name a CROSS JOIN undertaking u ON u.n = a.n WHERE a.id = $1`,
		[]any{strings.TrimPrefix(u.ID, undertakingPrefix)}, func(scan func(...any) error) error {
			if err := scan(&bears); err != nil {
				return err
			}
			return unseal(bears, &bearing)
		})
	return u, bearing, err
}
