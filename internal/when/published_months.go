package when

import "parley/internal/doc"

// sameYear returns the last day on which a day or month of the past is likely
// to be given without its year: the end of the year, or eight months on.
func sameYear(x span) int {
	const months = 240
	return max(dayOf(yearOfDay(x.from), 12, 31), x.to+months)
}

// fromMonth takes a month or day without its year: the year is the one in
// which the article was written, or the next or the last if that is close.
func (r *reasoner) fromMonth(e *expr, n int, ahead bool) {
	if e.day == 0 && r.d.Tokens[e.first].UPOS == "AUX" {
		return // "may"
	}
	if e.day > 0 && e.weekday > 0 {
		r.fromWeekdayDate(e)
	}
	if e.month == 2 && e.day == 29 {
		r.add(rankLeap, round(func(y int) (span, bool) {
			d := dayOf(y, 2, 29)
			return span{d - 120, d + 330}, exists(y, 2, 29)
		}), e.first, e.last, "a 29 February: a leap year")
	}
	switch {
	case ahead:
		if r.strictlyBefore(e) || r.promised(e, n) {
			r.fromComing(e)
		}
	case r.strictlyBefore(e) && e.tense != dirPast:
		r.fromComing(e)
	case r.gone(e):
		r.fromGone(e)
	}
}

// gone tells whether a month or day without its year is of something that has
// been: it follows a preposition in a clause of the past, with no infinitive
// between ("agreed to meet on 20 February").
func (r *reasoner) gone(e *expr) bool {
	if r.tenseOf(e) != dirPast || r.quoted[e.first] {
		return false
	}
	i := e.first - 1
	if r.low(i) == "the" && e.day > 0 {
		i--
	}
	switch r.low(i) {
	case "in", "on", "since", "from", "late", "early", "during", "last":
	default:
		return false
	}
	const close = 9
	for k := i - 1; k >= max(r.d.Sentences[r.sentenceOf(e.first)].First, i-close); k-- {
		if r.d.Tokens[k].XPOS == "TO" && k+1 < i && r.d.Tokens[k+1].UPOS == "VERB" {
			return false // also of what used to be every year
		}
	}
	return true
}

// tenseOf returns the tense of an expression's clause; that of the sentence's
// first verb where the expression opens the sentence and the parser hung it up
// elsewhere.
func (r *reasoner) tenseOf(e *expr) direction {
	s := r.d.Sentences[r.sentenceOf(e.first)]
	if e.tense != dirNone || e.first > s.First+2 {
		return e.tense
	}
	for i := e.last; i < s.Last; i++ {
		switch r.d.Tokens[i].XPOS {
		case "VBD", "VBN":
			return dirPast
		case "MD", "VBZ", "VBP", "VB":
			return dirNone
		}
	}
	return dirNone
}

// fromGone takes a month or day of the past without its year.
func (r *reasoner) fromGone(e *expr) {
	set := round(func(y int) (span, bool) {
		x := extent(e, y)
		switch {
		case e.day > 0:
			return span{x.from, sameYear(x)}, exists(y, e.month, e.day)
		case e.mod != "" || e.relation != doc.RelationOn:
			return span{x.from, sameYear(x)}, true
		}
		return span{x.to + 1, sameYear(x)}, true
	})
	r.add(rankMonth, set, e.first, e.last, "published after %s of its year", r.words(e))
}

// fromComing takes a month or day that lies ahead, without its year.
func (r *reasoner) fromComing(e *expr) {
	const ahead = 330
	strict := r.strictlyBefore(e)
	set := round(func(y int) (span, bool) {
		x := extent(e, y)
		if strict {
			x.to--
		}
		return span{x.to - ahead, x.to}, e.day == 0 || exists(y, e.month, e.day)
	})
	r.add(rankFuture, set, e.first, e.last, "published before %s, which lies ahead", r.words(e))
}

// strictlyBefore tells whether "before" opens the clause or the phrase of a
// date ("before it leaves office on 20 January").
func (r *reasoner) strictlyBefore(e *expr) bool {
	const close = 7
	n := r.sentenceOf(e.first)
	w := r.wordAt(n, e.first)
	from := max(r.s.at[n], w-close)
	for i := w - 1; i >= from; i-- {
		if r.s.ids[i] == r.cues.comma[0] {
			return false
		}
		for _, p := range r.cues.before {
			if r.s.has(i, w, p) {
				return e.tense == dirThis || e.tense == dirFuture || i >= w-3
			}
		}
	}
	return false
}

// fromWeekdayDate takes a weekday with a day and month: it rules out the years
// in which they do not fall together. Such dates are close to the article's.
func (r *reasoner) fromWeekdayDate(e *expr) {
	const near = 240
	set := round(func(y int) (span, bool) {
		if !exists(y, e.month, e.day) {
			return span{}, false
		}
		d := dayOf(y, e.month, e.day)
		return span{d - near, d + near}, weekdayOf(d) == e.weekday
	})
	r.add(rankLeap, set, e.first, e.last, "%s: the year is one in which they fall together", r.words(e))
}

// fromFirstWeekday takes a weekday of the first sentences to be the day of a
// dateline or one of the two days before.
func (r *reasoner) fromFirstWeekday(n shownDate) {
	const sentences, back = 2, 2
	for k := range min(sentences, len(r.d.Sentences)) {
		for i := range r.inSentence(k) {
			e := &r.exprs[r.ofSentence[k]+i]
			if e.kind != kindCalendar || e.weekday == 0 || e.day > 0 || e.month > 0 || e.dir != dirNone || e.tense != dirPast {
				continue
			}
			set := round(func(y int) (span, bool) {
				if !exists(y, n.month, n.day) {
					return span{}, false
				}
				d := dayOf(y, n.month, n.day)
				ago := (weekdayOf(d) - e.weekday + 7) % 7
				return span{d - 2, d + 2}, ago <= back
			})
			r.add(rankWeekday, set, e.first, e.last, "%s is the day shown or just before it", r.words(e))
			return
		}
	}
}
