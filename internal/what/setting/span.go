package setting

import (
	"strings"
	"time"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// relationTo returns how time x is tied to the event at head. A time in front
// of the event's noun is that of the event, whatever the preposition before
// both ties to it ("after Sunday's attack").
func relationTo(d *doc.Doc, x *doc.Time, head int) doc.TimeRelation {
	if x.Last <= head && d.Tokens[headOf(d, x.First, x.Last)].Head == head {
		switch rel := d.Tokens[headOf(d, x.First, x.Last)].Deprel; rel {
		case "nmod:poss", "compound", "nmod:tmod", "amod", "nmod:unmarked", "nmod:desc":
			return doc.RelationOn
		}
	}
	return x.Relation
}

// recent tells whether a length of time is one up to now or from now on: "the
// past three weeks".
func recent(d *doc.Doc, x *doc.Time) bool {
	for i := x.First; i < x.Last; i++ {
		switch strings.ToLower(d.Word(i)) {
		case "past", "last", "recent", "next", "coming", "these":
			return true
		}
	}
	return false
}

// joined returns the time that stands beside time i as another day of the same
// event ("late on Monday and on Tuesday", "from the 3rd until the 5th"), or None.
func (t tree) joined(i int, e *draft.Event) int {
	d := t.d
	for _, j := range []int{i - 1, i + 1} {
		if j < 0 || j >= len(d.Times) || d.Times[j].First < t.s.First || d.Times[j].First >= t.s.Last || !t.f.canDate(d, &d.Times[j], e) {
			continue
		}
		a, b := &d.Times[min(i, j)], &d.Times[max(i, j)]
		between := b.First - a.Last
		if between > 4 {
			continue
		}
		if a.Relation == doc.RelationFrom && b.Relation == doc.RelationUntil {
			return j
		}
		for k := a.Last; k < b.First; k++ {
			if d.Tokens[k].UPOS == "CCONJ" && !t.verbBetween(a.Last, b.First) {
				return j
			}
		}
	}
	return doc.None
}

// verbBetween tells whether a clause begins between two tokens.
func (t tree) verbBetween(from, to int) bool {
	for k := from; k < to; k++ {
		if t.verb(k) {
			return true
		}
	}
	return false
}

// span returns the days that time i means for the event, its relation applied.
func span(d *doc.Doc, i int, e *draft.Event) (parley.Period, string) {
	x := &d.Times[i]
	p, pub := x.Period, d.Published.Period
	relation := relationTo(d, x, e.Head)
	if p.Precision == parley.PrecisionTime && (relation == doc.RelationBefore || relation == doc.RelationAfter) {
		relation = doc.RelationOn // "before dawn on Friday" is that Friday
	}
	switch relation {
	case doc.RelationSince, doc.RelationAfter:
		from := p.From
		if relation == doc.RelationAfter && !p.To.IsZero() {
			from = p.To
		}
		p.From, p.To = from, pub.To
	case doc.RelationBefore, doc.RelationUntil:
		if relation == doc.RelationBefore && !p.From.IsZero() {
			p.To = p.From.AddDate(0, 0, -1)
		}
		p.From = time.Time{}
	case doc.RelationBy, doc.RelationWithin:
		p.From = pub.From
	}
	if !p.From.IsZero() && !p.To.IsZero() && p.To.Before(p.From) {
		return x.Period, x.How
	}
	return p, x.How
}

// together returns the days from the first to the last of two times of one
// event; p where one of them is open.
func together(p parley.Period, a, b doc.Time) parley.Period {
	for _, q := range []parley.Period{a.Period, b.Period} {
		if q.From.IsZero() || q.To.IsZero() {
			return p
		}
	}
	p = a.Period
	if b.Period.From.Before(p.From) {
		p.From = b.Period.From
	}
	if b.Period.To.After(p.To) {
		p.To = b.Period.To
	}
	return p
}
