package net

import (
	"encoding/binary"
	"math"
)

// table finds rows of weights by hash, by open addressing. Rows are rounded
// to 8 bits with a scale a row; those from fine on, of rare words, to 4. All
// but the slots are parts of the file of weights, read where they stand, so
// that loading takes no time for them.
type table struct {
	width  int
	slots  []int32 // rows, -1 where free; a power of two, at least a third of them free
	hashes []byte  // 8 bytes a row
	scale  []byte  // 4 bytes a row
	fine   int
	rows   []byte // width signed values a row
	coarse []byte // two values from -7 to 7 a byte, the first in the low half, each with 8 added
}

// index makes the slots of n rows.
func (t *table) index(n int) {
	size := 16
	for size*2 < n*3 {
		size *= 2
	}
	t.slots = make([]int32, size)
	for i := range t.slots {
		t.slots[i] = -1
	}
	for i := range n {
		at := t.place(t.hash(i))
		for t.slots[at] >= 0 {
			at = (at + 1) & (size - 1)
		}
		t.slots[at] = int32(i)
	}
}

// place is where the search for a hash begins. FNV leaves the middle bits of
// short words much alike; Fibonacci hashing spreads them.
func (t *table) place(h uint64) int {
	return int(h*0x9e3779b97f4a7c15>>32) & (len(t.slots) - 1)
}

func (t *table) hash(row int) uint64 { return binary.LittleEndian.Uint64(t.hashes[8*row:]) }

// find returns the row of a hash, or -1.
func (t *table) find(h uint64) int {
	mask := len(t.slots) - 1
	for at := t.place(h); ; at = (at + 1) & mask {
		row := int(t.slots[at])
		if row < 0 || t.hash(row) == h {
			return row
		}
	}
}

// add adds the row of hash h to out, which holds width values. A hash that
// the table lacks adds nothing.
func (t *table) add(out []float32, h uint64) bool {
	i := t.find(h)
	if i < 0 {
		return false
	}
	scale := math.Float32frombits(binary.LittleEndian.Uint32(t.scale[4*i:]))
	out = out[:t.width]
	if at := i - t.fine; at >= 0 {
		row := t.coarse[at*t.width/2 : (at+1)*t.width/2]
		for j, v := range row {
			out[2*j] += float32(float32(int(v&15)-8) * scale)
			out[2*j+1] += float32(float32(int(v>>4)-8) * scale)
		}
		return true
	}
	for j, v := range t.rows[i*t.width : (i+1)*t.width] {
		out[j] += float32(float32(int8(v)) * scale)
	}
	return true
}
