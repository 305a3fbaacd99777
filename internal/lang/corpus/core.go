package corpus

import (
	"strings"
	"unicode"

	"parley/internal/doc"
)

// corer finds the proper-name core of GUM's mentions.
type corer struct {
	d        *doc.Doc
	mentions []mention
}

// isProper tells whether t belongs to a proper name. GUM and EWT tag the
// adjectives and participles of names by their form but give them the Penn
// tag of names ("United/VERB/NNP Nations").
func isProper(t *doc.Token) bool {
	return t.XPOS == "NNP" || t.XPOS == "NNPS" || t.UPOS == "PROPN"
}

func (c *corer) proper(i int) bool { return isProper(&c.d.Tokens[i]) }

// core returns the tokens of m that are its name; ok is false if m's head is
// no proper noun or nothing is left without titles.
func (c *corer) core(m *mention) (first, last int, ok bool) {
	if !c.proper(m.head) {
		return c.apposed(m)
	}
	if m.kind != "person" {
		first, last = c.left(m, m.head), c.right(m, m.head+1)
		return first, last, hasLetter(c.d, first, last) && !isGeneric(c.d, first, last)
	}
	first, last = c.person(m, m.head)
	if first < last {
		return first, last, hasLetter(c.d, first, last)
	}
	return c.apposed(m)
}

// apposed returns the person's name that hangs on a title or a noun at m's
// head ("Secretary of State John Kerry", "lawyer Ann Lee").
func (c *corer) apposed(m *mention) (first, last int, ok bool) {
	if m.kind != "person" {
		return 0, 0, false
	}
	for i := m.head + 1; i < m.last; i++ {
		t := &c.d.Tokens[i]
		if !c.proper(i) || t.Head != m.head || t.Deprel != "appos" && t.Deprel != "flat" ||
			c.d.Tokens[i-1].UPOS == "PUNCT" || c.nestedAt(m, i) != nil {
			continue
		}
		if first, last = c.personFrom(m, i, i); first < last {
			return first, last, true
		}
	}
	return 0, 0, false
}

// person returns the person's name around token at inside m, empty if all of
// it is titles.
func (c *corer) person(m *mention, at int) (first, last int) {
	first = at
	for first > m.first && (c.proper(first-1) || c.glue(first-1) && first-2 >= m.first && c.proper(first-2)) {
		first--
	}
	return c.personFrom(m, first, at)
}

// personFrom returns the person's name that begins at from, or behind the
// titles there, and takes in token at.
func (c *corer) personFrom(m *mention, from, at int) (first, last int) {
	first, last = from, at+1
	for last < m.last {
		n := c.personStep(m, last)
		if n == 0 {
			break
		}
		last += n
	}
	for first < last {
		next := max(skipTitles(c.d, first, last), c.skipDescription(m, first, at))
		if n := c.nestedAt(m, first); n != nil && n.last < last && n.last <= at && n.kind != "person" {
			next = max(next, n.last)
		}
		if _, end, ok := demonyms().match(c.d, first, last); ok && end < last && end <= at {
			next = max(next, end)
		}
		if _, end, ok := places().match(c.d, first, last); ok && end < last && titleFollows(c.d, end, last) {
			next = max(next, end) // "US President"
		}
		if next == first {
			break
		}
		first = next
	}
	for last-1 > first && isPostnominal(c.d.Word(last-1)) {
		last--
	}
	return first, last
}

// personStep returns how many tokens from i on continue a person's name.
func (c *corer) personStep(m *mention, i int) int {
	d := c.d
	w := d.Word(i)
	switch {
	case c.proper(i):
		return 1
	case i+1 >= m.last:
		if romanNumeral(w) {
			return 1
		}
		return 0
	case romanNumeral(w):
		return 1
	case c.glue(i) && c.proper(i+1):
		return 2
	case w == "," && isSuffix(d.Word(i+1)):
		return 2
	case isQuote(w): // a nickname, and the surname behind it
		for j := i + 1; j < min(i+5, m.last-1); j++ {
			if isQuote(d.Word(j)) && c.proper(j+1) && d.Tokens[j+1].Deprel == "flat" {
				return j + 2 - i
			}
		}
	case w == "of" || w == "the" || w == "de" || w == "al":
		if k := c.connected(i, m.last); k > 0 && strings.Contains(m.identity, spanText(d, i, k)) {
			return k - i
		}
	}
	return 0
}

// skipDescription returns the token behind a title that the parse marks as
// such (nmod:desc), or first.
func (c *corer) skipDescription(m *mention, first, at int) int {
	for i := at - 1; i >= first; i-- {
		if t := &c.d.Tokens[i]; t.Deprel == "nmod:desc" && t.Head > i && t.Head < m.last {
			return i + 1
		}
	}
	return first
}

// left extends a name from token at to the left.
func (c *corer) left(m *mention, at int) int {
	d := c.d
	for at > m.first {
		i := at - 1
		switch {
		case c.proper(i):
			at = i
			continue
		case ordinal(d, i) && c.under(i, m.head):
			at = i
			continue
		}
		if i-1 < m.first || !c.proper(i-1) {
			break
		}
		w := strings.ToLower(d.Word(i))
		if c.glue(i) || w == "&" || c.nameGenitive(m, i) ||
			(w == "and" || w == "of" || w == "for") && c.under(i-1, m.head) {
			at = i - 1
			continue
		}
		break
	}
	return at
}

