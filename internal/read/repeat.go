package read

import (
	"hash/maphash"
	"strings"
	"unicode"
	"unicode/utf8"
)

// seen is a paragraph that was kept, or the part of a headline before the name
// of the outlet.
type seen struct {
	text string
	at   int // index in kept
	line int // first line of that paragraph: it may have been taken out since
}

// seed makes hashes of this process; they order nothing.
var seed = maphash.MakeSeed()

// repeats reports whether p says word for word what a paragraph that was kept
// says: a long one, or a headline, with or without the name of the outlet.
// Short sentences are not taken: people say "No comment." twice.
func (c *cleaner) repeats(p paragraph, words int) bool {
	headline := !endsSentence(p.text) && !strings.ContainsAny(p.text[len(p.text)-1:], ":,;")
	if words < 4 || words < 8 && !headline {
		return false
	}
	if c.has(p.text) {
		return true
	}
	if !headline {
		return false
	}
	title, _ := splitOutlet(p.text)
	return title != "" && c.has(title)
}

// has reports whether text was kept, marks and case aside.
func (c *cleaner) has(text string) bool {
	s, ok := c.seen[hashLetters(text)]
	return ok && s.at < len(c.kept) && c.kept[s.at].first == s.line && sameLetters(s.text, text)
}

func (c *cleaner) keep(p paragraph, words int) {
	s := seen{p.text, len(c.kept), p.first}
	c.kept = append(c.kept, p)
	c.seen[hashLetters(p.text)] = s
	if words <= maxTitleWords && s.at < titleParagraphs && !endsSentence(p.text) {
		if title, _ := splitOutlet(p.text); countWords(title, 4) >= 4 {
			s.text = title
			c.seen[hashLetters(title)] = s
		}
	}
}

// hashLetters hashes the letters and digits of s in lower case.
func hashLetters(s string) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	var buf [128]byte
	n := 0
	for _, r := range s {
		if !isWordRune(r) {
			continue
		}
		if n+utf8.UTFMax > len(buf) {
			h.Write(buf[:n])
			n = 0
		}
		n += utf8.EncodeRune(buf[n:], unicode.ToLower(r))
	}
	h.Write(buf[:n])
	return h.Sum64()
}

// sameLetters reports whether a and b have the same letters and digits.
func sameLetters(a, b string) bool {
	next := func(s *string) rune {
		for *s != "" {
			r, n := utf8.DecodeRuneInString(*s)
			*s = (*s)[n:]
			if isWordRune(r) {
				return unicode.ToLower(r)
			}
		}
		return -1
	}
	for {
		ra, rb := next(&a), next(&b)
		if ra != rb {
			return false
		}
		if ra < 0 {
			return true
		}
	}
}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return isASCIILetter(byte(r)) || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}
