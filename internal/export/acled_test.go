package export

import (
	"fmt"
	"strings"
	"testing"

	"parley"
)

// TestACLEDRow goes through every column of one plain row.
func TestACLEDRow(t *testing.T) {
	d := made(parley.Assault, parley.ModeFirearms, "Battles/Armed clash", func(in *parley.Incident) { in.Killed = killed(8, 9, 17) })
	got := row(t, "acled", d)
	wantCells(t, "a plain attack", got,
		"event_id_cnty=AFG10", "event_date=2020-03-03", "year=2020", "time_precision=1", "disorder_type=Political violence",
		"event_type=Battles", "sub_event_type=Armed clash", "actor1=Red Brigade", "assoc_actor_1=", "inter1=2",
		"actor2=Military Forces of Afghanistan", "assoc_actor_2=", "inter2=1", "interaction=12", "civilian_targeting=",
		"iso=4", "region=Caucasus and Central Asia", "country=Afghanistan", "admin1=Kunduz", "admin2=Kunduz", "admin3=",
		"location=Kunduz", "latitude=36.7300", "longitude=68.8600", "geo_precision=1", "source=Daily Wire", "source_scale=",
		"notes=An attack, Kunduz. Reports give 8 to 17 killed; the lowest figure is taken.", "fatalities=8",
		"tags=incident=i-00000000000aff00", "timestamp=")
	if len(got) != 31 {
		t.Errorf("%d columns", len(got))
	}
	wantCells(t, "extended", row(t, "acled-extended", d), "x_fatalities_low=8", "x_fatalities_high=17", "fatalities=8")
}

