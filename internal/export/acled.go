package export

import (
	"io/fs"
	"strconv"
	"time"

	"parley"
)

// acled makes rows in the columns of ACLED's export, by the rules of its codebook;
// docs/profiles.md says where each cell comes from.
type acled struct {
	book  *codebook
	types *acledTypes
}

// acledRow is one row in the making: one incident on one day.
type acledRow struct {
	d           *parley.IncidentDetail
	kind        subEvent
	at          *country
	a, b        acledSide
	day         time.Time
	precision   int // of the time, 1 to 3
	part, parts int // which of the days of the incident, from 0
	toll        acledToll
}

// acledColumn is a column with what fills it.
type acledColumn struct {
	name string
	of   func(*acledRow) string
}

// ACLED returns the profile of ACLED's export: 31 columns, what happened or is
// alleged, one row an incident and day. fsys holds the files of package data; an
// error names one that is missing or faulty.
func ACLED(fsys fs.FS) (*Profile, error) { return acledProfile(fsys, "acled", acledColumns()) }

// ACLEDExtended returns ACLED's profile with two columns of Parley's own behind
// the last: the lowest and the highest number of killed that anybody gives.
func ACLEDExtended(fsys fs.FS) (*Profile, error) {
	return acledProfile(fsys, "acled-extended", append(acledColumns(),
		acledColumn{"x_fatalities_low", func(r *acledRow) string { return r.toll.bound(r.toll.reported.low) }},
		acledColumn{"x_fatalities_high", func(r *acledRow) string { return r.toll.bound(r.toll.reported.high) }}))
}

func newACLED(fsys fs.FS) (*acled, error) {
	book, err := newCodebook(fsys)
	if err != nil {
		return nil, err
	}
	types, err := newACLEDTypes(fsys)
	return &acled{book, types}, err
}

func acledProfile(fsys fs.FS, name string, columns []acledColumn) (*Profile, error) {
	p, err := newACLED(fsys)
	if err != nil {
		return nil, err
	}
	out := &Profile{
		Name: name, Title: "columns of the ACLED export of 2023 and later (31)", Comma: ',', Extension: ".csv", Needs: NeedDetail,
		Rows: func(d *parley.IncidentDetail) ([][]string, []Left) { return acledCells(p, d, columns) },
	}
	for _, c := range columns {
		out.Columns = append(out.Columns, c.name)
	}
	out.Join = acledJoin(out.Columns)
	return out, nil
}

// acledCells sets out the rows of an incident in columns.
func acledCells(p *acled, d *parley.IncidentDetail, columns []acledColumn) ([][]string, []Left) {
	rows, why := p.rows(d)
	if why != "" {
		return nil, leftOut(why)
	}
	out := make([][]string, len(rows))
	for i := range rows {
		out[i] = make([]string, len(columns))
		for j, c := range columns {
			out[i][j] = c.of(&rows[i])
		}
	}
	return out, nil
}

// rows returns the rows of an incident, or why it has none.
func (p *acled) rows(d *parley.IncidentDetail) ([]acledRow, string) {
	if why := unfit(&d.Incident); why != "" {
		return nil, why
	}
	at, _ := p.book.place(d.Place)
	kind, ok := p.kind(d, at)
	switch strategic := kind.kind == acledStrategic; {
	case !ok:
		return nil, "of no type that ACLED codes"
	case at == nil:
		return nil, "in no one country"
	case !strategic && (d.Place.Precision == parley.PlaceCountry || d.Place.Precision == ""):
		return nil, "violence known to a country only"
	}
	a, b := p.sides(d, kind, at)
	first := acledRow{d: d, kind: kind, at: at, a: a, b: b, parts: 1, toll: acledFatalities(d)}
	if kind.kind != acledStrategic && p.book.lasted(d.Date) {
		return overDays(first), ""
	}
	if first.day, first.precision = p.day(d.Date); first.precision == 0 {
		return nil, "the time is known to more than a month only"
	}
	return []acledRow{first}, ""
}

// overDays makes a row of each day that an incident lasted.
func overDays(first acledRow) []acledRow {
	n := length(first.d.Date)
	out := make([]acledRow, n)
	for i := range out {
		out[i] = first
		out[i].day, out[i].precision = first.d.Date.From.AddDate(0, 0, i), 1
		out[i].part, out[i].parts = i, n
	}
	return out
}

// day is the day and the precision of a time: 1 for a day that is told, 2 for one
// that is inferred and for up to a week, 3 for up to a month, with the day in its
// middle; 0 for more.
func (p *acled) day(d *parley.Date) (time.Time, int) {
	switch n := length(d); {
	case n == 1 && !p.book.isGuess(d):
		return d.From, 1
	case n <= 8: // a week told from a day to the same weekday
		return middle(d), 2
	case n <= 31:
		return middle(d), 3
	}
	return time.Time{}, 0
}

// kind is the type of an incident in ACLED's terms.
func (p *acled) kind(d *parley.IncidentDetail, at *country) (subEvent, bool) {
	hurt := d.Killed.Best != nil && *d.Killed.Best > 0 || d.Injured.Best != nil && *d.Injured.Best > 0
	own := acledTelling{d.Kind, d.Type, d.Mode, d.ACLED, p.book.actors(d.Sources, at, true, false), p.book.actors(d.Targets, at, true, true), hurt || effect(d.Targets)}
	var others []acledTelling
	for i := range d.Tellings {
		e := &d.Tellings[i].Event
		if e.Mode == d.Mode || !counts(e) {
			continue
		}
		others = append(others, acledTelling{e.Kind, e.Type, e.Mode, e.ACLED, own.a, own.b, own.deaths})
	}
	return p.types.of(d, own, others)
}

// effect tells whether people were killed or hurt.
func effect(targets []parley.Party) bool {
	for i := range targets {
		if t := &targets[i]; t.Kind != kindThing && (t.Effect == parley.EffectKilled || t.Effect == parley.EffectInjured) {
			return true
		}
	}
	return false
}

// id is the number of a row behind the code of its country.
func (r *acledRow) id() string { return r.at.code + numberOf(r.d.ID, r.part) }

// geoPrecision is 1 for a town or a part of it, 2 for near one or a part of a
// region, 3 for a region; empty for more.
func (r *acledRow) geoPrecision() string {
	place := r.d.Place
	switch {
	case place.Precision == parley.PlaceExact && !beside(place):
		return "1"
	case place.Precision == parley.PlaceExact || place.Precision == parley.PlaceAdmin2:
		return "2"
	case place.Precision == parley.PlaceAdmin1 || place.Precision == parley.PlaceRegion:
		return "3"
	}
	return ""
}

// coordinate writes degrees in four decimals; empty where they are not known, or
// are the middle of a whole country.
func (r *acledRow) coordinate(degrees *float64) string {
	if degrees == nil || r.geoPrecision() == "" {
		return ""
	}
	return strconv.FormatFloat(*degrees, 'f', 4, 64)
}

// civilianTargeting is ACLED's mark where civilians were the main target, or
// protesters were killed or badly hurt.
func (r *acledRow) civilianTargeting() string {
	const mark = "Civilian targeting"
	switch {
	case r.kind.name == subExcessive:
		return mark
	case r.b.sort == sortCivilians && (r.kind.kind == acledCivilians || r.kind.kind == acledExplosions || r.kind.kind == acledRiots):
		return mark
	}
	return ""
}