// right extends a name whose last token is at-1 to the right.
func (c *corer) right(m *mention, at int) int {
	d := c.d
	for at < m.last {
		w := d.Word(at)
		switch {
		case c.proper(at):
			at++
			continue
		case d.Tokens[at].UPOS == "NUM" && d.Tokens[at].Deprel == "nummod" && d.Tokens[at].Head < at:
			at++
			continue
		case at+1 < m.last && c.glue(at) && (c.proper(at+1) || ordinal(d, at+1)):
			at += 2
			continue
		}
		k := c.connected(at, m.last)
		if k == 0 || !c.joins(m, at, k, strings.ToLower(w)) {
			return at
		}
		at = k
	}
	return at
}

// connected returns the end of the proper token that follows the one to three
// function words from i on, 0 if there is none.
func (c *corer) connected(i, last int) int {
	for j := i; j < min(i+3, last-1); j++ {
		switch u := c.d.Tokens[j].UPOS; {
		case c.proper(j), u != "ADP" && u != "CCONJ" && u != "DET" && u != "PART" && u != "PUNCT" && u != "SYM":
			return 0
		}
		if c.proper(j + 1) {
			return j + 2
		}
	}
	return 0
}

// joins tells whether the connector w at token i makes the proper token k-1
// part of the same name.
func (c *corer) joins(m *mention, i, k int, w string) bool {
	phrase := strings.ToLower(spanText(c.d, i, k))
	if m.identity != "" && (w != "," || m.kind != "place") && strings.Contains(strings.ToLower(m.identity), phrase) {
		return true
	}
	t := &c.d.Tokens[k-1]
	switch w {
	case "of", "de", "du", "des", "del", "la":
		// "Gulf of Mexico" but "Ealing of the London boroughs".
		return m.kind != "place" || k == i+2 || isGeneric(c.d, m.head, m.head+1)
	case "for", "on", "to", "against":
		return m.kind != "place"
	case "and", "&":
		if w == "&" && m.kind != "place" {
			return true
		}
		// "Ministry of Trade and Industry" but "Austria and Hungary".
		return m.kind == "organization" && t.Head != m.head && c.nestedFrom(m, i+1) == nil
	}
	return false
}

// glue tells whether token i ties its neighbours into one word: a hyphen,
// slash or full stop without a space on either side.
func (c *corer) glue(i int) bool {
	d := c.d
	switch d.Word(i) {
	case "-", "‑", "–", "/", ".", "'", "’", "@", "&":
		return i > 0 && i+1 < len(d.Tokens) && d.Tokens[i-1].End == d.Tokens[i].Start &&
			d.Tokens[i].End == d.Tokens[i+1].Start
	}
	return false
}

// nameGenitive tells whether the 's at token i is inside a name ("People's
// Republic", "Levi's Stadium") and does not make its owner a name apart.
func (c *corer) nameGenitive(m *mention, i int) bool {
	if c.d.Tokens[i].XPOS != "POS" || i+1 >= m.last {
		return false
	}
	switch strings.ToLower(c.d.Word(i - 1)) {
	case "people", "peoples", "men", "women", "children", "workers", "teachers", "farmers", "veterans", "mothers", "students":
		return true
	}
	return m.identity != "" && strings.Contains(m.identity, spanText(c.d, i-1, i+2))
}

// under tells whether token i hangs on token h, by governors between the two.
func (c *corer) under(i, h int) bool {
	for n := 0; i != h && n < 12; n++ {
		if i = c.d.Tokens[i].Head; i < 0 {
			return false
		}
	}
	return i == h
}

// nestedAt returns the widest mention inside m, smaller than m, that covers
// token i but not m's head, or nil.
func (c *corer) nestedAt(m *mention, i int) *mention {
	var found *mention
	for k := range c.mentions {
		n := &c.mentions[k]
		if n.first <= i && i < n.last && n.first >= m.first && n.last <= m.last &&
			!(n.first <= m.head && m.head < n.last) &&
			(found == nil || n.last-n.first > found.last-found.first) {
			found = n
		}
	}
	return found
}

// nestedFrom returns a mention inside m that begins at token i, or at the
// word behind a determiner there, or nil.
func (c *corer) nestedFrom(m *mention, i int) *mention {
	n := c.nestedAt(m, i)
	if n != nil && n.first == i {
		return n
	}
	return nil
}

// ordinal tells whether token i is a figure such as "3rd" or "321st".
func ordinal(d *doc.Doc, i int) bool {
	w := strings.ToLower(d.Word(i))
	if len(w) < 3 || w[0] < '0' || w[0] > '9' {
		return false
	}
	switch w[len(w)-2:] {
	case "st", "nd", "rd", "th":
		return true
	}
	return false
}

// romanNumeral tells whether w is a number of a ruler or a junior: "II", "XIV".
func romanNumeral(w string) bool {
	return w != "" && w != "I" && strings.Trim(w, "IVX") == ""
}

func isSuffix(w string) bool {
	switch strings.TrimRight(w, ".") {
	case "Jr", "Sr", "II", "III", "IV":
		return true
	}
	return false
}

// isPostnominal tells whether w is an order, degree or office behind a name.
func isPostnominal(w string) bool {
	switch strings.ReplaceAll(w, ".", "") {
	case "OBE", "CBE", "MBE", "DBE", "KBE", "RA", "QC", "KC", "MP", "PhD", "MD", "Esq", "USMC", "USN":
		return true
	}
	return false
}

func isQuote(w string) bool {
	switch w {
	case `"`, "“", "”", "'", "‘", "’", "``", "''":
		return true
	}
	return false
}

func hasLetter(d *doc.Doc, first, last int) bool {
	return first < last && strings.IndexFunc(spanText(d, first, last), unicode.IsLetter) >= 0
}