// TestACLEDTypes: what is coded becomes the type that the codebook gives it for
// those who take part.
func TestACLEDTypes(t *testing.T) {
	const clash, attack, general = "Battles/Armed clash", "Violence against civilians/Attack", "Violence against civilians/Attack"
	sides := func(source, target []parley.Party) func(*parley.Incident) {
		return func(in *parley.Incident) { in.Sources, in.Targets = source, target }
	}
	list := func(p ...parley.Party) []parley.Party { return p }
	process := func(change func(*parley.Incident)) func(*parley.Incident) {
		return func(in *parley.Incident) {
			in.Kind = parley.Process
			if change != nil {
				change(in)
			}
		}
	}
	for _, c := range []struct {
		about string
		d     *parley.IncidentDetail
		want  string // "event type/sub-event type"; "" for no row
	}{
		{"shots at soldiers", made(parley.Assault, parley.ModeFirearms, clash, nil), clash},
		{"shots at villagers", made(parley.Assault, parley.ModeFirearms, clash, sides(list(rebels), list(villagers))), attack},
		{"shots at people whom nobody calls armed", made(parley.Assault, parley.ModeFirearms, clash, sides(list(rebels), list(nobody))), attack},
		{"shots at soldiers and villagers", made(parley.Assault, parley.ModeFirearms, clash, sides(list(rebels), list(villagers, soldiers))), clash},
		{"shots, and nobody says at whom", made(parley.Assault, parley.ModeFirearms, clash, sides(list(rebels), nil)), clash},
		{"an attack on soldiers", made(parley.Assault, "", general, nil), clash},
		{"an attack on villagers", made(parley.Assault, "", general, sides(list(rebels), list(villagers))), attack},
		{"an attack, and nobody says on whom", made(parley.Assault, "", general, sides(list(rebels), nil)), attack},
		{"a targeted killing of a soldier", made(parley.Assault, parley.ModeTargeted, attack, nil), attack},
		{"an abduction", made(parley.Assault, parley.ModeAbduct, "Violence against civilians/Abduction/forced disappearance", sides(list(rebels), list(villagers))),
			"Violence against civilians/Abduction/forced disappearance"},
		{"an abduction in which people were killed", made(parley.Assault, parley.ModeAbduct, "Violence against civilians/Abduction/forced disappearance",
			func(in *parley.Incident) { in.Targets, in.Killed = list(villagers), killed(1, 1, 1) }), attack},
		{"a bomb at villagers", made(parley.Assault, "explosives", "Explosions/Remote violence/Remote explosive/landmine/IED", sides(list(rebels), list(villagers))),
			"Explosions/Remote violence/Remote explosive/landmine/IED"},
		{"a house burnt", made(parley.Assault, modeDestroy, "Strategic developments/Looting/property destruction", sides(list(rebels), list(bridge))),
			"Strategic developments/Looting/property destruction"},
		{"a house burnt with people in it", made(parley.Assault, modeDestroy, "Strategic developments/Looting/property destruction",
			func(in *parley.Incident) { in.Targets, in.Killed = list(villagers, bridge), killed(2, 2, 2) }), attack},
		{"rebels take a town", made(parley.Coerce, parley.ModeSeize, "Battles/Non-state actor overtakes territory", nil), "Battles/Non-state actor overtakes territory"},
		{"the army takes a town", made(parley.Coerce, parley.ModeSeize, "Battles/Non-state actor overtakes territory", sides(list(soldiers), list(rebels))), "Battles/Government regains territory"},
		{"foreign forces take a town", made(parley.Coerce, parley.ModeSeize, "Battles/Non-state actor overtakes territory", sides(list(foreign), list(rebels))), "Battles/Non-state actor overtakes territory"},
		{"a town is taken, nobody says by whom", made(parley.Coerce, parley.ModeSeize, "Battles/Non-state actor overtakes territory", sides(nil, nil)), "Battles/"},
		{"a town is taken without force", made(parley.Coerce, parley.ModeSeize, "Battles/Non-state actor overtakes territory", process(nil)), "Strategic developments/Non-violent transfer of territory"},
		{"police break up a march", made(parley.Protest, modeCrowdControl, "Protests/Protest with intervention", process(sides(list(police), list(villagers)))), "Protests/Protest with intervention"},
		{"police kill marchers", made(parley.Protest, modeCrowdControl, "Protests/Protest with intervention",
			process(func(in *parley.Incident) {
				in.Sources, in.Targets, in.Killed = list(police), list(villagers), killed(3, 3, 3)
			})), "Protests/Excessive force against protesters"},
		{"an arrest by the police", made(parley.Coerce, modeArrest, "Strategic developments/Arrests", process(sides(list(police), list(rebels)))), "Strategic developments/Arrests"},
		{"an arrest by rebels", made(parley.Coerce, modeArrest, "Strategic developments/Arrests", process(sides(list(rebels), list(villagers)))), "Violence against civilians/Abduction/forced disappearance"},
		{"a truce", made(parley.Retreat, parley.ModeCeasefire, "Strategic developments/Agreement", process(nil)), "Strategic developments/Agreement"},
		{"prisoners freed", made(parley.Retreat, "release", "Strategic developments/Other", process(nil)), "Strategic developments/Agreement"},
		{"talks", made(parley.Consult, "multilateral", "", process(nil)), "Strategic developments/Agreement"},
		{"mediation", made(parley.Consult, "third-party", "", process(nil)), "Strategic developments/Agreement"},
		{"troops moved", made(parley.Mobilize, "troops", "", process(nil)), "Strategic developments/Change to group/activity"},
		{"a visit", made(parley.Consult, "visit", "", process(nil)), ""},
		{"a strike", made(parley.Protest, "strike", "Protests/Peaceful protest", process(nil)), ""},
		{"a hunger strike", made(parley.Protest, "hunger", "Protests/Peaceful protest", process(nil)), ""},
		{"an accusation", made(parley.Accuse, "allege", "", process(nil)), ""},
	} {
		rows, why := cells(t, "acled", c.d)
		switch {
		case c.want == "" && (len(rows) > 0 || why != "of no type that ACLED codes"):
			t.Errorf("%s: %d rows, left out for %q", c.about, len(rows), why)
		case c.want != "" && len(rows) != 1:
			t.Errorf("%s: %d rows (%s)", c.about, len(rows), why)
		case c.want != "":
			if got := rows[0]["event_type"] + "/" + rows[0]["sub_event_type"]; got != c.want {
				t.Errorf("%s is %s, want %s", c.about, got, c.want)
			}
		}
	}
}

