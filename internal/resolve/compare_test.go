package resolve

import (
	"math"
	"testing"
	"time"

	"parley"
)

// raid is the event that the tests compare with: gunmen storm a checkpoint.
func raid() *Digest {
	return &Digest{
		Event: "e1", Article: "a1", Published: onDay("2031-03-04"), Date: onDay("2031-03-03"),
		Kind: parley.Violence, Type: parley.Assault, Mode: parley.ModeFirearms, Status: parley.Happened, Main: true,
		Place:   Place{ID: "gn:1", Name: "Sangin", Country: "AFG", Admin1: "Helmand", Admin2: "Sangin", Lat: 32.07, Lon: 64.83, HasPoint: true, Precision: parley.PlaceExact},
		Sources: []Party{taliban},
		Targets: []Party{police},
		Killed:  exactly(16),
		Terms:   []Term{{"orchard", 6}, {"storm", 4}},
	}
}

var (
	taliban = Party{Actor: "taliban", Name: "Taliban", Kind: "group", Country: "AFG", Sector: "REB", Side: "taliban"}
	police  = Party{Actor: "afg-police", Name: "Afghan police", Kind: "group", Country: "AFG", Sector: "COP", Side: "afg-gov"}
	army    = Party{Actor: "afg-army", Name: "Afghan army", Kind: "group", Country: "AFG", Sector: "MIL", Side: "afg-gov"}
	gunmen  = Party{Actor: "afg-gunmen", Name: "Afghan gunmen", Kind: "group", Country: "AFG", Sector: "UAF"}
	people  = Party{Actor: "afg-civilians", Name: "Afghan civilians", Kind: "group", Country: "AFG", Sector: "CVL"}
	kabul   = Party{Actor: "afg-gov", Name: "Afghan government", Kind: "group", Country: "AFG", Sector: "GOV", Side: "afg-gov"}
)

func onDay(day string) Span { return days(day, day) }

func days(from, to string) Span {
	a, b := parley.Day(from).Time(), parley.Day(to).Time()
	return Span{From: dayOf(a), To: dayOf(b), Precision: parley.PrecisionDay}
}

func exactly(n int32) Figure { return Figure{Low: n, High: n, Known: true} }

// talksOf is a round of talks.
func talksOf(day, month string) *Digest {
	return &Digest{
		Event: "e1", Article: "a1", Published: onDay(day), Date: onDay(day),
		Kind: parley.Process, Type: parley.Consult, Mode: "multilateral", Status: parley.Happened, Main: true,
		Place:   Place{ID: "gn:9", Name: "Doha", Country: "QAT", Admin1: "Doha", Precision: parley.PlaceExact},
		Sources: []Party{taliban}, Targets: []Party{kabul},
		Terms: []Term{{month, 5}},
	}
}

