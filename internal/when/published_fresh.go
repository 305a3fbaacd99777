package when

// monthsOfRun is how many months a story tells of without their years to be
// one that is followed month by month, and monthsAfter how many after the last
// of them it can still be published in. Of 28 articles of MUC (1988-91) that
// name three or more, all were; one month after, 25 of them.
const (
	monthsOfRun = 3
	monthsAfter = 2
)

// fromFreshness takes a story that is followed month by month: it was written
// soon after the last month that it tells of. It is the weakest clue of all,
// and is used only where the others leave a range of a year at most.
func (r *reasoner) fromFreshness() {
	const mostDays = 366
	days, _ := solve(r.clues)
	h := days.hull()
	if h.from == openPast || h.to == openFuture || h.to-h.from > mostDays {
		return
	}
	var seen [13]bool
	months := 0
	var last *expr
	lastDay := h.from
	for n := range r.d.Sentences {
		for k := range r.inSentence(n) {
			e := &r.exprs[r.ofSentence[n]+k]
			if e.kind != kindCalendar || e.year > 0 || e.month == 0 || !r.gone(e) || r.otherYear(e, n) {
				continue
			}
			if !seen[e.month] {
				seen[e.month] = true
				months++
			}
			if from := extent(e, yearOfDay(h.from)).from; last == nil || from > lastDay {
				last, lastDay = e, from
			}
		}
	}
	if last == nil || months < monthsOfRun || lastDay < h.from-31 {
		return
	}
	from := timeOf(max(lastDay, h.from))
	end := dayOf(from.Year(), int(from.Month())+monthsAfter+1, 0)
	r.add(rankRecent, until(end), last.first, last.last, "told month by month up to %s: published soon after", r.words(last))
}
