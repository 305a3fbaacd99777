package dictionary

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// title writes a name in capitals as names are written; others stay.
func (m *Merger) title(name string) string {
	name = strings.NewReplacer(", ", " ", ",", " ", "\t", " ", "~", "").Replace(name)
	if name != strings.ToUpper(name) {
		return name
	}
	parts := strings.Fields(name)
	for i, p := range parts {
		if strings.ContainsAny(p, "()/0123456789") || len(parts) == 1 && len(p) <= 5 {
			continue
		}
		subs := strings.Split(strings.ToLower(p), "-")
		for k, s := range subs {
			if s != "" && (!m.small[s] || i == 0 && k == 0 && len(subs) == 1) {
				r := []rune(s)
				r[0] = unicode.ToUpper(r[0])
				subs[k] = string(r)
			}
		}
		parts[i] = strings.Join(subs, "-")
	}
	return strings.Join(parts, " ")
}

// acronyms makes two names of one with letters in brackets behind it, and takes
// out what stands twice.
func acronyms(names []string) []string {
	var out []string
	add := func(n string) {
		n = strings.Trim(n, " ()")
		if n != "" && !slices.ContainsFunc(out, func(o string) bool { return fold(o) == fold(n) }) {
			out = append(out, n)
		}
	}
	var short []string
	for _, n := range names {
		before, rest, _ := strings.Cut(n, "(")
		if inside, ok := strings.CutSuffix(strings.TrimSpace(rest), ")"); ok && inside == strings.ToUpper(inside) && len(inside) <= 8 {
			add(before)
			short = append(short, inside)
			continue
		}
		add(strings.NewReplacer("(", "", ")", "").Replace(n))
	}
	for _, s := range short {
		add(s)
	}
	return out
}

// fold is how names are compared here: lower case, without diacritics.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(s))
}

// slug makes an ID of a name.
func slug(name string) string {
	parts := strings.FieldsFunc(fold(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(parts, "-")
}
