package cluster

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"parley"
)

// Check compares what s holds of nodes with what a fresh run would make of them:
// the nodes themselves, their links, and the groups of whatever they reach. It
// changes nothing. It returns what differs, in words, and the groups that hold
// nodes, as they must be.
func Check[D any](ctx context.Context, s parley.Groups, m Model[D], nodes []parley.Node) (faults []string, groups []Group, err error) {
	g := m.Grouping()
	near, err := s.InBlocks(ctx, g, allKeys(nodes))
	if err != nil {
		return nil, nil, fmt.Errorf("reading blocks of %s: %w", g, err)
	}
	seen := newDigests(m)
	r := newRegion(s, seen)
	if err := r.load(ctx, ids(nodes)); err != nil {
		return nil, nil, err
	}
	asked := make(map[string]bool, len(nodes))
	for _, n := range nodes {
		asked[n.ID] = true
	}
	faults = checkNodes(nodes, near, r.nodes)

	near = slices.DeleteFunc(near, func(n parley.Node) bool { return asked[n.ID] })
	want, err := compare(ctx, seen, near, nodes)
	if err != nil {
		return nil, nil, err
	}
	var own []parley.Link
	for _, n := range nodes {
		for _, l := range r.links[n.ID] {
			if l.Score > floor(m) {
				own = append(own, l)
			}
		}
	}
	slices.SortFunc(own, byEnds)
	own = slices.CompactFunc(own, func(x, y parley.Link) bool { return byEnds(x, y) == 0 })
	faults = append(faults, checkLinks(want, own)...)

	// Groups that would not merge with their neighbours, two by two, are as a run
	// over all would leave them: see region.
	for _, n := range nodes {
		r.touched[n.ID] = true
	}
	all, err := r.groups(ctx)
	if err != nil {
		return nil, nil, err
	}
	before := r.was()
	for _, group := range all {
		if !slices.ContainsFunc(group.Nodes, func(n parley.Node) bool { return asked[n.ID] }) {
			continue
		}
		groups = append(groups, group)
		for _, n := range group.Nodes {
			if before[n.ID] != group.ID {
				faults = append(faults, fmt.Sprintf("%s is in the group %q and belongs in %s", n.ID, before[n.ID], group.ID))
			}
		}
	}
	return faults, groups, nil
}

// checkNodes returns the nodes that are not stored as they must be.
func checkNodes(want, near []parley.Node, stored map[string]parley.Node) []string {
	blocks := map[string]bool{}
	for _, n := range near {
		blocks[n.ID] = true
	}
	var faults []string
	for _, n := range want {
		has, ok := stored[n.ID]
		switch {
		case !ok:
			faults = append(faults, fmt.Sprintf("%s is missing", n.ID))
		case has.Order != n.Order || !bytes.Equal(has.Digest, n.Digest) || !sameKeys(has.Keys, n.Keys):
			faults = append(faults, fmt.Sprintf("%s is stored in another form", n.ID))
		case len(n.Keys) > 0 && !blocks[n.ID]:
			faults = append(faults, fmt.Sprintf("%s is not found in its blocks", n.ID))
		}
	}
	return faults
}

func sameKeys(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// checkLinks returns the links that are missing, too many or of another score.
// Both lists are by A and B.
func checkLinks(want, stored []parley.Link) []string {
	var faults []string
	for len(want) > 0 || len(stored) > 0 {
		switch {
		case len(stored) == 0 || len(want) > 0 && byEnds(want[0], stored[0]) < 0:
			faults = append(faults, fmt.Sprintf("the link between %s and %s is missing", want[0].A, want[0].B))
			want = want[1:]
		case len(want) == 0 || byEnds(want[0], stored[0]) > 0:
			faults = append(faults, fmt.Sprintf("there is a link between %s and %s and should be none", stored[0].A, stored[0].B))
			stored = stored[1:]
		default:
			if want[0].Score != stored[0].Score {
				faults = append(faults, fmt.Sprintf("the link between %s and %s has the score %v and should have %v", want[0].A, want[0].B, stored[0].Score, want[0].Score))
			}
			want, stored = want[1:], stored[1:]
		}
	}
	return faults
}
