package cluster

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"parley"
)

// table is a model whose scores are written down pair by pair. A digest is the
// node's ID.
type table struct {
	scores   map[pair]float64 // a pair that is missing is not worth keeping
	unlinked float64
	firm     float64
}

func (t table) Firm() float64                        { return t.firm }
func (t table) Grouping() parley.Grouping            { return parley.Incidents }
func (t table) Decode(n parley.Node) (string, error) { return string(n.Digest), nil }
func (t table) Unlinked() float64                    { return t.unlinked }
func (t table) Compare(a, b string) (float64, []parley.Reason, bool) {
	s, ok := t.scores[pairOf(a, b)]
	if !ok {
		return 99, nil, false // must not be looked at
	}
	return s, []parley.Reason{{Feature: "table", Weight: s}}, true
}

// node returns a node whose digest is its ID; keys are one letter each.
func node(id, keys string) parley.Node {
	n := parley.Node{ID: id, Order: id, Digest: []byte(id)}
	for _, k := range keys {
		n.Keys = append(n.Keys, string(k))
	}
	return n
}

func same(id int64, left, right string) parley.Decision {
	return decision(id, parley.Same, left, right)
}
func apart(id int64, left, right string) parley.Decision {
	return decision(id, parley.Apart, left, right)
}

// decision is about nodes of one letter each.
func decision(id int64, v parley.Verdict, left, right string) parley.Decision {
	return parley.Decision{ID: id, Grouping: parley.Incidents, Verdict: v,
		Left: letters(left), Right: letters(right), At: time.Unix(id, 0)}
}

func letters(s string) []string {
	var out []string
	for _, r := range s {
		out = append(out, string(r))
	}
	return out
}

// show writes groups as the IDs of their members, decided ones with a mark.
func show(groups []Group) string {
	var out []string
	for _, g := range groups {
		s := ""
		for _, n := range g.Nodes {
			s += n.ID
		}
		if g.ID != "i-"+g.Nodes[0].ID {
			s = fmt.Sprintf("%s called %s", s, g.ID)
		}
		if g.Decided {
			s += "!"
		}
		out = append(out, s)
	}
	slices.Sort(out)
	return fmt.Sprint(out)
}

// reference groups by looking at every pair of clusters in every step, straight
// from what the package promises.
func reference(t table, nodes []parley.Node, decisions []parley.Decision) []Group {
	nodes = slices.SortedFunc(slices.Values(nodes), byOrder)
	bundle, apart, decided := verdicts(nodes, decisions)
	cluster := map[string]int{} // by node
	for i, n := range nodes {
		cluster[n.ID] = i
	}
	for {
		best, a, b := 0.0, -1, -1
		for i := range nodes {
			for j := i + 1; j < len(nodes); j++ {
				mean, ok := meanOf(t, nodes, cluster, i, j)
				if ok && mean > best && !barred(nodes, cluster, bundle, apart, i, j) {
					best, a, b = mean, i, j
				}
			}
		}
		if a < 0 {
			break
		}
		into, from := -1, -1
		for _, n := range nodes {
			switch cluster[n.ID] {
			case a:
				into = bundle[n.ID]
			case b:
				from = bundle[n.ID]
				cluster[n.ID] = a
			}
		}
		for id, x := range bundle {
			if x == from {
				bundle[id] = into
			}
		}
		for p, no := range apart {
			if no {
				for k := range p {
					if p[k] == from {
						q := p
						q[k] = into
						apart[q] = true
					}
				}
			}
		}
	}
	byBundle := map[int]*Group{}
	for _, n := range nodes {
		g := byBundle[bundle[n.ID]]
		if g == nil {
			g = &Group{ID: "i-" + n.ID}
			byBundle[bundle[n.ID]] = g
		}
		g.Nodes = append(g.Nodes, n)
		g.Decided = g.Decided || decided[n.ID]
	}
	var out []Group
	for _, g := range byBundle {
		out = append(out, *g)
	}
	slices.SortFunc(out, func(a, b Group) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// meanOf returns the mean score of clusters i and j; false if no link is between
// them.
func meanOf(t table, nodes []parley.Node, cluster map[string]int, i, j int) (float64, bool) {
	var sum float64
	pairs, linked := 0, false
	for _, x := range nodes {
		for _, y := range nodes {
			if cluster[x.ID] != i || cluster[y.ID] != j {
				continue
			}
			pairs++
			s, _, ok := t.Compare(x.ID, y.ID)
			shared := slices.ContainsFunc(x.Keys, func(k string) bool { return slices.Contains(y.Keys, k) })
			if ok && shared {
				sum += s
				linked = linked || s > t.firm
			} else {
				sum += t.unlinked
			}
		}
	}
	return sum / float64(max(1, pairs)), linked
}

func barred(nodes []parley.Node, cluster map[string]int, bundle map[string]int, apart map[[2]int]bool, i, j int) bool {
	for _, x := range nodes {
		for _, y := range nodes {
			if cluster[x.ID] == i && cluster[y.ID] == j && (apart[[2]int{bundle[x.ID], bundle[y.ID]}] || apart[[2]int{bundle[y.ID], bundle[x.ID]}]) {
				return true
			}
		}
	}
	return false
}

// verdicts returns the bundle of each node, the bundles that are apart, and the
// nodes that a decision is about: the latest decision first, each as far as the
// later ones leave it possible.
func verdicts(nodes []parley.Node, decisions []parley.Decision) (map[string]int, map[[2]int]bool, map[string]bool) {
	bundle := map[string]int{}
	for i, n := range nodes {
		bundle[n.ID] = i
	}
	apart, decided, done := map[[2]int]bool{}, map[string]bool{}, map[pair]bool{}
	byID := map[int64]parley.Decision{}
	for _, d := range decisions {
		if d.Undone.IsZero() {
			byID[d.ID] = d
		}
	}
	order := slices.Sorted(maps.Keys(byID))
	slices.Reverse(order)
	for _, id := range order {
		d := byID[id]
		var ps []pair
		for _, l := range d.Left {
			for _, r := range d.Right {
				ps = append(ps, pairOf(l, r))
			}
		}
		slices.SortFunc(ps, func(x, y pair) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
		for _, p := range ps {
			x, okX := bundle[p.a]
			y, okY := bundle[p.b]
			if p.a == p.b || done[p] {
				continue
			}
			done[p] = true
			if d.Verdict == parley.Apart {
				decided[p.a], decided[p.b] = true, true
				if okX && okY && x != y {
					apart[[2]int{x, y}], apart[[2]int{y, x}] = true, true
				}
				continue
			}
			if !okX || !okY || apart[[2]int{x, y}] {
				continue
			}
			decided[p.a], decided[p.b] = true, true
			for n, b := range bundle {
				if b == y {
					bundle[n] = x
				}
			}
			for q := range maps.Clone(apart) {
				for k := range q {
					if q[k] == y {
						moved := q
						moved[k] = x
						apart[moved] = true
					}
				}
			}
		}
	}
	return bundle, apart, decided
}
