package cluster

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"parley"
)

// region is the part of a grouping that a step looks at: whole groups as they
// were, and nodes that are in none yet.
//
// A component may be long: each day's news tied to the next day's. But the groups
// in it are short, and it is enough to look at some of them. Average linkage takes
// the best pair of clusters each time, so what it makes of two sets of nodes that
// it never merges is what it makes of each of them alone; whether it would merge
// across is decided by the two sets alone, as other nodes only come before or
// after. So if it runs over a union of old groups and fresh nodes, without all
// others, and the old groups that have links to those others come out as they
// were, all is as a run over everything would leave it. If one comes out
// otherwise its neighbours are looked at too. Decisions bar merges between sets, so
// that a region holds all the groups that a decision names, or none of them.
type region[D any] struct {
	store     parley.Groups
	seen      *digests[D]
	nodes     map[string]parley.Node
	links     map[string][]parley.Link // with an end among nodes, by both ends
	decisions map[int64]parley.Decision
	before    map[string]string // groups of nodes and of the far ends of links
	asked     map[string]bool   // nodes that were looked up
	touched   map[string]bool   // nodes whose groups do not count as they were
}

func newRegion[D any](s parley.Groups, seen *digests[D]) *region[D] {
	return &region[D]{s, seen, map[string]parley.Node{}, map[string][]parley.Link{}, map[int64]parley.Decision{},
		map[string]string{}, map[string]bool{}, map[string]bool{}}
}

// load takes in the nodes of ids with all of their groups, and the groups that
// decisions name with them. A group hangs together over links and decisions.
func (r *region[D]) load(ctx context.Context, todo []string) error {
	g := r.seen.model.Grouping()
	for {
		todo = r.unasked(todo)
		if len(todo) == 0 {
			return nil
		}
		nodes, links, decisions, err := r.store.Around(ctx, g, todo)
		if err != nil {
			return fmt.Errorf("reading links of %s: %w", g, err)
		}
		var ends []string
		for _, n := range nodes {
			r.nodes[n.ID] = n
			ends = append(ends, n.ID)
		}
		for _, l := range links {
			r.links[l.A], r.links[l.B] = append(r.links[l.A], l), append(r.links[l.B], l)
			ends = append(ends, l.A, l.B)
		}
		slices.Sort(ends)
		groups, err := r.store.GroupsOf(ctx, g, slices.DeleteFunc(slices.Compact(ends), func(id string) bool { return r.before[id] != "" }))
		if err != nil {
			return fmt.Errorf("reading groups of %s: %w", g, err)
		}
		maps.Copy(r.before, groups)
		todo = nil
		for _, l := range links {
			if group := r.before[l.A]; group != "" && group == r.before[l.B] {
				todo = append(todo, l.A, l.B)
			}
		}
		for _, d := range decisions {
			r.decisions[d.ID] = d
			todo = append(append(todo, d.Left...), d.Right...)
		}
	}
}

// unasked returns those of ids that were not looked up, sorted, and notes that
// they are.
func (r *region[D]) unasked(ids []string) []string {
	var out []string
	for _, id := range ids {
		if !r.asked[id] {
			r.asked[id] = true
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

// groups returns the groups of the nodes taken in, and takes in what else has to
// be looked at for that.
func (r *region[D]) groups(ctx context.Context) ([]Group, error) {
	for {
		groups, err := r.inside()
		if err != nil {
			return nil, err
		}
		size := map[string]int{}
		for id := range r.nodes {
			size[r.before[id]]++
		}
		var beyond []string
		for _, g := range groups {
			if !r.intact(g, size) {
				beyond = append(beyond, r.beyond(g)...)
			}
		}
		if len(beyond) == 0 {
			return groups, nil
		}
		if err := r.load(ctx, beyond); err != nil {
			return nil, err
		}
	}
}

// inside groups the nodes taken in as if there were no others.
func (r *region[D]) inside() ([]Group, error) {
	var links []parley.Link
	for id, ls := range r.links {
		for _, l := range ls {
			_, a := r.nodes[l.A]
			_, b := r.nodes[l.B]
			if a && b && l.A == id {
				links = append(links, l)
			}
		}
	}
	slices.SortFunc(links, byEnds)
	links = slices.CompactFunc(links, func(x, y parley.Link) bool { return byEnds(x, y) == 0 })
	return groupsOf(r.seen, slices.Collect(maps.Values(r.nodes)), links, slices.Collect(maps.Values(r.decisions)))
}

// intact reports whether g is a group as it was, and nothing of it is touched.
func (r *region[D]) intact(g Group, size map[string]int) bool {
	was := r.before[g.Nodes[0].ID]
	if was == "" || size[was] != len(g.Nodes) {
		return false
	}
	for _, n := range g.Nodes {
		if r.before[n.ID] != was || r.touched[n.ID] {
			return false
		}
	}
	return true
}

// beyond returns the nodes outside to which g has links.
func (r *region[D]) beyond(g Group) []string {
	var out []string
	for _, n := range g.Nodes {
		for _, l := range r.links[n.ID] {
			for _, end := range [2]string{l.A, l.B} {
				if !r.asked[end] {
					out = append(out, end)
				}
			}
		}
	}
	return out
}

// was returns the groups in which the nodes taken in were.
func (r *region[D]) was() map[string]string {
	out := make(map[string]string, len(r.nodes))
	for id := range r.nodes {
		if g := r.before[id]; g != "" {
			out[id] = g
		}
	}
	return out
}
