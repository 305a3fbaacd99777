package sqlite

import (
	"fmt"
	"testing"

	"parley"
)

// BenchmarkReadNodes reads the nodes of blocks and of components, 1,000 at a time.
func BenchmarkReadNodes(b *testing.B) {
	st := newStore(b, Options{})
	const size = 50000
	var nodes []parley.Node
	var links []parley.Link
	for i := range size {
		n := parley.Node{ID: hexID("e", i), Order: fmt.Sprintf("%07d %s %06d", i/40, hexID("a", i/5), i%5), Digest: make([]byte, 250),
			Keys: []string{fmt.Sprintf("AFG %d", i/100), fmt.Sprintf("AFG %d", i/100+1), fmt.Sprintf("Kunduz %d", i/50), "AFG x"}}
		nodes = append(nodes, n)
		if i%2 == 1 {
			links = append(links, parley.Link{A: min(n.ID, nodes[i-1].ID), B: max(n.ID, nodes[i-1].ID), Score: 3, Reasons: []parley.Reason{
				{Feature: "same.place", Detail: "Town 17", Weight: 2}, {Feature: "same.day", Weight: 1.5}, {Feature: "toll.near", Detail: "28 and 31", Weight: -.5}}})
		}
	}
	groupOf := map[string]string{}
	for _, n := range nodes {
		groupOf[n.ID] = "i-" + n.ID
	}
	if err := st.Update(b.Context(), func(tx parley.Tx) error {
		if err := tx.PutNodes(b.Context(), parley.Incidents, nodes); err != nil {
			return err
		}
		if err := tx.SetGroups(b.Context(), parley.Incidents, groupOf); err != nil {
			return err
		}
		return tx.PutLinks(b.Context(), parley.Incidents, links)
	}); err != nil {
		b.Fatal(err)
	}
	for name, read := range map[string]func(tx parley.Tx, i int) (int, error){
		"blocks": func(tx parley.Tx, i int) (int, error) {
			var keys []string
			for k := range 9 {
				keys = append(keys, fmt.Sprintf("AFG %d", (i*10+k)%490))
			}
			got, err := tx.InBlocks(b.Context(), parley.Incidents, keys)
			return len(got), err
		},
		"component": func(tx parley.Tx, i int) (int, error) {
			var ids []string
			for k := range 500 {
				ids = append(ids, nodes[(i*1000+2*k)%size].ID)
			}
			got, _, _, err := tx.Component(b.Context(), parley.Incidents, ids)
			return len(got), err
		},
		"groups": func(tx parley.Tx, i int) (int, error) {
			var ids []string
			for k := range 1000 {
				ids = append(ids, nodes[(i*1000+k)%size].ID)
			}
			got, err := tx.GroupsOf(b.Context(), parley.Incidents, ids)
			return len(got), err
		},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			n, i := 0, 0
			if err := st.Update(b.Context(), func(tx parley.Tx) error {
				for b.Loop() {
					got, err := read(tx, i)
					if err != nil {
						return err
					}
					n += got
					i++
				}
				return nil
			}); err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(n), "ns/node")
		})
	}
}
