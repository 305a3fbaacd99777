package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"parley"
)

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

// endOf is the highest key that a row of a cell can have, in SQL.
func endOf(order parley.Order) string {
	switch order {
	case parley.OrderNewest:
		return "CASE c.span WHEN 0 THEN 9223372036854775807 ELSE -c.first END"
	case parley.OrderOldest:
		return "CASE c.span WHEN 0 THEN 9223372036854775807 ELSE c.last END"
	}
	return "9223372036854775807"
}

// Texts that find cells, behind what they select. The index holds all of it.
const (
	cellsAll = ` FROM cell c INDEXED BY cell_list
		WHERE c.what = $1 AND c.from_min <= $2 AND c.to_max >= $3 AND c.killed >= $4`
	cellsOfCountries = ` FROM json_each($5) j CROSS JOIN cell c INDEXED BY cell_list ON c.what = $1 AND c.country = j.value
		WHERE c.from_min <= $2 AND c.to_max >= $3 AND c.killed >= $4`
)

// cells returns the cells in which rows that pass can be, best bound first; those
// of which all rows are before the key behind are left out.
func (s *session) cells(ctx context.Context, q *test, order parley.Order, behind *int64) ([]cellInfo, error) {
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
	if behind != nil {
		args = append(args, *behind)
		text += " AND " + endOf(order) + fmt.Sprintf(" >= $%d", len(args))
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
	for size := 2; len(cells) > 0 && (matters == nil || matters(cells[0].bound)); size = min(2*size, 256) {
		part := cells[:min(size, len(cells))]
		cells = cells[len(part):]
		if err := s.bodies(ctx, part, func(c cellInfo, rows []byte) error {
			return q.rows(c.country, rows, &r, full, use)
		}); err != nil {
			return err
		}
	}
	return nil
}

// rows calls use for the packed rows that pass. r is room for one.
func (q *test) rows(country uint32, rows []byte, r *listRow, full bool, use func(*listRow)) error {
	r.country = country
	var p packed
	for {
		end, ok := p.next(rows)
		if !ok {
			break
		}
		if q.pass(&p, r, full) {
			if p.bad || p.i > end {
				return errRow
			}
			use(r)
		}
		p.i = end
	}
	if p.bad {
		return errRow
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