// TestOneHappening has other tellings of one event and events that only look like it.
func TestOneHappening(t *testing.T) {
	province := Place{ID: "gn:AF.10", Name: "Helmand", Country: "AFG", Admin1: "Helmand", Precision: parley.PlaceAdmin1}
	kandahar := Place{ID: "gn:2", Name: "Zhari", Country: "AFG", Admin1: "Kandahar", Precision: parley.PlaceExact}
	for _, c := range []struct {
		name string
		same bool
		base *Digest
		turn func(d *Digest)
	}{
		{"told alike", true, raid(), func(*Digest) {}},
		{"two days, the province, unnamed gunmen", true, raid(), func(d *Digest) {
			d.Date, d.Place, d.Sources = days("2031-03-03", "2031-03-04"), province, []Party{gunmen}
		}},
		{"the toll has risen", true, raid(), func(d *Digest) { d.Killed, d.Published = exactly(21), onDay("2031-03-05") }},
		{"no toll, no mode, no source", true, raid(), func(d *Digest) { d.Killed, d.Mode, d.Sources = Figure{}, "", nil }},
		{"a headline of another mode", true, raid(), func(d *Digest) { d.Mode = "explosives" }},
		{"background of a later month", true, raid(), func(d *Digest) {
			d.Published, d.Background, d.Main, d.Terms = onDay("2031-05-01"), true, false, nil
		}},
		{"another province on the same night", false, raid(), func(d *Digest) { d.Place, d.Killed, d.Terms = kandahar, exactly(9), nil }},
		{"another target and toll in the same town", false, raid(), func(d *Digest) {
			d.Targets, d.Killed, d.Mode, d.Terms = []Party{people}, exactly(3), "explosives", []Term{{"bakery", 6}}
		}},
		{"a strike back", false, raid(), func(d *Digest) {
			d.Sources, d.Targets, d.Mode, d.Killed, d.Terms = []Party{army}, []Party{taliban}, "aerial", exactly(12), nil
		}},
		{"the same a year later", false, raid(), func(d *Digest) { d.Date, d.Published = onDay("2032-03-03"), onDay("2032-03-04") }},
		{"the same ten days later", false, raid(), func(d *Digest) { d.Date, d.Published = onDay("2031-03-13"), onDay("2031-03-14") }},
		{"another country", false, raid(), func(d *Digest) { d.Place.Country = "PAK" }},
		{"a total since January", false, raid(), func(d *Digest) {
			d.Aggregate, d.Date, d.Killed = true, days("2031-01-01", "2031-03-04"), exactly(16)
		}},
		{"talks, told twice", true, talksOf("2031-06-10", "june"), func(d *Digest) { d.Sources, d.Targets = d.Targets, d.Sources }},
		{"talks, the next round", false, talksOf("2031-06-10", "june"), func(d *Digest) { d.Date, d.Published = onDay("2031-07-08"), onDay("2031-07-08") }},
		{"talks and a refusal", false, talksOf("2031-06-10", "june"), func(d *Digest) { d.Type, d.Mode, d.Status = parley.Reject, "", parley.Refused }},
	} {
		m := newResolver(t).Model()
		other := *c.base
		c.turn(&other)
		other.Event, other.Article = "e2", "a2"
		score, reasons, ok := m.Compare(c.base, &other)
		if got := ok && score > 0; got != c.same {
			t.Errorf("%s: %.2f, want the same: %t; %v", c.name, score, c.same, reasons)
		}
		back, _, _ := m.Compare(&other, c.base)
		if back != score {
			t.Errorf("%s: %.3f, and %.3f the other way round", c.name, score, back)
		}
		if c.same && !shareKey(c.base, &other) {
			t.Errorf("%s: no block in common: %v and %v", c.name, c.base.keys(), other.keys())
		}
		sum := 0.0
		for _, r := range reasons {
			sum += r.Weight
		}
		if ok && reasons != nil && math.Abs(sum-score) > 1e-9 {
			t.Errorf("%s: reasons add up to %f, not %f", c.name, sum, score)
		}
	}
}

func shareKey(a, b *Digest) bool { return meet(a.keys(), b.keys()) }

// TestKeysMeet has spans of one happening that must share a block.
func TestKeysMeet(t *testing.T) {
	month := Span{From: dayOf(time.Date(2031, 3, 1, 0, 0, 0, 0, time.UTC)), To: dayOf(time.Date(2031, 3, 31, 0, 0, 0, 0, time.UTC)), Precision: parley.PrecisionMonth}
	for _, c := range []struct {
		name string
		turn func(d *Digest)
	}{
		{"the day before", func(d *Digest) { d.Date = onDay("2031-03-02") }},
		{"the day behind", func(d *Digest) { d.Date = onDay("2031-03-04") }},
		{"a week", func(d *Digest) { d.Date = days("2031-03-01", "2031-03-07") }},
		{"a month, in the province", func(d *Digest) { d.Date = month }},
		{"no day but the publication's", func(d *Digest) { d.Date = Span{} }},
		{"a year, and the toll", func(d *Digest) {
			d.Date, d.Place.Admin1 = days("2031-01-01", "2031-12-31"), ""
		}},
	} {
		a, b := raid(), raid()
		c.turn(b)
		if !shareKey(a, b) {
			t.Errorf("%s: no block in common: %v and %v", c.name, a.keys(), b.keys())
		}
	}
}

func FuzzCompare(f *testing.F) {
	m := newResolver(f).Model().(*model)
	f.Add(fullDigest().Encode(), raid().Encode())
	f.Add(raid().Encode(), talksOf("2031-06-10", "june").Encode())
	f.Fuzz(func(t *testing.T, x, y []byte) {
		a, errA := DecodeDigest(x)
		b, errB := DecodeDigest(y)
		if errA != nil || errB != nil {
			return
		}
		there, _, _ := m.Compare(a, b)
		back, _, _ := m.Compare(b, a)
		if there != back || math.IsNaN(there) {
			t.Errorf("%v and %v", there, back)
		}
	})
}
