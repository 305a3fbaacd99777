package howmany

import (
	"slices"
	"strings"

	"parley"
	"parley/internal/doc"
)

// Figures from which a number of people is a standing figure: by itself, and
// where it is the size of a force, of prisoners or of the displaced.
const (
	manyPeople = 1000
	somePeople = 100
	someOfKind = 20
	manyThings = 10
)

// readIndicators picks the counts that are standing figures and adds the
// levels that the text tells without a figure.
func (r *reading) readIndicators() {
	for k := range r.counts {
		if rule := r.standing(k); rule != "" {
			r.figure(k, rule)
		}
	}
	for si := range r.d.Sentences {
		s := r.d.Sentences[si]
		for i := s.First; i < s.Last; i++ {
			if l := r.lemmas[i]; l == nil || l.trend == nil {
				continue
			}
			if noun := r.trendAt(i, s); noun != doc.None {
				r.level(i, noun, s)
			}
		}
	}
	slices.SortStableFunc(r.indicators, func(a, b doc.Indicator) int { return a.First - b.First })
}

// figure adds an indicator for count k.
func (r *reading) figure(k int, rule string) {
	c := &r.counts[k]
	s := r.d.Sentences[r.notes[k].sentence]
	ind := doc.Indicator{Count: k, Word: doc.None, First: c.First, Last: c.Last, Rule: rule}
	noun := c.Noun
	if c.Kind == doc.CountTime {
		noun = r.measured(k, s)
	}
	if noun == doc.None {
		ind.What = r.textOf(c.First, c.Last)
	} else {
		first, last := r.what(noun, s)
		if first < c.Last && noun >= c.Last {
			first = min(c.Last, noun)
		} else if first < c.Last {
			first = noun
		}
		ind.What = r.textOf(first, last)
		ind.First, ind.Last = min(ind.First, first), max(ind.Last, last)
		if noun < c.First || c.Kind == doc.CountTime && r.low[c.Last] != "of" {
			ind.First, ind.Last = c.First, c.Last
		}
	}
	ind.AsOf, ind.Place = r.asOf(c.First, s), r.placeOf(c.First, s)
	r.indicators = append(r.indicators, ind)
}

// level adds an indicator that the word at token i tells of the noun.
func (r *reading) level(i, noun int, s doc.Sentence) {
	for k := len(r.indicators) - 1; k >= 0; k-- {
		ind := &r.indicators[k]
		if ind.Last <= s.First || ind.First >= s.Last {
			continue
		}
		over := ind.First <= noun && noun < ind.Last
		switch {
		case ind.Word != doc.None && over:
			return
		case ind.Count == doc.None:
		case r.counts[ind.Count].Kind == doc.CountShare && over:
			return
		case r.counts[ind.Count].Kind == doc.CountTime && r.measured(ind.Count, s) == noun:
			return // "stalled for eight years" is told already
		}
	}
	first, last := r.what(noun, s)
	ind := doc.Indicator{Count: doc.None, Word: i, First: min(first, i), Last: max(last, i+1), What: r.textOf(first, last),
		AsOf: r.asOf(i, s), Place: r.placeOf(i, s), Rule: r.lemmas[i].trend.id}
	r.indicators = append(r.indicators, ind)
}

// measured returns what lasts so long: the subject or object of the verb that
// the length of time belongs to, the noun behind "of", or None.
func (r *reading) measured(k int, s doc.Sentence) int {
	c := &r.counts[k]
	if c.Noun == doc.None {
		return doc.None
	}
	if c.Last < s.Last {
		switch r.low[c.Last] {
		case "of":
			return r.complement(c.Noun, c.Last, s)
		case "after", "since":
			return doc.None
		}
	}
	h := r.d.Tokens[c.Noun].Head
	if h < s.First || h >= s.Last {
		return doc.None
	}
	if r.d.Tokens[h].UPOS == "NOUN" {
		return h
	}
	return r.child(h, s, func(i int, t *doc.Token) bool {
		return (t.Deprel == "nsubj" || t.Deprel == "nsubj:pass") && (t.UPOS == "NOUN" || t.UPOS == "PROPN") && i != c.Noun
	})
}

