package read

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is one line of a text, without odd spaces.
type line struct {
	num    int // line of the raw text, from 1
	indent int // blanks before its first character
	text   string
}

// splitLines cuts text, valid UTF-8, into lines and normalises their
// characters. "\n", "\r\n" and "\r" end a line and count; NEL, U+2028 and the
// vertical tab end a line, U+2029 and the form feed a paragraph, without
// counting, since editors do not count them either.
//
// White space of all kinds becomes a blank, runs become one and those at the
// ends go. Removed are: other control characters; soft hyphen, zero-width
// space, word joiner, byte order mark and Mongolian vowel separator; marks of
// writing direction; and zero-width joiners that do not follow a letter of a
// script in which they mean something.
func splitLines(text string) []line {
	out := make([]line, 0, 1+strings.Count(text, "\n"))
	num := 1
	for start := 0; start < len(text); {
		rest := text[start:]
		end := strings.IndexAny(rest, "\n\r")
		next := end + 1
		switch {
		case end < 0:
			end, next = len(rest), len(rest)
		case rest[end] == '\r' && next < len(rest) && rest[next] == '\n':
			next++
		}
		out = appendLine(out, num, rest[:end])
		num++
		start += next
	}
	return out
}

// appendLine normalises raw, which has no "\n" or "\r", and appends it.
func appendLine(out []line, num int, raw string) []line {
	if isPlain(raw) {
		return append(out, line{num: num, text: raw})
	}
	for raw != "" {
		end := strings.IndexFunc(raw, isSoftEnd)
		if end < 0 {
			break
		}
		r, n := utf8.DecodeRuneInString(raw[end:])
		out = append(out, line{num, indent(raw[:end]), normalise(raw[:end])})
		if r == '\f' || r == '\u2029' {
			out = append(out, line{num: num})
		}
		raw = raw[end+n:]
	}
	return append(out, line{num, indent(raw), normalise(raw)})
}

// isSoftEnd reports whether r ends a line that editors do not count.
func isSoftEnd(r rune) bool {
	return r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

// isPlain reports whether s is printable ASCII that needs no change: the
// common case, which then costs no copy.
func isPlain(s string) bool {
	blank := true // so that a leading blank is not plain
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c > '~' || c == ' ' && blank {
			return false
		}
		blank = c == ' '
	}
	return s == "" || !blank
}

// indent counts the columns of white space at the start of s, a tab as four.
func indent(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r == '\t':
			n += 4
		case unicode.IsSpace(r):
			n++
		default:
			return n
		}
	}
	return n
}

// normalise returns s in one line, as splitLines describes it.
func normalise(s string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	blank := true // no blank at the start
	prev := rune(0)
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			if !blank {
				b.WriteByte(' ')
				prev = ' '
			}
			blank = true
		case isRemoved(r, prev):
		default:
			b.WriteRune(r)
			blank, prev = false, r
		}
	}
	return strings.TrimSuffix(b.String(), " ")
}

// isRemoved reports whether r, behind prev, is a character that is not text.
func isRemoved(r, prev rune) bool {
	switch {
	case r < ' ' || r >= 0x7f && r < 0xa0:
		return true
	case r < 0x2000:
		return r == '\u00ad' || r == '\u180e'
	case r == '\u200c' || r == '\u200d':
		return prev < 0x0590 // Hebrew, Arabic, the Indic scripts and emoji stand above
	case r == '\u200b', r == '\ufeff', r == '\u200e', r == '\u200f':
		return true
	}
	return r >= '\u202a' && r <= '\u202e' || r >= '\u2060' && r <= '\u2069'
}
