package process

import (
	"slices"

	"parley"
)

// MayBear reports whether an incident can bear on u, by all but the words of its
// tellings: where it does not, Bears fails. It spares reading tellings. Like Bears
// and Wants it heeds nothing of u that depends on what bears on it.
func (l *Ledger) MayBear(u parley.Undertaking, in parley.Incident) bool {
	if !inCountry(&in, u.Country) {
		return false
	}
	for _, r := range l.byType[in.Type] {
		if l.holds(r, &u, &in) {
			return l.followed(&u)
		}
	}
	return false
}

// holds reports whether a rule holds but for the words that show the event, in
// the country of u.
func (l *Ledger) holds(r *rule, u *parley.Undertaking, in *parley.Incident) bool {
	return r.fits(in) && r.about(u) && l.timely(r, u, in) && r.sided(u, in)
}

// inCountry reports whether an incident's place or one of its parties is of a country.
func inCountry(in *parley.Incident, country string) bool {
	if country == "" {
		return false
	}
	of := func(p parley.Party) bool { return p.Country == country }
	return in.Place != nil && in.Place.Country == country || slices.ContainsFunc(in.Sources, of) || slices.ContainsFunc(in.Targets, of)
}
