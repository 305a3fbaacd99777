package talks

import (
	"cmp"
	"slices"

	"parley"
)

// sided is a party of an incident with the side that it stands for.
type sided struct {
	side  string
	party parley.Party
	rank  int
}

// sidesOf returns the pair that meets, and everybody who does. Of more than two
// sides the pair is the armed group and the government of its country, where
// there are just those two; the rest help them. Otherwise it is not known who
// talks with whom.
func sidesOf(in parley.Incident) (Pair, []sided, bool) {
	if in.Background || in.Status != parley.Happened || in.Type != parley.Consult && in.Type != parley.Agree {
		return Pair{}, nil, false
	}
	var who []sided
	for _, p := range slices.Concat(in.Sources, in.Targets) {
		if x, ok := standsFor(p); ok {
			who = append(who, x)
		}
	}
	slices.SortStableFunc(who, func(a, b sided) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.side, b.side), cmp.Compare(a.party.Actor, b.party.Actor))
	})
	var sides []sided
	for _, x := range who {
		if !slices.ContainsFunc(sides, func(s sided) bool { return s.side == x.side }) {
			sides = append(sides, x)
		}
	}
	first, second, ok := principals(sides)
	if !ok {
		return Pair{}, nil, false
	}
	return Pair{min(first, second), max(first, second)}, who, true
}

// Ranks of who talks: those who fight, those who govern, those who help.
const (
	rankArmed = iota
	rankState
	rankHelper
)

// standsFor returns the side of a party: that of a person is the one that he or
// she speaks for. Civilians, things and who is not known stand for none.
func standsFor(p parley.Party) (sided, bool) {
	side := p.Side
	if side == "" && p.Kind != "person" && p.Kind != "thing" {
		side = p.Actor
	}
	if side == "" || p.Sector == "CVL" {
		return sided{}, false
	}
	x := sided{side: side, party: p, rank: rankHelper}
	switch p.Sector {
	case "REB", "UAF", "SPY", "OPP":
		x.rank = rankArmed
	case "GOV", "MIL", "COP", "JUD", "LEG", "SEC":
		x.rank = rankState
	}
	return x, true
}

// principals chooses the two that talk from the sides, by rank.
func principals(sides []sided) (first, second string, ok bool) {
	if len(sides) == 2 {
		// A mediator who meets one of the parties is no negotiation of theirs.
		return sides[0].side, sides[1].side, sides[0].rank != rankHelper && sides[1].rank != rankHelper
	}
	var armed, own []sided
	for _, s := range sides {
		if s.rank == rankArmed {
			armed = append(armed, s)
		}
	}
	if len(armed) != 1 {
		return "", "", false
	}
	for _, s := range sides {
		if s.rank == rankState && s.party.Country != "" && s.party.Country == armed[0].party.Country {
			own = append(own, s)
		}
	}
	if len(own) != 1 {
		return "", "", false
	}
	return armed[0].side, own[0].side, true
}
