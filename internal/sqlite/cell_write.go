package sqlite

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"time"
)

// listing is what a table of cells is about.
type listing int

// The listings. They stand in the store.
const (
	listIncidents    listing = 1
	listEvents       listing = 2
	listUndertakings listing = 3
	listArticles     listing = 4
)

// cellRows is how many rows a cell takes: enough that a list reads few cells,
// few enough that one changed row costs little.
const cellRows = 256

// wideDays is the longest period of a row that is kept with others; longer ones
// are kept apart, so that the bounds of the others stay narrow.
const wideDays = 45

// span is the year in which a row is sorted, 0 for one that is sorted by no day.
// Spans of rows whose periods are long are negative.
func span(r *listRow) int {
	if r.day == noDay {
		return 0
	}
	year := time.Unix(int64(r.day)*secondsOfDay, 0).UTC().Year() + yearShift
	if r.dated && (r.from == openFrom || r.to == openTo || r.to-r.from > wideDays) {
		return -year
	}
	return year
}

const (
	secondsOfDay = 24 * 60 * 60
	// yearShift makes all years positive, and none zero.
	yearShift = 100_000
)

// place is where a row is kept.
type cellKey struct {
	what    listing
	country uint32
	span    int
}

// cell is one cell, as it is kept or as a transaction changes it.
type cell struct {
	id             int64
	key            cellKey
	first, last    int32
	fromMin, toMax int32
	killed         int32
	families       uint32
	rows           int
	body           []byte // packed rows, without their checksum
	changed, fresh bool
}

// posting is one row of the table of that name.
type posting struct {
	term uint64
	cell int64
}

// Spaces of terms: what a term's number is one of.
const (
	spaceWord    = 0
	spaceParty   = 1
	spaceArticle = 2
)

// term is the number under which postings know a word, party or article of a
// listing.
func term(what listing, space int, n uint32) uint64 {
	return uint64(n)<<5 | uint64(space)<<3 | uint64(what)
}

// lists is what a transaction has changed in lists and counts and not written
// yet: each cell and figure is written once, at its end or before it reads.
type lists struct {
	cells map[int64]*cell
	open  map[cellKey]*cell
	next  int64 // first cell number that is free, zero while nobody asked
	posts map[posting]bool

	words     *numberer[word]
	parties   *numberer[partyName]
	spellings *numberer[spelled]
	actors    *numberer[string]
	mixes     *numberer[mixed]

	actorOf   map[uint32]uint32   // actor of each party met, 0 for none
	told      map[int64]uint32    // article of each event and commitment met
	outletsOf map[uint32][]string // outlet of each of these articles, none or one

	tallies  map[tallyKey]figures
	figures  map[string]int
	coverage map[coverageKey]*[7]int
	uses     uses
}

// changes returns the lists of a transaction, made at the first call.
func (t *tx) changes() *lists {
	if t.list == nil {
		t.list = &lists{
			cells: map[int64]*cell{}, open: map[cellKey]*cell{}, posts: map[posting]bool{},
			words: newWords(), parties: newParties(), spellings: newSpellings(), actors: newActors(), mixes: newMixes(),
			actorOf: map[uint32]uint32{}, told: map[int64]uint32{}, outletsOf: map[uint32][]string{},
			tallies: map[tallyKey]figures{}, figures: map[string]int{}, coverage: map[coverageKey]*[7]int{}, uses: newUses(),
		}
	}
	return t.list
}

// add puts a row into a cell and returns the cell's number. old is the row that
// was taken out before, in oldCell: its terms are known there.
func (t *tx) add(ctx context.Context, what listing, country uint32, r *listRow, old *listRow, oldCell int64) (int64, error) {
	key := cellKey{what, country, span(r)}
	c := t.changes().cells[oldCell]
	if old == nil || c.key != key { // it stays where it was if it can
		var err error
		if c, err = t.openCell(ctx, key); err != nil {
			return 0, err
		}
	}
	c.body = appendRow(c.body, r)
	c.rows++
	c.changed = true
	if r.dated {
		c.fromMin, c.toMax = min(c.fromMin, r.from), max(c.toMax, r.to)
	}
	c.first, c.last = min(c.first, r.day), max(c.last, r.day)
	c.killed, c.families = max(c.killed, r.best), max(c.families, r.families)
	t.post(c, r, old, oldCell)
	return c.id, nil
}

// post notes the terms of a row.
func (t *tx) post(c *cell, r, old *listRow, oldCell int64) {
	same := old != nil && oldCell == c.id
	note := func(space int, n uint32, had bool) {
		if n != 0 && !(same && had) {
			t.list.posts[posting{term(c.key.what, space, n), c.id}] = true
		}
	}
	for i, w := range r.slots {
		note(spaceWord, w, same && old.slots[i] == w)
	}
	for _, w := range r.outlets {
		note(spaceWord, w, same && slices.Contains(old.outlets, w))
	}
	for _, p := range r.parties {
		note(spaceParty, p.party, same && slices.ContainsFunc(old.parties, func(o partyRef) bool { return o.party == p.party }))
	}
	for _, a := range r.articles {
		note(spaceArticle, a, same && slices.Contains(old.articles, a))
	}
}

// openCell returns a cell of a place that has room.
func (t *tx) openCell(ctx context.Context, key cellKey) (*cell, error) {
	l := t.changes()
	if c, ok := l.open[key]; ok && c.rows < cellRows {
		return c, nil
	}
	// One that is in memory already may have got room.
	var id int64
	err := t.s.row(ctx, []any{&id}, `SELECT id FROM cell INDEXED BY cell_list
		WHERE what = $1 AND country = $2 AND span = $3 AND rows < $4 ORDER BY rows LIMIT 1`, int(key.what), key.country, key.span, cellRows)
	switch {
	case errNoRows(err):
	case err != nil:
		return nil, err
	default:
		if err := t.load(ctx, []int64{id}); err != nil {
			return nil, err
		}
		if c := l.cells[id]; c.rows < cellRows {
			l.open[key] = c
			return c, nil
		}
	}
	if l.next == 0 {
		if err := t.s.row(ctx, []any{&l.next}, "SELECT coalesce(max(id), 0) + 1 FROM cell"); err != nil {
			return nil, err
		}
	}
	c := &cell{id: l.next, key: key, first: openTo, last: noDay, fromMin: openTo, toMax: openFrom, killed: none, fresh: true}
	l.next++
	l.cells[c.id], l.open[key] = c, c
	return c, nil
}

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
	const chunk = 4096
	list := slices.SortedFunc(maps.Keys(t.list.posts), func(a, b posting) int {
		return cmp.Or(cmp.Compare(a.term, b.term), cmp.Compare(a.cell, b.cell))
	})
	for part := range slices.Chunk(list, chunk) {
		flat := make([][2]uint64, len(part))
		for i, p := range part {
			flat[i] = [2]uint64{p.term, uint64(p.cell)}
		}
		b, err := json.Marshal(flat)
		if err != nil {
			return err
		}
		if _, err := t.s.exec(ctx, `INSERT OR IGNORE INTO posting (term, cell)
			SELECT value ->> 0, value ->> 1 FROM json_each($1)`, string(b)); err != nil {
			return err
		}
	}
	clear(t.list.posts)
	return nil
}
