package process

import (
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"parley"
	"parley/data"
)

func ledger(t testing.TB) *Ledger {
	t.Helper()
	l, err := New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// side returns a party of tests: the government, the rebels, others.
func party(id string) *parley.Party {
	switch id {
	case "gov":
		return &parley.Party{Actor: "xyz-gov", Name: "Government", Kind: "group", Country: "XYZ", Sector: "GOV", Side: "xyz-gov"}
	case "rebels":
		return &parley.Party{Actor: "front", Name: "Front", Kind: "group", Country: "XYZ", Sector: "REB", Side: "front"}
	case "others":
		return &parley.Party{Actor: "band", Name: "Band", Kind: "group", Country: "XYZ", Sector: "REB", Side: "band"}
	case "un":
		return &parley.Party{Actor: "un", Name: "United Nations", Kind: "organisation", Sector: "IGO", Side: "un"}
	}
	return nil
}

// on is a day counted from 1 May 2021, on which the undertakings of tests are made.
func on(day int) parley.Period {
	d := time.Date(2021, 5, 1+day, 0, 0, 0, 0, time.UTC)
	return parley.Period{From: d, To: d, Precision: parley.PrecisionDay}
}

func dated(day int) *parley.Date { return &parley.Date{Period: on(day)} }

func promise(theme string) parley.Undertaking {
	return parley.Undertaking{
		ID: "u-1", Kind: parley.Pledge, By: party("rebels"), To: party("gov"), Theme: theme, Country: "XYZ",
		Made: dated(0), Deadline: &parley.Date{Period: on(60), Text: "until 30 June"}, FirstReported: parley.DayOf(on(0).From),
	}
}

// happening makes an incident of one event.
func happening(typ, mode, status, source, target, words string, day int) (parley.Incident, []parley.Telling) {
	in := parley.Incident{
		ID: "i-e" + strconv.Itoa(day), Kind: parley.Process, Type: parley.EventType(typ), Mode: parley.Mode(mode), Status: parley.Status(status),
		Date: dated(day), Place: &parley.EventPlace{Name: "Town", Country: "XYZ"}, Events: []string{"e" + strconv.Itoa(day)},
	}
	if p := party(source); p != nil {
		in.Sources = append(in.Sources, *p)
	}
	if p := party(target); p != nil {
		in.Targets = append(in.Targets, *p)
	}
	e := parley.Event{ID: in.Events[0], Type: in.Type, Mode: in.Mode, Status: in.Status, Sources: in.Sources, Targets: in.Targets}
	for i, w := range strings.Split(words, "; ") {
		e.Evidence = append(e.Evidence, parley.Evidence{Role: "trigger", Start: 100 * i, End: 100*i + len(w), Quote: w})
	}
	return in, []parley.Telling{{Event: e, Article: parley.ArticleInfo{ID: "a" + strconv.Itoa(day)}}}
}

// TestBearingRules runs testdata/bearing.tsv: each rule links what it should and
// not what it should not, and each has cases of both.
func TestBearingRules(t *testing.T) {
	l := ledger(t)
	text, err := os.ReadFile("testdata/bearing.tsv")
	if err != nil {
		t.Fatal(err)
	}
	linked, themes := map[string]bool{}, map[string]bool{}
	for line := range strings.Lines(string(text)) {
		if line[0] == '#' {
			continue
		}
		c := strings.Split(strings.TrimRight(line, "\n"), "\t")
		for i := range c {
			if c[i] == "-" && i > 0 {
				c[i] = ""
			}
		}
		day, err := strconv.Atoi(c[8])
		if err != nil {
			t.Fatal(err)
		}
		u := promise(c[1])
		in, tellings := happening(c[2], c[3], c[4], c[5], c[6], c[7], day)
		tellings[0].Article.Title = c[9]
		b, ok := l.Bears(u, in, tellings)
		if ok && !l.MayBear(u, in) {
			t.Errorf("%s: it bears and may not", line)
		}
		got := "-"
		if ok {
			got = b.Rule
			if b.Why == "" || strings.ContainsAny(b.Why, "{}") || len(b.Evidence) == 0 || b.On == nil || b.Event == "" {
				t.Errorf("%s: %+v", line, b)
			}
			if !l.reached(u, in) {
				t.Errorf("%s: no filter or theme leads to it", line)
			}
		} else {
			themes[c[1]] = true
		}
		if got != c[0] {
			t.Errorf("got %s: %s", got, line)
		}
		linked[got] = true
	}
	for _, r := range l.rules {
		if !linked[r.id] {
			t.Errorf("no case of rule %s", r.id)
		}
		if r.themes == nil {
			continue
		}
		denied := false
		for _, th := range r.themes {
			denied = denied || themes[th]
		}
		if !denied {
			t.Errorf("no case that rule %s must not link", r.id)
		}
	}
}

// reached reports whether what leads from incidents to undertakings and back
// leads from in to u: else what bears on u hung on which came first.
func (l *Ledger) reached(u parley.Undertaking, in parley.Incident) bool {
	countries, themes := l.Touches(in)
	return has(countries, u.Country) && has(themes, u.Theme) && wanted(l.Wants(u), in)
}

func has(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// wanted reports whether any of the filters lets in through.
func wanted(filters []parley.Filter, in parley.Incident) bool {
	for _, f := range filters {
		if f.Types[0] != in.Type || f.Statuses[0] != in.Status || !f.Period.Overlaps(in.Date.Period) {
			continue
		}
		mode := len(f.Modes) == 0
		for _, m := range f.Modes {
			mode = mode || m == in.Mode
		}
		of := func(list []parley.Party) bool {
			for i := range list {
				if list[i].Actor == f.Actor || list[i].Side == f.Actor {
					return true
				}
			}
			return false
		}
		who := f.Actor == "" || f.Role != parley.RoleTarget && of(in.Sources) || f.Role != parley.RoleSource && of(in.Targets)
		if mode && who {
			return true
		}
	}
	return false
}

// TestWindow holds for how long a truce is watched.
func TestWindow(t *testing.T) {
	l := ledger(t)
	for _, c := range []struct {
		text string
		due  int // 0 for no deadline
		day  int
		want bool
	}{
		{"until 30 June", 60, 60, true}, {"until 30 June", 60, 61, false},
		{"by 5 May", 4, 100, true}, {"by 5 May", 4, 124, true}, {"by 5 May", 4, 125, false},
		{"", 0, 120, true}, {"", 0, 121, false}, {"", 0, 0, false}, {"", 0, 1, true},
	} {
		u := promise("ceasefire")
		u.Deadline = nil
		if c.due > 0 {
			u.Deadline = &parley.Date{Period: on(c.due), Text: c.text}
		}
		in, tellings := happening("ASSAULT", "firearms", "happened", "rebels", "gov", "raided", c.day)
		if _, ok := l.Bears(u, in, tellings); ok != c.want {
			t.Errorf("%q, an attack on day %d: %v", c.text, c.day, ok)
		}
		if u.Kind = parley.Demand; l.MayBear(u, in) {
			t.Error("an attack bears on a mere demand")
		}
	}
}

// TestOtherSide holds who counts as the side to which it is owed.
func TestOtherSide(t *testing.T) {
	l := ledger(t)
	for _, c := range []struct {
		name   string
		change func(*parley.Undertaking)
		target string
		want   bool
	}{
		{"told", func(*parley.Undertaking) {}, "gov", true},
		{"another than told", func(*parley.Undertaking) {}, "others", false},
		{"not told", func(u *parley.Undertaking) { u.To = nil }, "gov", false},
		{"named in the words", func(u *parley.Undertaking) { u.To, u.What = nil, "stop attacks on the Government" }, "gov", true},
		{"who demands it", func(u *parley.Undertaking) { u.To, u.SaidBy = nil, party("gov") }, "gov", true},
		{"a mediator demands it", func(u *parley.Undertaking) { u.To, u.SaidBy = nil, party("un") }, "gov", false},
		{"both bind themselves", func(u *parley.Undertaking) {
			u.To, u.By = nil, &parley.Party{Actor: "front+xyz-gov", Name: "both"}
		}, "gov", true},
		{"both bind themselves, not others", func(u *parley.Undertaking) {
			u.To, u.By = nil, &parley.Party{Actor: "front+xyz-gov", Name: "both"}
		}, "others", false},
	} {
		u := promise("ceasefire")
		c.change(&u)
		in, tellings := happening("ASSAULT", "firearms", "happened", "rebels", c.target, "raided", 5)
		if _, ok := l.Bears(u, in, tellings); ok != c.want {
			t.Errorf("%s: %v", c.name, ok)
		}
		if c.want && !l.reached(u, in) {
			t.Errorf("%s: no filter leads to it", c.name)
		}
	}
}

// TestCounterpart holds that the two sides of an agreement owe it to one another.
func TestCounterpart(t *testing.T) {
	gov, rebels := *party("gov"), *party("rebels")
	guards := parley.Party{Actor: "guards", Name: "Guards", Sector: "REB"} // of no known side
	for _, c := range []struct {
		parties []parley.Party
		want    string
	}{
		{[]parley.Party{gov, rebels}, "xyz-gov"}, {[]parley.Party{gov, *party("un"), guards, rebels}, "xyz-gov"},
		{[]parley.Party{gov, rebels, *party("others")}, ""}, {[]parley.Party{rebels}, ""}, {[]parley.Party{gov}, ""}, {nil, ""},
	} {
		got := ""
		if p := counterpart(&parley.Agreement{Parties: c.parties}, party("rebels")); p != nil {
			got = p.Actor
		}
		if got != c.want {
			t.Errorf("%v: %q, want %q", c.parties, got, c.want)
		}
	}
}

func TestBearsElsewhere(t *testing.T) {
	l := ledger(t)
	in, tellings := happening("RETREAT", "release", "happened", "rebels", "gov", "freed", 5)
	for _, change := range []func(*parley.Undertaking){
		func(u *parley.Undertaking) { u.Country = "ABC" },
		func(u *parley.Undertaking) { u.Country = "" },
		func(u *parley.Undertaking) { u.By = nil },
		func(u *parley.Undertaking) { u.Theme = "" },
		func(u *parley.Undertaking) { u.Made, u.FirstReported = nil, "" },
	} {
		u := promise("prisoner-release")
		change(&u)
		if b, ok := l.Bears(u, in, tellings); ok {
			t.Errorf("%+v bears on %+v", b, u)
		}
	}
	in.Place.Country = "QAT" // talks and handovers abroad belong to the conflict of their parties
	if _, ok := l.Bears(promise("prisoner-release"), in, tellings); !ok {
		t.Error("a release abroad is not linked")
	}
	if c, th := l.Touches(parley.Incident{Type: parley.Assault, Status: parley.Happened}); len(c)+len(th) != 0 {
		t.Errorf("an attack by nobody on nobody touches %v in %v", th, c)
	}
}

func TestCounted(t *testing.T) {
	l := ledger(t)
	in, tellings := happening("RETREAT", "release", "happened", "rebels", "gov", "freed", 5)
	n := 120
	tellings[0].Event.Tolls = []parley.Toll{
		{Outcome: "freed", Range: parley.Range{Low: &n, High: &n}},
		{Outcome: "killed", Range: parley.Range{Low: &n, High: &n}},
	}
	b, ok := l.Bears(promise("prisoner-release"), in, tellings)
	if !ok || b.Count == nil || *b.Count.Low != 120 || b.Why != "Front let 120 go" {
		t.Errorf("%v %+v", ok, b)
	}
}
