package export

import (
	"strings"
	"testing"

	"parley"
)

// TestGEDRow goes through every column of one plain row.
func TestGEDRow(t *testing.T) {
	d := made(parley.Assault, parley.ModeFirearms, "Battles/Armed clash", func(in *parley.Incident) {
		in.Killed, in.Place.Near, in.Date = killed(8, 9, 17), "near", onDays(3, 3)
	})
	e := &d.Tellings[0].Event
	e.Evidence = []parley.Evidence{{Role: "trigger", Quote: "attacked"}, {Role: "place", Quote: "near Kunduz city"}}
	d.Accounts = []parley.IncidentAccount{{Account: parley.Account{Speaker: ""}}, {Account: parley.Account{Speaker: "a governor"}}, {Account: parley.Account{Speaker: "a governor"}}}
	again := d.Tellings[0]
	again.Article.ID, again.Article.Outlet, again.Article.Title = "a2", "", "Attack near Kunduz"
	again.Article.Published = parley.PublishedDate{}
	d.Tellings = append(d.Tellings, again, d.Tellings[0])
	got := row(t, "ucdp", d)
	wantCells(t, "a plain attack", got,
		"id=10", "relid=i-00000000000aff00", "year=2020", "active_year=", "code_status=", "type_of_violence=1",
		"conflict_dset_id=", "conflict_new_id=", "conflict_name=", "dyad_dset_id=", "dyad_new_id=",
		"dyad_name=Government of Afghanistan - Red Brigade", "side_a_dset_id=", "side_a_new_id=", "side_a=Government of Afghanistan",
		"side_b_dset_id=", "side_b_new_id=", "side_b=Red Brigade", "number_of_sources=2",
		`source_article="Daily Wire,2020-03-04,The 'news'; today";",,Attack near Kunduz"`, "source_office=Daily Wire;",
		"source_date=2020-03-04;", `source_headline=The "news", today;Attack near Kunduz`, "source_original=a governor",
		"where_prec=2", "where_coordinates=Kunduz", "where_description=near Kunduz city", "adm_1=Kunduz", "adm_2=Kunduz",
		"latitude=36.73", "longitude=68.86", "geom_wkt=POINT (68.86 36.73)", "priogrid_gid=182658", "country=Afghanistan",
		"country_id=700", "region=Asia", "event_clarity=1", "date_prec=1", "date_start=2020-03-03", "date_end=2020-03-03",
		"deaths_a=9", "deaths_b=0", "deaths_civilians=0", "deaths_unknown=0", "best=9", "high=17", "low=8", "gwnoa=700", "gwnob=")
	if len(got) != 49 {
		t.Errorf("%d columns", len(got))
	}
}

// TestGEDLethalOnly: violence in which somebody died, told as such, at a time and place.
func TestGEDLethalOnly(t *testing.T) {
	dead := func(change func(*parley.Incident)) func(*parley.Incident) {
		return func(in *parley.Incident) {
			in.Killed = killed(1, 1, 1)
			change(in)
		}
	}
	for why, change := range map[string]func(*parley.Incident){
		"not told whether anybody was killed":              func(*parley.Incident) {},
		"nobody was killed":                                func(in *parley.Incident) { in.Killed = killed(0, 0, 0) },
		"no act of violence":                               dead(func(in *parley.Incident) { in.Kind = parley.Process }),
		"told as background only":                          dead(func(in *parley.Incident) { in.Background = true }),
		"a standing total or a sum over several incidents": dead(func(in *parley.Incident) { in.Aggregate = true }),
		"not told as happened: planned":                    dead(func(in *parley.Incident) { in.Status = parley.Planned }),
		"no date is told":                                  dead(func(in *parley.Incident) { in.Date = nil }),
		"no place is told":                                 dead(func(in *parley.Incident) { in.Place = nil }),
		"the time is known to more than a year only":       dead(func(in *parley.Incident) { in.Date.To = in.Date.From.AddDate(2, 0, 0) }),
	} {
		if rows, got := cells(t, "ucdp", made(parley.Assault, "", "", change)); len(rows) != 0 || got != why {
			t.Errorf("%d rows, left out for %q, want %q", len(rows), got, why)
		}
	}
	wantCells(t, "an allegation", row(t, "ucdp", made(parley.Assault, "", "", dead(func(in *parley.Incident) { in.Status = parley.Alleged }))), "code_status=alleged")
	wantCells(t, "one who may have died", row(t, "ucdp", made(parley.Assault, "", "", func(in *parley.Incident) { in.Killed = killed(0, 1, 2) })), "best=1", "low=1", "high=2")
}

