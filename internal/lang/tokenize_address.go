package lang

import "strings"

// address returns the end of the web or mail address, host or file name at i,
// or i if there is none. Marks at its end that close a sentence or a bracket
// are no part of it.
func (t *tokenizer) address(i, end int) int {
	s := t.s[:end]
	e, open := i, 0
	for e < end && !endsAddress(s, e) {
		if s[e] == '(' {
			open++
		} else if s[e] == ')' {
			if open--; open < 0 {
				break
			}
		}
		e++
	}
	e = trimAddress(s, i, e)
	w := s[i:e]
	switch {
	case hasScheme(w), len(w) > 4 && strings.EqualFold(w[:4], "www."):
		return e
	case t.seen&chAt != 0 && strings.IndexByte(w, '@') > 0:
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
