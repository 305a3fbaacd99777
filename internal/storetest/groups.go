package storetest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"

	"parley"
)

// names returns the IDs of nodes, in their order.
func names(nodes []parley.Node) string {
	ids := make([]string, len(nodes))
	for i, n := range nodes {
		ids[i] = n.ID
	}
	return strings.Join(ids, " ")
}

// ends returns the nodes of links, in their order.
func ends(links []parley.Link) string {
	pairs := make([]string, len(links))
	for i, l := range links {
		pairs[i] = l.A + "-" + l.B
	}
	return strings.Join(pairs, " ")
}

// within runs f over one transaction with the store's groups.
func within(t *testing.T, st parley.Store, f func(ctx context.Context, g parley.Tx)) {
	t.Helper()
	ctx := context.Background()
	update(t, st, func(tx parley.Tx) error { f(ctx, tx); return nil })
}

// check fails on an error.
func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Error(err)
	}
}

func nodesAndBlocks(t *testing.T, st parley.Store) {
	all := []parley.Node{node("b", "k1", "k2"), node("a", "k2", "k2", "k3"), node("c"), node("é", "k1")}
	all[1].Digest = []byte{0, 1, 0xff, 0}
	within(t, st, func(ctx context.Context, g parley.Tx) {
		check(t, g.PutNodes(ctx, parley.Incidents, nil))
		check(t, g.PutNodes(ctx, parley.Incidents, all))
	})
	within(t, st, func(ctx context.Context, g parley.Tx) {
		for keys, want := range map[string]string{"k1": "b é", "k2": "a b", "k3 k2 k1 k3": "a b é", "k": "", "": "", "K1": ""} {
			got, err := g.InBlocks(ctx, parley.Incidents, strings.Fields(keys))
			check(t, err)
			if names(got) != want {
				t.Errorf("blocks %q hold %q, want %q", keys, names(got), want)
			}
		}
		got, err := g.InBlocks(ctx, parley.Incidents, []string{"k1", "k2"})
		check(t, err)
		same(t, "nodes", got, []parley.Node{all[1], all[0], all[3]})
		alone, _, _, err := g.Component(ctx, parley.Incidents, []string{"c"})
		check(t, err)
		if len(alone) != 1 || alone[0].Order != all[2].Order || len(alone[0].Keys) != 0 {
			t.Errorf("a node without keys came back as %+v", alone)
		}
	})
}

func nodeWrittenOver(t *testing.T, st parley.Store) {
	within(t, st, func(ctx context.Context, g parley.Tx) {
		check(t, g.PutNodes(ctx, parley.Stories, []parley.Node{node("a", "k1", "k2"), node("b", "k1")}))
		check(t, g.PutLinks(ctx, parley.Stories, []parley.Link{link("a", "b", 2)}))
		check(t, g.SetGroups(ctx, parley.Stories, map[string]string{"a": "s-a", "b": "s-a"}))
	})
	over := node("a", "k2", "k3")
	over.Digest, over.Order = []byte("other"), "2021"
	within(t, st, func(ctx context.Context, g parley.Tx) {
		check(t, g.PutNodes(ctx, parley.Stories, []parley.Node{node("a", "k9"), over}))
		for key, want := range map[string]string{"k1": "b", "k2": "a", "k3": "a", "k9": ""} {
			got, err := g.InBlocks(ctx, parley.Stories, []string{key})
			check(t, err)
			if names(got) != want {
				t.Errorf("block %s holds %q, want %q", key, names(got), want)
			}
		}
		nodes, links, _, err := g.Component(ctx, parley.Stories, []string{"b"})
		check(t, err)
		same(t, "nodes", nodes, []parley.Node{over, node("b", "k1")})
		if ends(links) != "a-b" {
			t.Errorf("links %v", links)
		}
		groupOf, err := g.GroupsOf(ctx, parley.Stories, []string{"a"})
		check(t, err)
		same(t, "group", groupOf, map[string]string{"a": "s-a"})
	})
}

