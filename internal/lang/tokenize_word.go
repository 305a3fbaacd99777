package lang

import (
	"strings"
	"unicode/utf8"
)

// word emits the word that begins at from, of which [from, i) is known, and
// returns where it ends. It may emit several tokens: "don't" is two.
func (t *tokenizer) word(from, i, end int) int {
	s := t.s
	if n := currencyEnd(s[from:end]); n > 0 && i <= from+n {
		t.emit(from, from+n)
		return from + n
	}
	part := from // start of the piece behind the last inner stop or hyphen
	for {
		i = t.letterEnd(i, end)
		if i == end {
			break
		}
		if n := apostropheAt(s, i); n > 0 {
			next, done := t.apostrophe(from, i, i+n, end)
			if done {
				return next
			}
			if next == i {
				break
			}
			i = next
			continue
		}
		next := i
		switch s[i] {
		case '.':
			var stop bool
			if next, stop = t.period(from, part, i, end); stop {
				t.emit(from, next)
				return next
			}
			part = next
		case '-':
			next = t.hyphen(from, part, i, end)
			part = next
		case '_':
			next = i + 1
		case '*': // sh*t
			if i+1 < end && charKinds[s[i+1]] == chLetter {
				next = i + 1
			}
		case '&': // AT&T
			if i-from <= 3 && upperAt(s, i-1) && upperAt(s, i+1) || i == from+1 && t.letterEnd(i+1, end) == i+2 {
				next = i + 1
			}
		case '$': // US$
			if i-from <= 2 && upperAt(s, from) && upperAt(s, i-1) {
				t.emit(from, i+1)
				return i + 1
			}
		case '/':
			if n := slashed(s[from:end], i-from); n > 0 {
				next = from + n
			}
		}
		if next <= i {
			break
		}
		i = next
	}
	t.emitWord(from, i)
	return i
}

// currencyEnd returns the length of the currency that s begins with and that a
// number touches, Rs500; else 0.
func currencyEnd(s string) int {
	for _, c := range [...]string{"Rs", "USD", "EUR", "GBP"} {
		if strings.HasPrefix(s, c) && digitAt(s, len(c)) {
			return len(c)
		}
	}
	return 0
}

// apostropheAt returns the size of the apostrophe at i, or 0. Grave and acute
// accents and opening quotes are taken for one, as people type them so.
func apostropheAt(s string, i int) int {
	switch c := s[i]; {
	case c == '\'' || c == '`':
		return 1
	case c < utf8.RuneSelf:
		return 0
	case strings.HasPrefix(s[i:], "’"), strings.HasPrefix(s[i:], "‘"):
		return len("’")
	case strings.HasPrefix(s[i:], "´"):
		return len("´")
	}
	return 0
}

// isClitic tells whether s, without its apostrophe, is a clitic: the s of
// "it's".
func isClitic(s string) bool {
	switch len(s) {
	case 1:
		switch s[0] | 0x20 {
		case 's', 'm', 'd':
			return true
		}
	case 2:
		switch [2]byte{s[0] | 0x20, s[1] | 0x20} {
		case [2]byte{'l', 'l'}, [2]byte{'v', 'e'}, [2]byte{'r', 'e'}:
			return true
		}
	}
	return false
}

// apostrophe deals with an apostrophe [at, rest) behind the word [from, at).
// If it emitted the word, with its clitic if there is one, done is true and
// next the place behind; else the word goes on at next, or ends if that is at.
func (t *tokenizer) apostrophe(from, at, rest, end int) (next int, done bool) {
	s := t.s
	e := t.letterEnd(rest, end)
	tail := s[rest:e]
	switch {
	case isClitic(tail):
		if tail[0]|0x20 == 's' && isDecade(s[from:at]) { // 1980's
			t.emit(from, e)
			return e, true
		}
		t.emitWord(from, at)
		t.emit(at, e)
		return e, true
	case len(tail) == 1 && tail[0]|0x20 == 't' && at > from+1 && s[at-1]|0x20 == 'n':
		t.emit(from, at-1)
		t.emit(at-1, e)
		return e, true
	case s[at] == '`' || strings.HasPrefix(s[at:], "‘"):
		return at, false
	case tail == "":
		// goin', but not a quote's or a possessive's end: that has no "in".
		if rest == end && at-from >= 5 && s[at-2:at] == "in" {
			return rest, false
		}
		return at, false
	case at == from+1 && (s[from]|0x20 == 'y' || s[from]|0x20 == 'd') && (tail == "all" || tail == "you" || tail == "ye"):
		t.emit(from, rest)
		return rest, true
	}
	return e, false
}

// isDecade tells whether s is a number such as 80 or 1980.
func isDecade(s string) bool {
	if len(s) != 2 && len(s) != 4 || s[len(s)-1] != '0' {
		return false
	}
	return allDigits(s)
}

func allDigits(s string) bool {
	for i := range len(s) {
		if charKinds[s[i]] != chDigit {
			return false
		}
	}
	return true
}

// period deals with the full stop at i in the word that began at from and
// whose last piece, behind an inner stop, began at part. The word goes on at
// next, or ends there if stop is true; if next is i the stop is not part of it.
func (t *tokenizer) period(from, part, i, end int) (next int, stop bool) {
	s := t.s
	piece := s[part:i]
	if i+1 < end {
		switch k := charKinds[s[i+1]]; {
		case k == chLetter || k == chHigh && t.wordAt(i+1):
			if t.touchesName(part, i, end) {
				return i + 1, true
			}
			if utf8.RuneCountInString(piece) == 1 || piece == "Ph" || t.dottedName(i, end) {
				return i + 1, false
			}
			return i, true
		case k == chDigit:
			if lookUp(abbreviations, piece)&abbrNumber != 0 { // No.5
				return i + 1, true
			}
			if digitAt(s, i-1) { // v2.0
				return i + 1, false
			}
			return i, true
		case s[i+1] == '.' && (i+2 < end && s[i+2] == '.' || !t.keepsStop(from, part, i)):
			return i, true // an ellipsis; "Inc.." is an abbreviation and a stop
		}
	}
	if t.keepsStop(from, part, i) {
		return i + 1, true
	}
	return i, true
}

