package setting

import (
	"slices"
	"strings"

	"parley"
	"parley/internal/doc"
	"parley/internal/what/draft"
	"parley/internal/where/gazetteer"
)

// place fills the place of event i, or makes a country more exact where
// somebody who speaks of it belongs to a province of it.
func (h *heritage) place(i int, e *draft.Event) {
	h.bringHome(e)
	h.dropStray(e)
	if p := e.Where.Place; p.Name != "" && p.ID == "" && p.Admin1 == "" && e.Where.At != doc.None && !e.Generic {
		h.settle(i, e)
		return
	}
	if p := e.Where.Place; exact(p) || e.Generic || p.Kind == parley.KindRegion && p.Country != "" {
		return // "Darfur" says more than a town that something else was in
	}
	own := e.Where.Place
	if own.Country == "" && h.conflict != "" {
		own = parley.Place{} // "the Americas": the country says more
	}
	if violent(e) && news(e) {
		for _, find := range []func(int, *draft.Event) (draft.Where, bool){h.placeAgain, h.placeOfStory, h.placeBefore, h.placeOfSpeaker, h.placeOfArticle} {
			w, ok := find(i, e)
			if ok && (own.Country == "" || own.Country == w.Place.Country) {
				e.Where = w
				return
			}
		}
	}
	if own.Name != "" {
		return
	}
	for _, find := range []func(int, *draft.Event) (draft.Where, bool){h.placeOfTalks, h.placeOfDeed, h.dateline} {
		if w, ok := find(i, e); ok {
			e.Where = w
			return
		}
	}
	h.country(e)
}

// placeAgain is the place that stands where the event is taken up again.
func (h *heritage) placeAgain(_ int, e *draft.Event) (w draft.Where, ok bool) {
	ok = h.again(e, func(t tree, x *draft.Event) bool {
		h.f.ownPlace(t, x)
		return exact(x.Where.Place)
	}, func(x *draft.Event) {
		w = x.Where
		w.Inferred, w.How = true, "where it is taken up as "+quoted(h.d, x.Head)+": "+x.Where.How
	})
	return w, ok
}

// placeOfStory is the place of the happening that event e goes on with.
func (h *heritage) placeOfStory(i int, e *draft.Event) (draft.Where, bool) {
	o := h.before(i, func(o *draft.Event) bool { return exact(o.Where.Place) && h.sameStory(o, e) })
	if o == nil {
		return draft.Where{}, false
	}
	w := o.Where
	w.Inferred, w.How = true, "of the same story as "+quoted(h.d, o.Head)+": "+o.Where.How
	return w, true
}

// placeBefore is the last place named before in the paragraph.
func (h *heritage) placeBefore(_ int, e *draft.Event) (draft.Where, bool) {
	s := h.d.Sentences[e.Sentence]
	for i := firstPlace(h.d, s.First) - 1; i >= 0; i-- {
		m := &h.d.Places[i]
		n := sentenceOf(h.d, m.First)
		if n == doc.None || h.d.Sentences[n].Paragraph != s.Paragraph {
			break
		}
		t := tree{d: h.d, s: h.d.Sentences[n], f: h.f}
		if m.Use == doc.UseLocation && exact(m.Place) && !t.belongs(i, doc.None) {
			w := at(h.d, i)
			w.Inferred, w.How = true, "the last place named before in the paragraph: "+m.How
			return w, true
		}
	}
	return draft.Where{}, false
}

// placeOfSpeaker is the place that whoever tells of the event belongs to, in
// the sentences of its triggers or soon behind the first.
func (h *heritage) placeOfSpeaker(_ int, e *draft.Event) (draft.Where, bool) {
	for n := e.Sentence; n < min(len(h.d.Sentences), e.Sentence+4); n++ {
		if w, ok := h.officeIn(n); ok {
			return w, true
		}
	}
	for _, x := range e.Heads {
		n := sentenceOf(h.d, x)
		if n == doc.None {
			continue
		}
		for k := max(0, n-1); k < min(len(h.d.Sentences), n+2); k++ {
			if w, ok := h.officeIn(k); ok {
				return w, true
			}
		}
	}
	return draft.Where{}, false
}

func (h *heritage) officeIn(sentence int) (draft.Where, bool) {
	i := tree{d: h.d, s: h.d.Sentences[sentence], f: h.f}.office()
	if i == doc.None {
		return draft.Where{}, false
	}
	m := &h.d.Places[i]
	w := at(h.d, i)
	w.Inferred, w.How, w.Near = true, "the office of who speaks: "+m.How, ""
	w.From = doc.Evidence{Start: h.d.Tokens[m.First].Start, End: h.d.Tokens[m.Last-1].End}
	return w, true
}

// freshDays is how many days before the article a deed may have been that its
// dateline is taken for the place of.
const freshDays = 7

// dateline is the place in front of the article, unless that is only where its
// writers sit: a capital counts as its country.
func (h *heritage) dateline(_ int, e *draft.Event) (draft.Where, bool) {
	if h.d.Article == nil || !violent(e) || e.Background || !told(e) {
		return draft.Where{}, false
	}
	p, pub := e.When.Period, h.d.Published.Period
	if !e.When.Published && (pub.From.IsZero() || !p.To.IsZero() && p.To.Before(pub.From.AddDate(0, 0, -freshDays))) {
		return draft.Where{}, false // no news of the day
	}
	w, capital, ok := h.datelineTown()
	return w, ok && !capital
}

// datelineTown is the place that the dateline begins with, in the country of
// the article if that is known; capital tells whether it can be a capital.
func (h *heritage) datelineTown() (w draft.Where, capital, ok bool) {
	if h.d.Article == nil {
		return draft.Where{}, false, false
	}
	name, _, _ := strings.Cut(h.d.Article.Dateline, ",")
	name, _, _ = strings.Cut(name, "(")
	if name = strings.TrimSpace(name); name == "" {
		return draft.Where{}, false, false
	}
	found := h.f.places.Lookup(name)
	capital = slices.ContainsFunc(found, func(x gazetteer.Entry) bool { return x.Capital })
	for _, x := range found {
		if x.Country == "" || x.Kind == parley.KindCountry || x.Kind == parley.KindRegion || h.conflict != "" && x.Country != h.conflict {
			continue
		}
		start := strings.Index(h.d.Article.Dateline, name)
		return draft.Where{Place: x.Place, At: doc.None, Inferred: true, How: "the article's dateline",
			From: doc.Evidence{In: doc.PartDateline, Start: start, End: start + len(name)}}, capital, true
	}
	return draft.Where{}, capital, false
}
