package when

import (
	"slices"

	"parley/internal/doc"
)

// clue is one reason for a range of days. A surer clue has a higher rank.
type clue struct {
	set   spans
	rank  rank
	shows string
	// at is where the words stand.
	at doc.Evidence
}

// rank orders clues: those that contradict the others are given up from the
// weakest.
type rank int

const (
	rankRecent  rank = iota + 1 // news is fresh
	rankWeekday                 // a weekday near a dateline without its year
	rankFooter
	rankWar    // "the 18-year war"
	rankAsOf   // figures are fresh
	rankBeyond // a year that is written out is not this one
	rankSame   // a month without its year is of this one
	rankOffice // who is in office
	rankMonth  // the calendar round from a month
	rankFuture // what lies ahead has not come
	rankElect
	rankTerm // who has come into office
	rankEvent
	rankLeap
	rankPast  // what is told has been
	rankShown // what the article shows of its date
)

// solve intersects the clues, the surest first. One that leaves no day is
// given up. It returns the days, and the clues that narrowed them down, the
// surest first.
func solve(clues []clue) (spans, []clue) {
	slices.SortStableFunc(clues, func(a, b clue) int { return int(b.rank - a.rank) })
	clues = withoutOutliers(clues)
	days := everyDay()
	var kept []clue
	for _, c := range clues {
		next := days.and(c.set)
		if len(next) == 0 || slices.Equal(next, days) {
			continue
		}
		days = next
		kept = append(kept, c)
	}
	return days, needed(kept, days)
}

// withoutOutliers takes out clues, sure as they may seem, that contradict two
// others or more which agree with each other: a misread year would else rule
// out all the rest.
func withoutOutliers(clues []clue) []clue {
	for {
		worst, most := -1, 1
		for i := range clues {
			n := 0
			for j := range clues {
				if clues[j].rank > rankBeyond && i != j && clues[i].set.apart(clues[j].set) {
					n++
				}
			}
			if n > most {
				worst, most = i, n
			}
		}
		if worst < 0 {
			return clues
		}
		clues = slices.Delete(slices.Clone(clues), worst, worst+1)
	}
}

// needed leaves out clues without which the days stay the same.
func needed(clues []clue, days spans) []clue {
	for i := len(clues) - 1; i >= 0 && len(clues) > 1; i-- {
		without := everyDay()
		for j, c := range clues {
			if j != i {
				without = without.and(c.set)
			}
		}
		if slices.Equal(without, days) {
			clues = slices.Delete(clues, i, i+1)
		}
	}
	return clues
}

// reasons turns clues into the document's reasons. What the calendar repeats
// every year is given for the years that the surer clues leave.
func reasons(clues []clue) []doc.Reason {
	var out []doc.Reason
	days := everyDay()
	for _, c := range clues {
		days = days.and(c.set)
		alone := c.set.hull()
		if alone.from == openPast && alone.to == openFuture && len(days) > 0 {
			alone = days.hull()
		}
		out = append(out, doc.Reason{Evidence: c.at, Shows: c.shows, Period: alone.period()})
	}
	return out
}