// TestGEDSides: the type of violence, the sides, and whose governments they are.
func TestGEDSides(t *testing.T) {
	list := func(p ...parley.Party) []parley.Party { return p }
	leader := parley.Party{Actor: "l", Name: "Mullah Azad", Kind: "person", Sector: "REB", Country: "AFG", Side: "taliban"}
	for _, c := range []struct {
		about          string
		source, target []parley.Party
		want           []string
	}{
		{"rebels on soldiers: the state is side a", list(rebels), list(soldiers), []string{"type_of_violence=1", "side_a=Government of Afghanistan", "side_b=Red Brigade", "deaths_a=5", "gwnoa=700", "gwnob="}},
		{"soldiers on rebels", list(police), list(rebels), []string{"type_of_violence=1", "side_a=Government of Afghanistan", "side_b=Red Brigade", "deaths_b=5"}},
		{"foreign forces on rebels", list(foreign), list(rebels), []string{"type_of_violence=1", "side_a=Government of United States of America", "gwnoa=2", "deaths_b=5"}},
		{"two states", list(foreign), list(soldiers), []string{"type_of_violence=1", "gwnoa=2", "gwnob=700", "dyad_name=Government of United States of America - Government of Afghanistan"}},
		{"rebels on rebels", list(rebels), list(blueFront), []string{"type_of_violence=2", "dyad_name=Red Brigade - Blue Front", "gwnoa=", "gwnob=", "deaths_b=5"}},
		{"rebels on villagers", list(rebels), list(villagers), []string{"type_of_violence=3", "side_b=Civilians", "dyad_name=Red Brigade - Civilians", "deaths_civilians=5"}},
		{"soldiers on villagers", list(soldiers), list(teachers), []string{"type_of_violence=3", "side_a=Government of Afghanistan", "gwnoa=700", "deaths_civilians=5"}},
		{"a bomb among soldiers and villagers", list(rebels), list(villagers, soldiers), []string{"type_of_violence=1", "side_a=Government of Afghanistan", "deaths_unknown=5", "deaths_a=0"}},
		{"a leader stands for the party", list(leader), list(soldiers), []string{"side_b=Taliban"}},
		{"nobody says who", nil, list(soldiers), []string{"type_of_violence=", "side_a=", "side_b=Government of Afghanistan", "dyad_name=", "gwnob=700", "deaths_b=5"}},
		{"nobody says whom", list(rebels), nil, []string{"type_of_violence=", "side_a=Red Brigade", "side_b=", "dyad_name=", "deaths_unknown=5"}},
		{"a state on itself", list(soldiers), list(police), []string{"type_of_violence=", "dyad_name="}},
		{"villagers do it", list(villagers), list(soldiers), []string{"type_of_violence="}},
		{"peacekeepers are no state", list(rebels), list(party("peacekeepers", "MIL", "", "")), []string{"type_of_violence=2", "side_b=peacekeepers", "gwnob="}},
	} {
		got := row(t, "ucdp", made(parley.Assault, "", "", func(in *parley.Incident) {
			in.Sources, in.Targets, in.Killed = c.source, c.target, killed(5, 5, 5)
		}))
		wantCells(t, c.about, got, c.want...)
	}
}

// TestGEDDeaths: the dead go where the tolls or the targets put them, the attackers'
// own beside them, and always add up to best.
func TestGEDDeaths(t *testing.T) {
	toll := func(n int, group string) parley.Toll {
		return parley.Toll{Outcome: outcomeKilled, Group: group, Range: parley.Range{Low: &n, High: &n}}
	}
	part := func(x parley.Toll) parley.Toll { x.Part = true; return x }
	own := func(x parley.Toll) parley.Toll { x.Attackers = true; return x }
	by := func(x parley.Toll, who string) parley.Toll { x.By = who; return x }
	mixed, armed := []parley.Party{soldiers, villagers}, []parley.Party{soldiers}
	for _, c := range []struct {
		about   string
		mode    parley.Mode
		targets []parley.Party
		best    int
		tolls   []parley.Toll
		want    []string // the rebels attack: side a is the state's, side b theirs
	}{
		{"groups", "", mixed, 7, []parley.Toll{toll(5, "soldiers"), toll(2, "children")}, []string{"deaths_a=5", "deaths_civilians=2", "deaths_unknown=0"}},
		{"a part of them", "", armed, 28, []parley.Toll{toll(28, ""), part(toll(5, "civilians"))}, []string{"deaths_a=23", "deaths_civilians=5"}},
		{"a part of people not known", "", mixed, 28, []parley.Toll{toll(28, ""), part(toll(5, "civilians"))}, []string{"deaths_unknown=23", "deaths_civilians=5"}},
		{"a part that is larger than the whole", "", mixed, 3, []parley.Toll{toll(3, ""), part(toll(5, "civilians"))}, []string{"deaths_unknown=3", "deaths_civilians=0"}},
		{"tolls that do not add up", "", mixed, 9, []parley.Toll{toll(5, "soldiers"), toll(2, "children")}, []string{"deaths_unknown=9", "deaths_a=0"}},
		{"two speakers", "", mixed, 9, []parley.Toll{by(toll(5, "soldiers"), "x"), by(toll(9, "soldiers"), "y")}, []string{"deaths_a=9", "best=9"}},
		{"attackers too", "", armed, 8, []parley.Toll{toll(8, "soldiers"), own(toll(3, "militants"))}, []string{"best=11", "low=11", "high=11", "deaths_a=8", "deaths_b=3"}},
		{"attackers as a speaker claims", "", armed, 8, []parley.Toll{toll(8, "soldiers"), own(by(toll(30, "militants"), "the army"))}, []string{"best=8", "high=38", "deaths_a=8", "deaths_b=0"}},
		{"militants in a fight", parley.ModeClash, armed, 6, []parley.Toll{toll(4, "militants"), toll(2, "police")}, []string{"deaths_a=2", "deaths_b=4", "best=6"}},
		{"people in a fight", parley.ModeClash, armed, 6, []parley.Toll{toll(6, "")}, []string{"deaths_unknown=6"}},
	} {
		d := made(parley.Assault, c.mode, "", func(in *parley.Incident) { in.Targets, in.Killed = c.targets, killed(c.best, c.best, c.best) })
		d.Tellings[0].Event.Tolls = c.tolls
		wantCells(t, c.about, row(t, "ucdp", d), c.want...)
	}
}

