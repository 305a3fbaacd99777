package party

import (
	"strings"

	"parley/internal/doc"
	"parley/internal/lang"
)

// class is the sort of thing that a phrase of the index names.
type class uint8

const (
	classParty class = iota
	classLand        // a country, its people or its capital
	classRole
	classLeader // the name of a head of state, which needs "government" or the like behind it
	classes
)

// entry is one meaning of a phrase.
type entry struct {
	class class
	ref   int32 // index in the class's table
	// standard is a party's own name, not another one.
	standard bool
	// loose is a name that several parties share or that is a common word: the
	// text has to hold something else of the party.
	loose bool
	// first and last say that the phrase begins, or its last word begins, with
	// a capital; upper that it is one word in capitals.
	first, last, upper bool
	single             bool // one token
}

// node is a phrase, or the beginning of some.
type node struct {
	entries []entry
	more    bool // longer phrases begin so
}

// index finds phrases of folded pieces.
type index struct{ nodes map[uint64]node }

// add puts a phrase into the index. It is cut as the engine cuts texts.
func (x *index) add(phrase string, e entry) {
	tokens := lang.Tokenize(phrase)
	var all []uint64
	for _, t := range tokens {
		all = pieces(all, phrase[t.Start:t.End])
	}
	if len(all) == 0 {
		return
	}
	words := strings.FieldsFunc(phrase, func(r rune) bool { return r == ' ' || r == '-' })
	e.first, e.last = isCapital(words[0]), isCapital(words[len(words)-1])
	e.single = len(words) == 1
	e.upper = e.single && isUpperWord(words[0])
	h := uint64(0)
	for i, p := range all {
		h = (h*hashPrime ^ p) * hashPrime
		n := x.nodes[h]
		if i < len(all)-1 {
			n.more = true
		} else if o := same(n.entries, e); o == nil {
			n.entries = append(n.entries, e)
		} else {
			// "peshmerga" beside "Peshmerga": small letters do as well.
			o.first, o.last, o.upper = o.first && e.first, o.last && e.last, o.upper && e.upper
			o.loose = o.loose && e.loose
		}
		x.nodes[h] = n
	}
}

// same returns the entry of the same meaning, or nil.
func same(entries []entry, e entry) *entry {
	for i := range entries {
		if o := &entries[i]; o.class == e.class && o.ref == e.ref {
			return o
		}
	}
	return nil
}

// lookup returns the entries of a whole phrase.
func (x *index) lookup(phrase string) []entry {
	h := uint64(0)
	var all []uint64
	for _, t := range lang.Tokenize(phrase) {
		all = pieces(all, phrase[t.Start:t.End])
	}
	for _, p := range all {
		h = (h*hashPrime ^ p) * hashPrime
	}
	return x.nodes[h].entries
}

// found is the longest phrase of a class at a token.
type found struct {
	last    int
	entries []entry
}

// at fills best with the longest phrases that begin with token i and end
// before the token end, one for each class; it reports whether there are any.
// buf is scratch space.
func (x *index) at(d *doc.Doc, i, end int, best *[classes]found, buf *[]uint64) bool {
	h, any := uint64(0), false
	for j := i; j < end; j++ {
		*buf = pieces((*buf)[:0], d.Word(j))
		if len(*buf) == 0 && j == i {
			return false
		}
		n := node{more: true}
		for _, p := range *buf {
			if !n.more {
				return any
			}
			h = (h*hashPrime ^ p) * hashPrime
			var ok bool
			if n, ok = x.nodes[h]; !ok {
				return any
			}
		}
		if len(*buf) == 0 {
			continue // a hyphen of its own
		}
		for k := range n.entries {
			e := &n.entries[k]
			if !fits(d, e, i, j) {
				continue
			}
			if !any {
				*best, any = [classes]found{}, true
			}
			best[e.class] = found{last: j + 1, entries: n.entries}
		}
		if !n.more {
			return any
		}
	}
	return any
}
