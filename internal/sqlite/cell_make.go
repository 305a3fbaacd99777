package sqlite

import (
	"context"
	"slices"

	"parley"
)

// values are what a row is made of, before its values have numbers.
type values struct {
	country    string
	slots      [slots]word
	parties    []party
	outlets    []string
	background bool
	aggregate  bool
}

// party is a party of a row, as it is told.
type party struct {
	parley.Party
	role uint8
}

// happening returns the values of an event or incident.
func happening(kind parley.EventKind, typ parley.EventType, mode parley.Mode, status parley.Status, standing parley.Standing,
	place *parley.EventPlace, sources, targets []parley.Party) values {
	var at parley.EventPlace
	if place != nil {
		at = *place
	}
	v := values{country: at.Country, slots: [slots]word{
		slotKind: {fieldKind, string(kind)}, slotType: {fieldType, string(typ)}, slotMode: {fieldMode, string(mode)},
		slotStatus: {fieldStatus, string(status)}, slotStanding: {fieldStanding, string(standing)},
		slotAdmin1: {fieldAdmin1, at.Admin1}, slotPlace: {fieldPlace, at.Name},
	}}
	for _, p := range sources {
		v.parties = append(v.parties, party{p, roleSource})
	}
	for _, p := range targets {
		v.parties = append(v.parties, party{p, roleTarget})
	}
	return v
}

// learnValues gives numbers to what rows are made of. Spellings and actors are those of
// lists that count them.
func (t *tx) learnValues(ctx context.Context, list []values, counting bool) error {
	l := t.changes()
	var words []word
	var parties []partyName
	var spellings []spelled
	var actors []string
	for i := range list {
		v := &list[i]
		words = append(words, word{fieldCountry, v.country})
		words = append(words, v.slots[:]...)
		for _, o := range v.outlets {
			words = append(words, word{fieldOutlet, o})
		}
		for _, p := range v.parties {
			parties = append(parties, partyNameOf(p.Party))
			if counting && p.Actor != "" {
				spellings, actors = append(spellings, spelled{p.Actor, p.Text}), append(actors, p.Actor)
			}
		}
	}
	words = slices.DeleteFunc(words, func(w word) bool { return w.text == "" })
	if err := l.words.learn(ctx, t.s, words); err != nil {
		return err
	}
	if err := l.parties.learn(ctx, t.s, parties); err != nil {
		return err
	}
	if err := l.spellings.learn(ctx, t.s, spellings); err != nil {
		return err
	}
	if err := l.actors.learn(ctx, t.s, actors); err != nil {
		return err
	}
	for _, p := range parties {
		l.actorOf[l.parties.number(p)] = l.actors.number(p.actor)
	}
	return nil
}

// row makes the row of values that have numbers, and gives its country.
func (l *lists) row(id string, n int64, v *values) (listRow, uint32) {
	r := listRow{n: uint32(n), tie: tieOf(id), day: noDay, from: openFrom, to: openTo, due: noDay,
		low: none, best: none, high: none, background: v.background, aggregate: v.aggregate}
	for i, w := range v.slots {
		r.slots[i] = l.words.number(w)
	}
	for _, p := range v.parties {
		ref := partyRef{party: l.parties.number(partyNameOf(p.Party)), role: p.role}
		if p.Actor != "" {
			ref.spelling = l.spellings.number(spelled{p.Actor, p.Text})
		}
		r.parties = append(r.parties, ref)
	}
	for _, o := range v.outlets {
		if n := l.words.number(word{fieldOutlet, o}); n != 0 && !slices.Contains(r.outlets, n) {
			r.outlets = append(r.outlets, n)
		}
	}
	return r, l.words.number(word{fieldCountry, v.country})
}

// when sets the days of a row: those on which it can have been, and the one by
// which it is sorted, for which days of publication stand in.
func (r *listRow) when(d *parley.Date, reported parley.Period) {
	if d != nil && !d.IsZero() {
		r.dated = true
		_, r.from, r.to = days(d.Period)
	}
	for _, t := range []parley.Period{{From: dateOf(d).From}, {From: dateOf(d).To}, {From: reported.From}, {From: reported.To}} {
		if !t.From.IsZero() {
			r.day = dayOf(t.From)
			return
		}
	}
}

// dateOf is the period of a date, zero for nil.
func dateOf(d *parley.Date) parley.Period {
	if d == nil {
		return parley.Period{}
	}
	return d.Period
}

// figure is a count as rows hold it.
func figure(n *int) int32 {
	if n == nil {
		return none
	}
	return int32(max(0, clamp(*n)))
}
