package howmany

import (
	"math"
	"strconv"
	"strings"

	"parley/internal/doc"
)

// ranged widens n to a range where a second number follows: "10-15", "10 to
// 15", "between 10 and 15", "two or three". It returns false where the figures
// are none of amount, such as "2016-17" or a telephone number.
func (r *reading) ranged(n number, s doc.Sentence) (number, bool) {
	if n.last+1 >= s.Last || n.class != classUnit {
		return n, true
	}
	join := r.low[n.last]
	hyphen := isHyphen(join)
	between := n.first > s.First && r.low[n.first-1] == "between" && join == "and"
	if !hyphen && !between && join != "to" && join != "or" {
		return n, true
	}
	m, ok := r.simple(n.last+1, s.Last)
	if !ok || m.class != classUnit {
		return n, true
	}
	if w := r.words[n.last+1]; w != nil && w.role == roleArticle && !m.vague {
		return n, true // "five or a dozen" are two numbers
	}
	if m.scale > 1 && n.scale == 1 && n.value < m.value/m.scale {
		n.low, n.high, n.value = n.low*m.scale, n.high*m.scale, n.value*m.scale
	}
	switch {
	case hyphen && !r.attached(n.last):
		return n, true // a dash between two clauses
	case hyphen && (m.high <= n.low || n.plain && isYear(n.value) || r.goesOn(m.last, s)):
		n.last = m.last
		return n, false
	case m.high <= n.low, join == "to" && r.changes(n.first, s):
		return n, true
	}
	if n.first > s.First && (r.low[n.first-1] == "between" || join == "to" && r.low[n.first-1] == "from") {
		n.first--
	}
	n.high, n.last = m.high, m.last
	n.vague = n.vague || m.vague
	n.digits, n.plain = n.digits && m.digits, false
	if m.word != "" {
		n.word = strings.TrimSpace(n.word + " " + join + " " + m.word)
	}
	return n, true
}

// goesOn reports whether a hyphen and more figures follow at token i, as in
// a date or a telephone number.
func (r *reading) goesOn(i int, s doc.Sentence) bool {
	return i+1 < s.Last && isHyphen(r.low[i]) && r.attached(i) && startsWithDigit(r.low[i+1])
}

// changes reports whether "from 8 to 12" before token i tells of a change,
// whose ends are two figures, and not of a range.
func (r *reading) changes(i int, s doc.Sentence) bool {
	if i == s.First || r.low[i-1] != "from" {
		return false
	}
	for j := i - 2; j >= max(s.First, i-8); j-- {
		if l := r.lemmas[j]; l != nil && l.trend != nil {
			return true
		}
	}
	return false
}

// oneIn reads "one in five" and "nine out of ten" as a share.
func (r *reading) oneIn(n number, end int) (number, bool) {
	i := n.last
	if n.class != classUnit || n.vague || i+1 >= end {
		return n, false
	}
	out := i+2 < end && r.low[i] == "out" && r.low[i+1] == "of"
	switch {
	case out:
		i += 2
	case r.low[i] == "in" && n.value == 1:
		i++
	default:
		return n, false
	}
	if i < end && r.low[i] == "every" {
		i++
	}
	m, ok := r.simple(i, end)
	if !ok || m.class != classUnit || m.vague || m.value <= n.value || m.plain && isYear(m.value) {
		return n, false
	}
	if m.value > 10 && m.value != 100 && m.value != 1000 || r.kindOf(m.last) == unitTime {
		return n, false
	}
	n.class, n.last = classFraction, m.last
	n.value = round1(100 * n.value / m.value)
	n.low, n.high = n.value, n.value
	return n, true
}

// qualify applies the qualifiers before and after n, and takes them in.
func (r *reading) qualify(n *number, s doc.Sentence) {
	if n.class == classOrdinal {
		return
	}
	for k := range 2 {
		q, first, ok := r.before(n.first, s.First)
		if !ok || first < s.First || k > 0 && prepositions[q.text] {
			break
		}
		n.apply(q)
		n.first = first
		n.word = strings.TrimSpace(q.text + " " + n.word)
	}
	if n.last < s.Last && r.words[n.last] != nil {
		for _, q := range r.words[n.last].after {
			if r.matches(q, n.last, s.Last) {
				n.apply(q)
				n.last += len(q.words)
				n.word = strings.TrimSpace(n.word + " " + strings.TrimPrefix(q.text, "- "))
				break
			}
		}
	}
}

// before returns the qualifier that ends just before token i, and its first
// token.
func (r *reading) before(i, first int) (qualifier, int, bool) {
	if i <= first || r.words[i-1] == nil {
		return qualifier{}, 0, false
	}
	for _, q := range r.words[i-1].before {
		if at := i - len(q.words); at >= first && r.matches(q, at, i) && r.qualifies(q, at, i) {
			return q, at, true
		}
	}
	return qualifier{}, 0, false
}

