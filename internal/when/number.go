package when

import (
	"strconv"
	"strings"
)

// quantity is a number as words or figures give it: the tokens up to next.
type quantity struct {
	n     float64
	vague bool // "several": n is 0
	mod   string
	next  int
	bare  bool // no word for a number is there: "days of fighting"
	a     bool // "a", "an"
}

// figures tells whether a word begins with a digit.
func figures(low string) bool {
	return low != "" && ('0' <= low[0] && low[0] <= '9' || low[0] == '\'' && len(low) > 2 && '0' <= low[1] && low[1] <= '9')
}

// digits returns the number of a word that is written in n digits only, from
// least to most; else false.
func digits(low string, least, most int) (int, bool) {
	if len(low) < least || len(low) > most {
		return 0, false
	}
	n := 0
	for i := range len(low) {
		if low[i] < '0' || low[i] > '9' {
			return 0, false
		}
		n = n*10 + int(low[i]-'0')
	}
	return n, true
}

// decimal reads "14", "2.5" and "1,200".
func decimal(low string) (float64, bool) {
	if !figures(low) || len(low) > 12 {
		return 0, false
	}
	n, err := strconv.ParseFloat(strings.ReplaceAll(low, ",", ""), 64)
	return n, err == nil && n < 1e6
}

// number reads the number at token i: "14", "twenty-one", "a", "a few",
// "several", "two and a half", "three or four".
func (s *scan) number(i int) (quantity, bool) {
	q, ok := s.simple(i)
	if !ok {
		return q, false
	}
	j := q.next
	switch {
	case s.is(j, "and") && s.is(j+1, "a") && s.is(j+2, "half"),
		s.hyphen(j) && s.is(j+1, "and") && s.hyphen(j+2) && s.is(j+3, "a"):
		for !s.is(j, "half") && j < q.next+6 {
			j++
		}
		if s.is(j, "half") {
			q.n, q.next = q.n+0.5, j+1
		}
	case s.is(j, "or", "to", "and") || s.hyphen(j):
		if r, ok := s.simple(j + 1); ok && !r.a && !r.vague && r.n > q.n && s.measured(r.next) {
			q.mod, q.next = "APPROX", r.next
		}
	}
	return q, true
}

// measured tells whether a unit of time stands at token i, or behind a hyphen
// there.
func (s *scan) measured(i int) bool {
	return s.at(i).unit > 0 || s.hyphen(i) && s.at(i+1).unit > 0
}

// simple reads a number without halves and ranges.
func (s *scan) simple(i int) (quantity, bool) {
	w := s.at(i)
	if n, ok := decimal(s.text(i)); ok {
		return quantity{n: n, next: i + 1}, true
	}
	switch {
	case s.is(i, "a", "an"):
		return s.article(i)
	case s.is(i, "half") && s.is(i+1, "a", "an"):
		return quantity{n: 0.5, next: i + 2}, true
	case s.is(i, "half") && s.hyphen(i+1) && s.is(i+2, "a", "an") && s.hyphen(i+3):
		return quantity{n: 0.5, next: i + 4}, true
	case s.is(i, "couple") && s.is(i+1, "of"):
		return quantity{n: 2, next: i + 2}, true
	case w.vague && !s.is(i-1, "as"):
		return quantity{vague: true, next: s.skip(i+1, "of")}, true
	case w.number >= 20 && w.number < 100 && s.hyphen(i+1) && s.at(i+2).number > 0 && s.at(i+2).number < 10:
		return quantity{n: float64(w.number + s.at(i+2).number), next: i + 3}, true
	case w.number >= 20 && w.number < 100 && s.at(i+1).number > 0 && s.at(i+1).number < 10:
		return quantity{n: float64(w.number + s.at(i+1).number), next: i + 2}, true
	case w.number > 0 && s.is(i+1, "hundred"):
		return quantity{n: float64(w.number * 100), next: i + 2}, true
	case w.number > 0:
		return quantity{n: float64(w.number), next: i + 1}, true
	}
	if head, tail, ok := strings.Cut(s.text(i), "-"); ok {
		a, b := s.lex.words[head], s.lex.words[tail]
		if a != nil && b != nil && a.number >= 20 && a.number < 100 && b.number > 0 && b.number < 10 {
			return quantity{n: float64(a.number + b.number), next: i + 1}, true
		}
	}
	return quantity{}, false
}

// article reads "a", "a few", "a couple of", "a dozen", "a half".
func (s *scan) article(i int) (quantity, bool) {
	switch {
	case s.is(i+1, "few", "number", "handful", "series") || s.is(i+1, "good") && s.is(i+2, "few"):
		j := i + 2
		return quantity{vague: true, next: s.skip(s.skip(j, "few"), "of")}, true
	case s.is(i+1, "couple"):
		return quantity{n: 2, next: s.skip(i+2, "of")}, true
	case s.is(i+1, "dozen"):
		return quantity{n: 12, next: i + 2}, true
	case s.is(i+1, "half"):
		return quantity{n: 0.5, next: s.skip(i+2, "-")}, true
	case s.is(i+1, "hundred"):
		return quantity{n: 100, next: i + 2}, true
	}
	return quantity{n: 1, next: i + 1, a: true}, true
}
