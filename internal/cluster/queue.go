package cluster

import (
	"cmp"
	"slices"
)

// entry is two clusters that may merge. a < b.
type entry struct {
	mean  float64
	a, b  int32
	merge int32 // the merges of both when it was queued
}

// before reports whether e comes out of the queue before f.
func (e entry) before(f entry) bool {
	return cmp.Or(cmp.Compare(f.mean, e.mean), cmp.Compare(e.a, f.a), cmp.Compare(e.b, f.b)) < 0
}

// queue is a binary heap of entries: the highest mean first, then the smallest a
// and b.
type queue []entry

func (q *queue) push(e entry) {
	*q = append(*q, e)
	h := *q
	for i := len(h) - 1; i > 0; {
		up := (i - 1) / 2
		if !h[i].before(h[up]) {
			return
		}
		h[i], h[up] = h[up], h[i]
		i = up
	}
}

// pop takes the first entry out of a queue that is not empty.
func (q *queue) pop() entry {
	h := *q
	top := h[0]
	h[0] = h[len(h)-1]
	h = h[:len(h)-1]
	*q = h
	for i := 0; ; {
		first := i
		for c := 2*i + 1; c <= 2*i+2 && c < len(h); c++ {
			if h[c].before(h[first]) {
				first = c
			}
		}
		if first == i {
			return top
		}
		h[i], h[first] = h[first], h[i]
		i = first
	}
}

// numberKeys gives each block a number, so that meet need not compare strings.
func (l *linkage[D]) numberKeys() {
	number := map[string]int32{}
	l.keys = make([][]int32, len(l.nodes))
	for i, n := range l.nodes {
		for _, k := range n.Keys {
			if _, ok := number[k]; !ok {
				number[k] = int32(len(number))
			}
			l.keys[i] = append(l.keys[i], number[k])
		}
		slices.Sort(l.keys[i])
	}
}

// meet reports whether two ascending lists share a number.
func meet(a, b []int32) bool {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] == b[0]:
			return true
		case a[0] < b[0]:
			a = a[1:]
		default:
			b = b[1:]
		}
	}
	return false
}

// groups returns the clusters, those of one bundle as one group.
func (l *linkage[D]) groups() []Group {
	prefix := Prefix(l.seen.model.Grouping())
	at := map[int32]int{} // group of a bundle, or of a cluster where there are none
	var out []Group
	for i := range l.clusters {
		members := l.clusters[i].members
		if members == nil {
			continue
		}
		root := int32(i)
		if l.bundles != nil {
			root = l.bundles.root(root)
		}
		k, ok := at[root]
		if !ok {
			k = len(out)
			at[root] = k
			out = append(out, Group{})
		}
		for _, m := range members {
			out[k].Nodes = append(out[k].Nodes, l.nodes[m])
			out[k].Decided = out[k].Decided || l.bundles != nil && l.bundles.decided[m]
		}
	}
	for i := range out {
		slices.SortFunc(out[i].Nodes, byOrder)
		out[i].ID = prefix + out[i].Nodes[0].ID
	}
	return out
}
