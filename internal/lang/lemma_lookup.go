package lang

import (
	"unicode"
	"unicode/utf8"
)

// Lexicon knows the words and the endings of English: their lemmas, their
// features and their capitals. It is read-only once loaded, so any number of
// goroutines may use one.
type Lexicon struct {
	text    string   // all strings end to end
	off     []uint32 // string i is text[off[i]:off[i+1]]
	nWords  int      // strings [0, nWords) are the folded words
	tags    []lexTag
	words   []lexWord // one more than nWords: the last closes the entries
	entries []lexEntry
	rules   []lexRule
	edits   []lexEdit
	// Hash tables with open addressing; slots hold an index plus one.
	wordSlots, tagSlots, ruleSlots []uint32
}

type lexTag struct {
	upos, xpos string
	feats      uint32
	keep       bool
	base       uint8
	kind       tagKind
}

type lexWord struct {
	first         uint32 // entries [first, next word's first)
	proper, other uint32 // codes of caseCode; literals plus the string's number
	capital, base uint8
}

type lexEntry struct {
	lemma, feats uint32
	tag          uint16
}

type lexRule struct {
	suffix      uint32
	first, last uint32 // edits [first, last)
	tag         uint16
}

type lexEdit struct {
	tail uint32
	cut  uint8
}

// unknown is the index of a word or tag that the lexicon lacks.
const unknown = -1

// str returns the string with a number.
func (l *Lexicon) str(i uint32) string { return l.text[l.off[i]:l.off[i+1]] }

// index builds the hash tables.
func (l *Lexicon) index() {
	l.wordSlots = makeSlots(l.nWords)
	for i := range l.nWords {
		putSlot(l.wordSlots, hashOf(l.str(uint32(i))), i)
	}
	l.tagSlots = makeSlots(4 * len(l.tags))
	for i, t := range l.tags {
		putSlot(l.tagSlots, tagHash(t.upos, t.xpos), i)
	}
	l.ruleSlots = makeSlots(len(l.rules))
	for i, r := range l.rules {
		putSlot(l.ruleSlots, suffixHash(r.tag, l.str(r.suffix)), i)
	}
}

// makeSlots returns a table with room for n things, less than half full.
func makeSlots(n int) []uint32 {
	size := 8
	for size < 2*n+2 {
		size *= 2
	}
	return make([]uint32, size)
}

func putSlot(slots []uint32, h uint32, i int) {
	mask := uint32(len(slots) - 1)
	for h &= mask; slots[h] != 0; h = (h + 1) & mask {
	}
	slots[h] = uint32(i + 1)
}

const (
	fnvStart = 2166136261
	fnvPrime = 16777619
)

// mix spreads the bits of an FNV sum, whose low bits alone are weak.
func mix(h uint32) uint32 { return h ^ h>>15 }

func hashOf[T string | []byte](s T) uint32 {
	h := uint32(fnvStart)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * fnvPrime
	}
	return mix(h)
}

func tagHash(upos, xpos string) uint32 {
	h := uint32(fnvStart)
	for i := range len(upos) {
		h = (h ^ uint32(upos[i])) * fnvPrime
	}
	h = (h ^ ' ') * fnvPrime
	for i := range len(xpos) {
		h = (h ^ uint32(xpos[i])) * fnvPrime
	}
	return mix(h)
}

// suffixHash hashes from the end, so that a longer suffix goes on from a
// shorter one.
func suffixHash(tag uint16, suffix string) uint32 {
	h := suffixStart(tag)
	for i := len(suffix) - 1; i >= 0; i-- {
		h = (h ^ uint32(suffix[i])) * fnvPrime
	}
	return mix(h)
}

func suffixStart(tag uint16) uint32 { return (fnvStart ^ uint32(tag)) * fnvPrime }

// find returns the number of a folded word, or unknown.
func (l *Lexicon) find(key []byte) int { return findWord(l, key) }

func findWord[T string | []byte](l *Lexicon, key T) int {
	mask := uint32(len(l.wordSlots) - 1)
	for h := hashOf(key) & mask; l.wordSlots[h] != 0; h = (h + 1) & mask {
		if i := l.wordSlots[h] - 1; l.str(i) == string(key) {
			return int(i)
		}
	}
	return unknown
}

// tag returns the number of a pair of tags, or unknown.
func (l *Lexicon) tag(upos, xpos string) int {
	mask := uint32(len(l.tagSlots) - 1)
	for h := tagHash(upos, xpos) & mask; l.tagSlots[h] != 0; h = (h + 1) & mask {
		i := l.tagSlots[h] - 1
		if t := &l.tags[i]; t.xpos == xpos && t.upos == upos {
			return int(i)
		}
	}
	return unknown
}

// tagKind groups the Penn tags that share their lemmas.
type tagKind uint8

const (
	kindOther tagKind = iota
	kindPast          // VBD, VBN
	kindBase          // VB, VBP
	kindProper
)

func tagKindOf(upos, xpos string) tagKind {
	switch {
	case xpos == "VBD" || xpos == "VBN":
		return kindPast
	case xpos == "VB" || xpos == "VBP":
		return kindBase
	case properTag(upos, xpos):
		return kindProper
	}
	return kindOther
}

// properTag tells whether a token is a proper noun or a word of a proper name.
func properTag(upos, xpos string) bool {
	return upos == "PROPN" || xpos == "NNP" || xpos == "NNPS"
}

// entry returns what word w means under a pair of tags: as it was seen, or as
// seen under a pair that has the same forms; nil if neither is known.
func (l *Lexicon) entry(w, tag int, upos string) *lexEntry {
	if e := l.seenUnder(w, tag); e != nil {
		return e
	}
	all := l.entries[l.words[w].first:l.words[w+1].first]
	if tag == unknown {
		for i := range all {
			if l.tags[all[i].tag].upos == upos {
				return &all[i]
			}
		}
		return nil
	}
	t := &l.tags[tag]
	for i := range all {
		o := &l.tags[all[i].tag]
		if o.base == t.base && o.xpos == t.xpos && t.base != 0 {
			return &all[i] // AUX for VERB
		}
		if t.kind != kindOther && t.kind == o.kind && t.upos == o.upos {
			return &all[i]
		}
	}
	return nil
}

// FoldWord appends to dst the form under which a lexicon lists word: lower
// case, with a straight apostrophe.
func FoldWord(dst []byte, word string) []byte {
	for i := range len(word) {
		c := word[i]
		if c >= utf8.RuneSelf {
			return foldRunes(dst, word[i:])
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		dst = append(dst, c)
	}
	return dst
}

// foldRunes is FoldWord for text that is not all ASCII. Bytes that are not
// UTF-8 stay.
func foldRunes(dst []byte, word string) []byte {
	for i := 0; i < len(word); {
		r, n := utf8.DecodeRuneInString(word[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			dst = append(dst, word[i])
		case r == '’' || r == '‘' || r == 'ʼ':
			dst = append(dst, '\'')
		default:
			dst = utf8.AppendRune(dst, unicode.ToLower(r))
		}
		i += n
	}
	return dst
}