// standing returns the rule by which count k is a standing figure, or
// nothing.
func (r *reading) standing(k int) string {
	c := &r.counts[k]
	s := r.d.Sentences[r.notes[k].sentence]
	switch c.Kind {
	case doc.CountShare:
		return "indicator.share"
	case doc.CountTime:
		if r.lasting(c, s) {
			return "indicator.time"
		}
	case doc.CountOrdinal:
		if c.Low >= 2 && r.stateOf(c.Noun) == stateUnit && r.kindOf(c.Noun) == unitThing && r.isStep(c.Noun) {
			return "indicator.rank"
		}
	case doc.CountPeople:
		return r.standingPeople(k, s)
	case doc.CountThings:
		return r.standingThings(c, s)
	}
	return ""
}

// isStep reports whether the noun is a step of a process, whose rank tells
// how far it is.
func (r *reading) isStep(i int) bool {
	switch r.d.Tokens[i].Lemma {
	case "round", "phase", "stage":
		return true
	}
	return false
}

func (r *reading) stateOf(i int) string {
	if i < 0 || r.lemmas[i] == nil {
		return ""
	}
	return r.lemmas[i].state
}

// standingPeople tells sizes of forces, of prisoners and of the displaced,
// and totals of a war, from the people of a single event.
func (r *reading) standingPeople(k int, s doc.Sentence) string {
	c := &r.counts[k]
	if c.PartOf != doc.None || c.High == 0 || c.Attackers {
		return ""
	}
	size := c.High
	if size >= doc.Unbounded {
		size = c.Low
	}
	switch c.Outcome {
	case doc.Killed, doc.Injured, doc.Casualties, doc.Missing:
		if size >= someOfKind && r.cumulative(c, s) {
			return "indicator.total"
		}
		return ""
	case doc.Displaced, doc.Freed, doc.Captured, doc.Surrender:
		if size >= somePeople {
			return "indicator.people"
		}
		return ""
	case doc.Escaped:
		return ""
	}
	state := r.stateOf(c.Noun) == statePeople
	switch {
	case size >= manyPeople, state && size >= someOfKind, size >= 2 && r.inState(c, s) && (state || size >= someOfKind):
		return "indicator.people"
	}
	return ""
}

// inState reports whether the people of c are the subject or object of a
// verb of state: "remain", "are stationed".
func (r *reading) inState(c *doc.Count, s doc.Sentence) bool {
	if c.Noun == doc.None {
		return false
	}
	t := &r.d.Tokens[c.Noun]
	if t.Head < s.First || t.Head >= s.Last {
		return false
	}
	return r.stateOf(t.Head) == stateVerb
}

// standingThings tells numbers of provinces, rounds or violations from the
// things of a single event.
func (r *reading) standingThings(c *doc.Count, s doc.Sentence) string {
	if c.Low < 2 || c.Rule == "compound" {
		return ""
	}
	if c.First > s.First && c.Low <= 3 {
		switch r.low[c.First-1] {
		case "the", "both", "these", "those", "its", "their":
			return ""
		}
	}
	if c.Word == "both" {
		return ""
	}
	switch r.stateOf(c.Noun) {
	case stateUnit:
		if !c.Vague {
			return "indicator.things"
		}
	case stateIncident:
		if c.Low >= manyThings || c.Low >= 3 && r.cumulative(c, s) {
			return "indicator.things"
		}
	}
	return ""
}

