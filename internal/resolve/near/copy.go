package near

import (
	"encoding/binary"
	"errors"
	"slices"
)

// Copy is what is compared of an article to tell whether two are copies of one
// text: a sample of the hashes of its shingles, which are runs of three words
// that say something.
//
// A hash is in the sample if its lowest level bits are 0, so that the samples of
// a long and a short text can be compared at the coarser of their levels and give
// how much of the one stands in the other. A MinHash signature gives the ratio of
// what is shared to all of both, from which that of a brief cut out of a long
// story could not be told from chance.
type Copy struct {
	level uint8
	// hashes are the sample, ascending. opening tells which stand in the opening;
	// both have the same length.
	hashes  []uint32
	opening []bool
	opens   int // how many stand in the opening
}

// How a text is sampled.
const (
	shingle   = 3   // words
	maxSample = 256 // hashes
	says      = 1.5 // the least weight of a word that counts in a shingle
	openWords = 50  // of those words make the opening
)

// run is one shingle: its hash, and the sentence and place of its first word.
type run struct {
	hash        uint32
	unit, place int
	within      bool // its last word is of the same sentence
}

// shingles returns the shingles of a text in order. The title is left out: it is
// what an editor changes first.
func shingles(tokens []token) []run {
	out := make([]run, 0, len(tokens)*3/4)
	var last [shingle]uint64
	var units [shingle]int
	n := 0
	for _, t := range tokens {
		if t.unit == title || t.weight < says {
			continue
		}
		copy(last[:], last[1:])
		copy(units[:], units[1:])
		last[shingle-1], units[shingle-1] = hashOf(t.folded), t.unit
		if n++; n >= shingle {
			out = append(out, run{mix(last), units[0], n - shingle, units[0] == t.unit})
		}
	}
	return out
}

// hashOf is FNV-1a.
func hashOf(word string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(word) {
		h = (h ^ uint64(word[i])) * 1099511628211
	}
	return h
}

// mix makes one hash of those of the words of a shingle, with the finish of
// MurmurHash3, so that its low bits are as good as any.
func mix(words [shingle]uint64) uint32 {
	h := uint64(0)
	for _, w := range words {
		h = h*0x9E3779B97F4A7C15 + w
	}
	h ^= h >> 33
	h *= 0xFF51AFD7ED558CCD
	h ^= h >> 33
	h *= 0xC4CEB9FE1A85EC53
	return uint32(h >> 32)
}

// newCopy samples shingles.
func newCopy(runs []run) *Copy {
	all := make([]uint64, len(runs)) // hash, and 1 below it if it is of the opening
	for i, r := range runs {
		all[i] = uint64(r.hash) << 1
		if r.place < openWords {
			all[i] |= 1
		}
	}
	slices.Sort(all)
	n := 0
	for i, x := range all { // of one hash the last says whether it is of the opening
		if i+1 == len(all) || all[i+1]>>1 != x>>1 {
			all[n] = x
			n++
		}
	}
	all = all[:n]
	c := &Copy{}
	for len(all) > maxSample {
		c.level++
		all = slices.DeleteFunc(all, func(x uint64) bool { return !c.holds(uint32(x >> 1)) })
	}
	c.hashes, c.opening = make([]uint32, len(all)), make([]bool, len(all))
	for i, x := range all {
		c.hashes[i], c.opening[i] = uint32(x>>1), x&1 != 0
	}
	c.count()
	return c
}

func (c *Copy) count() {
	for _, o := range c.opening {
		if o {
			c.opens++
		}
	}
}

// at returns c sampled at a level that is no finer.
func (c *Copy) at(level uint8) *Copy {
	if c.level == level {
		return c
	}
	out := &Copy{level: level}
	for i, h := range c.hashes {
		if out.holds(h) {
			out.hashes, out.opening = append(out.hashes, h), append(out.opening, c.opening[i])
		}
	}
	out.count()
	return out
}

// holds reports whether a hash may be in a sample of c's level.
func (c *Copy) holds(h uint32) bool { return h&(1<<c.level-1) == 0 }

// copyVersion is the first byte of a digest.
const copyVersion = 1

var errCopy = errors.New("not a digest of an article's copies")

// encode writes a digest: the version, the level, and the distances between the
// hashes, shifted to the left by one for the mark of the opening.
func (c *Copy) encode() []byte {
	b := append(make([]byte, 0, 2+4*len(c.hashes)), copyVersion, c.level)
	last := uint32(0)
	for i, h := range c.hashes {
		x := uint64(h-last) << 1
		if c.opening[i] {
			x |= 1
		}
		b, last = binary.AppendUvarint(b, x), h
	}
	return b
}

// decodeCopy reads what encode writes; the error is errCopy.
func decodeCopy(b []byte) (*Copy, error) {
	if len(b) < 2 || b[0] != copyVersion || b[1] > 31 {
		return nil, errCopy
	}
	c := &Copy{level: b[1], hashes: make([]uint32, 0, len(b)/3), opening: make([]bool, 0, len(b)/3)}
	last := uint64(0)
	for b = b[2:]; len(b) > 0; {
		x, n := binary.Uvarint(b)
		h := last + x>>1
		if n <= 0 || h > 1<<32-1 || len(c.hashes) > 0 && h == last || !c.holds(uint32(h)) {
			return nil, errCopy
		}
		c.hashes, c.opening = append(c.hashes, uint32(h)), append(c.opening, x&1 != 0)
		last, b = h, b[n:]
	}
	c.count()
	return c, nil
}
