package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"math"
	"slices"
	"strings"

	"parley"
)

// found is a row that a listing found: what it is sorted by, and its number.
type found struct {
	key int64
	tie uint64
	n   uint32
	id  string
}

// compare sorts what was found; ties go by ID.
func (a found) compare(b found) int {
	return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.tie, b.tie), strings.Compare(a.id, b.id))
}

// keyOf is what an order sorts a row by, the least first.
func keyOf(order parley.Order, r *listRow) int64 {
	switch order {
	case parley.OrderNewest, parley.OrderOldest:
		if r.day == noDay {
			return math.MaxInt64
		}
		if order == parley.OrderNewest {
			return -int64(r.day)
		}
		return int64(r.day)
	case parley.OrderKilled:
		return -int64(r.best)
	case parley.OrderReports:
		return -int64(r.families)
	case parley.OrderDue:
		if r.due != noDay {
			return int64(r.due)
		}
	}
	return math.MaxInt64
}

// cellInfo is a cell without its rows.
type cellInfo struct {
	id      int64
	country uint32
	bound   int64 // no row of it has a lower key
}

// boundOf is the least key that a row of a cell can have, in SQL.
func boundOf(order parley.Order) string {
	switch order {
	case parley.OrderKilled:
		return "-c.killed"
	case parley.OrderReports:
		return "-c.families"
	case parley.OrderNewest:
		return "CASE c.span WHEN 0 THEN 9223372036854775807 ELSE -c.last END"
	case parley.OrderOldest:
		return "CASE c.span WHEN 0 THEN 9223372036854775807 ELSE c.first END"
	}
	return "0"
}

// Texts that find cells, behind what they select. The index holds all of it.
const (
	cellsAll = ` FROM cell c INDEXED BY cell_list
		WHERE c.what = $1 AND c.from_min <= $2 AND c.to_max >= $3 AND c.killed >= $4`
	cellsOfCountries = ` FROM json_each($5) j CROSS JOIN cell c INDEXED BY cell_list ON c.what = $1 AND c.country = j.value
		WHERE c.from_min <= $2 AND c.to_max >= $3 AND c.killed >= $4`
)

// cells returns the cells in which rows that pass can be, best bound first.
func (s *session) cells(ctx context.Context, q *test, order parley.Order) ([]cellInfo, error) {
	if q.never {
		return nil, nil
	}
	only, err := s.cellsByTerms(ctx, q)
	if err != nil {
		return nil, err
	}
	text, args := cellsAll, []any{int(q.what), int64(math.MaxInt64), int64(math.MinInt64), int64(math.MinInt32)}
	if q.period {
		args[1], args[2] = int64(q.to), int64(q.from)
	}
	if q.killed {
		args[3] = max(int64(q.killedMin), 0)
	}
	if q.countries != nil {
		b, err := json.Marshal(q.countries)
		if err != nil {
			return nil, err
		}
		text, args = cellsOfCountries, append(args, string(b))
	}
	var list []cellInfo
	err = s.each(ctx, "SELECT c.id, c.country, "+boundOf(order)+text, args, func(scan func(...any) error) error {
		var id, country, bound any // numbers come out of the driver so: converting them costs more than all the rest
		if err := scan(&id, &country, &bound); err != nil {
			return err
		}
		if id := number64(id); only == nil || only[id] {
			list = append(list, cellInfo{id, uint32(number64(country)), number64(bound)})
		}
		return nil
	})
	slices.SortFunc(list, func(a, b cellInfo) int { return cmp.Or(cmp.Compare(a.bound, b.bound), cmp.Compare(a.id, b.id)) })
	return list, err
}

// number64 is an integer as it comes out of the driver.
func number64(v any) int64 {
	n, _ := v.(int64)
	return n
}

// rareCells is in how many cells a term may be and still count as rare: to list
// more costs more than it spares.
const rareCells = 2000

// rareTerms is how many terms of one field are looked up.
const rareTerms = 500

// cellsByTerms narrows the cells by the rare terms of a filter; nil for no
// narrowing.
func (s *session) cellsByTerms(ctx context.Context, q *test) (map[int64]bool, error) {
	var fields [][]uint64
	add := func(space int, numbers []uint32) {
		if numbers == nil || len(numbers) > rareTerms || slices.Contains(numbers, 0) {
			return
		}
		terms := make([]uint64, len(numbers))
		for i, n := range numbers {
			terms[i] = term(q.what, space, n)
		}
		fields = append(fields, terms)
	}
	if q.articles != nil && q.articles.count <= rareTerms {
		list := []uint32{}
		for n := range q.articles.each {
			list = append(list, uint32(n))
		}
		add(spaceArticle, list)
	}
	if q.parties != nil {
		list := []uint32{}
		for n := range q.parties.each {
			list = append(list, uint32(n))
		}
		add(spaceParty, list)
	}
	add(spaceWord, q.outlets)
	for _, slot := range q.slots {
		add(spaceWord, slot)
	}
	var only map[int64]bool
	for _, terms := range fields {
		cells, err := s.cellsOfTerms(ctx, terms)
		if err != nil {
			return nil, err
		}
		if cells == nil {
			continue
		}
		if only != nil {
			for id := range only {
				if !cells[id] {
					delete(only, id)
				}
			}
			continue
		}
		only = cells
	}
	return only, nil
}

