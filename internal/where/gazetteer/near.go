package gazetteer

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

// Match is an entry that is spelled like the words looked for.
type Match struct {
	Entry
	Spelling string // the listed name that is like it, folded
	Likeness float64
}

// leastLikeness is what a match has at least.
const leastLikeness = 0.7

// Near returns entries with a name that is spelled like name (see Likeness),
// within the units of the indexes given (all the world for none), likest
// first, then in the order of Lookup, at most limit. It finds names that have
// the consonants of name, or all but one of them; the first call takes some
// tens of milliseconds to put all names in that order.
func (g *Gazetteer) Near(name string, within []int, limit int) []Match {
	folded := Fold(name)
	ranges := g.ranges(within)
	if limit <= 0 || len(ranges) == 0 {
		return nil
	}
	s := search{g: g, folded: folded, heard: hear(folded), ranges: ranges}
	k := s.heard.skeleton()
	s.look(k.hash(-1))
	if k.sibilant > 0 {
		other := k
		other.class[k.sibilant-1] = 'S'
		s.look(other.hash(-1))
	}
	if k.n > 3 { // with fewer, what is left is that of too many names
		for i := range k.n {
			s.look(k.hash(i))
		}
	}
	slices.SortFunc(s.found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.likeness, a.likeness), cmp.Compare(a.rank, b.rank), cmp.Compare(a.index, b.index))
	})
	matches := make([]Match, 0, min(limit, len(s.found)))
	for _, c := range s.found {
		if len(matches) == limit {
			break
		}
		if !slices.ContainsFunc(matches, func(m Match) bool { return m.Index == int(c.index) }) {
			matches = append(matches, Match{Entry: *g.at(int(c.index)), Spelling: c.spelling, Likeness: c.likeness})
		}
	}
	return matches
}

// span is a range of indexes: a unit and all within it.
type span struct{ first, end int32 }

func (g *Gazetteer) ranges(within []int) []span {
	if len(within) == 0 {
		return []span{{0, int32(g.file.entries)}}
	}
	var ranges []span
	for _, unit := range within {
		if unit >= 0 && unit < g.file.entries {
			ranges = append(ranges, span{int32(unit), int32(unit + g.file.entry(unit).size + 1)})
		}
	}
	return ranges
}

// search is one call of Near.
type search struct {
	g      *Gazetteer
	folded string
	heard  heard
	ranges []span
	found  []candidate
	buffer []int32
}

type candidate struct {
	index    int32
	rank     int // its place among the entries of its name
	likeness float64
	spelling string
}

// look compares the names that have a skeleton.
func (s *search) look(hash uint32) {
	for _, n := range s.g.spellings().of(hash) {
		s.compare(int(n))
	}
}

// compare adds the entries of a name within the ranges, if it is like enough.
func (s *search) compare(number int) {
	var spelled [128]byte
	r := s.g.file.nameReader(number, spelled[:0])
	s.buffer = r.postings(s.buffer[:0], s.g.file.entries)
	likeness := -1.0
	var spelling string
	for rank, index := range s.buffer {
		if !slices.ContainsFunc(s.ranges, func(r span) bool { return r.first <= index && index < r.end }) {
			continue
		}
		if likeness < 0 {
			spelling = string(r.name)
			if likeness = 1; spelling != s.folded {
				other := hear(spelling)
				likeness = s.heard.likeness(&other)
			}
			if likeness < leastLikeness {
				return
			}
		}
		s.found = append(s.found, candidate{index: index, rank: rank, likeness: likeness, spelling: strings.Clone(spelling)})
	}
}

// spellings has the numbers of all names in the order of the hashes of their
// skeletons.
type spellings struct {
	starts  [1 << 16]int32 // where the names begin whose hash has these upper bits
	numbers []int32
	hashes  []uint32
}

func newSpellings(f *file) *spellings {
	s := &spellings{numbers: make([]int32, f.names), hashes: make([]uint32, f.names)}
	byNumber := make([]uint32, f.names)
	var wait sync.WaitGroup
	for part := range parts {
		wait.Go(func() { f.hashes(byNumber, part) })
	}
	wait.Wait()
	for _, h := range byNumber {
		s.starts[h>>16]++
	}
	at := int32(0)
	for i, n := range s.starts {
		s.starts[i] = at
		at += n
	}
	fill := s.starts
	for i, h := range byNumber {
		to := fill[h>>16]
		fill[h>>16]++
		s.numbers[to], s.hashes[to] = int32(i), h
	}
	return s
}

// parts is how many parts of the names are put in order at the same time.
const parts = 4

// hashes fills in the hashes of the names of one part of the blocks.
func (f *file) hashes(byNumber []uint32, part int) {
	blocks := (f.names + blockSize - 1) / blockSize
	var r nameReader
	for i := blocks * part / parts * blockSize; i < min(blocks*(part+1)/parts*blockSize, f.names); i++ {
		if i%blockSize == 0 {
			r.reader = reader{b: f.block(secNameOffsets, i/blockSize)}
		}
		r.step()
		h := hear(string(r.name))
		k := h.skeleton()
		byNumber[i] = k.hash(-1)
		r.skip()
	}
}

// of returns the numbers of the names whose skeletons have a hash, in order.
func (s *spellings) of(hash uint32) []int32 {
	end := len(s.numbers)
	if next := hash>>16 + 1; next < 1<<16 {
		end = int(s.starts[next])
	}
	var numbers []int32
	for i := int(s.starts[hash>>16]); i < end; i++ {
		if s.hashes[i] == hash {
			numbers = append(numbers, s.numbers[i])
		}
	}
	return numbers
}
