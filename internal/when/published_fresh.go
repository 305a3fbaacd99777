package when

// A run of dated months is so many of them, without their years.
const monthsOfRun = 3

// fromFreshness takes a story that is followed month by month up to a part of a
// month or a day ("in mid-May"), with news of a weekday: it was written in that
// month or the next. It is the weakest clue of all, and is used only where the
// others leave a range of a year at most that begins with that part or day.
func (r *reasoner) fromFreshness() {
	const mostDays = 366
	days, _ := solve(r.clues)
	h := days.hull()
	if h.from == openPast || h.to == openFuture || h.to-h.from > mostDays {
		return
	}
	months := 0
	seen := [13]bool{}
	weekday := false
	var last *expr
	for n := range r.d.Sentences {
		for k := range r.inSentence(n) {
			e := &r.exprs[r.ofSentence[n]+k]
			switch {
			case e.kind != kindCalendar || e.year > 0:
			case e.month == 0:
				weekday = weekday || e.weekday > 0 && e.dir == dirNone && e.tense == dirPast && !r.quoted[e.first]
			case r.gone(e) && !r.otherYear(e, n):
				if !seen[e.month] {
					seen[e.month] = true
					months++
				}
				if (e.mod != "" || e.day > 0) && extent(e, yearOfDay(h.from)).from == h.from {
					last = e
				}
			}
		}
	}
	if last == nil || !weekday || months < monthsOfRun {
		return
	}
	from := timeOf(h.from)
	end := dayOf(from.Year(), int(from.Month())+2, 0)
	r.add(rankRecent, until(end), last.first, last.last, "no later day is named than %s: published in that month or the next", r.words(last))
}
