package who

import (
	"strconv"
	"strings"

	"parley/internal/doc"
)

// addPersons makes actors and mentions of the persons.
func (r *reading) addPersons() {
	for i := range r.persons {
		p := &r.persons[i]
		if len(p.uses) == 0 {
			continue
		}
		for _, at := range p.uses {
			r.dropInside(&r.uses[at])
		}
		r.freeDropped("x:" + slug(p.folded))
		p.actor = r.actorFor(r.actorOf(p))
		if r.personOfActor[p.actor] == 0 {
			r.personOfActor[p.actor] = i + 1
		}
		for _, at := range p.uses {
			u := &r.uses[at]
			how := u.how
			if p.listed != doc.None && how == doc.ByName && fold(r.list.persons[p.listed].name) != u.folded {
				how = doc.ByAlias
			}
			m := r.addMention(u.first, u.last, r.headOf(u.first, u.last), p.actor, how)
			r.mentions[m].Likeness = u.likeness
			u.mention = m + 1
		}
	}
}

// tieToMasters ties spokesmen and aides to the persons whom they work for, and
// gives them their side.
func (r *reading) tieToMasters() {
	for i := range r.persons {
		p := &r.persons[i]
		if p.role == nil || p.role.bond.ofUse == 0 || len(p.uses) == 0 {
			continue
		}
		master := r.uses[p.role.bond.ofUse-1].person
		if master == doc.None || r.persons[master].actor == p.actor {
			continue
		}
		a, m := &r.actors[p.actor], &r.actors[r.persons[master].actor]
		a.Of = m.ID
		if a.Side == "" {
			a.Side, a.Country = m.Side, m.Country
		}
	}
}

// actorOf describes a person as an actor.
func (r *reading) actorOf(p *person) doc.Actor {
	a := doc.Actor{ID: r.freeID("x:" + slug(p.folded)), Name: p.name, Kind: doc.ActorPerson, Source: doc.FromName, Same: p.same}
	if p.role != nil && p.role.bond.context && p.listed != doc.None {
		p.role.bond = bond{sector: p.role.bond.sector} // the list knows, the context guesses
	}
	if p.role != nil {
		a.Role = r.text(p.role.first, p.role.last)
		b := p.role.bond
		a.Country, a.Sector, a.Side, a.Of = b.country, b.sector, b.side, b.of
	}
	if p.listed == doc.None {
		r.likelySide(p, &a)
		return a
	}
	l := &r.list.persons[p.listed]
	a.ID, a.Name, a.Source = l.id, l.name, doc.FromList
	t := r.termThen(p, l)
	if a.Role == "" {
		a.Role = t.text
	}
	pub := r.d.Published.Period
	if a.Side == "" || a.Side != t.side && p.role != nil && t.office != nil && t.office.key == p.role.office.key && !pub.IsZero() && during(t, pub) {
		// The list knows better which Congo the "Congolese president" rules.
		a.Side, a.Of, a.Country = t.side, t.of, t.country
		if !pub.IsZero() && !t.to.IsZero() && !pub.From.IsZero() && t.to.Before(pub.From) && strings.HasSuffix(a.Side, "-gov") && !r.holdsNow(p, t) {
			a.Side, a.Of = "", "" // out of office
		}
	}
	if a.Country == "" {
		a.Country = t.country
	}
	if a.Sector == "" && t.office != nil {
		a.Sector = t.office.sector
	}
	return a
}

// holdsNow reports whether the text gives a person the very office of a term,
// and not as a past one.
func (r *reading) holdsNow(p *person, t *term) bool {
	if p.role == nil || t.office == nil || p.role.office.key != t.office.key {
		return false
	}
	for i := p.role.first; i < p.role.head; i++ {
		if isPast(r.low[i]) {
			return false
		}
	}
	return !isPast(r.low[p.role.head])
}

// likelySide takes the side of a person whose text tells none from a listed
// one who is very likely meant.
func (r *reading) likelySide(p *person, a *doc.Actor) {
	if a.Side != "" || len(p.same) == 0 || p.same[0].P < 0.7 {
		return
	}
	for i := range r.list.persons {
		if l := &r.list.persons[i]; l.id == p.same[0].ID {
			t := r.termThen(p, l)
			a.Side, a.Of = t.side, t.of
			if a.Country == "" {
				a.Country = t.country
			}
			return
		}
	}
}

// termThen returns the role of a listed person that fits the text and the
// article's date best.
func (r *reading) termThen(p *person, l *listed) *term {
	best, at := -1.0, 0
	for i := range l.terms {
		if f, _ := r.fitTerm(p, &l.terms[i], true); f > best {
			best, at = f, i
		}
	}
	return &l.terms[at]
}

// freeDropped gives an ID free that only mentions left out have used: a body
// of that name was a person.
func (r *reading) freeDropped(id string) {
	i, ok := r.byID[id]
	if !ok {
		return
	}
	for m := range r.mentions {
		if r.mentions[m].Actor == i && !r.dropped[m] {
			return
		}
	}
	delete(r.byID, id)
}

// freeID returns an ID that no actor has yet.
func (r *reading) freeID(id string) string {
	for n, try := 2, id; ; n++ {
		if _, ok := r.byID[try]; !ok {
			return try
		}
		try = id + "-" + strconv.Itoa(n)
	}
}

// dropInside leaves out mentions of parties that are part of a person's name:
// the movement in "Abdul Malik al-Houthi".
func (r *reading) dropInside(u *nameUse) {
	for i := u.first; i < u.last; i++ {
		at := r.cover[i]
		if at == doc.None {
			at = r.headM[i]
		}
		if at != doc.None {
			if m := &r.mentions[at]; m.First >= u.first && m.Last <= u.last {
				r.dropped[int(at)] = true
			}
		}
	}
}

// roleMentions adds the noun phrases that are a person's role: the subject of
// "a spokesman for the Taliban, Qari Ahmadi, said" is the spokesman.
func (r *reading) roleMentions() {
	for i := range r.persons {
		p := &r.persons[i]
		for _, at := range p.uses {
			for j := range r.uses[at].roles {
				r.roleMention(p.actor, &r.uses[at], &r.uses[at].roles[j])
			}
		}
	}
}

func (r *reading) roleMention(actor int, u *nameUse, o *role) {
	if m := r.headM[o.head]; m != doc.None {
		r.mentions[m].Actor, r.mentions[m].How = actor, doc.ByRole
		return
	}
	first, last := o.first, o.last
	if o.how == byTitle {
		last = u.last
		if h := r.headOf(first, last); h >= u.first {
			return // the name is the head, the title hangs on it
		}
	}
	s := r.sentence(first)
	if first > s.First && r.upos(first-1) == "DET" {
		first--
	}
	m := r.addMention(first, last, r.headOf(first, last), actor, doc.ByRole)
	r.headM[r.mentions[m].Head] = int32(m)
}
