package resolve

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"reflect"
	"testing"
	"time"

	"parley"
	"parley/data"
)

func newResolver(t testing.TB) *Resolver {
	t.Helper()
	r, err := New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// fullDigest has every field set, with both kinds of each.
func fullDigest() *Digest {
	return &Digest{
		Event: "e1", Article: "a1", Outlet: "The Ostrel Post", Published: Span{737000, 737003, parley.PrecisionDay}, Position: 7,
		Kind: parley.Violence, Type: parley.Assault, Mode: parley.ModeFirearms, Status: parley.Alleged,
		Background: true, Aggregate: true, Main: true,
		Date: Span{0, 737001, parley.PrecisionVague}, DateText: "late on Monday", DateHow: "reckoned",
		Place:   Place{ID: "gn:1", Name: "Sangin", Country: "AFG", Admin1: "Helmand", Admin2: "Sangin", Lat: 32.07275, Lon: -64.83389, HasPoint: true, Precision: parley.PlaceExact, Near: "near"},
		Sources: []Party{{Actor: "taliban", Name: "Taliban", Kind: "group", Country: "AFG", Sector: "REB", Side: "taliban", Text: "fighters", Blamed: true}},
		Targets: []Party{{Text: "a bakery", Kind: "thing", Effect: parley.EffectDestroyed}, {Actor: "x"}},
		Killed:  Figure{Low: 3, High: noEnd, Known: true}, Injured: Figure{Low: noEnd, High: 9, Known: true, Vague: true},
		Tolls:    []Toll{{Outcome: "killed", Group: "police", Figure: Figure{Low: 3, High: 3, Known: true}, Part: true, By: "a clerk"}, {Outcome: "injured", Attackers: true}},
		Claims:   []Claim{{By: "Taliban", Actor: "taliban", Stance: "claimed", Speaker: "a speaker"}},
		Accounts: 2, Denied: true, Weapons: []string{"explosives", "firearms"},
		CAMEO: "190", Goldstein: -9.5, ACLED: "Battles/Armed clash", Confidence: .875,
		Trigger: "storm", Terms: []Term{{"brick", 5.0625}, {"orchard", 7}}, Names: []string{"marube", "pellow"},
		Lead:   1 << 31,
		Story:  []uint32{1, 77, 1 << 31},
		Voices: []Voice{{By: "a clerk", For: "Taliban", Sort: SortEnemy, Outcome: outcomeKilled, Group: "police", Figure: Figure{Low: 3, High: 3, Known: true}}},

		PlaceHow: "the only place of that name",
	}
}

func TestDigestRoundTrip(t *testing.T) {
	for _, d := range []*Digest{fullDigest(), {}} {
		got, err := DecodeDigest(d.Encode())
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, d) {
			t.Errorf("got  %+v\nwant %+v", got, d)
		}
	}
	// Every field is set in fullDigest, so that one that is not encoded is found.
	v := reflect.ValueOf(*fullDigest())
	for i := range v.NumField() {
		if v.Field(i).IsZero() {
			t.Errorf("fullDigest lacks %s", v.Type().Field(i).Name)
		}
	}
}

func TestDigestDamaged(t *testing.T) {
	whole := fullDigest().Encode()
	for n := range len(whole) {
		if _, err := DecodeDigest(whole[:n]); !errors.Is(err, parley.ErrDamaged) {
			t.Fatalf("%d of %d bytes: %v", n, len(whole), err)
		}
	}
	if _, err := DecodeDigest(append(bytes.Clone(whole), 0)); !errors.Is(err, parley.ErrDamaged) {
		t.Errorf("a byte too many: %v", err)
	}
}

func FuzzDecodeDigest(f *testing.F) {
	f.Add(fullDigest().Encode())
	f.Add((&Digest{}).Encode())
	f.Add([]byte{codeVersion, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1})
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := DecodeDigest(b)
		if err != nil {
			return
		}
		d.keys()
		again, err := DecodeDigest(d.Encode())
		if err != nil {
			t.Fatalf("encoded anew: %v", err)
		}
		if string(again.Encode()) != string(d.Encode()) {
			t.Error("not the same when encoded again")
		}
	})
}

func TestDays(t *testing.T) {
	for _, s := range []string{"0001-01-02", "1969-12-31", "1970-01-01", "2020-02-29", "9999-12-31"} {
		day, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		if got := dayOf(day).Time(); !got.Equal(day) {
			t.Errorf("%s became %s", day, got)
		}
	}
	if dayOf(time.Time{}) != 0 || !DayNumber(0).Time().IsZero() {
		t.Error("the zero time is not day 0")
	}
	if d := dayOf(time.Date(2, 1, 1, 0, 0, 0, 0, time.UTC)); d != 365 {
		t.Errorf("1 January of the year 2 is day %d", d)
	}
}

// exampleRecord is a small record with one event.
func exampleRecord(t testing.TB) *parley.Record {
	t.Helper()
	raw, err := os.ReadFile("testdata/record.json")
	if err != nil {
		t.Fatal(err)
	}
	var r parley.Record
	if err := json.Unmarshal(raw, &r); err != nil {
		t.Fatal(err)
	}
	return &r
}

func BenchmarkDecodeDigest(b *testing.B) {
	raw := fullDigest().Encode()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := DecodeDigest(raw); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCompare(b *testing.B) {
	m := newResolver(b).Model()
	x, y := fullDigest(), fullDigest()
	y.Event, y.Article = "e2", "a2"
	b.ReportAllocs()
	for b.Loop() {
		m.Compare(x, y)
	}
}

// BenchmarkCompareOther compares two attacks of one day in two provinces, as most
// pairs of a block are.
func BenchmarkCompareOther(b *testing.B) {
	m := newResolver(b).Model()
	x, y := raid(), raid()
	y.Event, y.Article = "e2", "a2"
	y.Killed, y.Terms = exactly(4), nil
	y.Place.Lat = 31.5
	y.Place.ID, y.Place.Name, y.Place.Admin1, y.Place.Admin2 = "gn:2", "Zhari", "Kandahar", "Zhari"
	b.ReportAllocs()
	for b.Loop() {
		m.Compare(x, y)
	}
}

func BenchmarkNodes(b *testing.B) {
	r, rec := newResolver(b), exampleRecord(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := r.Nodes(rec); err != nil {
			b.Fatal(err)
		}
	}
}
