//go:build !amd64 || purego

package nn

// plain is always set: this build has no kernels in assembly.
const plain = true

// ForcePlain does nothing: this build knows the plain loops only.
func ForcePlain(bool) {}

// Fast reports whether kernels in assembly are in use: never here.
func Fast() bool { return false }

func (m *Matrix) mulFast(c []float32, ldc int, a []float32, lda, n int) {
	m.mulPlain(c, ldc, a, lda, n)
}

func tanhFast(x []float32) { tanhPlain(x) }
