package words

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// All gives the words of a text with the byte at which each begins, in order:
// runs of letters and digits, with what stands within a word ("don't", "2,500",
// "U.S", "3.5"). A hyphen parts words. The words are as written, not folded.
func All(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for i := 0; i < len(text); {
			r, n := rune(text[i]), 1
			if r >= utf8.RuneSelf {
				r, n = utf8.DecodeRuneInString(text[i:])
			}
			if !inWord(r) {
				i += n
				continue
			}
			end := wordEnd(text, i)
			if !yield(i, text[i:end]) {
				return
			}
			i = end
		}
	}
}

func inWord(r rune) bool {
	switch {
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9':
		return true
	case r < utf8.RuneSelf:
		return false
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// wordEnd returns where the word that begins at i ends.
func wordEnd(text string, i int) int {
	start := i
	for i < len(text) {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		if !inWord(r) && !joins(text, start, i, r, n) {
			return i
		}
		i += n
	}
	return i
}

// joins reports whether r, n bytes at i, joins what stands before and behind it
// to one word: an apostrophe two letters, a dot or comma two digits, a dot the
// letters of an abbreviation.
func joins(text string, start, i int, r rune, n int) bool {
	if i == start || i+n >= len(text) {
		return false
	}
	before, after := text[i-1], text[i+n]
	switch r {
	case '\'', '’':
		return !digit(before) && (letter(after) || after >= utf8.RuneSelf)
	case ',':
		return digit(before) && digit(after)
	case '.':
		return digit(before) && digit(after) ||
			upper(before) && upper(after) && (i-start == 1 || text[i-2] == '.')
	}
	return false
}

func digit(b byte) bool  { return '0' <= b && b <= '9' }
func upper(b byte) bool  { return 'A' <= b && b <= 'Z' }
func letter(b byte) bool { return upper(b) || 'a' <= b && b <= 'z' }
