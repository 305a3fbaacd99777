package export

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley"
)

// TestACLEDJoin: the same actors, place, day and type are one event, whichever side
// stands first; anything else, and what is not known exactly, stays two.
func TestACLEDJoin(t *testing.T) {
	const clash = "Battles/Armed clash"
	fight := func(change func(*parley.Incident)) *parley.IncidentDetail {
		return made(parley.Assault, parley.ModeFirearms, clash, func(in *parley.Incident) {
			in.Killed = killed(4, 5, 6)
			if change != nil {
				change(in)
			}
		})
	}
	first := fight(nil)
	for _, c := range []struct {
		about  string
		second *parley.IncidentDetail
		rows   int
	}{
		{"the same", fight(nil), 1},
		{"the other side first", fight(func(in *parley.Incident) { in.Sources, in.Targets = in.Targets, in.Sources }), 1},
		{"another day", fight(func(in *parley.Incident) { in.Date = onDays(4, 4) }), 2},
		{"another place", fight(func(in *parley.Incident) { in.Place.Name = "Ghazni" }), 2},
		{"another actor", fight(func(in *parley.Incident) { in.Sources = []parley.Party{blueFront} }), 2},
		{"another type", made(parley.Assault, "aerial", "Explosions/Remote violence/Air/drone strike", nil), 2},
		{"a day that is not exact", fight(func(in *parley.Incident) { in.Date = onDays(3, 4); in.Date.How = "by convention" }), 2},
		{"a place that is not exact", fight(func(in *parley.Incident) { in.Place.Near = "near" }), 2},
		{"nobody says who", fight(func(in *parley.Incident) { in.Sources = nil }), 2},
	} {
		if rows := through(t, "acled", first, c.second); len(rows) != c.rows {
			t.Errorf("%s: %d rows, want %d", c.about, len(rows), c.rows)
		}
	}
	unknown := fight(func(in *parley.Incident) { in.ID, in.Killed = "i-1111111111111111", parley.Estimate{} })
	unknown.Tellings[0].Article.Outlet = "Evening Wire"
	rows := through(t, "acled-extended", first, unknown, first)
	wantCells(t, "three joined", rows[0], "fatalities=8", "x_fatalities_low=8", "x_fatalities_high=12", "source=Daily Wire; Evening Wire",
		"tags=incident=i-00000000000aff00; incident=i-1111111111111111")
	if n := strings.Count(rows[0]["notes"], "In the same event: "); n != 2 {
		t.Errorf("%d notes were added: %q", n, rows[0]["notes"])
	}
}

// through sends incidents through a profile as an export does.
func through(t *testing.T, name string, all ...*parley.IncidentDetail) []map[string]string {
	t.Helper()
	p := profile(t, name)
	held := newHolder(p.Join)
	var rows [][]string
	for _, d := range all {
		got, _ := p.Rows(d)
		rows = append(rows, held.add(got, firstDay(d))...)
	}
	rows = append(rows, held.rest()...)
	var out []map[string]string
	for _, r := range rows {
		row := map[string]string{}
		for i, c := range p.Columns {
			row[c] = r[i]
		}
		out = append(out, row)
	}
	return out
}

// TestHolder: rows are given on as soon as no later one can belong to them, each
// once, and what is held does not grow.
func TestHolder(t *testing.T) {
	h := newHolder(&Join{
		Day:  func(r []string) string { return r[0] },
		Key:  func(r []string) string { return r[1] },
		Into: func(first, r []string) { first[2] += r[2] },
	})
	var got []string
	take := func(rows [][]string) {
		for _, r := range rows {
			got = append(got, strings.Join(r, " "))
		}
	}
	for i := range 1000 {
		day := fmt.Sprintf("d%04d", i/4)
		take(h.add([][]string{{day, oneOfFour(i), "x"}, {fmt.Sprintf("d%04d", i/4+2), "later" + day, "y"}}, day))
		if len(h.rows) > 40 || len(h.at) > 40 {
			t.Fatalf("%d rows are held at %d", len(h.rows), i)
		}
	}
	take(h.add([][]string{{"d0001", "", "late"}}, ""))
	take(h.rest())
	if h.joined != 250*(2+3) || len(got) != 2001-h.joined {
		t.Errorf("%d rows joined, %d given on", h.joined, len(got))
	}
	if !slices.Contains(got, "d0003 a xx") || !slices.Contains(got, "d0005 laterd0003 yyyy") || !slices.Contains(got, "d0001  late") {
		t.Errorf("rows %q …", got[:10])
	}
	none := newHolder(nil)
	if rows := none.add([][]string{{"a"}}, "x"); len(rows) != 1 || len(none.rest()) != 0 {
		t.Error("a table without joins holds rows back")
	}
}

// oneOfFour is a key that two of four rows share.
func oneOfFour(i int) string { return []string{"a", "a", "b", "b"}[i%4] }
