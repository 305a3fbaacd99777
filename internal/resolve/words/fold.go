package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Fold returns the form in which words are compared: lower case, without accents
// on Latin letters, without a possessive and without the endings of number and
// tense, so that "Attacks", "attacked" and "attack's" are one. It is no lemma:
// "forces" gives "forc". Fold of a folded word is the word itself.
func Fold(word string) string {
	w := lower(word)
	for {
		shorter := strip(w)
		if shorter == w {
			return w
		}
		w = shorter
	}
}

// lower returns a word in lower case without accents and apostrophes at its end.
func lower(word string) string {
	ascii, upper := true, false
	for i := 0; i < len(word); i++ {
		ascii = ascii && word[i] < utf8.RuneSelf
		upper = upper || 'A' <= word[i] && word[i] <= 'Z'
	}
	switch {
	case ascii && !upper:
		return word
	case ascii:
		return strings.ToLower(word)
	}
	return strings.Map(func(r rune) rune {
		if r == '’' {
			return '\''
		}
		if r >= utf8.RuneSelf {
			r = bare(unicode.ToLower(r))
		}
		return unicode.ToLower(r)
	}, word)
}

// bare returns a Latin letter without its accent. Names come with and without
// them in one story; letters of other scripts stay as they are.
func bare(r rune) rune {
	const (
		with    = "àáâãäåāăąçćčďđèéêëēėęěğģìíîïīįıłľĺñńňòóôõöøōőŕřśşšșţťțùúûüūůűýÿźżž"
		without = "aaaaaaaaacccddeeeeeeeeggiiiiiiilllnnnoooooooorrssssttt" + "uuuuuuuyyzzz"
	)
	n := 0
	for _, c := range with {
		if c == r {
			return rune(without[n])
		}
		n++
	}
	return r
}

// strip takes one ending from a word in lower case.
func strip(w string) string {
	n := len(w)
	end := func(s string, least int) bool { return n-len(s) >= least && strings.HasSuffix(w, s) }
	switch {
	case end("'s", 1):
		return w[:n-2]
	case end("'", 1):
		return w[:n-1]
	case end("ies", 2), end("ied", 2):
		return w[:n-3] + "y"
	case end("ss", 0), end("us", 0), end("is", 0):
		return w
	case end("sses", 1), end("shes", 2), end("ches", 2), end("xes", 2):
		return w[:n-2]
	case end("s", 3):
		return w[:n-1]
	case end("ing", 3) && vowel(w[:n-3]):
		return single(w[:n-3])
	case end("ed", 3) && vowel(w[:n-2]):
		return single(w[:n-2])
	case end("e", 4):
		return w[:n-1]
	}
	return w
}

// single takes the second of two like consonants from the end: "stopp".
func single(w string) string {
	n := len(w)
	if n > 3 && w[n-1] == w[n-2] && !strings.ContainsRune("lszaeiou", rune(w[n-1])) {
		return w[:n-1]
	}
	return w
}

func vowel(w string) bool { return strings.ContainsAny(w, "aeiouy") }
