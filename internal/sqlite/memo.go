package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"parley"
)

// memo holds what the writer read or wrote of late: batches of news are about the
// same days, so that one asks for the nodes that the one before it asked for. It
// is good as long as no other program writes, and is dropped when a transaction
// is not kept.
type memo struct {
	// version is the file's as the writer sees it: it moves when others write.
	version int64
	numbers map[string]int64
	nodes   map[parley.Grouping]map[int64]*memoNode
	// features are all that the store knows; nil until asked for.
	features map[string]int64
}

// memoNode is a node with its group, empty for none. Its keys and its digest are
// shared with whoever read it, and never changed.
type memoNode struct {
	node  parley.Node
	group string
	// single is true for a node that was new and got no link since: most are, and
	// nothing need be asked to know what they reach.
	single bool
}

// Most numbers and most nodes of one grouping that are held from one transaction
// to the next: some tens of megabytes in all.
const (
	memoNumbers = 200_000
	memoNodes   = 20_000
)

// newMemo returns a memo that holds nothing.
func newMemo() *memo {
	return &memo{numbers: map[string]int64{}, nodes: map[parley.Grouping]map[int64]*memoNode{}}
}

// recall returns the memo that a transaction begins with. The writer has the
// lock: nobody else writes until it ends.
func (st *Store) recall(ctx context.Context) (*memo, error) {
	var version int64
	if err := st.writer.row(ctx, []any{&version}, "PRAGMA data_version"); err != nil {
		return nil, err
	}
	m := st.memo
	if m == nil || m.version != version {
		m = newMemo()
		m.version = version
	}
	st.memo = nil // until the transaction is kept
	return m, nil
}

// remember keeps the memo of a transaction that was kept.
func (st *Store) remember(m *memo) {
	if len(m.numbers) > memoNumbers {
		m.numbers = map[string]int64{}
	}
	for g, nodes := range m.nodes {
		if len(nodes) > memoNodes {
			delete(m.nodes, g)
		}
	}
	st.memo = m
}

// of returns the nodes of a grouping that are held.
func (m *memo) of(g parley.Grouping) map[int64]*memoNode {
	nodes, ok := m.nodes[g]
	if !ok {
		nodes = map[int64]*memoNode{}
		m.nodes[g] = nodes
	}
	return nodes
}

// nodesOf returns the nodes of a grouping that have these numbers, by ID, and
// their IDs by number. Those that are no node of it are left out.
func (t *tx) nodesOf(ctx context.Context, g parley.Grouping, numbers []int64) ([]parley.Node, map[int64]string, error) {
	if err := t.hold(ctx, g, numbers); err != nil {
		return nil, nil, err
	}
	held := t.memo.of(g)
	nodes := make([]parley.Node, 0, len(numbers))
	ids := make(map[int64]string, len(numbers))
	for _, n := range numbers {
		if m, ok := held[n]; ok {
			nodes = append(nodes, m.node)
			ids[n] = m.node.ID
		}
	}
	slices.SortFunc(nodes, func(a, b parley.Node) int { return strings.Compare(a.ID, b.ID) })
	return nodes, ids, nil
}

// hold reads those nodes that are not held yet.
func (t *tx) hold(ctx context.Context, g parley.Grouping, numbers []int64) error {
	text, err := sqlFor(g, `SELECT x.n, a.id, x.grp, x.ord, x.keys, x.digest
		FROM json_each($1) j CROSS JOIN ~_node x ON x.n = j.value CROSS JOIN name a ON a.n = x.n`)
	if err != nil {
		return err
	}
	held := t.memo.of(g)
	var missing []int64
	for _, n := range numbers {
		if held[n] == nil {
			missing = append(missing, n)
		}
	}
	if len(missing) == 0 {
		return ctx.Err()
	}
	var packed, digest sql.RawBytes
	var group sql.NullString
	return t.s.each(ctx, text, []any{jsonList(missing)}, func(scan func(...any) error) error {
		var n int64
		m := new(memoNode)
		if err := scan(&n, &m.node.ID, &group, &m.node.Order, &packed, &digest); err != nil {
			return err
		}
		m.group = group.String
		keys, err := unpackKeys(packed)
		if err != nil {
			return fmt.Errorf("node %s: %w", m.node.ID, err)
		}
		m.node.Keys = keys
		if m.node.Digest, err = unguard(digest, packed, []byte(m.node.Order)); err != nil {
			return fmt.Errorf("node %s: %w", m.node.ID, err)
		}
		m.node.Digest = bytes.Clone(m.node.Digest)
		held[n] = m
		return nil
	})
}

// list64 returns the numbers that a query gives as one JSON array: a row for each
// would cost more than finding it does.
func (s *session) list64(ctx context.Context, text string, args ...any) ([]int64, error) {
	var packed sql.RawBytes
	var numbers []int64
	err := s.each(ctx, text, args, func(scan func(...any) error) error {
		if err := scan(&packed); err != nil {
			return err
		}
		numbers = make([]int64, 0, len(packed)/5)
		n, in := int64(0), false
		for _, c := range packed {
			if '0' <= c && c <= '9' {
				n, in = n*10+int64(c-'0'), true
				continue
			}
			if in {
				numbers = append(numbers, n)
			}
			n, in = 0, false
		}
		return nil
	})
	return numbers, err
}
