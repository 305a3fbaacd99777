package lang

import (
	"unicode"
	"unicode/utf8"

	"parley/internal/doc"
)

// Tokenize cuts text into words and marks as the UD English treebanks EWT and
// GUM do from version 2.16 on: clitics are tokens (do|n't, it|'s, can|not),
// hyphens and slashes between words are tokens (U.S.|-|backed) but for
// prefixes (re-elected), abbreviations keep their stop (Gen., U.S.), and so
// do numbers, dates and times their marks (2,500, 10:30, 9/11).
//
// Tokens have Start, End and Head = doc.Unparsed and keep the invariants of
// doc.Token for any bytes; a run of bytes that are not UTF-8 is a token.
// Tokens and the text between them are separated by doc.IsSpace only. The
// result is nil for a text without tokens.
func Tokenize(text string) []doc.Token {
	t := tokenizer{s: text, toks: make([]doc.Token, 0, len(text)/5+8)}
	for i := 0; i < len(text); {
		if size := spaceAt(text, i); size > 0 {
			i += size
			continue
		}
		end := t.chunk(i)
		if t.seen&^chLetter == 0 {
			t.emitWord(i, end)
		} else {
			t.split(i, end)
		}
		i = end
	}
	if len(t.toks) == 0 {
		return nil
	}
	return t.toks
}

// tokenizer holds the text and the tokens found so far. A chunk is a run of
// text without white space.
type tokenizer struct {
	s    string
	toks []doc.Token
	from int    // start of the chunk
	seen charOf // kinds of bytes in the chunk
}

// charOf is a set of kinds of bytes.
type charOf uint8

// Kinds of bytes. Every byte has one.
const (
	chMark   charOf = 1 << iota // ASCII that is none of the others
	chLetter                    // ASCII letter
	chDigit                     // ASCII digit
	chSpace                     // ASCII white space
	chHigh                      // part of a rune beyond ASCII, or no UTF-8
	chDot                       // full stop
	chAt                        // at sign or colon or slash: hints at addresses
)

// charKinds is the kind of every byte.
var charKinds = func() (kinds [256]charOf) {
	for c := range 256 {
		switch {
		case c >= utf8.RuneSelf:
			kinds[c] = chHigh
		case 'a' <= c|0x20 && c|0x20 <= 'z':
			kinds[c] = chLetter
		case '0' <= c && c <= '9':
			kinds[c] = chDigit
		case c == ' ' || '\t' <= c && c <= '\r':
			kinds[c] = chSpace
		case c == '.':
			kinds[c] = chDot
		case c == '@' || c == ':' || c == '/':
			kinds[c] = chAt
		default:
			kinds[c] = chMark
		}
	}
	return kinds
}()

// spaceAt returns the size of the white space rune at s[i], 0 if it is none.
func spaceAt(s string, i int) int {
	c := s[i]
	if c < utf8.RuneSelf {
		if charKinds[c] == chSpace {
			return 1
		}
		return 0
	}
	if r, n := utf8.DecodeRuneInString(s[i:]); doc.IsSpace(r) {
		return n
	}
	return 0
}

// chunk notes the kinds of bytes from i to the next white space and returns
// where that is.
func (t *tokenizer) chunk(i int) int {
	s := t.s
	t.from, t.seen = i, 0
	for i < len(s) {
		k := charKinds[s[i]]
		if k == chSpace {
			break
		}
		if k == chHigh {
			r, n := utf8.DecodeRuneInString(s[i:])
			if doc.IsSpace(r) {
				break
			}
			i += n - 1
		}
		t.seen |= k
		i++
	}
	return i
}

// emit appends the token [from, to).
func (t *tokenizer) emit(from, to int) {
	t.toks = append(t.toks, doc.Token{Start: from, End: to, Head: doc.Unparsed})
}

// emitWord appends the word [from, to), cut where it stands for several
// ("cannot").
func (t *tokenizer) emitWord(from, to int) {
	if n := to - from; n >= 2 && n <= maxContraction {
		for _, n := range contractionCuts(t.s[from:to]) {
			t.emit(from, from+int(n))
			from += int(n)
		}
	}
	t.emit(from, to)
}

// split cuts the chunk [i, end) into tokens.
func (t *tokenizer) split(i, end int) {
	if end-i <= maxSmiley && isSmiley(t.s[i:end]) {
		t.emit(i, end)
		return
	}
	fresh := true // behind white space or a mark
	for i < end {
		if !t.wordAt(i) {
			i, fresh = t.mark(i, end), true
			continue
		}
		if fresh && t.seen&(chAt|chDot) != 0 {
			if n := t.address(i, end); n > i {
				t.emit(i, n)
				i, fresh = n, false
				continue
			}
		}
		fresh = false
		if charKinds[t.s[i]] == chDigit {
			i = t.number(i, i, end)
		} else {
			i = t.word(i, i, end)
		}
	}
}

// wordAt tells whether a letter or digit stands at i.
func (t *tokenizer) wordAt(i int) bool {
	k := charKinds[t.s[i]]
	if k == chHigh {
		r, n := utf8.DecodeRuneInString(t.s[i:])
		return isWordRune(r, n)
	}
	return k&(chLetter|chDigit) != 0
}

// letterEnd returns the end of the run of letters, digits and marks from i.
func (t *tokenizer) letterEnd(i, end int) int {
	for i < end {
		k := charKinds[t.s[i]]
		if k == chHigh {
			r, n := utf8.DecodeRuneInString(t.s[i:])
			if !isWordRune(r, n) {
				break
			}
			i += n
		} else if k&(chLetter|chDigit) != 0 {
			i++
		} else {
			break
		}
	}
	return i
}

// isWordRune tells whether r, of n bytes, can be part of a word: a letter, a
// digit, a combining mark, or an invisible joiner or soft hyphen.
func isWordRune(r rune, n int) bool {
	if r == utf8.RuneError && n <= 1 {
		return false
	}
	switch r {
	case '\u00ad', '\u200c', '\u200d':
		return true
	case 'ª', 'º':
		return false // people type them for degrees
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r)
}

// upperAt tells whether an upper-case letter stands at i.
func upperAt(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	if c := s[i]; c < utf8.RuneSelf {
		return 'A' <= c && c <= 'Z'
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsUpper(r)
}

// digitAt tells whether an ASCII digit stands at i.
func digitAt(s string, i int) bool {
	return i < len(s) && charKinds[s[i]] == chDigit
}

// following returns the offset of the first byte behind the white space from
// i on, or len(s) if there is none or a paragraph ends before it.
func following(s string, i int) int {
	lines := 0
	for i < len(s) {
		size := spaceAt(s, i)
		if size == 0 {
			return i
		}
		if s[i] == '\n' {
			if lines++; lines > 1 {
				break
			}
		}
		i += size
	}
	return len(s)
}