func links(t *testing.T, st parley.Store) {
	ctx := context.Background()
	within(t, st, func(ctx context.Context, g parley.Tx) {
		check(t, g.PutNodes(ctx, parley.Undertakings, []parley.Node{node("d"), node("c"), node("b"), node("a"), node("x")}))
		check(t, g.PutLinks(ctx, parley.Undertakings, []parley.Link{link("b", "c", 1), link("a", "d", 3.25), link("a", "b", 2), link("a", "x", 9)}))
		weak := link("b", "c", -0.5)
		weak.Reasons = nil
		check(t, g.PutLinks(ctx, parley.Undertakings, []parley.Link{weak}))
	})
	got := must[[]parley.Link](t)(st.Links(ctx, parley.Undertakings, []string{"a", "b", "c", "d", "none"}))
	want := []parley.Link{link("a", "d", 3.25), link("a", "b", 2), {A: "b", B: "c", Score: -0.5}}
	same(t, "links", got, want)
	if got := must[[]parley.Link](t)(st.Links(ctx, parley.Undertakings, nil)); len(got) != 0 {
		t.Errorf("links among no nodes: %v", got)
	}
	for _, l := range []parley.Link{link("a", "none", 1), link("none", "b", 1), link("a", "a", 1)} {
		err := st.Update(ctx, func(tx parley.Tx) error { return tx.PutLinks(ctx, parley.Undertakings, []parley.Link{l}) })
		if err == nil {
			t.Errorf("link %s-%s was taken", l.A, l.B)
		}
	}
}

func components(t *testing.T, st parley.Store) {
	within(t, st, func(ctx context.Context, g parley.Tx) {
		var nodes []parley.Node
		for _, id := range strings.Split("a b c d e f g h", " ") {
			nodes = append(nodes, node(id))
		}
		check(t, g.PutNodes(ctx, parley.Incidents, nodes))
		check(t, g.PutLinks(ctx, parley.Incidents, []parley.Link{link("a", "c", 1), link("c", "e", 2), link("b", "e", 1),
			link("a", "b", -2), link("e", "f", 0), link("g", "h", 4)}))
		for _, tc := range []struct{ from, nodes, links string }{
			{"a", "a b c e", "a-b a-c b-e c-e"},
			{"b", "a b c e", "a-b a-c b-e c-e"},
			{"e a e", "a b c e", "a-b a-c b-e c-e"},
			{"f", "f", ""},
			{"f e", "a b c e f", "a-b a-c b-e c-e e-f"},
			{"h d", "d g h", "g-h"},
			{"none", "", ""},
			{"", "", ""},
		} {
			nodes, links, decisions, err := g.Component(ctx, parley.Incidents, strings.Fields(tc.from))
			check(t, err)
			if names(nodes) != tc.nodes || ends(links) != tc.links || len(decisions) != 0 {
				t.Errorf("from %q: %q with %q and %v, want %q with %q", tc.from, names(nodes), ends(links), decisions, tc.nodes, tc.links)
			}
		}
		// A long chain, from its middle.
		var chain []parley.Node
		var tied []parley.Link
		for i := range 300 {
			chain = append(chain, node(fmt.Sprintf("n%03d", i)))
			if i > 0 {
				tied = append(tied, link(chain[i-1].ID, chain[i].ID, 1))
			}
		}
		check(t, g.PutNodes(ctx, parley.Incidents, chain))
		check(t, g.PutLinks(ctx, parley.Incidents, tied))
		nodes, links, _, err := g.Component(ctx, parley.Incidents, []string{"n150"})
		check(t, err)
		same(t, "chain", nodes, chain)
		same(t, "links of the chain", links, tied)
	})
}

func groups(t *testing.T, st parley.Store) {
	within(t, st, func(ctx context.Context, g parley.Tx) {
		check(t, g.PutNodes(ctx, parley.Incidents, []parley.Node{node("a"), node("b"), node("c")}))
		check(t, g.SetGroups(ctx, parley.Incidents, map[string]string{"a": "i-a", "b": "i-a"}))
		check(t, g.SetGroups(ctx, parley.Incidents, nil))
	})
	within(t, st, func(ctx context.Context, g parley.Tx) {
		got, err := g.GroupsOf(ctx, parley.Incidents, []string{"c", "b", "none", "a", "b"})
		check(t, err)
		if !maps.Equal(got, map[string]string{"a": "i-a", "b": "i-a"}) {
			t.Errorf("groups %v", got)
		}
		check(t, g.SetGroups(ctx, parley.Incidents, map[string]string{"b": "i-b"}))
		got, err = g.GroupsOf(ctx, parley.Incidents, []string{"a", "b"})
		check(t, err)
		if !maps.Equal(got, map[string]string{"a": "i-a", "b": "i-b"}) {
			t.Errorf("groups after a move %v", got)
		}
	})
	ctx := context.Background()
	err := st.Update(ctx, func(tx parley.Tx) error {
		return tx.SetGroups(ctx, parley.Incidents, map[string]string{"none": "i-a"})
	})
	if !errors.Is(err, parley.ErrNotFound) {
		t.Errorf("group of a node that is not there: %v", err)
	}
}

