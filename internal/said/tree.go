package said

import "parley/internal/doc"

// tree holds the dependency trees of a document from above: of each token its
// first child and next sibling, and the first and last token below it.
// Unparsed tokens are leaves.
type tree struct {
	child, next []int32 // none is -1
	left, right []int32 // both ends included
}

// grow builds the tree of d. Each edge is walked about once: a walk upwards
// ends where it brings nothing new.
func grow(d *doc.Doc) tree {
	n := len(d.Tokens)
	cells := make([]int32, 4*n)
	t := tree{cells[:n:n], cells[n : 2*n : 2*n], cells[2*n : 3*n : 3*n], cells[3*n:]}
	for i := range n {
		t.child[i], t.next[i] = -1, -1
		t.left[i], t.right[i] = int32(i), int32(i)
	}
	for i := n - 1; i >= 0; i-- {
		h := d.Tokens[i].Head
		if h < 0 {
			continue
		}
		t.next[i], t.child[h] = t.child[h], int32(i)
		for ; h >= 0 && t.right[h] < int32(i); h = d.Tokens[h].Head {
			t.right[h] = int32(i)
		}
	}
	for i := range n {
		for h := d.Tokens[i].Head; h >= 0 && t.left[h] > int32(i); h = d.Tokens[h].Head {
			t.left[h] = int32(i)
		}
	}
	return t
}

// kids yields the children of token i in order.
func (t *tree) kids(i int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for k := t.child[i]; k >= 0; k = t.next[k] {
			if !yield(int(k)) {
				return
			}
		}
	}
}

// kid returns the first child of i with one of the relations, or None.
func (r *reading) kid(i int, rels ...string) int {
	for k := range r.kids(i) {
		for _, rel := range rels {
			if r.Tokens[k].Deprel == rel {
				return k
			}
		}
	}
	return doc.None
}

// below reports whether token i is j or hangs below it.
func (r *reading) below(i, j int) bool {
	for ; i >= 0; i = r.Tokens[i].Head {
		if i == j {
			return true
		}
	}
	return false
}
