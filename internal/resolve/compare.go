package resolve

import (
	"cmp"
	"math"
	"slices"

	"parley"
)

// model compares events.
type model struct{ weights *weights }

// Grouping is Incidents.
func (m *model) Grouping() parley.Grouping { return parley.Incidents }

// Decode reads the digest of an event.
func (m *model) Decode(n parley.Node) (*Digest, error) { return DecodeDigest(n.Digest) }

// unlinked is what a pair counts that is never compared.
const unlinked = -4

// Unlinked is what two events without a link count.
func (m *model) Unlinked() float64 { return unlinked }

// Compare returns the log-odds that a and b are one happening, with reasons where
// they are above 0.
func (m *model) Compare(a, b *Digest) (float64, []parley.Reason, bool) {
	if !canBeOne(a, b) {
		return 0, nil, false
	}
	p, score := m.score(a, b)
	if score <= 0 {
		return round(score), nil, true // not kept, so nobody reads why
	}
	score, reasons := m.reasons(p)
	return score, reasons, true
}

// score compares a and b without words for it.
func (m *model) score(a, b *Digest) (*pair, float64) {
	if a.Event > b.Event {
		a, b = b, a
	}
	p := &pair{a: a, b: b, weights: m.weights}
	p.measure()
	w := m.weights.of(a.Kind)
	score := 0.0
	for f, x := range p.values {
		score += w[f] * x
	}
	return p, score
}

// reasons returns what each feature of p weighs, the weightiest first, and the sum.
func (m *model) reasons(p *pair) (float64, []parley.Reason) {
	w := m.weights.of(p.a.Kind)
	reasons := make([]parley.Reason, 0, 12)
	sum := 0.0
	for f, x := range p.values {
		if weight := round(w[f] * x); weight != 0 {
			sum += weight
			reasons = append(reasons, parley.Reason{Feature: featureNames[f], Detail: p.detail(feature(f)), Weight: weight})
		}
	}
	slices.SortStableFunc(reasons, func(x, y parley.Reason) int { return cmp.Compare(math.Abs(y.Weight), math.Abs(x.Weight)) })
	return round(sum), reasons
}

// Why compares two events of Nodes in full, also where they are too unlike for a
// link: what they share and in what they differ. The error wraps parley.ErrDamaged.
func (r *Resolver) Why(x, y parley.Node) (parley.Link, error) {
	m := &model{r.weights}
	a, err := m.Decode(x)
	if err != nil {
		return parley.Link{}, err
	}
	b, err := m.Decode(y)
	if err != nil {
		return parley.Link{}, err
	}
	p, _ := m.score(a, b)
	l := parley.Link{A: min(a.Event, b.Event), B: max(a.Event, b.Event)}
	l.Score, l.Reasons = m.reasons(p)
	return l, nil
}

// round keeps three decimals, so that reasons add up to what is shown.
func round(x float64) float64 { return math.Round(x*1000) / 1000 }

// canBeOne tells apart at once what no likeness makes one: talks and a fight,
// fights in two countries, or on days far apart that are both told exactly.
func canBeOne(a, b *Digest) bool {
	if a.Kind != b.Kind {
		return false
	}
	if a.Kind == parley.Violence && a.Place.Country != "" && b.Place.Country != "" && a.Place.Country != b.Place.Country {
		return false
	}
	if a.Date.IsZero() || b.Date.IsZero() || a.Aggregate || b.Aggregate {
		return true
	}
	return gap(a.when(), b.when()) <= maxGap
}

// maxGap is how many days may lie between two closed spans of one happening.
const maxGap = 45

// pair is two events side by side.
type pair struct {
	a, b    *Digest
	weights *weights
	values  vector
	// What the details say.
	place            placeMatch
	swapped          bool
	sources, targets partyMatch
	tolls            tollMatch
	terms, names     [3]string
	story            int
}

// measure fills values.
func (p *pair) measure() {
	p.values[prior] = 1
	p.measurePlace()
	p.measureDays()
	p.measureType()
	p.measureParties()
	p.measureTolls()
	p.measureWords()
	p.measureStory()
	a, b := p.a, p.b
	if a.Article == b.Article {
		p.values[articleSame] = 1
		p.values[storyShared], p.values[leadSame] = 0, 0
		return
	}
	if a.Main && b.Main && near(a.Published, b.Published, 3) {
		p.values[mainBoth] = 1
	}
	if !a.Published.IsZero() && !b.Published.IsZero() && near(a.Published, b.Published, 1) {
		p.values[published] = exact(max(a.Published.reach(), b.Published.reach()))
	}
}

// measureType compares types, modes and statuses.
func (p *pair) measureType() {
	a, b := p.a, p.b
	x, y := kindOf{a.Type, a.Mode}, kindOf{b.Type, b.Mode}
	switch {
	case x == y:
		if a.Mode != "" || a.Kind == parley.Process {
			p.values[modeSame] = 1
		}
	case a.Type == b.Type && (a.Mode == "" || b.Mode == ""), p.weights.cases[twoKinds{x, y}]:
	case p.weights.near(x, y):
		if a.Kind == parley.Violence && !meet(a.Weapons, b.Weapons) {
			p.values[modeFar] = .5
		}
	case a.Type == b.Type:
		if !meet(a.Weapons, b.Weapons) {
			p.values[modeFar] = 1
		}
	default:
		p.values[typeFar] = 1
	}
	if speech(a.Type) && speech(b.Type) {
		p.values[typeSpeech] = 1
	}
	switch {
	case standing(a) != standing(b):
		p.values[statusFar] = 1
	case standing(a) != 0:
		p.values[statusSame] = 1
	}
	if standingTotal(a) != standingTotal(b) {
		p.values[totalOther] = 1
	} else if standingTotal(a) && p.values[daySame] < 1 && (a.Date.From != b.Date.From || a.Date.To != b.Date.To) {
		p.values[totalOther] = 1
	}
}

// near reports whether one happening may be told as either kind.
func (w *weights) near(x, y kindOf) bool {
	anyX, anyY := kindOf{x.Type, anyMode}, kindOf{y.Type, anyMode}
	return w.close[twoKinds{x, y}] || w.close[twoKinds{anyX, anyY}] || w.close[twoKinds{x, anyY}] || w.close[twoKinds{anyX, y}]
}

// speech is true for deeds of words alone, of which two sides do many in a day.
func speech(t parley.EventType) bool {
	switch t {
	case parley.Request, parley.Accuse, parley.Support:
		return true
	}
	return false
}

// standing puts statuses together that one happening can have in two articles. A
// refusal, a demand and a threat are themselves what happened.
func standing(d *Digest) int {
	switch {
	case d.Type == parley.Reject && d.Status == parley.Refused, d.Type == parley.Request && d.Status == parley.Demanded,
		d.Type == parley.Threaten && d.Status == parley.Threatened:
		return 0
	}
	switch d.Status {
	case parley.Happened, parley.Alleged, parley.Denied:
		return 0
	case parley.Planned, parley.Offered:
		return 1
	case parley.Demanded:
		return 2
	}
	return 3
}

// standingTotal reports whether d is a total over a span of days. Where the
// article's own day is not known, a long span says nothing of that.
func standingTotal(d *Digest) bool {
	return d.Aggregate && d.Date.reach() > 2 && d.Published.reach() <= 7
}

func meet(a, b []string) bool {
	for _, x := range a {
		if slices.Contains(b, x) {
			return true
		}
	}
	return false
}
