package resolve

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley"
	"parley/internal/cluster"
)

func TestIncidentMerges(t *testing.T) {
	r := built(t)
	a := newTale(1, 4, "f1").own("9")
	a.Event.Mode = "explosives"
	a.Event.Sources = []parley.Party{{Actor: "afg-gunmen", Name: "Afghan gunmen", Kind: "group"}, {Name: "three men", Kind: "group", Text: "three men"}}
	a.Event.Place = &parley.EventPlace{Name: "Kunduz", Country: "AFG", Admin1: "Kunduz", Precision: parley.PlaceAdmin1, ID: "gn:9"}
	a.Event.Date = &parley.Date{Period: parley.Period{From: on(1).From, To: on(4).To, Precision: parley.PrecisionWeek}}
	b := newTale(2, 4, "f2").own("9")
	b.Event.Mode = "suicide-attack"
	b.Event.Sources[0].Blamed = true
	b.Event.CAMEO, b.Event.Goldstein, b.Event.ACLED = "1831", -10, "Explosions/Remote violence/Suicide bomb"
	c := newTale(3, 6, "f2").own("9")
	c.Event.Mode, c.Article.Outlet = "explosives", "Outlet 02"
	c.Event.Sources[0].Blamed = true
	in := summedUp(t, r, c, a, b)
	if got := strings.Join(in.Events, " "); got != "e01 e02 e03" {
		t.Errorf("events %s", got)
	}
	if in.Articles != 3 || in.Outlets != 2 || in.Families != 2 {
		t.Errorf("%d articles, %d outlets, %d families", in.Articles, in.Outlets, in.Families)
	}
	if in.FirstReported != "2031-05-04" || in.LastReported != "2031-05-06" {
		t.Errorf("reported %s to %s", in.FirstReported, in.LastReported)
	}
	if in.Mode != "suicide-attack" || in.CAMEO != "1831" || in.ACLED != "Explosions/Remote violence/Suicide bomb" {
		t.Errorf("mode %s, CAMEO %s, ACLED %s", in.Mode, in.CAMEO, in.ACLED)
	}
	if in.Place.Name != "Varna Kul" || in.Place.Precision != parley.PlaceExact {
		t.Errorf("place %+v", in.Place)
	}
	if parley.DayOf(in.Date.From) != "2031-05-03" || in.Date.How == "" {
		t.Errorf("date %+v", in.Date)
	}
	if len(in.Sources) != 2 || in.Sources[0].Actor != "red" || !in.Sources[0].Blamed || in.Sources[1].Actor != "afg-gunmen" {
		t.Errorf("sources %+v", in.Sources)
	}
	if in.Title != "Red Front suicide attack on Kul police, Varna Kul, Kunduz, 3 May 2031, 9 killed" {
		t.Errorf("title %q", in.Title)
	}
}

// TestPlaceIsNoMix checks that a place is one that a telling gives, and the one
// of more families.
func TestPlaceIsNoMix(t *testing.T) {
	r := built(t)
	in := summedUp(t, r,
		newTale(1, 4, "f1").in("Orlek", "Kunduz", "AFG", 36, 68),
		newTale(2, 4, "f2").in("Sarna", "Herat", "AFG", 34, 62),
		newTale(3, 4, "f3").in("Sarna", "Herat", "AFG", 34, 62))
	if in.Place.Name != "Sarna" || in.Place.Admin1 != "Herat" {
		t.Errorf("place %+v", in.Place)
	}
}

// TestMostFamilies checks that what most families say goes before what is exact.
func TestMostFamilies(t *testing.T) {
	r := built(t)
	vague := func(n int, family string) *tale {
		x := newTale(n, 14, family)
		x.Event.Place = &parley.EventPlace{Name: "Herat", Country: "AFG", Admin1: "Herat", Precision: parley.PlaceAdmin1, ID: "gn:7"}
		x.Event.Date = &parley.Date{Period: parley.Period{From: on(6).From, To: on(12).To, Precision: parley.PrecisionWeek}, Text: "last week"}
		return x
	}
	in := summedUp(t, r, newTale(1, 14, "f1"), vague(2, "f2"), vague(3, "f3"))
	if in.Place.Name != "Herat" || in.Date.Precision != parley.PrecisionWeek {
		t.Errorf("place %+v, date %+v", in.Place, in.Date)
	}
	in = summedUp(t, r, newTale(1, 14, "f1"), vague(2, "f2"), vague(3, "f2"))
	if in.Place.Name != "Varna Kul" || in.Date.Precision != parley.PrecisionDay {
		t.Errorf("of one family each: place %+v, date %+v", in.Place, in.Date)
	}
}

// TestSides checks who is left as a source: no longer blamed only where one
// telling names him as a fact, and no party that was attacked itself.
func TestSides(t *testing.T) {
	r := built(t)
	a, b := newTale(1, 4, "f1"), newTale(2, 4, "f2")
	a.Event.Sources[0].Blamed = true
	b.Event.Sources = append(b.Event.Sources, parley.Party{Actor: "army", Name: "Kul army", Side: "gov"})
	in := summedUp(t, r, a, b)
	if len(in.Sources) != 1 || in.Sources[0].Actor != "red" || in.Sources[0].Blamed {
		t.Errorf("sources %+v", in.Sources)
	}
}

