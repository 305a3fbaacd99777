package export

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"

	"parley"
)

// random makes an incident of values that the record can have, sensible or not.
type random struct{ *rand.Rand }

func oneOf[T any](r random, list ...T) T { return list[r.IntN(len(list))] }

func (r random) number() *int {
	if r.IntN(3) == 0 {
		return nil
	}
	return ptr(oneOf(r, 0, 0, 1, 2, 3, 8, 12, 24, 28, 100, 2000))
}

func (r random) party() parley.Party {
	p := oneOf(r, rebels, blueFront, soldiers, police, foreign, gunmen, villagers, teachers, nobody, bridge)
	p.Kind = oneOf(r, p.Kind, "person", "organisation", "group")
	p.Sector = oneOf(r, p.Sector, p.Sector, "", "GOV", "IGO", "ZZZ")
	p.Country = oneOf(r, p.Country, "", "QQQ", "SUN")
	p.Effect = oneOf(r, parley.EffectKilled, parley.EffectNone, "")
	return p
}

func (r random) parties() []parley.Party {
	var out []parley.Party
	for range r.IntN(4) {
		out = append(out, r.party())
	}
	return out
}

func (r random) date() *parley.Date {
	if r.IntN(8) == 0 {
		return nil
	}
	d := onDays(1+r.IntN(20), 1)
	d.To = d.From.AddDate(0, 0, oneOf(r, 0, 0, 0, 1, 2, 6, 7, 20, 300, 800, -1))
	d.Precision = oneOf(r, parley.PrecisionDay, parley.PrecisionTime, parley.PrecisionMonth, "")
	switch r.IntN(10) {
	case 0:
		d.From = time.Time{}
	case 1:
		d.To = time.Time{}
	}
	return d
}

func (r random) place() *parley.EventPlace {
	if r.IntN(8) == 0 {
		return nil
	}
	p := &parley.EventPlace{
		Name: oneOf(r, "Kunduz", "", "Ümlaut; town"), Country: oneOf(r, "AFG", "PSE", "", "QQQ", "XKX"), Near: oneOf(r, "", "near"), ID: oneOf(r, "gn:1", "gn:x", "", "own:a"),
		Precision: oneOf(r, parley.PlaceExact, parley.PlaceAdmin2, parley.PlaceAdmin1, parley.PlaceRegion, parley.PlaceCountry, ""),
	}
	if r.IntN(3) > 0 {
		p.Lat, p.Lon = ptr(r.Float64()*180-90), ptr(r.Float64()*360-180)
	}
	return p
}

func (r random) estimate() parley.Estimate {
	low := r.number()
	if low == nil {
		return parley.Estimate{}
	}
	best := *low + r.IntN(4)
	high := best + r.IntN(4)
	return parley.Estimate{Low: low, Best: &best, High: &high, Vague: r.IntN(5) == 0}
}

func (r random) incident() *parley.IncidentDetail {
	types := []parley.EventType{parley.Assault, parley.Assault, parley.Coerce, parley.Protest, parley.Retreat, parley.Agree, parley.Consult, parley.Threaten, "X"}
	modes := []parley.Mode{"", "firearms", "clash", "suicide-attack", "aerial", "abduct", "destroy", "seize", "arrest", "ceasefire", "crowd-control", "riot", "x"}
	codes := []string{"", "Battles/Armed clash", "Violence against civilians/Attack", "Explosions/Remote violence/Suicide bomb", "Riots/Violent demonstration",
		"Protests/Peaceful protest", "Strategic developments/Agreement", "nonsense"}
	in := parley.Incident{
		ID: fmt.Sprintf("i-%016x", r.Uint64()), Kind: oneOf(r, parley.Violence, parley.Violence, parley.Process), Type: oneOf(r, types...), Mode: oneOf(r, modes...),
		Status: oneOf(r, parley.Happened, parley.Happened, parley.Alleged, parley.Planned), Standing: oneOf(r, parley.Agreed, parley.Contested), Title: "A title",
		Date: r.date(), Place: r.place(), Sources: r.parties(), Targets: r.parties(), Killed: r.estimate(), ACLED: oneOf(r, codes...),
		Background: r.IntN(10) == 0, Aggregate: r.IntN(10) == 0,
	}
	d := told(in)
	for range r.IntN(3) {
		t := d.Tellings[0]
		t.Article.ID, t.Article.Outlet = strconv.Itoa(r.IntN(3)), oneOf(r, "", "A; B", "C")
		t.Event.Mode, t.Event.ACLED, t.Event.Status = oneOf(r, modes...), oneOf(r, codes...), oneOf(r, parley.Happened, parley.Denied)
		d.Tellings = append(d.Tellings, t)
	}
	for i := range d.Tellings {
		e := &d.Tellings[i].Event
		for range r.IntN(4) {
			e.Tolls = append(e.Tolls, parley.Toll{
				Outcome: oneOf(r, "killed", "killed", "injured"), Group: oneOf(r, "", "soldiers", "civilians", "militants", "women", "attackers", "people"),
				Range: parley.Range{Low: r.number(), High: r.number(), Vague: r.IntN(5) == 0}, Part: r.IntN(3) == 0, Attackers: r.IntN(3) == 0, By: oneOf(r, "", "", "x", "y"),
			})
		}
	}
	return d
}

