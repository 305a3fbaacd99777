package export

import (
	"strconv"
	"strings"
	"time"

	"parley"
)

// acledColumns are the columns of ACLED's export, in its order. What nobody knows
// is empty: ACLED's third level of units, the scale of sources, and when a row was
// put into ACLED's own store.
func acledColumns() []acledColumn {
	nothing := func(*acledRow) string { return "" }
	return []acledColumn{
		{"event_id_cnty", (*acledRow).id},
		{"event_date", func(r *acledRow) string { return r.day.Format(time.DateOnly) }},
		{"year", func(r *acledRow) string { return strconv.Itoa(r.day.Year()) }},
		{"time_precision", func(r *acledRow) string { return strconv.Itoa(r.precision) }},
		{"disorder_type", func(r *acledRow) string { return r.kind.disorder }},
		{"event_type", func(r *acledRow) string { return r.kind.kind }},
		{"sub_event_type", func(r *acledRow) string { return r.kind.name }},
		{"actor1", func(r *acledRow) string { return r.a.name }},
		{"assoc_actor_1", func(r *acledRow) string { return joined(r.a.assoc, "; ") }},
		{"inter1", func(r *acledRow) string { return r.a.sort.inter() }},
		{"actor2", func(r *acledRow) string { return r.b.name }},
		{"assoc_actor_2", func(r *acledRow) string { return joined(r.b.assoc, "; ") }},
		{"inter2", func(r *acledRow) string { return r.b.sort.inter() }},
		{"interaction", (*acledRow).interaction},
		{"civilian_targeting", (*acledRow).civilianTargeting},
		{"iso", func(r *acledRow) string { return r.at.numeric }},
		{"region", func(r *acledRow) string { return r.at.acledRegion }},
		{"country", func(r *acledRow) string { return r.at.acledName }},
		{"admin1", func(r *acledRow) string { return r.d.Place.Admin1 }},
		{"admin2", func(r *acledRow) string { return r.d.Place.Admin2 }},
		{"admin3", nothing},
		{"location", func(r *acledRow) string { return r.d.Place.Name }},
		{"latitude", func(r *acledRow) string { return r.coordinate(r.d.Place.Lat) }},
		{"longitude", func(r *acledRow) string { return r.coordinate(r.d.Place.Lon) }},
		{"geo_precision", (*acledRow).geoPrecision},
		{"source", func(r *acledRow) string { return joined(outlets(r.d), "; ") }},
		{"source_scale", nothing},
		{"notes", (*acledRow).notes},
		{"fatalities", (*acledRow).fatalities},
		{"tags", func(r *acledRow) string { return strings.Join(r.tags(), "; ") }},
		{"timestamp", nothing},
	}
}

// outlets are the outlets of the articles that tell an incident, in order of
// publication; articles whose outlet is not known have none.
func outlets(d *parley.IncidentDetail) []string {
	var out []string
	for i := range d.Tellings {
		out = append(out, d.Tellings[i].Article.Outlet)
	}
	return out
}

// tags are ACLED's where the record shows them, and Parley's own: the incident
// that the row was made of, and what a reader should know of its standing.
func (r *acledRow) tags() []string {
	var out []string
	if onlyWomen(r.d) && r.kind.disorder == "Political violence" {
		out = append(out, "women targeted")
	}
	if r.d.Status == parley.Alleged {
		out = append(out, "alleged")
	}
	if r.d.Standing == parley.Contested {
		out = append(out, "disputed")
	}
	return append(out, "incident="+r.d.ID)
}

// onlyWomen tells whether all who are told to have been hit are women.
func onlyWomen(d *parley.IncidentDetail) bool {
	found := false
	for i := range d.Tellings {
		e := &d.Tellings[i].Event
		for j := range e.Tolls {
			if t := &e.Tolls[j]; !t.Attackers && counts(e) {
				if t.Group != "women" {
					return false
				}
				found = true
			}
		}
	}
	return found
}