// TestTotals holds that one telling of three as a sum leaves an incident one.
func TestTotals(t *testing.T) {
	r := built(t)
	tell := func(family string, total bool) *tale {
		x := newTale(1, 4, family).own("6")
		x.Event.Aggregate = total
		return x
	}
	if in := summedUp(t, r, tell("f1", true), tell("f2", false), tell("f3", false)); in.Aggregate {
		t.Error("a sum, by one telling of three")
	}
	if in := summedUp(t, r, tell("f1", true), tell("f2", true), tell("f3", false)); !in.Aggregate {
		t.Error("no sum, though two of three tell it as one")
	}
}

func TestTitle(t *testing.T) {
	r := built(t)
	talks := newTale(1, 4, "f1").status(parley.Planned)
	talks.Event.Kind, talks.Event.Type, talks.Event.Mode = parley.Process, parley.Consult, "multilateral"
	talks.Event.Sources = []parley.Party{{Actor: "usa", Name: "United States", Side: "usa"}}
	talks.Event.Targets = []parley.Party{{Actor: "red", Name: "Red Front", Side: "red"}}
	release := newTale(1, 4, "f1")
	release.Event.Kind, release.Event.Type, release.Event.Mode = parley.Process, parley.Retreat, "release"
	release.Event.Date.Period = parley.Period{From: on(1).From, To: on(31).To, Precision: parley.PrecisionMonth}
	nothing := newTale(1, 4, "f1").own("24-99v")
	nothing.Event.Mode, nothing.Event.Sources, nothing.Event.Targets, nothing.Event.Place, nothing.Event.Date = "", nil, nil, nil, nil
	many := newTale(1, 4, "f1").own("220000")
	many.Event.Aggregate = true
	many.Event.Date.Period = parley.Period{From: on(1).From, To: on(4).To}
	for want, in := range map[string]*tale{
		"Talks: United States – Red Front (planned), Varna Kul, Kunduz, 3 May 2031": talks,
		"Release of Kul police by Red Front, Varna Kul, Kunduz, May 2031":           release,
		"Attack, 24–99 killed": nothing,
		"Red Front attack on Kul police (in sum), Varna Kul, Kunduz, 1–4 May 2031, 220,000 killed": many,
	} {
		if got := summedUp(t, r, in).Title; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestTitlesOfAllTypes asks every type and mode of the ontology for a title that
// reads: no mark of the table left in it.
func TestTitlesOfAllTypes(t *testing.T) {
	s := built(t).sums
	sides := [][]parley.Party{nil, {{Actor: "a", Name: "Red Front", Side: "red"}}}
	for k := range s.titles {
		for _, sources := range sides {
			for _, targets := range sides {
				title := s.title(&parley.Incident{Type: k.Type, Mode: k.Mode, Status: parley.Happened, Sources: sources, Targets: targets}, false)
				if title == "" || strings.ContainsAny(title, "{}") || strings.Contains(title, "  ") {
					t.Errorf("%s %s: title %q", k.Type, k.Mode, title)
				}
			}
		}
	}
	if _, ok := s.titles[kindOf{parley.Aid, ""}]; !ok {
		t.Error("no title for AID")
	}
}

func TestIncidentRefusesBadDigests(t *testing.T) {
	r := built(t)
	g, family := groupOfTales(r, []*tale{newTale(1, 4, "f1")})
	g.Nodes[0].Digest = g.Nodes[0].Digest[:9]
	if _, err := r.Incident(g, family); !errors.Is(err, parley.ErrDamaged) || !strings.Contains(err.Error(), "e01") {
		t.Errorf("cut digest: %v", err)
	}
	if _, err := r.Incident(cluster.Group{ID: "i-x"}, family); !errors.Is(err, parley.ErrDamaged) {
		t.Errorf("no nodes: %v", err)
	}
}

// TestIncidentIsItsDetail checks that what a list shows, made of digests, is what
// the tellings of the detail come to.
func TestIncidentIsItsDetail(t *testing.T) {
	r := built(t)
	tales := []*tale{newTale(1, 4, "f1").police("8").rebels("17"), newTale(2, 5, "f2").hospital("11"), newTale(3, 6, "f1").police("8")}
	in := summedUp(t, r, tales...)
	again := r.sums.incident(r.sums.tellings(inOrder(in, tales)))
	again.ID, again.Events = in.ID, in.Events
	a, _ := json.Marshal(in)
	b, _ := json.Marshal(again)
	if string(a) != string(b) {
		t.Errorf("of digests:\n%s\nof tellings:\n%s", a, b)
	}
}

func BenchmarkIncident(b *testing.B) {
	r := built(b)
	tales := []*tale{newTale(1, 4, "f1").police("8").rebels("17"), newTale(2, 5, "f2").hospital("11"), newTale(3, 6, "f1").police("8")}
	for _, n := range []int{1, 3} {
		g, family := groupOfTales(r, tales[:n])
		b.Run(map[int]string{1: "one", 3: "three"}[n], func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := r.Incident(g, family); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	for name, n := range map[string]int{"two hundred": 200, "five thousand": 5000} {
		var many []*tale
		for i := range n {
			many = append(many, newTale(i, 4+i%9, fmt.Sprint("f", i%(n/4))).police("8").rebels("17"))
		}
		g, family := groupOfTales(r, many)
		slices.SortFunc(g.Nodes, byOrder)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := r.Incident(g, family); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
