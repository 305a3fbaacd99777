package sqlite

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold returns a name as names are compared: lower case, without diacritics,
// white space squeezed.
func fold(name string) string {
	plain := true
	for i := 0; i < len(name) && plain; i++ {
		plain = name[i] < 0x80
	}
	if !plain {
		name = strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Mn, r) {
				return -1
			}
			return r
		}, norm.NFKD.String(name))
	}
	return strings.Join(strings.Fields(strings.ToLower(name)), " ")
}
