package setting

import (
	"fmt"
	"strconv"
	"time"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// counted reads the time of a deed from which another is counted: in "refused on
// Sunday, a day after the rebels signed" the signing was on Saturday. It fails
// where the trigger is not the first verb behind such a phrase or nothing tells
// the day to count from.
func (t tree) counted(e *draft.Event) (draft.When, bool) {
	for i := firstTime(t.d, t.s.First); i < len(t.d.Times) && t.d.Times[i].First < e.Head; i++ {
		x := &t.d.Times[i]
		back, ok := backwards(t.d, x)
		if !ok || !t.firstVerb(x.Last+1, e.Head) {
			continue
		}
		from, how := t.countedFrom(i)
		if from.IsZero() {
			continue
		}
		shift := func(day time.Time) time.Time { return day.AddDate(-back.years, -back.months, -back.days) }
		return draft.When{
			Period: parley.Period{From: shift(from.From), To: shift(from.To), Precision: from.Precision},
			Time:   i, How: fmt.Sprintf("%s %s %s", t.d.Text[t.d.Tokens[x.First].Start:t.d.Tokens[x.Last-1].End], before(back), how),
		}, true
	}
	return draft.When{}, false
}

// distance is how far one day lies before another.
type distance struct{ years, months, days int }

func before(d distance) string {
	if d.years < 0 || d.months < 0 || d.days < 0 {
		return "after"
	}
	return "before"
}

// backwards returns how far the deed behind a phrase such as "three days after"
// lies before what is told; less than nothing for "before".
func backwards(d *doc.Doc, x *doc.Time) (distance, bool) {
	if x.Type != doc.TimeDuration || x.Event == doc.None || x.Last >= len(d.Tokens) {
		return distance{}, false
	}
	back, ok := lengthOf(x)
	switch d.Tokens[x.Last].Lemma {
	case "after":
		return back, ok
	case "before":
		return distance{-back.years, -back.months, -back.days}, ok
	}
	return distance{}, false
}

// longest is the largest number of a unit that is counted with.
const longest = 366

// lengthOf returns how long a duration of one unit is ("P14M"); it fails for one
// that has no number, and for hours.
func lengthOf(x *doc.Time) (distance, bool) {
	if len(x.Value) < 3 {
		return distance{}, false
	}
	n, err := strconv.Atoi(x.Value[1 : len(x.Value)-1])
	if err != nil || n < 1 || n > longest {
		return distance{}, false
	}
	switch x.Value[len(x.Value)-1] {
	case 'D':
		return distance{days: n}, true
	case 'W':
		return distance{days: 7 * n}, true
	case 'M':
		return distance{months: n}, true
	case 'Y':
		return distance{years: n}, true
	}
	return distance{}, false
}

// firstVerb tells whether the trigger is the first verb of the clause that begins
// at token first: nothing but its subject and its auxiliaries stand between.
func (t tree) firstVerb(first, head int) bool {
	if t.d.Tokens[head].UPOS != "VERB" {
		return false
	}
	for i := first; i < head; i++ {
		switch t.d.Tokens[i].UPOS {
		case "VERB", "PUNCT", "SCONJ":
			return false
		}
	}
	return true
}

// countedFrom returns the day that time i is counted from: that of the clause
// before it, else the article's.
func (t tree) countedFrom(i int) (parley.Period, string) {
	for j := i - 1; j >= 0 && t.d.Times[j].First >= t.s.First; j-- {
		x := t.d.Times[j]
		if x.Type == doc.TimeDate && !x.Period.IsZero() && x.Period.From.Equal(x.Period.To) && x.Relation == doc.RelationOn {
			return x.Period, t.d.Text[t.d.Tokens[x.First].Start:t.d.Tokens[x.Last-1].End]
		}
	}
	if p := t.d.Published.Period; !p.IsZero() && p.From.Equal(p.To) {
		return p, "the article's date"
	}
	return parley.Period{}, ""
}

// ahead sets the time of what is planned "over 14 months": from the article's date
// to the end of the term.
func (t tree) ahead(e *draft.Event) {
	pub := t.d.Published.Period
	if e.Status != parley.Planned || pub.From.IsZero() || pub.To.IsZero() {
		return
	}
	for i := firstTime(t.d, t.s.First); i < len(t.d.Times) && t.d.Times[i].First < t.s.Last; i++ {
		x := &t.d.Times[i]
		if x.Type != doc.TimeDuration || !x.Period.IsZero() || !t.during(x) || t.timeCost(i, e.Head) >= 2 {
			continue
		}
		length, ok := lengthOf(x)
		if !ok {
			continue
		}
		e.When = draft.When{
			Period: parley.Period{From: pub.From, To: pub.To.AddDate(length.years, length.months, length.days), Precision: parley.PrecisionVague},
			Time:   i, How: "from the article's date",
		}
		return
	}
}

// during tells whether a length is that of the time in which something is to be
// done. The layer of times takes "over 14 months" for "more than 14 months".
func (t tree) during(x *doc.Time) bool {
	for _, i := range []int{x.First - 1, x.First} {
		if i < t.s.First {
			continue
		}
		switch t.d.Tokens[i].Lemma {
		case "over", "within", "in", "during":
			return true
		}
	}
	return false
}
