package rule

import (
	"strings"

	"parley/internal/doc"
)

// builder collects the links of a graph.
type builder struct {
	d     *doc.Doc
	links []link
	// kid is the first child of each token in the tree, next its next sibling,
	// -1 for none.
	kid, next []int32
	// walk holds the parsed tokens, heads before what depends on them.
	walk []int32
	// down and up are the last link of each token as governor and as
	// dependent, -1 for none; link.nextDown and nextUp lead to the earlier ones.
	down, up []int32
	kinds    []kind
}

// kind is what the layers make of a token, in bits.
type kind uint8

const (
	kindTime  kind = 1 << iota // inside a time expression
	kindActor                  // the head of a mention of somebody
	kindPlace                  // the head of a place's name
)

// link is one edge in the making.
type link struct {
	gov, dep         int32
	nextDown, nextUp int32
	rel, sub         string
	// back is true for an edge from inside a clause to the noun that the clause
	// hangs on.
	back bool
	// gone is true for the edge of a relative pronoun, which its antecedent has
	// taken over.
	gone bool
}

func newBuilder(d *doc.Doc) *builder {
	n := len(d.Tokens)
	ints := make([]int32, 5*n)
	for i := range ints {
		ints[i] = -1
	}
	b := &builder{
		d: d, links: make([]link, 0, n+n/2),
		kid: ints[:n], next: ints[n : 2*n], down: ints[2*n : 3*n], up: ints[3*n : 4*n],
		walk: ints[4*n : 4*n], kinds: make([]kind, n),
	}
	b.markKinds()
	for _, s := range d.Sentences {
		b.treeOf(s)
	}
	return b
}

// markKinds notes what the layers say.
func (b *builder) markKinds() {
	n := len(b.d.Tokens)
	for _, x := range b.d.Times {
		for t := max(x.First, 0); t < min(x.Last, n); t++ {
			b.kinds[t] |= kindTime
		}
	}
	for _, x := range b.d.Mentions {
		if 0 <= x.Head && x.Head < n {
			b.kinds[x.Head] |= kindActor
		}
	}
	for _, x := range b.d.Places {
		for t := max(x.First, 0); t < min(x.Last, n); t++ {
			if h := b.d.Tokens[t].Head; h < x.First || h >= x.Last {
				b.kinds[t] |= kindPlace
			}
		}
	}
}

// treeOf links the children of the sentence's tokens and puts the tokens in
// order from the root down. Tokens that hang on none stay out.
func (b *builder) treeOf(s doc.Sentence) {
	begin := len(b.walk)
	for t := min(s.Last, len(b.d.Tokens)) - 1; t >= s.First; t-- {
		switch h := b.d.Tokens[t].Head; {
		case h == doc.Root:
			b.walk = append(b.walk, int32(t))
		case s.First <= h && h < s.Last && h != t:
			b.next[t], b.kid[h] = b.kid[h], int32(t)
		}
	}
	for i := begin; i < len(b.walk); i++ {
		for k := b.kid[b.walk[i]]; k >= 0; k = b.next[k] {
			b.walk = append(b.walk, k)
		}
	}
}

// add appends a link unless there is one just like it.
func (b *builder) add(gov, dep int32, rel, sub string) {
	b.addLink(link{gov: gov, dep: dep, rel: rel, sub: sub})
}

func (b *builder) addLink(l link) {
	if l.gov == l.dep {
		return
	}
	for i := b.up[l.dep]; i >= 0; i = b.links[i].nextUp {
		if o := &b.links[i]; o.gov == l.gov && o.rel == l.rel && o.sub == l.sub && !o.gone {
			return
		}
	}
	l.nextDown, l.nextUp = b.down[l.gov], b.up[l.dep]
	at := int32(len(b.links))
	b.down[l.gov], b.up[l.dep] = at, at
	b.links = append(b.links, l)
}

