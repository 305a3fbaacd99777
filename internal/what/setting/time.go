package setting

import (
	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// most is the cost above which a time is that of something else.
const most = 4.0

// ownTime sets e.When to the time of the event's own clause.
func (f *Finder) ownTime(t tree, e *draft.Event) {
	if w, ok := t.counted(e); ok {
		e.When = w
		return
	}
	best, least := doc.None, most
	for i := firstTime(t.d, t.s.First); i < len(t.d.Times) && t.d.Times[i].First < t.s.Last; i++ {
		if !f.canDate(t.d, &t.d.Times[i], e) {
			continue
		}
		if c := t.timeCost(i, e.Head); c < least {
			best, least = i, c
		}
	}
	if best == doc.None {
		t.ahead(e)
		return
	}
	p, how := span(t.d, best, e)
	if p.IsZero() {
		return
	}
	if j := t.joined(best, e); j != doc.None {
		p = together(p, t.d.Times[best], t.d.Times[j])
	}
	e.When = draft.When{Period: p, Time: best, How: how}
}

// canDate tells whether a time can be that of the event by itself: its days
// are known, and it is no deadline of what happened and no habit.
func (f *Finder) canDate(d *doc.Doc, x *doc.Time, e *draft.Event) bool {
	if x.Period.IsZero() || x.Type == doc.TimeSet {
		return false
	}
	told := e.Status == parley.Happened || e.Status == parley.Alleged || e.Status == parley.Denied || e.Status == ""
	if x.Type == doc.TimeDuration && !e.Aggregate && !recent(d, x) {
		return false // "for the first time in 11 days"
	}
	switch relationTo(d, x, e.Head) {
	case doc.RelationBy, doc.RelationWithin:
		return !told
	case doc.RelationFor:
		return e.Aggregate
	case doc.RelationSince:
		if compares(d, x) {
			return false
		}
	}
	pub := d.Published.Period
	return !told || pub.To.IsZero() || x.Period.From.IsZero() || !x.Period.From.After(pub.To)
}

// compares tells whether a time behind "since" says how far back something was
// the worst or the first of its kind, and not when it was: "the deadliest ambush
// since 2010".
func compares(d *doc.Doc, x *doc.Time) bool {
	for i := x.First - 1; i >= max(0, x.First-12); i-- {
		t := &d.Tokens[i]
		switch {
		case t.XPOS == "JJS" || t.XPOS == "RBS" || t.Lemma == "first" && t.UPOS == "ADJ":
			return true
		case t.UPOS == "PUNCT" && (d.Word(i) == "." || d.Word(i) == ";"):
			return false
		}
	}
	return false
}

// timeCost tells how far time i is from the event at head: 0 for one that
// hangs on it, more for each step between, far for the time of something else.
func (t tree) timeCost(i, head int) float64 {
	x := &t.d.Times[i]
	at := headOf(t.d, x.First, x.Last)
	near := 0.01 * float64(abs(x.First-head))
	if x.Relation == doc.RelationUntil || x.Relation == doc.RelationFrom || x.Type == doc.TimeDuration {
		near++
	}
	if x.First == t.s.First && x.Period.From.Equal(t.d.Published.Period.From) && x.Period.From.Equal(x.Period.To) && t.d.Tokens[x.First].UPOS != "ADV" {
		near++ // the date of the article, put before its first words
	}
	if t.d.Tokens[head].Head == doc.Unparsed {
		return 1 + near
	}
	if head >= x.First && head < x.Last {
		return near
	}
	m := t.meet(at, head)
	if m == doc.None {
		return far
	}
	return near + t.upCost(at, m, head) + t.downCost(at, m, head)
}

// upCost is the cost of the way from a time up to where it meets the event.
func (t tree) upCost(at, meet, head int) float64 {
	cost := 0.0
	if t.f.has(t.mark(at), wordApart) && t.d.Tokens[at].Head != meet {
		cost += 0.5
	}
	for a := t.d.Tokens[at].Head; a != meet && t.inside(a); a = t.d.Tokens[a].Head {
		if t.f.is(t.d, a, wordSpeech) || t.verb(a) && t.f.is(t.d, a, wordSays) {
			return far
		}
		switch rel := t.rel(a); rel {
		case "ccomp", "parataxis":
			return far
		case "acl:relcl", "acl":
			if cost += 2.5; t.d.Tokens[a].Head == head && t.f.is(t.d, a, wordLight) {
				cost -= 2 // "the attack that killed nine on Tuesday"
			}
		case "advcl":
			cost += t.clauseCost(a)
		case "conj":
			if t.verb(a) {
				cost += 1.5
			} else {
				cost += 0.5
			}
		default:
			cost += t.phraseCost(a)
		}
		switch {
		case !t.trigger(a) || t.rel(a) == "advcl":
		case !t.verb(a) && t.d.Tokens[at].Head == a && at > a && t.mark(at) != "":
			cost += 3 // "be based on the deal of the two in February": the deal was then
		default:
			cost++
		}
	}
	return cost
}

// clauseCost is that of an adverbial clause between time and event.
func (t tree) clauseCost(a int) float64 {
	switch m := t.mark(a); {
	case t.f.has(m, wordApart):
		return 5
	case m == "":
		return 0.7
	}
	return 1.2 // "as", "when", "while"
}

// phraseCost is that of a phrase between time and event.
func (t tree) phraseCost(a int) float64 {
	if m := t.mark(a); t.f.has(m, wordApart) {
		return 5
	}
	return 0.5
}

// downCost is the cost of the way from where the time meets the event down to it.
func (t tree) downCost(at, meet, head int) float64 {
	cost := 0.0
	for b := head; b != meet && t.inside(b); b = t.d.Tokens[b].Head {
		up := t.d.Tokens[b].Head
		switch rel := t.rel(b); rel {
		case "ccomp":
			if !t.saidBefore(at, up, head) {
				return far
			}
			cost += 1.5
		case "parataxis":
			if at > up || t.f.is(t.d, up, wordSays) {
				return far
			}
			cost += 3
		case "acl:relcl", "acl":
			cost += 2.5
		case "advcl":
			cost += t.clauseCost(b)
		case "conj":
			cost += t.sharedCost(at, up, b)
		case "xcomp":
			cost += 0.5
		default:
			cost += t.argumentCost(b, up)
		}
	}
	return cost
}

// saidBefore tells whether a time that the parser hung on a verb of saying can
// be of what is said all the same: it stands behind the event.
func (t tree) saidBefore(at, says, head int) bool {
	return says < head && head < at && t.f.is(t.d, says, wordSays)
}

// sharedCost is that of a time at one clause for another joined to it.
func (t tree) sharedCost(at, first, second int) float64 {
	switch {
	case !t.verb(second):
		return 0.3
	case at < first:
		return 0.5 // in front: of both
	}
	return 1.5
}

// argumentCost is that of an event that is an argument of a verb with a time:
// the verb may tell of it much later.
func (t tree) argumentCost(b, up int) float64 {
	m := t.mark(b)
	switch {
	case t.f.has(m, wordApart):
		return 5
	case t.f.is(t.d, up, wordRelate), t.verb(up) && t.f.is(t.d, up, wordSays) && !t.f.is(t.d, up, wordLight):
		return far
	case t.f.has(m, wordDistant):
		return 2.5
	case t.verb(up) && !t.f.is(t.d, up, wordLight) && t.rel(b) != "obl" && t.trigger(up):
		return 1.5
	case t.f.is(t.d, up, wordSpeech) && !t.trigger(up):
		return 4
	}
	return 0.5
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
