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

// placeOfTalks is the place of the meeting beside which an agreement or
// another meeting without a place is told.
func (h *heritage) placeOfTalks(i int, e *draft.Event) (draft.Where, bool) {
	if !meets(e) || !told(e) || !news(e) {
		return draft.Where{}, false
	}
	again := h.takenUp(e)
	var found *draft.Event
	for j, o := range h.events {
		if o == nil || j == i || !meets(o) || !told(o) || !news(o) || o.Where.At == doc.None || o.Where.Inferred || !exact(o.Where.Place) {
			continue
		}
		switch d := h.apart(o, e); {
		case again, d <= 2 && e.Type == parley.Agree, d <= 2 && shares(o, e):
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
	o := h.before(i, func(o *draft.Event) bool { return violent(o) && told(o) && exact(o.Where.Place) })
	if o == nil || h.apart(o, e) > 1 || h.otherDays(o, e) {
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

// named tells whether a place of the country is named in the article.
func (h *heritage) named(country string) bool {
	return slices.ContainsFunc(h.d.Places, func(m doc.PlaceMention) bool { return m.Place.Country == country })
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

// freshDays is how many days before the article a deed may have been that its
// dateline is taken for the place of.
const freshDays = 7

// dateline is the place in front of the article, unless that is only where its
// writers sit: a capital counts as its country.
func (h *heritage) dateline(_ int, e *draft.Event) (draft.Where, bool) {
	if h.d.Article == nil || !violent(e) || e.Background || !told(e) {
		return draft.Where{}, false
	}
	name, _, _ := strings.Cut(h.d.Article.Dateline, ",")
	name, _, _ = strings.Cut(name, "(")
	name = strings.TrimSpace(name)
	if name == "" {
		return draft.Where{}, false
	}
	p, pub := e.When.Period, h.d.Published.Period
	if !e.When.Published && (pub.From.IsZero() || !p.To.IsZero() && p.To.Before(pub.From.AddDate(0, 0, -freshDays))) {
		return draft.Where{}, false // no news of the day
	}
	found := h.f.places.Lookup(name)
	if slices.ContainsFunc(found, func(x gazetteer.Entry) bool { return x.Capital }) {
		return draft.Where{}, false
	}
	for _, x := range found {
		if x.Country == "" || x.Kind == parley.KindCountry || x.Kind == parley.KindRegion || h.conflict != "" && x.Country != h.conflict {
			continue
		}
		start := strings.Index(h.d.Article.Dateline, name)
		return draft.Where{Place: x.Place, At: doc.None, Inferred: true, How: "the article's dateline",
			From: doc.Evidence{In: doc.PartDateline, Start: start, End: start + len(name)}}, true
	}
	return draft.Where{}, false
}

// country fills in the country that the article is about.
func (h *heritage) country(e *draft.Event) {
	code, how := h.conflict, "the country that the article is about"
	if own := h.homeOf(e); own != "" && own != code && h.named(own) {
		code, how = own, "the country of the party"
	}
	x, ok := h.f.places.Country(code)
	if !ok {
		return
	}
	e.Where = draft.Where{Place: x.Place, At: doc.None, Inferred: true, How: how}
	for i := range h.d.Places {
		if m := &h.d.Places[i]; m.Place.Country == code {
			e.Where.From = doc.Evidence{Start: h.d.Tokens[m.First].Start, End: h.d.Tokens[m.Last-1].End}
			break
		}
	}
}

// homeOf returns the country of the armed groups among the event's parties,
// empty for none and for those of several countries.
func (h *heritage) homeOf(e *draft.Event) string {
	home := ""
	for _, parties := range [][]draft.Party{e.Sources, e.Targets} {
		for _, p := range parties {
			if p.Actor < 0 || p.Actor >= len(h.d.Actors) {
				continue
			}
			a := &h.d.Actors[p.Actor]
			if a.Sector != "REB" || a.Country == "" {
				continue
			}
			if home != "" && home != a.Country {
				return ""
			}
			home = a.Country
		}
	}
	return home
}

// Weights of what tells of which country's conflict an article is.
const (
	weightEvent = 3.0 // a place of violence
	weightPlace = 1.0 // a place below the country
	weightName  = 0.5 // the country itself
	weightRebel = 0.5 // a mention of a rebel group at home there
)

// conflictCountry returns the country that most of the article's violence,
// places and armed groups are of; empty if nothing tells.
func (h *heritage) conflictCountry() string {
	score := map[string]float64{}
	var order []string
	add := func(country string, x float64) {
		if country == "" {
			return
		}
		if score[country] == 0 {
			order = append(order, country)
		}
		score[country] += x
	}
	for _, e := range h.events {
		if e != nil && violent(e) {
			add(e.Where.Place.Country, weightEvent)
		}
	}
	for i := range h.d.Places {
		switch m := &h.d.Places[i]; {
		case m.Use == doc.UseActor:
		case exact(m.Place):
			add(m.Place.Country, weightPlace)
		default:
			add(m.Place.Country, weightName)
		}
	}
	for i := range h.d.Mentions {
		if a := &h.d.Actors[h.d.Mentions[i].Actor]; a.Sector == "REB" {
			add(a.Country, weightRebel)
		}
	}
	best := ""
	for _, c := range order {
		if best == "" || score[c] > score[best] {
			best = c
		}
	}
	return best
}
