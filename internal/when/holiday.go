package when

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"time"

	"parley/data"
	"parley/internal/doc"
)

// naming is a name of a holiday, in the tokens that it is cut into.
type naming struct {
	words  []string
	behind string // must follow, and is no part of the name
	id     string
}

// loadHolidays reads holidays.tsv.
func loadHolidays(lex *lexicon, fsys fs.FS) error {
	const file = "when/holidays.tsv"
	rows, err := data.Rows(fsys, file, 4)
	if err != nil {
		return err
	}
	for _, r := range rows {
		f, err := newFeast(r.Cells[0], r.Cells[1], r.Cells[2])
		if err != nil {
			return fmt.Errorf("data file %s:%d: %w", file, r.Line, err)
		}
		lex.feasts[f.id] = f
		for _, name := range strings.Split(r.Cells[3], ", ") {
			name, behind, _ := strings.Cut(name, " + ")
			words := nameWords(name)
			lex.word(words[0]).holiday = true
			lex.holidays[words[0]] = append(lex.holidays[words[0]], naming{words, behind, f.id})
		}
	}
	for _, f := range lex.feasts {
		for _, id := range f.other {
			if o := lex.feasts[id]; o == nil || o.rule == "either" {
				return fmt.Errorf("data file %s: holiday %s names %q", file, f.id, id)
			}
		}
	}
	return nil
}

// nameWords cuts a name as the tokenizer would: at blanks, at hyphens and
// before 's.
func nameWords(name string) []string {
	name = strings.ReplaceAll(strings.ToLower(name), "-", " - ")
	name = strings.ReplaceAll(name, "'s", " 's")
	return strings.Fields(name)
}

// newFeast reads the rule of a holiday.
func newFeast(id, rule, days string) (*feast, error) {
	words := strings.Fields(rule)
	n, err := strconv.Atoi(days)
	if err != nil || len(words) == 0 || id == "" {
		return nil, fmt.Errorf("holiday %q: days %q, rule %q", id, days, rule)
	}
	f := &feast{id: id, rule: words[0], days: n}
	args := words[1:]
	numbers := func(cells ...*int) {
		if len(args) != len(cells) {
			err = fmt.Errorf("rule %q: %d numbers, want %d", rule, len(args), len(cells))
			return
		}
		for i, c := range cells {
			if *c, err = strconv.Atoi(args[i]); err != nil {
				return
			}
		}
	}
	switch f.rule {
	case "fixed", "islamic", "hebrew":
		args = strings.Split(strings.Join(args, " "), "-")
		numbers(&f.a, &f.b)
	case "easter", "orthodox":
		numbers(&f.a)
	case "nth":
		numbers(&f.a, &f.b, &f.nth)
	case "either":
		f.other = args
	case "once":
		var t time.Time
		t, err = time.Parse(time.DateOnly, strings.Join(args, " "))
		f.dates = []time.Time{t}
	case "dated":
	default:
		err = fmt.Errorf("rule %q", rule)
	}
	return f, err
}

// loadHolidayDates reads holiday_dates.tsv.
func loadHolidayDates(lex *lexicon, fsys fs.FS) error {
	const file = "when/holiday_dates.tsv"
	rows, err := data.Rows(fsys, file, 2)
	if err != nil {
		return err
	}
	for _, r := range rows {
		f := lex.feasts[r.Cells[0]]
		t, err := time.Parse(time.DateOnly, r.Cells[1])
		if err != nil || f == nil || f.rule != "dated" {
			return fmt.Errorf("data file %s:%d: %q, %q", file, r.Line, r.Cells[0], r.Cells[1])
		}
		f.dates = append(f.dates, t)
	}
	return nil
}

// matchHoliday finds a holiday with the year that may stand on either side:
// "Eid al-Fitr", "Ramadan 2019", "the month of Ramadan".
func (s *scan) matchHoliday(i int) (expr, bool) {
	j, year := i, 0
	if y, ok := s.yearNumber(i); ok && s.at(i+1).holiday {
		j, year = i+1, y
	} else if s.is(i, "the") {
		for k := i + 1; k < i+5; k++ {
			if s.is(k, "month", "feast", "festival") && s.is(k+1, "of") {
				j = k + 2
			}
		}
	}
	if !s.at(j).holiday {
		return expr{}, false
	}
	e := newExpr(i, 0, kindCalendar, doc.TimeDate, "")
	for _, n := range s.lex.holidays[s.text(j)] {
		end := j + len(n.words)
		if end > e.last && s.spells(j, n.words) && (n.behind == "" || s.is(end, n.behind) || s.is(end+1, n.behind)) {
			e.last, e.holiday, e.rule = j+len(n.words), n.id, "holiday."+n.id
		}
	}
	if e.last == 0 || !s.capital(j) && !figures(s.text(j)) || s.is(e.last, "island", "islands") {
		return e, false
	}
	k := s.skip(e.last, "in", "of", ",")
	if y, ok := s.yearNumber(k); ok && year == 0 && !s.counts(k) {
		year, e.last = y, k+1
	}
	e.year = year
	return e, true
}
