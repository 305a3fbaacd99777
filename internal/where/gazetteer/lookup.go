package gazetteer

import (
	"encoding/binary"
	"slices"

	"parley"
)

// Lookup returns the entries that have a name, which is folded by Fold: every
// listed spelling counts. The most important come first (countries, then by
// level and population), ties by ID. A name that is not listed is looked up
// without the word for its kind ("Kunduz province"), and of what is found only
// places of that kind count, if there are any; then without an Arabic article.
func (g *Gazetteer) Lookup(name string) []Entry {
	var buffer [32]int32
	found := g.Find(Fold(name), buffer[:0])
	if len(found) == 0 {
		return nil
	}
	entries := make([]Entry, len(found))
	for i, index := range found {
		entries[i] = *g.at(int(index))
	}
	return entries
}

// Find is Lookup for a folded name; it appends the indexes of the entries to
// into, which may be nil.
func (g *Gazetteer) Find(folded string, into []int32) []int32 {
	n := len(into)
	if into = g.exact(folded, into); len(into) > n {
		return into
	}
	if rest, kinds, bound := g.words.bare(folded); rest != "" {
		if into = g.ofKind(g.exact(rest, into), n, kinds, bound); len(into) > n {
			return into
		}
		folded = rest
	}
	if rest := g.words.unarticled(folded); rest != "" {
		into = g.exact(rest, into)
	}
	return into
}

// Exact is Find for names that are listed just so. It does not allocate beyond
// what into lacks.
func (g *Gazetteer) Exact(folded string, into []int32) []int32 { return g.exact(folded, into) }

// ofKind keeps the entries from n on that are of a kind, the first of the
// kinds that any is of. If none is of any, it keeps the units and towns, or
// none where only those kinds will do.
func (g *Gazetteer) ofKind(found []int32, n int, kinds []parley.PlaceKind, only bool) []int32 {
	isUnitWord := func(k parley.PlaceKind) bool { return isUnit(k) || k == parley.KindTown }
	if !only && slices.ContainsFunc(kinds, isUnitWord) {
		kinds = append(slices.Clone(kinds), parley.KindAdmin1, parley.KindAdmin2, parley.KindTown, parley.KindRegion)
	}
	for _, kind := range kinds {
		kept := found[:n]
		for i, index := range found[n:] {
			if g.file.entry(int(index)).kind() == kind {
				found[n+i], found[len(kept)] = found[len(kept)], index
				kept = found[:len(kept)+1]
			}
		}
		if len(kept) > n {
			return kept
		}
	}
	return found[:n]
}

// head is the first eight bytes of a name as a number, in the order of names.
func head[S []byte | string](name S) uint64 {
	var b [8]byte
	copy(b[:], name)
	return binary.BigEndian.Uint64(b[:])
}

// exact appends the entries of a folded name that is listed.
func (g *Gazetteer) exact(folded string, into []int32) []int32 {
	if folded == "" || len(g.heads) == 0 {
		return into
	}
	h := head(folded)
	// Blocks whose heads are less, then those that are the same in eight bytes:
	// the name is in the last one that does not begin behind it.
	block, end := -1, len(g.heads)
	for end-block > 1 {
		if middle := int(uint(block+end) >> 1); g.heads[middle] > h {
			end = middle
		} else {
			block = middle
		}
	}
	for ; block > 0 && g.heads[block] == h; block-- {
		r := nameReader{reader: reader{b: g.file.block(secNameOffsets, block)}}
		if r.step(); string(r.name) <= folded {
			break
		}
	}
	if block < 0 {
		return into
	}
	return g.file.scan(block, folded, into)
}

// scan looks for a name in a block. It keeps count of how many bytes of the
// name it looks for the last name that it read began with, so that no name is
// put together.
func (f *file) scan(block int, folded string, into []int32) []int32 {
	r := nameReader{reader: reader{b: f.block(secNameOffsets, block)}}
	same := 0
	for i := range min(blockSize, f.names-block*blockSize) {
		if i > 0 {
			r.skip()
		}
		shared, rest := int(r.byte()), r.bytes(int(r.byte()))
		if r.bad || shared < same {
			return into // names are in order: those that follow are behind folded
		}
		if shared > same {
			continue
		}
		n := 0
		for n < len(rest) && same+n < len(folded) && rest[n] == folded[same+n] {
			n++
		}
		same += n
		if n == len(rest) && same == len(folded) {
			return r.postings(into, f.entries)
		}
		if n < len(rest) && (same == len(folded) || rest[n] > folded[same]) {
			return into
		}
	}
	return into
}
