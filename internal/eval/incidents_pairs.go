package eval

import (
	"slices"
	"strings"

	"parley"
	"parley/internal/resolve"
)

// knownSets are the sets from which weights are fitted: the invented news of
// another seed than the one measured, and the gold of the other sets.
func (m *incidents) knownSets() ([]*knownEvents, error) {
	invented, err := m.inventedSet(inventedFit)
	if err != nil {
		return nil, err
	}
	sets := []*knownEvents{invented}
	for _, read := range []func() (*knownEvents, error){m.knownExamples, m.knownNews, m.knownSeeds} {
		s, err := read()
		if err != nil {
			return nil, err
		}
		sets = append(sets, s)
	}
	return sets, nil
}

func (m *incidents) knownExamples() (*knownEvents, error) {
	records, rows, err := m.codeExamples()
	if err != nil {
		return nil, err
	}
	s := &knownEvents{name: "examples", records: records, group: map[string]string{}, cluster: map[string]string{}}
	groups := map[string]string{} // the cluster that a group of several files makes
	for _, row := range rows {
		if row.event == "" {
			continue
		}
		s.group[row.event] = row.group
		if c := groups[row.group]; c != "" {
			s.cluster[row.article] = c
		} else if s.cluster[row.article] == "" {
			s.cluster[row.article] = row.group
		}
		groups[row.group] = s.cluster[row.article]
	}
	return s, nil
}

func (m *incidents) knownNews() (*knownEvents, error) {
	articles, err := m.codeNews()
	if err != nil {
		return nil, err
	}
	s := &knownEvents{name: "news", group: map[string]string{}, cluster: map[string]string{}}
	for _, a := range articles {
		s.records = append(s.records, a.record)
		if a.cluster == "" {
			s.cluster[a.record.Article.ID] = a.id
			continue
		}
		s.cluster[a.record.Article.ID] = a.cluster
		for _, e := range a.main {
			for _, x := range a.record.Events {
				if x.ID == e {
					s.group[e] = a.cluster + " " + string(x.Kind) + " " + string(x.Type)
				}
			}
		}
	}
	return s, nil
}

func (m *incidents) knownSeeds() (*knownEvents, error) {
	cross, err := m.readCross()
	if err != nil {
		return nil, err
	}
	found, records, err := m.codeSeeds()
	if err != nil {
		return nil, err
	}
	s := &knownEvents{name: "seeds", records: records, group: map[string]string{}, cluster: map[string]string{}}
	for _, g := range cross.Events {
		if slices.Contains(sameRelations, g.Relation) {
			for _, ref := range g.Refs {
				if e := found[ref]; e != "" {
					s.group[e] = g.ID
				}
			}
		}
	}
	for _, look := range cross.LookAlikes {
		for _, ref := range look.Refs {
			if e := found[ref]; e != "" && s.group[e] == "" {
				s.group[e] = "alone " + ref
			}
		}
	}
	for ref, e := range found { // every matched event is an incident of its own
		if s.group[e] == "" {
			s.group[e] = "alone " + ref
		}
	}
	return s, nil
}

// pairs returns the pairs of a set that are known to be one happening or not and
// that share a block. What is not labelled is taken for another happening, but not
// between two articles on one story.
func (m *incidents) pairs(s *knownEvents) ([]resolve.Labelled, error) {
	type item struct {
		node                    parley.Node
		article, group, cluster string
	}
	var items []item
	for _, r := range s.records {
		nodes, err := m.resolver.Nodes(r)
		if err != nil {
			return nil, err
		}
		for _, n := range nodes {
			items = append(items, item{n, r.Article.ID, s.group[n.ID], s.cluster[r.Article.ID]})
		}
	}
	blocks := map[string][]int{}
	var out []resolve.Labelled
	for i, a := range items {
		seen := map[int]bool{}
		for _, k := range a.node.Keys {
			for _, j := range blocks[k] {
				b := items[j]
				known := a.group != "" && b.group != "" || a.cluster != b.cluster
				if seen[j] || a.article == b.article || !known {
					continue
				}
				seen[j] = true
				same := a.group != "" && a.group == b.group
				out = append(out, resolve.Labelled{A: b.node, B: a.node, Same: same, Weight: 1, Set: s.name})
			}
			blocks[k] = append(blocks[k], i)
		}
	}
	slices.SortStableFunc(out, func(x, y resolve.Labelled) int {
		return strings.Compare(x.A.ID+x.B.ID, y.A.ID+y.B.ID)
	})
	return out, nil
}
