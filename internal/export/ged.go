package export

import (
	"io/fs"
	"strconv"

	"parley"
)

// ged makes rows in the columns of the UCDP Georeferenced Event Dataset, by the
// rules of its codebook; docs/profiles.md says where each cell comes from.
type ged struct{ book *codebook }

// gedRow is one row in the making.
type gedRow struct {
	d        *parley.IncidentDetail
	at       *country // under which GED files the place; nil where not known
	violence int      // 1 state-based, 2 non-state, 3 one-sided; 0 where not known
	a, b     gedSide
	toll     figures
	deaths   gedDeaths
	summed   bool // told as one of several, or over several days
	inferred bool // no words say that it was then
}

// gedSide is one side of a row; the zero value is one that nobody tells.
type gedSide struct {
	name  string
	state *country // whose government it is; nil for none
}

// gedColumn is a column with what fills it.
type gedColumn struct {
	name string
	of   func(*gedRow) string
}

// GED returns the profile of the UCDP Georeferenced Event Dataset: 49 columns,
// violence in which somebody died, one row an incident. fsys holds the files of
// package data; an error names one that is missing or faulty.
func GED(fsys fs.FS) (*Profile, error) {
	book, err := newCodebook(fsys)
	if err != nil {
		return nil, err
	}
	g, columns := &ged{book}, gedColumns()
	out := &Profile{
		Name: "ucdp", Title: "columns of the UCDP GED, version 26.1 (49); incidents in which somebody died",
		Comma: ',', Extension: ".csv", Needs: NeedDetail,
		Rows: func(d *parley.IncidentDetail) ([][]string, []Left) {
			row, why := g.row(d)
			if why != "" {
				return nil, leftOut(why)
			}
			cells := make([]string, len(columns))
			for i, c := range columns {
				cells[i] = c.of(&row)
			}
			return [][]string{cells}, nil
		},
	}
	for _, c := range columns {
		out.Columns = append(out.Columns, c.name)
	}
	return out, nil
}

// row returns the row of an incident, or why it has none.
func (g *ged) row(d *parley.IncidentDetail) (gedRow, string) {
	if d.Kind != parley.Violence {
		return gedRow{}, "no act of violence"
	}
	if why := unfit(&d.Incident); why != "" {
		return gedRow{}, why
	}
	if length(d.Date) > 366 {
		return gedRow{}, "the time is known to more than a year only"
	}
	toll, own := gedToll(d)
	if !toll.known {
		return gedRow{}, "not told whether anybody was killed"
	}
	if toll.high < 1 {
		return gedRow{}, "nobody was killed"
	}
	home, at := g.book.place(d.Place)
	r := gedRow{d: d, at: at, toll: toll, summed: g.book.lasted(d.Date), inferred: g.book.isGuess(d.Date)}
	for i := range d.Tellings {
		r.summed = r.summed || d.Tellings[i].Event.Aggregate
	}
	g.sides(&r, home, own)
	return r, ""
}

// gedToll are the killed of an incident by GED's rule, the attackers' own dead
// counted in; what a party claims of them and no article says itself is in the
// highest figure only. own are the attackers' in best.
func gedToll(d *parley.IncidentDetail) (toll figures, own int) {
	hit, attackers, claimed := killedIn(d)
	toll = hit.plus(attackers)
	if toll.known {
		toll.high += max(0, claimed.high-attackers.high)
	}
	return toll, attackers.best
}

// sides finds the two sides, the type of violence, and on whose side the dead were.
func (g *ged) sides(r *gedRow, home *country, own int) {
	d := r.d
	as := g.book.actors(d.Sources, home, true, false)
	bs := armedFirst(g.book.actors(d.Targets, home, true, d.Mode != parley.ModeClash))
	bs = others(bs, as)
	r.violence = violenceOf(as, bs)
	var a, b actor
	if len(as) > 0 {
		a = as[0]
		r.a = g.side(a)
	}
	if len(bs) > 0 {
		b = bs[0]
		r.b = g.side(b)
	}
	switch {
	case r.violence == oneSided:
		r.b = gedSide{name: "Civilians"}
	case r.a.name != "" && r.a.name == r.b.name:
		r.violence = 0 // two forces of one party: who fought whom is not known
	}
	swapped := r.violence == stateBased && r.a.state == nil && r.b.state != nil
	r.deaths = g.divide(r, own, a, b, bs)
	if swapped {
		r.a, r.b = r.b, r.a
		r.deaths.a, r.deaths.b = r.deaths.b, r.deaths.a
	}
}

// The types of violence.
const (
	stateBased = 1
	nonStates  = 2
	oneSided   = 3
)

// violenceOf is the type of violence between two sides: against civilians alone,
// with a state on a side, or between others. It is 0 where a side is not known.
func violenceOf(as, bs []actor) int {
	if len(as) == 0 || len(bs) == 0 || !as[0].sort.armed() {
		return 0
	}
	switch b := bs[0]; {
	case b.sort.unarmed():
		return oneSided
	case !b.sort.armed():
		return 0
	case isState(as[0]) || isState(b):
		return stateBased
	}
	return nonStates
}

// isState tells whether an actor is a state's own force or government.
func isState(a actor) bool {
	return a.sort == sortState || a.sort == sortExternal && (a.Country != "" || a.Side != "") && a.Sector != "IGO" && a.Sector != "UNO" && a.Sector != "EUR"
}

// side names a side as GED does.
func (g *ged) side(a actor) gedSide {
	if isState(a) {
		if state := g.book.government(a.Party); state != nil {
			return gedSide{"Government of " + state.gedName, state}
		}
	}
	return gedSide{name: g.book.partyName(a)}
}

// dyad names two sides; empty where one is not known or both are of one party.
func (r *gedRow) dyad() string {
	if r.a.name == "" || r.b.name == "" || r.a.name == r.b.name {
		return ""
	}
	return r.a.name + " - " + r.b.name
}

// wherePrecision is GED's code of how exact a place is, 1 to 6. Its 7, for waters
// and the air between states, is not told apart here.
func (r *gedRow) wherePrecision() string {
	switch p := r.d.Place; p.Precision {
	case parley.PlaceExact:
		if beside(p) {
			return "2"
		}
		return "1"
	case parley.PlaceAdmin2:
		return "3"
	case parley.PlaceAdmin1:
		return "4"
	case parley.PlaceRegion:
		return "5"
	case parley.PlaceCountry:
		return "6"
	}
	return ""
}

// datePrecision is GED's code of how exact a time is: 1 a day that is told, 2 one
// that is inferred or up to six days, 3 a week, 4 up to a month, 5 up to a year.
func (r *gedRow) datePrecision() string {
	switch n := length(r.d.Date); {
	case n == 1 && !r.inferred:
		return "1"
	case n <= 6:
		return "2"
	case n <= 8: // from a weekday to the same one
		return "3"
	case n <= 31:
		return "4"
	}
	return "5"
}

// degrees writes a coordinate; empty where it is not known.
func degrees(f *float64) string {
	if f == nil {
		return ""
	}
	return strconv.FormatFloat(*f, 'f', -1, 64)
}
