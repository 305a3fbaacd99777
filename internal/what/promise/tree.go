package promise

import (
	"sort"
	"strings"

	"parley/internal/doc"
	"parley/internal/rule"
	"parley/internal/what/draft"
)

// reading is a document while its commitments are coded.
type reading struct {
	c      *Coder
	d      *doc.Doc
	g      *rule.Graph
	events []*draft.Event
	kids   [][]int // of each token, in the order of the text
	names  []int   // of each token that heads a mention, the shortest one's actor; else doc.None
	timed  []bool  // tokens of times
	placed []bool  // tokens of places
	// allVerbs are the verbs of the document; nil until asked for.
	allVerbs []int
}

func newReading(c *Coder, d *doc.Doc, events []*draft.Event) *reading {
	n := len(d.Tokens)
	r := &reading{
		c: c, d: d, g: rule.NewGraph(d), events: events, kids: make([][]int, n), names: make([]int, n),
		timed: make([]bool, n), placed: make([]bool, n),
	}
	for i := range r.names {
		r.names[i] = doc.None
	}
	for _, m := range d.Mentions {
		if r.names[m.Head] == doc.None {
			r.names[m.Head] = d.Mentions[d.MentionAt(m.Head)].Actor
		}
	}
	for _, t := range d.Times {
		mark(r.timed, t.First, t.Last)
	}
	for _, p := range d.Places {
		mark(r.placed, p.First, p.Last)
	}
	for i, t := range d.Tokens {
		if t.Head >= 0 && t.Head < len(d.Tokens) && t.Head != i {
			r.kids[t.Head] = append(r.kids[t.Head], i)
		}
	}
	return r
}

func mark(set []bool, first, last int) {
	for i := first; i < last; i++ {
		set[i] = true
	}
}

// sentence returns the sentence that holds the token.
func (r *reading) sentence(token int) doc.Sentence {
	i := sort.Search(len(r.d.Sentences), func(i int) bool { return r.d.Sentences[i].Last > token })
	if i == len(r.d.Sentences) {
		return doc.Sentence{First: token, Last: token + 1}
	}
	return r.d.Sentences[i]
}

// lemma is the lemma in lower case.
func (r *reading) lemma(token int) string { return strings.ToLower(r.d.Tokens[token].Lemma) }

// word is the word as it would stand in running text, in lower case.
func (r *reading) word(token int) string { return strings.ToLower(r.d.Word(token)) }

// rel is the relation without its subtype.
func (r *reading) rel(token int) string {
	rel, _, _ := strings.Cut(r.d.Tokens[token].Deprel, ":")
	return rel
}

// is tells whether the token's lemma is of the class of topics.
func (r *reading) is(class string, token int) bool { return r.c.topics[class][r.lemma(token)] }

// maxDepth bounds walks through a tree.
const maxDepth = 64

// below marks in set the tokens of the subtree of the token, but for those for
// which leave says to stop. set begins at token base.
func (r *reading) below(token, base int, set []bool, leave func(int) bool, depth int) {
	if depth > maxDepth || token < base || token-base >= len(set) || set[token-base] {
		return
	}
	set[token-base] = true
	for _, k := range r.kids[token] {
		if !leave(k) {
			r.below(k, base, set, leave, depth+1)
		}
	}
}

// under tells whether the token is the top one or hangs on it.
func (r *reading) under(token, top int) bool {
	for n := 0; token >= 0 && n < maxDepth; n++ {
		if token == top {
			return true
		}
		token = r.d.Tokens[token].Head
	}
	return false
}

// subtree is the range from the first to the last token of the token's
// subtree, marks at its ends left out.
func (r *reading) subtree(token int) doc.Range {
	s := r.sentence(token)
	set := make([]bool, s.Last-s.First)
	r.below(token, s.First, set, func(int) bool { return false }, 0)
	return r.trim(rangeOf(set, s.First))
}

// rangeOf is the range from the first to the last marked token.
func rangeOf(set []bool, base int) doc.Range {
	first, last := -1, -1
	for i, in := range set {
		if in {
			if first < 0 {
				first = i
			}
			last = i + 1
		}
	}
	if first < 0 {
		return doc.Range{}
	}
	return doc.Range{First: base + first, Last: base + last}
}

// trim cuts punctuation and conjunctions off both ends.
func (r *reading) trim(x doc.Range) doc.Range {
	for !x.Empty() && r.idle(x.First) {
		x.First++
	}
	for !x.Empty() && r.idle(x.Last-1) {
		x.Last--
	}
	return x
}

func (r *reading) idle(token int) bool {
	t := &r.d.Tokens[token]
	return t.UPOS == "PUNCT" || t.UPOS == "CCONJ" || t.UPOS == "SYM" && t.Deprel == "punct"
}

// child returns the first child with one of the relations, or doc.None.
func (r *reading) child(token int, rels ...string) int {
	for _, k := range r.kids[token] {
		for _, rel := range rels {
			if r.d.Tokens[k].Deprel == rel || r.rel(k) == rel {
				return k
			}
		}
	}
	return doc.None
}

// negated tells whether a word of denying hangs on the token.
func (r *reading) negated(token int) bool {
	for _, k := range r.kids[token] {
		switch r.lemma(k) {
		case "not", "n't", "never", "no", "neither", "nor", "hardly":
			if rel := r.rel(k); rel == "advmod" || rel == "det" || rel == "cc" || rel == "aux" {
				return true
			}
		}
	}
	return false
}
