package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// mark emits the token at i, where no letter or digit stands, and returns
// where it ends: a mark, or a run of marks that EWT and GUM keep together.
func (t *tokenizer) mark(i, end int) int {
	s := t.s
	next := i + 1
	switch c := s[i]; c {
	case '.', '?', '!':
		if c == '.' && digitAt(s[:end], i+1) && !t.glued(i) { // .45
			return t.number(i, i+1, end)
		}
		next = stopRun(s[:end], i)
		if e := t.letterEnd(next, end); c == '.' && e > next && lookUp(endings, s[next:e]) == endingFile {
			next = e // .pdf
		}
	case '\'', '`':
		return t.quote(i, end)
	case ':', ';', '=', '(', '8':
		if n := smileyAt(s[i:end]); n > 0 {
			next = i + n
		}
	case '-', '<', '>', '*', '_', '|', '~':
		next = ruleRun(s[:end], i)
	case '^', '\\', '/', ',', '$':
		next = sameRun(s[:end], i)
	case '#', '@':
		next = t.tag(i, end)
	case '+':
		if digitAt(s[:end], i+1) && !t.glued(i) { // +44
			return t.number(i, i+1, end)
		}
		next = ruleRun(s[:end], i)
	default:
		if c >= utf8.RuneSelf {
			return t.highMark(i, end)
		}
	}
	if s[i] == '=' && next == i+1 {
		next = ruleRun(s[:end], i)
	}
	t.emit(i, next)
	return next
}

// glued tells whether the last token ends at i.
func (t *tokenizer) glued(i int) bool {
	n := len(t.toks)
	return n > 0 && t.toks[n-1].End == i
}

// sameRun returns the end of the run of the byte at i.
func sameRun(s string, i int) int {
	c := s[i]
	for i < len(s) && s[i] == c {
		i++
	}
	return i
}

// ruleRun returns the end of the run at i of marks that people draw rules and
// arrows with.
func ruleRun(s string, i int) int {
	start := i
	for i < len(s) && strings.IndexByte("-=<>*_|~+", s[i]) >= 0 {
		i++
	}
	if i == start+2 && s[start:i] == "<>" {
		return start + 1 // an empty pair of brackets
	}
	return i
}

// stopRun returns the end of the run of stops, question and exclamation marks
// and ellipses at i. Two stops and more are a token apart from the others:
// "what...|?".
func stopRun(s string, i int) int {
	start := i
	for i < len(s) {
		dots := dotRun(s, i)
		switch {
		case dots > i+1:
			if i > start {
				return i
			}
			return dots
		case dots > i || s[i] == '?' || s[i] == '!':
			i++
		default:
			return i
		}
	}
	return i
}

// dotRun returns the end of the run of full stops and ellipses at i.
func dotRun(s string, i int) int {
	for i < len(s) {
		switch {
		case s[i] == '.':
			i++
		case strings.HasPrefix(s[i:], "…"):
			i += len("…")
		default:
			return i
		}
	}
	return i
}

// tag returns the end of the hash tag or user name at i, or of the run of the
// sign alone.
func (t *tokenizer) tag(i, end int) int {
	if !t.glued(i) && i+1 < end && charKinds[t.s[i+1]] == chLetter {
		if n := hostEnd(t.s[i+1 : end]); n > 0 {
			return i + 1 + n
		}
		j := i + 1
		for {
			j = t.letterEnd(j, end)
			if j == end || t.s[j] != '_' {
				return j
			}
			j++
		}
	}
	return sameRun(t.s[:end], i)
}

// quote emits the apostrophe or single quote at i: two are one token, and it
// is part of a clitic behind a word and of years and clipped words ('90s,
// 'em).
func (t *tokenizer) quote(i, end int) int {
	s := t.s
	size := apostropheAt(s, i)
	if size == 0 {
		size = 1
	}
	next := i + size
	e := t.letterEnd(next, end)
	switch tail := s[next:e]; {
	case tail == "":
		if next < end && apostropheAt(s, next) > 0 {
			next += apostropheAt(s, next)
		}
	case t.glued(i):
		if isClitic(tail) {
			next = e
		}
	case digitAt(s, next) && isYear(tail), isClipped(tail):
		next = e
	}
	t.emit(i, next)
	return next
}

// isYear tells whether s, behind an apostrophe, is a year or decade: 05, 90s.
func isYear(s string) bool {
	return len(s) >= 2 && allDigits(s[:2]) && (len(s) == 2 || s[2:] == "s")
}

// isClipped tells whether s, behind an apostrophe, is the rest of a word.
func isClipped(s string) bool {
	switch strings.ToLower(s) {
	case "em", "n", "til", "till", "cause", "cos", "bout", "round", "nother":
		return true
	}
	return isClitic(s) && s != "d"
}

// highMark emits the mark beyond ASCII at i: a quote, a run of dashes or
// stops, a symbol with what modifies it, or a run of bytes that are no UTF-8.
func (t *tokenizer) highMark(i, end int) int {
	s := t.s
	if apostropheAt(s, i) > 0 {
		return t.quote(i, end)
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	next := i + n
	switch {
	case r == '…':
		next = stopRun(s[:end], i)
	case r == utf8.RuneError && n == 1:
		for next < end {
			if r, n := utf8.DecodeRuneInString(s[next:]); r != utf8.RuneError || n != 1 {
				break
			}
			next++
		}
	case r == '–' || r == '—' || r == '―':
		for strings.HasPrefix(s[next:end], s[i:i+n]) {
			next += n
		}
	default:
		for next < end {
			r, n := utf8.DecodeRuneInString(s[next:])
			if !modifies(r) {
				break
			}
			next += n
			if r == '\u200d' && next < end { // joins two emoji
				if r, n := utf8.DecodeRuneInString(s[next:]); unicode.Is(unicode.So, r) {
					next += n
				}
			}
		}
	}
	t.emit(i, next)
	return next
}

// modifies tells whether r belongs to the symbol before it.
func modifies(r rune) bool {
	return r == '\u200d' || 0x1f3fb <= r && r <= 0x1f3ff || unicode.IsMark(r)
}

// maxSmiley is the length of the longest chunk that isSmiley knows, in bytes.
const maxSmiley = 4

// isSmiley tells whether the whole chunk s is a smiley that smileyAt would
// not see or not keep whole.
func isSmiley(s string) bool {
	switch s {
	case "^_^", "-_-", "o_O", "O_o", "<3", "</3", "(:", "XD", ">:(", ">:)":
		return true
	}
	return false
}

// smileyAt returns the length of the smiley that s begins with, or 0: eyes, an
// optional nose, and a mouth with no letter or digit behind it.
func smileyAt(s string) int {
	if strings.IndexByte(":;=", s[0]) < 0 {
		return 0
	}
	n := 1
	if n < len(s) && s[n] == '-' {
		n++
	}
	if n >= len(s) || strings.IndexByte("()DPpO|/\\]", s[n]) < 0 {
		return 0
	}
	n++
	for n < len(s) && s[n] == s[n-1] && (s[n] == ')' || s[n] == '(') {
		n++
	}
	if n < len(s) && charKinds[s[n]]&(chMark|chDot) == 0 {
		return 0
	}
	return n
}
