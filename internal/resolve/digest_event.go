package resolve

import (
	"slices"
	"strings"

	"parley"
)

// digest makes the part of an event's digest that the record gives without the
// words of the article.
func (s *summing) digest(e *parley.Event, article, outlet string, published parley.Period) *Digest {
	d := &Digest{
		Event: e.ID, Article: article, Outlet: outlet, Published: spanOf(published),
		Kind: e.Kind, Type: e.Type, Mode: e.Mode, Status: e.Status,
		Background: e.Background, Aggregate: e.Aggregate,
		Killed: figureOf(e.Killed), Injured: figureOf(e.Injured),
		Claims: slices.Clone(e.Claims), Accounts: len(e.Accounts), Voices: s.voicesOf(e),
		Sources: partiesOf(e.Sources), Targets: partiesOf(e.Targets),
		CAMEO: e.CAMEO, Goldstein: e.Goldstein, ACLED: e.ACLED, Confidence: e.Confidence,
	}
	if e.Date != nil {
		d.Date, d.DateText, d.DateHow = spanOf(e.Date.Period), shorten(e.Date.Text), e.Date.How
	}
	if e.Place != nil {
		d.Place, d.PlaceHow = placeOf(e.Place), e.Place.How
	}
	for _, t := range e.Tolls {
		d.Tolls = append(d.Tolls, Toll{t.Outcome, t.Group, figureOf(&t.Range), t.Part, t.Attackers, t.By})
	}
	for _, a := range e.Accounts {
		d.Denied = d.Denied || a.Stance == "denies"
	}
	for _, w := range e.Weapons {
		if w.Kind != "" && !slices.Contains(d.Weapons, w.Kind) {
			d.Weapons = append(d.Weapons, w.Kind)
		}
	}
	return d
}

// maxPartyText is how many bytes of a party's words are kept: a list row's worth.
const maxPartyText = 60

func partiesOf(list []parley.Party) []Party {
	out := slices.Clone(list)
	for i := range out {
		out[i].Text = shorten(out[i].Text)
	}
	return out
}

// shorten cuts words behind a blank so that maxPartyText bytes are left at most.
func shorten(t string) string {
	if len(t) <= maxPartyText {
		return t
	}
	cut := strings.LastIndexByte(t[:maxPartyText], ' ')
	return strings.ToValidUTF8(t[:max(cut, 0)], "")
}

func placeOf(p *parley.EventPlace) Place {
	out := Place{
		ID: p.ID, Name: p.Name, Country: p.Country, Admin1: p.Admin1, Admin2: p.Admin2,
		Precision: p.Precision, Near: p.Near,
	}
	if p.Lat != nil && p.Lon != nil {
		out.HasPoint, out.Lat, out.Lon = true, *p.Lat, *p.Lon
	}
	return out
}