func groupsOfArticles(t *testing.T, st parley.Store) {
	ctx := context.Background()
	put(t, st, record("a1", "2020-03-05"), record("a2", "2020-03-06"))
	within(t, st, func(ctx context.Context, g parley.Tx) {
		for grouping, group := range map[parley.Grouping]string{parley.Families: "f-a1", parley.Stories: "s-a1"} {
			check(t, g.PutNodes(ctx, grouping, []parley.Node{node("a1"), node("a2")}))
			check(t, g.SetGroups(ctx, grouping, map[string]string{"a1": group, "a2": group}))
		}
	})
	_, info, err := st.Article(ctx, "a2")
	if err != nil || info.Family != "f-a1" || info.Story != "s-a1" {
		t.Errorf("a2 is in %q and %q (%v)", info.Family, info.Story, err)
	}
	told := must[[]parley.Telling](t)(st.Tellings(ctx, []string{"a2-e1"}))
	if told[0].Article.Family != "f-a1" {
		t.Errorf("the telling's article is in %q", told[0].Article.Family)
	}
}

func groupingsApart(t *testing.T, st parley.Store) {
	all := []parley.Grouping{parley.Families, parley.Stories, parley.Incidents, parley.Undertakings}
	within(t, st, func(ctx context.Context, g parley.Tx) {
		for _, grouping := range all {
			check(t, g.PutNodes(ctx, grouping, []parley.Node{node("a", "k"), node("b-"+string(grouping), "k")}))
			check(t, g.PutLinks(ctx, grouping, []parley.Link{link("a", "b-"+string(grouping), 1)}))
			check(t, g.SetGroups(ctx, grouping, map[string]string{"a": "g-" + string(grouping)}))
		}
		for _, grouping := range all {
			want := "a b-" + string(grouping)
			nodes, err := g.InBlocks(ctx, grouping, []string{"k"})
			check(t, err)
			reached, _, _, err := g.Component(ctx, grouping, []string{"a"})
			check(t, err)
			groupOf, err := g.GroupsOf(ctx, grouping, []string{"a"})
			check(t, err)
			if names(nodes) != want || names(reached) != want || groupOf["a"] != "g-"+string(grouping) {
				t.Errorf("%s: block %q, component %q, group %q", grouping, names(nodes), names(reached), groupOf["a"])
			}
		}
	})
	ctx := context.Background()
	err := st.Update(ctx, func(tx parley.Tx) error { return tx.PutNodes(ctx, "x; drop", []parley.Node{node("a")}) })
	if !errors.Is(err, parley.ErrQuery) {
		t.Errorf("a grouping that is not known: %v", err)
	}
}

func clearing(t *testing.T, st parley.Store) {
	put(t, st, record("a1", "2020-03-05"))
	within(t, st, func(ctx context.Context, g parley.Tx) {
		for _, grouping := range []parley.Grouping{parley.Incidents, parley.Families} {
			check(t, g.PutNodes(ctx, grouping, []parley.Node{node("a1-e1", "k"), node("b", "k")}))
			check(t, g.PutLinks(ctx, grouping, []parley.Link{link("a1-e1", "b", 1)}))
			check(t, g.SetGroups(ctx, grouping, map[string]string{"b": "x"}))
		}
		_, err := g.Decide(ctx, decision(parley.Incidents, parley.Same, "a1-e1", "b"))
		check(t, err)
	})
	within(t, st, func(ctx context.Context, g parley.Tx) {
		check(t, g.Clear(ctx, parley.Incidents))
		nodes, links, _, err := g.Component(ctx, parley.Incidents, []string{"a1-e1", "b"})
		check(t, err)
		in, err := g.InBlocks(ctx, parley.Incidents, []string{"k"})
		check(t, err)
		groupOf, err := g.GroupsOf(ctx, parley.Incidents, []string{"b"})
		check(t, err)
		if len(nodes)+len(links)+len(in)+len(groupOf) != 0 {
			t.Errorf("left after Clear: %v %v %v %v", nodes, links, in, groupOf)
		}
		in, err = g.InBlocks(ctx, parley.Families, []string{"k"})
		check(t, err)
		if names(in) != "a1-e1 b" {
			t.Errorf("Clear took another grouping's nodes too: %q", names(in))
		}
		check(t, g.PutNodes(ctx, parley.Incidents, []parley.Node{node("a1-e1", "k"), node("b", "k")}))
		nodes, _, decisions, err := g.Component(ctx, parley.Incidents, []string{"b"})
		check(t, err)
		if names(nodes) != "a1-e1 b" || len(decisions) != 1 {
			t.Errorf("a decision must outlast Clear: %q, %v", names(nodes), decisions)
		}
		records, err := g.Records(ctx, "", 10)
		check(t, err)
		if len(records) != 1 {
			t.Errorf("records after Clear: %d", len(records))
		}
	})
}

