package cluster

import (
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"parley"
)

// scores reads "ab 2, bc -1".
func scores(s string) map[pair]float64 {
	out := map[pair]float64{}
	for one := range strings.SplitSeq(s, ", ") {
		var ends string
		var score float64
		if _, err := fmt.Sscan(one, &ends, &score); err == nil {
			out[pairOf(ends[:1], ends[1:])] = score
		}
	}
	return out
}

// one returns n nodes a, b, c … of one block.
func one(n int) []parley.Node {
	var out []parley.Node
	for i := range n {
		out = append(out, node(string(rune('a'+i)), "x"))
	}
	return out
}

func TestGroups(t *testing.T) {
	for _, c := range []struct {
		name      string
		nodes     []parley.Node
		scores    string
		decisions []parley.Decision
		want      string
	}{
		{"nothing", nil, "", nil, "[]"},
		{"no link", one(2), "", nil, "[a b]"},
		{"a link", one(2), "ab 1", nil, "[ab]"},
		{"a score of 0 is no link", one(2), "ab 0", nil, "[a b]"},
		{"a link over no shared block is not looked for", []parley.Node{node("a", "x"), node("b", "y")}, "ab 5", nil, "[a b]"},
		{"a chain holds while the mean is above 0", one(3), "ab 3, bc 3", nil, "[abc]"},
		{"a chain breaks where it is not, at the weaker link", one(3), "ab 1, bc 1.5", nil, "[a bc]"},
		{"of equal links the first goes first", one(4), "ab 1, bc 1, cd 1", nil, "[ab cd]"},
		{"evidence against counts in the mean", one(3), "ab 3, bc 2.5, ac -3", nil, "[ab c]"},
		{"evidence against counts where it is computed late", one(4), "ab 9, bc 2, cd 9, ad -9, ac 1, bd 1", nil, "[ab cd]"},
		{"a veto", one(3), "ab 9, bc 9, ac -99", nil, "[ab c]"},
		{"same without a link", one(2), "", []parley.Decision{same(1, "a", "b")}, "[ab!]"},
		{"apart over a link", one(2), "ab 9", []parley.Decision{apart(1, "a", "b")}, "[a! b!]"},
		{"undone", one(2), "ab 9", []parley.Decision{undone(apart(1, "a", "b"))}, "[ab]"},
		{"the later decision holds", one(2), "ab 9", []parley.Decision{apart(1, "a", "b"), same(2, "a", "b")}, "[ab!]"},
		{"in whatever order they are given", one(2), "ab 9", []parley.Decision{same(2, "a", "b"), apart(1, "a", "b")}, "[ab!]"},
		{"the later holds over others' heads too", one(3), "", []parley.Decision{same(1, "a", "b"), same(2, "b", "c"), apart(3, "a", "c")}, "[a! bc!]"},
		{"apart holds against a third that would join them", one(3), "ac 9, bc 8", []parley.Decision{apart(1, "a", "b")}, "[ac! b!]"},
		{"apart holds through what was joined by hand", one(4), "bc 9", []parley.Decision{same(1, "a", "b"), apart(2, "a", "c")}, "[ab! c! d]"},
		{"what was joined by hand takes in what either part would", one(5), "ab 2, cd 2, de 2, ce 2", []parley.Decision{same(1, "a", "d")}, "[abcde!]"},
		{"a decision on a node that never came", one(2), "ab 1", []parley.Decision{same(1, "a", "q"), apart(2, "b", "r")}, "[ab!]"},
		{"a decision on itself", one(1), "", []parley.Decision{apart(1, "a", "a")}, "[a]"},
		{"another grouping's decision", one(2), "ab 1", []parley.Decision{{ID: 1, Grouping: parley.Stories, Verdict: parley.Apart, Left: []string{"a"}, Right: []string{"b"}}}, "[ab]"},
	} {
		m := table{scores(c.scores), -1, 0}
		got, _, err := Fresh(m, c.nodes, c.decisions)
		if err != nil || show(got) != c.want {
			t.Errorf("%s: %s, %v, want %s", c.name, show(got), err, c.want)
		}
		of := slices.DeleteFunc(slices.Clone(c.decisions), func(d parley.Decision) bool { return d.Grouping != parley.Incidents })
		if ref := show(reference(m, c.nodes, of)); ref != c.want {
			t.Errorf("%s: the reference says %s, want %s", c.name, ref, c.want)
		}
	}
}

