package resolve

import (
	"strings"

	"parley"
)

// fit is how far two parties can be the same.
type fit int

const (
	fitUnknown fit = iota // one of them is not told
	fitOther              // two parties that are not one
	fitUnlike             // of two sorts: police and shoppers
	fitLoose              // nothing speaks against it
	fitSector             // of one sort: gunmen and a rebel group
	fitSide               // of one side
	fitSame               // one actor
)

// partyMatch is the best fit of two lists of parties.
type partyMatch struct {
	fit  fit
	name string
}

// measureParties compares who acts and on whom. Where neither side is clearly
// the one that acts, the lists may be swapped.
func (p *pair) measureParties() {
	a, b := p.a, p.b
	p.sources, p.targets = match(a.Sources, b.Sources), match(a.Targets, b.Targets)
	if mutual(a) || mutual(b) {
		s, t := match(a.Sources, b.Targets), match(a.Targets, b.Sources)
		if s.fit+t.fit > p.sources.fit+p.targets.fit {
			p.sources, p.targets, p.swapped = s, t, true
		}
	}
	for _, side := range []struct {
		m                 partyMatch
		same, fits, other feature
	}{{p.sources, sourceSame, sourceFits, sourceOther}, {p.targets, targetSame, targetFits, targetOther}} {
		switch side.m.fit {
		case fitSame:
			p.values[side.same] = 1
		case fitSide:
			p.values[side.same] = .7
		case fitSector:
			p.values[side.fits] = 1
		case fitUnlike:
			p.values[side.other] = .5
		case fitOther:
			p.values[side.other] = 1
		}
	}
	for _, c := range a.Claims {
		for _, k := range b.Claims {
			if c.Actor != "" && c.Actor == k.Actor && c.Stance == k.Stance {
				p.values[claimSame] = 1
			}
		}
	}
}

// mutual is true where both sides do the same: talks, agreements, clashes.
func mutual(d *Digest) bool {
	switch d.Type {
	case parley.Consult, parley.Agree, parley.Cooperate:
		return true
	case parley.Retreat:
		return d.Mode == parley.ModeCeasefire
	}
	return d.Mode == parley.ModeClash
}

// match returns the best fit of two lists. Lists are short.
func match(a, b []Party) partyMatch {
	var best partyMatch
	for i := range a {
		for j := range b {
			if f := fits(&a[i], &b[j]); f > best.fit {
				best = partyMatch{f, b[j].Name}
				if best.name == "" {
					best.name = b[j].Text
				}
			}
		}
	}
	return best
}

// fits says how far two parties can be the same.
func fits(p, q *Party) fit {
	switch {
	case p.Actor != "" && p.Actor == q.Actor:
		if p.Side == "" && p.Kind != "person" && p.Kind != "organisation" {
			return fitSector // "gunmen", "civilians": the same word, not the same people
		}
		return fitSame
	case p.Side != "" && p.Side == q.Side:
		return fitSide
	case p.Actor == "" && q.Actor == "":
		if strings.EqualFold(p.Text, q.Text) {
			return fitSector
		}
		return fitLoose
	case p.Sector != "" && p.Sector == q.Sector && (p.Side == "" || q.Side == ""):
		return fitSector
	case p.Side != "" && q.Side != "":
		return fitOther
	case armed(p) && armed(q):
		return fitSector
	case unarmed(p) && armed(q) && q.Side != "", unarmed(q) && armed(p) && p.Side != "":
		return fitUnlike
	case p.Sector != "" && q.Sector != "" && p.Kind != "thing" && q.Kind != "thing":
		return fitUnlike
	}
	return fitLoose
}

// armed is true for fighters of no known side.
func armed(p *Party) bool {
	switch p.Sector {
	case "REB", "UAF", "PRM", "IMG", "CRM", "SEP":
		return true
	}
	return false
}

func unarmed(p *Party) bool {
	switch p.Sector {
	case "CVL", "JRN", "NGO", "MED", "REL", "EDU", "HLH", "LAB", "REF":
		return true
	}
	return false
}
