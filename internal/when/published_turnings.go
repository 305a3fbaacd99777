package when

import "strings"

// fromEvents takes the agreements and turning points that the text mentions.
func (r *reasoner) fromEvents() {
	var met []int32
	for n := range r.d.Sentences {
		met = met[:0]
		for i := r.s.at[n]; i < r.s.at[n+1]; i++ {
			if r.s.ids[i] == 0 {
				continue
			}
		events:
			for _, k := range r.turnings.first[r.s.ids[i]] {
				for _, m := range met {
					if m == k {
						continue events
					}
				}
				e := &r.turnings.events[k]
				if e.kind == turnElection || !r.opens(e, i, r.s.at[n+1]) {
					continue
				}
				met = append(met, k)
				if e.among(r.s, r.s.at[n], r.s.at[n+1]) {
					r.event(e, n, i)
				}
			}
		}
	}
}

// opens tells whether an alternative of the event's first group stands at word i.
func (r *reasoner) opens(e *turning, i, to int) bool {
	if i > 0 && r.among(i-1, r.cues.compound) {
		return false // "South Sudan" is not Sudan
	}
	for _, words := range e.groups[0] {
		if r.s.has(i, to, words) {
			return true
		}
	}
	return false
}

// event takes an event whose words stand in sentence n, the first at word i.
func (r *reasoner) event(t *turning, n, i int) {
	from, to := r.s.at[n], r.s.at[n+1]
	if t.kind == turnWar {
		r.age(t, n)
	}
	set, e, fits := r.timeOfEvent(t, n)
	if e != nil && !fits && (t.kind != turnNamed || e.year > 0 && e.year < yearOfDay(t.from)) {
		return // it is dated otherwise: another event
	}
	switch {
	case fits || t.kind == turnNamed:
	case t.kind == turnDated || t.kind == turnWar:
		return
	case !r.s.any(from, to, r.cues.done) || r.s.any(from, to, r.cues.planned):
		return
	}
	first, last := r.namedAt(t, n, i)
	r.add(rankEvent, since(t.from), first, last, "published after %s (%s)", t.name, t.day())
	if set != nil {
		r.add(rankSame, set, e.first, e.last, "%s (%s), told as of %s", t.name, t.day(), r.words(e))
	}
}

// namedAt returns the tokens [first, last) that name an event whose first group
// stands at word i: from the first to the last word of its groups, or the one
// word if they stand far apart.
func (r *reasoner) namedAt(t *turning, n, i int) (first, last int) {
	const most = 16
	from, to := r.s.at[n], r.s.at[n+1]
	lo, hi := i, i+1
	for _, group := range t.groups {
		for _, words := range group {
			k := r.s.find(max(from, i-most), min(to, i+most), words)
			if k >= 0 {
				lo, hi = min(lo, k), max(hi, k+len(words))
				break
			}
		}
	}
	if hi-lo > most {
		lo, hi = i, i+1
	}
	return int(r.s.tokens[lo]), int(r.s.tokens[hi-1]) + 1
}

// timeOfEvent compares the times of a sentence with an event: e is one that
// can be its time, and fits tells whether it is. set is when the article was
// written if so, nil if that tells no more than that it came after.
func (r *reasoner) timeOfEvent(t *turning, n int) (set spans, e *expr, fits bool) {
	list := r.inSentence(n)
	for k := range list {
		x := &list[k]
		if s, ok, is := r.when(t, x, n); is {
			if ok {
				return s, x, true
			}
			if e == nil {
				e = x
			}
		}
	}
	return nil, e, false
}

