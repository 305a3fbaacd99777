package lang

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
)

// ErrLexicon is wrapped by every error about the bytes of a lexicon.
var ErrLexicon = errors.New("bad lexicon")

// LoadLexicon reads a lexicon that LexiconTables.Encode wrote. It copies what
// it needs of b. The error wraps ErrLexicon; no bytes make it panic.
func LoadLexicon(b []byte) (*Lexicon, error) {
	if len(b) < len(lexiconMagic)+4 || string(b[:len(lexiconMagic)]) != lexiconMagic {
		return nil, fmt.Errorf("%w: no lexicon of this version, %d bytes", ErrLexicon, len(b))
	}
	body, sum := b[:len(b)-4], binary.LittleEndian.Uint32(b[len(b)-4:])
	if crc32.ChecksumIEEE(body) != sum {
		return nil, fmt.Errorf("%w: checksum of %d bytes does not match", ErrLexicon, len(b))
	}
	r := lexiconReader{b: body, pos: len(lexiconMagic), l: &Lexicon{}}
	for _, section := range [...]struct {
		name string
		read func()
	}{{"strings", r.strings}, {"tags", r.tags}, {"words", r.words}, {"rules", r.rules}} {
		section.read()
		if r.err != nil {
			return nil, fmt.Errorf("%w: %s, byte %d: %w", ErrLexicon, section.name, r.pos, r.err)
		}
	}
	if r.pos != len(body) {
		return nil, fmt.Errorf("%w: %d bytes too many", ErrLexicon, len(body)-r.pos)
	}
	r.l.index()
	return r.l, nil
}

// lexiconReader reads sections into l; after an error it reads zeroes.
type lexiconReader struct {
	b   []byte
	pos int
	err error
	l   *Lexicon
}

var (
	errShort = errors.New("cut short")
	errRange = errors.New("number out of range")
)

// num reads an unsigned varint below limit.
func (r *lexiconReader) num(limit int) int {
	if r.err != nil {
		return 0
	}
	if r.pos < len(r.b) && r.b[r.pos] < 0x80 && int(r.b[r.pos]) < limit {
		r.pos++
		return int(r.b[r.pos-1])
	}
	v, n := binary.Uvarint(r.b[r.pos:])
	switch {
	case n <= 0:
		r.err = errShort
		return 0
	case v >= uint64(max(limit, 0)):
		r.err = errRange
		return 0
	}
	r.pos += n
	return int(v)
}

// count reads a number of things that take at least one byte each.
func (r *lexiconReader) count() int { return r.num(len(r.b) - r.pos + 1) }

// byte reads a byte that is at most limit.
func (r *lexiconReader) byte(limit uint8) uint8 {
	switch {
	case r.err != nil:
		return 0
	case r.pos >= len(r.b):
		r.err = errShort
		return 0
	case r.b[r.pos] > limit:
		r.err = errRange
		return 0
	}
	r.pos++
	return r.b[r.pos-1]
}

// strings reads both lists of strings into l.text and l.off.
func (r *lexiconReader) strings() {
	l := r.l
	text := make([]byte, 0, 4*len(r.b)/3)
	l.off = append(make([]uint32, 0, len(r.b)/8), 0)
	for list := range 2 {
		prev := len(text)
		for range r.count() {
			shared := r.num(len(text) - prev + 1)
			n := r.num(min(maxString-shared, len(r.b)-r.pos) + 1)
			if r.err == nil && (n > len(r.b)-r.pos || len(text)+shared+n > maxText) {
				r.err = errShort
			}
			if r.err != nil {
				return
			}
			start := len(text)
			text = append(text, text[prev:prev+shared]...)
			text = append(text, r.b[r.pos:r.pos+n]...)
			r.pos += n
			l.off = append(l.off, uint32(len(text)))
			prev = start
		}
		if list == 0 {
			l.nWords = len(l.off) - 1
		}
	}
	if len(l.off) == 1 {
		r.err = errShort // there is the empty string at least
	}
	l.text = string(text)
	l.off = append(make([]uint32, 0, len(l.off)), l.off...)
}

// str reads the number of a string.
func (r *lexiconReader) str() uint32 { return uint32(r.num(len(r.l.off) - 1)) }

func (r *lexiconReader) tags() {
	l := r.l
	n := r.num(maxTags)
	for i := 0; i < n && r.err == nil; i++ {
		t := lexTag{upos: l.str(r.str()), xpos: l.str(r.str()), feats: r.str(), keep: r.num(2) == 1}
		t.base = BaseBit(t.upos)
		if t.upos == "PROPN" && t.xpos == "NNPS" {
			t.base = BaseBit("NOUN")
		}
		t.kind = tagKindOf(t.upos, t.xpos)
		l.tags = append(l.tags, t)
	}
}

func (r *lexiconReader) words() {
	l := r.l
	l.words = make([]lexWord, l.nWords+1)
	l.entries = make([]lexEntry, 0, l.nWords*2)
	for i := range l.nWords {
		w := &l.words[i]
		w.proper, w.other = r.form(), r.form()
		w.capital = r.byte(capitalRank)
		w.base = r.byte(15)
		w.first = uint32(len(l.entries))
		for range r.num(maxTags) {
			e := lexEntry{tag: uint16(r.num(len(l.tags))), lemma: r.str(), feats: r.str()}
			if r.err != nil {
				return
			}
			l.entries = append(l.entries, e)
		}
		if r.err != nil {
			return
		}
	}
	l.words[l.nWords].first = uint32(len(l.entries))
}

// form reads a usual form of a word.
func (r *lexiconReader) form() uint32 {
	return uint32(r.num(int(caseLiteral) + len(r.l.off) - 1))
}

func (r *lexiconReader) rules() {
	l := r.l
	n := r.count()
	l.rules = make([]lexRule, 0, n)
	for range n {
		rule := lexRule{tag: uint16(r.num(len(l.tags))), suffix: r.str(), first: uint32(len(l.edits))}
		edits := r.num(maxEdits + 1)
		for range edits {
			l.edits = append(l.edits, lexEdit{cut: uint8(r.num(maxCut + 1)), tail: r.str()})
		}
		rule.last = uint32(len(l.edits))
		if r.err == nil && (edits == 0 || len(l.str(rule.suffix)) > maxSuffix) {
			r.err = errRange
		}
		if r.err != nil {
			return
		}
		l.rules = append(l.rules, rule)
	}
}
