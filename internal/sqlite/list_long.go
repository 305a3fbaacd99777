package sqlite

import (
	"cmp"
	"context"
	"slices"
)

// A snapshot never changes. So once a second page is asked of one of its listings,
// all that the listing holds is found and sorted at once, in 24 bytes a row, and each
// further page costs what reading its own rows costs. Outside of snapshots, lists
// change between pages, and each page is found anew.

// longLists are the listings that a snapshot keeps.
type longLists struct {
	lists []longList // the last asked for last
}

// longList is one listing, in order; rows that only their IDs part are in any.
type longList struct {
	of   uint64 // paging.of
	rows []longRow
}

// longRow is found without its ID.
type longRow struct {
	key int64
	tie uint64
	n   uint32
}

func (a longRow) compare(b longRow) int {
	return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.tie, b.tie))
}

// longMost is how many listings a snapshot keeps.
const longMost = 4

// of returns the listing that a page continues, nil if it is not kept.
func (l *longLists) of(p paging) *longList {
	if l == nil || p.after == nil {
		return nil
	}
	at := slices.IndexFunc(l.lists, func(x longList) bool { return x.of == p.of })
	if at < 0 {
		return nil
	}
	x := l.lists[at]
	l.lists = append(slices.Delete(l.lists, at, at+1), x)
	return &l.lists[len(l.lists)-1]
}

// keep finds and keeps the listing that a page continues.
func (l *longLists) keep(ctx context.Context, s *session, q *test, p paging) (*longList, error) {
	cells, err := s.cells(ctx, q, p.order, nil)
	if err != nil {
		return nil, err
	}
	x := longList{of: p.of}
	if err := s.walk(ctx, q, cells, false, nil, func(r *listRow) {
		x.rows = append(x.rows, longRow{keyOf(p.order, r), r.tie, r.n})
	}); err != nil {
		return nil, err
	}
	slices.SortFunc(x.rows, longRow.compare)
	if len(l.lists) == longMost {
		l.lists = slices.Delete(l.lists, 0, 1)
	}
	l.lists = append(l.lists, x)
	return &l.lists[len(l.lists)-1], nil
}

// behind returns the rows among which the next limit rows behind one are: those
// that share its key and tie too, and all that share those of the last.
func (x *longList) behind(from found, limit int) []found {
	start, _ := slices.BinarySearchFunc(x.rows, longRow{key: from.key, tie: from.tie}, longRow.compare)
	end := start
	for end < len(x.rows) && x.rows[end].compare(longRow{key: from.key, tie: from.tie}) == 0 {
		end++
	}
	end = min(end+limit, len(x.rows))
	for end > start && end < len(x.rows) && x.rows[end].compare(x.rows[end-1]) == 0 {
		end++
	}
	list := make([]found, end-start)
	for i, r := range x.rows[start:end] {
		list[i] = found{key: r.key, tie: r.tie, n: r.n}
	}
	return list
}
