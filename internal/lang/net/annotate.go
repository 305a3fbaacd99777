package net

import (
	"sync"

	"parley/internal/doc"
	"parley/internal/lang/nn"
)

// batchTokens is about how many tokens go through the network at once: enough
// sentences to share each step's product, few enough to stay in the cache.
const batchTokens = 512

// work holds everything that annotating one batch needs, kept for reuse.
type work struct {
	pass
	fs      []Features
	lengths []int
	heads   []int
	classes []int
	search  treeSearch
	others  nn.Matrix // the possible heads of one sentence, as columns
	query   []float32
	score   []float32
	pairs   []float32
	labels  []float32
	back    []int8
}

var works = sync.Pool{New: func() any { return new(work) }}

// Annotate adds tags, tree and names to d, whose tokens and sentences are
// set; no sentence may be longer than MaxSentence. caseless says of which
// sentences the capitals tell nothing; it may be nil.
func (m *Net) Annotate(d *doc.Doc, caseless func(doc.Sentence) bool) {
	w := works.Get().(*work)
	defer works.Put(w)
	for from := 0; from < len(d.Sentences); {
		to, tokens := from, 0
		for to < len(d.Sentences) && (to == from || tokens+length(d.Sentences[to]) <= batchTokens) {
			tokens += length(d.Sentences[to])
			to++
		}
		m.annotateBatch(w, d, d.Sentences[from:to], caseless)
		from = to
	}
}

func length(s doc.Sentence) int { return s.Last - s.First }

func (m *Net) annotateBatch(w *work, d *doc.Doc, sentences []doc.Sentence, caseless func(doc.Sentence) bool) {
	w.fs, w.lengths = w.fs[:0], w.lengths[:0]
	for _, s := range sentences {
		w.fs = Featurize(w.fs, d, s, caseless != nil && caseless(s))
		w.lengths = append(w.lengths, length(s))
	}
	m.forward(&w.pass, w.fs, w.lengths)
	first := sentences[0].First
	m.setTags(w, d.Tokens[first:first+w.n])
	at := 0
	for _, s := range sentences {
		m.setTree(w, d, s, at)
		m.setNames(w, d, s, at)
		at += length(s)
	}
}

// setTags gives each token the likeliest pair of tags that go together.
func (m *Net) setTags(w *work, tokens []doc.Token) {
	for i := range tokens {
		row := w.tags[i*m.tags.Stride():]
		xpos := row[len(m.UPOS):]
		best, at := float32(-1), [2]uint8{}
		for _, pair := range m.Pairs {
			if p := float32(row[pair[0]] * xpos[pair[1]]); p > best {
				best, at = p, pair
			}
		}
		tokens[i].UPOS, tokens[i].XPOS = m.UPOS[at[0]], m.XPOS[at[1]]
	}
}

// setTree gives the tokens of s, which stand at row at of the batch, their
// heads and relations.
func (m *Net) setTree(w *work, d *doc.Doc, s doc.Sentence, at int) {
	n, ld := length(s), m.arcs.Stride()
	rows := w.arcs[at*ld : (at+n)*ld]
	w.heads = sized(w.heads, n)
	m.scoreArcs(w, rows, n)
	w.search.decode(w.heads, w.score, nn.Stride(n+1))
	m.scoreRels(w, rows, n)
	for i, h := range w.heads {
		t := &d.Tokens[s.First+i]
		if h < 0 {
			t.Head, t.Deprel = doc.Root, m.Rels[0]
			continue
		}
		t.Head = s.First + h
		score := w.labels[i*m.labels.Stride() : i*m.labels.Stride()+len(m.Rels)]
		best := 1
		for r := 2; r < len(score); r++ {
			if score[r] > score[best] {
				best = r
			}
		}
		t.Deprel = m.Rels[best]
	}
}

// scoreArcs fills w.score: row d, column h is the arc from h to d, column n
// that of d as the root.
func (m *Net) scoreArcs(w *work, rows []float32, n int) {
	ld := m.arcs.Stride()
	w.query = sized(w.query, n*m.arcMul.Stride())
	m.arcMul.apply(w.query, rows, ld, n)
	// The root joins the tokens as one more head.
	w.pairs = sized(w.pairs, (n+1)*m.Arc)
	for i := range n {
		copy(w.pairs[i*m.Arc:(i+1)*m.Arc], rows[i*ld+m.Arc:])
	}
	copy(w.pairs[n*m.Arc:], m.root)
	w.others.PackTransposed(w.pairs, m.Arc, m.Arc, n+1)
	w.score = sized(w.score, n*w.others.Stride())
	clear(w.score)
	w.others.Mul(w.score, w.others.Stride(), w.query, m.arcMul.Stride(), n)
}

// scoreRels fills w.labels with the score of each relation to the token's
// head.
func (m *Net) scoreRels(w *work, rows []float32, n int) {
	ld := m.arcs.Stride()
	w.pairs = sized(w.pairs, n*m.Label)
	for i, h := range w.heads {
		out := w.pairs[i*m.Label : (i+1)*m.Label]
		copy(out, rows[i*ld+2*m.Arc:])
		if h < 0 {
			continue // the root's relation is known
		}
		for j, v := range rows[h*ld+2*m.Arc+m.Label:][:m.Label] {
			out[j] = max(out[j]+v, 0)
		}
	}
	w.labels = sized(w.labels, n*m.labels.Stride())
	m.labels.apply(w.labels, w.pairs, m.Label, n)
}

// setNames appends the names of s: the best sequence of classes, each scored
// by itself and by how it follows the one before.
func (m *Net) setNames(w *work, d *doc.Doc, s doc.Sentence, at int) {
	n, ld := length(s), m.names.Stride()
	w.back = sized(w.back, n*NameClasses)
	const never = -1e30
	prev := [NameClasses]float32{} // a sentence begins as if after no name
	for c := 1; c < NameClasses; c++ {
		prev[c] = never
	}
	for i := range n {
		row := w.names[(at+i)*ld : (at+i)*ld+NameClasses]
		var next [NameClasses]float32
		for c := range next {
			from, best := 0, float32(2*never)
			for p := range prev {
				if s := prev[p] + m.follow[p*NameClasses+c]; s > best && MayFollow(p, c) {
					from, best = p, s
				}
			}
			next[c] = best + row[c]
			w.back[i*NameClasses+c] = int8(from)
		}
		prev = next
	}
	m.readNames(w, d, s, prev[:])
}

func (m *Net) readNames(w *work, d *doc.Doc, s doc.Sentence, last []float32) {
	n, best := length(s), 0
	for c := range last {
		if last[c] > last[best] {
			best = c
		}
	}
	w.classes = sized(w.classes, n)
	for i := n - 1; i >= 0; i-- {
		w.classes[i] = best
		best = int(w.back[i*NameClasses+best])
	}
	for i := 0; i < n; i++ {
		c := w.classes[i]
		if c == 0 {
			continue
		}
		j := i + 1
		for j < n && w.classes[j] > 0 && w.classes[j]%2 == 0 {
			j++
		}
		if k := NameKinds[(c-1)/2]; k != Other {
			d.Names = append(d.Names, doc.Name{First: s.First + i, Last: s.First + j, Kind: k})
		}
		i = j - 1
	}
}
