package talks

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"parley"
)

// Parties of an invented conflict.
var (
	front   = parley.Party{Actor: "river-front", Name: "River Front", Kind: "group", Country: "SDN", Sector: "REB", Side: "river-front"}
	envoy   = parley.Party{Actor: "x:envoy", Name: "Adam Noor", Kind: "person", Country: "SDN", Sector: "REB", Side: "river-front"}
	cabinet = parley.Party{Actor: "sdn-gov", Name: "Sudanese government", Kind: "group", Country: "SDN", Sector: "GOV", Side: "sdn-gov"}
	union   = parley.Party{Actor: "au", Name: "African Union", Kind: "organisation", Sector: "IGO", Side: "au"}
	kenya   = parley.Party{Actor: "ken-gov", Name: "Kenyan government", Kind: "group", Country: "KEN", Sector: "GOV", Side: "ken-gov"}
	people  = parley.Party{Actor: "sdn-civilians", Name: "civilians", Kind: "group", Country: "SDN", Sector: "CVL"}
)

func incident(id, day string, kind parley.EventType, place string, sources, targets []parley.Party) parley.Incident {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return parley.Incident{
		ID: id, Kind: parley.Process, Type: kind, Status: parley.Happened,
		Date: &parley.Date{Period: parley.Period{From: at, To: at}}, Place: &parley.EventPlace{Name: place},
		Sources: sources, Targets: targets,
	}
}

func some(p ...parley.Party) []parley.Party { return p }

func TestPairOf(t *testing.T) {
	own := Pair{"river-front", "sdn-gov"}
	planned := incident("i-1", "2021-02-01", parley.Consult, "Juba", some(front), some(cabinet))
	planned.Status = parley.Planned
	for _, c := range []struct {
		name string
		in   parley.Incident
		want Pair
		ok   bool
	}{
		{"two sides", incident("i-1", "2021-02-01", parley.Consult, "Juba", some(cabinet), some(front)), own, true},
		{"an envoy", incident("i-1", "2021-02-01", parley.Consult, "Juba", some(cabinet), some(envoy)), own, true},
		{"with help", incident("i-1", "2021-02-01", parley.Consult, "Juba", some(cabinet, front), some(union, kenya)), own, true},
		{"an agreement", incident("i-1", "2021-02-01", parley.Agree, "Juba", some(cabinet, front), nil), own, true},
		{"two states", incident("i-1", "2021-02-01", parley.Consult, "Juba", some(cabinet), some(kenya)), Pair{"ken-gov", "sdn-gov"}, true},
		{"a mediator and one side", incident("i-1", "2021-02-01", parley.Consult, "Juba", some(union), some(front)), Pair{}, false},
		{"one side with people", incident("i-1", "2021-02-01", parley.Consult, "Juba", some(front), some(people)), Pair{}, false},
		{"three states", incident("i-1", "2021-02-01", parley.Consult, "Juba", some(cabinet, kenya), some(union)), Pair{}, false},
		{"planned", planned, Pair{}, false},
		{"an attack", incident("i-1", "2021-02-01", parley.Assault, "Juba", some(front), some(cabinet)), Pair{}, false},
	} {
		if got, ok := PairOf(c.in); got != c.want || ok != c.ok {
			t.Errorf("%s: %v, %v", c.name, got, ok)
		}
	}
}

func TestOf(t *testing.T) {
	signed := time.Date(2021, 3, 20, 0, 0, 0, 0, time.UTC)
	deal := parley.Agreement{ID: "a-1", Parties: some(cabinet, front), Signed: &parley.Date{Period: parley.Period{From: signed, To: signed}}}
	other := parley.Agreement{ID: "a-2", Parties: some(cabinet, kenya), Signed: deal.Signed}
	incidents := []parley.Incident{
		incident("i-1", "2021-02-01", parley.Consult, "Juba", some(cabinet), some(envoy)),
		incident("i-2", "2021-02-20", parley.Consult, "Addis Ababa", some(front, cabinet), some(union)),
		incident("i-3", "2021-03-14", parley.Agree, "Juba", some(front, cabinet), nil),
		incident("i-4", "2024-05-01", parley.Consult, "Nairobi", some(front), some(cabinet)),
		incident("i-5", "2021-03-01", parley.Consult, "Nairobi", some(kenya), some(cabinet)),
	}
	all := Of(incidents, []parley.Agreement{other, deal})
	if len(all) != 3 {
		t.Fatalf("%d negotiations, want 3: %+v", len(all), all)
	}
	i := slices.IndexFunc(all, func(x parley.Talks) bool { return x.First == "2021-02-01" })
	got := all[i]
	got.ID = ""
	want := parley.Talks{
		Name: "Talks of River Front and Sudanese government", Country: "SDN",
		Parties: some(front, cabinet), Mediators: some(union), Venues: []string{"Juba", "Addis Ababa"},
		First: "2021-02-01", Last: "2021-03-14", Rounds: []string{"i-1", "i-2"}, Agreed: []string{"i-3"}, Agreements: []string{"a-1"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 1))
		r.Shuffle(len(incidents), func(a, b int) { incidents[a], incidents[b] = incidents[b], incidents[a] })
		if again := Of(incidents, []parley.Agreement{deal, other}); !reflect.DeepEqual(again, all) {
			t.Fatalf("in another order: %+v", again)
		}
	}
}

// TestWants holds that the filter of a pair asks for what PairOf takes.
func TestWants(t *testing.T) {
	f := Wants(Pair{"river-front", "sdn-gov"})
	if f.Actor != "river-front" || !slices.Contains(f.Types, parley.Agree) || !slices.Contains(f.Statuses, parley.Happened) {
		t.Errorf("%+v", f)
	}
}
