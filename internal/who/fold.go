package who

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// foldLetters are the letters that Unicode does not take apart into a plain
// letter and a mark.
var foldLetters = strings.NewReplacer(
	"ł", "l", "ø", "o", "đ", "d", "ð", "d", "þ", "th", "ß", "ss", "æ", "ae", "œ", "oe", "ı", "i", "ə", "e",
	"’", "", "‘", "", "'", "", "`", "", "ʻ", "", "ʼ", "", "ʿ", "", "ʾ", "", ".", "",
)

// fold returns a name in small letters without marks, apostrophes and full
// stops, with hyphens and the white space between words as one blank.
func fold(name string) string {
	if plain(name) {
		return name
	}
	low := strings.ToLower(name)
	if !ascii(low) {
		low = foldLetters.Replace(low)
		low = strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Mn, r) {
				return -1
			}
			return r
		}, norm.NFD.String(low))
	}
	var b strings.Builder
	b.Grow(len(low))
	blank := false
	for _, r := range low {
		switch {
		case r == '\'' || r == '.' || r == '`':
		case r == '-' || r == '‐' || r == '‑' || r == '–' || unicode.IsSpace(r):
			blank = b.Len() > 0
		default:
			if blank {
				b.WriteByte(' ')
				blank = false
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

// plain reports whether folding leaves a word as it is.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// slug returns a folded name as a part of an ID.
func slug(folded string) string { return strings.ReplaceAll(folded, " ", "-") }

// nameParts returns the parts of a folded name that tell persons apart:
// articles and particles are left out, and what romanisations write now in
// one word and now in several is joined ("abd al rahman", "abdul rahman" and
// "abdurrahman"; "salah al din" and "salahuddin"). A name that has nothing
// but such words keeps them.
func nameParts(folded string) []string {
	words := strings.Fields(folded)
	parts := make([]string, 0, len(words))
	servant := false // the last word was "abdul", a part of what follows
	for i, w := range words {
		more := i+1 < len(words)
		switch {
		case isParticle(w) && (more || len(parts) > 0):
			continue
		case isServant(w) && more:
			servant = true
			continue
		case servant:
			parts = append(parts, "abd"+w)
			servant = false
			continue
		}
		if (w == "ullah" || w == "allah" || w == "din" || w == "uddin" || w == "eddin") && len(parts) > 0 && w != words[0] {
			parts[len(parts)-1] += suffixOf(w)
			continue
		}
		parts = append(parts, joinedPart(w))
	}
	if len(parts) == 0 {
		return words
	}
	return parts
}

func suffixOf(w string) string {
	if strings.HasSuffix(w, "din") {
		return "din"
	}
	return "ullah"
}

// isServant reports whether a word is the first half of an Arabic name such
// as Abd al-Rahman.
func isServant(w string) bool {
	switch w {
	case "abd", "abdul", "abdel", "abdal", "abdol", "abdur":
		return true
	}
	return false
}

func isParticle(w string) bool {
	switch w {
	case "al", "el", "ul", "ud", "as", "ash", "ad", "ar", "az", "an", "at", "bin", "ibn", "ben", "bint", "ould", "de", "da",
		"dos", "del", "la", "von", "van", "der", "y", "e", "jr", "sr", "ii", "iii":
		return true
	}
	return false
}

// joinedPart brings one word into the form of names written in several.
func joinedPart(w string) string {
	for _, p := range [...]string{"abdul", "abdel", "abdal", "abdur", "abdol"} {
		if rest, ok := strings.CutPrefix(w, p); ok && len(rest) >= 4 && rest != "lahi" && rest != "ullah" {
			return "abd" + rest
		}
	}
	for _, p := range [...]string{"uddin", "eddin", "eddine", "uddeen", "aldin", "addin"} {
		if rest, ok := strings.CutSuffix(w, p); ok && len(rest) >= 3 {
			return rest + "din"
		}
	}
	return w
}
