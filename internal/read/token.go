package read

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// piece is one word or mark of a line, as cues are matched on.
type piece struct {
	start, end int // bytes into the line
	kind       pieceKind
}

type pieceKind uint8

const (
	wordPiece   pieceKind = iota // letters, with the hyphens and apostrophes inside
	numberPiece                  // 2, 3.4, 1,200, 5k
	markPiece                    // one mark, or a run of dashes
)

// pieces appends the words and marks of s to dst.
func pieces(dst []piece, s string) []piece {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		start := i
		switch {
		case r == ' ':
			i += n
			continue
		case isLetter(r):
			i = endOfWord(s, i)
			dst = append(dst, piece{start, i, wordPiece})
		case r >= '0' && r <= '9':
			i = endOfNumber(s, i)
			dst = append(dst, piece{start, i, numberPiece})
		case isDash(r):
			for i < len(s) && isDash(r) {
				i += n
				r, n = utf8.DecodeRuneInString(s[i:])
			}
			dst = append(dst, piece{start, i, markPiece})
		default:
			i += n
			dst = append(dst, piece{start, i, markPiece})
		}
	}
	return dst
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return isASCIILetter(byte(r))
	}
	return unicode.IsLetter(r) || unicode.IsMark(r)
}

func isDash(r rune) bool { return r == '-' || r >= '\u2010' && r <= '\u2015' }

// endOfWord returns the end of the word at i. Digits, hyphens and apostrophes
// belong to it where a letter follows or, for digits, in any case.
func endOfWord(s string, i int) int {
	for i < len(s) {
		if isASCIILetter(s[i]) {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == '-' || r == '\'' || r == '’' {
			if next, _ := utf8.DecodeRuneInString(s[i+n:]); !isLetter(next) {
				return i
			}
		} else if !isLetter(r) && !unicode.IsDigit(r) {
			return i
		}
		i += n
	}
	return i
}

// endOfNumber returns the end of the number at i, with the k or m of a rounded
// count but not the letters of a word ("5th" ends behind "th": an ordinal is
// one piece).
func endOfNumber(s string, i int) int {
	for i < len(s) {
		c := s[i]
		inside := (c == '.' || c == ',') && i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9'
		if (c < '0' || c > '9') && !inside {
			break
		}
		i++
	}
	end := i
	for end < len(s) && isASCIILetter(s[end]) {
		end++
	}
	switch strings.ToLower(s[i:end]) {
	case "k", "m", "st", "nd", "rd", "th":
		return end
	}
	return i
}

func isASCIILetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// countWords counts the words and numbers of s, at most to limit+1.
func countWords(s string, limit int) int {
	n := 0
	inside := false
	for _, r := range s {
		now := isLetter(r) || r >= '0' && r <= '9'
		if now && !inside {
			if n++; n > limit {
				return n
			}
		}
		// Apostrophes and hyphens do not part a word from itself.
		inside = now || inside && (r == '\'' || r == '’' || r == '-')
	}
	return n
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
