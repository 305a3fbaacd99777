package net

// table finds rows of weights by hash, by open addressing. Rows are rounded
// to 8 bits with a scale a row; those from fine on, of rare words, to 4.
type table struct {
	width  int
	slots  []slot // a power of two, at least a third of them free
	fine   int
	rows   []byte // width signed values a row
	coarse []byte // two values from -7 to 7 a byte, the first in the low half, each with 8 added
	scale  []float32
}

// slot is one place of a table; row is -1 where it is free.
type slot struct {
	hash uint64
	row  int32
}

// index makes the slots of a table whose row i is found by hashes[i].
func (t *table) index(hashes []uint64) {
	size := 16
	for size*2 < len(hashes)*3 {
		size *= 2
	}
	t.slots = make([]slot, size)
	for i := range t.slots {
		t.slots[i].row = -1
	}
	for i, h := range hashes {
		at := int(h>>20) & (size - 1)
		for t.slots[at].row >= 0 {
			at = (at + 1) & (size - 1)
		}
		t.slots[at] = slot{h, int32(i)}
	}
}

// find returns the row of a hash, or -1.
func (t *table) find(h uint64) int32 {
	mask := len(t.slots) - 1
	for at := int(h>>20) & mask; ; at = (at + 1) & mask {
		s := t.slots[at]
		if s.row < 0 || s.hash == h {
			return s.row
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
	scale := t.scale[i]
	out = out[:t.width]
	if at := int(i) - t.fine; at >= 0 {
		row := t.coarse[at*t.width/2 : (at+1)*t.width/2]
		for j, v := range row {
			out[2*j] += float32(float32(int(v&15)-8) * scale)
			out[2*j+1] += float32(float32(int(v>>4)-8) * scale)
		}
		return true
	}
	for j, v := range t.rows[int(i)*t.width : (int(i)+1)*t.width] {
		out[j] += float32(float32(int8(v)) * scale)
	}
	return true
}