// TestACLEDHierarchy: of several types that are told of one incident the upper one
// holds, and the vague word gives way to the exact one.
func TestACLEDHierarchy(t *testing.T) {
	also := func(d *parley.IncidentDetail, mode parley.Mode, acled string, change func(*parley.Event)) *parley.IncidentDetail {
		e := d.Tellings[0].Event
		e.Mode, e.ACLED = mode, acled
		if change != nil {
			change(&e)
		}
		d.Tellings = append(d.Tellings, parley.Telling{Event: e, Article: parley.ArticleInfo{ID: "a2", Outlet: "Evening Wire"}})
		return d
	}
	const air, suicide, shelling = "Explosions/Remote violence/Air/drone strike", "Explosions/Remote violence/Suicide bomb", "Explosions/Remote violence/Shelling/artillery/missile attack"
	atVillagers := func(in *parley.Incident) { in.Targets = []parley.Party{villagers} }
	for _, c := range []struct {
		about string
		d     *parley.IncidentDetail
		want  string
	}{
		{"an air strike in a fight", also(made(parley.Assault, "aerial", air, nil), parley.ModeClash, "Battles/Armed clash", nil), "Armed clash"},
		{"shelling with an air strike", also(made(parley.Assault, "heavy-weapons", shelling, nil), "aerial", air, nil), "Air/drone strike"},
		{"a suicide bomb that another calls an attack", also(made(parley.Assault, "suicide-attack", suicide, nil), "", "Violence against civilians/Attack", nil), "Suicide bomb"},
		{"an attack that another calls a suicide bomb", also(made(parley.Assault, "", "Violence against civilians/Attack", nil), "suicide-attack", suicide, nil), "Suicide bomb"},
		{"shots at villagers with a bomb", also(made(parley.Assault, parley.ModeFirearms, "Battles/Armed clash", atVillagers), "suicide-attack", suicide, nil), "Suicide bomb"},
		{"a bomb, and a fight told as background", also(made(parley.Assault, "suicide-attack", suicide, nil), parley.ModeClash, "Battles/Armed clash",
			func(e *parley.Event) { e.Background = true }), "Suicide bomb"},
		{"a bomb, and a fight that is denied", also(made(parley.Assault, "suicide-attack", suicide, nil), parley.ModeClash, "Battles/Armed clash",
			func(e *parley.Event) { e.Status = parley.Denied }), "Suicide bomb"},
	} {
		got := row(t, "acled", c.d)
		if got["sub_event_type"] != c.want {
			t.Errorf("%s is %s, want %s", c.about, got["sub_event_type"], c.want)
		}
		if got["source"] != "Daily Wire; Evening Wire" {
			t.Errorf("%s has the source %q", c.about, got["source"])
		}
	}
}

