package lang

import (
	"strings"
	"unicode/utf8"
)

// Addresses are looked for in so many bytes, so that a text without spaces
// takes no time that grows with its square.
const (
	maxAddress = 2048 // with a scheme or "www."
	maxHost    = 128  // without
)

// address returns the end of the web or mail address, host or file name at i,
// or i if there is none. Marks at its end that close a sentence or a bracket
// are no part of it.
func (t *tokenizer) address(i, end int) int {
	head := t.s[i:min(end, i+16)]
	if hasScheme(head) || len(head) > 4 && strings.EqualFold(head[:4], "www.") {
		return addressEnd(t.s, i, min(end, i+maxAddress))
	}
	e := addressEnd(t.s, i, min(end, i+maxHost))
	w := t.s[i:e]
	if t.seen&chAt != 0 && strings.IndexByte(w, '@') > 0 {
		if n := mailEnd(w); n > 0 {
			return i + n
		}
	}
	if n := hostEnd(w); n > 0 {
		return i + n
	}
	if dot := strings.LastIndexByte(w, '.'); dot > 0 && lookUp(endings, w[dot+1:]) == endingFile {
		return e
	}
	return i
}

// addressEnd returns where an address at i would end, at limit or before it.
func addressEnd(s string, i, limit int) int {
	for limit > i && limit < len(s) && !utf8.RuneStart(s[limit]) {
		limit--
	}
	s = s[:limit]
	e, open := i, 0
	for e < limit && !endsAddress(s, e) {
		if s[e] == '(' {
			open++
		} else if s[e] == ')' {
			if open--; open < 0 {
				break
			}
		}
		e++
	}
	return trimAddress(s, i, e)
}

// endsAddress tells whether the byte at i ends any address.
func endsAddress(s string, i int) bool {
	switch s[i] {
	case '<', '>', '"', '|', '{', '}':
		return true
	}
	return strings.HasPrefix(s[i:], "“") || strings.HasPrefix(s[i:], "”") || strings.HasPrefix(s[i:], "’") || strings.HasPrefix(s[i:], "…")
}

// trimAddress moves the end e of [i, e) before closing marks.
func trimAddress(s string, i, e int) int {
	for e > i {
		switch s[e-1] {
		case '.', ',', ';', ':', '!', '?', '\'', '*', ']':
		default:
			return e
		}
		e--
	}
	return e
}

// hasScheme tells whether w begins with a scheme that names an address.
func hasScheme(w string) bool {
	n := strings.IndexByte(w, ':')
	if n < 2 || n+1 >= len(w) {
		return false
	}
	if strings.HasPrefix(w[n:], "://") {
		for k := range n {
			if charKinds[w[k]]&(chLetter|chDigit) == 0 {
				return false
			}
		}
		return len(w) > n+3
	}
	return strings.EqualFold(w[:n], "mailto") || strings.EqualFold(w[:n], "doi")
}

// mailEnd returns the length of the mail address that w begins with, or 0. What
// stands behind the sign need not be a full host name, "Jo@OFFICE".
func mailEnd(w string) int {
	at := strings.IndexByte(w, '@')
	for k := range at {
		if charKinds[w[k]]&(chLetter|chDigit) == 0 && strings.IndexByte("._%+-'&", w[k]) < 0 {
			return 0
		}
	}
	e := at + 1
	for e < len(w) && (charKinds[w[e]]&(chLetter|chDigit) != 0 || strings.IndexByte("-._", w[e]) >= 0) {
		e++
	}
	if e < at+3 {
		return 0
	}
	return e
}

// hostEnd returns the length of the host name, with its path if there is one,
// that w begins with, or 0. Its last label is in the list of endings.
func hostEnd(w string) int {
	e, dot := 0, 0
	for e < len(w) && (charKinds[w[e]]&(chLetter|chDigit) != 0 || w[e] == '-' || w[e] == '.' || w[e] == '_') {
		if w[e] == '.' {
			dot = e
		}
		e++
	}
	if dot < 2 || lookUp(endings, w[dot+1:e]) != endingHost {
		return 0
	}
	if e < len(w) && w[e] == '/' {
		return len(w)
	}
	return e
}