// qualifies sorts out prepositions of place and time that look like a
// qualifier: "over 14 months" without a word that asks for a length is the
// time in which something happens, "under two agreements" no bound.
func (r *reading) qualifies(q qualifier, at, i int) bool {
	if len(q.words) > 1 {
		return true
	}
	if !prepositions[q.text] {
		return true
	}
	tok := &r.d.Tokens[at]
	if q.text == "over" && r.kindOf(r.nounAfter(i)) == unitTime {
		return at == 0 || lengthBefore[r.low[at-1]] || r.laterFollows(i)
	}
	if tok.UPOS == "ADV" {
		return true
	}
	if i+1 < len(r.low) && r.low[i] == "a" && (r.low[i+1] == "few" || r.low[i+1] == "couple" || r.low[i+1] == "handful") {
		return false // "around a few houses" is where
	}
	return q.text != "under" || tok.Deprel != "case" || r.kindOf(r.nounAfter(i)) != "" || r.groupOf(r.nounAfter(i)) != ""
}

// prepositions are the qualifiers that are prepositions of place too.
var prepositions = map[string]bool{
	"over": true, "under": true, "above": true, "below": true, "around": true, "about": true,
}

// laterFollows reports whether "later", "ago" or the like stands behind the
// unit of time after token i: "over a year later".
func (r *reading) laterFollows(i int) bool {
	j := r.nounAfter(i) + 1
	if j >= len(r.low) {
		return false
	}
	switch r.low[j] {
	case "later", "ago", "after", "before", "since", "old":
		return true
	}
	return false
}

// lengthBefore are words that ask for a length of time: "for over two years".
var lengthBefore = map[string]bool{
	"for": true, "in": true, "after": true, "took": true, "take": true, "takes": true, "lasted": true, "last": true,
	"lasting": true, "within": true, "of": true, "just": true, "well": true, "spent": true,
}

// nounAfter returns the first noun within six tokens from i, or -1.
func (r *reading) nounAfter(i int) int {
	for j := i; j < min(len(r.low), i+6); j++ {
		if r.d.Tokens[j].UPOS == "NOUN" {
			return j
		}
	}
	return doc.None
}

// matches reports whether the words of q stand from token i on, before end.
func (r *reading) matches(q qualifier, i, end int) bool {
	if i < 0 || i+len(q.words) > end {
		return false
	}
	for k, w := range q.words {
		if r.low[i+k] != w && !(w == "-" && isHyphen(r.low[i+k])) {
			return false
		}
	}
	return true
}

// apply bounds n as the qualifier says.
func (n *number) apply(q qualifier) {
	if q.low == 0 {
		n.low, n.open = 1, true
		if n.class != classUnit || n.high < 1 {
			n.low = 0
		}
	} else {
		n.low *= q.low
	}
	if q.high == 0 || n.high >= doc.Unbounded {
		n.high = doc.Unbounded
	} else {
		n.high *= q.high
	}
}

// whole rounds the bounds outwards to whole numbers: people and things come
// whole. Figures that are printed with a fraction stay as they are.
func (n *number) whole() {
	if n.value != math.Trunc(n.value) {
		return
	}
	n.low, n.high = math.Floor(n.low+1e-9), math.Ceil(n.high-1e-9)
}

// form is how a token writes a number in figures.
type form int

const (
	formNone form = iota
	formPlain
	formGrouped // 1,200
	formDecimal
	formOrdinal // 4th
)

// parseFigures reads one token of figures.
func parseFigures(s string) (float64, form) {
	digits := len(s)
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && c != ',' && c != '.' {
			digits = i
			break
		}
	}
	body, tail := s[:digits], s[digits:]
	times, f := 1.0, formPlain
	switch tail {
	case "":
	case "st", "nd", "rd", "th":
		f = formOrdinal
	case "k":
		times, f = 1000, formGrouped
	case "m", "mn":
		times, f = 1e6, formGrouped
	case "bn":
		times, f = 1e9, formGrouped
	default:
		return 0, formNone
	}
	whole, decimals, dotted := strings.Cut(body, ".")
	if strings.Contains(whole, ",") {
		groups := strings.Split(whole, ",")
		for i, g := range groups {
			last := i == len(groups)-1
			if len(g) > 3 || len(g) == 0 || last && len(g) != 3 || i > 0 && len(g) < 2 {
				return 0, formNone // Indian groups have two figures: "1,50,000"
			}
		}
		whole = strings.Join(groups, "")
		f = max(f, formGrouped)
	}
	if dotted {
		if decimals == "" || strings.ContainsAny(decimals, ".,") || f == formOrdinal {
			return 0, formNone
		}
		whole += "." + decimals
		f = max(f, formDecimal)
	}
	if len(whole) > 2 && whole[0] == '0' && !dotted {
		return 0, formNone // a time of day or a code
	}
	v, err := strconv.ParseFloat(whole, 64)
	if err != nil || len(whole) > 13 {
		return 0, formNone
	}
	return v * times, f
}

func isHyphen(s string) bool { return s == "-" || s == "–" || s == "‑" }

func isYear(v float64) bool { return v >= 1800 && v < 2100 && v == math.Trunc(v) }

// isSuffix reports whether a scale word is an abbreviation, which stands
// behind figures only.
func isSuffix(s string) bool { return len(s) <= 3 && s != "" }

func round1(v float64) float64 { return math.Round(v*10) / 10 }

// phrase returns the words of tokens [i, j) in lower case.
func (r *reading) phrase(i, j int) string { return strings.Join(r.low[i:j], " ") }
