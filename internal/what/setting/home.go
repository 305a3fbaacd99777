package setting

import (
	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
	"parley/internal/where/gazetteer"
)

// Bounds of a namesake abroad that is passed over.
const (
	bigTown = 50_000 // people of a town that is named for itself
	farAway = 1500.0 // kilometres to the middle of the country; nearer ones are places across the border
	alike   = 0.85   // likeness of the name at home that is taken for it
)

// bringHome corrects a town that was taken for its namesake in a country that
// the article does not speak of: it is the place at home whose name is like
// it, or one that the gazetteer lacks. Bigger towns, capitals, places near
// the border and those named with others of their country stay.
func (h *heritage) bringHome(e *draft.Event) {
	p := &e.Where.Place
	switch e.Type {
	case parley.Assault, parley.Coerce, parley.Retreat, parley.Mobilize:
	default:
		return // talks are often abroad
	}
	if e.Where.At == doc.None || h.conflict == "" || p.Country == "" || p.Country == h.conflict || p.Kind != parley.KindTown && p.Kind != parley.KindAdmin2 {
		return
	}
	for i := range h.d.Places {
		if m := &h.d.Places[i]; m.Place.Country == p.Country && m.Place.Name != p.Name {
			return
		}
	}
	for _, x := range h.f.places.Lookup(p.Name) {
		if x.ID == p.ID && (x.Capital || x.Population >= bigTown) {
			return
		}
	}
	home, ok := h.f.places.Country(h.conflict)
	if !ok || gazetteer.Distance(*p, home.Place) < farAway {
		return
	}
	m := &h.d.Places[e.Where.At]
	name := h.d.Text[h.d.Tokens[m.First].Start:h.d.Tokens[m.Last-1].End]
	for i := range h.d.Places {
		if o := &h.d.Places[i]; o.Place.Country == h.conflict && slipped(h.d.Text[h.d.Tokens[o.First].Start:h.d.Tokens[o.Last-1].End], name) {
			e.Where.Inferred = true
			*p, e.Where.How = o.Place, "a slip for "+o.Place.Name+", which the article names elsewhere"
			return
		}
	}
	if near := h.f.places.Near(name, []int{home.Index}, 1); len(near) > 0 && near[0].Likeness >= alike {
		e.Where.Inferred = true
		*p, e.Where.How = near[0].Place, "spelling of "+near[0].Name+" in "+home.Name+", which the article is about"
		return
	}
	*p = parley.Place{Name: name, Country: home.Place.Country, Lat: home.Lat, Lon: home.Lon, Precision: parley.PlaceCountry, Kind: p.Kind}
	e.Where.Inferred = true
	e.Where.How = "not listed; in " + home.Name + ", which the article is about"
}

// dropStray takes out the place of a deed of violence in another country than
// the article's, where it only hangs on somebody else in the sentence ("the
// attacks put pressure on the delegates in Doha").
func (h *heritage) dropStray(e *draft.Event) {
	w := e.Where
	if w.At == doc.None || !violent(e) || h.conflict == "" || w.Place.Country == h.conflict {
		return
	}
	n := sentenceOf(h.d, h.d.Places[w.At].First)
	if n == doc.None {
		return
	}
	t := tree{d: h.d, s: h.d.Sentences[n], f: h.f}
	for _, x := range e.Heads {
		if t.inside(x) && t.placeCost(w.At, x, mostProcess) < 0.5 {
			return
		}
	}
	e.Where = draft.Where{At: doc.None}
}

// settle puts a place that the gazetteer lacks, a street or a hamlet, into the
// one that the story, the paragraph or the dateline gives; it keeps its name.
func (h *heritage) settle(i int, e *draft.Event) {
	own := e.Where.Place
	fits := func(w draft.Where, ok bool) bool {
		return ok && w.Place.Admin1 != "" && (own.Country == "" || own.Country == w.Place.Country)
	}
	for _, find := range []func(int, *draft.Event) (draft.Where, bool){h.placeOfStory, h.placeBefore} {
		if w, ok := find(i, e); fits(w, ok) {
			within(&e.Where, w.Place, w.How)
			return
		}
	}
	if w, _, ok := h.datelineTown(); fits(w, ok) && news(e) {
		within(&e.Where, w.Place, w.How)
		e.Where.From = w.From
		return
	}
	if home, ok := h.f.places.Country(h.conflict); ok && own.Country == "" {
		within(&e.Where, home.Place, "the country that the article is about")
	}
}

// within gives a place that is not listed the units and coordinates of the one
// around it.
func within(w *draft.Where, around parley.Place, how string) {
	w.Inferred = true
	p := &w.Place
	p.Country, p.Admin1, p.Admin2 = around.Country, around.Admin1, around.Admin2
	p.Lat, p.Lon, p.Precision = around.Lat, around.Lon, around.Precision
	if p.Precision == parley.PlaceExact {
		p.Precision = parley.PlaceAdmin2
	}
	w.How += "; in " + around.Name + ", " + how
}

// slipped tells whether two names of five letters or more differ by one letter,
// or by two that changed places.
func slipped(a, b string) bool {
	if len(a) < 5 || len(b) < 5 || a == b || len(a)-len(b) > 1 || len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	x, y := a[i:], b[i:]
	switch {
	case len(x) == len(y) && len(x) >= 2 && x[0] == y[1] && x[1] == y[0]:
		return x[2:] == y[2:]
	case len(x) == len(y):
		return i > 0 && x[1:] == y[1:]
	case len(x) > len(y):
		return x[1:] == y
	}
	return x == y[1:]
}