func TestFirm(t *testing.T) {
	for _, c := range []struct{ scores, want string }{
		{"ab 1", "[a b c d]"},
		{"ab 2", "[ab c d]"},
		{"ab 2, bc 1, ac 1", "[ab c d]"},
		{"ab 2, bc 2, ac 1", "[abc d]"},
		{"ab 3, bc 2, ac 1, cd 2, ad 1, bd 1", "[abcd]"},
	} {
		got, _, err := Fresh(table{scores(c.scores), -1, 1.5}, one(4), nil)
		if err != nil || show(got) != c.want {
			t.Errorf("%s: %s, %v, want %s", c.scores, show(got), err, c.want)
		}
	}
}

func undone(d parley.Decision) parley.Decision {
	d.Undone = time.Unix(d.ID+1, 0)
	return d
}

// reader is somebody who sees changes only.
type reader map[string]Group

func (r reader) apply(t interface{ Fatalf(string, ...any) }, c Changes, groups map[string]string, before map[string]string) {
	for _, id := range c.Gone {
		if _, ok := r[id]; !ok {
			t.Fatalf("%s is gone but was never there", id)
		}
		delete(r, id)
	}
	for _, g := range c.Now {
		r[g.ID] = g
	}
	var moved []string
	for n, g := range groups {
		if before[n] != g {
			moved = append(moved, n)
		}
	}
	slices.Sort(moved)
	if !slices.Equal(moved, c.Moved) {
		t.Fatalf("moved %v, want %v", c.Moved, moved)
	}
}

func (r reader) groups() []Group { return slices.Collect(maps.Values(r)) }

// TestAnyOrder adds nodes in any order and batches, with decisions, and takings
// back, at any time between; what comes out is what a fresh run gives, and what
// somebody who sees changes alone knows.
func TestAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ctx := context.Background()
		nodes, m := drawNodes(t)
		order := rapid.Permutation(nodes).Draw(t, "order")
		s, r := newMemory(), reader{}
		for len(order) > 0 {
			before := maps.Clone(s.groups)
			var c Changes
			var err error
			switch rapid.IntRange(0, 3).Draw(t, "step") {
			case 0:
				c, err = decideAny(t, s, m, nodes)
			case 1: // what is there already changes nothing
				known := slices.Collect(maps.Values(s.nodes))
				c, err = Add(ctx, s, m, known)
				if len(c.Now)+len(c.Gone)+len(c.Moved) > 0 {
					t.Fatalf("known nodes made changes: %v", c)
				}
			default:
				n := rapid.IntRange(1, len(order)).Draw(t, "batch")
				c, err = Add(ctx, s, m, order[:n])
				order = order[n:]
			}
			if err != nil {
				t.Fatal(err)
			}
			r.apply(t, c, s.groups, before)
			present := slices.Collect(maps.Values(s.nodes))
			want, links, err := Fresh(m, present, s.decisions)
			if err != nil || show(want) != show(r.groups()) {
				t.Fatalf("now %s, fresh %s, %v", show(r.groups()), show(want), err)
			}
			if ref := show(reference(m, present, s.decisions)); ref != show(want) {
				t.Fatalf("fresh %s, reference %s", show(want), ref)
			}
			checkStored(t, s, want, links)
			checkClean(t, s, m, present)
		}
	})
}

// checkStored compares what the store holds with a fresh run.
func checkStored(t *rapid.T, s *memory, want []Group, links []parley.Link) {
	for _, g := range want {
		for _, n := range g.Nodes {
			if s.groups[n.ID] != g.ID {
				t.Fatalf("%s is stored in %s, want %s", n.ID, s.groups[n.ID], g.ID)
			}
		}
	}
	for _, l := range links {
		if s.links[pair{l.A, l.B}].Score != l.Score {
			t.Fatalf("stored link %v, want %v", s.links[pair{l.A, l.B}], l)
		}
	}
	if len(links) != len(s.links) {
		t.Fatalf("%d links stored, want %d", len(s.links), len(links))
	}
}

// checkClean checks that Check finds nothing, and what it says of the groups.
func checkClean(t *rapid.T, s *memory, m table, present []parley.Node) {
	some := present[:(len(present)+1)/2]
	faults, groups, err := Check(context.Background(), s, m, some)
	if err != nil || len(faults) > 0 {
		t.Fatalf("faults %q, %v", faults, err)
	}
	for _, n := range some {
		if !slices.ContainsFunc(groups, func(g Group) bool { return g.ID == s.groups[n.ID] }) {
			t.Fatalf("%s is not in the groups checked", n.ID)
		}
	}
}

