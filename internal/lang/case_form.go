package lang

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Codes of a word's usual form; literal forms add the number of a string.
const (
	caseUnknown uint32 = iota
	caseLower
	caseTitle
	caseUpper
	caseLiteral
)

// caseCode returns the code of form as a form of the folded word.
func caseCode(word, form string) uint32 {
	switch form {
	case "":
		return caseUnknown
	case word:
		return caseLower
	case titleCase(word):
		return caseTitle
	case strings.ToUpper(word):
		return caseUpper
	}
	return caseLiteral
}

// titleCase returns word with its first rune in title case.
func titleCase(word string) string {
	r, n := utf8.DecodeRuneInString(word)
	if n == 0 || r == utf8.RuneError {
		return word
	}
	if t := unicode.ToTitle(r); t != r {
		return string(t) + word[n:]
	}
	return word
}

// appendForm appends a folded word in the form of a code.
func (l *Lexicon) appendForm(out, key []byte, code uint32) []byte {
	switch code {
	case caseTitle:
		from := len(out)
		return upperFirst(append(out, key...), from)
	case caseUpper:
		return appendUpper(out, key)
	case caseUnknown, caseLower:
		return append(out, key...)
	}
	return append(out, l.str(code-caseLiteral)...)
}

// upperFirst puts the first rune of b[from:] in title case.
func upperFirst(b []byte, from int) []byte {
	r, n := utf8.DecodeRune(b[from:])
	t := unicode.ToTitle(r)
	if t == r || r == utf8.RuneError {
		return b
	}
	if utf8.RuneLen(t) == n {
		utf8.EncodeRune(b[from:], t)
		return b
	}
	tail := string(b[from+n:])
	return append(utf8.AppendRune(b[:from], t), tail...)
}

// appendUpper appends key in capitals.
func appendUpper(out, key []byte) []byte {
	for len(key) > 0 {
		r, n := utf8.DecodeRune(key)
		if r == utf8.RuneError {
			out = append(out, key[:n]...)
		} else {
			out = utf8.AppendRune(out, unicode.ToUpper(r))
		}
		key = key[n:]
	}
	return out
}

// appendName appends an unknown name, whose own capitals are lost: a short
// one that cannot be said as a word as an abbreviation ("RSF"), any other with
// a capital at the head of each part ("McGowan-Hill", "al-Burhan", "U.S.").
// Addresses stay small.
func appendName(out, key []byte) []byte {
	if unpronounceable(key) {
		return appendUpper(out, key)
	}
	if bytes.ContainsAny(key, "@/_") {
		return append(out, key...)
	}
	part, from := 0, len(out)
	for i := 0; i <= len(key); i++ {
		if i < len(key) && key[i] != '-' && key[i] != '.' && key[i] != '\'' {
			continue
		}
		start := len(out)
		out = append(out, key[part:i]...)
		if capitalPart(key, part, i) {
			out = upperFirst(out, start)
		}
		if i < len(key) {
			out = append(out, key[i])
		}
		part = i + 1
	}
	if b := out[from:]; len(b) > 5 && string(b[:2]) == "Mc" && 'a' <= b[2] && b[2] <= 'z' {
		b[2] -= 'a' - 'A'
	}
	return out
}

// capitalPart tells whether the part [from, to) of a name takes a capital:
// not so the article of "al-Burhan", the end of "Sana'a" or of "reuters.com".
func capitalPart(key []byte, from, to int) bool {
	if to < len(key) && key[to] == '-' && nameParticle(string(key[from:to])) {
		return false
	}
	if from == 0 {
		return true
	}
	switch key[from-1] {
	case '\'':
		return from == 2 && to-from > 2 // "O'Brien"
	case '.':
		return to-from == 1
	}
	return true
}

// unpronounceable tells whether a folded word of 2 to 5 letters can hardly be
// said as a word: it has no vowel, or begins with consonants that no name
// begins with. Of the names that EWT and GUM have once or twice, 84 in 100 such
// are abbreviations, and 5 in 100 of the others.
func unpronounceable(key []byte) bool {
	if len(key) < 2 || len(key) > 5 {
		return false
	}
	for i, c := range key {
		if c < 'a' || c > 'z' {
			return false
		}
		switch c {
		case 'a', 'e', 'i', 'o', 'u', 'y':
			return i >= 2 && !nameOnset(string(key[:2]))
		}
	}
	return true
}

// nameOnset tells the pairs of consonants that names begin with.
func nameOnset(pair string) bool {
	const onsets = "bh bl br ch cl cr cz dh dj dl dr dw fj fl fr gb gh gj gl gr gw hl hr hv kh kj kl km kn kp kr kw ll " +
		"lh lj mb mc ml mn mp mw nd ng nh nj nk ns nt nz ph pl pr ps pt qu rh rw sc sh sj sk sl sm sn sp sr st sv sw " +
		"sz th tl tr ts tw tz vl vr wh wr zb zd zh zl zv"
	for i := 0; i < len(onsets); i += 3 {
		if onsets[i:i+2] == pair {
			return true
		}
	}
	return false
}
