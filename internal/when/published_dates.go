package when

import (
	"strings"

	"parley"
	"parley/internal/doc"
)

// pastDate is a day before which the article cannot have been written.
type pastDate struct{ day, first, last int }

// maxPast is how many different past dates are kept: the latest ones.
const maxPast = 3

// fromDates takes what the dated mentions of the text show.
func (r *reasoner) fromDates() {
	for n := range r.d.Sentences {
		for i := range r.inSentence(n) {
			e := &r.exprs[r.ofSentence[n]+i]
			if e.kind != kindCalendar || e.holiday != "" {
				continue
			}
			switch ahead := r.ahead(e, n); {
			case e.year >= firstYear && e.year <= lastYear:
				r.fromYear(e, n, ahead)
			case e.year == 0 && e.month > 0 && !r.otherYear(e, n):
				r.fromMonth(e, n, ahead)
			}
		}
	}
	for _, p := range r.best {
		if p.last > 0 {
			r.add(rankPast, since(p.day), p.first, p.last, "published after %s, which it tells of", timeOf(p.day).Format("2 January 2006"))
		}
	}
}

// wordAt returns the first word of the stream that stands in token or behind
// it, from word on of the sentence at n.
func (r *reasoner) wordAt(n, token int) int {
	lo, hi := r.s.at[n], r.s.at[n+1]
	for lo < hi {
		if mid := (lo + hi) / 2; int(r.s.tokens[mid]) < token {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// ahead tells whether an expression may lie in the future: by the tense of its
// clause, or by a word of planning close before it.
func (r *reasoner) ahead(e *expr, n int) bool {
	return e.tense == dirFuture || e.dir == dirFuture || r.planned(e, n)
}

// sentenceOf returns the sentence of a token.
func (r *reasoner) sentenceOf(token int) int {
	lo, hi := 0, len(r.d.Sentences)-1
	for lo < hi {
		if mid := (lo + hi + 1) / 2; r.d.Sentences[mid].First <= token {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return lo
}

// otherYear tells that the year of a month is given beside it ("in February
// last year").
func (r *reasoner) otherYear(e *expr, n int) bool {
	if e.dir != dirNone {
		return true
	}
	for _, o := range r.inSentence(n) {
		if near := o.first - e.last; near >= 0 && near <= 2 && o.kind == kindOffset && o.unit == unitYear {
			return true
		}
	}
	return false
}

// extent returns the days of an expression in a year.
func extent(e *expr, year int) span {
	switch {
	case e.month > 0 && e.day > 0:
		if !exists(year, e.month, e.day) {
			return span{dayOf(year, e.month, 1), dayOf(year, e.month+1, 0)}
		}
		d := dayOf(year, e.month, e.day)
		return span{d, d}
	case e.month > 0:
		return partOf(e.mod, span{dayOf(year, e.month, 1), dayOf(year, e.month+1, 0)})
	case e.quarter > 0:
		return span{dayOf(year, 3*e.quarter-2, 1), dayOf(year, 3*e.quarter+1, 0)}
	case e.half > 0:
		return span{dayOf(year, 6*e.half-5, 1), dayOf(year, 6*e.half+1, 0)}
	}
	return partOf(e.mod, span{dayOf(year, 1, 1), dayOf(year, 12, 31)})
}

// partOf cuts a span to its beginning, middle or end, where mod says so.
func partOf(mod string, s span) span {
	n := s.to - s.from + 1
	switch mod {
	case "START":
		s.to = s.from + n/3
	case "MID":
		s.from, s.to = s.from+n/2, s.to-n/3
	case "END":
		s.from = s.to - n/3
	}
	return s
}

// fromYear takes a date with its year: what has happened comes before the
// article, what is to come behind.
func (r *reasoner) fromYear(e *expr, n int, ahead bool) {
	x := extent(e, e.year)
	if e.yearTo > e.year {
		x.to = dayOf(e.yearTo, 12, 31)
	}
	switch {
	case r.promised(e, n):
		r.add(rankFuture, until(x.to), e.first, e.last, "published before the end of %s, which lies ahead", r.words(e))
		return
	case ahead || !r.told(e, n):
		return
	}
	r.past(pastDate{x.from, e.first, e.last})
	if r.asOf(e, n) {
		r.add(rankAsOf, spans{{x.from, plus(x.to, asOfDays)}}, e.first, e.last, "figures as of %s are the newest", r.words(e))
		r.fromRelease(e, n, x)
	}
	// "So far", "of 2007", a quarter and the perfect are used of the year that
	// is under way too; a plain past with "in" hardly is.
	if e.tense == dirPast && !e.perfect && e.month+e.quarter+e.half == 0 && e.mod == "" && r.low(e.first-1) == "in" {
		r.add(rankBeyond, since(dayOf(e.year+1, 1, 1)), e.first, e.last, "%s is written out, so it is not the year of publication", r.words(e))
	}
}

// low returns a token in small letters, "" for none.
func (r *reasoner) low(i int) string {
	if i < 0 || i >= len(r.d.Tokens) {
		return ""
	}
	return strings.ToLower(r.d.Word(i))
}

// promised tells whether a date with a year is of something that is announced:
// it follows a preposition, and "will" or a plan in the present stands in the
// clause before it. What is quoted may have been said long ago.
func (r *reasoner) promised(e *expr, n int) bool {
	if r.quoted[e.first] || e.tense == dirPast {
		return false
	}
	switch r.low(e.first - 1) {
	case "by", "in", "on", "until", "before":
	default:
		return false
	}
	const close = 14
	w := r.wordAt(n, e.first)
	for i := w - 1; i >= max(r.s.at[n], w-close); i-- {
		switch {
		case r.s.ids[i] == r.cues.comma[0] || r.among(i, r.cues.past):
			return false
		case r.among(i, r.cues.will):
			return true
		}
	}
	return false
}

// asOfDays is how long figures are given as the newest.
const asOfDays = 456

// told tells whether a date with a year is of something that has been: in a
// clause of the past or behind "since", and neither a time of day ("at 2000")
// nor the name of something that may be planned ("the 2020 elections").
func (r *reasoner) told(e *expr, n int) bool {
	before := r.low(e.first - 1)
	if before == "at" || e.first == r.d.Sentences[n].First && e.day == 0 && r.low(e.last) != "," {
		return false
	}
	w := r.wordAt(n, e.last)
	if e.month == 0 && r.d.Tokens[e.last-1].Deprel != "" && before != "in" && before != "since" && before != "from" &&
		before != "during" && before != "late" && before != "early" && before != "of" && before != "(" {
		return r.s.any(w, min(w+3, r.s.at[n+1]), r.cues.happened)
	}
	if before == "since" {
		return true
	}
	if e.tense != dirPast {
		return r.asOf(e, n) || e.day > 0 && e.tense == dirThis && before == ","
	}
	from := r.wordAt(n, e.first)
	return !r.s.any(max(r.s.at[n], from-3), from, r.cues.plannable)
}

// past notes a past date; the latest few are kept.
func (r *reasoner) past(p pastDate) {
	for i, q := range r.best {
		if q.last > 0 && q.day == p.day {
			return
		}
		if q.last == 0 || q.day < p.day {
			copy(r.best[i+1:], r.best[i:])
			r.best[i] = p
			return
		}
	}
}

// words returns the words of an expression.
func (r *reasoner) words(e *expr) string {
	return r.d.Text[r.d.Tokens[e.first].Start:r.d.Tokens[e.last-1].End]
}

// asOf tells whether "as of" stands before an expression.
func (r *reasoner) asOf(e *expr, n int) bool {
	w := r.wordAt(n, e.first)
	return r.s.any(max(r.s.at[n], w-3), w, r.cues.asOf)
}

// fromRelease takes a month without a year in which figures came out that are
// as of the time x: it is the first such month behind x.
func (r *reasoner) fromRelease(asOf *expr, n int, x span) {
	for k := max(0, n-1); k <= min(n+1, len(r.d.Sentences)-1); k++ {
		for i := range r.inSentence(k) {
			e := &r.exprs[r.ofSentence[k]+i]
			if e.kind != kindCalendar || e.year > 0 || e.month == 0 || r.tenseOf(e) != dirPast || r.otherYear(e, k) ||
				!r.s.any(r.s.at[k], r.s.at[k+1], r.cues.data) {
				continue
			}
			year := yearOfDay(x.to)
			if extent(e, year).to <= x.to {
				year++
			}
			out := extent(e, year)
			r.add(rankSame, spans{{out.from, sameYear(out)}}, e.first, e.last,
				"figures as of %s came out in %s, so that was in %d", r.words(asOf), r.words(e), year)
		}
	}
}

// fromFooters takes the year of a copyright line that was dropped: pages are
// not older than their footer, and articles not younger than their page.
func (r *reasoner) fromFooters() {
	if r.d.Article == nil {
		return
	}
	for i, line := range r.d.Article.Dropped {
		if line.Why != parley.WhyCopyright {
			continue
		}
		c := cutter{&r.calendar, pieces(line.Text)}
		year, at := 0, 0
		for k := range c.ps {
			if y := newsYear(c.year(k, false)); y > year {
				year, at = y, k
			}
		}
		if year > 0 {
			r.clues = append(r.clues, clue{until(dayOf(year, 12, 31)), rankFooter, "published by the year of the copyright",
				doc.Evidence{In: doc.PartDropped, Line: i, Start: c.ps[at].start, End: c.ps[at].end}})
		}
	}
}
