package read

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// dateline is what stands before the first sentence of a wire story.
type dateline struct {
	text string // without what parts it from the sentence
	end  int    // bytes of the paragraph it takes, with that and the blanks behind
	// agency is the news agency or outlet named in it; empty for none.
	agency string
}

// A dateline has at most so many bytes, parts and words in a part.
const (
	maxDateline   = 240
	datelineParts = 6
	datelineWords = 6
)

// findDateline reads a dateline at the start of a paragraph. The grammar is
//
//	[part {"," part}] ["(" group ")" | "/" group "/"] sign {"[" CAPITALS "]"}
//
// where a part is a date or a run of capitalised words, a group an agency or a
// date, and a sign a dash, colon or full stop. Much else begins like that, so
// accept asks for evidence.
func findDateline(s string, first bool) (dateline, bool) {
	head := s[:min(len(s), maxDateline)]
	for !utf8.ValidString(head) {
		head = head[:len(head)-1] // never cut inside a character
	}
	d := datelineScan{s: head, ps: pieces(nil, head), all: s}
	d.scanParts()
	d.scanGroup()
	textEnd := d.endOfLast()
	if d.i == 0 {
		return dateline{}, false
	}
	sign := d.sign()
	if sign == 0 {
		return dateline{}, false
	}
	d.scanTags()
	rest := s[d.endOfLast():]
	out := dateline{text: head[:textEnd], end: len(s) - len(strings.TrimLeft(rest, " ")), agency: d.agency}
	if out.end == len(s) {
		return out, !first && len(s) < maxDateline && d.date && (d.group || d.upper || d.agency != "")
	}
	return out, d.accept(sign, s[out.end:])
}

// datelineScan reads the pieces of the head of a paragraph and notes what
// evidence it saw.
type datelineScan struct {
	s   string // the head that is read
	ps  []piece
	all string // the paragraph
	i   int    // next piece

	parts   int
	upper   bool // the first part is in capitals
	opener  bool // a part begins like a sentence, or names no place
	date    bool
	country bool // the last part but the date is a country
	group   bool // there is an agency or a date in brackets
	agency  string
	tags    bool
}

func (d *datelineScan) at(i int) string {
	if i < len(d.ps) {
		return d.s[d.ps[i].start:d.ps[i].end]
	}
	return ""
}

func (d *datelineScan) endOfLast() int {
	if d.i == 0 {
		return 0
	}
	return d.ps[d.i-1].end
}

// scanParts reads the parts, up to a piece that is none.
func (d *datelineScan) scanParts() {
	for d.parts < datelineParts {
		next := d.i
		if d.parts > 0 && d.at(next) == "," {
			next++
		}
		comma := next > d.i
		if _, n := date(d.s, d.ps[next:]); n > 0 {
			d.date = true
			d.i = next + n
			d.parts++
			continue
		}
		if d.parts > 0 && !comma {
			return
		}
		n := d.words(next)
		if n == 0 {
			return
		}
		d.part(d.s[d.ps[next].start:d.ps[next+n-1].end])
		d.i = next + n
		d.parts++
		d.scanCountry()
	}
}

// scanCountry reads a country in brackets behind a place, with a comma to
// follow: "AL-FASHIR (Sudan), April 3". What is no country is a group.
func (d *datelineScan) scanCountry() {
	if d.at(d.i) != "(" {
		return
	}
	n := d.words(d.i + 1)
	if n == 0 || d.at(d.i+1+n) != ")" || d.at(d.i+2+n) != "," {
		return
	}
	d.country = d.country || countryName.is(d.s[d.ps[d.i+1].start:d.ps[d.i+n].end])
	d.i += n + 2
}

// words returns how many pieces from i on are one part: capitalised words, with
// the particles of names between them, and full stops behind initials.
func (d *datelineScan) words(i int) int {
	n, words, last := 0, 0, 0
	for words < datelineWords && i+n < len(d.ps) {
		p := d.ps[i+n]
		w := d.s[p.start:p.end]
		switch {
		case p.kind == wordPiece && startsUpper(w):
			words++
			last = n + 1
		case p.kind == wordPiece && words > 0 && isParticle(w):
		case w == "." && n > 0 && last == n && utf8.RuneCountInString(d.at(i+n-1)) <= 2:
			last = n + 1 // "D.C.", "St. Louis"
		case w == "/" && n > 0 && last == n && d.joined(i+n):
			words-- // "YEREVAN/BAKU" is one place twice
		default:
			return last
		}
		n++
	}
	return last
}

// joined reports whether the piece stands between two words without a blank.
func (d *datelineScan) joined(i int) bool {
	return i > 0 && i+1 < len(d.ps) && d.ps[i-1].end == d.ps[i].start && d.ps[i].end == d.ps[i+1].start &&
		startsUpper(d.at(i+1))
}

func isParticle(w string) bool {
	switch w {
	case "of", "and", "the", "de", "del", "la", "el", "al", "du", "bin":
		return true
	}
	return false
}

// part notes what the words of a part are.
func (d *datelineScan) part(text string) {
	first, _, _ := strings.Cut(text, " ")
	upper := isUpper(text)
	if d.parts == 0 {
		d.upper = upper
	}
	d.opener = d.opener || labelWord.is(first) || openerWord.is(first) && !upper ||
		isWeekday(first) || monthOf(first) > 0
	d.opener = d.opener || d.parts == 0 && !upper && countryName.is(text)
	d.country = countryName.is(text)
	if d.agency == "" && isAgency(text) {
		d.agency = text
	}
}