// cumulative reports whether the clause sums up a time: "since May", "so far
// this year", "in the past month", "the war has".
func (r *reading) cumulative(c *doc.Count, s doc.Sentence) bool {
	if c.Cause != doc.None && r.warSubject(c.Cause, s) {
		return true
	}
	for i := max(s.First, c.First-14); i < min(s.Last, c.Last+18); i++ {
		switch r.low[i] {
		case "since", "overall", "altogether":
			return true
		case "so":
			if i+1 < s.Last && r.low[i+1] == "far" {
				return true
			}
		case "year", "month", "months", "years", "weeks", "conflict", "war", "decade", "decades":
			if i > s.First && (r.low[i-1] == "this" || r.low[i-1] == "past" || r.low[i-1] == "last" || r.low[i-1] == "the" && i >= c.Last) {
				return true
			}
		}
	}
	return false
}

// warSubject reports whether a war or the like is the subject of the verb at
// token i: "the war has killed".
func (r *reading) warSubject(i int, s doc.Sentence) bool {
	return r.child(i, s, func(k int, t *doc.Token) bool {
		if t.Deprel != "nsubj" {
			return false
		}
		switch t.Lemma {
		case "war", "conflict", "insurgency", "uprising", "rebellion", "crackdown":
			return true
		}
		return false
	}) != doc.None
}

// lasting reports whether a length of time measures a state or a term: "took
// nearly four years", "for 19 years", "within 14 months".
func (r *reading) lasting(c *doc.Count, s doc.Sentence) bool {
	switch c.Unit {
	case "second", "minute", "hour", "morning", "night", "weekend", "season":
		return false
	}
	if c.High <= 1 && c.Word == "" && c.Unit != "year" && c.Unit != "month" {
		return false // "in one night"
	}
	if r.lastVerb(c, s) {
		return true
	}
	if c.Last < s.Last {
		switch r.low[c.Last] {
		case "ago", "earlier", "before", "old":
			return false
		case "since", "long", "of":
			return true
		case "after", "later":
			return c.Word != "" // "only four days after": the length is the point, not the date
		}
	}
	if strings.HasPrefix(c.Word, "over") {
		return true
	}
	if c.Last < s.Last && (r.low[c.Last] == "from" || r.low[c.Last] == "when") {
		return false
	}
	i, ahead := c.First-1, false
	for i >= s.First && (r.low[i] == "next" || r.low[i] == "coming" || ahead && r.low[i] == "the") {
		i, ahead = i-1, true
	}
	if i < s.First {
		return false
	}
	switch r.low[i] {
	case "for", "over", "within", "in", "after", "lasting":
		return true
	}
	return false
}

// lastVerb reports whether c is what a verb of lasting takes: "took nearly
// four years".
func (r *reading) lastVerb(c *doc.Count, s doc.Sentence) bool {
	if c.Noun == doc.None {
		return false
	}
	t := &r.d.Tokens[c.Noun]
	return t.Head >= s.First && t.Head < s.Last && r.stateOf(t.Head) == stateLast && t.Deprel != "nsubj"
}

// asOf returns the period at which what stands at token i holds: that of the
// nearest date of the sentence, or zero.
func (r *reading) asOf(i int, s doc.Sentence) parley.Period {
	best, at := parley.Period{}, -1
	for k := r.timeAt(s.First); k < len(r.d.Times) && r.d.Times[k].First < s.Last; k++ {
		t := &r.d.Times[k]
		if t.Period.IsZero() || t.Type != doc.TimeDate && t.Type != doc.TimeTime {
			continue
		}
		if gap := max(t.First-i, i-t.Last); at < 0 || gap < at {
			best, at = t.Period, gap
		}
	}
	return best
}

// placeOf returns the index in Places of the place of the sentence that is
// nearest to token i, or None.
func (r *reading) placeOf(i int, s doc.Sentence) int {
	best, at := doc.None, -1
	for k, p := range r.d.Places {
		if p.First >= s.Last {
			break
		}
		if p.First < s.First || p.Use != doc.UseLocation {
			continue
		}
		gap := p.First - i
		if gap < 0 {
			gap = i - p.Last
		}
		if best == doc.None || gap < at {
			best, at = k, gap
		}
	}
	return best
}
