package sqlite

import (
	"cmp"
	"context"
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

// start is the row behind which a page begins.
func (p *paging) start(prefix string) found {
	return found{key: p.after.Key, tie: tieOf(strings.TrimPrefix(p.after.ID, prefix)), id: p.after.ID}
}

// find returns one page of a listing, in order, and the cursor to the next.
func (s *session) find(ctx context.Context, q *test, p paging, prefix string) (page []found, next string, err error) {
	if s.long != nil && p.after != nil {
		list, err := s.long.keep(ctx, s, q, p)
		if err != nil {
			return nil, "", err
		}
		return s.cutPage(ctx, list.behind(p.start(prefix), p.limit+1), p, prefix)
	}
	b := &best{limit: p.limit + 1, all: p.after == nil}
	var behind *int64
	if p.after != nil {
		b.from = p.start(prefix)
		behind = &b.from.key
	}
	cells, err := s.cells(ctx, q, p.order, behind)
	if err != nil {
		return nil, "", err
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
	return s.cutPage(ctx, b.list, p, prefix)
}

// findAgain returns a page of a listing that a snapshot keeps; false if it does not.
func (s *session) findAgain(ctx context.Context, p paging, prefix string) (page []found, next string, ok bool, err error) {
	list := s.long.of(p)
	if list == nil {
		return nil, "", false, nil
	}
	page, next, err = s.cutPage(ctx, list.behind(p.start(prefix), p.limit+1), p, prefix)
	return page, next, true, err
}

// cutPage makes a page of the rows among which it is, and the cursor to the next.
func (s *session) cutPage(ctx context.Context, list []found, p paging, prefix string) (page []found, next string, err error) {
	if err := s.nameFound(ctx, list, prefix); err != nil {
		return nil, "", err
	}
	slices.SortFunc(list, found.compare)
	page = list
	if p.after != nil {
		from := p.start(prefix)
		page = slices.DeleteFunc(list, func(f found) bool { return f.compare(from) <= 0 })
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