// TestACLEDLeavesOut: what did not happen, is told in sums, or is too vague has no
// row, and the reason is told.
func TestACLEDLeavesOut(t *testing.T) {
	for why, change := range map[string]func(*parley.Incident){
		"told as background only":                          func(in *parley.Incident) { in.Background = true },
		"a standing total or a sum over several incidents": func(in *parley.Incident) { in.Aggregate = true },
		"not told as happened: planned":                    func(in *parley.Incident) { in.Status = parley.Planned },
		"not told as happened: threatened":                 func(in *parley.Incident) { in.Status = parley.Threatened },
		"not told as happened: demanded":                   func(in *parley.Incident) { in.Status = parley.Demanded },
		"not told as happened: offered":                    func(in *parley.Incident) { in.Status = parley.Offered },
		"not told as happened: refused":                    func(in *parley.Incident) { in.Status = parley.Refused },
		"not told as happened: denied":                     func(in *parley.Incident) { in.Status = parley.Denied },
		"no date is told":                                  func(in *parley.Incident) { in.Date = nil },
		"the time has an open end": func(in *parley.Incident) {
			in.Date.From = in.Date.From.AddDate(-2000, 0, 0)
			in.Date.To = in.Date.From.AddDate(0, 0, -1)
		},
		"no place is told":                 func(in *parley.Incident) { in.Place = nil },
		"violence known to a country only": func(in *parley.Incident) { in.Place.Precision = parley.PlaceCountry },
		"the time is known to more than a month only": func(in *parley.Incident) {
			in.Date.To, in.Date.Precision = in.Date.From.AddDate(0, 3, 0), parley.PrecisionSeason
		},
		"of no type that ACLED codes": func(in *parley.Incident) { in.ACLED, in.Mode, in.Type = "", "", parley.Support },
	} {
		rows, got := cells(t, "acled", made(parley.Assault, parley.ModeFirearms, "Battles/Armed clash", change))
		if len(rows) != 0 || got != why {
			t.Errorf("%d rows, left out for %q, want %q", len(rows), got, why)
		}
	}
	alleged := row(t, "acled", made(parley.Assault, parley.ModeFirearms, "Battles/Armed clash", func(in *parley.Incident) { in.Status = parley.Alleged }))
	if !strings.Contains(alleged["notes"], "Alleged, not told as a fact.") || !strings.HasPrefix(alleged["tags"], "alleged; ") {
		t.Errorf("an allegation has the notes %q and tags %q", alleged["notes"], alleged["tags"])
	}
}

// TestACLEDTimes: precision 1 for a day, 2 for up to a week with its middle, 3 for
// up to a month; days that were each told of are rows of their own.
func TestACLEDTimes(t *testing.T) {
	at := func(from, to int, p parley.Precision, how string) *parley.IncidentDetail {
		return made(parley.Assault, parley.ModeFirearms, "Battles/Armed clash", func(in *parley.Incident) {
			in.Date = onDays(from, to)
			in.Date.Precision, in.Date.How = p, how
			in.Killed = killed(13, 13, 13)
		})
	}
	for _, c := range []struct {
		d         *parley.IncidentDetail
		day, code string
	}{
		{at(3, 3, parley.PrecisionDay, "as written"), "2020-03-03", "1"},
		{at(3, 3, parley.PrecisionTime, "as written"), "2020-03-03", "1"},
		{at(3, 3, parley.PrecisionDay, "the day on which it was said: as written"), "2020-03-03", "2"},
		{at(3, 4, parley.PrecisionDay, "news without a day of its own: up to the article's date"), "2020-03-03", "2"},
		{at(3, 4, parley.PrecisionTime, "the night"), "2020-03-03", "2"},
		{at(2, 8, parley.PrecisionWeek, "last week"), "2020-03-05", "2"},
		{at(2, 9, parley.PrecisionWeek, "last week"), "2020-03-05", "2"},
		{at(1, 31, parley.PrecisionMonth, "in March"), "2020-03-16", "3"},
		{at(3, 12, parley.PrecisionDay, "as written"), "2020-03-07", "3"},
	} {
		got := row(t, "acled", c.d)
		wantCells(t, c.d.Date.How, got, "event_date="+c.day, "time_precision="+c.code, "fatalities=13")
		if c.code != "1" && !strings.Contains(got["notes"], "Some time between") && !strings.Contains(got["notes"], "The day is inferred.") {
			t.Errorf("%s: the notes hide that the day is not known: %q", c.d.Date.How, got["notes"])
		}
	}
	rows, _ := cells(t, "acled", at(3, 5, parley.PrecisionDay, "as written"))
	if len(rows) != 3 {
		t.Fatalf("%d rows for three days", len(rows))
	}
	talks := made(parley.Consult, "multilateral", "", func(in *parley.Incident) { in.Kind, in.Date = parley.Process, onDays(3, 5) })
	wantCells(t, "talks over three days are one row", row(t, "acled", talks), "event_date=2020-03-04", "time_precision=2")
	seen := map[string]bool{}
	for i, want := range []string{"5", "4", "4"} { // 13 dead, the odd one on the first day
		wantCells(t, "three days", rows[i], "fatalities="+want, "time_precision=1", fmt.Sprintf("event_date=2020-03-%02d", 3+i))
		if id := rows[i]["event_id_cnty"]; seen[id] || !strings.HasPrefix(id, "AFG") {
			t.Errorf("row %d has the ID %s", i, id)
		}
		seen[rows[i]["event_id_cnty"]] = true
		if !strings.Contains(rows[i]["notes"], "13 killed in 3 days, divided over them.") {
			t.Errorf("row %d hides the division: %q", i, rows[i]["notes"])
		}
	}
}

