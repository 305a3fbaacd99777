package setting

import (
	"slices"
	"strings"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
	"parley/internal/where"
)

// ownPlace sets e.Where to the place that the event's sentence gives.
func (f *Finder) ownPlace(t tree, e *draft.Event) {
	most := mostProcess
	if violent(e) {
		most = mostViolence
	}
	i, sure := f.placeIn(t, e.Head, most), true
	if i == doc.None && violent(e) {
		i, sure = f.placeIn(t, e.Head, far), false // another clause's place rather than none
	}
	if i != doc.None {
		e.Where = at(t.d, i)
		e.Where.Inferred = !sure
		if p, ok := t.capital(i); ok {
			e.Where.Place, e.Where.How = p, "the capital of "+t.d.Places[i].Place.Name
		}
		t.enclose(e, i)
	}
}

// enclose puts a place that the gazetteer lacks into the listed one that stands
// behind it in the sentence ("in A and B villages in Buthidaung").
func (t tree) enclose(e *draft.Event, i int) {
	p := &e.Where.Place
	if p.ID != "" || p.Admin1 != "" {
		return
	}
	if i > 0 && t.quarterOf(&t.d.Places[i-1], &t.d.Places[i]) {
		within(&e.Where, t.d.Places[i-1].Place, "named before it")
		return
	}
	for j := i + 1; j < len(t.d.Places) && t.d.Places[j].First < t.s.Last && t.d.Places[j].First-t.d.Places[i].Last < 20; j++ {
		o := &t.d.Places[j]
		if o.Place.Admin1 == "" || o.Use != doc.UseLocation || o.Likeness < 1 || p.Country != "" && o.Place.Country != p.Country || t.belongs(j, e.Head) {
			continue
		}
		within(&e.Where, o.Place, "named behind it")
		return
	}
}

// quarterOf tells whether the first place is said to hold the second: "the Kabul
// neighbourhood of Karta Nau".
func (t tree) quarterOf(whole, part *doc.PlaceMention) bool {
	if whole.First < t.s.First || whole.Place.Admin1 == "" || part.First-whole.Last < 2 || part.First-whole.Last > 3 ||
		part.Place.Country != "" && whole.Place.Country != part.Place.Country || t.d.Tokens[part.First-1].Lemma != "of" {
		return false
	}
	for i := whole.Last; i < part.First-1; i++ {
		if t.d.Tokens[i].UPOS != "NOUN" {
			return false
		}
	}
	return true
}

// at is the place of mention i.
func at(d *doc.Doc, i int) draft.Where {
	m := &d.Places[i]
	return draft.Where{Place: m.Place, At: i, How: m.How, Near: m.Area}
}

// placeIn returns the place of the sentence where the event at a token was, or
// None. It asks where.Locate, after taking out the names that only say where
// somebody belongs and those of clauses further off than most.
func (f *Finder) placeIn(t tree, token int, most float64) int {
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
		if p.Use == doc.UseActor && t.located(lo+i) {
			p.Use = doc.UseLocation // "last year in and around Beni"
		}
		if t.belongs(lo+i, token) || most < far && t.placeCost(lo+i, token, most) > most {
			p.Use = doc.UseActor // Locate passes over it
		}
	}
	if i := where.Locate(&part, token); i != doc.None {
		return lo + i
	}
	return doc.None
}

// The costs above which a place is that of something else: talks and words are
// often about other places than where they are.
const (
	mostViolence = 4.0
	mostProcess  = 1.9
)

// placeCost tells how many clauses lie between place i and the event at token.
func (t tree) placeCost(i, token int, most float64) float64 {
	m := &t.d.Places[i]
	x := headOf(t.d, m.First, m.Last)
	top := t.meet(x, token)
	if top == doc.None {
		return 0
	}
	cost, steps, step := 0.0, 0, 0.7
	if most == mostViolence {
		step = 0 // "detonated a device in a camp for people from a town of Anbar"
	}
	for a := x; a != top && t.inside(a); a = t.d.Tokens[a].Head {
		switch t.rel(a) {
		case "nmod", "obl", "obj", "nsubj":
			if steps++; steps > 1 {
				cost += step
			}
		case "acl", "acl:relcl":
			if cost += 2; t.d.Tokens[a].Head == token && t.f.is(t.d, a, wordLight) {
				cost -= 2 // "the attack that hit Ghazni"
			}
		case "ccomp", "parataxis":
			cost += 3
		case "advcl":
			cost++
			switch m := t.mark(a); {
			case m == "to":
				cost++ // what is meant to be, not what is
			case t.f.has(m, wordApart):
				cost += 2
			}
		case "conj":
			if t.verb(a) {
				cost++
			}
		}
	}
	for b := token; b != top && t.inside(b); b = t.d.Tokens[b].Head {
		switch t.rel(b) {
		case "ccomp", "parataxis":
			cost += 2.5
		case "advcl":
			switch mark := t.mark(b); {
			case t.f.has(mark, wordApart), mark == "where" && !t.whereAt(b, m.Last):
				cost += 2
			}
		case "acl", "acl:relcl":
			if t.d.Tokens[b].Head != x && !t.whereAt(b, m.Last) { // "Juba, where the two signed a truce"
				cost += 2
			}
		}
	}
	return cost
}

// exact tells whether a place says more than a country or a region across
// provinces.
func exact(p parley.Place) bool {
	if p.Name == "" || p.Kind == parley.KindCountry || p.Precision == parley.PlaceCountry {
		return false
	}
	return p.Admin1 != "" || p.Kind != parley.KindRegion && p.Precision != parley.PlaceRegion
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

// capital is the capital of the country of place i where the words are "the
// capital of" it or "its capital"; ok is false for others.
func (t tree) capital(i int) (parley.Place, bool) {
	m := &t.d.Places[i]
	h := t.d.Tokens[headOf(t.d, m.First, m.Last)].Head
	if m.Place.Kind != parley.KindCountry || !t.inside(h) || strings.ToLower(t.d.Tokens[h].Lemma) != "capital" {
		return parley.Place{}, false
	}
	for _, x := range t.f.places.Lookup(t.f.capitals[m.Place.Country]) {
		if x.Capital && x.Country == m.Place.Country {
			return x.Place, true
		}
	}
	return parley.Place{}, false
}
