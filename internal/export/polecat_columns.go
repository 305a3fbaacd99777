package export

import (
	"slices"

	"parley"
)

// polecatColumns are the columns of POLECAT, in its order. What the record does not
// hold is empty: the pages of Wikipedia, and the people, bodies and places of the
// whole story beside those of the event, and the version of the coder.
func polecatColumns() []polecatColumn {
	nothing := func(*polecatRow) string { return "" }
	return slices.Concat(
		[]polecatColumn{
			{"Event ID", func(r *polecatRow) string { return r.t.Event.ID }},
			{"Event Date", (*polecatRow).eventDate},
			{"Event Type", func(r *polecatRow) string { return string(r.t.Event.Type) }},
			{"Event Mode", (*polecatRow).mode},
			{"Intensity", func(r *polecatRow) string { return r.plover.score }},
			{"Quad Code", func(r *polecatRow) string { return r.plover.quad }},
			{"Contexts", func(r *polecatRow) string { return r.contexts }},
		},
		partyColumnsOf("Actor", func(r *polecatRow) []*parley.Party { return r.a }),
		partyColumnsOf("Recipient", func(r *polecatRow) []*parley.Party { return r.b }),
		[]polecatColumn{
			{"Placename", onPlace(func(p *parley.EventPlace) string { return p.Name })},
			{"City", onPlace(func(p *parley.EventPlace) string { return only(p, parley.PlaceExact, p.Name) })},
			{"District", onPlace(func(p *parley.EventPlace) string { return p.Admin2 })},
			{"Province", onPlace(func(p *parley.EventPlace) string { return p.Admin1 })},
			{"Country", onPlace(func(p *parley.EventPlace) string { return p.Country })},
			{"Latitude", onPlace(func(p *parley.EventPlace) string { return degrees(p.Lat) })},
			{"Longitude", onPlace(func(p *parley.EventPlace) string { return degrees(p.Lon) })},
			{"GeoNames ID", onPlace(geoNames)},
			{"Raw Placename", (*polecatRow).rawPlace},
			{"Feature Type", onPlace(featureType)},
			{"Source", func(r *polecatRow) string { return oneLine(r.t.Article.Outlet) }},
			{"Publication Date", func(r *polecatRow) string { return exactDay(r.t.Article.Published.Period) }},
			{"Story People", nothing},
			{"Story Organizations", nothing},
			{"Story Locations", nothing},
			{"Language", func(r *polecatRow) string { return r.t.Article.Language }},
			{"Version", nothing},
		})
}

// partyColumnsOf are the eight columns of one side. Several parties of one side
// stand in one cell with semicolons between.
func partyColumnsOf(side string, of func(*polecatRow) []*parley.Party) []polecatColumn {
	list := func(one func(*parley.Party) string) func(*polecatRow) string {
		return func(r *polecatRow) string { return ofParties(of(r), one) }
	}
	primary := func(r *polecatRow) string {
		if list := of(r); len(list) > 0 {
			return list[0].Sector
		}
		return ""
	}
	cow := func(r *polecatRow) string {
		return ofParties(of(r), func(x *parley.Party) string {
			if c := r.book.countries[x.Country]; c != nil {
				return c.warsCode
			}
			return ""
		})
	}
	return []polecatColumn{
		{side + " Name", list(func(x *parley.Party) string { return x.Name })},
		{side + " Country", list(func(x *parley.Party) string { return x.Country })},
		{side + " COW", cow},
		{"Primary " + side + " Sector", primary},
		{side + " Sectors", list(func(x *parley.Party) string { return x.Sector })},
		{side + " Title", func(*polecatRow) string { return "" }}, // the record keeps no titles of parties
		{side + " Name Raw", list(func(x *parley.Party) string { return x.Text })},
		{"Wikipedia " + side + " ID", func(*polecatRow) string { return "" }},
	}
}

// eventDate is the day of the event; empty where it is not known to the day.
func (r *polecatRow) eventDate() string {
	if r.t.Event.Date == nil {
		return ""
	}
	return exactDay(r.t.Event.Date.Period)
}

// mode is the mode of PLOVER; empty for Parley's own of a clash.
func (r *polecatRow) mode() string {
	if r.t.Event.Mode == parley.ModeClash {
		return ""
	}
	return string(r.t.Event.Mode)
}

func onPlace(of func(*parley.EventPlace) string) func(*polecatRow) string {
	return func(r *polecatRow) string {
		if r.t.Event.Place == nil {
			return ""
		}
		return of(r.t.Event.Place)
	}
}

// only is a value for places of one precision, empty for others.
func only(p *parley.EventPlace, precision parley.PlacePrecision, value string) string {
	if p.Precision != precision || p.ID == "" {
		return ""
	}
	return value
}

// rawPlace is the words of the article for the place.
func (r *polecatRow) rawPlace() string {
	for _, v := range r.t.Event.Evidence {
		if v.Role == "place" {
			return oneLine(v.Quote)
		}
	}
	return ""
}

// featureType says what the coordinates stand for, in the codes of GeoNames where
// the precision settles the code.
func featureType(p *parley.EventPlace) string {
	switch {
	case p.ID == "":
		return ""
	case p.Precision == parley.PlaceCountry:
		return "PCLI"
	case p.Precision == parley.PlaceAdmin1:
		return "ADM1"
	case p.Precision == parley.PlaceAdmin2:
		return "ADM2"
	}
	return ""
}
