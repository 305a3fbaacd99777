package cluster

import (
	"fmt"
	"math"
	"slices"

	"parley"
)

// linkage merges the clusters of some nodes. A cluster goes by the rank of its
// first member.
type linkage[D any] struct {
	seen     *digests[D]
	nodes    []parley.Node // by Order and ID: their index is their rank
	keys     [][]int32     // of each node, as numbers, ascending
	unlinked float64
	floor    float64
	clusters []linkCluster
	queue    queue
	bundles  *bundles
}

// linkCluster is a cluster. members is nil once another has taken it in.
type linkCluster struct {
	members []int32
	// edges lead to the clusters with which it shares a link.
	edges map[int32]edge
	merge int32 // how often it has merged, to know outdated entries of the queue
}

// edge sums up the pairs of two clusters: those that are scored; each other one
// counts as unlinked.
type edge struct {
	sum    float64
	scored int
}

// groupsOf groups nodes by links and decisions. The order of its arguments does
// not matter.
func groupsOf[D any](seen *digests[D], nodes []parley.Node, links []parley.Link, decisions []parley.Decision) ([]Group, error) {
	l := &linkage[D]{seen: seen, nodes: slices.SortedFunc(slices.Values(nodes), byOrder), unlinked: seen.model.Unlinked(), floor: floor(seen.model)}
	rank := make(map[string]int32, len(nodes))
	for i, n := range l.nodes {
		rank[n.ID] = int32(i)
	}
	l.bundles = decide(rank, decisions)
	l.clusters = make([]linkCluster, len(nodes))
	for i := range l.clusters {
		l.clusters[i].members = []int32{int32(i)}
	}
	for _, k := range links {
		a, okA := rank[k.A]
		b, okB := rank[k.B]
		if okA && okB && a != b && k.Score > l.floor {
			l.connect(min(a, b), max(a, b), edge{k.Score, 1})
		}
	}
	if len(l.queue) > 0 {
		l.numberKeys()
		if err := l.run(); err != nil {
			return nil, err
		}
	}
	return l.groups(), nil
}

// connect puts an edge between two clusters and queues it if they may merge.
func (l *linkage[D]) connect(a, b int32, e edge) {
	for _, end := range [][2]int32{{a, b}, {b, a}} {
		c := &l.clusters[end[0]]
		if c.edges == nil {
			c.edges = map[int32]edge{}
		}
		c.edges[end[1]] = e
	}
	if mean := l.mean(a, b, e); mean > 0 {
		l.queue.push(entry{mean, min(a, b), max(a, b), l.clusters[a].merge + l.clusters[b].merge})
	}
}

func (l *linkage[D]) mean(a, b int32, e edge) float64 {
	pairs := len(l.clusters[a].members) * len(l.clusters[b].members)
	return (e.sum + float64(pairs-e.scored)*l.unlinked) / float64(pairs)
}

// run merges until no mean is above 0.
func (l *linkage[D]) run() error {
	for len(l.queue) > 0 {
		top := l.queue.pop()
		a, b := &l.clusters[top.a], &l.clusters[top.b]
		// A cluster's count of merges only grows, so the sum tells an old entry.
		if a.members == nil || b.members == nil || a.merge+b.merge != top.merge {
			continue
		}
		if !l.bundles.allowed(top.a, top.b) {
			continue // for good: bundles only grow
		}
		if err := l.merge(top.a, top.b); err != nil {
			return err
		}
	}
	return nil
}

// merge takes cluster b into cluster a.
func (l *linkage[D]) merge(a, b int32) error {
	l.bundles.join(a, b)
	into, from := l.clusters[a], l.clusters[b]
	l.clusters[b] = linkCluster{}
	delete(into.edges, b)
	delete(from.edges, a)
	edges := make(map[int32]edge, len(into.edges)+len(from.edges))
	for _, side := range []struct{ has, other linkCluster }{{into, from}, {from, into}} {
		for c, e := range side.has.edges {
			if _, done := edges[c]; done {
				continue
			}
			rest, ok := side.other.edges[c]
			if !ok {
				var err error
				if rest, err = l.across(side.other.members, l.clusters[c].members); err != nil {
					return err
				}
			}
			edges[c] = edge{e.sum + rest.sum, e.scored + rest.scored}
		}
	}
	l.clusters[a] = linkCluster{members: append(into.members, from.members...), merge: into.merge + from.merge + 1}
	for c, e := range edges {
		delete(l.clusters[c].edges, b)
		l.connect(a, c, e)
	}
	return nil
}

// across scores the pairs between two clusters that share no link. There was no
// need to know them before: without a link the two could not have merged.
func (l *linkage[D]) across(as, bs []int32) (edge, error) {
	var e edge
	for _, a := range as {
		for _, b := range bs {
			if !meet(l.keys[a], l.keys[b]) {
				continue
			}
			x, err := l.seen.of(l.nodes[a])
			if err != nil {
				return edge{}, err
			}
			y, err := l.seen.of(l.nodes[b])
			if err != nil {
				return edge{}, err
			}
			score, _, ok := l.seen.model.Compare(x, y)
			if math.IsNaN(score) {
				return edge{}, fmt.Errorf("%s and %s: %w", l.nodes[a].ID, l.nodes[b].ID, errNaN)
			}
			if ok {
				// Above the floor only if the stored links are of other weights.
				e.sum += min(score, l.floor)
				e.scored++
			}
		}
	}
	return e, nil
}