// touchesName tells whether the stop at i ends an abbreviation or initial that
// touches the name behind it: Mr.|Smith, S.|Korea.
func (t *tokenizer) touchesName(part, i, end int) bool {
	if !upperAt(t.s, part) || !upperAt(t.s, i+1) {
		return false
	}
	if i == part+1 {
		return t.letterEnd(i+1, end) >= i+4 && !upperAt(t.s, i+2)
	}
	flags := lookUp(abbreviations, t.s[part:i])
	return flags&abbrCapital != 0 && flags&abbrState == 0
}

// maxName bounds in bytes how far names with stops or slashes are looked at.
const maxName = 64

// dottedName tells whether the stop at i belongs to a name of several
// lower-case parts such as a newsgroup's.
func (t *tokenizer) dottedName(i, end int) bool {
	dots, letters := 0, 0
	for j := max(t.from, i-maxName); j < min(end, i+maxName); j++ {
		switch c := t.s[j]; {
		case c == '.' && j+1 < end:
			dots++
		case 'a' <= c && c <= 'z':
			letters++
		case 'A' <= c && c <= 'Z':
			return false
		}
	}
	return dots >= 2 && letters > dots && i > t.from
}

// keepsStop tells whether the stop at i, the last of its word [from, i), is
// part of it: in acronyms, initials and abbreviations.
func (t *tokenizer) keepsStop(from, part, i int) bool {
	s := t.s
	piece := s[part:i]
	if part > from && s[part-1] == '.' {
		return len(piece) <= 3 // U.S., Ph.D., M.Sc.
	}
	if _, n := utf8.DecodeRuneInString(piece); n == len(piece) {
		if upperAt(s, part) {
			// "I" ends many sentences, "World War I.", and begins few names.
			return piece != "I"
		}
		return digitAt(s, following(s, i+1)) // p. 12
	}
	flags := lookUp(abbreviations, piece)
	switch {
	case flags == 0:
		return false
	case flags&abbrCapital != 0 && !upperAt(s, from):
		return false
	case flags&abbrNumber != 0:
		return digitAt(s, following(s, i+1))
	case flags&abbrState != 0:
		return t.behindComma(from)
	case flags&abbrAfter != 0:
		return t.behindWord(from, lookUp(abbreviationAfter, piece))
	}
	return true
}

// behindComma tells whether the last token before the chunk is a comma.
func (t *tokenizer) behindComma(from int) bool {
	n := len(t.toks)
	return n > 0 && t.s[t.toks[n-1].Start] == ',' && t.toks[n-1].End <= from
}

// behindWord tells whether the last token is the word w.
func (t *tokenizer) behindWord(from int, w string) bool {
	n := len(t.toks)
	return n > 0 && t.toks[n-1].End < from && strings.EqualFold(t.s[t.toks[n-1].Start:t.toks[n-1].End], w)
}

// hyphen returns where the word goes on behind the hyphen at i, or i if the
// word ends there. Only a prefix or a suffix keeps its hyphen, a word has but
// one, and a prefix in capitals is a name (UN-led). What is broken off before
// its first vowel keeps its hyphen too.
func (t *tokenizer) hyphen(from, part, i, end int) int {
	s := t.s
	if i+1 == end && from == t.from && brokenOff(s[from:i]) {
		return end
	}
	if i+1 >= end || !t.wordAt(i+1) || part != from {
		return i
	}
	if i-from <= maxPrefix && lookUp(prefixes, s[from:i]) &&
		(!upperAt(s, i-1) || i == from+1 && !upperAt(s, i+1)) {
		return i + 1
	}
	if e := t.letterEnd(i+1, end); lookUp(suffixes, s[i+1:e]) {
		return i + 1
	}
	return i
}

// brokenOff tells whether s is the beginning of a word that a speaker broke
// off before the first vowel: th- that.
func brokenOff(s string) bool {
	return len(s) == 1 || len(s) <= 3 && !upperAt(s, 1) && !strings.ContainsAny(s, "aeiouAEIOU")
}

// slashed returns the length of the word with inner slashes that s begins
// with, 0 if the slash at i separates words: an abbreviation such as w/o, or a
// document symbol such as S/2015/1 (at least two slashes and a digit).
func slashed(s string, i int) int {
	if s == "w/" {
		return len(s)
	}
	for _, w := range [...]string{"w/out", "w/o", "s/he", "n/a", "b/c", "l/c", "i/c"} {
		if i < len(w) && len(s) >= len(w) && strings.EqualFold(s[:len(w)], w) && (len(s) == len(w) || charKinds[s[len(w)]]&(chLetter|chDigit) == 0) {
			return len(w)
		}
	}
	s = s[:min(len(s), i+maxName)]
	slashes, digits := 0, 0
	for i < len(s) {
		switch c := s[i]; {
		case c == '/':
			slashes++
		case charKinds[c] == chDigit:
			digits++
		case 'A' <= c && c <= 'Z', c == '.' && i+1 < len(s) && charKinds[s[i+1]] == chDigit:
		default:
			if slashes < 2 || digits == 0 {
				return 0
			}
			return i
		}
		i++
	}
	if slashes < 2 || digits == 0 || s[i-1] == '/' {
		return 0
	}
	return i
}