// TestGEDTimesAndPlaces goes through the codes of precision.
func TestGEDTimesAndPlaces(t *testing.T) {
	for _, c := range []struct {
		from, to      int
		prec, clarity string
		how           string
	}{
		{3, 3, "1", "1", ""}, {3, 3, "2", "1", "by convention"}, {3, 4, "2", "2", ""}, {3, 4, "2", "1", "news without a day of its own: up to the article's date"},
		{3, 8, "2", "2", ""}, {3, 9, "3", "2", ""}, {3, 10, "3", "1", ""}, {3, 11, "4", "1", ""}, {1, 31, "4", "1", ""}, {1, 40, "5", "1", ""},
	} {
		d := made(parley.Assault, "", "", func(in *parley.Incident) {
			in.Killed, in.Date = killed(1, 1, 1), onDays(c.from, c.to)
			in.Date.How = c.how
		})
		wantCells(t, c.how, row(t, "ucdp", d), "date_prec="+c.prec, "event_clarity="+c.clarity)
	}
	for precision, want := range map[parley.PlacePrecision]string{
		parley.PlaceExact: "1", parley.PlaceAdmin2: "3", parley.PlaceAdmin1: "4", parley.PlaceRegion: "5", parley.PlaceCountry: "6", "": "",
	} {
		d := made(parley.Assault, "", "", func(in *parley.Incident) { in.Killed, in.Place.Precision = killed(1, 1, 1), precision })
		wantCells(t, string(precision), row(t, "ucdp", d), "where_prec="+want)
	}
	summed := made(parley.Assault, "", "", func(in *parley.Incident) { in.Killed = killed(1, 1, 1) })
	summed.Tellings[0].Event.Aggregate = true
	wantCells(t, "told in a sum", row(t, "ucdp", summed), "event_clarity=2")
	gaza := made(parley.Assault, "", "", func(in *parley.Incident) {
		in.Killed = killed(1, 1, 1)
		in.Place = &parley.EventPlace{Name: "Gaza City", Country: "PSE", Admin1: "Gaza Strip"}
	})
	wantCells(t, "Gaza", row(t, "ucdp", gaza), "country=Israel", "country_id=666", "region=Middle East", "latitude=", "geom_wkt=", "priogrid_gid=")
}

// TestGridCell holds the formula to cells that others published.
func TestGridCell(t *testing.T) {
	for _, c := range []struct {
		lat, lon float64
		want     string
	}{
		{31.5582, 34.544839, "175390"}, // a row of GED: Erez crossing
		{10.51, 2.29, "145085"},        // a test of a public package for PRIO-GRID
		{-90, -180, "1"}, {-89.51, -179.51, "1"}, {-89.5, -180, "721"}, {0, 0, "129961"}, {90, 180, "259200"}, {89.9, 179.9, "259200"},
	} {
		r := gedRow{d: &parley.IncidentDetail{Incident: parley.Incident{Place: &parley.EventPlace{Lat: &c.lat, Lon: &c.lon}}}}
		if got := r.gridCell(); got != c.want {
			t.Errorf("%v %v lies in cell %s, want %s", c.lat, c.lon, got, c.want)
		}
		if got := r.point(); !strings.HasPrefix(got, "POINT ("+degrees(&c.lon)+" ") {
			t.Errorf("%s does not begin with the longitude", got)
		}
	}
}
