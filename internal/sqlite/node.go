package sqlite

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"parley"
)

// A grouping's tables are named after it. The SQL of all groupings is the same
// but for that name, so it is written once, with ~ in its place.
func sqlFor(g parley.Grouping, text string) (string, error) {
	switch g {
	case parley.Families, parley.Stories, parley.Incidents, parley.Undertakings:
		return strings.ReplaceAll(text, "~", string(g)), nil
	}
	return "", fmt.Errorf("%w: grouping %q is not known", parley.ErrQuery, g)
}

// sqlsFor does the same for several texts.
func sqlsFor(g parley.Grouping, texts ...string) ([]string, error) {
	out := make([]string, len(texts))
	for i, text := range texts {
		var err error
		if out[i], err = sqlFor(g, text); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// PutNodes implements parley.Groups.
func (t *tx) PutNodes(ctx context.Context, g parley.Grouping, nodes []parley.Node) error {
	sql, err := sqlsFor(g, "SELECT x.n, x.keys FROM json_each($1) j CROSS JOIN ~_node x ON x.n = j.value",
		"DELETE FROM ~_block WHERE key = $1 AND n = $2",
		`INSERT INTO ~_node (n, ord, keys, digest) VALUES ($1, $2, $3, $4)
		ON CONFLICT (n) DO UPDATE SET ord = excluded.ord, keys = excluded.keys, digest = excluded.digest`,
		"INSERT OR IGNORE INTO ~_block (key, n) VALUES (?, ?)")
	if err != nil {
		return err
	}
	for _, node := range nodes {
		for _, key := range node.Keys {
			if err := plain(key); err != nil {
				return err
			}
		}
	}
	numbers, err := t.numbersOf(ctx, idsOf(nodes))
	if err != nil {
		return err
	}
	had, err := t.s.keysOf(ctx, sql[0], numbers)
	if err != nil {
		return err
	}
	now := make(map[int64][]string, len(nodes)) // of a node that comes twice, the last counts
	for i, node := range nodes {
		n := numbers[i]
		keys := packKeys(node.Keys)
		if _, err := t.s.exec(ctx, sql[2], n, node.Order, keys, guard(node.Digest, keys, []byte(node.Order))); err != nil {
			return fmt.Errorf("node %s: %w", node.ID, err)
		}
		_, old := had[n]
		_, twice := now[n]
		now[n] = node.Keys
		t.holdWritten(g, n, node, !old && !twice)
	}
	for n, keys := range had {
		for _, key := range keys {
			if _, err := t.s.exec(ctx, sql[1], key, n); err != nil {
				return err
			}
		}
	}
	return t.putBlocks(ctx, sql[3], now)
}

// blocksAtOnce is how many rows of blocks one statement writes: they are narrow
// and many, so that a statement for each costs twice as much.
const blocksAtOnce = 50

// putBlocks writes the blocks of nodes, in the order in which they lie.
func (t *tx) putBlocks(ctx context.Context, insert string, keysOf map[int64][]string) error {
	type row struct {
		key string
		n   int64
	}
	var rows []row
	for n, keys := range keysOf {
		for _, key := range keys {
			rows = append(rows, row{key, n})
		}
	}
	slices.SortFunc(rows, func(a, b row) int { return cmp.Or(strings.Compare(a.key, b.key), cmp.Compare(a.n, b.n)) })
	many := insert + strings.Repeat(", (?, ?)", blocksAtOnce-1)
	for len(rows) > 0 {
		text, size := many, blocksAtOnce
		if len(rows) < size {
			text, size = insert, 1
		}
		args := make([]any, 0, 2*blocksAtOnce)
		for _, r := range rows[:size] {
			args = append(args, r.key, r.n)
		}
		if _, err := t.s.exec(ctx, text, args...); err != nil {
			return fmt.Errorf("blocks: %w", err)
		}
		rows = rows[size:]
	}
	return nil
}

// holdWritten holds a node that was written. If it was there, its group and its
// links stay: then it is held only if it was before.
func (t *tx) holdWritten(g parley.Grouping, n int64, node parley.Node, isNew bool) {
	held := t.memo.of(g)
	node.Keys, node.Digest = slices.Clone(node.Keys), bytes.Clone(node.Digest)
	if isNew {
		held[n] = &memoNode{node: node, single: true}
	} else if m, ok := held[n]; ok {
		held[n] = &memoNode{node, m.group, m.single}
	}
}

// keysOf returns the keys of those nodes that are there.
func (s *session) keysOf(ctx context.Context, text string, numbers []int64) (map[int64][]string, error) {
	had := map[int64][]string{}
	err := s.each(ctx, text, []any{jsonList(numbers)}, func(scan func(...any) error) error {
		var n int64
		var packed []byte
		if err := scan(&n, &packed); err != nil {
			return err
		}
		keys, err := unpackKeys(packed)
		had[n] = keys
		return err
	})
	return had, err
}

// InBlocks implements parley.Groups.
func (t *tx) InBlocks(ctx context.Context, g parley.Grouping, keys []string) ([]parley.Node, error) {
	text, err := sqlFor(g, `SELECT json_group_array(n) FROM (
		SELECT DISTINCT b.n FROM json_each($1) j CROSS JOIN ~_block b ON b.key = j.value)`)
	if err != nil {
		return nil, err
	}
	numbers, err := t.s.list64(ctx, text, jsonList(keys))
	if err != nil {
		return nil, err
	}
	nodes, _, err := t.nodesOf(ctx, g, numbers)
	return nodes, err
}

// GroupsOf implements parley.Groups.
func (t *tx) GroupsOf(ctx context.Context, g parley.Grouping, ids []string) (map[string]string, error) {
	if err := t.learn(ctx, ids); err != nil {
		return nil, err
	}
	numbers := make([]int64, 0, len(ids))
	for _, id := range ids {
		if n, ok := t.numbers[id]; ok {
			numbers = append(numbers, n)
		}
	}
	if err := t.hold(ctx, g, numbers); err != nil {
		return nil, err
	}
	held := t.memo.of(g)
	groups := make(map[string]string, len(numbers))
	for _, n := range numbers {
		if m, ok := held[n]; ok && m.group != "" {
			groups[m.node.ID] = m.group
		}
	}
	return groups, nil
}

// groupsOf returns the group of each node that is in one.
func (s *session) groupsOf(ctx context.Context, g parley.Grouping, ids []string) (map[string]string, error) {
	text, err := sqlFor(g, `SELECT a.id, x.grp FROM json_each($1) j CROSS JOIN name a ON a.id = j.value
		CROSS JOIN ~_node x ON x.n = a.n WHERE x.grp IS NOT NULL`)
	if err != nil {
		return nil, err
	}
	groups := make(map[string]string, len(ids))
	err = s.each(ctx, text, []any{jsonList(ids)}, func(scan func(...any) error) error {
		var id, group string
		if err := scan(&id, &group); err != nil {
			return err
		}
		groups[id] = group
		return nil
	})
	return groups, err
}

// SetGroups implements parley.Groups. ErrNotFound for a node that is not there.
func (t *tx) SetGroups(ctx context.Context, g parley.Grouping, groupOf map[string]string) error {
	text, err := sqlFor(g, "UPDATE ~_node SET grp = $2 WHERE n = $1")
	if err != nil {
		return err
	}
	ids := make([]string, 0, len(groupOf))
	for id := range groupOf {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	numbers, err := t.nodeNumbers(ctx, g, ids)
	if err != nil {
		return err
	}
	if len(numbers) != len(ids) {
		return fmt.Errorf("%w: a group is set of what is no %s node", parley.ErrNotFound, g)
	}
	if g == parley.Families {
		if err := t.countFamilies(ctx, ids, groupOf); err != nil {
			return err
		}
	}
	held := t.memo.of(g)
	for i, id := range ids {
		if _, err := t.s.exec(ctx, text, numbers[i], groupOf[id]); err != nil {
			return fmt.Errorf("group of %s: %w", id, err)
		}
		m := held[numbers[i]]
		held[numbers[i]] = &memoNode{m.node, groupOf[id], m.single}
	}
	return nil
}

// idsOf returns the IDs of nodes.
func idsOf(nodes []parley.Node) []string {
	ids := make([]string, len(nodes))
	for i, n := range nodes {
		ids[i] = n.ID
	}
	return ids
}
