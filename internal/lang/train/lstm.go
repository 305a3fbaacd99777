package train

import (
	"parley/internal/lang/net"
	"parley/internal/lang/nn"
)

// direction is one direction of an LSTM layer in training.
type direction struct {
	in, rec layer
	hidden  int
}

// trace keeps what one direction did forward, in step order, for the way back.
type trace struct {
	x      []float32 // rows x in
	gates  []float32 // rows x 4 hidden, after tanh
	cell   []float32 // rows x hidden
	squash []float32 // tanh of cell
	h      []float32
	prev   []float32 // each row's state one step before
	dgates []float32
	dh, dx []float32
	dcell  []float32
}

// forward runs the direction over in (token order, rows lda apart) and writes
// its states to out (rows ldo apart).
func (l *direction) forward(t *trace, b *net.Batch, tokens []int32, in []float32, lda int, out []float32, ldo int) {
	rows, h, g, width := len(tokens), l.hidden, 4*l.hidden, l.in.In
	t.x = grown(t.x, rows*width)
	for r, tok := range tokens {
		copy(t.x[r*width:(r+1)*width], in[int(tok)*lda:])
	}
	t.gates, t.cell = grown(t.gates, rows*g), zeroed(t.cell, rows*h)
	t.squash, t.h, t.prev = grown(t.squash, rows*h), grown(t.h, rows*h), zeroed(t.prev, rows*h)
	l.in.forward(t.gates, t.x, width, rows)
	for s := range b.Steps {
		from, to := b.Offset[s], b.Offset[s+1]
		step := t.gates[from*g : to*g]
		if s > 0 {
			before := b.Offset[s-1]
			copy(t.prev[from*h:to*h], t.h[before*h:])
			copy(t.cell[from*h:to*h], t.cell[before*h:(before+to-from)*h])
			l.rec.fwd.Mul(step, g, t.prev[from*h:], h, to-from)
		}
		nn.Tanh(step)
		for r := from; r < to; r++ {
			newCell(t.gates[r*g:(r+1)*g], t.cell[r*h:(r+1)*h])
		}
		copy(t.squash[from*h:to*h], t.cell[from*h:to*h])
		nn.Tanh(t.squash[from*h : to*h])
		for r := from; r < to; r++ {
			gate := t.gates[r*g+2*h : r*g+3*h]
			for j := range h {
				t.h[r*h+j] = (0.5 + 0.5*gate[j]) * t.squash[r*h+j]
			}
		}
	}
	for r, tok := range tokens {
		copy(out[int(tok)*ldo:int(tok)*ldo+h], t.h[r*h:(r+1)*h])
	}
}

func newCell(g, cell []float32) {
	h := len(cell)
	for j, c := range cell {
		i, f := 0.5+0.5*g[j], 0.5+0.5*g[h+j]
		cell[j] = f*c + i*g[3*h+j]
	}
}

// backward takes the gradient of the states (token order, rows ldo apart) and
// adds that of the inputs to dIn (rows lda apart).
func (l *direction) backward(gin, grec *grad, s *scratch, t *trace, b *net.Batch, tokens []int32, dOut []float32, ldo int, dIn []float32, lda int) {
	rows, h, g, width := len(tokens), l.hidden, 4*l.hidden, l.in.In
	t.dh, t.dcell, t.dgates = grown(t.dh, rows*h), zeroed(t.dcell, rows*h), grown(t.dgates, rows*g)
	for r, tok := range tokens {
		copy(t.dh[r*h:(r+1)*h], dOut[int(tok)*ldo:int(tok)*ldo+h])
	}
	for s := b.Steps - 1; s >= 0; s-- {
		from, to := b.Offset[s], b.Offset[s+1]
		for r := from; r < to; r++ {
			var cellBefore, dcellBefore []float32
			if s > 0 {
				p := b.Offset[s-1] + r - from
				cellBefore, dcellBefore = t.cell[p*h:(p+1)*h], t.dcell[p*h:(p+1)*h]
			}
			cellBack(t, r, h, cellBefore, dcellBefore)
		}
		if s > 0 {
			before := b.Offset[s-1]
			l.rec.bwd.Mul(t.dh[before*h:], h, t.dgates[from*g:], g, to-from)
		}
	}
	s.gradient(grec.w, t.prev, h, h, t.dgates, g, g, rows)
	t.dx = zeroed(t.dx, rows*width)
	l.in.backward(gin, s, t.dx, t.x, width, t.dgates, rows)
	for r, tok := range tokens {
		nn.Axpy(dIn[int(tok)*lda:int(tok)*lda+width], 1, t.dx[r*width:(r+1)*width])
	}
}

// cellBack turns row r's gradients of state and cell into those of its gates
// before the tanh, and hands the cell's on to the step before.
func cellBack(t *trace, r, h int, cellBefore, dcellBefore []float32) {
	g, dg := t.gates[r*4*h:(r+1)*4*h], t.dgates[r*4*h:(r+1)*4*h]
	squash, dh, dcell := t.squash[r*h:(r+1)*h], t.dh[r*h:(r+1)*h], t.dcell[r*h:(r+1)*h]
	for j := range h {
		ti, tf, to, v := g[j], g[h+j], g[2*h+j], g[3*h+j]
		in, forget, out := 0.5+0.5*ti, 0.5+0.5*tf, 0.5+0.5*to
		dc := dcell[j] + dh[j]*out*(1-squash[j]*squash[j])
		dg[j] = dc * v * 0.5 * (1 - ti*ti)
		dg[h+j] = 0
		if cellBefore != nil {
			dg[h+j] = dc * cellBefore[j] * 0.5 * (1 - tf*tf)
			dcellBefore[j] = dc * forget
		}
		dg[2*h+j] = dh[j] * squash[j] * 0.5 * (1 - to*to)
		dg[3*h+j] = dc * in * (1 - v*v)
	}
}
