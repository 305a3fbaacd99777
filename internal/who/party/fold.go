package party

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	hashSeed  = 14695981039346656037 // FNV-1a, 64 bits
	hashPrime = 1099511628211
)

// letters replaces the accented letters of the names in the lists by plain
// ones, as texts write both.
var letters = strings.NewReplacer(
	"á", "a", "à", "a", "â", "a", "ã", "a", "ä", "a", "å", "a", "ā", "a", "ç", "c", "č", "c", "ć", "c",
	"é", "e", "è", "e", "ê", "e", "ë", "e", "ē", "e", "ğ", "g", "í", "i", "î", "i", "ï", "i", "ı", "i", "ī", "i",
	"ñ", "n", "ó", "o", "ô", "o", "õ", "o", "ö", "o", "ō", "o", "ş", "s", "š", "s", "ú", "u", "û", "u", "ü", "u",
	"ū", "u", "ž", "z", "đ", "d", "ḥ", "h", "ṣ", "s")

// isSilent tells the marks that names are written with or without: dots
// ("U.S."), apostrophes and quotes ("Qa'ida", "Sana’a").
func isSilent(c rune) bool {
	switch c {
	case '.', '\'', '’', '‘', '`', 'ʿ', 'ʾ', 'ʼ', '"':
		return true
	}
	return false
}

// pieces appends to out the hashes of the parts of a word between its hyphens,
// each folded: lower case, without accents and silent marks.
func pieces(out []uint64, word string) []uint64 {
	h, n := uint64(hashSeed), 0
	for i := 0; i < len(word); {
		c := word[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case c == '-':
				if n > 0 {
					out = append(out, h)
				}
				h, n = hashSeed, 0
				continue
			case c == '.' || c == '\'' || c == '`' || c == '"':
				continue
			case 'A' <= c && c <= 'Z':
				c += 'a' - 'A'
			}
			h, n = (h^uint64(c))*hashPrime, n+1
			continue
		}
		r, size := utf8.DecodeRuneInString(word[i:])
		i += size
		if isSilent(r) || unicode.Is(unicode.Mn, r) {
			continue
		}
		if r == '‐' || r == '‑' || r == '–' {
			if n > 0 {
				out = append(out, h)
			}
			h, n = hashSeed, 0
			continue
		}
		for _, b := range []byte(letters.Replace(string(unicode.ToLower(r)))) {
			h, n = (h^uint64(b))*hashPrime, n+1
		}
	}
	if n > 0 {
		out = append(out, h)
	}
	return out
}

// slug makes an ID of a name: folded words with hyphens between.
func slug(name string) string {
	var b strings.Builder
	for _, r := range letters.Replace(strings.ToLower(name)) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		case isSilent(r):
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.TrimSuffix(b.String(), "-")
}

// isUpperWord tells words that are written in capitals, such as acronyms:
// at least two letters, none of them small.
func isUpperWord(w string) bool {
	n := 0
	for _, r := range w {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n >= 2
}

// isCapital tells words that begin with a capital.
func isCapital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}