// TestACLEDFatalities: the lowest figure, words by ACLED's convention, and nothing
// where nothing is told.
func TestACLEDFatalities(t *testing.T) {
	vague := func(low, high int) parley.Estimate {
		e := killed(low, low, high)
		e.Vague = true
		return e
	}
	toll := func(by string, n int, attackers bool) parley.Toll {
		return parley.Toll{Outcome: outcomeKilled, Range: parley.Range{Low: &n, High: &n}, By: by, Attackers: attackers}
	}
	for _, c := range []struct {
		about  string
		k      parley.Estimate
		tolls  []parley.Toll
		want   string
		notes  string
		absent string
	}{
		{about: "nothing told", want: "", notes: "How many were killed is not told."},
		{about: "one figure", k: killed(28, 28, 28), want: "28", absent: "lowest"},
		{about: "figures that differ", k: killed(28, 31, 31), want: "28", notes: "Reports give 28 to 31 killed; the lowest figure is taken."},
		{about: "several", k: vague(3, 9), want: "3", notes: "The killed are told in words (3 to 9); counted as 3."},
		{about: "a few", k: vague(2, 5), want: "3"},
		{about: "tens", k: vague(20, 99), want: "12"},
		{about: "dozens", k: vague(24, 99), want: "12", notes: "counted as 12"},
		{about: "hundreds", k: vague(200, 999), want: "100"},
		{about: "thousands", k: vague(2000, 9999), want: "2000"},
		{about: "nobody was killed, as somebody says", k: killed(0, 0, 0), want: "0"},
		{about: "up to five", k: killed(0, 5, 5), tolls: []parley.Toll{{Outcome: outcomeKilled, Range: parley.Range{High: ptr(5)}}}, want: "5"},
		{about: "attackers too", k: killed(8, 8, 8), tolls: []parley.Toll{toll("", 8, false), toll("", 2, true)}, want: "10", notes: "2 of the killed were attackers."},
		{about: "attackers, as the other side claims", k: killed(8, 8, 8), tolls: []parley.Toll{toll("", 8, false), toll("the army", 30, true)}, want: "8",
			notes: "The attackers are claimed to have lost 30; not counted."},
		{about: "attackers alone, as the other side claims", tolls: []parley.Toll{toll("the army", 30, true)}, want: "30"},
	} {
		d := made(parley.Assault, parley.ModeFirearms, "Battles/Armed clash", func(in *parley.Incident) { in.Killed = c.k })
		if c.tolls != nil {
			d.Tellings[0].Event.Tolls, d.Tellings[0].Event.Killed = c.tolls, nil
		}
		got := row(t, "acled", d)
		wantCells(t, c.about, got, "fatalities="+c.want)
		if !strings.Contains(got["notes"], c.notes) || c.absent != "" && strings.Contains(got["notes"], c.absent) {
			t.Errorf("%s: notes %q, want %q in them", c.about, got["notes"], c.notes)
		}
	}
	clash := made(parley.Assault, parley.ModeClash, "Battles/Armed clash", func(in *parley.Incident) { in.Killed = killed(10, 10, 10) })
	clash.Tellings[0].Event.Tolls = []parley.Toll{toll("", 8, false), toll("", 2, true)}
	wantCells(t, "a clash holds both sides' dead", row(t, "acled", clash), "fatalities=10")
	truce := made(parley.Retreat, parley.ModeCeasefire, "Strategic developments/Agreement", func(in *parley.Incident) { in.Kind = parley.Process })
	if got := row(t, "acled", truce); got["fatalities"] != "" || strings.Contains(got["notes"], "killed") {
		t.Errorf("a truce has fatalities %q and notes %q", got["fatalities"], got["notes"])
	}
}

