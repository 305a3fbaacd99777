package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// letters are the Latin letters that no decomposition takes apart, as English
// texts write them.
var letters = map[rune]string{
	'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'ħ': "h", 'ı': "i", 'ŋ': "ng", 'ß': "ss", 'æ': "ae", 'œ': "oe",
	'þ': "th", 'ə': "a", 'ǝ': "a", 'ɛ': "e", 'ɔ': "o", 'ɖ': "d", 'ŧ': "t", 'ƙ': "k", 'ɗ': "d", 'ɓ': "b",
	'ƴ': "y", 'ŀ': "l", 'ĸ': "k",
}

// short are the shortened words that a name may begin with.
var short = map[string]string{"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}

// Fold brings a name into the form in which names are compared: lower case,
// no diacritics, hyphens and apostrophes; blanks single. "St." is "saint",
// "U.S." is "us".
func Fold(name string) string {
	if plain(name) {
		return name
	}
	var b strings.Builder
	b.Grow(len(name))
	word := 0   // where the word that is written begins in b
	gap := true // a blank is due, or none has been written yet
	dotted := false
	for _, r := range norm.NFKD.String(name) {
		r = unicode.ToLower(r)
		switch {
		case unicode.Is(unicode.Mn, r) || apostrophe(r) || r == utf8.RuneError:
			continue
		case r == '.' && !gap && b.Len()-word == 1:
			dotted = true // "u." of "u.s.": no blank after it if a letter follows
			continue
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			gap, dotted = true, false
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte(' ')
			word = b.Len()
		}
		if dotted {
			word = b.Len()
		}
		gap, dotted = false, false
		if s, ok := letters[r]; ok {
			b.WriteString(s)
			continue
		}
		b.WriteRune(r)
	}
	return lengthen(b.String())
}

// plain tells whether a name is folded already.
func plain(name string) bool {
	last := byte(' ')
	for i := 0; i < len(name); i++ {
		c := name[i]
		switch {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
		case c == ' ' && last != ' ':
		default:
			return false
		}
		last = c
	}
	return last != ' ' && lengthen(name) == name || name == ""
}

// lengthen writes the shortened first word in full.
func lengthen(name string) string {
	if len(name) < 4 || name[2] != ' ' && name[3] != ' ' {
		return name
	}
	first, rest, ok := strings.Cut(name, " ")
	if full := short[first]; ok && full != "" {
		return full + " " + rest
	}
	return name
}

// apostrophe tells the signs that stand within a word: apostrophes and the
// letters for ayn, hamza, glottal stops and soft signs.
func apostrophe(r rune) bool {
	switch r {
	case '\'', '`', '´', '‘', '’', '‛', '′', '″', '"', '“', '”', 'ʻ', 'ʼ', 'ʽ', 'ʾ', 'ʿ', 'ˈ', 'ʹ', 'ʺ', 'ˋ', 'ꞌ':
		return true
	}
	return false
}

// ascii writes a name without diacritics and letters for glottal stops; capitals
// and hyphens stay.
func ascii(name string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(name) {
		small := unicode.ToLower(r)
		s, ok := letters[small]
		switch {
		case unicode.Is(unicode.Mn, r) || apostrophe(r) && r != '\'':
		case !ok:
			b.WriteRune(r)
		case small == r:
			b.WriteString(s)
		default:
			b.WriteString(strings.ToUpper(s[:1]) + s[1:])
		}
	}
	return b.String()
}
