package gazetteer

import (
	"encoding/binary"
	"unicode/utf8"
)

// capitals writes a folded name with a capital at each word.
func capitals(folded string) string {
	b := []byte(folded)
	start := true
	for i, c := range b {
		if start && 'a' <= c && c <= 'z' {
			b[i] = c - 'a' + 'A'
		}
		start = c == ' '
	}
	return string(b)
}

// marks tells how a name differs from another of as many letters: for each
// that does, how many letters lie between it and the one before, and the
// letter itself. It returns nil if that is no shorter than the name.
func marks(plain, name string) []byte {
	from, to := []rune(plain), []rune(name)
	if len(from) != len(to) || !utf8.ValidString(name) {
		return nil
	}
	b := make([]byte, 0, 16)
	last := 0
	for i, r := range to {
		if r != from[i] {
			b = binary.AppendUvarint(b, uint64(i-last))
			b = binary.AppendUvarint(b, uint64(r))
			last = i
		}
	}
	if len(b)+3 > len(name) { // 3 for the number of the folded name
		return nil
	}
	return b
}

// mark puts the letters of marks into a name.
func mark(plain string, marks []byte) string {
	if len(marks) == 0 {
		return plain
	}
	letters := []rune(plain)
	r := reader{b: marks}
	at := 0
	for len(r.b) > 0 {
		at += r.number()
		letter := r.number()
		if r.bad || at >= len(letters) || letter > utf8.MaxRune {
			break
		}
		letters[at] = rune(letter)
	}
	return string(letters)
}