// when tells whether x is a time that an event can have (is), whether it is
// the event's (ok), and when the article was written if so.
func (r *reasoner) when(t *turning, x *expr, n int) (set spans, ok, is bool) {
	from, to := timeOf(t.from), timeOf(t.to)
	if t.kind == turnWar {
		to = from
	}
	switch {
	case x.month > 0 && x.kind == kindOffset && x.unit == unitYear && x.dir == dirPast && x.n >= 1 && x.n < 50: // "February last year"
		if x.month < int(from.Month()) || x.month > int(to.Month()) {
			return nil, false, true
		}
		year := from.Year() + int(x.n)
		return spans{{dayOf(year, 1, 1), dayOf(year, 12, 31)}}, true, true
	case x.kind == kindCalendar && x.year > 0:
		in := x.year >= from.Year() && x.year <= to.Year()
		if in && x.month == 0 {
			return nil, false, false // it may be of something else in that year
		}
		return nil, in && x.month >= int(from.Month()) && x.month <= int(to.Month()), true
	case x.kind == kindCalendar && x.month > 0:
		if x.month < int(from.Month()) || x.month > int(to.Month()) || x.day > 0 && t.from == t.to && abs(x.day-from.Day()) > 1 {
			return nil, false, x.tense == dirPast
		}
		if x.tense != dirPast && r.planned(x, n) {
			return nil, false, false
		}
		return r.afterMonth(t, x, n), true, true
	}
	return nil, false, false
}

// age takes "the 18-year war": the article is of about that year of the war.
// Round numbers are too rough, and a war that is over keeps its number.
func (r *reasoner) age(t *turning, n int) {
	const year, before, behind = 365, 345, 460
	for k := range r.inSentence(n) {
		x := &r.exprs[r.ofSentence[n]+k]
		years := int(x.n)
		if x.kind != kindDuration || x.unit != unitYear || x.vague || years < 2 || years%10 == 0 {
			continue
		}
		w := r.wordAt(n, x.last)
		if !r.s.any(w, min(w+3, r.s.at[n+1]), r.cues.war) {
			continue
		}
		day := t.from + years*year
		set := spans{{day - before, day + behind}}
		if t.to > t.from {
			set = since(min(day-before, t.to))
		}
		r.add(rankWar, set, x.first, x.last, "%s began on %s", t.name, timeOf(t.from).Format("2 January 2006"))
		return
	}
}

// onDays takes days and months that are those of an event whose words stand
// in the document, some of them in the sentence.
func (r *reasoner) onDays() {
	for n := range r.d.Sentences {
		for k := range r.inSentence(n) {
			x := &r.exprs[r.ofSentence[n]+k]
			if x.kind != kindCalendar || x.day == 0 || x.month == 0 || x.year > 0 || !r.gone(x) || r.otherYear(x, n) {
				continue
			}
			for _, i := range r.turnings.onDay[x.month*100+x.day] {
				t := &r.turnings.events[i]
				if t.kind == turnElection || r.s.groups(t.groups, r.s.at[n], r.s.at[n+1]) == 0 ||
					r.s.groups(t.groups, 0, len(r.s.ids)) < len(t.groups) {
					continue
				}
				day := span{t.from, t.from}
				r.add(rankSame, spans{{t.from, sameYear(day)}}, x.first, x.last, "%s (%s), told as of %s",
					t.name, timeOf(t.from).Format("2 January 2006"), r.words(x))
			}
		}
	}
}

func abs(n int) int { return max(n, -n) }

// planned tells whether a word of planning stands close before x.
func (r *reasoner) planned(x *expr, n int) bool {
	const close = 6
	w := r.wordAt(n, x.first)
	return r.s.any(max(r.s.at[n], w-close), w, r.cues.planned)
}

// afterMonth is when an article was written that gives an event's month or day
// without its year, or with "last year" behind it.
func (r *reasoner) afterMonth(t *turning, x *expr, n int) spans {
	year := yearOfDay(t.from)
	if r.lastYear(x, n) {
		return spans{{dayOf(year+1, 1, 1), dayOf(year+1, 12, 31)}}
	}
	if x.dir != dirNone {
		return spans{{t.from, t.to + 400}}
	}
	e := extent(x, year)
	if x.day == 0 && x.mod == "" {
		return spans{{e.to + 1, sameYear(e)}}
	}
	return spans{{t.from, sameYear(e)}}
}

// lastYear tells whether "last year" is a part of x or follows it.
func (r *reasoner) lastYear(x *expr, n int) bool {
	for _, o := range r.inSentence(n) {
		if near := o.first - x.last; near >= 0 && near <= 2 && o.kind == kindOffset && o.unit == unitYear && o.dir == dirPast && o.n <= 1 {
			return true
		}
	}
	words := strings.ToLower(r.words(x))
	return strings.HasSuffix(words, "last year") || strings.HasSuffix(words, "previous year")
}