func TestCheckFindsFaults(t *testing.T) {
	m := table{scores("ab 3, bc 2, ac 1, de 1"), -1, 0}
	for _, c := range []struct {
		name  string
		spoil func(s *memory)
		want  string
	}{
		{"nothing", func(*memory) {}, ""},
		{"a node", func(s *memory) {
			delete(s.nodes, "e")
			s.blocks["x"] = letters("abcd")
			delete(s.links, pair{"d", "e"})
		}, "e is missing"},
		{"a digest", func(s *memory) { n := node("b", "x"); n.Digest = []byte("q"); s.nodes["b"] = n }, "b is stored in another form"},
		{"a block", func(s *memory) { s.blocks["x"] = letters("abce") }, "d is not found in its blocks"},
		{"a link", func(s *memory) {
			delete(s.links, pair{"b", "c"})
			s.ends["b"], s.ends["c"] = letters("a"), letters("a")
		}, "the link between b and c is missing"},
		{"a link too many", func(s *memory) { _ = s.PutLinks(context.Background(), "", []parley.Link{{A: "c", B: "d", Score: 1}}) }, "there is a link between c and d and should be none"},
		{"a score", func(s *memory) { s.links[pair{"a", "b"}] = parley.Link{A: "a", B: "b", Score: 4} }, "the link between a and b has the score 4 and should have 3"},
		{"a group", func(s *memory) { s.groups["e"] = "i-e" }, `e is in the group "i-e" and belongs in i-d`},
	} {
		s := newMemory()
		if _, err := Add(context.Background(), s, m, one(5)); err != nil {
			t.Fatal(err)
		}
		c.spoil(s)
		faults, _, err := Check(context.Background(), s, m, one(5))
		if err != nil || strings.Join(faults, "; ") != c.want && !slices.Contains(faults, c.want) {
			t.Errorf("%s: %q, %v", c.name, faults, err)
		}
	}
}

// drawNodes draws nodes and their scores; few scores, so that there are ties.
func drawNodes(t *rapid.T) ([]parley.Node, table) {
	n := rapid.IntRange(1, 20).Draw(t, "nodes")
	m := table{map[pair]float64{}, -rapid.SampledFrom([]float64{0.5, 1, 3}).Draw(t, "unlinked"), rapid.SampledFrom([]float64{0, 0, 0.5, 1.5}).Draw(t, "firm")}
	var nodes []parley.Node
	for i := range n {
		x := node(string(rune('a'+i)), rapid.StringOfN(rapid.RuneFrom([]rune("xyz")), 0, 3, -1).Draw(t, "keys"))
		x.Order = rapid.SampledFrom([]string{"1", "2", "3"}).Draw(t, "order")
		nodes = append(nodes, x)
	}
	score := rapid.SampledFrom([]float64{0.25, 0.5, 1, 1, 2, 2, 3, 0, -0.25, -1, -5, 7})
	sparse := rapid.SampledFrom([]int{0, 0, 1, 3, 6}).Draw(t, "sparse") // few scores make long chains
	for i, a := range nodes {
		for _, b := range nodes[:i] {
			if rapid.IntRange(0, 3+sparse).Draw(t, "linked") > sparse {
				m.scores[pairOf(a.ID, b.ID)] = score.Draw(t, "score")
			}
		}
	}
	return nodes, m
}

// decideAny logs a decision on any nodes, come or not, or takes one back.
func decideAny(t *rapid.T, s *memory, m table, nodes []parley.Node) (Changes, error) {
	var d parley.Decision
	if len(s.decisions) > 0 && rapid.Bool().Draw(t, "undo") {
		i := rapid.IntRange(0, len(s.decisions)-1).Draw(t, "which")
		s.decisions[i] = undone(s.decisions[i])
		d = s.decisions[i]
	} else {
		some := rapid.SliceOfNDistinct(rapid.SampledFrom(ids(nodes)), 1, min(3, len(nodes)), rapid.ID[string])
		d = parley.Decision{ID: int64(len(s.decisions) + 1), Grouping: parley.Incidents,
			Verdict: rapid.SampledFrom([]parley.Verdict{parley.Same, parley.Apart}).Draw(t, "verdict"),
			Left:    some.Draw(t, "left"), Right: some.Draw(t, "right")}
		s.decisions = append(s.decisions, d)
	}
	return Regroup(context.Background(), s, m, slices.Concat(d.Left, d.Right))
}

func TestCallsAreBulk(t *testing.T) {
	s := newMemory()
	m := table{scores("ab 1, bc 1, cd 1"), -1, 0}
	for _, batch := range [][]parley.Node{one(4), nil} {
		s.calls = 0
		if _, err := Add(context.Background(), s, m, batch); err != nil || s.calls > 6 {
			t.Errorf("%d nodes took %d calls of the store, %v", len(batch), s.calls, err)
		}
	}
}

func TestNaN(t *testing.T) {
	_, _, err := Fresh(table{map[pair]float64{{"a", "b"}: math.NaN()}, -1, 0}, one(2), nil)
	if err == nil {
		t.Error("a score that is not a number went through")
	}
}