// cellsOfTerms returns the cells that hold one of the terms, nil for too many.
func (s *session) cellsOfTerms(ctx context.Context, terms []uint64) (map[int64]bool, error) {
	b, err := json.Marshal(terms)
	if err != nil {
		return nil, err
	}
	cells := map[int64]bool{}
	seen := 0
	err = s.each(ctx, "SELECT p.cell FROM json_each($1) j CROSS JOIN posting p ON p.term = j.value LIMIT $2",
		[]any{string(b), rareCells + 1}, func(scan func(...any) error) error {
			var id int64
			seen++
			if err := scan(&id); err != nil {
				return err
			}
			cells[id] = true
			return nil
		})
	if seen > rareCells {
		return nil, err
	}
	return cells, err
}

// walk goes through the rows of cells that pass; matters reports after each few
// cells whether one of the bound can still matter. use must not keep the row,
// and its lists are read only where full.
func (s *session) walk(ctx context.Context, q *test, cells []cellInfo, full bool, matters func(bound int64) bool, use func(*listRow)) error {
	var r listRow
	for size := 2; len(cells) > 0; size = min(2*size, 256) {
		if matters != nil && !matters(cells[0].bound) {
			return nil
		}
		part := cells[:min(size, len(cells))]
		cells = cells[len(part):]
		err := s.bodies(ctx, part, func(c cellInfo, rows []byte) error {
			r.country = c.country
			var p packed
			for {
				end, ok := p.next(rows)
				if !ok {
					break
				}
				if q.pass(&p, &r, full) {
					if p.bad || p.i > end {
						return errRow
					}
					use(&r)
				}
				p.i = end
			}
			if p.bad {
				return errRow
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// bodies reads the rows of cells.
func (s *session) bodies(ctx context.Context, cells []cellInfo, f func(c cellInfo, rows []byte) error) error {
	ids := make([]int64, len(cells))
	for i, c := range cells {
		ids[i] = c.id
	}
	var body sql.RawBytes
	return s.each(ctx, "SELECT j.key, c.body FROM json_each($1) j CROSS JOIN cell c ON c.id = j.value", []any{jsonList(ids)},
		func(scan func(...any) error) error {
			var at int
			if err := scan(&at, &body); err != nil {
				return err
			}
			rows, err := unsealRows(body)
			if err != nil {
				return err
			}
			return f(cells[at], rows)
		})
}

// best keeps the rows with the least keys while cells are read.
type best struct {
	limit int
	from  found // rows before it are left out; with its key and tie they stay
	all   bool  // there is no such bound
	list  []found
	// worst is the key of the last row that a page can need, once there are enough.
	worst  int64
	enough bool
}

// wants reports whether a row can be on the page.
func (b *best) wants(f found) bool {
	return (b.all || f.key > b.from.key || f.key == b.from.key && f.tie >= b.from.tie) && (!b.enough || f.key <= b.worst)
}

// offer takes a row in if it can be on the page.
func (b *best) offer(f found) {
	if !b.wants(f) {
		return
	}
	b.list = append(b.list, f)
	if len(b.list) >= 4*b.limit+1024 {
		b.cut()
	}
}

// cut drops what cannot be on the page. Rows that only their IDs part stay.
func (b *best) cut() {
	slices.SortFunc(b.list, found.compare)
	need := b.limit
	for _, f := range b.list {
		if !b.all && f.key == b.from.key && f.tie == b.from.tie {
			need++ // it may be on an earlier page
		}
	}
	if len(b.list) <= need {
		return
	}
	last := b.list[need-1]
	for need < len(b.list) && b.list[need].key == last.key && b.list[need].tie == last.tie {
		need++
	}
	b.list = b.list[:need]
	b.worst, b.enough = last.key, true
}

// find returns one page of a listing, in order, and the cursor to the next.
func (s *session) find(ctx context.Context, q *test, p paging, prefix string) (page []found, next string, err error) {
	cells, err := s.cells(ctx, q, p.order)
	if err != nil {
		return nil, "", err
	}
	b := &best{limit: p.limit + 1, all: p.after == nil}
	if p.after != nil {
		b.from = found{key: p.after.Key, tie: tieOf(strings.TrimPrefix(p.after.ID, prefix)), id: p.after.ID}
	}
	q.order = p.order
	matters := func(bound int64) bool {
		if len(b.list) >= b.limit {
			b.cut()
		}
		if b.enough {
			q.worst = b.worst
		}
		return bound <= q.worst
	}
	if err := s.walk(ctx, q, cells, false, matters, func(r *listRow) {
		b.offer(found{key: keyOf(p.order, r), tie: r.tie, n: r.n})
	}); err != nil {
		return nil, "", err
	}
	b.cut()
	if err := s.nameFound(ctx, b.list, prefix); err != nil {
		return nil, "", err
	}
	slices.SortFunc(b.list, found.compare)
	for _, f := range b.list {
		if b.all || f.compare(b.from) > 0 {
			page = append(page, f)
		}
	}
	if len(page) > p.limit {
		page = page[:p.limit]
		last := page[p.limit-1]
		next = p.next(last.key, last.id)
	}
	return page, next, nil
}

// nameFound looks up the IDs of what was found.
func (s *session) nameFound(ctx context.Context, list []found, prefix string) error {
	numbers := make([]int64, len(list))
	for i, f := range list {
		numbers[i] = int64(f.n)
	}
	ids := make(map[uint32]string, len(list))
	if err := s.each(ctx, "SELECT a.n, a.id FROM json_each($1) j CROSS JOIN name a ON a.n = j.value", []any{jsonList(numbers)},
		func(scan func(...any) error) error {
			var n uint32
			var id string
			err := scan(&n, &id)
			ids[n] = prefix + id
			return err
		}); err != nil {
		return err
	}
	for i := range list {
		list[i].id = ids[list[i].n]
	}
	return nil
}
