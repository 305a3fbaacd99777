package export

import (
	"cmp"
	"slices"
	"strings"

	"parley"
)

// actorSort is the sort of an actor: ACLED's eight, with the numbers of its inter
// columns; 0 where it is not known.
type actorSort int

const (
	sortUnknown actorSort = iota
	sortState
	sortRebel
	sortMilitia
	sortIdentity
	sortRioters
	sortProtesters
	sortCivilians
	sortExternal
)

// sortNames are the words of export/sectors.tsv.
var sortNames = [...]string{
	"unknown", "state forces", "rebel group", "political militia", "identity militia",
	"rioters", "protesters", "civilians", "external",
}

// sortNamed returns the sort of a name of export/sectors.tsv; sortUnknown for others.
func sortNamed(name string) actorSort { return actorSort(max(0, slices.Index(sortNames[:], name))) }

// armed tells whether such an actor carries arms.
func (s actorSort) armed() bool {
	return s == sortState || s == sortRebel || s == sortMilitia || s == sortIdentity || s == sortExternal
}

// unarmed tells whether such an actor carries none.
func (s actorSort) unarmed() bool { return s == sortCivilians || s == sortProtesters }

// actor is a party with its sort.
type actor struct {
	*parley.Party
	sort actorSort
}

const (
	kindPerson       = "person"
	kindThing        = "thing"
	kindOrganisation = "organisation"
)

// actors are the people of one side of an incident, things left out. at is where
// it was, nil if not known; hit tells that they are those whom violence befell.
func (b *codebook) actors(parties []parley.Party, at *country, violent, hit bool) []actor {
	out := make([]actor, 0, len(parties))
	for i := range parties {
		p := &parties[i]
		if p.Kind != kindThing {
			out = append(out, actor{p, b.sort(p, at, violent, hit)})
		}
	}
	return out
}

// sort is the sort of a party. People who were hit and whom nobody calls armed
// are civilians, as the codebooks have it; forces away from their country, or
// of no one country, are external.
func (b *codebook) sort(p *parley.Party, at *country, violent, hit bool) actorSort {
	row, ok := b.sectors[p.Sector]
	if !ok {
		if violent && hit && p.Sector == "" && p.Side == "" && p.Kind != kindOrganisation {
			return sortCivilians
		}
		return sortUnknown
	}
	s := row.actor
	if violent && hit {
		s = row.group
		if p.Kind == kindPerson {
			s = row.person
		}
	}
	if s != sortState || !violent {
		return s
	}
	home := b.countries[p.Country]
	if home == nil {
		home = b.government(p)
	}
	if home == nil && p.Sector == "MIL" && p.Side == "" || home != nil && at != nil && home != at {
		return sortExternal
	}
	return s
}

// armedFirst puts those who bear arms before those who bear none, and both before
// those of whom that is not known; unarmedFirst puts those who bear none first.
func armedFirst(list []actor) []actor { return byArms(list, actorSort.armed, actorSort.unarmed) }

func unarmedFirst(list []actor) []actor { return byArms(list, actorSort.unarmed, actorSort.armed) }

// byArms orders actors: first those of one kind, then those of another, then the rest.
func byArms(list []actor, first, second func(actorSort) bool) []actor {
	rank := func(a actor) int {
		switch {
		case first(a.sort):
			return 0
		case second(a.sort):
			return 1
		}
		return 2
	}
	out := slices.Clone(list)
	slices.SortStableFunc(out, func(a, b actor) int { return cmp.Compare(rank(a), rank(b)) })
	return out
}

// anyActor tells whether one of the actors is of a kind.
func anyActor(list []actor, of func(actorSort) bool) bool {
	return slices.ContainsFunc(list, func(a actor) bool { return of(a.sort) })
}

// partyName is the name of the party of an actor: a person stands for the party
// where that is listed.
func (b *codebook) partyName(a actor) string {
	if a.Kind == kindPerson && a.Side != "" && a.Side != a.Actor {
		if name := b.sides[a.Side]; name != "" {
			return name
		}
	}
	return a.Name
}

// joined puts the names of a list into one cell, each once; a name's own
// semicolons become commas.
func joined(names []string, between string) string {
	var out []string
	for _, n := range names {
		n = strings.ReplaceAll(oneLine(n), ";", ",")
		if n != "" && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return strings.Join(out, between)
}

// oneLine makes one line of a text, with single blanks.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
