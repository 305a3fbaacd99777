package net

import (
	"unicode"
	"unicode/utf8"

	"parley/internal/doc"
	"parley/internal/lang/gazette"
)

// A token's features are named by 64-bit hashes, so that looking one up needs
// no string. The kind of a feature seeds its hash.
const (
	kindWord = iota + 1
	kindPrefix1
	kindPrefix2
	kindPrefix3
	kindSuffix1
	kindSuffix2
	kindSuffix3
	kindSuffix4
	kindShape
	kindCase
	kindGlue
	kindList
)

// FeatureCount is the number of features beside the word itself; ListFeature
// is the place among them of the one that tells of listed names.
const (
	FeatureCount = kindList - kindWord
	ListFeature  = kindList - kindPrefix1
)

// Features are the hashes of one token's features: the word's, then the
// others in the order of their kinds. A hash of 0 stands for no feature.
type Features struct {
	Word  uint64
	Other [FeatureCount]uint64
}

const (
	hashBasis = 14695981039346656037 // FNV-1a, 64 bits
	hashPrime = 1099511628211
)

func hash(kind int, b []byte) uint64 {
	h := (uint64(hashBasis) ^ uint64(kind)) * hashPrime
	for _, c := range b {
		h = (h ^ uint64(c)) * hashPrime
	}
	return h
}

// HashWord returns the hash under which a word in lower case, with every
// digit as 0, is known.
func HashWord(word string) uint64 { return hash(kindWord, fold(nil, word)) }

// fold appends the word in lower case, digits as 0 and typographic quotes and
// dashes as their plain kin.
func fold(b []byte, word string) []byte {
	for i := 0; i < len(word); {
		c := word[i]
		if c < utf8.RuneSelf {
			switch {
			case 'A' <= c && c <= 'Z':
				c += 'a' - 'A'
			case '0' <= c && c <= '9':
				c = '0'
			}
			b = append(b, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(word[i:])
		i += n
		switch r {
		case '’', '‘', 'ʼ', '`':
			b = append(b, '\'')
		case '“', '”', '«', '»':
			b = append(b, '"')
		case '–', '—', '‑', '−':
			b = append(b, '-')
		case '…':
			b = append(b, "..."...)
		default:
			b = utf8.AppendRune(b, unicode.ToLower(r))
		}
	}
	return b
}

// Featurize appends the features of the tokens of s. caseless says that the
// sentence's capitals tell nothing: then features of case are left out.
func Featurize(fs []Features, d *doc.Doc, s doc.Sentence, caseless bool) []Features {
	var space [64]byte
	buf := space[:0]
	initial := true
	marks := listed(d, s, caseless)
	for i := s.First; i < s.Last; i++ {
		word := d.Word(i)
		var f Features
		buf = fold(buf[:0], word)
		f.Word = hash(kindWord, buf)
		f.affixes(buf)
		var class int
		buf, class = shape(buf[:0], word)
		if !caseless {
			f.set(kindShape, hash(kindShape, buf))
			f.set(kindCase, hash(kindCase, []byte{byte(class), flag(initial)}))
		}
		left := i > s.First && d.Tokens[i-1].End == d.Tokens[i].Start
		right := i+1 < s.Last && d.Tokens[i+1].Start == d.Tokens[i].End
		f.set(kindGlue, hash(kindGlue, []byte{flag(left), flag(right)}))
		if m := marks[i-s.First]; m.Class != 0 {
			f.set(kindList, hash(kindList, []byte{byte(m.Class), flag(m.Inside), flag(m.Long)}))
		}
		if class != classMark {
			initial = false
		}
		fs = append(fs, f)
	}
	return fs
}

// listed returns what the gazette says of the tokens of s.
func listed(d *doc.Doc, s doc.Sentence, caseless bool) []gazette.Mark {
	words := make([]string, 0, s.Last-s.First)
	for i := s.First; i < s.Last; i++ {
		words = append(words, d.Word(i))
	}
	marks := make([]gazette.Mark, len(words))
	gazette.Load().Find(marks, words, !caseless)
	return marks
}

func flag(on bool) byte {
	if on {
		return 1
	}
	return 0
}

func (f *Features) set(kind int, h uint64) { f.Other[kind-kindPrefix1] = h }

// affixes adds the first one to three and the last one to four bytes of the
// folded word, as long as they are shorter than the word.
func (f *Features) affixes(b []byte) {
	for k := 1; k <= 3 && k < len(b); k++ {
		f.set(kindPrefix1+k-1, hash(kindPrefix1+k-1, b[:k]))
	}
	for k := 1; k <= 4 && k < len(b); k++ {
		f.set(kindSuffix1+k-1, hash(kindSuffix1+k-1, b[len(b)-k:]))
	}
}

// The classes of a word's capitals.
const (
	classMark   = iota // no letter or digit
	classDigits        // digits, no letter
	classLower
	classTitle  // first letter a capital, no other
	classUpper  // two or more letters, all capitals
	classLetter // one capital letter
	classMixed  // capitals inside
)

// shape appends the word's shape, runs of like runes cut to two: "Xx", "XX",
// "dd-xx"; at most 8 bytes. It returns the class of its capitals too.
func shape(b []byte, word string) ([]byte, int) {
	letters, capitals, digits, inner := 0, 0, 0, false
	var last, run byte
	for _, r := range word {
		var c byte
		switch {
		case unicode.IsUpper(r):
			c = 'X'
			capitals++
			inner = inner || letters > 0
			letters++
		case unicode.IsLetter(r):
			c = 'x'
			letters++
		case unicode.IsDigit(r):
			c = 'd'
			digits++
		case r < utf8.RuneSelf:
			c = byte(r)
		default:
			c = '?'
		}
		if c == last {
			run++
		} else {
			last, run = c, 1
		}
		if run <= 2 && len(b) < 8 {
			b = append(b, c)
		}
	}
	switch {
	case letters == 0 && digits == 0:
		return b, classMark
	case letters == 0:
		return b, classDigits
	case capitals == 0:
		return b, classLower
	case capitals == letters && letters == 1:
		return b, classLetter
	case capitals == letters:
		return b, classUpper
	case !inner:
		return b, classTitle
	}
	return b, classMixed
}
