package resolve

import (
	"strings"
	"testing"

	"parley"
	"parley/data"
)

func TestEstimate(t *testing.T) {
	r := built(t)
	for _, c := range []struct {
		name  string
		tales []*tale
		want  string
	}{
		{"no figure", []*tale{newTale(1, 4, "f1")}, "none"},
		{"one figure", []*tale{newTale(1, 4, "f1").own("28")}, "28/28/28 only"},
		{"at least", []*tale{newTale(1, 4, "f1").own("28+")}, "28/28/28 only"},
		{"about", []*tale{newTale(1, 4, "f1").own("21-27")}, "24/24/24 only"},
		{"a word", []*tale{newTale(1, 4, "f1").own("24-99v")}, "24/24/99 vague vague"},
		{"a word beside a number", []*tale{newTale(1, 4, "f1").own("24-99v"), newTale(2, 4, "f2").own("31")}, "31/31/31 only"},
		{"two families agree", []*tale{newTale(1, 4, "f1").own("28"), newTale(2, 4, "f2").own("28")}, "28/28/28 agreed"},
		{"at least suits the exact", []*tale{newTale(1, 4, "f1").own("20+"), newTale(2, 4, "f2").own("28")}, "20/28/28 agreed"},
		{"a later round figure does not replace the exact one", []*tale{newTale(1, 4, "f1").own("28"), newTale(2, 6, "f2").own("20+")}, "20/28/28 agreed"},
		{"the toll rose", []*tale{newTale(1, 4, "f1").own("28"), newTale(2, 5, "f2").own("31")}, "28/31/31 latest"},
		{"a single later figure beats many early ones", []*tale{
			newTale(1, 4, "f1").own("28"), newTale(2, 4, "f2").own("28"), newTale(3, 4, "f3").own("28"), newTale(4, 5, "f4").own("31"),
		}, "28/31/31 latest"},
		{"the toll was corrected", []*tale{newTale(1, 4, "f1").police("31"), newTale(2, 6, "f2").police("27")}, "27/27/31 latest"},
		{"stale news is no correction", []*tale{newTale(1, 4, "f1").own("59"), newTale(2, 5, "f2").own("34")}, "34/34/59 lower"},
		{"an at least of stale news suits the rise", []*tale{newTale(1, 4, "f1").police("59"), newTale(2, 5, "f2").own("34").police("34+")}, "34/59/59 most"},
		{"fewer some days later", []*tale{newTale(1, 4, "f1").own("59"), newTale(2, 8, "f2").own("34")}, "34/34/59 newest"},
		{"attackers' dead told elsewhere", []*tale{newTale(1, 4, "f1").own("8"), newTale(2, 4, "f2").killed("25", "militants", "", "", "")}, "8/8/8 only"},
		{"the attacker confirms", []*tale{newTale(1, 4, "f1").own("9+"), newTale(2, 7, "f2").rebels("21").confirms()}, "9/21/21 agreed"},
		{"most families of one day", []*tale{newTale(1, 4, "f1").own("9"), newTale(2, 4, "f2").own("12"), newTale(3, 4, "f3").own("12")}, "9/12/12 most"},
		{"copies are one family", []*tale{
			newTale(1, 4, "f1").own("9"), newTale(2, 4, "f2").own("12"), newTale(3, 4, "f1").own("9"), newTale(4, 4, "f1").own("9"),
		}, "9/9/12 lower"},
		{"enemy's claim sets the bound alone", []*tale{newTale(1, 4, "f1").police("8").rebels("17")}, "8/8/17 aside"},
		{"enemy's claim of a later day", []*tale{newTale(1, 4, "f1").police("8"), newTale(2, 6, "f2").rebels("17")}, "8/8/17 aside"},
		{"enemy's claim for want of a better", []*tale{newTale(1, 4, "f1").rebels("17")}, "17/17/17 claim"},
		{"hospital beats witness", []*tale{newTale(1, 4, "f1").hospital("14"), newTale(2, 4, "f2").killed("20", "", "a villager", "", "")}, "14/14/20 reliable"},
		{"later official toll over an early count", []*tale{newTale(1, 4, "f1").hospital("14"), newTale(2, 6, "f2").police("19")}, "14/19/19 latest"},
		{"a later witness does not overtake", []*tale{newTale(1, 4, "f1").police("19"), newTale(2, 6, "f2").killed("14", "", "a villager", "", "")}, "14/19/19 reliable"},
		{"nor one with more", []*tale{newTale(1, 4, "f1").police("19"), newTale(2, 6, "f2").killed("25", "", "a villager", "", "")}, "19/19/25 reliable"},
		{"a witness does not fill up an at least", []*tale{newTale(1, 4, "f1").own("130+").police("132+").killed("160", "", "a villager", "", "")}, "130/132/160 reliable"},
		{"an army owns up to civilians", []*tale{newTale(1, 4, "f1").by("army", "Kul army", "gov").killed("10", "civilians", "Kul army", "", "Kul army")}, "10/10/10 only"},
		{"an army counts its enemies", []*tale{newTale(1, 4, "f1").by("army", "Kul army", "gov").killed("10", "militants", "Kul army", "", "Kul army")}, "10/10/10 claim"},
		{"a denied figure is not the denier's", []*tale{newTale(1, 4, "f1").own("9").police("31").denies()}, "9/9/31 aside"},
		{"nor is it a later toll", []*tale{newTale(1, 4, "f1").own("9"), newTale(2, 6, "f2").police("31").denies()}, "9/9/31 aside"},
		{"children are a part", []*tale{newTale(1, 4, "f1").own("28"), newTale(2, 4, "f2").killed("5", "children", "", "", "")}, "28/28/28 only"},
		{"other people each", []*tale{newTale(1, 4, "f1").killed("8", "soldiers", "", "", ""), newTale(2, 5, "f2").killed("3", "civilians", "", "", "")}, "3/8/8 agreed"},
		{"none killed", []*tale{newTale(1, 4, "f1").own("0")}, "0/0/0 only"},
	} {
		if got := written(summedUp(t, r, c.tales...).Killed); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// TestEstimateLeavesOut checks what no figure is taken from.
func TestEstimateLeavesOut(t *testing.T) {
	r := built(t)
	total := newTale(2, 5, "f2").own("410")
	total.Event.Aggregate = true
	if got := written(summedUp(t, r, newTale(1, 4, "f1").own("6"), total).Killed); got != "6/6/6 only" {
		t.Errorf("with a standing total: %s", got)
	}
	plan := newTale(2, 5, "f2").own("90")
	plan.Event.Status = parley.Planned
	if got := written(summedUp(t, r, newTale(1, 4, "f1").own("6"), plan).Killed); got != "6/6/6 only" {
		t.Errorf("with a plan: %s", got)
	}
	parts := newTale(1, 4, "f1").own("28")
	parts.Event.Tolls = append(parts.Event.Tolls,
		parley.Toll{Outcome: "killed", Group: "civilians", Range: figure("5"), Part: true},
		parley.Toll{Outcome: "killed", Group: "attackers", Range: figure("3"), Attackers: true},
		parley.Toll{Outcome: "casualties", Range: figure("60")})
	in := summedUp(t, r, parts)
	if got := written(in.Killed); got != "28/28/28 only" {
		t.Errorf("with parts, attackers and casualties: %s", got)
	}
	if in.Injured.Best != nil {
		t.Errorf("casualties are injured: %s", written(in.Injured))
	}
	inside := newTale(1, 4, "f1").police("8").rebels("20")
	inside.Event.Tolls = append(inside.Event.Tolls, parley.Toll{Outcome: "killed", Group: "civilians", Range: figure("9"), Part: true})
	if got := written(summedUp(t, r, inside).Killed); got != "8/8/20 aside" {
		t.Errorf("with a part between the bounds: %s", got)
	}
	for figure, want := range map[string]string{"12": "12/19/19 reliable", "40": "19/19/40 reliable"} {
		history := newTale(2, 20, "f2").own(figure)
		history.Event.Background = true
		if got := written(summedUp(t, r, newTale(1, 4, "f1").police("19"), history).Killed); got != want {
			t.Errorf("with %s told later as history: %s, want %s", figure, got, want)
		}
	}
}

// TestEstimateOfPartisans checks that a text of the attackers' own is their claim.
func TestEstimateOfPartisans(t *testing.T) {
	claim := newTale(1, 4, "f1").own("17")
	claim.Event.Targets[0].Text = "hireling policemen"
	if got := written(summedUp(t, built(t), claim, newTale(2, 4, "f2").police("8+")).Killed); got != "8/8/17 aside" {
		t.Errorf("with a party's own text: %s", got)
	}
}

func TestVoices(t *testing.T) {
	s := built(t).sums
	rows, err := data.Rows(testFS(t), "voices.tsv", 3)
	if err != nil {
		t.Fatal(err)
	}
	names := map[Sort]string{SortNeutral: "neutral", SortOfficial: "official", SortOther: "other"}
	for _, row := range rows {
		sort, ok := s.voices.sort(row.Cells[0], row.Cells[1])
		got := names[sort]
		if !ok {
			got = "-"
		}
		if got != row.Cells[2] {
			t.Errorf("%q, %q: %s, want %s", row.Cells[0], row.Cells[1], got, row.Cells[2])
		}
	}
}

func TestSumsRefuse(t *testing.T) {
	for name, text := range map[string]string{
		"resolve/voices.tsv":   "loud\thospital\n",
		"resolve/groups.tsv":   "police\tforces\tarmed\twhole\n",
		"resolve/modes.tsv":    "ASSAULT\tdrone\tdrone\n",
		"resolve/titles.tsv":   "ASSAULT\t\tA\tB\tC\t{s}\n",
		"resolve/partisan.tsv": "Red devils\n",
		"resolve/guesses.tsv":  "toll\tby convention\n",
		"resolve/estimate.tsv": "only\tone account\n",
	} {
		_, err := newSumming(overlay{data.FS, name, text})
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}
