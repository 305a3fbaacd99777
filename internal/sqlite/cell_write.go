package sqlite

import (
	"context"
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

// cellKey is where a row is kept.
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