// TestACLEDSides: who is actor1 and actor2, of what sort, and who stands beside.
func TestACLEDSides(t *testing.T) {
	sides := func(source, target []parley.Party) func(*parley.Incident) {
		return func(in *parley.Incident) { in.Sources, in.Targets = source, target }
	}
	list := func(p ...parley.Party) []parley.Party { return p }
	minister := parley.Party{Actor: "m", Name: "Zarin Omar", Kind: "person", Sector: "GOV", Country: "AFG", Side: "afg-gov"}
	leader := parley.Party{Actor: "l", Name: "Mullah Azad", Kind: "person", Sector: "REB", Country: "AFG", Side: "taliban"}
	unit := parley.Party{Actor: "u", Name: "Fifth Corps", Kind: "organisation", Sector: "MIL", Country: "AFG", Side: "afg-gov"}
	monitors := party("peacekeepers", "MIL", "", "")
	marchers := party("Students' Union", "EDU", "AFG", "union")
	const clash, attack, bomb = "Battles/Armed clash", "Violence against civilians/Attack", "Explosions/Remote violence/Remote explosive/landmine/IED"
	protest := func(mode parley.Mode, acled string, source, target []parley.Party) *parley.IncidentDetail {
		return made(parley.Protest, mode, acled, func(in *parley.Incident) { in.Kind, in.Sources, in.Targets = parley.Process, source, target })
	}
	for _, c := range []struct {
		about string
		d     *parley.IncidentDetail
		want  []string
	}{
		{"forces away from home are external", made(parley.Assault, "", attack, sides(list(rebels), list(foreign))),
			[]string{"actor2=Military Forces of United States", "inter2=8", "interaction=28"}},
		{"forces of no one state are external", made(parley.Assault, "", attack, sides(list(rebels), list(monitors))), []string{"actor2=peacekeepers", "inter2=8", "interaction=28"}},
		{"the lower sort first in interaction", made(parley.Assault, "", attack, sides(list(gunmen), list(police))),
			[]string{"actor1=Unidentified Armed Group (Afghanistan)", "inter1=3", "actor2=Police Forces of Afghanistan", "inter2=1", "interaction=13"}},
		{"two rebel groups", made(parley.Assault, parley.ModeClash, clash, sides(list(rebels), list(blueFront))), []string{"interaction=22", "actor2=Blue Front"}},
		{"civilians are actor2 whoever stands first", made(parley.Assault, parley.ModeTargeted, attack, sides(list(rebels), list(soldiers, teachers))),
			[]string{"actor1=Red Brigade", "actor2=Civilians (Afghanistan)", "assoc_actor_2=Afghan teachers; Military Forces of Afghanistan", "inter2=7", "interaction=27", "civilian_targeting=Civilian targeting"}},
		{"a soldier killed as a target is a civilian of the codebook", made(parley.Assault, parley.ModeTargeted, attack, nil),
			[]string{"actor2=Civilians (Afghanistan)", "assoc_actor_2=Military Forces of Afghanistan", "inter2=7"}},
		{"a minister is no soldier", made(parley.Assault, parley.ModeTargeted, attack, sides(list(rebels), list(minister))),
			[]string{"actor2=Civilians (Afghanistan)", "assoc_actor_2=Zarin Omar", "interaction=27"}},
		{"the target of a bomb before those who stood by", made(parley.Assault, "explosives", bomb, sides(list(rebels), list(villagers, soldiers))),
			[]string{"actor2=Military Forces of Afghanistan", "assoc_actor_2=Civilians (Afghanistan)", "inter2=1", "civilian_targeting="}},
		{"a bomb at civilians alone", made(parley.Assault, "explosives", bomb, sides(list(rebels), list(villagers))), []string{"inter2=7", "civilian_targeting=Civilian targeting"}},
		{"no civilians beside a battle", made(parley.Assault, parley.ModeFirearms, clash, sides(list(rebels), list(soldiers, villagers))), []string{"assoc_actor_2=", "civilian_targeting="}},
		{"nobody says who did it", made(parley.Assault, "explosives", bomb, sides(nil, list(soldiers))),
			[]string{"actor1=", "inter1=", "actor2=Military Forces of Afghanistan", "inter2=1", "interaction="}},
		{"nobody says to whom", made(parley.Assault, "explosives", bomb, sides(list(rebels), list(bridge))), []string{"inter1=2", "actor2=", "inter2=", "interaction=20", "civilian_targeting="}},
		{"nobody says which civilians", made(parley.Assault, "", attack, sides(list(rebels), nil)), []string{"inter1=2", "actor2=", "interaction=", "civilian_targeting="}},
		{"a side whose sort is not known", made(parley.Assault, "", attack, sides(list(party("Some Body", "", "", "")), list(soldiers))), []string{"actor1=Some Body", "inter1=", "interaction="}},
		{"allies", made(parley.Assault, "", attack, sides(list(rebels, blueFront, leader), list(soldiers, police))),
			[]string{"actor1=Red Brigade", "assoc_actor_1=Blue Front; Taliban; Mullah Azad", "assoc_actor_2=Police Forces of Afghanistan"}},
		{"a named unit of the army", made(parley.Assault, parley.ModeFirearms, clash, sides(list(rebels), list(unit))),
			[]string{"actor2=Military Forces of Afghanistan", "assoc_actor_2=Fifth Corps"}},
		{"a march", protest("demo", "Protests/Peaceful protest", list(marchers), nil),
			[]string{"event_type=Protests", "disorder_type=Demonstrations", "actor1=Protesters (Afghanistan)", "assoc_actor_1=Students' Union", "inter1=6", "interaction=60"}},
		{"a riot", protest("riot", "Riots/Violent demonstration", list(villagers), list(police)),
			[]string{"actor1=Rioters (Afghanistan)", "inter1=5", "actor2=Police Forces of Afghanistan", "inter2=1", "interaction=15", "disorder_type=Demonstrations"}},
		{"a deal", made(parley.Agree, "", "Strategic developments/Agreement", func(in *parley.Incident) {
			in.Kind, in.Sources, in.Targets = parley.Process, list(minister), list(leader)
		}), []string{"actor1=Government of Afghanistan", "assoc_actor_1=Zarin Omar", "inter1=1", "actor2=Taliban", "assoc_actor_2=Mullah Azad", "inter2=2", "interaction=12", "disorder_type=Strategic developments"}},
		{"a deal by one side that is told as the other", made(parley.Agree, "", "Strategic developments/Agreement", func(in *parley.Incident) {
			in.Kind, in.Sources, in.Targets = parley.Process, nil, list(leader)
		}), []string{"actor1=Taliban", "actor2=", "interaction=20"}},
	} {
		wantCells(t, c.about, row(t, "acled", c.d), c.want...)
	}
}

