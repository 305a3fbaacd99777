package process

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"time"
	"unicode"

	"parley"
	"parley/data"
	"parley/internal/process/term"
)

// terms reads lengths of time out of the words of deadlines.
type terms struct {
	units   map[string]term.Length
	numbers map[string]int
	class   map[string]string
}

// reading is a term as words give it.
type reading struct {
	length term.Length // of whole days, months or years
	signed bool        // the words say that it runs from the signing
}

const termsFile = "process/terms.tsv"

// newTerms reads data/process/terms.tsv and the number words.
func newTerms(fsys fs.FS) (*terms, error) {
	t := &terms{units: map[string]term.Length{}, numbers: map[string]int{}, class: map[string]string{}}
	rows, err := data.Rows(fsys, termsFile, 3)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		word, class := r.Cells[0], r.Cells[1]
		t.class[word] = class
		switch class {
		case "unit":
			length, ok := term.Parse(r.Cells[2])
			if !ok {
				return nil, fmt.Errorf("%s:%d: %q is no length of time", termsFile, r.Line, r.Cells[2])
			}
			t.units[word] = length
		case "anchor", "generic", "end", "fixed":
		default:
			return nil, fmt.Errorf("%s:%d: no class %q", termsFile, r.Line, class)
		}
	}
	const numbers = "howmany/numbers.tsv"
	if rows, err = data.Rows(fsys, numbers, 4); err != nil {
		return nil, err
	}
	for _, r := range rows {
		if class := r.Cells[1]; class != "unit" && class != "ten" && class != "exact" {
			continue
		}
		n, err := strconv.Atoi(r.Cells[2])
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", numbers, r.Line, err)
		}
		t.numbers[r.Cells[0]] = n
	}
	t.numbers["a"], t.numbers["an"] = 1, 1
	return t, nil
}

// read returns the term that words give ("within the next 14 months", "135 days
// after signing"); false for a day, and for what has no number ("in the coming weeks").
func (t *terms) read(text string) (reading, bool) {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	var found reading
	n, counted := 0, false
	for _, w := range words {
		switch {
		case t.class[w] == "fixed" || len(w) == 4 && isNumber(w):
			return reading{}, false
		case t.class[w] == "anchor":
			found.signed = true
		}
		if unit, ok := t.unit(w); ok {
			if counted {
				found.length.Years += unit.Years * n
				found.length.Months += unit.Months * n
				found.length.Days += unit.Days * n
			}
			n, counted = 0, false
			continue
		}
		if v, ok := t.number(w); ok {
			if v < 10 && n >= 20 && n%10 == 0 && n < 100 {
				v += n // "twenty-one"
			}
			n, counted = v, true
		}
	}
	return found, found.length != (term.Length{})
}

// unit returns the length of a word in either number.
func (t *terms) unit(w string) (term.Length, bool) {
	if l, ok := t.units[w]; ok {
		return l, true
	}
	l, ok := t.units[strings.TrimSuffix(w, "s")]
	return l, ok
}

// mostTerm is the largest count that is taken for a term.
const mostTerm = 1000

func (t *terms) number(w string) (int, bool) {
	if isNumber(w) {
		n, err := strconv.Atoi(w)
		return n, err == nil && n <= mostTerm
	}
	n, ok := t.numbers[w]
	return n, ok
}

func isNumber(w string) bool {
	_, err := strconv.ParseUint(w, 10, 32)
	return err == nil
}

// ends reports whether a deadline is the end of a state ("until", "for three
// days") rather than the day by which something is to be done.
func (t *terms) ends(text string) bool {
	first, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(text)), " ")
	return t.class[first] == "end"
}

// due returns the deadline of one telling, reckoned anew where it is a term: from
// the day of the agreement's signing, else from the day on which it was promised,
// else from the article's date. rank says how firm the ground is, the less the firmer.
func (t *terms) due(d *Digest, a *parley.Agreement) (due *parley.Date, rank int) {
	if d.Deadline == nil {
		return nil, 0
	}
	due, rank = t.reckon(d, a)
	if t.ends(d.Deadline.Text) {
		end := *due
		end.How = strings.TrimSuffix(endHow+", "+end.How, ", ")
		due = &end
	}
	return due, rank
}

// How a deadline was found begins with one of these where a state is promised and
// not a deed: it is the state's end or its beginning.
const (
	endHow   = "its end"
	startHow = "its beginning"
)

// reckon is due but for what a deadline is the end of.
func (t *terms) reckon(d *Digest, a *parley.Agreement) (due *parley.Date, rank int) {
	read, ok := t.read(d.Deadline.Text)
	switch {
	case !ok && d.Deadline.To.IsZero():
		return d.Deadline, rankOpen
	case !ok:
		return d.Deadline, rankDay
	case a != nil && known(a.Signed):
		return after(d, read.length, a.Signed.Period, "the signing"), rankSigned
	case known(d.Made):
		return after(d, read.length, d.Made.Period, "the promise"), rankMade
	case !d.Published.From.IsZero() && !d.Published.To.IsZero():
		return after(d, read.length, d.Published, "the article's date"), rankArticle
	}
	return d.Deadline, rankOpen
}

// isTerm reports whether a deadline is a length of time and no day.
func (l *Ledger) isTerm(d *parley.Date) bool {
	if d == nil {
		return false
	}
	_, ok := l.terms.read(d.Text)
	return ok
}

// The grounds of a deadline, the firmest first.
const (
	rankSigned = iota + 1
	rankDay
	rankMade
	rankArticle
	rankOpen
)

// after reckons a term from a day, or from days of which one is the first.
func after(d *Digest, length term.Length, from parley.Period, what string) *parley.Date {
	day := string(parley.DayOf(from.From))
	if !from.From.Equal(from.To) {
		day += " to " + string(parley.DayOf(from.To))
	}
	return &parley.Date{
		Period: parley.Period{From: from.From, To: term.After(from.To, length), Precision: parley.PrecisionDay},
		Text:   d.Deadline.Text, How: "reckoned from the day of " + what + ", " + day,
	}
}

// AsOf returns the status of u on a day: a pending undertaking whose deadline is
// past is lapsed, and how many days it is overdue; 0 where it is not. What is
// under way, partly met or disputed keeps its status and is overdue all the same;
// what was met, broken, refused or withdrawn is not. Nobody is late with a state: it
// lapses with its end ("a truce until 1 May"), and its beginning is no deadline.
func AsOf(u parley.Undertaking, on time.Time) (status parley.CommitmentStatus, overdue int) {
	if u.Deadline == nil || u.Deadline.To.IsZero() || !day(on).After(u.Deadline.To) {
		return u.Status, 0
	}
	if strings.HasPrefix(u.Deadline.How, startHow) {
		return u.Status, 0
	}
	if strings.HasPrefix(u.Deadline.How, endHow) {
		if u.Status == parley.Pending || u.Status == parley.UnderWay {
			return parley.Lapsed, 0
		}
		return u.Status, 0
	}
	late := int(day(on).Sub(u.Deadline.To) / (24 * time.Hour))
	switch u.Status {
	case parley.Pending:
		return parley.Lapsed, late
	case parley.UnderWay, parley.PartlyMet, parley.Disputed, parley.Lapsed:
		return u.Status, late
	}
	return u.Status, 0
}
