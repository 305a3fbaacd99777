package corpus

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"parley/internal/doc"
	"parley/internal/lang/gazette"
)

//go:embed places.tsv
var placeData string

//go:embed orgs.tsv
var orgData string

//go:embed generic.txt
var genericData string

//go:embed givennames.txt
var givenNameData string

// phrase is an entry of a word list.
type phrase struct {
	sort string // first column of the list: "nationality", "country" and so on
	weak bool   // marked ~: also a common word or another kind of name
}

// phrases is a word list: entries by their words joined with one space.
type phrases struct {
	entries map[string]phrase
	longest int // words of the longest entry
}

var demonyms = sync.OnceValue(func() phrases { return parsePhrases(gazette.Nationalities) })
var orgs = sync.OnceValue(func() phrases { return parsePhrases(orgData) })
var places = sync.OnceValue(func() phrases { return parsePhrases(placeData) })

// parsePhrases reads a TSV whose first column is a sort and whose last column
// holds forms separated by a comma and a space.
func parsePhrases(data string) phrases {
	p := phrases{entries: map[string]phrase{}}
	for line := range strings.Lines(data) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		cols := strings.Split(line, "\t")
		for form := range strings.SplitSeq(cols[len(cols)-1], ", ") {
			form, weak := strings.CutSuffix(form, "~")
			form = strings.ReplaceAll(form, "-", " ")
			p.longest = max(p.longest, strings.Count(form, " ")+1)
			if _, ok := p.entries[form]; !ok {
				p.entries[form] = phrase{sort: cols[0], weak: weak}
			}
		}
	}
	return p
}

// match returns the longest entry that begins at token i and ends before
// last, and the token behind it; ok is false if there is none. A hyphen
// counts as a space whether it is inside a token or a token of its own.
func (p phrases) match(d *doc.Doc, i, last int) (ph phrase, end int, ok bool) {
	var b strings.Builder
	words := 0
	for j := i; j < last && words < p.longest; j++ {
		w := d.Word(j)
		if w == "-" || w == "‑" || w == "–" {
			if j == i {
				return phrase{}, 0, false
			}
			continue
		}
		if words > 0 && !strings.HasPrefix(w, "'") && !strings.HasPrefix(w, "’") {
			b.WriteByte(' ')
		}
		b.WriteString(strings.ReplaceAll(w, "-", " "))
		words++
		if e, found := p.lookup(b.String()); found {
			ph, end, ok = e, j+1, true
		}
	}
	return ph, end, ok
}

// lookup finds s as it is written, or title-cased if it is all capitals.
func (p phrases) lookup(s string) (phrase, bool) {
	if e, ok := p.entries[s]; ok {
		return e, true
	}
	if len(s) > 3 && strings.ToUpper(s) == s {
		e, ok := p.entries[titleCase(s)]
		return e, ok
	}
	return phrase{}, false
}

// covers tells whether the tokens [first, last) are an entry as a whole.
func (p phrases) covers(d *doc.Doc, first, last int) (phrase, bool) {
	ph, end, ok := p.match(d, first, last)
	return ph, ok && end == last
}

// titleCase lowers all letters but the first of each word.
func titleCase(s string) string {
	start := true
	return strings.Map(func(r rune) rune {
		was := start
		start = r == ' '
		if was {
			return r
		}
		return unicode.ToLower(r)
	}, s)
}

// genericNouns are the words of generic.txt, givenNames those of
// givennames.txt.
var genericNouns = sync.OnceValue(func() map[string]bool { return parseWords(genericData) })
var givenNames = sync.OnceValue(func() map[string]bool { return parseWords(givenNameData) })

// parseWords reads a list of words between white space, with # comment lines.
func parseWords(data string) map[string]bool {
	words := map[string]bool{}
	for line := range strings.Lines(data) {
		if line[0] == '#' {
			continue
		}
		for w := range strings.FieldsSeq(line) {
			words[w] = true
		}
	}
	return words
}

// isGeneric tells whether the tokens [first, last) are one noun of
// generic.txt.
func isGeneric(d *doc.Doc, first, last int) bool {
	return last-first == 1 && genericNouns()[strings.ToLower(d.Word(first))]
}

// skipTitles returns the first token of [first, last) behind all leading
// titles; last if there are only titles.
func skipTitles(d *doc.Doc, first, last int) int {
	strong := false
	for i := first; i < last; i++ {
		weak, ok := gazette.IsTitle(d.Word(i))
		if ok && weak && !strong {
			ok = titleFollows(d, i+1, last)
		}
		if !ok && (i == first || !titleMark(d, i, last)) {
			return i
		}
		strong = true
	}
	return last
}

// titleMark tells whether token i, behind a title, is the full stop of its
// abbreviation or ties another title to it.
func titleMark(d *doc.Doc, i, last int) bool {
	switch d.Word(i) {
	case ".":
		return true
	case "-", "/":
		return titleFollows(d, i+1, last)
	}
	return false
}

// titleFollows tells whether token i is a title in its own right or leads to
// one.
func titleFollows(d *doc.Doc, i, last int) bool {
	for ; i < last; i++ {
		weak, ok := gazette.IsTitle(d.Word(i))
		if !ok {
			return false
		}
		if !weak {
			return true
		}
	}
	return false
}

// capital tells whether s begins with an upper-case letter.
func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// IsDemonym tells whether s as a whole is a listed word for a people: an
// adjective or noun for a nationality, a region's or a people's, a religion's
// followers or a political current. A hyphen counts as a space.
func IsDemonym(s string) bool {
	_, ok := demonyms().lookup(strings.ReplaceAll(s, "-", " "))
	return ok
}
