package export

import (
	"testing"

	"parley"
)

// TestPolecatRow goes through every column of one plain row.
func TestPolecatRow(t *testing.T) {
	d := made(parley.Assault, parley.ModeFirearms, "Battles/Armed clash", nil)
	e := &d.Tellings[0].Event
	e.Evidence = []parley.Evidence{{Role: "place", Quote: "the city of\n Kunduz"}}
	e.Sources[0].Text, e.Targets[0].Text = "fighters", "troops"
	e.Targets = append(e.Targets, bridge, party("Afghan judges", "JUD", "AFG", "afg-gov"))
	got := row(t, "polecat", d)
	wantCells(t, "a plain attack", got,
		"Event ID=00000000000aff00", "Event Date=2020-03-03", "Event Type=ASSAULT", "Event Mode=firearms", "Intensity=-9", "Quad Code=4",
		"Contexts=legal;military", "Actor Name=Red Brigade", "Actor Country=AFG", "Actor COW=700", "Primary Actor Sector=REB",
		"Actor Sectors=REB", "Actor Title=", "Actor Name Raw=fighters", "Wikipedia Actor ID=",
		"Recipient Name=Afghan soldiers;Afghan judges", "Recipient Country=AFG", "Recipient COW=700", "Primary Recipient Sector=MIL",
		"Recipient Sectors=MIL;JUD", "Recipient Title=", "Recipient Name Raw=troops", "Wikipedia Recipient ID=",
		"Placename=Kunduz", "City=Kunduz", "District=Kunduz", "Province=Kunduz", "Country=AFG", "Latitude=36.73", "Longitude=68.86",
		"GeoNames ID=1135690", "Raw Placename=the city of Kunduz", "Feature Type=", "Source=Daily Wire", "Publication Date=2020-03-04",
		"Story People=", "Story Organizations=", "Story Locations=", "Language=en", "Version=")
	if len(got) != 40 {
		t.Errorf("%d columns", len(got))
	}
}

// TestPolecatTellings: a row for each telling of what took place, be it a deed or
// words; nothing for a deed that is only talked of.
func TestPolecatTellings(t *testing.T) {
	for _, c := range []struct {
		typ    parley.EventType
		status parley.Status
		why    string
	}{
		{parley.Assault, parley.Happened, ""}, {parley.Assault, parley.Alleged, ""},
		{parley.Threaten, parley.Threatened, ""}, {parley.Request, parley.Demanded, ""}, {parley.Reject, parley.Refused, ""}, {parley.Agree, parley.Offered, ""},
		{parley.Assault, parley.Threatened, "a telling as not happened: threatened"}, {parley.Retreat, parley.Demanded, "a telling as not happened: demanded"},
		{parley.Consult, parley.Refused, "a telling as not happened: refused"}, {parley.Retreat, parley.Offered, "a telling as not happened: offered"},
		{parley.Assault, parley.Planned, "a telling as not happened: planned"}, {parley.Threaten, parley.Denied, "a telling as not happened: denied"},
	} {
		rows, why := cells(t, "polecat", made(c.typ, "", "", func(in *parley.Incident) { in.Status = c.status }))
		if want := 1; c.why != "" && len(rows) != 0 || c.why == "" && len(rows) != want || why != c.why {
			t.Errorf("%s %s: %d rows, %q", c.status, c.typ, len(rows), why)
		}
	}
	d := made(parley.Assault, "", "", nil)
	past, sum := d.Tellings[0], d.Tellings[0]
	past.Event.Background, sum.Event.Aggregate = true, true
	d.Tellings = append(d.Tellings, d.Tellings[0], past, past, sum)
	rows, left := profile(t, "polecat").Rows(d)
	if len(rows) != 2 || len(left) != 2 || left[0].Count != 2 || left[1].Count != 1 {
		t.Errorf("%d rows, left out %+v", len(rows), left)
	}
}

// TestPolecatUnknown: a cell of which nothing is known is empty.
func TestPolecatUnknown(t *testing.T) {
	d := made(parley.Assault, parley.ModeClash, "", func(in *parley.Incident) {
		in.Date, in.Place = onDays(3, 4), nil
		in.Sources, in.Targets = nil, []parley.Party{party("somebody", "", "", "")}
	})
	got := row(t, "polecat", d)
	wantCells(t, "little is known", got, "Event Date=", "Event Mode=", "Intensity=-9", "Contexts=", "Actor Name=", "Actor COW=",
		"Recipient Name=somebody", "Recipient COW=", "Primary Recipient Sector=", "Placename=", "City=", "Latitude=", "GeoNames ID=", "Feature Type=")
	for precision, want := range map[parley.PlacePrecision]string{parley.PlaceCountry: "PCLI", parley.PlaceAdmin1: "ADM1", parley.PlaceAdmin2: "ADM2", parley.PlaceRegion: ""} {
		d := made(parley.Assault, "", "", func(in *parley.Incident) { in.Place.Precision, in.Place.ID = precision, "own:x" })
		wantCells(t, string(precision), row(t, "polecat", d), "Feature Type="+want, "GeoNames ID=", "City=")
	}
}

// TestPolecatEveryType: every type and mode has a score and a quad code.
func TestPolecatEveryType(t *testing.T) {
	for label, want := range map[string][2]string{
		"AGREE/": {"2.5", "1"}, "AID/": {"10", "2"}, "REQUEST/assist": {"0.5", "3"}, "ASSAULT/unconventional": {"-10", "4"}, "RETREAT/ceasefire": {"7.5", "2"},
	} {
		typ, mode, _ := cutLabel(label)
		got := row(t, "polecat", made(parley.EventType(typ), parley.Mode(mode), "", nil))
		wantCells(t, label, got, "Intensity="+want[0], "Quad Code="+want[1])
	}
}
