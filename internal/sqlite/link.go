package sqlite

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strings"

	"parley"
)

// PutLinks implements parley.Groups. ErrNotFound for a link whose nodes are not
// both there.
func (t *tx) PutLinks(ctx context.Context, g parley.Grouping, links []parley.Link) error {
	text, err := sqlFor(g, `INSERT INTO ~_link (late, early, score, reasons) VALUES ($1, $2, $3, $4)
		ON CONFLICT (late, early) DO UPDATE SET score = excluded.score, reasons = excluded.reasons`)
	if err != nil {
		return err
	}
	var ends []string
	for _, l := range links {
		ends = append(ends, l.A, l.B)
	}
	slices.Sort(ends)
	numbers, err := t.nodeNumbers(ctx, g, slices.Compact(ends))
	if err != nil {
		return err
	}
	there := make(map[int64]bool, len(numbers))
	for _, n := range numbers {
		there[n] = true
	}
	for _, l := range links {
		if !there[t.numbers[l.A]] || !there[t.numbers[l.B]] || l.A == l.B || math.IsNaN(l.Score) {
			return fmt.Errorf("%w: a link of %s needs two of its nodes and a score, not %s and %s (%g)",
				parley.ErrNotFound, g, l.A, l.B, l.Score)
		}
	}
	features, err := t.features(ctx, links)
	if err != nil {
		return err
	}
	var packed []byte
	held := t.memo.of(g)
	for _, l := range links {
		a, b := t.numbers[l.A], t.numbers[l.B]
		packed = packReasons(packed[:0], l.Reasons, features)
		if _, err := t.s.exec(ctx, text, max(a, b), min(a, b), l.Score, guard(packed, scoreBytes(l.Score))); err != nil {
			return fmt.Errorf("link %s %s: %w", l.A, l.B, err)
		}
		for _, n := range [...]int64{a, b} {
			if m := held[n]; m.single {
				held[n] = &memoNode{m.node, m.group, false}
			}
		}
	}
	return nil
}

// walk finds what is reached from the nodes numbered in $1 over links.
const walk = `WITH RECURSIVE reach (n) AS (
	SELECT value FROM json_each($1)
	UNION SELECT l.early FROM reach r CROSS JOIN ~_link l ON l.late = r.n WHERE l.score > 0
	UNION SELECT l.late FROM reach r CROSS JOIN ~_link l ON l.early = r.n WHERE l.score > 0
	~~) SELECT json_group_array(n) FROM reach`

// walkDecisions is what walk has more where decisions stand in the grouping $2.
const walkDecisions = `UNION SELECT x.n FROM reach r CROSS JOIN decision_node d ON d.n = r.n
	CROSS JOIN decision c ON c.id = d.decision AND c.grouping = $2 AND c.undone_at IS NULL
	CROSS JOIN decision_node e ON e.decision = d.decision CROSS JOIN ~_node x ON x.n = e.n`

// Component implements parley.Groups.
func (t *tx) Component(ctx context.Context, g parley.Grouping, ids []string) ([]parley.Node, []parley.Link, []parley.Decision, error) {
	decided, err := t.s.anyStanding(ctx, g)
	if err != nil {
		return nil, nil, nil, err
	}
	text, args := strings.Replace(walk, "~~", "", 1), []any{nil}
	if decided {
		text, args = strings.Replace(walk, "~~", walkDecisions, 1), []any{nil, string(g)}
	}
	if text, err = sqlFor(g, text); err != nil {
		return nil, nil, nil, err
	}
	from, err := t.nodeNumbers(ctx, g, ids)
	if err != nil {
		return nil, nil, nil, err
	}
	var singles, tied []int64
	if !decided {
		singles, from = t.singles(g, from)
	}
	if args[0] = jsonList(from); len(from) > 0 {
		if tied, err = t.s.list64(ctx, text, args...); err != nil {
			return nil, nil, nil, err
		}
	}
	nodes, byNumber, err := t.nodesOf(ctx, g, append(singles, tied...))
	if err != nil {
		return nil, nil, nil, err
	}
	links, err := t.s.linksAmong(ctx, g, tied, byNumber)
	if err != nil || !decided {
		return nodes, links, nil, err
	}
	decisions, err := t.s.standing(ctx, g, byNumber)
	return nodes, links, decisions, err
}

