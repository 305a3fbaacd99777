package read

import "strings"

// credit is the credit at the end of a paragraph: "[AFP]", "(A. Ruiz/Reuters)",
// "Photo: A. Ruiz".
type credit struct {
	start int // byte of the paragraph at which it starts
	kind  creditKind
}

// creditKind says what the words before a credit can be.
type creditKind uint8

const (
	// anyCredit is of a text or a picture: "(AFP)", "— Reuters".
	anyCredit creditKind = iota
	// photoCredit is of a picture or, rarely, of a whole text: "[AFP]".
	photoCredit
	// nameCredit names a photographer or says that it is of a photo, so that
	// all before it is a caption: "(A. Ruiz/AFP)", "Photo: A. Ruiz".
	nameCredit
)

// findCredit looks for a credit in the last pieces of s.
func findCredit(s string, ps []piece) (credit, bool) {
	const longest = 16
	if len(ps) < 2 {
		return credit{}, false
	}
	first := max(0, len(ps)-longest)
	last := ps[len(ps)-1]
	switch s[last.start:last.end] {
	case "]":
		return bracketCredit(s, ps, first, "[")
	case ")":
		return bracketCredit(s, ps, first, "(")
	}
	for i := len(ps) - 2; i >= first; i-- {
		p := ps[i]
		switch w := s[p.start:p.end]; {
		case w == ":" && i > first && isPhotoLabel(s, ps, i-1):
			return credit{ps[i-1].start, nameCredit}, true
		case w != "/" && w != "|" && !isDash(firstRune(w)):
		case p.start > 0 && s[p.start-1] == ' ' && agencyName.is(s[ps[i+1].start:last.end]):
			if w == "/" || w == "|" {
				return credit{p.start, photoCredit}, true
			}
			return credit{p.start, anyCredit}, true
		}
	}
	return credit{}, false
}

// isPhotoLabel reports whether the i-th piece is the "Photo" of "… in May.
// Photo: A. Ruiz", behind a sentence and before few capitalised words.
func isPhotoLabel(s string, ps []piece, i int) bool {
	if i == 0 || len(ps)-i > 8 || !creditWord.is(s[ps[i].start:ps[i].end]) || !startsUpper(s[ps[i].start:]) {
		return false
	}
	before := s[ps[i-1].start:ps[i-1].end]
	return (before == "." || before == ")") && startsUpper(s[ps[i+1].end:][leadingBlanks(s[ps[i+1].end:]):])
}

func leadingBlanks(s string) int { return len(s) - len(strings.TrimLeft(s, " ")) }

// bracketCredit looks for the bracket that the last of ps closes.
func bracketCredit(s string, ps []piece, first int, open string) (credit, bool) {
	for i := len(ps) - 2; i >= first; i-- {
		if s[ps[i].start:ps[i].end] != open {
			continue
		}
		kind, ok := creditIn(strings.TrimSpace(s[ps[i].end:ps[len(ps)-1].start]))
		if open == "[" {
			kind = max(kind, photoCredit)
		}
		return credit{ps[i].start, kind}, ok
	}
	return credit{}, false
}

// creditIn reads the words in brackets: an agency, or a credit of a photo such
// as "File: A. Ruiz/AFP", "Courtesy of the ministry", "A. Ruiz via Reuters".
func creditIn(inside string) (creditKind, bool) {
	word := inside
	if i := strings.IndexAny(word, " :/"); i >= 0 {
		word = word[:i]
	}
	if creditWord.is(word) {
		return nameCredit, true
	}
	if agencyName.is(inside) {
		return anyCredit, true
	}
	agencies, others := 0, 0
	inside = strings.ReplaceAll(inside, " via ", "/")
	for part := range strings.FieldsFuncSeq(inside, func(r rune) bool { return r == '/' || r == '|' }) {
		if part = strings.TrimSpace(part); agencyName.is(part) {
			agencies++
		} else if startsUpper(part) && countWords(part, 5) <= 5 {
			others++
		}
	}
	switch {
	case agencies == 0:
		return anyCredit, false
	case others > 0:
		return nameCredit, true
	}
	return anyCredit, agencies > 1
}

// isByline reports whether s is a line with the names of its writers: "By" and
// capitalised words, the first name of two or more ("By Ana Ruiz and Li Wei,
// Reuters").
func isByline(s string, ps []piece) bool {
	const most = 16
	if len(ps) < 2 || len(ps) > most || !strings.EqualFold(s[ps[0].start:ps[0].end], "by") || endsSentence(s) {
		return false
	}
	if agencyName.is(s[ps[1].start:]) {
		return true
	}
	names, inFirst := 0, true
	for _, p := range ps[1:] {
		w := s[p.start:p.end]
		switch {
		case p.kind == numberPiece:
			return false
		case p.kind == markPiece:
			if !isDash(firstRune(w)) && !strings.ContainsAny(w, ",.|&/") {
				return false
			}
			inFirst = inFirst && w == "."
		case startsUpper(w):
			if names == 0 && len(w) > 1 && (openerWord.is(w) || isWeekday(w) || monthOf(w) > 0 && (len(w) > 3 || w == "May")) {
				return false
			}
			if inFirst {
				names++
			}
		case w == "and" || isParticle(w) || w == "for" || w == "in":
			inFirst = inFirst && w != "and" && w != "for" && w != "in"
		default:
			return false
		}
	}
	return names >= 2
}