// TestACLEDPlaces: 1 a town, 2 near one or a district, 3 a province or region.
func TestACLEDPlaces(t *testing.T) {
	for _, c := range []struct {
		precision parley.PlacePrecision
		near      string
		want      string
	}{
		{parley.PlaceExact, "", "1"}, {parley.PlaceExact, "near", "2"}, {parley.PlaceExact, "northern", "1"}, {parley.PlaceExact, "north", "2"}, {parley.PlaceExact, "central", "1"}, {parley.PlaceAdmin2, "", "2"}, {parley.PlaceAdmin1, "", "3"},
		{parley.PlaceAdmin1, "near", "3"}, {parley.PlaceRegion, "", "3"},
	} {
		got := row(t, "acled", made(parley.Assault, "", "Violence against civilians/Attack", func(in *parley.Incident) {
			in.Place.Precision, in.Place.Near = c.precision, c.near
		}))
		wantCells(t, string(c.precision), got, "geo_precision="+c.want, "latitude=36.7300")
	}
	country := made(parley.Agree, "", "Strategic developments/Agreement", func(in *parley.Incident) {
		in.Kind, in.Place = parley.Process, &parley.EventPlace{Name: "Palestine", Country: "PSE", Lat: ptr(31.9), Lon: ptr(35.2), Precision: parley.PlaceCountry}
	})
	wantCells(t, "a deal somewhere in a country", row(t, "acled", country),
		"country=Palestine", "iso=275", "region=Middle East", "location=Palestine", "latitude=", "longitude=", "geo_precision=")
	nowhere := made(parley.Assault, "", "Violence against civilians/Attack", func(in *parley.Incident) {
		in.Place = &parley.EventPlace{Name: "Sahel", Precision: parley.PlaceRegion}
	})
	if rows, why := cells(t, "acled", nowhere); len(rows) > 0 || why != "in no one country" {
		t.Errorf("%d rows of a region across borders (%s)", len(rows), why)
	}
	catatumbo := made(parley.Assault, "", "Violence against civilians/Attack", func(in *parley.Incident) {
		in.Place = &parley.EventPlace{Name: "Catatumbo", Country: "COL", Precision: parley.PlaceRegion}
	})
	wantCells(t, "a region of one country", row(t, "acled", catatumbo), "country=Colombia", "geo_precision=3", "latitude=", "longitude=")
}

