//go:build amd64 && !purego

package nn

import "golang.org/x/sys/cpu"

// plain is set where the machine has no AVX2, or by ForcePlain.
var plain = !cpu.X86.HasAVX2

// ForcePlain switches the plain Go loops on, or back to what the machine
// offers. It is for tests and benchmarks and must not run beside other calls.
func ForcePlain(on bool) { plain = on || !cpu.X86.HasAVX2 }

// Fast reports whether the AVX2 kernels are in use.
func Fast() bool { return !plain }

// kernel4x16 adds to a 4 x 16 block of c the product of four rows of a with
// one panel of k rows. lda and ldc count floats.
//
//go:noescape
func kernel4x16(c, a, panel *float32, k, lda, ldc int)

// kernel1x64 adds to 64 values of c the product of one row of a with four
// neighbouring panels of k rows.
//
//go:noescape
func kernel1x64(c, a, panels *float32, k int)

// kernel1x16 is kernel1x64 for one panel.
//
//go:noescape
func kernel1x16(c, a, panel *float32, k int)

// tanh8 does what tanhPlain does for n values, a multiple of 8.
//
//go:noescape
func tanh8(x *float32, n int)

func (m *Matrix) mulFast(c []float32, ldc int, a []float32, lda, n int) {
	size := m.Rows * lanes
	cols := m.Stride()
	i := 0
	for ; i+4 <= n; i += 4 {
		for p := 0; p < cols; p += lanes {
			kernel4x16(&c[i*ldc+p], &a[i*lda], &m.panels[p*m.Rows], m.Rows, lda, ldc)
		}
	}
	for ; i < n; i++ {
		p := 0
		for ; p+4*lanes <= cols; p += 4 * lanes {
			kernel1x64(&c[i*ldc+p], &a[i*lda], &m.panels[p*m.Rows], m.Rows)
		}
		for ; p < cols; p += lanes {
			kernel1x16(&c[i*ldc+p], &a[i*lda], &m.panels[p/lanes*size], m.Rows)
		}
	}
}

func tanhFast(x []float32) {
	if len(x) > 0 {
		tanh8(&x[0], len(x))
	}
}
