package sqlite

import (
	"cmp"
	"context"
	"slices"

	"parley"
)

// Around implements parley.Groups.
func (t *tx) Around(ctx context.Context, g parley.Grouping, ids []string) ([]parley.Node, []parley.Link, []parley.Decision, error) {
	numbers, err := t.nodeNumbers(ctx, g, ids)
	if err != nil {
		return nil, nil, nil, err
	}
	singles, tied := t.singles(g, numbers)
	nodes, byNumber, err := t.nodesOf(ctx, g, append(singles, tied...))
	if err != nil {
		return nil, nil, nil, err
	}
	links, err := t.s.linksFrom(ctx, g, tied, byNumber)
	if err != nil {
		return nil, nil, nil, err
	}
	decided, err := t.s.anyStanding(ctx, g)
	if err != nil || !decided {
		return nodes, links, nil, err
	}
	decisions, err := t.s.standing(ctx, g, byNumber)
	return nodes, links, decisions, err
}

// linksFrom returns the links above 0 with an end among numbered nodes, by A and B
// and without reasons. ids are the IDs of these nodes.
func (s *session) linksFrom(ctx context.Context, g parley.Grouping, numbers []int64, ids map[int64]string) ([]parley.Link, error) {
	if len(numbers) == 0 {
		return nil, ctx.Err()
	}
	text, err := sqlFor(g, `SELECT l.late, l.early, l.score, b.id
		FROM json_each($1) j CROSS JOIN ~_link l ON l.late = j.value CROSS JOIN name b ON b.n = l.early WHERE l.score > 0
		UNION ALL SELECT l.early, l.late, l.score, b.id
		FROM json_each($1) j CROSS JOIN ~_link l ON l.early = j.value CROSS JOIN name b ON b.n = l.late WHERE l.score > 0`)
	if err != nil {
		return nil, err
	}
	var links []parley.Link
	err = s.each(ctx, text, []any{jsonList(numbers)}, func(scan func(...any) error) error {
		var from, to int64
		var l parley.Link
		var other string
		if err := scan(&from, &to, &l.Score, &other); err != nil {
			return err
		}
		if _, both := ids[to]; both && to > from {
			return nil // it is found from its other end as well
		}
		l.A, l.B = min(ids[from], other), max(ids[from], other)
		links = append(links, l)
		return nil
	})
	slices.SortFunc(links, func(x, y parley.Link) int { return cmp.Or(cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B)) })
	return links, err
}
