package net

// treeSearch finds the best projective tree with one root by Eisner's
// algorithm (1996), in time cubic and memory square in the tokens.
type treeSearch struct {
	n int
	// The best scores of spans i..j, at [head*n+other end]: right of spans
	// headed at i, left of those headed at j; complete ones, and incomplete
	// ones, which have an arc between their ends and nothing beyond it.
	right, left, rightInc, leftInc []float32
	// Where the best span was cut; incAt, at [i*n+j], serves both directions.
	rightAt, leftAt, incAt []int16
}

// MaxSentence is the most tokens that one sentence may have: the search for
// the tree is cubic in it.
const MaxSentence = 256

// decode writes the head of each token, -1 for the root, given
// score[d*ld+h] for the arc from h to d and score[d*ld+n] for d as the root.
func (t *treeSearch) decode(heads []int, score []float32, ld int) {
	n := len(heads)
	t.n = n
	size := n * n
	t.right, t.left = sized(t.right, size), sized(t.left, size)
	t.rightInc, t.leftInc = sized(t.rightInc, size), sized(t.leftInc, size)
	t.rightAt, t.leftAt, t.incAt = sized(t.rightAt, size), sized(t.leftAt, size), sized(t.incAt, size)
	for i := range n {
		t.right[i*n+i], t.left[i*n+i] = 0, 0
	}
	for width := 1; width < n; width++ {
		for i := 0; i+width < n; i++ {
			t.span(i, i+width, score, ld)
		}
	}
	best, root := float32(0), -1
	for r := range n {
		// left[0..r] is headed at r, right[r..n-1] too.
		s := t.left[r*n] + t.right[r*n+n-1] + score[r*ld+n]
		if root < 0 || s > best {
			best, root = s, r
		}
	}
	heads[root] = -1
	t.follow(heads, 0, root, false)
	t.follow(heads, root, n-1, true)
}

// span fills the four values of the span i..j from shorter spans.
func (t *treeSearch) span(i, j int, score []float32, ld int) {
	n := t.n
	row, col := t.right[i*n:i*n+n], t.left[j*n:j*n+n]
	best, at := row[i]+col[i+1], i
	for k := i + 1; k < j; k++ {
		if s := row[k] + col[k+1]; s > best {
			best, at = s, k
		}
	}
	t.incAt[i*n+j] = int16(at)
	t.rightInc[i*n+j] = best + score[j*ld+i]
	t.leftInc[j*n+i] = best + score[i*ld+j]

	inc := t.rightInc[i*n : i*n+n]
	best, at = inc[j]+t.right[j*n+j], j
	for k := i + 1; k < j; k++ {
		if s := inc[k] + t.right[k*n+j]; s > best {
			best, at = s, k
		}
	}
	t.right[i*n+j], t.rightAt[i*n+j] = best, int16(at)

	inc = t.leftInc[j*n : j*n+n]
	best, at = t.left[i*n+i]+inc[i], i
	for k := i + 1; k < j; k++ {
		if s := t.left[k*n+i] + inc[k]; s > best {
			best, at = s, k
		}
	}
	t.left[j*n+i], t.leftAt[j*n+i] = best, int16(at)
}

// follow writes the heads inside the complete span i..j, headed at its left
// end if right is set and at its right end otherwise.
func (t *treeSearch) follow(heads []int, i, j int, right bool) {
	if i == j {
		return
	}
	n := t.n
	var a, b int // the arc's ends, a < b
	if right {
		k := int(t.rightAt[i*n+j])
		heads[k] = i
		t.follow(heads, k, j, true)
		a, b = i, k
	} else {
		k := int(t.leftAt[j*n+i])
		heads[k] = j
		t.follow(heads, i, k, false)
		a, b = k, j
	}
	at := int(t.incAt[a*n+b])
	t.follow(heads, a, at, true)
	t.follow(heads, at+1, b, false)
}