// TestProfilesOfAnything: whatever the incident, rows have all cells, codes lie in
// their ranges, deaths add up, and where no figure is told there is none.
func TestProfilesOfAnything(t *testing.T) {
	r := random{rand.New(rand.NewPCG(6, 2026))}
	rows := map[string]int{}
	for range 4000 {
		d := r.incident()
		for _, name := range []string{"acled", "acled-extended", "ucdp", "polecat", "hxl"} {
			got, why := cells(t, name, d)
			rows[name] += len(got)
			if len(got) == 0 && why == "" {
				t.Fatalf("%s drops %+v in silence", name, d.Incident)
			}
			for _, x := range got {
				for column, cell := range x {
					if strings.ContainsAny(cell, "\n\r\t") || strings.TrimSpace(cell) != cell {
						t.Fatalf("%s: %s is %q", name, column, cell)
					}
				}
				switch name {
				case "acled":
					checkACLED(t, d, x)
				case "ucdp":
					checkGED(t, x)
				}
			}
		}
	}
	for name, n := range rows {
		if n < 100 {
			t.Errorf("%s was tried on %d rows only", name, n)
		}
	}
}

// within wants a cell to be a number between two, or empty where that may be.
func inRange(t *testing.T, x map[string]string, column string, low, high int, empty bool) int {
	t.Helper()
	if x[column] == "" && empty {
		return 0
	}
	n, err := strconv.Atoi(x[column])
	if err != nil || n < low || n > high {
		t.Fatalf("%s is %q, want %d to %d: %v", column, x[column], low, high, x)
	}
	return n
}

func checkACLED(t *testing.T, d *parley.IncidentDetail, x map[string]string) {
	t.Helper()
	inRange(t, x, "time_precision", 1, 3, false)
	inRange(t, x, "geo_precision", 1, 3, true)
	inRange(t, x, "inter1", 1, 8, true)
	inRange(t, x, "inter2", 1, 8, true)
	if n := inRange(t, x, "interaction", 10, 88, true); n > 0 && n%10 > 0 && n/10 > n%10 {
		t.Fatalf("interaction %d puts the higher sort first", n)
	}
	if (x["latitude"] == "") != (x["longitude"] == "") || x["latitude"] != "" && x["geo_precision"] == "" {
		t.Fatalf("half a place: %v", x)
	}
	if x["event_type"] == "" || x["disorder_type"] == "" || x["event_date"][:4] != x["year"] {
		t.Fatalf("no type or another year: %v", x)
	}
	inRange(t, x, "fatalities", 0, 1<<30, true)
	figures := d.Killed.Best != nil
	for i := range d.Tellings {
		for j := range d.Tellings[i].Event.Tolls {
			toll := &d.Tellings[i].Event.Tolls[j]
			figures = figures || toll.Outcome == outcomeKilled && (toll.Low != nil || toll.High != nil)
		}
	}
	if !figures && x["fatalities"] != "" {
		t.Fatalf("%s fatalities where no figure is told", x["fatalities"])
	}
	if x["fatalities"] == "0" && !toldNone(d) && len(x["notes"]) > 0 && !strings.Contains(x["notes"], "divided over them") {
		t.Fatalf("nobody says none, and there is a nought: %v", x)
	}
}

func checkGED(t *testing.T, x map[string]string) {
	t.Helper()
	inRange(t, x, "type_of_violence", 1, 3, true)
	inRange(t, x, "where_prec", 1, 7, true)
	inRange(t, x, "date_prec", 1, 5, false)
	inRange(t, x, "event_clarity", 1, 2, false)
	inRange(t, x, "priogrid_gid", 1, 259200, true)
	low, best, high := inRange(t, x, "low", 0, 1<<30, false), inRange(t, x, "best", 0, 1<<30, false), inRange(t, x, "high", 1, 1<<30, false)
	sum := 0
	for _, c := range []string{"deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"} {
		sum += inRange(t, x, c, 0, 1<<30, false)
	}
	if sum != best || low > best || best > high {
		t.Fatalf("deaths add up to %d, low %d, best %d, high %d: %v", sum, low, best, high, x)
	}
	if (x["dyad_name"] == "") != (x["side_a"] == "" || x["side_b"] == "" || x["side_a"] == x["side_b"]) {
		t.Fatalf("dyad %q of %q and %q", x["dyad_name"], x["side_a"], x["side_b"])
	}
	if x["type_of_violence"] == "3" && x["side_b"] != "Civilians" {
		t.Fatalf("one-sided against %q", x["side_b"])
	}
}

// BenchmarkProfiles measures rows a second of the profiles alone.
func BenchmarkProfiles(b *testing.B) {
	all, err := details()
	must(b, err)
	for _, name := range []string{"acled", "ucdp", "polecat", "hxl"} {
		b.Run(name, func(b *testing.B) {
			p, rows := profile(b, name), 0
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				got, _ := p.Rows(&all[i%len(all)])
				rows += len(got)
			}
			b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
