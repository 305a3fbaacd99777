package cluster

import (
	"cmp"
	"context"
	"slices"

	"parley"
)

// Fresh groups nodes without a store: what Add must come to in any order. Of two
// nodes of one ID the first counts. It returns the groups by ID and the links by
// A and B.
func Fresh[D any](m Model[D], nodes []parley.Node, decisions []parley.Decision) ([]Group, []parley.Link, error) {
	once := make(map[string]bool, len(nodes))
	var all []parley.Node
	for _, n := range nodes {
		if !once[n.ID] {
			once[n.ID] = true
			all = append(all, n)
		}
	}
	slices.SortFunc(all, byOrder)
	seen := newDigests(m)
	links, err := compare(context.Background(), seen, nil, all)
	if err != nil {
		return nil, nil, err
	}
	var stand []parley.Decision
	for _, d := range decisions {
		if d.Grouping == m.Grouping() {
			stand = append(stand, d)
		}
	}
	groups, err := groupsOf(seen, all, links, stand)
	if err != nil {
		return nil, nil, err
	}
	slices.SortFunc(groups, func(a, b Group) int { return cmp.Compare(a.ID, b.ID) })
	return groups, links, nil
}
