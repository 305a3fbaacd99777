package lang

import (
	"unicode"
	"unicode/utf8"
)

// tokKind is the kind of a token in the eyes of the sentence splitter.
type tokKind uint8

const (
	kindNone       tokKind = iota // before the first token and behind the last of a paragraph's
	kindLower                     // word in lower case
	kindTitle                     // word with a capital
	kindUpper                     // word of two capitals and more
	kindMixed                     // word with capitals inside, or with digits
	kindPronoun                   // I
	kindClitic                    // 's, n't
	kindNumber                    // number, date, time
	kindInitial                   // J.
	kindAcronym                   // U.S.
	kindAbbrTitle                 // Gen.
	kindAbbrMonth                 // Jan.
	kindAbbrNumber                // No.
	kindAbbr                      // Inc.
	kindAbbrLower                 // etc., a.m., p.
	kindStop                      // .
	kindAsk                       // ? and !
	kindEllipsis                  // ...
	kindColon
	kindSemicolon
	kindComma
	kindDash   // dashes and hyphens
	kindBullet // marks that begin items of lists
	kindOpen   // opening bracket
	kindClose
	kindOpenQuote
	kindCloseQuote
	kindQuote // a straight quote before its side is known
	kindSmiley
	kindAddress // web or mail address
	kindRule    // run of marks that divides texts
	kindSymbol
)

// stops tells whether the kind ends most of the sentences that have one.
func (k tokKind) stops() bool { return k == kindStop || k == kindAsk || k == kindEllipsis }

// isWord tells whether the kind is one of words, numbers and addresses.
func (k tokKind) isWord() bool {
	return k >= kindLower && k <= kindAbbrLower || k == kindAddress
}

// kindOf returns the kind of a token's form; straight quotes are kindQuote.
func kindOf(w string) tokKind {
	c := w[0]
	switch charKinds[c] {
	case chLetter:
		return wordKind(w)
	case chDigit:
		return kindNumber
	case chHigh:
		return highKind(w)
	}
	if len(w) > 1 {
		if k := longMarkKind(w); k != kindNone {
			return k
		}
	}
	switch c {
	case '.':
		return kindStop
	case '?', '!':
		return kindAsk
	case ':':
		return kindColon
	case ';':
		return kindSemicolon
	case ',':
		return kindComma
	case '-':
		return kindDash
	case '*', '>', '|', '~':
		return kindBullet
	case '(', '[', '{', '<':
		return kindOpen
	case ')', ']', '}':
		return kindClose
	case '"', '\'':
		return kindQuote
	case '`':
		return kindOpenQuote
	}
	return kindSymbol
}

// longMarkKind returns the kind of w, of several bytes, whose first is an
// ASCII mark; kindNone if the first byte alone decides.
func longMarkKind(w string) tokKind {
	last := w[len(w)-1]
	switch c := w[0]; {
	case c == '\'' && charKinds[w[1]] == chLetter:
		return kindClitic
	case (c == '\'' || c == '.' || c == '+') && charKinds[w[1]] == chDigit:
		return kindNumber
	case c == '.' && w[1] == '.':
		return kindEllipsis
	case (c == '.' || c == '?' || c == '!') && (last == '?' || last == '!'):
		return kindAsk
	case c == '<' && w == "<<":
		return kindOpen
	case c == '>' && w == ">>":
		return kindClose
	case c == '`' && w == "``":
		return kindOpenQuote
	case c == '\'' && w == "''":
		return kindCloseQuote
	case c == '-' && len(w) < 4:
		return kindDash
	case smileyAt(w) == len(w) || isSmiley(w):
		return kindSmiley
	case ruleRun(w, 0) == len(w) && len(w) > 2:
		return kindRule
	case c == '@' || c == '#':
		return kindMixed
	}
	return kindNone
}

// highKind returns the kind of w, which begins beyond ASCII.
func highKind(w string) tokKind {
	r, n := utf8.DecodeRuneInString(w)
	switch r {
	case '“', '«', '„':
		return kindOpenQuote
	case '”', '»':
		return kindCloseQuote
	case '‘', '’':
		if n < len(w) {
			if k := longMarkKind("'" + w[n:]); k != kindNone {
				return k
			}
			return kindCloseQuote
		}
		if r == '‘' {
			return kindOpenQuote
		}
		return kindCloseQuote
	case '…':
		return kindEllipsis
	case '–', '—', '―', '‑':
		return kindDash
	case '•', '·', '●', '▪', '■', '◦', '‣', '►':
		return kindBullet
	case '。', '؟', '！', '？':
		return kindAsk
	}
	if unicode.IsLetter(r) {
		return wordKind(w)
	}
	if unicode.IsDigit(r) {
		return kindNumber
	}
	return kindSymbol
}

// wordKind returns the kind of w, which begins with a letter.
func wordKind(w string) tokKind {
	if w == "I" {
		return kindPronoun
	}
	if w == "n't" || w == "n’t" || w == "N'T" {
		return kindClitic
	}
	upper, lower, other, dots := 0, 0, 0, 0
	for _, r := range w {
		switch {
		case 'a' <= r && r <= 'z':
			lower++
		case 'A' <= r && r <= 'Z':
			upper++
		case r == '.':
			dots++
		case r == '@' || r == '/' || r == ':':
			return kindAddress
		case r < utf8.RuneSelf:
			other++
		case unicode.IsUpper(r):
			upper++
		default:
			lower++
		}
	}
	if dots > 0 {
		return dottedKind(w, upper+lower, dots)
	}
	switch {
	case upper == 0 && other == 0:
		return kindLower
	case upper == 1 && upperAt(w, 0):
		return kindTitle
	case upper > 1 && lower == 0:
		return kindUpper
	}
	if upper == 0 && charKinds[w[len(w)-1]] == chLetter {
		return kindLower // with a hyphen or apostrophe inside
	}
	return kindMixed
}

// dottedKind returns the kind of the word w that holds full stops.
func dottedKind(w string, letters, dots int) tokKind {
	if w[len(w)-1] != '.' {
		return kindAddress
	}
	switch {
	case !upperAt(w, 0):
		return kindAbbrLower
	case dots > 1:
		return kindAcronym
	case letters == 1 && len(w) == 2:
		return kindInitial
	}
	switch flags := lookUp(abbreviations, w[:len(w)-1]); {
	case flags&abbrTitle != 0:
		return kindAbbrTitle
	case flags&abbrMonth != 0:
		return kindAbbrMonth
	case flags&abbrNumber != 0:
		return kindAbbrNumber
	}
	return kindAbbr
}

// wordHash returns a hash of w with its ASCII letters in lower case, FNV-1a.
func wordHash(w string) uint32 {
	h := uint32(2166136261)
	for i := range len(w) {
		c := w[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}
