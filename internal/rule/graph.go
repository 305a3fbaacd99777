package rule

import (
	"iter"
	"slices"
	"strings"

	"parley/internal/doc"
)

// Graph is the enhanced dependency graph of a document: the trees of its
// sentences with relations named as rules name them, and edges added where a
// word has a relation that the tree leaves unsaid (see docs/rules.md). Edges
// stay inside a sentence; one that is not parsed has none. It is never changed
// once built.
type Graph struct {
	down, up     []Edge
	downAt, upAt []int32 // edges of token t are down[downAt[t]:downAt[t+1]]
}

// Edge is one relation as seen from one of its ends.
type Edge struct {
	// Token is the other end.
	Token int
	// Rel is the relation of Universal Dependencies without subtype, Sub what
	// follows the colon: "pass" for a passive subject, the lemma of the
	// preposition or conjunction for obl, nmod, advcl and acl ("by",
	// "because_of"), a subtype of UD where rules keep it; empty for none.
	Rel, Sub string
	id       uint8 // relationID(Rel)
}

// Label returns the edge's name as a path writes it: "obl:by", "nsubj".
func (e Edge) Label() string {
	if e.Sub == "" {
		return e.Rel
	}
	return e.Rel + ":" + e.Sub
}

// Down returns the edges from the token to what depends on it, in the order of
// the tokens; nil for a token that the graph does not have. It must not be changed.
func (g *Graph) Down(token int) []Edge { return edgesOf(g.down, g.downAt, token) }

// Up returns the edges from the token to what it depends on, in the order of
// the tokens; nil for a token that the graph does not have. It must not be changed.
func (g *Graph) Up(token int) []Edge { return edgesOf(g.up, g.upAt, token) }

func edgesOf(edges []Edge, at []int32, token int) []Edge {
	if token < 0 || token+1 >= len(at) {
		return nil
	}
	return edges[at[token]:at[token+1]]
}

// DownBy yields the dependents of the token by a relation, written as the step
// of a path: "obj", "obl:by", "nmod:*".
func (g *Graph) DownBy(token int, relation string) iter.Seq[int] {
	return along(g.Down(token), parseRelation(relation))
}

// UpBy yields what the token depends on by a relation, written as the step of
// a path without its "<".
func (g *Graph) UpBy(token int, relation string) iter.Seq[int] {
	return along(g.Up(token), parseRelation(relation))
}

func along(edges []Edge, r relation) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range edges {
			if r.fits(&edges[i]) && !yield(edges[i].Token) {
				return
			}
		}
	}
}

// relation is the name of a step: what edges it may go along.
type relation struct {
	sub    string
	id     uint8 // relationID of the name
	any    bool  // any relation at all
	anySub bool  // any subtype or none
}

// parseRelation reads the name of a step; it takes any text, since what is a
// relation is for the reader of paths to say.
func parseRelation(name string) relation {
	if name == "_" {
		return relation{any: true}
	}
	rel, sub, cut := strings.Cut(name, ":")
	switch {
	case sub == "*":
		return relation{id: relationID(rel), anySub: true}
	case !cut && !slices.Contains(subtyped, rel):
		return relation{id: relationID(rel), anySub: true}
	}
	return relation{id: relationID(rel), sub: sub}
}

// subtyped are the relations whose bare name means those without a subtype
// only; of the others, such as "aux", it means all.
var subtyped = []string{"nsubj", "csubj", "obl", "nmod", "advcl", "acl", "compound"}

func (r *relation) fits(e *Edge) bool {
	return r.any || r.id == e.id && (r.anySub || r.sub == e.Sub)
}

// relations are the names that steps may have: those of Universal Dependencies
// and ref, from an antecedent to its relative pronoun.
var relations = []string{"acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "clf", "compound",
	"conj", "cop", "csubj", "dep", "det", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj",
	"list", "mark", "nmod", "nsubj", "nummod", "obj", "obl", "orphan", "parataxis", "punct", "reparandum", "root",
	"vocative", "xcomp", "ref"}

// relationIDs numbers the relations from 1.
var relationIDs = func() map[string]uint8 {
	ids := make(map[string]uint8, len(relations))
	for i, r := range relations {
		ids[r] = uint8(i + 1)
	}
	return ids
}()

// relationID returns the number of a relation, 0 for one that no path can name.
func relationID(rel string) uint8 { return relationIDs[rel] }

// NewGraph builds the graph of d, which needs tags, lemmas and the parse. It
// takes any document that keeps the invariants of doc.Doc.Check.
func NewGraph(d *doc.Doc) *Graph {
	b := newBuilder(d)
	b.base()
	b.antecedents()
	b.sharedDependents()
	b.sharedHeads()
	b.sharedSubjects()
	return b.graph()
}

// graph lays the links out by their ends.
func (b *builder) graph() *Graph {
	n := len(b.d.Tokens)
	g := &Graph{downAt: make([]int32, n+1), upAt: make([]int32, n+1)}
	live := 0
	for i := range b.links {
		if l := &b.links[i]; !l.gone {
			g.downAt[l.gov+1]++
			g.upAt[l.dep+1]++
			live++
		}
	}
	for t := range n {
		g.downAt[t+1] += g.downAt[t]
		g.upAt[t+1] += g.upAt[t]
	}
	g.down, g.up = make([]Edge, live), make([]Edge, live)
	fill := make([]int32, 2*n)
	copy(fill, g.downAt[:n])
	copy(fill[n:], g.upAt[:n])
	for i := range b.links {
		l := &b.links[i]
		if l.gone {
			continue
		}
		id := relationID(l.rel)
		g.down[fill[l.gov]] = Edge{int(l.dep), l.rel, l.sub, id}
		g.up[fill[n+int(l.dep)]] = Edge{int(l.gov), l.rel, l.sub, id}
		fill[l.gov]++
		fill[n+int(l.dep)]++
	}
	for t := range n {
		order(g.down[g.downAt[t]:g.downAt[t+1]])
		order(g.up[g.upAt[t]:g.upAt[t+1]])
	}
	return g
}

// order sorts the edges of a token, few and nearly sorted, by their other end;
// edges to the same token keep their order.
func order(edges []Edge) {
	for i := 1; i < len(edges); i++ {
		for j := i; j > 0 && edges[j].Token < edges[j-1].Token; j-- {
			edges[j], edges[j-1] = edges[j-1], edges[j]
		}
	}
}
