package lang

import "strings"

// number emits the number that begins at from with a digit at i, and returns
// where it ends; what has letters but is neither an ordinal nor a number with
// a unit ("3D") is handed to word.
func (t *tokenizer) number(from, i, end int) int {
	s := t.s
	j := dashedNumber(s[:end], i)
	if j == 0 {
		j = plainNumber(s[:end], i)
		if n := strings.IndexByte(s[i:j], '/'); n > 0 && (n > 2 || j-i-n > 3) && strings.IndexByte(s[i+n+1:j], '/') < 0 {
			j = i + n // 2019/20, no day and month
		}
	}
	e := t.letterEnd(j, end)
	if e == j {
		if j < end {
			if n := apostropheAt(s, j); n > 0 && isDecade(s[from:j]) && strings.HasPrefix(s[j+n:end], "s") && t.letterEnd(j+n, end) == j+n+1 {
				j += n + 1 // 1980's
			}
		}
		t.emit(from, j)
		return j
	}
	switch tail := s[j:e]; {
	case isOrdinalEnd(tail):
		t.emit(from, e)
		return e
	case t.isUnit(from, j, tail, end), len(tail) >= 4 && isLower(tail): // 20minutes
		t.emit(from, j)
		return j
	}
	return t.word(from, e, end)
}

// plainNumber returns the end of the number at i: digits with inner stops,
// colons and slashes, and commas before three digits.
func plainNumber(s string, i int) int {
	for i < len(s) {
		switch c := s[i]; {
		case charKinds[c] == chDigit:
		case c == '.' || c == ':' || c == '/':
			if !digitAt(s, i+1) {
				return i
			}
		case c == ',':
			if !digitAt(s, i+1) || !digitAt(s, i+2) || !digitAt(s, i+3) || digitAt(s, i+4) {
				return i
			}
		default:
			return i
		}
		i++
	}
	return i
}

// dashedNumber returns the end of the telephone number, date or postal code
// with hyphens at i, or 0 if there is none: two groups of digits are taken for
// a range but for the lengths 1-4, 3-4 and 5-4, three and more are not.
func dashedNumber(s string, i int) int {
	var sizes [5]int
	n, start := 0, i
	for i < len(s) {
		k := i
		for digitAt(s, i) {
			i++
		}
		if i == k || n == len(sizes) {
			return 0
		}
		sizes[n] = i - k
		n++
		if i >= len(s) || s[i] != '-' && (s[i] != '/' || n > 1 || sizes[0] != 3) || !digitAt(s, i+1) {
			break
		}
		i++
	}
	if i < len(s) && charKinds[s[i]] == chLetter {
		return 0
	}
	switch {
	case n >= 3 && strings.IndexByte(s[start:i], '-') > 0:
		return i
	case n == 2 && sizes[1] == 4 && (sizes[0] == 1 || sizes[0] == 3 || sizes[0] == 5) && s[start+sizes[0]] == '-':
		return i
	}
	return 0
}

// isLower tells whether s holds nothing but ASCII letters in lower case.
func isLower(s string) bool {
	for i := range len(s) {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return true
}

// isOrdinalEnd tells whether tail makes the digits before it an ordinal or a
// plural: 3rd, 1990s.
func isOrdinalEnd(tail string) bool {
	switch strings.ToLower(tail) {
	case "st", "nd", "rd", "th", "s":
		return true
	}
	return false
}

// isUnit tells whether tail, behind the number [from, j), is a unit that is a
// token of its own.
func (t *tokenizer) isUnit(from, j int, tail string, end int) bool {
	if (tail == "a" || tail == "p") && strings.HasPrefix(t.s[j+1:end], ".m") {
		return true
	}
	switch units[tail] {
	case unitAlways:
		return true
	case unitMoney:
		if strings.IndexByte(t.s[from:j], '.') >= 0 {
			return true
		}
		if n := len(t.toks); n > 0 && t.toks[n-1].End == from {
			return strings.Contains("$US$£€¥", t.s[t.toks[n-1].Start:from])
		}
	}
	return false
}
