package setting

import (
	"slices"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// placeOfTalks is the place of the meeting beside which an agreement or
// another meeting without a place is told.
func (h *heritage) placeOfTalks(i int, e *draft.Event) (draft.Where, bool) {
	if !meets(e) || !told(e) || !news(e) {
		return draft.Where{}, false
	}
	again, talks := h.takenUp(e), h.ofTalks(e)
	var found *draft.Event
	for j, o := range h.events {
		if o == nil || j == i || !meets(o) || !told(o) || !news(o) || o.Where.At == doc.None || o.Where.Inferred || !exact(o.Where.Place) {
			continue
		}
		switch d := h.apart(o, e); {
		case again && (!talks || h.ofTalks(o)), d <= 2 && e.Type == parley.Agree, d <= 2 && shares(o, e):
		default:
			continue
		}
		if found == nil || j < i {
			found = o // the nearest before, else the first behind
		}
	}
	if found == nil {
		return draft.Where{}, false
	}
	w := found.Where
	w.Inferred, w.How = true, "of the meeting told as "+quoted(h.d, found.Head)+": "+w.How
	return w, true
}

// takenUp tells whether the event is one that the reader is taken to know:
// "the talks", "the latest round, which opened".
func (h *heritage) takenUp(e *draft.Event) bool {
	if e.Anaphoric {
		return true
	}
	for _, x := range e.Heads {
		n := sentenceOf(h.d, x)
		if n == doc.None {
			continue
		}
		t := tree{d: h.d, s: h.d.Sentences[n], f: h.f}
		if h.d.Tokens[x].UPOS != "NOUN" && t.rel(x) == "acl:relcl" {
			x = h.d.Tokens[x].Head
		}
		if a := h.d.Tokens[x].Head; t.inside(a) && t.rel(x) == "nmod" && !t.verb(a) {
			x = a // "the round of talks"
		}
		if h.d.Tokens[x].UPOS == "NOUN" && t.definite(x) {
			return true
		}
	}
	return false
}

// ofTalks tells whether an event is told with a word for negotiations: "the
// talks opened", "a second round".
func (h *heritage) ofTalks(e *draft.Event) bool {
	for _, x := range e.Heads {
		n := sentenceOf(h.d, x)
		if n == doc.None {
			continue
		}
		if h.f.is(h.d, x, wordTalks) || h.f.is(h.d, h.d.Tokens[x].Head, wordTalks) && h.d.Tokens[x].Deprel != "conj" {
			return true
		}
		for i := h.d.Sentences[n].First; i < h.d.Sentences[n].Last; i++ {
			if h.d.Tokens[i].Head == x && h.f.is(h.d, i, wordTalks) {
				return true
			}
		}
	}
	return false
}

// shares tells whether two events have an actor in common.
func shares(a, b *draft.Event) bool {
	for _, p := range slices.Concat(a.Sources, a.Targets) {
		for _, q := range slices.Concat(b.Sources, b.Targets) {
			if p.Actor != doc.None && p.Actor == q.Actor {
				return true
			}
		}
	}
	return false
}

// placeOfDeed is the place of the violence just told, for what is done about it
// on the spot: a search, an arrest, a rescue.
func (h *heritage) placeOfDeed(i int, e *draft.Event) (draft.Where, bool) {
	switch e.Type {
	case parley.Mobilize, parley.Coerce, parley.Aid:
	default:
		return draft.Where{}, false
	}
	if !told(e) || !news(e) {
		return draft.Where{}, false
	}
	o := h.before(i, func(o *draft.Event) bool {
		return violent(o) && told(o) && exact(o.Where.Place) && h.apart(o, e) <= 1 && !h.otherDays(o, e)
	})
	if o == nil {
		return draft.Where{}, false
	}
	w := o.Where
	w.Inferred, w.How = true, "beside what is told as "+quoted(h.d, o.Head)+": "+w.How
	return w, true
}

// meets tells whether an event brings the parties to one place.
func meets(e *draft.Event) bool {
	return e.Type == parley.Consult && e.Mode != "visit" && e.Mode != "phone" || e.Type == parley.Agree
}

// opening is how many sentences from the beginning tell what an article is about.
const opening = 15

// placeOfArticle is the place that most of the article's opening is about, for
// an event of its beginning: three in five of the places named there that are
// smaller than a country lie in its province.
func (h *heritage) placeOfArticle(i int, e *draft.Event) (draft.Where, bool) {
	for _, o := range h.events[:i] {
		if o != nil && violent(o) && news(o) && exact(o.Where.Place) {
			return draft.Where{}, false // not the first
		}
	}
	units, first := map[string]int{}, map[string]int{}
	all, best := 0, ""
	for k := range h.d.Places {
		m := &h.d.Places[k]
		if m.Use == doc.UseActor || !exact(m.Place) || m.Place.Admin1 == "" || sentenceOf(h.d, m.First) > opening {
			continue
		}
		unit := m.Place.Country + "/" + m.Place.Admin1
		if units[unit] == 0 {
			first[unit] = k
		}
		all++
		if units[unit]++; best == "" || units[unit] > units[best] {
			best = unit
		}
	}
	if all == 0 || units[best]*5 < all*3 || h.conflict != "" && h.d.Places[first[best]].Place.Country != h.conflict {
		return draft.Where{}, false
	}
	w := at(h.d, first[best])
	w.Inferred, w.How, w.Near = true, "the place that the article is about: "+w.How, ""
	return w, true
}
