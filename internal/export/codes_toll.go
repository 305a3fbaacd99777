package export

import (
	"slices"
	"strconv"

	"parley"
)

const outcomeKilled = "killed"

// figures are a toll with its bounds.
type figures struct {
	low, best, high int
	known           bool
	vague           bool // only a word such as "dozens" gives it
}

// bounds are the ends of a range; an open end, and the nought of "up to five", is
// the other one, since nobody gives a figure for it. ok is false for a range
// without ends.
func bounds(r *parley.Range) (low, high int, ok bool) {
	switch {
	case r == nil || r.Low == nil && r.High == nil:
		return 0, 0, false
	case r.Low == nil, *r.Low == 0 && r.High != nil:
		return *r.High, *r.High, true
	case r.High == nil:
		return *r.Low, *r.Low, true
	}
	return *r.Low, max(*r.Low, *r.High), true
}

// victims are the killed of an incident without the attackers' own dead (but with
// both sides' in a clash). A lowest figure of nought that nobody gives ("up to
// five") becomes the best one.
func victims(d *parley.IncidentDetail) figures {
	k := &d.Killed
	if k.Best == nil {
		return figures{}
	}
	f := figures{low: *k.Best, best: *k.Best, high: *k.Best, known: true, vague: k.Vague}
	if k.Low != nil && (*k.Low > 0 || toldNone(d)) {
		f.low = min(*k.Low, f.best)
	}
	if k.High != nil {
		f.high = max(*k.High, f.best)
	}
	if f.best == 0 && !toldNone(d) { // "up to five", and nobody said none
		if f.high == 0 {
			return figures{}
		}
		f.low, f.best = f.high, f.high
	}
	return f
}

// toldNone tells whether anybody says that nobody was killed.
func toldNone(d *parley.IncidentDetail) bool {
	none := func(r *parley.Range) bool { return r != nil && r.High != nil && *r.High == 0 }
	for i := range d.Tellings {
		e := &d.Tellings[i].Event
		if none(e.Killed) {
			return true
		}
		for j := range e.Tolls {
			if t := &e.Tolls[j]; t.Outcome == outcomeKilled && !t.Part && !t.Attackers && none(&t.Range) {
				return true
			}
		}
	}
	for i := range d.Accounts {
		if none(d.Accounts[i].Killed) {
			return true
		}
	}
	return false
}

// killedIn are the killed of an incident: the victims, and the attackers' own dead
// as the articles count them in their own voice. claimed is what speakers alone
// count of these, as a rule the other side: it stands apart, and in for the rest
// only where nobody gives any other figure.
func killedIn(d *parley.IncidentDetail) (hit, attackers, claimed figures) {
	hit = victims(d)
	if d.Mode == parley.ModeClash { // both sides' dead are in it
		return hit, attackers, claimed
	}
	for i := range d.Tellings {
		e := &d.Tellings[i].Event
		if !counts(e) || e.Mode == parley.ModeClash {
			continue
		}
		for _, by := range attackerVoices(e) {
			if o := attackersBy(e, by); by == "" {
				attackers = attackers.or(o)
			} else {
				claimed = claimed.or(o)
			}
		}
	}
	if claimed.known && !hit.known && !attackers.known {
		return hit, claimed, figures{}
	}
	return hit, attackers, claimed
}

// or takes another account of the same dead in: the bounds widen, the later one is
// the best.
func (f figures) or(o figures) figures {
	if !f.known {
		return o
	}
	return figures{min(f.low, o.low), o.best, max(f.high, o.high), true, f.vague || o.vague}
}

// attackerVoices are those who count the attackers' dead in an event, in order.
func attackerVoices(e *parley.Event) []string {
	var out []string
	for i := range e.Tolls {
		if t := &e.Tolls[i]; isAttackers(t) && !slices.Contains(out, t.By) {
			out = append(out, t.By)
		}
	}
	return out
}

func isAttackers(t *parley.Toll) bool {
	_, high, ok := bounds(&t.Range)
	return ok && high > 0 && t.Outcome == outcomeKilled && t.Attackers && !t.Part
}

// attackersBy adds up what one speaker counts of the attackers' dead.
func attackersBy(e *parley.Event, by string) figures {
	f := figures{known: true}
	for i := range e.Tolls {
		t := &e.Tolls[i]
		if !isAttackers(t) || t.By != by {
			continue
		}
		low, high, _ := bounds(&t.Range)
		f.low, f.best, f.high = f.low+low, f.best+low, f.high+high
		f.vague = f.vague || t.Vague
	}
	return f
}

// counts tells whether an event tells the happening itself.
func counts(e *parley.Event) bool {
	return !e.Background && !e.Aggregate && (e.Status == parley.Happened || e.Status == parley.Alleged)
}

// plus adds the figures of other people.
func (f figures) plus(o figures) figures {
	return figures{f.low + o.low, f.best + o.best, f.high + o.high, f.known || o.known, f.vague || o.vague}
}

// figure writes a number.
func figure(n int) string { return strconv.Itoa(n) }

// share is what falls on one of so many days when a total is divided as evenly
// as can be, the first days first.
func share(total, part, parts int) int {
	n := total / parts
	if part < total%parts {
		n++
	}
	return n
}
