package where

import (
	"parley"
	"parley/internal/doc"
)

// rows finds the lists of countries and of first-level units: "Kenya, Chad and
// Niger", "Texas, Ohio, Washington". In them a comma does not mean "in".
func (r *reader) rows() {
	for i := 0; i < len(r.spots); {
		end, and := i+1, false
		for end < len(r.spots) {
			next, ok := r.listGap(r.spots[end-1].last, r.spots[end].first)
			if !ok {
				break
			}
			and = and || next
			end++
		}
		if n := end - i; n > 2 || n == 2 && and {
			r.row(i, end)
			for j := i; j < end && n > 2 && and; j++ {
				r.spots[j].list = true
			}
		}
		i = end
	}
}

// listGap tells whether tokens [from, to) part two members of a list, and
// whether there is an "and" among them.
func (r *reader) listGap(from, to int) (and, ok bool) {
	if to <= from || to-from > 3 {
		return false, false
	}
	for t := from; t < to; t++ {
		switch r.low(t) {
		case "and", "or":
			and = true
		case ",", ";", "the":
		default:
			return false, false
		}
	}
	return and, r.low(from) != "the"
}

// row marks spots [i, end) as a list, if all of them can be of one kind.
func (r *reader) row(i, end int) {
	for _, kind := range [2]parley.PlaceKind{parley.KindCountry, parley.KindAdmin1} {
		all := true
		seats := 0
		for j := i; j < end && all; j++ {
			all = r.can(&r.spots[j], kind)
			if r.seat(&r.spots[j]) {
				seats++
			}
		}
		if !all || kind == parley.KindAdmin1 && seats == end-i {
			continue
		}
		for j := i; j < end; j++ {
			r.spots[j].row = kind
		}
		return
	}
}

// seat tells whether a spot can be the town after which the unit is called.
func (r *reader) seat(s *spot) bool {
	for j := range s.senses {
		for k := range s.senses {
			a, b := &s.senses[j], &s.senses[k]
			if a.Kind == parley.KindTown && b.Kind == parley.KindAdmin1 && encloses(b, a) && a.Population*seatShare > b.Population {
				return true
			}
		}
	}
	return false
}

// can tells whether a spot can be a place of a kind.
func (r *reader) can(s *spot, kind parley.PlaceKind) bool {
	for j := range s.senses {
		if s.senses[j].Kind == kind {
			return true
		}
	}
	return false
}

// link finds, for each spot, the spot that the words put around it: "Nawa,
// Helmand", "Nawa district of Helmand", "Helmand's Nawa district", "the
// village of Babaji in Helmand".
func (r *reader) link() {
	for i := 0; i+1 < len(r.spots); i++ {
		a, b := &r.spots[i], &r.spots[i+1]
		_, to := bounds(r.d, a.first)
		if b.first >= to {
			continue
		}
		switch {
		case a.use == doc.UseActor || b.use == doc.UseActor || a.and == i+1 || a.row != "" && a.row == b.row:
		case r.inner(a.last, b.first):
			if !a.list || !b.list || r.canEnclose(a, b) {
				a.within = i + 1
			}
		case r.outer(a, b):
			b.within = i
		}
	}
}

// canEnclose tells whether a place that b can be is around one that a can be:
// "Nawa, Helmand, and Kabul".
func (r *reader) canEnclose(a, b *spot) bool {
	for j := range a.senses {
		for k := range b.senses {
			if encloses(&b.senses[k], &a.senses[j]) {
				return true
			}
		}
	}
	return false
}

// inner tells whether the words between two places say that the first is
// in the second.
func (r *reader) inner(from, to int) bool {
	ties := 0
	for t := from; t < to; t++ {
		switch w := r.low(t); {
		case w == "," || w == "(":
			ties++
		case w == "of" || w == "in" || w == "inside" || w == "within":
			ties++
		case w == "the" || r.kinds[w].kind != "" || r.isArea(t, areaBefore) || r.isArea(t, areaAfter) || r.isArea(t, areaOf):
		case r.d.Tokens[t].UPOS == "ADJ" || r.d.Tokens[t].UPOS == "NOUN" && t+1 < to && r.nameOf[t] <= 0 && (ties > 0 || t == from):
		case r.nameOf[t] > 0 && r.d.Names[r.nameOf[t]-1].Kind == doc.Nationality: // "in the Afghan province of"
		default:
			return false
		}
	}
	return ties > 0
}

// outer tells whether the words say that b is in a: "Kandahar's Loi Karez
// district", "in Helmand province's Nawa", "Kunduz city's Third District".
func (r *reader) outer(a, b *spot) bool {
	for t := a.last; t < b.first; t++ {
		if r.possessive(t) {
			return b.first-t < 5 && r.onlyWords(t+1, b.first)
		}
		if r.kinds[r.low(t)].kind == "" {
			return false
		}
	}
	return false
}

// onlyWords tells whether tokens [from, to) can stand between a possessive and
// the name of a place.
func (r *reader) onlyWords(from, to int) bool {
	for t := from; t < to; t++ {
		w := r.low(t)
		if w != "of" && w != "and" && r.kinds[w].kind == "" && !r.isArea(t, areaBefore) && r.d.Tokens[t].UPOS != "ADJ" {
			return false
		}
	}
	return true
}
