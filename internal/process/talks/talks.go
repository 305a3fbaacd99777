// Package talks makes negotiations of incidents: who talks with whom, where, with
// whose help, in which rounds, and what they agreed.
package talks

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"parley"
)

// Pair is the two sides of a negotiation: IDs of actors, in order.
type Pair struct{ A, B string }

// PairOf returns the sides that meet or agree in an incident. It fails for what
// is no meeting or agreement told as a fact, for background, and where there are
// not two sides to be made out.
func PairOf(in parley.Incident) (Pair, bool) {
	pair, _, ok := sidesOf(in)
	return pair, ok
}

// Wants returns the filter that finds the incidents that may be of a pair; those
// for which PairOf gives the pair are.
func Wants(p Pair) parley.Filter {
	return parley.Filter{
		Actor:    p.A,
		Types:    []parley.EventType{parley.Consult, parley.Agree},
		Statuses: []parley.Status{parley.Happened},
		Limit:    1000, Order: parley.OrderOldest,
	}
}

// pause is how long the sides may not meet before what follows is another
// negotiation. A convention: most peace processes that were taken up again later
// had another name by then.
const pause = 400 * 24 * time.Hour

// Of groups incidents into negotiations by the sides that talk and by time. Those
// that PairOf refuses are passed over. The order of either list does not matter.
func Of(incidents []parley.Incident, agreements []parley.Agreement) []parley.Talks {
	of := make(map[Pair][]parley.Incident)
	for _, in := range incidents {
		if p, ok := PairOf(in); ok && in.Date != nil && !in.Date.From.IsZero() {
			of[p] = append(of[p], in)
		}
	}
	var all []parley.Talks
	for p, ins := range of {
		slices.SortFunc(ins, func(a, b parley.Incident) int {
			return cmp.Or(a.Date.From.Compare(b.Date.From), cmp.Compare(a.ID, b.ID))
		})
		for len(ins) > 0 {
			end := 1
			for end < len(ins) && ins[end].Date.From.Sub(ins[end-1].Date.From) <= pause {
				end++
			}
			all = append(all, negotiation(p, ins[:end], agreements))
			ins = ins[end:]
		}
	}
	slices.SortFunc(all, func(a, b parley.Talks) int { return cmp.Compare(a.ID, b.ID) })
	return all
}

// negotiation sets out the incidents of one pair, by date.
func negotiation(p Pair, ins []parley.Incident, agreements []parley.Agreement) parley.Talks {
	h := sha256.Sum256([]byte("talks\x00" + p.A + "\x00" + p.B + "\x00" + ins[0].ID))
	t := parley.Talks{
		ID: "t-" + hex.EncodeToString(h[:8]), Parties: []parley.Party{}, Mediators: []parley.Party{}, Venues: []string{},
		Rounds: []string{}, Agreed: []string{}, Agreements: []string{},
		First: parley.DayOf(ins[0].Date.From), Last: parley.DayOf(ins[len(ins)-1].Date.From),
	}
	for _, in := range ins {
		_, who, _ := sidesOf(in)
		for _, x := range who {
			if x.side == p.A || x.side == p.B {
				t.Parties = once(t.Parties, x)
			} else {
				t.Mediators = once(t.Mediators, x)
			}
		}
		if in.Type == parley.Agree {
			t.Agreed = append(t.Agreed, in.ID)
		} else {
			t.Rounds = append(t.Rounds, in.ID)
			if in.Place != nil && in.Place.Name != "" && !slices.Contains(t.Venues, in.Place.Name) {
				t.Venues = append(t.Venues, in.Place.Name)
			}
		}
	}
	slices.SortFunc(t.Parties, func(a, b parley.Party) int { return cmp.Compare(a.Actor, b.Actor) })
	names := make([]string, len(t.Parties))
	for i, x := range t.Parties {
		names[i] = x.Name
		if t.Country == "" || x.Sector == "REB" {
			t.Country = x.Country
		}
	}
	t.Name = "Talks of " + strings.Join(names, " and ")
	for _, a := range agreements {
		if between(a, p) && a.Signed != nil && near(a.Signed.From, ins) {
			t.Agreements = append(t.Agreements, a.ID)
		}
	}
	slices.Sort(t.Agreements)
	return t
}

// between reports whether both sides are parties to an agreement.
func between(a parley.Agreement, p Pair) bool {
	has := func(side string) bool {
		return slices.ContainsFunc(a.Parties, func(x parley.Party) bool { return x.Actor == side || x.Side == side })
	}
	return has(p.A) && has(p.B)
}

// near reports whether a day is within a pause of the first and last of ins.
func near(day time.Time, ins []parley.Incident) bool {
	first, last := ins[0].Date.From, ins[len(ins)-1].Date.From
	return !day.Before(first.Add(-pause)) && !day.After(last.Add(pause))
}

// once adds the side of who, unless it is there.
func once(all []parley.Party, x sided) []parley.Party {
	for i, p := range all {
		if p.Actor != x.side {
			continue
		}
		if x.party.Actor == x.side { // the side itself rather than one of its envoys
			all[i] = bare(x)
		}
		return all
	}
	return append(all, bare(x))
}

// bare returns the side as a party, without what one article calls it; a side of
// which only an envoy is named goes by the envoy's name.
func bare(x sided) parley.Party {
	p := parley.Party{Actor: x.side, Name: x.party.Name, Kind: "group", Country: x.party.Country, Sector: x.party.Sector, Side: x.side}
	if x.party.Actor == x.side {
		p.Kind = x.party.Kind
	}
	return p
}
