package cluster

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"parley"
)

// Add puts fresh nodes into s, compares them with what lies in their blocks, and
// brings the groups up to date. Nodes that s has already change nothing.
func Add[D any](ctx context.Context, s parley.Groups, m Model[D], fresh []parley.Node) (Changes, error) {
	g := m.Grouping()
	near, err := s.InBlocks(ctx, g, allKeys(fresh))
	if err != nil {
		return Changes{}, fmt.Errorf("reading blocks of %s: %w", g, err)
	}
	fresh, err = unknown(ctx, s, g, near, fresh)
	if err != nil || len(fresh) == 0 {
		return Changes{}, err
	}
	seen := newDigests(m)
	links, err := compare(ctx, seen, near, fresh)
	if err != nil {
		return Changes{}, err
	}
	if err := s.PutNodes(ctx, g, fresh); err != nil {
		return Changes{}, fmt.Errorf("adding nodes of %s: %w", g, err)
	}
	if len(links) > 0 {
		if err := s.PutLinks(ctx, g, links); err != nil {
			return Changes{}, fmt.Errorf("adding links of %s: %w", g, err)
		}
	}
	return regroup(ctx, s, seen, ids(fresh), nil)
}

// Regroup brings the groups up to date after a decision on the nodes of named, or
// its taking back. Their groups are in Now whether they changed or not.
func Regroup[D any](ctx context.Context, s parley.Groups, m Model[D], named []string) (Changes, error) {
	if len(named) == 0 {
		return Changes{}, nil
	}
	show := make(map[string]bool, len(named))
	for _, id := range named {
		show[id] = true
	}
	return regroup(ctx, s, newDigests(m), slices.Sorted(maps.Keys(show)), show)
}

// regroup groups anew what the nodes of from change, writes that, and returns the
// groups that changed or hold a node of show.
func regroup[D any](ctx context.Context, s parley.Groups, seen *digests[D], from []string, show map[string]bool) (Changes, error) {
	r := newRegion(s, seen)
	if err := r.load(ctx, from); err != nil {
		return Changes{}, err
	}
	if show != nil {
		// What was decided on a group changes how it comes about.
		for id := range r.nodes {
			r.touched[id] = true
		}
	}
	groups, err := r.groups(ctx)
	if err != nil {
		return Changes{}, err
	}
	c, moved := diff(groups, r.was(), show)
	if len(moved) == 0 {
		return c, nil
	}
	if err := s.SetGroups(ctx, seen.model.Grouping(), moved); err != nil {
		return Changes{}, fmt.Errorf("writing groups of %s: %w", seen.model.Grouping(), err)
	}
	return c, nil
}

// diff returns what groups changed against before, the group of each node, and
// the new groups of the nodes that moved.
func diff(groups []Group, before map[string]string, show map[string]bool) (Changes, map[string]string) {
	size := make(map[string]int, len(groups)) // members that a group had
	for _, id := range before {
		size[id]++
	}
	var c Changes
	moved := map[string]string{}
	for _, g := range groups {
		changed := size[g.ID] != len(g.Nodes)
		for _, n := range g.Nodes {
			if before[n.ID] != g.ID {
				changed = true
				moved[n.ID] = g.ID
				c.Moved = append(c.Moved, n.ID)
			}
			changed = changed || show[n.ID]
		}
		if changed {
			c.Now = append(c.Now, g)
		}
		delete(size, g.ID)
	}
	slices.SortFunc(c.Now, func(a, b Group) int { return cmp.Compare(a.ID, b.ID) })
	slices.Sort(c.Moved)
	if len(size) > 0 {
		c.Gone = slices.Sorted(maps.Keys(size))
	}
	return c, moved
}

// unknown returns those of fresh that s lacks, each once, by Order and ID. near
// are the nodes of their blocks; a node without a block is asked for by its group.
func unknown(ctx context.Context, s parley.Groups, g parley.Grouping, near, fresh []parley.Node) ([]parley.Node, error) {
	known := make(map[string]bool, len(near)+len(fresh))
	for _, n := range near {
		known[n.ID] = true
	}
	var keyless []string
	for _, n := range fresh {
		if len(n.Keys) == 0 {
			keyless = append(keyless, n.ID)
		}
	}
	if len(keyless) > 0 {
		had, err := s.GroupsOf(ctx, g, keyless)
		if err != nil {
			return nil, fmt.Errorf("reading groups of %s: %w", g, err)
		}
		for id := range had {
			known[id] = true
		}
	}
	var news []parley.Node
	for _, n := range fresh {
		if !known[n.ID] {
			known[n.ID] = true
			news = append(news, n)
		}
	}
	slices.SortFunc(news, byOrder)
	return news, nil
}

// byOrder sorts nodes as the members of a group are sorted.
func byOrder(a, b parley.Node) int {
	return cmp.Or(cmp.Compare(a.Order, b.Order), cmp.Compare(a.ID, b.ID))
}

// allKeys returns the keys of nodes, each once, sorted.
func allKeys(nodes []parley.Node) []string {
	var keys []string
	for _, n := range nodes {
		keys = append(keys, n.Keys...)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// ids returns the IDs of nodes, in their order.
func ids(nodes []parley.Node) []string {
	out := make([]string, len(nodes))
	for i, n := range nodes {
		out[i] = n.ID
	}
	return out
}