// base adds the edges of the tree under the names that rules use.
func (b *builder) base() {
	for _, t := range b.walk {
		if b.d.Tokens[t].Head == doc.Root {
			continue
		}
		h := int32(b.d.Tokens[t].Head)
		rel, sub, _ := strings.Cut(b.d.Tokens[t].Deprel, ":")
		switch rel {
		case "obl", "nmod":
			b.addWithCase(h, t, rel, sub)
		case "advcl", "acl":
			if sub == "" {
				sub = b.markOf(t)
			}
			b.add(h, t, rel, sub)
		case "nsubj", "csubj":
			b.add(h, t, rel, b.voice(h)) // "nsubj:outer" is a subject like any other
		case "obj":
			if b.secondObject(h, t) {
				rel = "iobj"
			}
			b.add(h, t, rel, sub)
		case "xcomp":
			if b.d.Tokens[t].UPOS == "NUM" {
				rel = "obj" // "killed ten"
			}
			b.add(h, t, rel, sub)
		default:
			b.add(h, t, rel, sub)
		}
	}
}

// secondObject tells whether another object follows t: of "gave the fighters two
// days", where the parser finds two objects, the first is who gets the second.
func (b *builder) secondObject(verb, t int32) bool {
	for k := b.next[t]; k >= 0 && t > verb; k = b.next[k] {
		if b.d.Tokens[k].Deprel == "obj" {
			return true
		}
	}
	return false
}

// addWithCase adds an oblique or a nominal modifier: one edge for each of its
// prepositions ("from near the bridge": from, near).
func (b *builder) addWithCase(h, t int32, rel, sub string) {
	switch sub {
	case "poss", "desc", "tmod":
		b.add(h, t, rel, sub)
		return
	}
	found := false
	for k := b.kid[t]; k >= 0; k = b.next[k] {
		if b.d.Tokens[k].Deprel == "case" && b.d.Tokens[k].XPOS != "POS" {
			b.add(h, t, rel, b.fixed(k))
			found = true
		}
	}
	switch {
	case found:
	case sub == "agent":
		b.add(h, t, rel, "by")
	case rel == "obl" && b.kinds[t]&kindTime != 0:
		b.add(h, t, rel, "tmod")
	default:
		b.add(h, t, rel, "")
	}
}

// fixed returns the lemma of a function word with what is fixed to it
// ("because_of").
func (b *builder) fixed(t int32) string {
	name := lower(b.d.Tokens[t].Lemma)
	for k := b.kid[t]; k >= 0; k = b.next[k] {
		if b.d.Tokens[k].Deprel == "fixed" {
			name += "_" + lower(b.d.Tokens[k].Lemma)
		}
	}
	return name
}

// markOf returns the word that ties a clause to what it hangs on: its first
// mark ("if", "to", "after"), a preposition before it, or the adverb that
// opens it ("when", "where"); empty for none.
func (b *builder) markOf(t int32) string {
	for k := b.kid[t]; k >= 0; k = b.next[k] {
		switch x := &b.d.Tokens[k]; {
		case x.Deprel == "mark", x.Deprel == "case" && x.XPOS != "POS",
			x.Deprel == "advmod" && x.XPOS == "WRB" && k < t:
			return b.fixed(k)
		}
	}
	return ""
}

// has returns the first child of t with one of the relations, -1 for none.
func (b *builder) has(t int32, relations ...string) int32 {
	for k := b.kid[t]; k >= 0; k = b.next[k] {
		for _, r := range relations {
			if b.d.Tokens[k].Deprel == r {
				return k
			}
		}
	}
	return -1
}

// head returns the token that t hangs on, -1 for the root.
func (b *builder) head(t int32) int32 { return int32(max(b.d.Tokens[t].Head, -1)) }

// relationOf returns the UD relation of t without its subtype.
func (b *builder) relationOf(t int32) string {
	rel, _, _ := strings.Cut(b.d.Tokens[t].Deprel, ":")
	return rel
}

// lower is strings.ToLower, under a name that reads well in comparisons.
func lower(s string) string { return strings.ToLower(s) }
