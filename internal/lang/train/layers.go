package train

import (
	"parley/internal/lang/net"
	"parley/internal/lang/nn"
)

// layer is a dense matrix in training: its weights, packed both ways for the
// current step, and where the optimizer keeps its moments.
type layer struct {
	*net.Dense
	noBias   bool
	fwd, bwd nn.Matrix
}

// pack readies the layer for a step.
func (l *layer) pack() {
	l.fwd.Pack(l.W, l.In, l.Out)
	l.bwd.PackTransposed(l.W, l.Out, l.Out, l.In)
}

// stride is the row length of the layer's outputs.
func (l *layer) stride() int { return nn.Stride(l.Out) }

// forward sets the n rows of out to bias plus product.
func (l *layer) forward(out, in []float32, ldi, n int) {
	ld := l.stride()
	for i := range n {
		row := out[i*ld : (i+1)*ld]
		clear(row)
		copy(row, l.Bias)
	}
	l.fwd.Mul(out, ld, in, ldi, n)
}

// backward adds to dIn (rows ldi apart; nil where no one asks) and to the
// gradient, given the inputs and the outputs' gradient.
func (l *layer) backward(g *grad, s *scratch, dIn, in []float32, ldi int, dOut []float32, n int) {
	if dIn != nil {
		l.bwd.Mul(dIn, ldi, dOut, l.stride(), n)
	}
	s.gradient(g.w, in, ldi, l.In, dOut, l.stride(), l.Out, n)
	if l.noBias {
		return
	}
	for i := range n {
		nn.Axpy(g.bias, 1, dOut[i*l.stride():i*l.stride()+l.Out])
	}
}

// grad is the gradient of one layer, of the same sizes.
type grad struct{ w, bias []float32 }

// scratch is memory that one shard's matrix products share.
type scratch struct {
	across, padded []float32
	m              nn.Matrix
}

// gradient adds to dw (in x out) the transpose of a (n x in) times b (n x out).
func (s *scratch) gradient(dw, a []float32, lda, in int, b []float32, ldb, out, n int) {
	if n == 0 {
		return
	}
	s.across = grown(s.across, in*n)
	for i := range n {
		for j, v := range a[i*lda : i*lda+in] {
			s.across[j*n+i] = v
		}
	}
	if ldb != out {
		s.padded = grown(s.padded, n*out)
		for i := range n {
			copy(s.padded[i*out:(i+1)*out], b[i*ldb:])
		}
		b = s.padded
	}
	s.m.Pack(b[:n*out], n, out)
	if nn.Stride(out) == out {
		s.m.Mul(dw, out, s.across, n, in)
		return
	}
	ld := nn.Stride(out)
	s.padded = grown(s.padded, in*ld)
	clear(s.padded)
	s.m.Mul(s.padded, ld, s.across, n, in)
	for j := range in {
		nn.Axpy(dw[j*out:(j+1)*out], 1, s.padded[j*ld:j*ld+out])
	}
}

// grown returns a slice of n values, reusing x where it can.
func grown[T any](x []T, n int) []T {
	if cap(x) < n {
		return make([]T, n, n+n/4)
	}
	return x[:n]
}

// zeroed is grown with every value 0.
func zeroed(x []float32, n int) []float32 {
	x = grown(x, n)
	clear(x)
	return x
}
