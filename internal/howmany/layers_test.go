package howmany_test

import (
	"strings"
	"testing"
	"time"

	"parley"
	"parley/data"
	"parley/internal/doc"
	"parley/internal/howmany"
)

// readWith reads a text, lets add put layers of other stages over it, and
// runs the stage again.
func readWith(t *testing.T, text string, add func(d *doc.Doc)) *doc.Doc {
	t.Helper()
	d := read(t, text)
	d.Counts, d.Indicators = nil, nil
	add(d)
	stage, err := howmany.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	if err := stage.Run(d); err != nil {
		t.Fatal(err)
	}
	check(t, d)
	return d
}

// tokenOf returns the index of the nth token, from 0, with the given text.
func tokenOf(t *testing.T, d *doc.Doc, word string, nth int) int {
	t.Helper()
	for i := range d.Tokens {
		if d.Word(i) == word {
			if nth == 0 {
				return i
			}
			nth--
		}
	}
	t.Fatalf("no token %q in %q", word, d.Text)
	return doc.None
}

// mention adds a mention of actor a at one token.
func mention(d *doc.Doc, token, a int) {
	d.Mentions = append(d.Mentions, doc.Mention{First: token, Last: token + 1, Head: token, Actor: a, Antecedent: doc.None, Likeness: 1})
}

// TestActors takes sides and groups from the layer of actors.
func TestActors(t *testing.T) {
	const text = "Maute fighters raided a jail in Marawi. Two policemen and five members died."
	d := readWith(t, text, func(d *doc.Doc) {
		d.Actors = []doc.Actor{{ID: "maute", Sector: "REB", Side: "maute"}, {ID: "phl-police", Sector: "COP", Side: "phl-gov"}}
		mention(d, tokenOf(t, d, "fighters", 0), 0)
		mention(d, tokenOf(t, d, "policemen", 0), 1)
		mention(d, tokenOf(t, d, "members", 0), 0)
	})
	want := []string{`2..2 people killed police "Two policemen"`, `5..5 people killed militants "five members" attackers`}
	for i, w := range want {
		if i >= len(d.Counts) || show(d, d.Counts[i]) != w {
			t.Errorf("count %d: got %s, want %s", i, all(d), w)
		}
	}
}

// TestDates leaves figures that are parts of dates to the layer of times.
func TestDates(t *testing.T) {
	const text = "The 1994 truce between the brigades held until the 2013 attack."
	d := readWith(t, text, func(d *doc.Doc) {
		for _, y := range []string{"1994", "2013"} {
			i := tokenOf(t, d, y, 0)
			d.Times = append(d.Times, doc.Time{First: i, Last: i + 1, Type: doc.TimeDate, Anchor: doc.None, Event: doc.None})
		}
	})
	if len(d.Counts) > 0 {
		t.Errorf("got %s, want nothing", all(d))
	}
}

// TestAsOf ties an indicator to the nearest date and place of its sentence.
func TestAsOf(t *testing.T) {
	const text = "Talks resumed in Kabul in May. In October, the rebels held 14 percent of the districts in Ghor."
	october := parley.Period{From: time.Date(2022, 10, 1, 0, 0, 0, 0, time.UTC), To: time.Date(2022, 10, 31, 0, 0, 0, 0, time.UTC), Precision: parley.PrecisionMonth}
	d := readWith(t, text, func(d *doc.Doc) {
		may, oct := tokenOf(t, d, "May", 0), tokenOf(t, d, "October", 0)
		d.Times = []doc.Time{
			{First: may, Last: may + 1, Type: doc.TimeDate, Period: parley.Period{From: october.From.AddDate(0, -5, 0), To: october.From.AddDate(0, -4, -1)}, Anchor: doc.None, Event: doc.None},
			{First: oct, Last: oct + 1, Type: doc.TimeDate, Period: october, Anchor: doc.None, Event: doc.None},
		}
		for _, p := range []string{"Kabul", "Ghor"} {
			i := tokenOf(t, d, p, 0)
			d.Places = append(d.Places, doc.PlaceMention{First: i, Last: i + 1, Use: doc.UseLocation, Within: doc.None, And: doc.None})
		}
	})
	if len(d.Indicators) != 1 {
		t.Fatalf("%d indicators, want 1", len(d.Indicators))
	}
	ind := d.Indicators[0]
	if ind.AsOf != october || ind.Place != 1 || !strings.HasPrefix(ind.What, "districts") || ind.Count == doc.None {
		t.Errorf("got %+v", ind)
	}
}
