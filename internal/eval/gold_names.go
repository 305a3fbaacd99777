package eval

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// sameNames are names of one party that articles use for each other; the first
// of a row is what the others stand for.
var sameNames = [][]string{
	{"afghan government", "kabul government", "government of afghanistan", "kabul", "ghani administration", "government", "afghan officials", "afghan authorities"},
	{"united states", "us", "u s", "american", "washington", "us government", "united states of america", "usa", "us military", "us forces", "american forces"},
	{"islamic state", "isis", "isil", "is", "daesh", "islamic state khorasan", "iskp", "is k", "islamic state group"},
	{"afghan forces", "afghan security forces", "afghan military", "afghan army", "afghan national army", "security forces", "government forces", "soldiers", "troops", "army"},
	{"taliban", "afghan taliban", "taliban militants", "taliban insurgents", "taliban forces", "insurgents", "militants"},
	{"civilians", "people", "residents", "villagers", "passengers", "worshippers", "worshipers"},
	{"police", "police officers", "policemen", "afghan police", "officers"},
}

// sameName reports whether two names say the same party or place, as the
// shared score.py decides: equal, words of one among the other's, half of the
// words in common, or a letter in six different.
func sameName(a, b string) bool {
	a, b = canonical(a), canonical(b)
	if a == "" || b == "" {
		return false
	}
	if a == b {
		return true
	}
	wa, wb := strings.Fields(a), strings.Fields(b)
	if subset(wa, wb) || subset(wb, wa) {
		return true
	}
	both := 0
	for _, w := range wa {
		if subset([]string{w}, wb) {
			both++
		}
	}
	if 2*both >= len(wa)+len(wb)-both {
		return true
	}
	pa, pb := strings.ReplaceAll(a, " ", ""), strings.ReplaceAll(b, " ", "")
	return editDistance(pa, pb) <= max(1, len(pa)/6)
}

// canonical takes off case, accents, marks and an article.
func canonical(name string) string {
	var out strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(name)) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			out.WriteRune(r)
		case r < 0x300 || r > 0x36f:
			out.WriteByte(' ')
		}
	}
	words := strings.Fields(out.String())
	if len(words) > 1 && (words[0] == "the" || words[0] == "a" || words[0] == "an") {
		words = words[1:]
	}
	plain := strings.Join(words, " ")
	for _, row := range sameNames {
		for _, n := range row {
			if n == plain {
				return row[0]
			}
		}
	}
	return plain
}
