package sqlite

import (
	"cmp"
	"context"
	"maps"
	"slices"
)

// load reads cells that are to change.
func (t *tx) load(ctx context.Context, ids []int64) error {
	l := t.changes()
	var strange []int64
	for _, id := range ids {
		if _, ok := l.cells[id]; !ok {
			strange = append(strange, id)
		}
	}
	if len(strange) == 0 {
		return nil
	}
	return t.s.each(ctx, `SELECT c.id, what, country, span, first, last, from_min, to_max, killed, families, rows, body
		FROM json_each($1) j CROSS JOIN cell c ON c.id = j.value`, []any{jsonList(strange)}, func(scan func(...any) error) error {
		var c cell
		var body []byte
		if err := scan(&c.id, &c.key.what, &c.key.country, &c.key.span, &c.first, &c.last,
			&c.fromMin, &c.toMax, &c.killed, &c.families, &c.rows, &body); err != nil {
			return err
		}
		rows, err := unsealRows(body)
		if err != nil {
			return err
		}
		c.body = slices.Clone(rows)
		l.cells[c.id] = &c
		return nil
	})
}

// take cuts a row out of the cell that holds it; load must have read the cell.
func (t *tx) take(id int64, n uint32, r *listRow) error {
	c, ok := t.list.cells[id]
	if !ok {
		return errRow
	}
	body, err := cutRow(c.body, n, r)
	if err != nil {
		return err
	}
	c.body = body
	c.rows--
	c.changed = true
	return nil
}

// flush writes what the transaction has changed in lists and counts.
func (t *tx) flush(ctx context.Context) error {
	if t.list == nil {
		return nil
	}
	if err := t.flushCells(ctx); err != nil {
		return err
	}
	if err := t.flushPostings(ctx); err != nil {
		return err
	}
	if err := t.flushFigures(ctx); err != nil {
		return err
	}
	return t.flushUses(ctx)
}

// flushCells writes the cells that changed. They stay in memory for what comes.
func (t *tx) flushCells(ctx context.Context) error {
	for _, id := range slices.Sorted(maps.Keys(t.list.cells)) {
		c := t.list.cells[id]
		if !c.changed {
			continue
		}
		var err error
		if c.fresh {
			_, err = t.s.exec(ctx, `INSERT INTO cell (id, what, country, span, first, last, from_min, to_max, killed, families, rows, body)
				VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
				c.id, int(c.key.what), c.key.country, c.key.span, c.first, c.last, c.fromMin, c.toMax, c.killed, c.families, c.rows, sealRows(c.body))
		} else {
			_, err = t.s.exec(ctx, `UPDATE cell SET first = $8, last = $9, from_min = $2, to_max = $3, killed = $4, families = $5, rows = $6, body = $7
				WHERE id = $1`, c.id, c.fromMin, c.toMax, c.killed, c.families, c.rows, sealRows(c.body), c.first, c.last)
		}
		if err != nil {
			return err
		}
		c.changed, c.fresh = false, false
	}
	return nil
}

// flushPostings writes the terms of new rows.
func (t *tx) flushPostings(ctx context.Context) error {
	list := slices.SortedFunc(maps.Keys(t.list.posts), func(a, b posting) int {
		return cmp.Or(cmp.Compare(a.term, b.term), cmp.Compare(a.cell, b.cell))
	})
	flat := make([]any, 0, 2*len(list))
	for _, p := range list {
		flat = append(flat, int64(p.term), p.cell)
	}
	if err := t.s.insertAll(ctx, "INSERT OR IGNORE INTO posting (term, cell)", "", 2, flat); err != nil {
		return err
	}
	clear(t.list.posts)
	return nil
}
