package net

import (
	"parley/internal/lang/nn"
)

// pass holds the buffers of one run of the network over one batch.
type pass struct {
	batch Batch
	n     int       // tokens
	x     []float32 // n x Embed
	gates []float32 // rows x 4 hidden, in step order
	proj  []float32 // n x 4 hidden, in token order
	cell  []float32 // one step's cells
	h     []float32 // rows x hidden, in step order
	out1  []float32 // n x (2 Hidden1 + Tags)
	tags  []float32 // n x tags.Stride()
	tagIn []float32
	out2  []float32 // n x 2 Hidden2
	names []float32
	// namesIn is the states of the second LSTM beside the inputs.
	namesIn []float32
	nameHid []float32
	arcs    []float32 // n x arcs.Stride()
}

// sized returns a slice of n values, reusing x where it is large enough. Its
// values are left over from earlier use.
func sized[T any](x []T, n int) []T {
	if cap(x) < n {
		return make([]T, n, n+n/4)
	}
	return x[:n]
}

// embed fills p.x with the tokens' inputs.
func (m *Net) embed(p *pass, fs []Features) {
	p.n = len(fs)
	p.x = sized(p.x, p.n*m.Embed)
	clear(p.x)
	for i := range fs {
		row := p.x[i*m.Embed : (i+1)*m.Embed]
		if !m.words.add(row, fs[i].Word) {
			m.words.add(row, UnknownWord)
		}
		for _, h := range fs[i].Other {
			if h != 0 {
				m.feats.add(row, h)
			}
		}
	}
}

// UnknownWord is the hash of the row that stands in for words without one.
const UnknownWord = 1

// run computes one LSTM layer over in (rows lda apart, in token order) and
// writes both directions' states side by side to out (rows ldo apart).
func (w *bilstm) run(p *pass, in []float32, lda int, out []float32, ldo int) {
	h, g := w.hidden, 4*w.hidden
	rows := len(p.batch.Forward)
	p.gates, p.proj = sized(p.gates, rows*g), sized(p.proj, rows*g)
	p.h, p.cell = sized(p.h, rows*h), sized(p.cell, rows*h)
	for dir, tokens := range [2][]int32{p.batch.Forward, p.batch.Backward} {
		w.in[dir].apply(p.proj, in, lda, p.n)
		for r, t := range tokens {
			copy(p.gates[r*g:(r+1)*g], p.proj[int(t)*g:(int(t)+1)*g])
		}
		clear(p.cell)
		for s := range p.batch.Steps {
			from, to := p.batch.Offset[s], p.batch.Offset[s+1]
			step := p.gates[from*g : to*g]
			if s > 0 {
				w.rec[dir].Mul(step, g, p.h[p.batch.Offset[s-1]*h:], h, to-from)
			}
			nn.Tanh(step)
			for b := range to - from {
				gates(step[b*g:(b+1)*g], p.cell[b*h:(b+1)*h])
			}
			// The gates have left p.proj, which now takes the tanh of the
			// cells: the cells themselves are needed for the next step.
			squashed := p.proj[:(to-from)*h]
			copy(squashed, p.cell)
			nn.Tanh(squashed)
			for b := range to - from {
				outputs(p.h[(from+b)*h:(from+b+1)*h], step[b*g+2*h:b*g+3*h], squashed[b*h:(b+1)*h])
			}
		}
		for r, t := range tokens {
			copy(out[int(t)*ldo+dir*h:int(t)*ldo+(dir+1)*h], p.h[r*h:(r+1)*h])
		}
	}
}

// gates turns the tanh of one token's gates into its new cell.
func gates(g, cell []float32) {
	h := len(cell)
	in, forget, value := g[:h], g[h:2*h], g[3*h:4*h]
	for j, c := range cell {
		i, f := 0.5+float32(0.5*in[j]), 0.5+float32(0.5*forget[j])
		cell[j] = float32(f*c) + float32(i*value[j])
	}
}

// outputs sets h to the output gate (as a tanh) times the tanh of the cell.
func outputs(h, gate, cell []float32) {
	gate, cell = gate[:len(h)], cell[:len(h)]
	for j := range h {
		h[j] = float32((0.5 + float32(0.5*gate[j])) * cell[j])
	}
}

// forward runs the network over sentences of the given lengths, whose tokens'
// features stand in fs one after the other.
func (m *Net) forward(p *pass, fs []Features, lengths []int) {
	p.batch.Lay(lengths)
	m.embed(p, fs)
	n, w1 := p.n, 2*m.Hidden1
	ld1 := w1 + m.Tags
	p.out1 = sized(p.out1, n*ld1)
	m.lstm[0].run(p, p.x, m.Embed, p.out1, ld1)

	p.tags = sized(p.tags, n*m.tags.Stride())
	m.tags.apply(p.tags, p.out1, ld1, n)
	upos, all := len(m.UPOS), len(m.UPOS)+len(m.XPOS)
	for i := range n {
		row := p.tags[i*m.tags.Stride():]
		softmax(row[:upos])
		softmax(row[upos:all])
	}
	p.tagIn = sized(p.tagIn, n*m.tagIn.Stride())
	m.tagIn.apply(p.tagIn, p.tags, m.tags.Stride(), n)
	for i := range n {
		copy(p.out1[i*ld1+w1:(i+1)*ld1], p.tagIn[i*m.tagIn.Stride():])
	}

	w2 := 2 * m.Hidden2
	p.out2 = sized(p.out2, n*w2)
	m.lstm[1].run(p, p.out1, ld1, p.out2, w2)
	both := w2 + m.Embed
	p.namesIn = sized(p.namesIn, n*both)
	for i := range n {
		copy(p.namesIn[i*both:], p.out2[i*w2:(i+1)*w2])
		copy(p.namesIn[i*both+w2:], p.x[i*m.Embed:(i+1)*m.Embed])
	}
	hidden := m.namesIn.Stride()
	p.nameHid = sized(p.nameHid, n*hidden)
	m.namesIn.apply(p.nameHid, p.namesIn, both, n)
	relu(p.nameHid)
	p.names = sized(p.names, n*m.names.Stride())
	m.names.apply(p.names, p.nameHid, hidden, n)
	p.arcs = sized(p.arcs, n*m.arcs.Stride())
	m.arcs.apply(p.arcs, p.out2, w2, n)
	for i := range n {
		relu(p.arcs[i*m.arcs.Stride() : i*m.arcs.Stride()+2*m.Arc])
	}
}

// softmax turns scores into probabilities.
func softmax(x []float32) {
	top := x[0]
	for _, v := range x[1:] {
		top = max(top, v)
	}
	var sum float32
	for i, v := range x {
		x[i] = exp(v - top)
		sum += x[i]
	}
	scale := 1 / sum
	for i := range x {
		x[i] = float32(x[i] * scale)
	}
}
