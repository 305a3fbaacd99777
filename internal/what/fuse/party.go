package fuse

import (
	"parley/internal/doc"
	"parley/internal/what/draft"
)

// mostParties is how many parties one side of a happening has at most.
const mostParties = 8

// uniteParties gives the whole the parties and weapons of all mentions: each
// once, a name rather than a description, and nobody on both sides but in a fight.
func (r *reading) uniteParties(out *draft.Event, h *happening) {
	out.Sources, out.Targets, out.Weapons = nil, nil, nil
	both := clash(h) || talks(h.family)
	for _, m := range h.mentions {
		for _, p := range m.e.Sources {
			if both || !r.has(out.Targets, p) {
				out.Sources = r.addParty(out.Sources, p)
			}
		}
		for _, p := range m.e.Targets {
			if both && r.has(out.Sources, p) {
				continue
			}
			if !r.has(out.Sources, p) {
				out.Targets = r.addParty(out.Targets, p)
			}
		}
		for _, w := range m.e.Weapons {
			out.Weapons = addWeapon(out.Weapons, w, r)
		}
	}
}

// has reports whether the list has the party.
func (r *reading) has(list []draft.Party, p draft.Party) bool {
	for _, q := range list {
		if q.Actor != doc.None && q.Actor == p.Actor {
			return true
		}
	}
	return false
}

// addParty adds p unless the list has it, or p is a mere description where a
// name stands. A name takes the place of a description of the same side.
func (r *reading) addParty(list []draft.Party, p draft.Party) []draft.Party {
	s := r.sideOf(p)
	for i, q := range list {
		t := r.sideOf(q)
		switch rel := sides(&s, &t); {
		case rel == sameOne:
			if q.Effect == "" {
				list[i].Effect = p.Effect
			}
			list[i].Blamed = q.Blamed && p.Blamed
			return list
		case !s.named && t.named && r.bare(p) && s.party == "":
			return list
		case s.named && !t.named && r.bare(q) && t.party == "":
			if p.Effect == "" {
				p.Effect = q.Effect
			}
			list[i] = p
			return list
		}
	}
	if len(list) > 0 && r.pronoun(p) || len(list) >= mostParties {
		return list
	}
	return append(list[:len(list):len(list)], p)
}

// bare is true for the words that only stand for whoever it was: "gunmen",
// "militants", "people", "it".
func (r *reading) bare(p draft.Party) bool {
	if p.Token < 0 || p.Token >= len(r.d.Tokens) {
		return true
	}
	return r.pronoun(p) || r.is("bare", p.Token)
}

func (r *reading) pronoun(p draft.Party) bool {
	return p.Token >= 0 && p.Token < len(r.d.Tokens) && r.d.Tokens[p.Token].UPOS == "PRON"
}

func addWeapon(list []draft.Weapon, w draft.Weapon, r *reading) []draft.Weapon {
	for _, v := range list {
		if v.Token == w.Token || v.Kind == w.Kind && v.Token >= 0 && w.Token >= 0 && max(v.Token, w.Token) < len(r.d.Tokens) && r.lemma(v.Token) == r.lemma(w.Token) {
			return list
		}
	}
	return append(list, w)
}
