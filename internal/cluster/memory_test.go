package cluster

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"parley"
)

// memory is a parley.Groups of one grouping, for tests.
type memory struct {
	nodes     map[string]parley.Node
	blocks    map[string][]string
	links     map[pair]parley.Link
	ends      map[string][]string
	decisions []parley.Decision
	groups    map[string]string
	calls     int
	read      int // nodes given by Around
}

func newMemory() *memory {
	return &memory{map[string]parley.Node{}, map[string][]string{}, map[pair]parley.Link{}, map[string][]string{}, nil, map[string]string{}, 0, 0}
}

func (m *memory) PutNodes(_ context.Context, _ parley.Grouping, nodes []parley.Node) error {
	m.calls++
	for _, n := range nodes {
		if _, ok := m.nodes[n.ID]; ok {
			return fmt.Errorf("%s is put twice", n.ID)
		}
		m.nodes[n.ID] = n
		for _, k := range n.Keys {
			m.blocks[k] = append(m.blocks[k], n.ID)
		}
	}
	return nil
}

func (m *memory) InBlocks(_ context.Context, _ parley.Grouping, keys []string) ([]parley.Node, error) {
	m.calls++
	in := map[string]bool{}
	for _, k := range keys {
		for _, id := range m.blocks[k] {
			in[id] = true
		}
	}
	return m.sorted(in), nil
}

func (m *memory) sorted(in map[string]bool) []parley.Node {
	out := make([]parley.Node, 0, len(in))
	for _, id := range slices.Sorted(maps.Keys(in)) {
		out = append(out, m.nodes[id])
	}
	return out
}

func (m *memory) PutLinks(_ context.Context, _ parley.Grouping, links []parley.Link) error {
	m.calls++
	for _, l := range links {
		p := pair{l.A, l.B}
		if _, ok := m.links[p]; ok || l.A >= l.B {
			return fmt.Errorf("link %v is put twice, or the wrong way round", p)
		}
		m.links[p] = l
		m.ends[l.A], m.ends[l.B] = append(m.ends[l.A], l.B), append(m.ends[l.B], l.A)
	}
	return nil
}

func (m *memory) Around(_ context.Context, _ parley.Grouping, ids []string) ([]parley.Node, []parley.Link, []parley.Decision, error) {
	m.calls++
	in := map[string]bool{}
	for _, id := range ids {
		if _, ok := m.nodes[id]; ok {
			in[id] = true
		}
	}
	m.read += len(in)
	var links []parley.Link
	for id := range in {
		for _, other := range m.ends[id] {
			if l := m.links[pairOf(id, other)]; l.Score > 0 && (id < other || !in[other]) {
				links = append(links, parley.Link{A: l.A, B: l.B, Score: l.Score})
			}
		}
	}
	slices.SortFunc(links, byEnds)
	var decisions []parley.Decision
	for _, d := range m.decisions {
		if d.Undone.IsZero() && slices.ContainsFunc(slices.Concat(d.Left, d.Right), func(id string) bool { return in[id] }) {
			decisions = append(decisions, d)
		}
	}
	return m.sorted(in), links, decisions, nil
}

// Component is asked by nobody here.
func (m *memory) Component(context.Context, parley.Grouping, []string) ([]parley.Node, []parley.Link, []parley.Decision, error) {
	panic("not needed")
}

func (m *memory) GroupsOf(_ context.Context, _ parley.Grouping, ids []string) (map[string]string, error) {
	m.calls++
	out := map[string]string{}
	for _, id := range ids {
		if g, ok := m.groups[id]; ok {
			out[id] = g
		}
	}
	return out, nil
}

func (m *memory) SetGroups(_ context.Context, _ parley.Grouping, groupOf map[string]string) error {
	m.calls++
	maps.Copy(m.groups, groupOf)
	return nil
}