// singles parts the nodes that are known to have no link from the rest. Each is
// given once.
func (t *tx) singles(g parley.Grouping, numbers []int64) (singles, rest []int64) {
	held := t.memo.of(g)
	slices.Sort(numbers)
	for _, n := range slices.Compact(numbers) {
		if held[n].single {
			singles = append(singles, n)
		} else {
			rest = append(rest, n)
		}
	}
	return singles, rest
}

// nodeNumbers returns the numbers of those IDs that are nodes of a grouping.
func (t *tx) nodeNumbers(ctx context.Context, g parley.Grouping, ids []string) ([]int64, error) {
	if err := t.learn(ctx, ids); err != nil {
		return nil, err
	}
	var named []int64
	for _, id := range ids {
		if n, ok := t.numbers[id]; ok {
			named = append(named, n)
		}
	}
	if err := t.hold(ctx, g, named); err != nil {
		return nil, err
	}
	held := t.memo.of(g)
	return slices.DeleteFunc(named, func(n int64) bool { return held[n] == nil }), nil
}

// linksAmong returns the links among numbered nodes, whose IDs are in ids, by A
// and B.
func (s *session) linksAmong(ctx context.Context, g parley.Grouping, numbers []int64, ids map[int64]string) ([]parley.Link, error) {
	text, err := sqlFor(g, "SELECT l.late, l.early, l.score, l.reasons FROM json_each($1) j CROSS JOIN ~_link l ON l.late = j.value")
	if err != nil {
		return nil, err
	}
	if len(numbers) == 0 {
		return nil, ctx.Err()
	}
	features, err := s.featureNames(ctx)
	if err != nil {
		return nil, err
	}
	var links []parley.Link
	err = s.each(ctx, text, []any{jsonList(numbers)}, func(scan func(...any) error) error {
		var late, early int64
		var l parley.Link
		var packed []byte
		if err := scan(&late, &early, &l.Score, &packed); err != nil {
			return err
		}
		other, ok := ids[early]
		if !ok {
			return nil // a link of 0 or below leads out
		}
		l.A, l.B = min(ids[late], other), max(ids[late], other)
		bare, err := unguard(packed, scoreBytes(l.Score))
		if err != nil {
			return fmt.Errorf("link %s %s: %w", l.A, l.B, err)
		}
		reasons, err := unpackReasons(bare, features)
		l.Reasons = reasons
		links = append(links, l)
		return err
	})
	slices.SortFunc(links, func(x, y parley.Link) int { return cmp.Or(cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B)) })
	return links, err
}

// links returns the links among nodes, the strongest first.
func (s *session) links(ctx context.Context, g parley.Grouping, nodes []string) ([]parley.Link, error) {
	numbers, err := s.lookup(ctx, nodes)
	if err != nil {
		return nil, err
	}
	ids := make(map[int64]string, len(numbers))
	for id, n := range numbers {
		ids[n] = id
	}
	links, err := s.linksAmong(ctx, g, numbersIn(ids), ids)
	slices.SortStableFunc(links, func(x, y parley.Link) int { return cmp.Compare(y.Score, x.Score) })
	return links, err
}

// numbersIn returns the keys of a map in order, so that pages are read in order.
func numbersIn[V any](m map[int64]V) []int64 {
	numbers := make([]int64, 0, len(m))
	for n := range m {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	return numbers
}

// scoreBytes are the bytes of a score, for the checksum of its link.
func scoreBytes(score float64) []byte {
	return binary.LittleEndian.AppendUint64(nil, math.Float64bits(score))
}
