package setting

import (
	"slices"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
	"parley/internal/where"
)

// ownPlace sets e.Where to the place that the event's sentence gives.
func (f *Finder) ownPlace(t tree, e *draft.Event) {
	if i := f.placeIn(t, e.Head); i != doc.None {
		e.Where = at(t.d, i)
	}
}

// at is the place of mention i.
func at(d *doc.Doc, i int) draft.Where {
	m := &d.Places[i]
	return draft.Where{Place: m.Place, At: i, How: m.How, Near: m.Area}
}

// placeIn returns the place of the sentence where the event at a token was, or
// None. It asks where.Locate, after taking out the names that only say where
// somebody belongs.
func (f *Finder) placeIn(t tree, token int) int {
	lo := firstPlace(t.d, t.s.First)
	hi := lo
	for hi < len(t.d.Places) && t.d.Places[hi].First < t.s.Last {
		hi++
	}
	if lo == hi {
		return doc.None
	}
	part := *t.d
	part.Places = slices.Clone(t.d.Places[lo:hi])
	for i := range part.Places {
		p := &part.Places[i]
		p.Within, p.And = max(p.Within-lo, doc.None), max(p.And-lo, doc.None)
		if t.belongs(lo+i, token) {
			p.Use = doc.UseActor
		}
	}
	if i := where.Locate(&part, token); i != doc.None {
		return lo + i
	}
	return doc.None
}

// belongs tells whether place i only says where somebody is from ("the Kunduz
// governor", "an official in Herat said") for the event at a token.
func (t tree) belongs(i, token int) bool {
	m := &t.d.Places[i]
	x := headOf(t.d, m.First, m.Last)
	if t.d.Tokens[x].Head == doc.Unparsed {
		return m.Use == doc.UseModifier
	}
	tied := m.Use == doc.UseModifier
	for a := x; t.inside(a); a = t.d.Tokens[a].Head {
		if t.under(token, a) {
			return false // what holds both says nothing of the place alone
		}
		switch t.mark(a) {
		case "of", "for", "from":
			tied = true
		}
		h := t.d.Tokens[a].Head
		if !t.inside(h) {
			return false
		}
		switch t.rel(a) {
		case "nsubj":
			if t.verb(h) && t.f.is(t.d, h, wordSays) {
				return true
			}
		case "nmod", "compound", "amod", "flat", "appos", "conj", "case", "det", "nummod":
		default:
			return false
		}
		if tied && t.f.is(t.d, h, wordBearer) {
			return true
		}
		if !tied && t.verb(h) {
			return false
		}
	}
	return false
}

// exact tells whether a place says more than a country or a region.
func exact(p parley.Place) bool {
	return p.Name != "" && p.Kind != parley.KindCountry && p.Kind != parley.KindRegion && p.Precision != parley.PlaceCountry && p.Precision != parley.PlaceRegion
}

// office returns the place that somebody who speaks in the sentence belongs
// to ("the Kunduz police chief said", "a spokesman for the governor of
// Uruzgan"), smaller than a country, or None.
func (t tree) office() int {
	for i := firstPlace(t.d, t.s.First); i < len(t.d.Places) && t.d.Places[i].First < t.s.Last; i++ {
		m := &t.d.Places[i]
		if m.Place.Admin1 == "" || !exact(m.Place) {
			continue
		}
		x := headOf(t.d, m.First, m.Last)
		for n, a := 0, x; n < 5 && t.inside(a); n, a = n+1, t.d.Tokens[a].Head {
			if a != x && t.f.is(t.d, a, wordOffice) {
				return i
			}
			if t.verb(a) {
				break
			}
		}
	}
	return doc.None
}
