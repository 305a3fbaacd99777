package net

// table finds rows of 8-bit weights by hash, by open addressing.
type table struct {
	width int
	slots []slot // a power of two, at least a third of them free
	rows  []byte // width signed values a row
	scale []float32
}

// slot is one place of a table; row is -1 where it is free.
type slot struct {
	hash uint64
	row  int32
}

// newTable makes a table whose row i is found by hashes[i].
func newTable(hashes []uint64, rows []byte, scale []float32, width int) table {
	size := 16
	for size*2 < len(hashes)*3 {
		size *= 2
	}
	t := table{width: width, slots: make([]slot, size), rows: rows, scale: scale}
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
	return t
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
	row, scale := t.rows[int(i)*t.width:(int(i)+1)*t.width], t.scale[i]
	out = out[:len(row)]
	for j, v := range row {
		out[j] += float32(float32(int8(v)) * scale)
	}
	return true
}
