package rule

import (
	"slices"
	"strings"

	"parley/internal/doc"
)

// view is a document as rules look at it: the graph, and for each token what
// constraints ask of it.
type view struct {
	d          *doc.Doc
	graph      *Graph
	lemma      []int32 // numbers of the vocabulary
	word       []int32
	marks      []marks
	matches    []found
	matchAt    []int32 // the first match whose head the token is, from 1; 0 for none
	vocabulary *vocabulary

	// seen is the walk that last came to an instruction at a token; see walk.
	seen  []uint32
	turn  uint32
	stack []place
	first int // of the sentence that is being worked on
	size  int
	args  []doc.Arg // of the rule that is being tried
}

// marks are what the layers say about a token, as bits of the values of keys.
type marks struct {
	upos    int8 // position in uposValues, -1 for none of them
	name    uint8
	is      uint8
	outcome uint16
}

// Bits of marks.is, in the order of isValues.
const (
	bitActor = 1 << iota
	bitPlace
	bitTime
	bitCount
	bitName
)

func newView(d *doc.Doc, v *vocabulary) *view {
	n := len(d.Tokens)
	words := make([]int32, 3*n)
	w := &view{d: d, graph: NewGraph(d), lemma: words[:n], word: words[n : 2*n], matchAt: words[2*n:],
		marks: make([]marks, n), vocabulary: v}
	for i := range d.Tokens {
		w.lemma[i] = v.find(d.Tokens[i].Lemma)
		w.word[i] = v.find(d.Word(i))
		w.marks[i].upos = int8(slices.Index(uposValues, d.Tokens[i].UPOS))
	}
	w.layers()
	return w
}

// layers marks the tokens that the layers speak of.
func (w *view) layers() {
	n := len(w.d.Tokens)
	set := func(first, last int, mark func(*marks)) {
		for t := max(first, 0); t < min(last, n); t++ {
			mark(&w.marks[t])
		}
	}
	for _, x := range w.d.Names {
		bit := uint8(1) << max(slices.Index(nameValues, string(x.Kind)), 0)
		set(x.First, x.Last, func(m *marks) { m.name |= bit; m.is |= bitName })
	}
	for _, x := range w.d.Mentions {
		set(x.Head, x.Head+1, func(m *marks) { m.is |= bitActor })
	}
	for _, x := range w.d.Places {
		if x.Use != doc.UseActor {
			set(x.First, x.Last, func(m *marks) { m.is |= bitPlace })
		}
	}
	for _, x := range w.d.Times {
		set(x.First, x.Last, func(m *marks) { m.is |= bitTime })
	}
	for _, x := range w.d.Counts {
		bit := uint16(0)
		if i := slices.Index(outcomeValues, string(x.Outcome)); i >= 0 {
			bit = 1 << i
		}
		mark := func(m *marks) { m.is |= bitCount; m.outcome |= bit }
		set(x.First, x.Last, mark)
		if x.Noun >= x.Last || x.Noun < x.First {
			set(x.Noun, x.Noun+1, mark)
		}
	}
}

// fits tells whether the token is what the constraint asks for.
func (w *view) fits(c constraint, token int) bool {
	for i := range c {
		if w.holds(&c[i], token) == c[i].not {
			return false
		}
	}
	return true
}

// holds tells whether a test is true of the token, before negation.
func (w *view) holds(t *test, token int) bool {
	m := &w.marks[token]
	switch t.key {
	case keyLemma:
		return t.words.has(w.lemma[token])
	case keyWord:
		return t.words.has(w.word[token])
	case keyUPOS:
		return m.upos >= 0 && t.mask&(1<<m.upos) != 0
	case keyXPOS:
		return slices.Contains(t.texts, w.d.Tokens[token].XPOS)
	case keyRel:
		rel, _, _ := strings.Cut(w.d.Tokens[token].Deprel, ":")
		return slices.Contains(t.texts, rel) || slices.Contains(t.texts, w.d.Tokens[token].Deprel)
	case keyName:
		return t.mask&uint32(m.name) != 0
	case keyIs:
		return t.mask&uint32(m.is) != 0
	case keyOutcome:
		return t.mask&uint32(m.outcome) != 0
	case keyMatch:
		for _, label := range t.texts {
			if w.matchOf(token, label) != doc.None {
				return true
			}
		}
	}
	return false
}

// is tells whether the token may fill an argument of a kind other than match.
func (w *view) is(token int, kind string) bool {
	i := slices.Index(isValues, kind)
	return i < 0 || w.marks[token].is&(1<<i) != 0
}

// matchOf returns the index of the first match at the token whose label is of
// the one given, doc.None if there is none.
func (w *view) matchOf(token int, label string) int {
	for i := w.matchAt[token]; i > 0; i = w.matches[i-1].next {
		if isOf(w.matches[i-1].rule.label, label) {
			return int(i - 1)
		}
	}
	return doc.None
}

// isOf tells whether a label is the one wanted or below it: "ASSAULT/firearms"
// is of "ASSAULT", all are of "".
func isOf(label, want string) bool {
	rest, ok := strings.CutPrefix(label, want)
	return ok && (rest == "" || want == "" || rest[0] == '/' || strings.HasSuffix(want, "/"))
}

// place is where a walk stands.
type place struct{ code, token int32 }

// enter makes room for walks in a sentence.
func (w *view) enter(s doc.Sentence, maxCode int) {
	w.first, w.size = s.First, s.Last-s.First
	if need := maxCode * w.size; need > len(w.seen) {
		w.seen, w.turn = make([]uint32, need), 0
	}
}

// walk appends the tokens that the path leads to from token, in order and each
// once, to out. With limit it stops at that many, which are then in no order.
func (w *view) walk(p *way, token int, out []int, limit int) []int {
	w.turn++
	begin := len(out)
	w.stack = append(w.stack[:0], place{0, int32(token)})
	for len(w.stack) > 0 {
		at := w.stack[len(w.stack)-1]
		w.stack = w.stack[:len(w.stack)-1]
		if t := int(at.token) - w.first; t < 0 || t >= w.size {
			continue
		} else if seen := &w.seen[int(at.code)*w.size+t]; *seen == w.turn {
			continue
		} else {
			*seen = w.turn
		}
		in := &p.code[at.code]
		switch in.op {
		case opAccept:
			out = append(out, int(at.token))
			if len(out)-begin == limit {
				return out
			}
		case opSplit:
			w.stack = append(w.stack, place{in.b, at.token}, place{in.a, at.token})
		case opCheck:
			if w.fits(in.test, int(at.token)) {
				w.stack = append(w.stack, place{in.a, at.token})
			}
		case opStep:
			edges := w.graph.Down(int(at.token))
			if in.up {
				edges = w.graph.Up(int(at.token))
			}
			for i := range edges {
				if in.relation.fits(&edges[i]) {
					w.stack = append(w.stack, place{in.a, int32(edges[i].Token)})
				}
			}
		}
	}
	slices.Sort(out[begin:])
	return out
}
