package export

import (
	"parley"
)

// acledSide is one of the two sides of an ACLED event; the zero value is one that
// nobody tells.
type acledSide struct {
	name  string
	assoc []string // who was beside it, and what names it more exactly
	sort  actorSort
}

// inter is the number of a sort in the inter columns; empty where not known.
func (s actorSort) inter() string {
	if s == sortUnknown {
		return ""
	}
	return figure(int(s))
}

// interaction is ACLED's number for two sides, the lower sort first whichever
// side it is, and 0 for a second side that there is not. It is empty where the
// sort of a side is not known, only the second side is, or there must have been
// a second one: in a battle, and where civilians are attacked.
func (r *acledRow) interaction() string {
	a, b := r.a, r.b
	switch {
	case a.sort == sortUnknown || b.name != "" && b.sort == sortUnknown:
		return ""
	case b.name == "" && (r.kind.kind == acledBattles || r.kind.kind == acledCivilians):
		return ""
	case b.name == "":
		return figure(int(a.sort) * 10)
	}
	return figure(int(min(a.sort, b.sort))*10 + int(max(a.sort, b.sort)))
}

// sides are the two sides of an incident of a type.
func (p *acled) sides(d *parley.IncidentDetail, s subEvent, at *country) (a, b acledSide) {
	violent := s.kind != acledStrategic
	as := p.book.actors(d.Sources, at, violent, false)
	bs := p.book.actors(d.Targets, at, violent, d.Mode != parley.ModeClash) // in a clash both sides act
	switch s.kind {
	case acledProtests, acledRiots:
		as = demonstrators(as, d.Type == parley.Protest, s.kind)
		bs = demonstrators(bs, d.Type != parley.Protest, s.kind)
	case acledCivilians:
		bs = unarmedFirst(bs)
	case acledBattles:
		bs = armedFirst(bs)
	case acledExplosions:
		bs = armedFirst(bs) // those who stood beside the target come after it
	}
	bs = others(bs, as)
	a, b = p.side(as, at, s), p.side(bs, at, s)
	switch {
	case s.kind == acledCivilians && b.name != "" && b.sort != sortCivilians:
		// Who bears arms and is hit unarmed is a civilian; what they are stands beside.
		b = acledSide{civiliansOf(at), append([]string{b.name}, b.assoc...), sortCivilians}
	case s.kind == acledStrategic && a.name == "":
		a, b = b, acledSide{}
	}
	return a, b
}

// demonstrators makes those who take part in a demonstration protesters or rioters.
func demonstrators(list []actor, they bool, kind string) []actor {
	out := make([]actor, len(list))
	copy(out, list)
	for i := range out {
		switch {
		case !they || out[i].sort == sortState || out[i].sort == sortExternal:
		case kind == acledRiots:
			out[i].sort = sortRioters
		default:
			out[i].sort = sortProtesters
		}
	}
	return out
}

// others leaves out of a side who heads the other one.
func others(list, other []actor) []actor {
	if len(other) == 0 {
		return list
	}
	head := other[0]
	out := make([]actor, 0, len(list))
	for _, x := range list {
		if x.Actor == "" || x.Actor != head.Actor {
			out = append(out, x)
		}
	}
	return out
}

// side makes one side of actors: the first is its actor, the others stand beside
// it. In a battle nobody unarmed does.
func (p *acled) side(list []actor, at *country, s subEvent) acledSide {
	if len(list) == 0 {
		return acledSide{}
	}
	out := acledSide{name: p.name(list[0], at, s), sort: list[0].sort}
	for i, x := range list {
		if s.kind == acledBattles && i > 0 && !x.sort.armed() {
			continue
		}
		if name := p.name(x, at, s); name != out.name {
			out.assoc = append(out.assoc, name)
		}
		if p.more(x, out.name, s) {
			out.assoc = append(out.assoc, x.Name)
		}
	}
	return out
}

// more tells whether the name of an actor says more than how ACLED calls its sort.
// Of civilians that is their trade or faith; where they are no victims of violence
// but freed or arrested, also who they are.
func (p *acled) more(x actor, called string, s subEvent) bool {
	if x.Name == called {
		return false
	}
	switch x.sort {
	case sortCivilians, sortProtesters, sortRioters:
		return s.kind == acledStrategic || x.Sector != "" && x.Sector != "CVL"
	}
	return x.Kind == kindPerson || x.Kind == kindOrganisation
}

// name is how ACLED calls an actor: by a general name with the country for
// civilians, demonstrators, unidentified groups and the forces of a state (whose
// years in office are not known here), else by its own.
func (p *acled) name(x actor, at *country, s subEvent) string {
	home := p.book.countries[x.Country]
	if home == nil {
		home = at
	}
	switch x.sort {
	case sortCivilians:
		return civiliansOf(home)
	case sortProtesters:
		return inCountry("Protesters", home)
	case sortRioters:
		return inCountry("Rioters", home)
	}
	if state := p.book.government(x.Party); state != nil {
		switch x.Sector {
		case "MIL":
			return "Military Forces of " + state.acledName
		case "COP":
			return "Police Forces of " + state.acledName
		case "GOV":
			return "Government of " + state.acledName
		}
	}
	if x.Sector == "UAF" && x.Side == "" && s.kind != acledStrategic {
		return inCountry("Unidentified Armed Group", home)
	}
	return p.book.partyName(x)
}

func civiliansOf(c *country) string { return inCountry("Civilians", c) }

// inCountry writes a general name with its country, as ACLED does.
func inCountry(name string, c *country) string {
	if c == nil {
		return name
	}
	return name + " (" + c.acledName + ")"
}