// TestACLEDNotes tells who contradicts whom.
func TestACLEDNotes(t *testing.T) {
	d := made(parley.Assault, parley.ModeFirearms, "Battles/Armed clash", func(in *parley.Incident) {
		in.Killed, in.Standing = killed(28, 31, 31), parley.Contested
	})
	d.Clashes = []parley.Clash{
		{Value: "killed", Sides: []parley.ClashSide{{By: "A", Says: "28 killed"}, {By: "B", Says: "31 killed"}}},
		{Value: "source", Sides: []parley.ClashSide{{By: "Red Brigade", Says: "denies it"}, {By: "A", Says: "Red Brigade"}}},
	}
	got := row(t, "acled", d)
	for _, want := range []string{
		"Accounts differ (killed): A says 28 killed, B says 31 killed.", "Accounts differ (source): Red Brigade denies it, A says Red Brigade.",
	} {
		if !strings.Contains(got["notes"], want) {
			t.Errorf("notes %q lack %q", got["notes"], want)
		}
	}
	if !strings.Contains(got["tags"], "disputed; incident=") {
		t.Errorf("tags %q", got["tags"])
	}
	women := made(parley.Assault, "", "Violence against civilians/Attack", func(in *parley.Incident) { in.Targets = []parley.Party{villagers} })
	women.Tellings[0].Event.Tolls = []parley.Toll{{Outcome: outcomeKilled, Group: "women", Range: parley.Range{Low: ptr(2), High: ptr(2)}}}
	if got := row(t, "acled", women); !strings.HasPrefix(got["tags"], "women targeted; ") {
		t.Errorf("tags %q", got["tags"])
	}
	claimed := made(parley.Assault, "", "Violence against civilians/Attack", nil)
	claimed.Claims = []parley.IncidentClaim{{Claim: parley.Claim{By: "Blue Front", Stance: "claimed"}}, {Claim: parley.Claim{By: "Red Brigade", Stance: "denied"}}}
	claimed.Sources[0].Blamed = true
	if got := row(t, "acled", claimed)["notes"]; !strings.Contains(got, "Claimed by Blue Front. Only accused of it: Red Brigade.") {
		t.Errorf("notes %q", got)
	}
	quiet := made(parley.Assault, "", "Violence against civilians/Attack", nil)
	quiet.Tellings[0].Article.Outlet = ""
	wantCells(t, "an outlet that is not known", row(t, "acled", quiet), "source=")
}
