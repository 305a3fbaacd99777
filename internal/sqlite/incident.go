package sqlite

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"strings"

	"parley"
)

// Prefixes of IDs: behind them stands the ID of the group's first member.
const (
	incidentPrefix    = "i-"
	undertakingPrefix = "u-"
)

// PutIncidents implements parley.RecordWriter.
func (t *tx) PutIncidents(ctx context.Context, incidents []parley.Incident, gone []string) error {
	l := t.changes()
	ids := make([]string, len(incidents))
	var events []string
	for i := range incidents {
		ids[i] = incidents[i].ID
		events = append(events, incidents[i].Events...)
	}
	numbers, err := t.groupNumbers(ctx, incidentPrefix, ids)
	if err != nil {
		return err
	}
	old, err := t.takeOld(ctx, "incident", incidentPrefix, numbers, gone)
	if err != nil {
		return err
	}
	if err := t.toldBy(ctx, toldEvents, events); err != nil {
		return err
	}
	list := make([]values, len(incidents))
	told := make([][]uint32, len(incidents))
	for i := range incidents {
		x := &incidents[i]
		list[i] = happening(x.Kind, x.Type, x.Mode, x.Status, x.Standing, x.Place, x.Sources, x.Targets)
		list[i].background, list[i].aggregate = x.Background, x.Aggregate
		told[i], list[i].outlets = t.articlesOf(x.Events)
	}
	if err := t.learnValues(ctx, list, true); err != nil {
		return err
	}
	for i := range incidents {
		x := &incidents[i]
		row, country := l.row(strings.TrimPrefix(x.ID, incidentPrefix), numbers[i], &list[i])
		row.when(x.Date, parley.Period{From: x.FirstReported.Time(), To: x.LastReported.Time()})
		row.low, row.best, row.high = figure(x.Killed.Low), figure(x.Killed.Best), figure(x.Killed.High)
		row.families, row.articles = uint32(max(0, x.Families)), told[i]
		before, had := old[numbers[i]]
		delete(old, numbers[i]) // an ID that comes twice is written once more
		if err := t.putIncident(ctx, x, numbers[i], country, &row, before, had); err != nil {
			return fmt.Errorf("incident %s: %w", x.ID, err)
		}
	}
	return t.countIncidents(ctx, old)
}

// oldRow is a row that a transaction took out of its cell.
type oldRow struct {
	listRow
	cell    int64
	country uint32
}

// groupNumbers returns the numbers of the members behind the prefix of IDs of
// groups; ErrQuery for an ID that has another, or comes twice.
func (t *tx) groupNumbers(ctx context.Context, prefix string, ids []string) ([]int64, error) {
	first := make([]string, len(ids))
	seen := make(map[string]bool, len(ids))
	for i, id := range ids {
		var ok bool
		if first[i], ok = strings.CutPrefix(id, prefix); !ok || first[i] == "" || seen[id] {
			return nil, fmt.Errorf("%w: %q is no ID of this kind, or comes twice", parley.ErrQuery, id)
		}
		seen[id] = true
	}
	return t.numbersOf(ctx, first)
}

// takeOld takes the rows of groups that are written anew or are gone out of
// their cells; the groups that are gone are deleted. Of table, only two names
// are ever given.
func (t *tx) takeOld(ctx context.Context, table, prefix string, numbers []int64, gone []string) (map[int64]*oldRow, error) {
	var dropped []string
	for _, id := range gone {
		if id, ok := strings.CutPrefix(id, prefix); ok {
			dropped = append(dropped, id)
		}
	}
	if err := t.learn(ctx, dropped); err != nil {
		return nil, err
	}
	all := append([]int64(nil), numbers...)
	var drop []int64
	for _, id := range dropped {
		if n, ok := t.numbers[id]; ok {
			all, drop = append(all, n), append(drop, n)
		}
	}
	cellOf := map[int64]int64{}
	var cells []int64
	if err := t.s.each(ctx, "SELECT x.n, x.cell FROM json_each($1) j CROSS JOIN "+table+" x ON x.n = j.value", []any{jsonList(all)},
		func(scan func(...any) error) error {
			var n, cell int64
			err := scan(&n, &cell)
			cellOf[n], cells = cell, append(cells, cell)
			return err
		}); err != nil {
		return nil, err
	}
	if err := t.load(ctx, cells); err != nil {
		return nil, err
	}
	old := make(map[int64]*oldRow, len(cellOf))
	for n, id := range cellOf {
		x := &oldRow{cell: id}
		if err := t.take(id, uint32(n), &x.listRow); err != nil {
			return nil, err
		}
		x.country = t.list.cells[id].key.country
		old[n] = x
	}
	if err := t.learnActors(ctx, old); err != nil {
		return nil, err
	}
	_, err := t.s.exec(ctx, "DELETE FROM "+table+" WHERE n IN (SELECT value FROM json_each($1))", jsonList(drop))
	return old, err
}

// putIncident writes one incident.
func (t *tx) putIncident(ctx context.Context, x *parley.Incident, n int64, country uint32, row *listRow, before *oldRow, had bool) error {
	var old *listRow
	var cell int64
	if had {
		old, cell = &before.listRow, before.cell
		if err := t.tallyIncident(ctx, &before.listRow, before.country, -1); err != nil {
			return err
		}
		t.useRow(&before.listRow, -1)
	} else {
		t.list.figures["incidents"]++
	}
	if err := t.tallyIncident(ctx, row, country, 1); err != nil {
		return err
	}
	t.useRow(row, 1)
	cell, err := t.add(ctx, listIncidents, country, row, old, cell)
	if err != nil {
		return err
	}
	body, err := sealPlain(x)
	if err != nil {
		return err
	}
	_, err = t.s.exec(ctx, `INSERT INTO incident (n, cell, body) VALUES ($1, $2, $3)
		ON CONFLICT (n) DO UPDATE SET cell = excluded.cell, body = excluded.body`, n, cell, body)
	return err
}

// sealPlain seals a value without packing it: incidents are written again with
// each new telling, and packing one costs more than all the rest of that.
func sealPlain(v any) ([]byte, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	sealed := make([]byte, sealHead, sealHead+len(b))
	sealed[0] = packedPlain
	binary.LittleEndian.PutUint32(sealed[1:], crc32.Checksum(b, castagnoli))
	return append(sealed, b...), nil
}

// countIncidents takes incidents that are gone out of the counts.
func (t *tx) countIncidents(ctx context.Context, gone map[int64]*oldRow) error {
	for _, x := range gone {
		if err := t.tallyIncident(ctx, &x.listRow, x.country, -1); err != nil {
			return err
		}
		t.useRow(&x.listRow, -1)
		t.list.figures["incidents"]--
	}
	return ctx.Err()
}
