package when

import (
	"fmt"

	"parley/internal/doc"
)

// reasoner gathers the clues of one document.
type reasoner struct {
	*dating
	d     *doc.Doc
	s     *stream
	exprs []expr
	// ofSentence holds the index of the first expression of each sentence, and
	// the end.
	ofSentence []int
	quoted     []bool // tokens between quotation marks
	clues      []clue
	held       []held            // the clues that rest on offices, while they are gathered
	best       [maxPast]pastDate // the latest past dates with a year
}

// reasoned works out a range from what the text mentions, together with what
// notes show of the date.
func (dt *dating) reasoned(d *doc.Doc, exprs []expr, notes []shownDate) doc.Published {
	r := &reasoner{dating: dt, d: d, s: dt.words.read(d), exprs: exprs}
	r.index()
	r.fromDates()
	r.fromOffices()
	r.fromEvents()
	r.onDays()
	r.fromElections()
	r.fromFooters()
	month, hasMonth := r.fromMonthShown(notes)
	for _, n := range notes {
		if n.year == 0 && n.month > 0 && n.day > 0 {
			if p, ok := r.yearless(n); ok {
				return p
			}
			break
		}
	}
	if hasMonth {
		days, kept := solve(r.clues)
		return doc.Published{Period: days.hull().period(), Basis: month.basis, Reasons: reasons(kept)}
	}
	r.fromFreshness()
	days, kept := solve(r.clues)
	if len(kept) == 0 {
		return doc.Published{Basis: doc.BasisNone}
	}
	p := days.hull().period()
	if p.IsZero() {
		return doc.Published{Basis: doc.BasisNone} // a month of no known year
	}
	return doc.Published{Period: p, Basis: doc.BasisReasoned, Reasons: reasons(kept)}
}

// fromMonthShown takes the first date shown that has a year, if there is one:
// those with a day have been taken already.
func (r *reasoner) fromMonthShown(notes []shownDate) (shownDate, bool) {
	for _, n := range notes {
		if s, ok := n.days(); ok {
			r.clues = append(r.clues, clue{spans{s}, rankShown, basisWords(n.basis), at(n.evidence, n.written)})
			return n, true
		}
	}
	return shownDate{}, false
}

// at returns the evidence with the bytes of a date in it.
func at(e doc.Evidence, w written) doc.Evidence {
	return doc.Evidence{In: e.In, Line: e.Line, Start: e.Start + w.start, End: e.Start + w.end}
}

// index sorts the expressions to their sentences and marks what is quoted.
func (r *reasoner) index() {
	r.ofSentence = make([]int, 0, len(r.d.Sentences)+1)
	next := 0
	for _, s := range r.d.Sentences {
		for next < len(r.exprs) && r.exprs[next].first < s.First {
			next++
		}
		r.ofSentence = append(r.ofSentence, next)
	}
	r.ofSentence = append(r.ofSentence, len(r.exprs))
	r.quoted = make([]bool, len(r.d.Tokens))
	open, paragraph := false, -1
	for _, s := range r.d.Sentences {
		if s.Paragraph != paragraph {
			open, paragraph = false, s.Paragraph
		}
		for i := s.First; i < s.Last; i++ {
			switch r.d.Word(i) {
			case "“", "``":
				open = true
			case "”", "''":
				open = false
			case `"`:
				open = !open
			}
			r.quoted[i] = open
		}
	}
}

// inSentence returns the expressions of a sentence.
func (r *reasoner) inSentence(n int) []expr {
	return r.exprs[r.ofSentence[n]:max(r.ofSentence[n], r.ofSentence[n+1])]
}

// evidence returns the bytes of tokens [first, last).
func (r *reasoner) evidence(first, last int) doc.Evidence {
	return doc.Evidence{In: doc.PartText, Start: r.d.Tokens[first].Start, End: r.d.Tokens[last-1].End}
}

// add puts a clue with the words of tokens [first, last) down.
func (r *reasoner) add(k rank, set spans, first, last int, format string, args ...any) {
	if len(set) == 0 {
		return
	}
	r.clues = append(r.clues, clue{set, k, fmt.Sprintf(format, args...), r.evidence(first, last)})
}

// since and until are the days from or up to a day.
func since(day int) spans { return spans{{day, openFuture}} }
func until(day int) spans { return spans{{openPast, day}} }

// Years of which articles are looked for, where only the calendar tells.
const (
	roundFirst = 1980
	roundLast  = 2050
)

// round is the union of what each year allows; before the first year and after
// the last it rules out nothing.
func round(allow func(year int) (span, bool)) spans {
	all := make([]span, 0, roundLast-roundFirst+1)
	for y := roundFirst; y <= roundLast; y++ {
		if s, ok := allow(y); ok {
			all = append(all, s)
		}
	}
	out := united(all)
	if len(out) > 0 {
		out[0].from, out[len(out)-1].to = openPast, openFuture
	}
	return out
}

// yearless works out the year of a date of publication that is shown without
// it. Where several years fit, the period runs from the first to the last day
// that fits.
func (r *reasoner) yearless(n shownDate) (doc.Published, bool) {
	day := func(y int) (int, bool) {
		if !exists(y, n.month, n.day) {
			return 0, false
		}
		d := dayOf(y, n.month, n.day)
		return d, n.weekday == 0 || weekdayOf(d) == n.weekday
	}
	// Clues hold for the day of writing, which may be next to the day shown.
	const near = 2
	fits := round(func(y int) (span, bool) {
		d, ok := day(y)
		return span{d - near, d + near}, ok
	})
	shows := basisWords(n.basis) + ", without the year"
	r.clues = append(r.clues, clue{fits, rankShown, shows, at(n.evidence, n.written)})
	r.fromFirstWeekday(n)
	days, kept := solve(r.clues)
	var all []span
	for y := roundFirst; y <= roundLast; y++ {
		if d, ok := day(y); ok && len(days.and(spans{{d - near, d + near}})) > 0 {
			all = append(all, span{d, d})
		}
	}
	ends := days.hull()
	if len(all) == 0 || ends.from == openPast && ends.to == openFuture {
		return doc.Published{}, false
	}
	hull := span{all[0].from, all[len(all)-1].to}
	if ends.from == openPast {
		hull.from = openPast
	}
	if ends.to == openFuture {
		hull.to = openFuture
	}
	return doc.Published{Period: hull.period(), Basis: n.basis, Reasons: reasons(kept)}, true
}