// scanGroup reads an agency or a date in brackets or between slashes, if one
// stands there.
func (d *datelineScan) scanGroup() {
	open := d.i
	if d.at(open) == "." && d.date && d.at(open+1) == "/" {
		open++ // "MOSCOW, May 10. /TASS/."
	}
	end, ok := map[string]string{"(": ")", "/": "/"}[d.at(open)]
	if !ok {
		return
	}
	for i := open + 1; i < len(d.ps) && i <= open+8; i++ {
		if d.at(i) != end {
			continue
		}
		if i == open+1 {
			return
		}
		inside := d.s[d.ps[open+1].start:d.ps[i-1].end]
		if _, n := date(d.s, d.ps[open+1:]); n > 0 && open+1+n == i {
			d.date = true
		} else if isAgency(inside) {
			d.agency = inside
		} else if !d.upper || !startsUpper(inside) {
			return
		}
		d.group = true
		d.i = i + 1
		return
	}
}

// sign reads what parts the dateline from the sentence and returns '-', ':' or
// '.', "—" for a dash that is long, '|' for the end of the paragraph, or 0.
func (d *datelineScan) sign() rune {
	if d.i == len(d.ps) {
		if len(d.s) < len(d.all) {
			return 0
		}
		return '|'
	}
	w, p := d.at(d.i), d.ps[d.i]
	spaced := p.end == len(d.s) || d.s[p.end] == ' '
	switch r, _ := utf8.DecodeRuneInString(w); {
	case isDash(r):
		d.i++
		if r == '—' || len(w) > utf8.RuneLen(r) {
			return '—'
		}
		if spaced && (d.s[p.start-1] == ' ' || d.group) {
			return '-'
		}
	case w == ":" && spaced:
		d.i++
		return ':'
	case w == "." && spaced:
		d.i++
		if r, _ := utf8.DecodeRuneInString(d.at(d.i)); isDash(r) { // "MAY 10. -- "
			d.i++
			return '—'
		}
		if d.i == len(d.ps) && len(d.s) == len(d.all) {
			return '|'
		}
		return '.'
	}
	return 0
}

// scanTags reads the bracketed tags in capitals that monitoring services put
// behind a dateline: "[TEXT]", "[UNATTRIBUTED REPORT]".
func (d *datelineScan) scanTags() {
	for d.at(d.i) == "[" {
		end := d.i + 1
		for end < len(d.ps) && d.at(end) != "]" {
			end++
		}
		if end == len(d.ps) || !isUpper(d.s[d.ps[d.i].end:d.ps[end].start]) {
			return
		}
		d.tags = true
		d.i = end + 1
	}
}

// accept decides whether what was read before rest is a dateline and not the
// beginning of a sentence, a headline or a label.
func (d *datelineScan) accept(sign rune, rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	if d.opener || unicode.IsLower(r) || strings.ContainsRune("),;", r) {
		return false
	}
	sentence := endsSentence(d.all)
	shouted := isUpper(rest[:min(len(rest), maxDateline)]) // then capitals tell nothing
	upper := d.upper && !shouted
	switch {
	case d.tags:
		return d.upper
	case sign == '.':
		return d.date && (d.agency != "" || upper)
	case d.group && d.agency != "":
		return true // "Kabul (Reuters) - "
	case sign == ':':
		return upper && (d.date || d.country && d.parts > 1) && sentence
	case d.group:
		return d.upper && sentence // "KABUL (XYZ) - "
	case d.date:
		return d.parts > 1 && (d.upper || sentence) // "Kabul, March 5 - "
	case upper && d.parts > 1:
		return sentence // "NAIROBI, Kenya - "
	case upper:
		return sign == '—' && sentence // "KABUL - " may as well be "NATO - Russia"
	}
	return d.parts > 1 && d.country && sentence // "Doha, Qatar - "
}

// findColonDateline reads a place in capitals before a colon, as newspapers of
// South Asia and the Gulf set it ("KABUL: At least …"), and returns the bytes
// that it takes with the colon and the blanks behind, and its length without.
// Interviews name the speaker in the same way: the caller has to make sure that
// only one paragraph of a text starts so.
func findColonDateline(s string) (end, text int, ok bool) {
	const longest = 60
	head := s[:min(len(s), longest)]
	i := strings.Index(head, ": ")
	if i < 0 || !isUpper(head[:i]) {
		return 0, 0, false
	}
	d := datelineScan{s: head[:i], ps: pieces(nil, head[:i])}
	n := d.words(0)
	if n != len(d.ps) || countWords(head[:i], 3) > 3 || len(head[:i]) < 4 {
		return 0, 0, false
	}
	d.part(head[:i])
	rest := strings.TrimLeft(s[i+1:], " ")
	if d.opener || d.agency != "" || !startsUpper(rest) || isUpper(rest[:min(len(rest), maxDateline)]) {
		return 0, 0, false
	}
	return len(s) - len(rest), i, true
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// isUpper reports whether s has letters, three or more, and no lower-case one.
func isUpper(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n >= 3
}
