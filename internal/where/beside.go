package where

import (
	"parley"
)

// beside reads what the words around a spot say of it: its kind, its area and
// what it is used for.
func (r *reader) beside(i int) {
	s := &r.spots[i]
	r.kindOf(s)
	r.areaOf(i)
	s.use = r.useOf(s)
}

// kindOf sets the kind of a spot from the kind words in and beside it.
func (r *reader) kindOf(s *spot) {
	from, to := bounds(r.d, s.first)
	if k := r.kinds[r.low(s.last-1)]; k.kind != "" && s.last-s.first > 1 {
		s.kind, s.own = k.kind, r.low(s.last-1)
		return
	}
	if k := r.kinds[r.low(s.first)]; s.last-s.first > 1 && (k.both || k.kind != "" && r.low(s.first+1) == "of") {
		s.kind, s.own = k.kind, r.low(s.first)
		return
	}
	at := s.last
	if k := r.officeOf(s, from, to); k != "" {
		s.kind = k
		return
	}
	if at+1 < to && r.possessive(at) {
		return // "Hama's countryside" is not a countryside called Hama
	}
	if at < to {
		if k := r.kinds[r.low(at)]; k.kind != "" && r.d.Tokens[at].UPOS != "VERB" {
			s.kind, s.site = k.kind, true
			return
		}
	}
	at = s.first - 1
	if at > from && r.low(at) == "of" {
		at--
	} else if at >= from && !r.kinds[r.low(at)].both {
		return
	}
	if at < from {
		return
	}
	switch k := r.kinds[r.low(at)]; k.kind {
	case parley.KindAdmin1, parley.KindAdmin2, parley.KindTown, parley.KindNatural:
		// "the capital of Kunduz" and "suburbs of Paris" are not the place named.
		if w := r.low(at); r.low(at+1) != "of" || w != "capital" && w != "stronghold" && !r.isArea(at, areaOf) && w[len(w)-1] != 's' {
			s.kind = k.kind
		}
	case parley.KindFacility:
		if r.low(at+1) != "of" {
			s.kind = k.kind
		}
	}
}

// officeOf returns the kind of place that an office beside a name is of:
// provinces and states have governors, towns mayors.
func (r *reader) officeOf(s *spot, from, to int) parley.PlaceKind {
	at := s.last
	if at < to && r.possessive(at) {
		at++
	}
	if at < to && r.offices[r.low(at)] != "" {
		return r.offices[r.low(at)]
	}
	if at = s.first - 2; at >= from && r.low(at+1) == "of" {
		return r.offices[r.low(at)]
	}
	return ""
}
