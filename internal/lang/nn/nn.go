// Package nn holds the arithmetic of the language engine's networks: a
// matrix product over weights packed in panels, and a rational tanh.
//
// Every function gives the same bits on every machine. Each output is summed
// in one fixed order from single-precision products that are rounded before
// they are added (no fused multiply-add), so the AVX2 kernels, which compute
// many outputs side by side, and the plain Go loops agree exactly.
package nn

// lanes is the width of a panel: two AVX2 registers of eight float32.
const lanes = 16

// Matrix is a weight matrix of Rows x Cols in panels of 16 columns: panel p
// holds columns 16p to 16p+15 of every row, row after row, so that a product
// reads it from front to back. Columns beyond Cols are zero.
type Matrix struct {
	Rows, Cols int
	panels     []float32
}

// Stride returns Cols rounded up to whole panels: the least row length of a
// buffer that Mul writes to.
func (m *Matrix) Stride() int { return Stride(m.Cols) }

// Stride rounds n columns up to whole panels.
func Stride(n int) int { return (n + lanes - 1) / lanes * lanes }

// Pack copies the row-major matrix w of rows x cols values into panels. It
// reuses the memory of m where that is large enough.
func (m *Matrix) Pack(w []float32, rows, cols int) {
	m.Rows, m.Cols = rows, cols
	size := rows * Stride(cols)
	if cap(m.panels) < size {
		m.panels = make([]float32, size)
	}
	m.panels = m.panels[:size]
	for p := 0; p*lanes < cols; p++ {
		from, to := p*lanes, min((p+1)*lanes, cols)
		panel := m.panels[p*rows*lanes:]
		for r := range rows {
			n := copy(panel[r*lanes:(r+1)*lanes], w[r*cols+from:r*cols+to])
			clear(panel[r*lanes+n : (r+1)*lanes])
		}
	}
}

// PackTransposed is Pack of the transpose: column j of m is the row-major
// w's row j, of rows values, rows starting ldw apart.
func (m *Matrix) PackTransposed(w []float32, ldw, rows, cols int) {
	m.Rows, m.Cols = rows, cols
	size := rows * Stride(cols)
	if cap(m.panels) < size {
		m.panels = make([]float32, size)
	}
	m.panels = m.panels[:size]
	for j := range Stride(cols) {
		panel := m.panels[j/lanes*lanes*rows+j%lanes:]
		if j >= cols {
			for r := range rows {
				panel[r*lanes] = 0
			}
			continue
		}
		for r, v := range w[j*ldw : j*ldw+rows] {
			panel[r*lanes] = v
		}
	}
}

// Mul adds to each of the n rows of c the product of the same row of a with
// m: c[i] += a[i] * m. Rows of a start lda floats apart and hold m.Rows
// values, rows of c start ldc apart and hold m.Stride() values.
func (m *Matrix) Mul(c []float32, ldc int, a []float32, lda, n int) {
	if n == 0 || m.Rows == 0 || m.Cols == 0 {
		return
	}
	// One look at the far ends stands in for bounds checks in the kernels.
	_ = c[(n-1)*ldc+m.Stride()-1]
	_ = a[(n-1)*lda+m.Rows-1]
	if plain {
		m.mulPlain(c, ldc, a, lda, n)
		return
	}
	m.mulFast(c, ldc, a, lda, n)
}

func (m *Matrix) mulPlain(c []float32, ldc int, a []float32, lda, n int) {
	size := m.Rows * lanes
	for i := range n {
		row := a[i*lda : i*lda+m.Rows]
		for p := 0; p*lanes < m.Cols; p++ {
			out, panel := c[i*ldc+p*lanes:i*ldc+(p+1)*lanes], m.panels[p*size:(p+1)*size]
			// Six sums and what they are made of fit the registers that Go
			// compiles for; eight do not, and run at two thirds the speed.
			six(out[:6], row, panel)
			five(out[6:11], row, panel[6:])
			five(out[11:], row, panel[11:])
		}
	}
}