func oddWords(t *testing.T, st parley.Store) {
	odd := []string{"'", `"`, "%", "a\nb", "ä", "𝔘", " ", "\u202e", strings.Repeat("x", 5000), `\u0041`, "null", "[1]"}
	within(t, st, func(ctx context.Context, g parley.Tx) {
		var nodes []parley.Node
		for _, word := range odd {
			nodes = append(nodes, parley.Node{ID: word, Keys: []string{word}, Order: word, Digest: []byte(word)})
		}
		check(t, g.PutNodes(ctx, parley.Incidents, nodes))
		for _, n := range nodes {
			got, err := g.InBlocks(ctx, parley.Incidents, n.Keys)
			check(t, err)
			same(t, "node", got, []parley.Node{n})
		}
		l := parley.Link{A: min(odd[0], odd[1]), B: max(odd[0], odd[1]), Score: 1e-300, Reasons: []parley.Reason{{Feature: odd[4], Detail: odd[5], Weight: -1e300}}}
		check(t, g.PutLinks(ctx, parley.Incidents, []parley.Link{l}))
		_, links, _, err := g.Component(ctx, parley.Incidents, odd[:1])
		check(t, err)
		same(t, "links", links, []parley.Link{l})
	})
}

func around(t *testing.T, st parley.Store) {
	within(t, st, func(ctx context.Context, g parley.Tx) {
		var nodes []parley.Node
		for _, id := range strings.Split("a b c d e f", " ") {
			nodes = append(nodes, node(id))
		}
		check(t, g.PutNodes(ctx, parley.Incidents, nodes))
		check(t, g.PutLinks(ctx, parley.Incidents, []parley.Link{link("a", "c", 1), link("c", "e", 2), link("b", "e", 1.5), link("a", "b", -2), link("d", "e", 0)}))
		for _, d := range []parley.Decision{decision(parley.Incidents, parley.Apart, "f missing", "a"), decision(parley.Incidents, parley.Same, "b", "c"),
			decision(parley.Stories, parley.Same, "f", "a")} {
			_, err := g.Decide(ctx, d)
			check(t, err)
		}
		_, err := g.Undo(ctx, parley.Decision{ID: 2, Undone: onDay("2026-04-01")})
		check(t, err)
	})
	within(t, st, func(ctx context.Context, g parley.Tx) {
		for _, tc := range []struct{ ids, nodes, links, decisions string }{
			{"a", "a", "a-c", "1"},
			{"e c e none", "c e", "a-c b-e c-e", ""},
			{"f", "f", "", "1"},
			{"d", "d", "", ""},
			{"none", "", "", ""},
			{"", "", "", ""},
		} {
			nodes, links, decisions, err := g.Around(ctx, parley.Incidents, strings.Fields(tc.ids))
			check(t, err)
			var named []string
			for _, d := range decisions {
				named = append(named, fmt.Sprint(d.ID))
			}
			if names(nodes) != tc.nodes || ends(links) != tc.links || strings.Join(named, " ") != tc.decisions {
				t.Errorf("around %q: %q, %q, decisions %q; want %+v", tc.ids, names(nodes), ends(links), named, tc)
			}
			for _, l := range links {
				if len(l.Reasons) > 0 || l.Score <= 0 {
					t.Errorf("around %q: link %+v", tc.ids, l)
				}
			}
		}
	})
}
