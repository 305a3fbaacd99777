package resolve

import (
	"parley"
)

// Voice is a figure of the killed or the injured as one speaker of one article
// gives it, or a speaker's denial of the event.
type Voice struct {
	// By is the speaker as in parley.Account; empty for the article itself.
	By string
	// For is the name of the party spoken for; empty if none or not known.
	For  string
	Sort Sort
	// Outcome is outcomeKilled or outcomeInjured; outcomeDenied for a denial, which
	// has no figure.
	Outcome string
	// Group is who are counted, as in parley.Toll; empty for people of any kind.
	Group  string
	Figure Figure
}

// The outcomes of voices.
const (
	outcomeKilled  = "killed"
	outcomeInjured = "injured"
	outcomeDenied  = "denied"
)

// Sort is who speaks, from the least to the most to be trusted with a figure.
// data/resolve/voices.tsv tells the sorts apart by words.
type Sort uint8

// The sorts of voices.
const (
	// SortEnemy is a party that speaks of losses of its enemy.
	SortEnemy Sort = iota
	// SortOther is a party that speaks of its own losses, a witness, or somebody
	// who is not known.
	SortOther
	// SortArticle is the article's own voice, unless a party to the war wrote it.
	SortArticle
	// SortOfficial is an authority: a ministry, the police, a governor.
	SortOfficial
	// SortNeutral is somebody with a count of their own and no side: a hospital,
	// the United Nations, the Red Cross, a monitor.
	SortNeutral
)

// voicesOf returns who gives a figure for the killed and the injured that Killed
// and Injured of the event sum up, and who denies the event.
func (s *summing) voicesOf(e *parley.Event) []Voice {
	var out []Voice
	out = s.figures(out, e, outcomeKilled, figureOf(e.Killed))
	out = s.figures(out, e, outcomeInjured, figureOf(e.Injured))
	for i := range e.Accounts {
		if a := &e.Accounts[i]; a.Stance == "denies" {
			out = append(out, Voice{By: a.Speaker, For: a.For, Sort: s.sortOf(e, a, ""), Outcome: outcomeDenied})
		}
	}
	if s.isPartisan(e) {
		for i := range out {
			if out[i].Sort == SortArticle {
				out[i].Sort = SortEnemy
			}
		}
	}
	return out
}

// figures adds the voices of one outcome: accounts, then the article's own
// figures, as far as they lie within the event's bounds (others are parts), then
// the bounds themselves where no voice gives them.
func (s *summing) figures(out []Voice, e *parley.Event, outcome string, sum Figure) []Voice {
	if !sum.Known {
		return out
	}
	first := len(out)
	add := func(v Voice) {
		if !within(v.Figure, sum) {
			return
		}
		for i := first; i < len(out); i++ {
			if out[i] == v {
				return
			}
		}
		out = append(out, v)
	}
	for i := range e.Tolls {
		t := &e.Tolls[i]
		if t.By == "" && counted(e, t, outcome) {
			add(Voice{Sort: SortArticle, Outcome: outcome, Group: t.Group, Figure: figureOf(&t.Range)})
		}
	}
	for i := range e.Accounts {
		a := &e.Accounts[i]
		r := a.Killed
		if outcome == outcomeInjured {
			r = a.Injured
		}
		if f := figureOf(r); f.Known {
			group := groupOf(e, outcome, func(t *parley.Toll) bool { return t.By == a.Speaker })
			v := Voice{By: a.Speaker, For: a.For, Sort: s.sortOf(e, a, group), Outcome: outcome, Group: group, Figure: f}
			if a.Stance == "denies" {
				// The figure that is denied is somebody else's, whom nobody names.
				v.By, v.For, v.Sort = "", "", SortEnemy
			}
			add(v)
		}
	}
	return s.addBounds(out, first, e, outcome, sum)
}

// addBounds adds a voice for a bound of the sum that nobody in out[first:] gives:
// that of the toll with the number, else of all tolls together.
func (s *summing) addBounds(out []Voice, first int, e *parley.Event, outcome string, sum Figure) []Voice {
	low, high := sum.bounds()
	if sum.Vague {
		if len(out) == first {
			out = append(out, Voice{Sort: SortArticle, Outcome: outcome, Figure: sum})
		}
		return out
	}
	for _, bound := range []int32{low, high} {
		told := false
		for i := first; i < len(out) && !told; i++ {
			a, b := out[i].Figure.bounds()
			told = !out[i].Figure.Vague && a <= bound && bound <= b
		}
		if !told {
			v := Voice{Sort: SortArticle, Outcome: outcome, Figure: Figure{Low: bound, High: bound, Known: true}}
			s.attribute(&v, e, bound)
			out = append(out, v)
		}
	}
	return out
}

// attribute names the speaker and the group of a bound, as far as all tolls with
// its number, or, where there is none, all tolls of the outcome, have the same.
func (s *summing) attribute(v *Voice, e *parley.Event, bound int32) {
	exact := func(t *parley.Toll) bool { return figureOf(&t.Range).value() == bound }
	of := func(*parley.Toll) bool { return true }
	for i := range e.Tolls {
		if t := &e.Tolls[i]; counted(e, t, v.Outcome) && exact(t) {
			of = exact
		}
	}
	v.Group = groupOf(e, v.Outcome, of)
	by, found := "", false
	for i := range e.Tolls {
		t := &e.Tolls[i]
		if !counted(e, t, v.Outcome) || !of(t) {
			continue
		}
		if found && t.By != by {
			return
		}
		by, found = t.By, true
	}
	for i := range e.Accounts {
		if a := &e.Accounts[i]; by != "" && a.Speaker == by {
			v.By, v.For, v.Sort = by, a.For, s.sortOf(e, a, v.Group)
			return
		}
	}
}

// counted tells whether a toll is one that the event's sum may hold.
func counted(e *parley.Event, t *parley.Toll, outcome string) bool {
	return t.Outcome == outcome && !t.Part && (!t.Attackers || e.Mode == parley.ModeClash)
}

// groupOf is the group of all tolls of a kind, empty where they differ.
func groupOf(e *parley.Event, outcome string, of func(*parley.Toll) bool) string {
	group, found := "", false
	for i := range e.Tolls {
		t := &e.Tolls[i]
		if !counted(e, t, outcome) || !of(t) {
			continue
		}
		if found && t.Group != group {
			return ""
		}
		group, found = t.Group, true
	}
	return group
}

// openHigh stands for the high end of "at least 28".
const openHigh = 1<<31 - 1

// bounds returns the lowest and the highest number that the figure says is
// printed: "at least 28" is 28 and 28.
func (f Figure) bounds() (low, high int32) {
	low, high = max(f.Low, 0), f.High
	if high == noEnd {
		high = low
	}
	return low, max(low, high)
}

// interval returns the numbers that the figure allows.
func (f Figure) interval() (low, high int32) {
	low, high = max(f.Low, 0), f.High
	if high == noEnd {
		high = openHigh
	}
	return low, high
}

// value is the number that stands for the figure: the lower bound of "at least
// 28" and of "dozens", the middle of "about 24".
func (f Figure) value() int32 {
	low, high := f.bounds()
	if f.Vague || f.High == noEnd {
		return low
	}
	if f.Low == noEnd {
		return high
	}
	return low + (high-low)/2
}

// within tells whether the figure can be one of those that sum bounds.
func within(f, sum Figure) bool {
	low, high := sum.bounds()
	if f.High == noEnd {
		return f.Low >= low && f.Low <= high
	}
	a, b := f.interval()
	return a <= high && b >= low
}
