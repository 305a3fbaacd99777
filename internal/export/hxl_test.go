package export

import (
	"slices"
	"strings"
	"testing"

	"parley"
)

func cutLabel(label string) (string, string, bool) { return strings.Cut(label, "/") }

// TestHXL: the second line has a hashtag for each column, and rows are ACLED's.
func TestHXL(t *testing.T) {
	p := profile(t, "hxl")
	want := []string{
		"#date+occurred", "#event+type", "#event+type+sub", "#group+name+first", "#group+name+second", "#adm1+name", "#adm2+name",
		"#adm2+code", "#loc+name", "#geo+lat", "#geo+lon", "#description", "#affected+killed",
	}
	if !slices.Equal(p.Second, want) || len(p.Columns) != len(want) {
		t.Errorf("hashtags %q under %q", p.Second, p.Columns)
	}
	d := made(parley.Assault, parley.ModeFirearms, "Battles/Armed clash", func(in *parley.Incident) { in.Killed = killed(8, 9, 17) })
	got, acled := row(t, "hxl", d), row(t, "acled", d)
	for column, cell := range got {
		if column != "adm2_pcode" && cell != acled[column] {
			t.Errorf("%s is %q, in ACLED's columns %q", column, cell, acled[column])
		}
	}
	wantCells(t, "hxl", got, "event_date=2020-03-03", "fatalities=8", "adm2_pcode=", "actor2=Military Forces of Afghanistan")
	if _, why := cells(t, "hxl", made(parley.Assault, "", "", func(in *parley.Incident) { in.Date = nil })); why != "no date is told" {
		t.Errorf("left out for %q", why)
	}
}