// six sums six columns of a panel. The conversions of the products keep
// compilers from fusing them with the sums.
func six(out, row, panel []float32) {
	out = out[:6]
	s0, s1, s2, s3, s4, s5 := out[0], out[1], out[2], out[3], out[4], out[5]
	k := 0
	for ; k+1 < len(row); k += 2 {
		x, y := row[k], row[k+1]
		w := (*[lanes + 6]float32)(panel[k*lanes:])
		s0 += float32(x * w[0])
		s1 += float32(x * w[1])
		s2 += float32(x * w[2])
		s3 += float32(x * w[3])
		s4 += float32(x * w[4])
		s5 += float32(x * w[5])
		s0 += float32(y * w[lanes])
		s1 += float32(y * w[lanes+1])
		s2 += float32(y * w[lanes+2])
		s3 += float32(y * w[lanes+3])
		s4 += float32(y * w[lanes+4])
		s5 += float32(y * w[lanes+5])
	}
	out[0], out[1], out[2], out[3], out[4], out[5] = s0, s1, s2, s3, s4, s5
	if k < len(row) {
		last(out, row[k], panel[k*lanes:])
	}
}

// five is six for five columns.
func five(out, row, panel []float32) {
	out = out[:5]
	s0, s1, s2, s3, s4 := out[0], out[1], out[2], out[3], out[4]
	k := 0
	for ; k+1 < len(row); k += 2 {
		x, y := row[k], row[k+1]
		w := (*[lanes + 5]float32)(panel[k*lanes:])
		s0 += float32(x * w[0])
		s1 += float32(x * w[1])
		s2 += float32(x * w[2])
		s3 += float32(x * w[3])
		s4 += float32(x * w[4])
		s0 += float32(y * w[lanes])
		s1 += float32(y * w[lanes+1])
		s2 += float32(y * w[lanes+2])
		s3 += float32(y * w[lanes+3])
		s4 += float32(y * w[lanes+4])
	}
	out[0], out[1], out[2], out[3], out[4] = s0, s1, s2, s3, s4
	if k < len(row) {
		last(out, row[k], panel[k*lanes:])
	}
}

// last adds the last of an odd number of rows.
func last(out []float32, x float32, panel []float32) {
	panel = panel[:len(out)]
	for j, w := range panel {
		out[j] += float32(x * w)
	}
}

// Tanh replaces each x[i] by its hyperbolic tangent, as Lambert's continued
// fraction cut after the seventh term gives it: within 2e-4 everywhere, odd,
// and exactly 1 or -1 beyond 4.97. len(x) must be a multiple of 8.
func Tanh(x []float32) {
	if len(x)%8 != 0 {
		panic("nn: Tanh takes a multiple of 8 values")
	}
	if plain {
		tanhPlain(x)
		return
	}
	tanhFast(x)
}

// tanhEdge is where the cut fraction reaches 1; values beyond are held there.
const tanhEdge = 4.97

func tanhPlain(x []float32) {
	for i, v := range x {
		v = min(max(v, -tanhEdge), tanhEdge)
		s := float32(v * v)
		p := s + 378
		p = float32(p*s) + 17325
		p = float32(p*s) + 135135
		p = float32(p * v)
		q := float32(28*s) + 3150
		q = float32(q*s) + 62370
		q = float32(q*s) + 135135
		x[i] = min(max(float32(p/q), -1), 1)
	}
}

// Axpy adds s*x to y, which is at least as long.
func Axpy(y []float32, s float32, x []float32) {
	y = y[:len(x)]
	for i, v := range x {
		y[i] += float32(s * v)
	}
}

// Dot returns the sum of the products of x and y, in the order of x.
func Dot(x, y []float32) float32 {
	y = y[:len(x)]
	var s float32
	for i, v := range x {
		s += float32(v * y[i])
	}
	return s
}
