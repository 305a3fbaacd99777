package net

import "sort"

// Batch lays the tokens of several sentences out step by step, so that one
// matrix product serves one step of all sentences: the sentences go from long
// to short, and row Offset[s]+b is token s of the b-th sentence. Going
// backward, the same row is token s from the end.
type Batch struct {
	Steps  int
	Offset []int // first row of each step; Offset[Steps] is the row count
	// Forward and Backward give the token, counted over the sentences in
	// the order they were given, of each row.
	Forward, Backward []int32
	order             []int
}

// Lay fills b for sentences of the given lengths, all above 0, reusing its
// memory.
func (b *Batch) Lay(lengths []int) {
	b.order = b.order[:0]
	starts, total := make([]int, len(lengths)), 0
	for i, n := range lengths {
		b.order = append(b.order, i)
		starts[i] = total
		total += n
	}
	sort.SliceStable(b.order, func(i, j int) bool { return lengths[b.order[i]] > lengths[b.order[j]] })
	b.Steps = 0
	if len(lengths) > 0 {
		b.Steps = lengths[b.order[0]]
	}
	b.Offset, b.Forward, b.Backward = b.Offset[:0], b.Forward[:0], b.Backward[:0]
	active := len(lengths)
	for s := range b.Steps {
		b.Offset = append(b.Offset, len(b.Forward))
		for active > 0 && lengths[b.order[active-1]] <= s {
			active--
		}
		for _, i := range b.order[:active] {
			b.Forward = append(b.Forward, int32(starts[i]+s))
			b.Backward = append(b.Backward, int32(starts[i]+lengths[i]-1-s))
		}
	}
	b.Offset = append(b.Offset, len(b.Forward))
}
