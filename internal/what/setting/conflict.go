package setting

import (
	"slices"

	"parley/internal/doc"
	"parley/internal/what/draft"
)

// named tells whether a place of the country is named in the article.
func (h *heritage) named(country string) bool {
	return slices.ContainsFunc(h.d.Places, func(m doc.PlaceMention) bool { return m.Place.Country == country })
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
