package cluster

import (
	"cmp"
	"slices"

	"parley"
)

// pair is two nodes by ID, a < b.
type pair struct{ a, b string }

func pairOf(a, b string) pair { return pair{min(a, b), max(a, b)} }

// bundles are sets of nodes that decisions hold together, and the sets that they
// hold apart. As clusters merge, so do their bundles. A nil *bundles allows all.
type bundles struct {
	up      []int32                      // union-find over the nodes' ranks
	apart   map[int32]map[int32]struct{} // by root, both ways
	decided []bool                       // the nodes that a verdict that holds is about
}

// decide reads the standing decisions on nodes of rank. Of two on one pair the
// later holds; and where a later one on other pairs makes an earlier one
// impossible (a and b are the same, so are b and c, but a and c are apart) the
// later holds too. It returns nil if there are none.
func decide(rank map[string]int32, decisions []parley.Decision) *bundles {
	decisions = slices.DeleteFunc(slices.Clone(decisions), func(d parley.Decision) bool { return !d.Undone.IsZero() })
	if len(decisions) == 0 {
		return nil
	}
	slices.SortFunc(decisions, func(a, b parley.Decision) int { return cmp.Compare(b.ID, a.ID) })
	u := &bundles{up: make([]int32, len(rank)), apart: map[int32]map[int32]struct{}{}, decided: make([]bool, len(rank))}
	for i := range u.up {
		u.up[i] = int32(i)
	}
	done := map[pair]bool{}
	for _, d := range decisions {
		for _, p := range pairsOf(d) {
			if !done[p] {
				done[p] = true
				u.apply(rank, p, d.Verdict)
			}
		}
	}
	return u
}

// pairsOf returns the pairs that d is about, sorted.
func pairsOf(d parley.Decision) []pair {
	var ps []pair
	for _, l := range d.Left {
		for _, r := range d.Right {
			if l != r {
				ps = append(ps, pairOf(l, r))
			}
		}
	}
	slices.SortFunc(ps, func(x, y pair) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	return slices.Compact(ps)
}

func (u *bundles) apply(rank map[string]int32, p pair, v parley.Verdict) {
	a, hasA := rank[p.a]
	b, hasB := rank[p.b]
	if v == parley.Apart {
		// It names a node whether or not the other one has come yet.
		if hasA {
			u.decided[a] = true
		}
		if hasB {
			u.decided[b] = true
		}
	}
	if !hasA || !hasB {
		return
	}
	x, y := u.root(a), u.root(b)
	switch {
	case v == parley.Same:
		if u.allowed(a, b) {
			u.join(a, b)
			u.decided[a], u.decided[b] = true, true
		}
	case v == parley.Apart && x != y:
		u.part(x, y)
		u.part(y, x)
	}
}

func (u *bundles) part(x, y int32) {
	if u.apart[x] == nil {
		u.apart[x] = map[int32]struct{}{}
	}
	u.apart[x][y] = struct{}{}
}

func (u *bundles) root(i int32) int32 {
	for u.up[i] != i {
		u.up[i] = u.up[u.up[i]]
		i = u.up[i]
	}
	return i
}

// allowed reports whether the clusters of a and b may be one group.
func (u *bundles) allowed(a, b int32) bool {
	if u == nil {
		return true
	}
	_, no := u.apart[u.root(a)][u.root(b)]
	return !no
}

// join makes the bundles of a and b one, apart from all that either is apart from.
func (u *bundles) join(a, b int32) {
	if u == nil {
		return
	}
	x, y := u.root(a), u.root(b)
	if x == y {
		return
	}
	if len(u.apart[x]) < len(u.apart[y]) {
		x, y = y, x
	}
	u.up[y] = x
	for z := range u.apart[y] {
		delete(u.apart[z], y)
		u.part(z, x)
		u.part(x, z)
	}
	delete(u.apart, y)
}
